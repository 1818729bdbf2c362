"""What is said about privacy: the short message, what forgetting does before it is done, and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.messages import register_message


@register_message
@dataclass(frozen=True)
class PrivacyShort:
    """What is kept, for how long, and who sees it, in a few sentences. `days`: how long uploaded answers stay."""

    kind: ClassVar[str] = "privacy_short"
    version: ClassVar[int] = 1
    days: int


@register_message
@dataclass(frozen=True)
class ForgetMe:
    """What "forget me" takes away and what stays, with the button that does it. `words`: how many statements,
    answers, challenges and questions of this person are kept; `owns`: titles of what stays theirs to hand over."""

    kind: ClassVar[str] = "forget_me"
    version: ClassVar[int] = 1
    words: int
    owns: tuple[str, ...] = ()


GOES = (
    "What you wrote goes, for good: your answers, statements and voices, challenges, what was captured of you, "
    "questions you asked, answers you gave to the team, kinds of customers you named. Lines that only you said go too; "
    "a line that others said as well reads in their words."
)
STAYS = (
    "What stays: counts, without your name (a line that 4 of 5 agreed with says so still), and the names of things you "
    "named, such as a persona or a workshop. What stands in Slack's own history is Slack's; I take back my messages "
    "that show your answers."
)
OPEN = "Workshops that are not revealed yet go on without you; you can join again."
FORGOTTEN = (
    "Done. I have forgotten what you wrote. What is left of its bytes on disk is overwritten within minutes. "
    "Whatever you do with me from now on is kept as before."
)
NOTHING = "There is nothing of yours to forget."
