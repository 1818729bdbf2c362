"""Which kind of question it is: who, how many, compare, what most, what not, which riskiest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.asking.question import NameBook
from bot.facets import facet_of
from bot.meaning.words import normalise

_COUNT = re.compile(
    r"^how many (?:of (?:our|the|them) ?)?(?:people|customers|users|respondents|persons|of them|personas"
    r"|companies)?(?: would| do| are| have| of them)?\b"
)
_RISK = re.compile(
    r"\b(?:riskiest|most risky|biggest risks?|most dangerous|least certain|most uncertain|shakiest)\b"
    r"|\brisky assumptions\b"
    r"|\bwhat should we test\b|\bassumptions? (?:should|to) (?:we )?test\b"
)
_MOST = re.compile(
    r"\bwhat (?:does|do|would|is|are|matters?)\b.*\b(?:most|first|above all|more than anything)\b"
    r"|\bmost important (?:thing )?(?:for|to)\b|\btop needs?\b"
)
_UNKNOWN = re.compile(
    r"\b(?:do|does) (?:we|the team|anyone) not (?:yet )?know\b|\bwhat is (?:missing|unknown|not known"
    r"|untested)\b|\bwhat are we missing\b"
    r"|\bnot know about\b|\bgaps? (?:about|in|for)\b|\bunknowns?\b"
)
_COMPARE = re.compile(
    r"^(?:please )?(?:compare|contrast)\b|\bdifferences? between\b|\bhow (?:does|do|is|are) .* differ\b"
    r"|\bversus\b|\bvs\b"
)
_ON = re.compile(
    r"\b(?:on|regarding|about|concerning|with regard to|when it comes to|in terms of|by)\b (?P<subject>[^?.!]+)$"
)


@dataclass(frozen=True)
class Kind:
    """`name`: who, count, compare, most, unknown or riskiest. `question` is what to look for in lines."""

    name: str
    question: str
    personas: tuple[str, ...] = ()
    subject: str = ""
    facets: frozenset[str] = frozenset()


def read_kind(question: str, persona_names: dict[str, str], book: NameBook) -> Kind:
    """The kind of a question; anything unusual is "who"."""
    plain = normalise(question).rstrip(" ?!.")
    named, _ = book.find(plain)
    personas = tuple(sorted(named, key=lambda key: _place(plain, persona_names[key])))
    if _RISK.search(plain):
        return Kind("riskiest", question, personas)
    if personas and _UNKNOWN.search(plain):
        return Kind("unknown", question, personas)
    if len(personas) >= 2 and _COMPARE.search(plain):
        found = _ON.search(plain)
        subject = found["subject"].strip() if found else ""
        return Kind("compare", question, personas, subject, _facets(subject))
    if personas and _MOST.search(plain):
        return Kind("most", question, personas)
    count = _COUNT.match(plain)
    if count:
        return Kind("count", f"who {plain[count.end() :].strip()}", personas)
    return Kind("who", question, personas)


def _place(plain: str, name: str) -> int:
    """Where a persona's name first stands, to keep the order of the question."""
    places = [plain.find(part) for part in (normalise(name), *normalise(name).split())]
    return min((place for place in places if place >= 0), default=len(plain))


_CHANNELS = frozenset({"touchpoints", "support_channels"})  # who asks for channels may mean either


def _facets(subject: str) -> frozenset[str]:
    """The facets a subject names by key, label or alias ("budget"), in singular or plural; none where it is a topic."""
    plain = re.sub(r"^(?:the|their|its) ", "", subject)
    for name in (plain, plain.rstrip("s"), plain + "s"):
        key = facet_of(name)
        if key is not None:
            return _CHANNELS if key in _CHANNELS else frozenset({key})
    return frozenset()
