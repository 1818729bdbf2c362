"""Questions put to those who held seats in the workshops of a persona, and their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from bot.errors import NotFound
from storage.asking.tables import GONE, TeamAnswerRow, TeamQuestionRow
from storage.store import from_micros, micros


@dataclass(frozen=True)
class TeamQuestion:
    """A question about one persona, put to its stakeholders. `facet`: what answers are about, where that is known."""

    id: str
    persona: str
    question: str
    asker: str
    at: datetime
    facet: str = ""


@dataclass(frozen=True)
class TeamAnswer:
    """What one of them said. `state`: "open", "unknown", "waiting" (for the owner), "taken" or "left"."""

    question: str
    person: str
    text: str = ""
    how: str | None = None
    state: str = "open"


def add_team_question(session: Session, workspace: str, asked: TeamQuestion, people: Iterable[str]) -> None:
    """Writes a question, with an open answer for each of these people."""
    session.add(
        TeamQuestionRow(
            workspace=workspace,
            id=asked.id,
            persona=asked.persona,
            question=asked.question,
            asker=asked.asker,
            at=micros(asked.at),
            facet=asked.facet or None,
        )
    )
    for person in people:
        session.add(
            TeamAnswerRow(workspace=workspace, question=asked.id, person=person, text="", state="open")
        )
    session.flush()


def get_team_question(session: Session, workspace: str, question: str) -> TeamQuestion:
    """The question with this id. Raises NotFound."""
    row = session.get(TeamQuestionRow, (workspace, question))
    if row is None:
        raise NotFound(GONE)
    return TeamQuestion(row.id, row.persona, row.question, row.asker, from_micros(row.at), row.facet or "")


def team_questions_by(session: Session, workspace: str, asker: str) -> tuple[str, ...]:
    """Ids of the questions this person put."""
    query = select(TeamQuestionRow.id).where(
        TeamQuestionRow.workspace == workspace, TeamQuestionRow.asker == asker
    )
    return tuple(session.exec(query.order_by(TeamQuestionRow.id)))


def team_answers(session: Session, workspace: str, question: str) -> tuple[TeamAnswer, ...]:
    """What everybody who was asked has said so far."""
    rows = session.exec(
        select(TeamAnswerRow)
        .where(TeamAnswerRow.workspace == workspace, TeamAnswerRow.question == question)
        .order_by(TeamAnswerRow.person)
    )
    return tuple(TeamAnswer(row.question, row.person, row.text, row.how, row.state) for row in rows)


def get_team_answer(session: Session, workspace: str, question: str, person: str) -> TeamAnswer:
    """What this person answered. Raises NotFound for somebody who was not asked."""
    row = session.get(TeamAnswerRow, (workspace, question, person))
    if row is None:
        raise NotFound("That question was put to somebody else.")
    return TeamAnswer(row.question, row.person, row.text, row.how, row.state)


def save_team_answer(session: Session, workspace: str, answer: TeamAnswer) -> None:
    """Writes a changed answer."""
    session.merge(
        TeamAnswerRow(
            workspace=workspace,
            question=answer.question,
            person=answer.person,
            text=answer.text,
            how=answer.how,
            state=answer.state,
        )
    )
    session.flush()
