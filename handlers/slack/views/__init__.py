"""How messages and windows look: message values to Block Kit, pure.

`kit.py` makes blocks, `rendering.py` finds the view of a message; the other files hold the views by topic, and
`*_windows.py` the modals. A file of views is imported here, so that they register.
"""

from handlers.slack.views import (
    asking,
    conversation,
    customers,
    digests,
    feedback,
    help_page,
    home,
    interviews,
    journeys,
    market,
    persona_notes,
    persona_windows,
    personas,
    privacy,
    segments,
    surveys,
    testing,
    values,
    workshop,
)
from handlers.slack.views.rendering import Rendered, look, render

__all__ = [
    "Rendered",
    "asking",
    "conversation",
    "customers",
    "digests",
    "feedback",
    "help_page",
    "home",
    "interviews",
    "journeys",
    "look",
    "market",
    "persona_notes",
    "persona_windows",
    "personas",
    "privacy",
    "render",
    "segments",
    "surveys",
    "testing",
    "values",
    "workshop",
]
