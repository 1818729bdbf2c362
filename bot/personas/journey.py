# ruff: noqa: E501  (word lists read better as lines)
"""The journey: a persona's lines along the way, from first hearing of us to leaving. Sorted by the words people used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.nouns import Line


class Step(StrEnum):
    """A step of the way, in its order. ANY: lines whose words name none."""

    HEAR = "hear"
    TRY = "try"
    BUY = "buy"
    USE = "use"
    HELP = "help"
    LEAVE = "leave"
    ANY = "any"


LABELS = {
    Step.HEAR: "Hearing of us",
    Step.TRY: "Looking and trying",
    Step.BUY: "Deciding and paying",
    Step.USE: "Using it",
    Step.HELP: "Getting help",
    Step.LEAVE: "Staying or leaving",
    Step.ANY: "At any time",
}
FACETS_ALONG = (
    "touchpoints",
    "goals",
    "pains",
    "decisions",
    "objections",
    "response",
    "support_channels",
)
"""The facets a journey shows; the others say who somebody is, not what they go through."""
_USUAL = {
    "decisions": Step.BUY,
    "objections": Step.BUY,
    "response": Step.HELP,
    "support_channels": Step.HELP,
}
_CUES: dict[Step, str] = {
    Step.HEAR: r"(?:hear[ds]?|learn(?:s|ed|t)?|read|know) (?:of|about) (?:us|it)|(?:found|finds?|discover\w*|sees?|saw|"
    r"met|meets?) (?:us|it)\b|word of mouth|advert\w*|\bads?\b|google[sd]?|search(?:es|ed)? for|facebook|instagram|"
    r"linkedin|tiktok|youtube|podcasts?|trade (?:shows?|fairs?)|conferences?|newsletters?|magazines?|"
    r"(?:friends?|colleagues?) (?:told|tells?|recommend\w*)|reviews? (?:on|sites?)",
    Step.TRY: r"tr(?:y|ies|ied|ying)\b|trials?|demos?\b|free (?:version|plan|month|week|tier)|sign(?:s|ed)? up|signup|"
    r"registers?|registration|onboarding|compar(?:e|es|ed|ing)|evaluat\w+|downloads?|installs?|set(?:s|ting)? up|"
    r"setup|first (?:time|use|login|steps?|visit)|website",
    Step.BUY: r"buys?\b|bought|buying|pay(?:s|ing)?\b|paid\b|pric\w+|purchas\w+|orders?\b|contracts?|subscri(?:be|bes|bed)|"
    r"checkout|credit cards?|budgets?|approv\w+|signs? (?:off|it|the)|upgrad\w+|quotes?\b|offers?\b",
    Step.USE: r"us(?:e|es|ing) (?:it|us|the|our)|logs? in|logging in|opens? (?:it|the app)|every (?:day|week|month|morning|"
    r"evening|night)|daily|weekly|exports?|uploads?|in the app\b",
    Step.HELP: r"supports?\b|help(?:s|desk| desk| page| cent(?:er|re))?\b|hotline|tickets?\b|chats?\b|calls? (?:us|support)|"
    r"e-?mails? us|complain\w*|manuals?|tutorials?|forums?|(?:answer|reply|response)s?\b|phones? us",
    Step.LEAVE: r"cancel\w*|leav(?:e|es|ing) us|quits?\b|renew\w*|churn\w*|switch(?:es|ed|ing)? (?:to|away|back)|unsubscrib\w*|"
    r"stays?\b|comes? back|stop(?:s|ped)? (?:using|paying)|recommends? (?:us|it)|refers?\b|data export|deletes? (?:the|their) account",
}
_COMPILED = tuple((step, re.compile(rf"\b(?:{cue})", re.I)) for step, cue in _CUES.items())


@dataclass(frozen=True)
class Part:
    """One step with the lines on it, in the order of the persona; none where nobody has said anything."""

    step: Step
    label: str
    lines: tuple[Line, ...]


def step_of(facet: str, text: str) -> Step:
    """Where on the way a line belongs: by the first word that names a step, else by what its facet is about."""
    found = [(match.start(), step) for step, cue in _COMPILED if (match := cue.search(text))]
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return _USUAL.get(facet, Step.ANY)


def along(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Every step in its order with its lines; "at any time" only where lines are there."""
    sorted_in: dict[Step, list[Line]] = {step: [] for step in Step}
    for line in lines:
        if line.facet in FACETS_ALONG and not line.dropped:
            sorted_in[step_of(line.facet, line.text)].append(line)
    order = {facet: place for place, facet in enumerate(FACETS_ALONG)}
    return tuple(
        Part(step, LABELS[step], tuple(sorted(found, key=lambda line: (order[line.facet], line.position))))
        for step, found in sorted_in.items()
        if found or step is not Step.ANY
    )
