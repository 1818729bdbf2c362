"""Facets: what a statement can be about. One entry each holds everything that is particular to a facet.

To add a facet, add an entry to FACETS; the script, the cards, the lenses, splitting and asking read it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.survey.survey import Base


class Lens(StrEnum):
    """The view one team needs of a persona."""

    MARKETING = "marketing"
    SALES = "sales"
    PRODUCT = "product"
    SUPPORT = "support"


@dataclass(frozen=True)
class Facet:
    """One thing a statement can be about.

    `question` holds `{subject}` where the kind of customer stands. `why` says in one sentence why it is asked and
    `example` shows one good answer. `cues` are regular expressions (on lower-cased text) that strongly speak for this
    facet in a statement; `ask_cues` do so in a product manager's question. `negatives_hold`: a statement told in
    negative words ("can't work offline") still holds for the persona. `aliases`: other names for it in files.
    """

    key: str
    label: str
    base: Base | None
    lenses: tuple[Lens, ...]
    question: str
    why: str
    example: str
    cues: tuple[str, ...] = ()
    ask_cues: tuple[str, ...] = ()
    negatives_hold: bool = False
    business_only: bool = False
    aliases: tuple[str, ...] = ()


ALL = (Lens.MARKETING, Lens.SALES, Lens.PRODUCT, Lens.SUPPORT)

_ENTRIES = (
    Facet(
        "traits",
        "Traits",
        Base.DEMOGRAPHIC,
        (Lens.MARKETING,),
        "Who are {subject}? Think of age, family, education, income, where they live.",
        "It keeps everybody picturing the same people.",
        "Mostly 28 to 40, live in cities, about half have small children.",
        aliases=("demographic", "demographics", "trait"),
    ),
    Facet(
        "attitudes",
        "Attitudes",
        Base.PSYCHOGRAPHIC,
        (Lens.MARKETING,),
        "What do {subject} value and believe, and what are they like?",
        "What people care about decides which words reach them.",
        "Proud of their craft, distrust subscriptions, would rather ask a friend than read a manual.",
        aliases=("attitude", "psychographic", "values", "personality"),
    ),
    Facet(
        "company",
        "Company",
        Base.FIRMOGRAPHIC,
        (Lens.SALES,),
        "What kind of companies do {subject} work in? Think of size, industry, place, ownership.",
        "Size and industry often decide what can be bought at all.",
        "Family-owned hotels with 20 to 60 rooms, mostly in the Alps.",
        business_only=True,
        aliases=("firmographic", "firm", "organisation", "organization"),
    ),
    Facet(
        "tools",
        "Tools",
        Base.TECHNOGRAPHIC,
        (Lens.PRODUCT,),
        "Which devices and software do {subject} use today?",
        "What they use today is what we are compared with and must fit into.",
        "Lightroom on a MacBook, an old iPhone, invoices in a spreadsheet.",
        aliases=("tool", "technographic", "device", "software"),
    ),
    Facet(
        "needs",
        "Needs",
        Base.NEEDS,
        (Lens.PRODUCT, Lens.MARKETING),
        "What do {subject} need to get done, and what must be possible for that?",
        "Needs are the reason to build something; they outlive every feature.",
        "Edits photos on trains without wifi; has to send a preview the same evening.",
        aliases=("need", "job", "jobs"),
    ),
    Facet(
        "goals",
        "Goals",
        Base.NEEDS,
        (Lens.PRODUCT,),
        "What are {subject} trying to reach, this month and this year?",
        "A goal tells which of many needs comes first.",
        "Wants to take August off; wants three regular clients instead of thirty small ones.",
        aliases=("goal",),
    ),
    Facet(
        "touchpoints",
        "Touchpoints",
        Base.NEEDS,
        (Lens.PRODUCT,),
        "Where and when do {subject} meet us, from first hearing of us to leaving?",
        "Along the journey we see where people are won and lost.",
        "Hears of us in a Facebook group, tries it on the phone, asks the accountant before paying.",
        aliases=("touchpoint", "journey", "channel"),
    ),
    Facet(
        "pains",
        "Pains",
        Base.NEEDS,
        (Lens.PRODUCT, Lens.SALES),
        "What annoys {subject}, costs them time or goes wrong for them?",
        "A pain that happened last week says more than a wish.",
        "Loses half a day each month chasing unpaid invoices.",
        negatives_hold=True,
        aliases=("pain", "frustration", "frustrations", "problem"),
    ),
    Facet(
        "features",
        "Features",
        Base.NEEDS,
        (Lens.MARKETING,),
        "Which features do {subject} want or value most?",
        "Marketing shows these first; the product keeps them working.",
        "Asks for shared albums in every call; would not miss the desktop app.",
        aliases=("feature",),
    ),
    Facet(
        "value",
        "Value",
        Base.VALUE,
        (Lens.SALES,),
        "What are {subject} worth to us? Think of spend, how often they buy, growth, cost to serve.",
        "Not every kind of customer deserves the same effort.",
        "About 30 € a month, stays four years, hardly ever calls support.",
        aliases=("worth",),
    ),
    Facet(
        "finances",
        "Finances",
        Base.VALUE,
        (Lens.SALES,),
        "What budget do {subject} have, and what limits it?",
        "Sales needs to know what can be paid before talking of price.",
        "Up to 500 € a year on the company card, anything above needs the boss.",
        aliases=("finance", "budget", "money", "price"),
    ),
    Facet(
        "decisions",
        "Decisions",
        Base.VALUE,
        (Lens.SALES,),
        "Who decides to buy for {subject}, and how does the decision go?",
        "The one who uses it is often not the one who signs.",
        "The studio owner signs after a two-week trial; the assistant picks the tool.",
        aliases=("decision", "buying"),
    ),
    Facet(
        "objections",
        "Objections",
        Base.VALUE,
        (Lens.SALES,),
        "What makes {subject} hesitate or say no to us?",
        "An objection we know in advance can be answered, or heeded.",
        "Afraid to lose ten years of archive; does not want another login.",
        negatives_hold=True,
        aliases=("objection", "concern", "barrier"),
    ),
    Facet(
        "response",
        "Response time",
        Base.NEEDS,
        (Lens.SUPPORT,),
        "How fast do {subject} expect an answer when something is wrong?",
        "Support plans its hours by this.",
        "Within the hour on a wedding day, next morning otherwise.",
        aliases=("response time", "response_time", "sla"),
    ),
    Facet(
        "support_channels",
        "Support channels",
        Base.NEEDS,
        (Lens.SUPPORT,),
        "How do {subject} prefer to get help?",
        "Help nobody uses is help nobody gets.",
        "Writes in chat first, phones only when an event is running.",
        aliases=("support", "support channel", "support_channel", "help"),
    ),
    Facet(
        "quote",
        "Quote",
        None,
        ALL,
        "Which sentence have you heard from {subject}, word for word?",
        "One real sentence makes a persona easier to remember than ten facts.",
        "“If I have to type it twice, I won't type it at all.”",
        aliases=("quotes", "voice"),
    ),
)

FACETS: dict[str, Facet] = {entry.key: entry for entry in _ENTRIES}

_BY_NAME = {
    name.casefold(): entry.key for entry in _ENTRIES for name in (entry.key, entry.label, *entry.aliases)
}


def facet_of(name: str) -> str | None:
    """The key of the facet with this key, label or alias (in any case); None where it is unknown."""
    return _BY_NAME.get(name.strip().casefold())
