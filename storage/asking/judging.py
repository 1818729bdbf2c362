"""What somebody said of a line as an answer to a question: right or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from storage.asking.tables import JudgementRow
from storage.store import from_micros, micros


@dataclass(frozen=True)
class Judgement:
    """A question, a line, and whether somebody said that the line answers it. `vector`: the question's meaning."""

    question: str
    line: str
    right: bool
    person: str
    at: datetime
    vector: bytes | None = None


def keep_judgement(session: Session, workspace: str, judgement: Judgement) -> None:
    """Writes a judgement; a newer one on the same pair takes its place."""
    session.merge(
        JudgementRow(
            workspace=workspace,
            question=judgement.question,
            line=judgement.line,
            right=judgement.right,
            person=judgement.person,
            at=micros(judgement.at),
            vector=judgement.vector,
        )
    )
    session.flush()


def judgements(session: Session, workspace: str) -> tuple[Judgement, ...]:
    """All judgements of a workspace, oldest first."""
    rows = session.exec(
        select(JudgementRow)
        .where(JudgementRow.workspace == workspace)
        .order_by(col(JudgementRow.at), col(JudgementRow.line))
    )
    return tuple(
        Judgement(row.question, row.line, row.right, row.person, from_micros(row.at), row.vector)
        for row in rows
    )
