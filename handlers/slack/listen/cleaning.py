"""What no database takes and no person types is taken out of every payload once, before anything reads it.

PostgreSQL refuses NUL in texts, and lone surrogates cannot be written as UTF-8 at all. Both come from pasting out of
broken programs, or from somebody who tries; neither is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltResponse

# C0 and C1 controls but tab and line ends, lone surrogates, and the two code points that are no characters.
_NO_WORDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def register(app: App) -> None:
    """Puts the cleaning before the listeners; call it before anything else is registered."""
    app.use(_middleware)


def clean(text: str) -> str:
    """The text without what cannot be kept."""
    return _NO_WORDS.sub("", text)


def clean_payload(thing: Any) -> Any:
    """The same for every text in a payload; dictionaries and lists are cleaned in place."""
    if isinstance(thing, str):
        return clean(thing) if _NO_WORDS.search(thing) else thing
    if isinstance(thing, dict):
        for key, value in list(thing.items()):
            fresh = clean_payload(value)
            if fresh is not value:
                thing[key] = fresh
    elif isinstance(thing, list):
        for place, value in enumerate(thing):
            fresh = clean_payload(value)
            if fresh is not value:
                thing[place] = fresh
    return thing


def _middleware(body: dict[str, Any], next_: Callable[[], Any]) -> BoltResponse | None:
    clean_payload(body)
    next_()
    return None
