"""What people are told where the fault is ours. `{ref}` is the number that stands in the log."""

from __future__ import annotations

_NUMBER = "If it happens again, give this number to whoever looks after Dramatis: {ref}."
NOTHING_CHANGED = f"Something went wrong on our side, and nothing was changed. {_NUMBER}"
WHILE = f"Something went wrong on our side while {{doing}}. {_NUMBER}"
NOT_SHOWN = f"Something went wrong on our side: an answer to you was kept, but could not be shown. {_NUMBER}"
