"""Feedback files as they were counted, in sight of their channel only; their quotes go at their date."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.evidence.feedback.kept import FeedbackAbout, KeptFeedback
from bot.evidence.feedback.themes import Theme
from storage.store import from_micros, micros
from storage.tables import EvidenceRow, PersonaRow
from storage.tables_evidence import FeedbackRow

GONE = "That feedback file is not there any more, or you cannot see it."


def save_feedback(session: Session, workspace: str, feedback: KeptFeedback) -> None:
    """Writes a feedback file, new or changed."""
    session.merge(
        FeedbackRow(
            workspace=workspace,
            id=feedback.id,
            file=feedback.file,
            name=feedback.name,
            channel=feedback.channel,
            private=feedback.private,
            owner=feedback.owner,
            about=json.dumps(feedback.about.to_json(), ensure_ascii=False, allow_nan=False),
            themes=json.dumps(
                [theme.to_json() for theme in feedback.themes], ensure_ascii=False, allow_nan=False
            ),
            created=micros(feedback.created),
            until=micros(feedback.until),
        )
    )
    session.flush()


def any_feedback(session: Session, workspace: str, feedback: str) -> KeptFeedback:
    """A feedback file whoever asks: for what the bot does by itself. Raises NotFound."""
    row = session.get(FeedbackRow, (workspace, feedback))
    if row is None:
        raise NotFound(GONE)
    return _feedback(row)


def get_feedback(
    session: Session, workspace: str, feedback: str, person: str, channel: str | None
) -> KeptFeedback:
    """A feedback file this person may see, asking in this channel. Raises NotFound, also where it is out of sight."""
    row = session.get(FeedbackRow, (workspace, feedback))
    if row is None or not (not row.private or row.owner == person or (channel and row.channel == channel)):
        raise NotFound(GONE)
    return _feedback(row)


def is_there(session: Session, workspace: str, feedback: str) -> bool:
    """Whether a feedback file of this id is kept."""
    return session.get(FeedbackRow, (workspace, feedback)) is not None


def remove_feedback(session: Session, workspace: str, feedback: str) -> None:
    """Deletes a feedback file; its evidence is the caller's."""
    session.execute(
        sa.delete(FeedbackRow).where(col(FeedbackRow.workspace) == workspace, col(FeedbackRow.id) == feedback)
    )
    session.flush()


def personas_resting_on(session: Session, workspace: str, ref: str) -> tuple[str, ...]:
    """Ids of the personas on whose lines evidence of this file stands."""
    rows = session.exec(
        select(EvidenceRow.belongs)
        .join(
            PersonaRow,
            sa.and_(
                col(PersonaRow.workspace) == col(EvidenceRow.workspace),
                col(PersonaRow.id) == col(EvidenceRow.belongs),
            ),
        )
        .where(EvidenceRow.workspace == workspace, EvidenceRow.ref == ref)
        .distinct()
        .order_by(col(EvidenceRow.belongs))
    )
    return tuple(rows)


def _feedback(row: FeedbackRow) -> KeptFeedback:
    return KeptFeedback(
        id=row.id,
        file=row.file,
        name=row.name,
        channel=row.channel,
        private=row.private,
        owner=row.owner,
        created=from_micros(row.created),
        until=from_micros(row.until),
        about=FeedbackAbout.from_json(json.loads(row.about)),
        themes=tuple(Theme.from_json(theme) for theme in json.loads(row.themes)),
    )
