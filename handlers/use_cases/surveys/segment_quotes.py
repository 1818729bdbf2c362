"""Quotes of a segment: the survey's owner reads what respondents wrote and approves what may be shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.errors import BadInput, NotAllowed, NotFound
from bot.survey.kept import KeptSurvey
from bot.survey.segmenting.result import Segment
from bot.survey.segments.quoting import Candidate, candidates, may_hold_a_name
from bot.survey.segments.telling import QUOTES, segment_card, too_small
from handlers.use_cases.surveys.desk import run_handle, segment_in_sight
from handlers.use_cases.work import Look, Work, acting
from storage import quotes
from storage.quotes import Quote

TOO_SMALL = "Fewer than five people stand on one side of this segment, so nobody's words are shown."
NO_TEXTS = "Nobody in this segment wrote a text of a length that can be quoted."
TOO_MANY = f"A card shows {QUOTES} quotes at most. Choose those that say most."


@dataclass(frozen=True)
class QuotesOf:
    """What the owner may choose from; `approved`: keys of those that are shown now."""

    survey: KeptSurvey
    segment: Segment
    candidates: tuple[Candidate, ...]
    approved: frozenset[str]
    is_deleted: bool = False


def to_approve(look: Look, run_id: str, number: int, channel: str | None) -> QuotesOf:
    """Candidates for a segment's card. Raises NotAllowed for all but the survey's owner, BadInput where there are none.

    Once the answers are deleted only approved quotes are left, to be taken back.
    """
    run, kept, result, segment = segment_in_sight(look, run_id, number, channel)
    if kept.owner != acting(look):
        raise NotAllowed(
            f"Only <@{kept.owner}>, who gave the survey, can approve quotes: they are respondents' own words."
        )
    if too_small(result, segment):
        raise BadInput(TOO_SMALL)
    before = quotes.quotes_of(look.session, look.workspace, run.id).get(number, ())
    approved = frozenset(quote.key for quote in before)
    try:
        survey = quotes.texts_of(look.session, look.workspace, kept.id)
    except NotFound:
        if not before:
            raise
        left = tuple(
            Candidate(quote.key, quote.text, quote.question, may_hold_a_name(quote.text)) for quote in before
        )
        return QuotesOf(kept, segment, left, approved, True)
    found = candidates(survey, result, segment, approved)
    if not found:
        raise BadInput(NO_TEXTS)
    first = sorted(found, key=lambda candidate: candidate.key not in approved)
    return QuotesOf(kept, segment, tuple(first), approved)


def approve(work: Work, run_id: str, number: int, keys: Collection[str], channel: str | None) -> None:
    """These quotes, and no others, stand on the segment's card from now on."""
    known = to_approve(work, run_id, number, channel)
    if len(keys) > QUOTES:
        raise BadInput(TOO_MANY)
    chosen = tuple(
        Quote(candidate.key, candidate.question, candidate.text)
        for candidate in known.candidates
        if candidate.key in keys
    )
    run, _, result, segment = segment_in_sight(work, run_id, number, channel)
    quotes.keep_quotes(work.session, work.workspace, run.id, number, chosen, acting(work), work.now)
    card = segment_card(run, result, segment, [quote.text for quote in chosen])
    work.refresh(card, run_handle(run.id, number))
