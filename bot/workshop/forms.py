"""What the forms of a workshop hold, and whether it can be used: pure checks, before anything is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.nouns import Attribution, Customers, Purpose
from bot.workshop.script import SUBJECT_LIMIT

NAME_LIMIT = 60
ROLE_LIMIT = 120
PRODUCT_LIMIT = 60
SOONEST = timedelta(minutes=10)
LATEST = timedelta(days=90)


@dataclass(frozen=True)
class NewWorkshop:
    """What a facilitator fills in to start a workshop. `asked`: user ids invited by name."""

    subject: str
    product: str
    channel: str
    purpose: Purpose = Purpose.WHOLE
    customers: Customers = Customers.CONSUMERS
    attribution: Attribution = Attribution.COUNTS
    asked: tuple[str, ...] = ()
    deadline: datetime | None = None
    vote: bool = True
    short: bool = False

    def problems(self, now: datetime) -> dict[str, str]:
        """What is wrong, a sentence for each field; nothing where all is well."""
        found: dict[str, str] = {}
        subject = tidy(self.subject)
        if not subject:
            found["subject"] = "Say in a few words whom it is about, for example: freelance photographers."
        elif len(subject) > SUBJECT_LIMIT:
            found["subject"] = (
                f"Please keep it under {SUBJECT_LIMIT} characters; it stands in every question."
            )
        if not tidy(self.product):
            found["product"] = "Name the product these customers use, or would use."
        elif len(tidy(self.product)) > PRODUCT_LIMIT:
            found["product"] = f"Please keep the name under {PRODUCT_LIMIT} characters."
        if not self.channel:
            found["channel"] = "Choose the channel in which the invitation is posted."
        if self.deadline is not None and self.deadline < now + SOONEST:
            found["deadline"] = "Choose a time at least ten minutes from now."
        elif self.deadline is not None and self.deadline > now + LATEST:
            found["deadline"] = "Choose a time within the next 90 days."
        return found


@dataclass(frozen=True)
class Publish:
    """How a persona is called: a name, a role, or both. `left_out`: ids of revealed lines it begins without."""

    name: str
    role: str
    drawn: str | None = None
    file: str | None = None
    left_out: tuple[str, ...] = ()

    def problems(self, revealed: Collection[str]) -> dict[str, str]:
        """What is wrong, a sentence for each field. `revealed`: the ids of the lines there are."""
        found: dict[str, str] = {}
        if not tidy(self.name) and not tidy(self.role):
            found["role"] = "Give a role, such as “wedding photographer on the road”, or a name, or both."
        if len(tidy(self.name)) > NAME_LIMIT:
            found["name"] = f"Please keep the name under {NAME_LIMIT} characters."
        if len(tidy(self.role)) > ROLE_LIMIT:
            found["role"] = f"Please keep the role under {ROLE_LIMIT} characters."
        if revealed and set(self.left_out).issuperset(revealed):
            found["left_out"] = "Keep at least one line."
        return found


def tidy(text: str) -> str:
    """One line without doubled spaces."""
    return " ".join(text.split())
