"""Seats: a person's conversation with its answers and statements, saved by what changed. Queries return nouns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.nouns import Answer, AnswerState, HowKnown, Polarity, Source, Statement
from bot.workshop.conversation import Conversation, Phase, Turn, TurnKind
from storage.queue.entries import insert_or_ignore
from storage.store import micros
from storage.tables import AnswerRow, SeatRow, StatementRow, WorkshopRow

NO_SEAT = "I could not find that conversation. Open the workshop's invitation and press Join."


def add_seat(
    session: Session, workspace: str, workshop: str, person: str, conversation: Conversation, joined: datetime
) -> None:
    """Writes a new seat."""
    session.add(
        SeatRow(
            workspace=workspace,
            id=conversation.seat,
            workshop=workshop,
            person=person,
            phase=conversation.phase,
            finished=conversation.finished,
            state=_state(conversation),
            joined=micros(joined),
        )
    )
    session.flush()


def seat_of(session: Session, workspace: str, workshop: str, person: str) -> str | None:
    """The id of a person's seat in a workshop, if they joined."""
    return session.exec(
        select(SeatRow.id).where(
            SeatRow.workspace == workspace, SeatRow.workshop == workshop, SeatRow.person == person
        )
    ).first()


def holder(session: Session, workspace: str, seat: str) -> tuple[str, str]:
    """(person, workshop id) of a seat. Raises NotFound."""
    row = session.exec(
        select(SeatRow.person, SeatRow.workshop).where(SeatRow.workspace == workspace, SeatRow.id == seat)
    ).first()
    if row is None:
        raise NotFound(NO_SEAT)
    return row


def load_conversation(session: Session, workspace: str, seat: str) -> Conversation:
    """A seat's conversation with its answers. Raises NotFound."""
    found = session.exec(
        select(SeatRow, WorkshopRow.subject, WorkshopRow.script)
        .join(
            WorkshopRow,
            sa.and_(
                col(WorkshopRow.workspace) == col(SeatRow.workspace),
                col(WorkshopRow.id) == col(SeatRow.workshop),
            ),
        )
        .where(SeatRow.workspace == workspace, SeatRow.id == seat)
    ).first()
    if found is None:
        raise NotFound(NO_SEAT)
    row, subject, script = found
    return _conversation(row, subject, script, _answers(session, workspace, [seat]).get(seat, ()))


def conversations(session: Session, workspace: str, workshop: str) -> tuple[tuple[str, Conversation], ...]:
    """(person, conversation) of every seat of a workshop, in the order of joining."""
    rows = session.exec(
        select(SeatRow, WorkshopRow.subject, WorkshopRow.script)
        .join(
            WorkshopRow,
            sa.and_(
                col(WorkshopRow.workspace) == col(SeatRow.workspace),
                col(WorkshopRow.id) == col(SeatRow.workshop),
            ),
        )
        .where(SeatRow.workspace == workspace, SeatRow.workshop == workshop)
        .order_by(col(SeatRow.joined), col(SeatRow.id))
    ).all()
    answers = _answers(session, workspace, [row.id for row, _, _ in rows])
    return tuple(
        (row.person, _conversation(row, subject, script, answers.get(row.id, ())))
        for row, subject, script in rows
    )


def save_conversation(session: Session, workspace: str, before: Conversation, after: Conversation) -> None:
    """Writes what changed between two states of one conversation."""
    session.execute(
        sa.update(SeatRow)
        .where(col(SeatRow.workspace) == workspace, col(SeatRow.id) == after.seat)
        .values(phase=after.phase, finished=after.finished, state=_state(after))
    )
    known = {answer.facet: (place, answer) for place, answer in enumerate(before.answers)}
    for place, answer in enumerate(after.answers):
        if known.get(answer.facet) == (place, answer):
            continue
        _write_answer(session, workspace, after.seat, answer, place)
        if answer.facet not in known or known[answer.facet][1].statements != answer.statements:
            _write_statements(session, workspace, after.seat, answer, is_new=answer.facet not in known)
    session.flush()


