"""Quotes of segments that the survey's owner approved, and the free texts they are chosen from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.survey.correcting import corrected
from bot.survey.packing import unpack
from bot.survey.survey import QuestionType, Survey
from storage.store import micros
from storage.surveys import answers_of, any_survey
from storage.tables_surveys import QuoteRow


@dataclass(frozen=True)
class Quote:
    """One approved quote. `key` names the answer without its words."""

    key: str
    question: str
    text: str


def texts_of(session: Session, workspace: str, survey: str) -> Survey:
    """The survey with its free texts only. Raises NotFound once the answers have been deleted."""
    kept = any_survey(session, workspace, survey)
    texts = [q["id"] for q in kept.understood["questions"] if q["type"] == QuestionType.OPEN_TEXT]
    data = answers_of(session, workspace, survey)
    return corrected(unpack(kept.understood, data, texts), kept.corrections)


def keep_quotes(
    session: Session,
    workspace: str,
    run: str,
    segment: int,
    quotes: tuple[Quote, ...],
    person: str,
    now: datetime,
) -> None:
    """Writes the approved quotes of a segment, in the place of earlier ones."""
    session.execute(
        sa.delete(QuoteRow).where(
            col(QuoteRow.workspace) == workspace,
            col(QuoteRow.segmentation) == run,
            col(QuoteRow.segment) == segment,
        )
    )
    for order, quote in enumerate(quotes):
        session.add(
            QuoteRow(
                workspace=workspace,
                segmentation=run,
                segment=segment,
                answer=quote.key,
                place=order,
                question=quote.question,
                text=quote.text,
                person=person,
                at=micros(now),
            )
        )
    session.flush()


def quotes_of(session: Session, workspace: str, run: str) -> dict[int, tuple[Quote, ...]]:
    """segment number → its approved quotes, in their order."""
    rows = session.exec(
        select(QuoteRow)
        .where(QuoteRow.workspace == workspace, QuoteRow.segmentation == run)
        .order_by(col(QuoteRow.segment), col(QuoteRow.place))
    )
    found: dict[int, list[Quote]] = {}
    for row in rows:
        found.setdefault(row.segment, []).append(Quote(row.answer, row.question, row.text))
    return {segment: tuple(quotes) for segment, quotes in found.items()}
