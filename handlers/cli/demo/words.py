"""What the four people of the demo say: kinds of customers, answers, and the few that go another way."""

from __future__ import annotations

from dataclasses import dataclass

from bot.nouns import HowKnown
from bot.workshop.conversation.turns import HOW_WORDS

SEEN, TOLD = HOW_WORDS[HowKnown.SEEN], HOW_WORDS[HowKnown.TOLD]
DATA, GUT = HOW_WORDS[HowKnown.DATA], HOW_WORDS[HowKnown.GUT]

PRODUCT = "Lumen, a photo editor"
ROLE, NAME = "wedding photographer on the road", "Robin Jansen"

BEGINNING = (
    f"Dramatis makes proto personas: pictures of a kind of customer out of what colleagues believe, and finds out "
    f"which of it is true. Here a team of four plays it for {PRODUCT}. Amina Diallo leads the product, Tomás Herrera "
    f"answers customers, Priya Raman asks them, Jonas Lindqvist builds. They write to the real bot in a Slack that "
    f"stands in for the real one. It takes a minute or two, and leaves nothing behind.",
)
END = (
    "That was the whole story. To play it yourself: `make run` opens the same playground in a browser, where "
    "/persona example shows a finished persona and /persona new starts your own."
)
MEANINGS = {
    "not of one mind": "Of a group under five nobody is split off in numbers: it says “some agree” or “not of one "
    "mind”.",
    "mixed": "Supported: surely more than half of its people say so, or clearly more than of the others. "
    "Contradicted: surely fewer than a quarter. Mixed: counted well enough, and in between.",
    "It is a statistical persona": "Statistical, as it stands for a segment found in a survey that counts at least "
    "half of its lines. It says how much is counted, not that all of it is true.",
}
"""What a reader asks at the first sight of a word."""

KINDS = {
    "amina": ["freelance photographers", "small wedding studios"],
    "tomas": ["Freelance photographers", "newspapers"],
    "priya": ["freelance photographers", "hobby photographers"],
    "jonas": ["small wedding studios"],
}


@dataclass(frozen=True)
class Say:
    """What one person does at one question.

    `text` None: presses "I don't know". `more`: what they answer to the follow-up. `edited`: what they make of
    their message afterwards. `pauses`: they stop here first, and go on when the reminder comes.
    """

    text: str | None
    how: str | None = None
    more: str | None = None
    edited: str | None = None
    pauses: bool = False


ANSWERS: dict[str, list[Say]] = {
    "amina": [
        Say("Mostly 28 to 40, live in cities", DATA),
        Say("Distrust subscriptions", TOLD),
        Say("Lightroom on a MacBook", SEEN),
        Say("Edit photos on trains without wifi", SEEN),
        Say("Lose half a day each month chasing unpaid invoices", TOLD),
        Say("Decide alone after a two-week trial", DATA),
        Say("“If I have to type it twice, I won't type it at all.”", SEEN),
    ],
    "tomas": [
        Say("mostly 28 to 40, live in cities", GUT),
        Say("it should be easy for everyone", None, more="Ask a friend before they read a manual"),
        Say("Lightroom on a MacBook", SEEN),
        Say("edit photos on trains without wifi; send a preview the same evening", TOLD),
        Say("Their laptop dies in the middle of a wedding", SEEN),
        Say(None),
        Say("“Ask me after the wedding season.”", TOLD),
    ],
    "priya": [
        Say("About half have small children", TOLD),
        Say("Proud of never missing a deadline", GUT),
        Say("Send invoices from a spreadsheet", SEEN),
        Say("Edit photos on trains without wifi", GUT, pauses=True),
        Say("Lose half a day chasing unpaid invoices", TOLD),
        Say("Ask other photographers before they buy", TOLD),
        Say(None),
    ],
    "jonas": [
        Say("mostly 28 to 40, live in cities", GUT),
        Say("Love subscriptions", GUT),
        Say("Calibrate their monitor every week", GUT, edited="Calibrate their monitor before every wedding"),
        Say("Back up every photo twice", GUT),
        Say("Their laptop dies in the middle of a wedding", TOLD),
        Say(None),
        Say(None),
    ],
}

AGAINST = {
    "amina": ("love subscriptions",),
    "tomas": ("love subscriptions",),
    "priya": ("love subscriptions",),
    "jonas": ("distrust subscriptions",),
}
"""Who marks which lines with no; of some they do not know; with everything else they agree."""
UNSURE = {
    "amina": ("easy",),
    "tomas": ("28 to 40", "live in cities", "small children"),
    "priya": ("easy",),
    "jonas": ("easy", "monitor"),
}

DOUBT = "Three of the five I visited last week edit at home, in the evening."
QUESTIONS = {
    "which persona needs to work without wifi?": "Edit photos on trains without wifi",
    "who loses time on invoices?": "invoices",
    "who needs a dark mode?": "Kept as a gap",
}
"""Question → words that its answer must have; nobody's lines answer the last one."""