def _write_statements(session: Session, workspace: str, seat: str, answer: Answer, is_new: bool) -> None:
    if not is_new:
        session.execute(
            sa.delete(StatementRow).where(
                col(StatementRow.workspace) == workspace,
                col(StatementRow.seat) == seat,
                col(StatementRow.asked) == answer.facet,
            )
        )
    rows = [
        {
            "workspace": workspace,
            "id": statement.id,
            "seat": seat,
            "asked": answer.facet,
            "facet": statement.facet,
            "text": statement.text,
            "polarity": statement.polarity,
            "source": statement.source,
            "how": statement.how,
            "place": place,
        }
        for place, statement in enumerate(answer.statements)
    ]
    if rows:
        session.execute(sa.insert(StatementRow), rows)


def _answers(session: Session, workspace: str, seats: Iterable[str]) -> dict[str, tuple[Answer, ...]]:
    wanted = list(seats)
    statements: dict[tuple[str, str], list[Statement]] = {}
    for row in session.exec(
        select(StatementRow)
        .where(StatementRow.workspace == workspace, col(StatementRow.seat).in_(wanted))
        .order_by(col(StatementRow.place))
    ):
        how = HowKnown(row.how) if row.how else None
        statement = Statement(row.id, row.facet, row.text, Polarity(row.polarity), row.source, how)
        statements.setdefault((row.seat, row.asked), []).append(statement)
    answers: dict[str, list[Answer]] = {}
    for answer in session.exec(
        select(AnswerRow)
        .where(AnswerRow.workspace == workspace, col(AnswerRow.seat).in_(wanted))
        .order_by(col(AnswerRow.place))
    ):
        answers.setdefault(answer.seat, []).append(
            Answer(
                answer.facet,
                AnswerState(answer.state),
                _sources(answer.sources),
                tuple(statements.get((answer.seat, answer.facet), ())),
                HowKnown(answer.how) if answer.how else None,
                _sources(answer.earlier),
            )
        )
    return {seat: tuple(given) for seat, given in answers.items()}


def _write_answer(session: Session, workspace: str, seat: str, answer: Answer, place: int) -> None:
    values = {
        "state": answer.state,
        "how": answer.how,
        "sources": json.dumps([[s.ts, s.text] for s in answer.sources], ensure_ascii=False),
        "earlier": json.dumps([[s.ts, s.text] for s in answer.earlier], ensure_ascii=False),
        "place": place,
    }
    keys = {"workspace": workspace, "seat": seat, "facet": answer.facet}
    statement = insert_or_ignore(session, AnswerRow.__table__).values(**keys, **values)  # type: ignore[attr-defined]
    session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))


def _sources(text: str) -> tuple[Source, ...]:
    return tuple(Source(ts, words) for ts, words in json.loads(text))


def _state(conversation: Conversation) -> str:
    return json.dumps(
        {
            "at": conversation.at,
            "turns": [[turn.kind, turn.asks, turn.heard] for turn in conversation.turns],
            "probed": conversation.probed,
            "returns_to": conversation.returns_to,
        }
    )


def _conversation(row: SeatRow, subject: str, script: str, answers: tuple[Answer, ...]) -> Conversation:
    state = json.loads(row.state)
    return Conversation(
        seat=row.id,
        subject=subject,
        script=tuple(json.loads(script)),
        phase=Phase(row.phase),
        at=state["at"],
        turns=tuple(Turn(TurnKind(kind), asks, heard) for kind, asks, heard in state["turns"]),
        answers=answers,
        probed=tuple(state["probed"]),
        returns_to=Phase(state["returns_to"]) if state["returns_to"] else None,
    )


def standing(session: Session, workspace: str, workshop: str) -> tuple[tuple[str, bool], ...]:
    """(person, finished) of every seat of a workshop, in the order of joining; no answer is read."""
    rows = session.exec(
        select(SeatRow.person, SeatRow.finished)
        .where(SeatRow.workspace == workspace, SeatRow.workshop == workshop)
        .order_by(col(SeatRow.joined), col(SeatRow.id))
    )
    return tuple((person, finished) for person, finished in rows)
