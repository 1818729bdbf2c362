"""What exists in the playground: workspaces, people, conversations, messages, files, views.

`nouns.py` the things; `world.py` all of them together with ids, clock and news of changes; `store.py` keeps them in
a file; `default.py` the workspace a new playground starts with; `text.py` between typed text and Slack's own form.
"""

from playground.world.nouns import App, Conversation, File, Modal, Team, User
from playground.world.world import World

__all__ = ["App", "Conversation", "File", "Modal", "Team", "User", "World"]
