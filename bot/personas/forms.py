"""What the windows of a persona hold, and whether it can be used: pure checks, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facets import FACETS
from bot.nouns import HowKnown
from bot.workshop.forms import NAME_LIMIT, ROLE_LIMIT, tidy

LINE_LIMIT = 300
WHY_LIMIT = 500
ALT_LIMIT = 200
KEEP_PICTURE = "keep"
NO_PICTURE = "none"


@dataclass(frozen=True)
class About:
    """How a persona is called and shown, and whose it is. `picture`: keep, none, or the key of a drawn one."""

    name: str
    role: str
    picture: str = KEEP_PICTURE
    photo: str | None = None
    alt: str = ""
    owner: str | None = None

    def problems(self) -> dict[str, str]:
        """What is wrong, a sentence for each field."""
        found = name_problems(self.name, self.role)
        if len(tidy(self.alt)) > ALT_LIMIT:
            found["alt"] = f"Please keep the description under {ALT_LIMIT} characters."
        return found


@dataclass(frozen=True)
class Knowledge:
    """What somebody adds to a persona, in one facet, and how they know it."""

    facet: str
    text: str
    how: HowKnown | None = None

    def problems(self) -> dict[str, str]:
        """What is wrong, a sentence for each field."""
        found = {} if self.facet in FACETS else {"facet": "Choose what it is about."}
        return found | line_problems(self.text)


def name_problems(name: str, role: str) -> dict[str, str]:
    """What is wrong with a name and a role."""
    found: dict[str, str] = {}
    if not tidy(name) and not tidy(role):
        found["role"] = "Give a role, such as “wedding photographer on the road”, or a name, or both."
    if len(tidy(name)) > NAME_LIMIT:
        found["name"] = f"Please keep the name under {NAME_LIMIT} characters."
    if len(tidy(role)) > ROLE_LIMIT:
        found["role"] = f"Please keep the role under {ROLE_LIMIT} characters."
    return found


def line_problems(text: str) -> dict[str, str]:
    """What is wrong with the words of a line."""
    words = tidy(text)
    if not any(c.isalnum() for c in words):
        return {"text": "Say it in a few words, as one claim."}
    if len(words) > LINE_LIMIT:
        return {"text": f"Please keep it under {LINE_LIMIT} characters; one claim is enough for a line."}
    return {}


def why_problems(why: str) -> dict[str, str]:
    """What is wrong with the reason of a challenge."""
    words = tidy(why)
    if not any(c.isalnum() for c in words):
        return {"why": "Say in a few words why you doubt it."}
    if len(words) > WHY_LIMIT:
        return {"why": f"Please keep it under {WHY_LIMIT} characters."}
    return {}
