"""Interviews and their confirmed quotes: kept once a file, by persona, and forgotten at their date."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.evidence.interviews.kept import InterviewState, KeptInterview, KeptQuote, Pending
from storage.store import from_micros, micros
from storage.tables_evidence import InterviewQuoteRow, InterviewRow

GONE = "That interview is not there any more."


def add_interview(session: Session, workspace: str, interview: KeptInterview) -> bool:
    """Writes a new interview; False, and nothing is written, where its file is known already."""
    if has_file(session, workspace, interview.file):
        return False
    session.add(_row(workspace, interview))
    session.flush()
    return True


def has_file(session: Session, workspace: str, file: str) -> bool:
    """Whether a file is kept as an interview."""
    query = select(InterviewRow.id).where(InterviewRow.workspace == workspace, InterviewRow.file == file)
    return session.exec(query).first() is not None


def is_there(session: Session, workspace: str, interview: str) -> bool:
    """Whether an interview of this id is kept."""
    return session.get(InterviewRow, (workspace, interview)) is not None


def save_interview(session: Session, workspace: str, interview: KeptInterview) -> None:
    """Writes a changed interview."""
    session.merge(_row(workspace, interview))
    session.flush()


def get_interview(session: Session, workspace: str, interview: str) -> KeptInterview:
    """The interview with this id; who may see it is decided by the caller. Raises NotFound."""
    row = session.get(InterviewRow, (workspace, interview))
    if row is None:
        raise NotFound(GONE)
    return _interview(row)


def remove_interview(session: Session, workspace: str, interview: str) -> None:
    """Deletes an interview with all of its quotes."""
    for table, key in ((InterviewQuoteRow, InterviewQuoteRow.interview), (InterviewRow, InterviewRow.id)):
        session.execute(sa.delete(table).where(col(table.workspace) == workspace, col(key) == interview))
    session.flush()


def interviews_of(
    session: Session, workspace: str, personas: Collection[str], owner: str | None = None
) -> tuple[KeptInterview, ...]:
    """The interviews about these personas, and those somebody gave themselves, newest first."""
    which: list[sa.ColumnElement[bool]] = [col(InterviewRow.persona).in_(list(personas))]
    if owner is not None:
        which.append(col(InterviewRow.owner) == owner)
    rows = session.exec(
        select(InterviewRow)
        .where(InterviewRow.workspace == workspace, sa.or_(*which))
        .order_by(col(InterviewRow.created).desc(), col(InterviewRow.id))
    )
    return tuple(_interview(row) for row in rows)


def next_participant(session: Session, workspace: str, persona: str) -> int:
    """The number of the next participant of a persona's interviews; numbers are never given twice."""
    last = session.exec(
        select(sa.func.max(InterviewRow.first + InterviewRow.people)).where(
            InterviewRow.workspace == workspace, InterviewRow.persona == persona
        )
    ).first()
    return int(last or 1)


# Confirmed quotes


def add_quotes(session: Session, workspace: str, quotes: Iterable[KeptQuote]) -> None:
    """Keeps confirmed quotes."""
    places: dict[str, int] = {}
    for quote in quotes:
        place = places.get(quote.interview)
        if place is None:
            last = session.exec(
                select(sa.func.max(InterviewQuoteRow.place)).where(
                    InterviewQuoteRow.workspace == workspace, InterviewQuoteRow.interview == quote.interview
                )
            ).first()
            place = -1 if last is None else int(last)
        places[quote.interview] = place = place + 1
        session.add(
            InterviewQuoteRow(
                workspace=workspace,
                interview=quote.interview,
                line=quote.line,
                place=place,
                persona=quote.persona,
                speaker=quote.speaker,
                text=quote.text,
                against=quote.against,
                probability=quote.probability,
                day=quote.day.isoformat(),
            )
        )
    session.flush()


def quotes_of_personas(
    session: Session, workspace: str, personas: Collection[str]
) -> dict[str, tuple[KeptQuote, ...]]:
    """persona → the confirmed quotes of its interviews, in the order they were kept."""
    rows = session.exec(
        select(InterviewQuoteRow)
        .where(InterviewQuoteRow.workspace == workspace, col(InterviewQuoteRow.persona).in_(list(personas)))
        .order_by(col(InterviewQuoteRow.day), col(InterviewQuoteRow.interview), col(InterviewQuoteRow.place))
    )
    found: dict[str, list[KeptQuote]] = {}
    for row in rows:
        found.setdefault(row.persona, []).append(_quote(row))
    return {persona: tuple(quotes) for persona, quotes in found.items()}


def quotes_of(session: Session, workspace: str, persona: str) -> tuple[KeptQuote, ...]:
    """The confirmed quotes of the interviews about a persona."""
    return quotes_of_personas(session, workspace, [persona]).get(persona, ())


def personas_quoting(session: Session, workspace: str, interview: str) -> tuple[str, ...]:
    """Ids of the personas on whose lines quotes of an interview stand."""
    rows = session.exec(
        select(InterviewQuoteRow.persona)
        .where(InterviewQuoteRow.workspace == workspace, InterviewQuoteRow.interview == interview)
        .distinct()
        .order_by(col(InterviewQuoteRow.persona))
    )
    return tuple(rows)


def take_back_quotes(session: Session, workspace: str, interview: str) -> tuple[KeptQuote, ...]:
    """Removes the confirmed quotes of an interview; returns what they were."""
    rows = session.exec(
        select(InterviewQuoteRow).where(
            InterviewQuoteRow.workspace == workspace, InterviewQuoteRow.interview == interview
        )
    ).all()
    taken = tuple(_quote(row) for row in rows)
    for row in rows:
        session.delete(row)
    session.flush()
    return taken


def empty_quotes(session: Session, workspace: str, interview: str) -> bool:
    """Deletes the words of an interview's quotes; that they were said still counts. Whether there were any."""
    done = session.execute(
        sa.update(InterviewQuoteRow)
        .where(
            col(InterviewQuoteRow.workspace) == workspace,
            col(InterviewQuoteRow.interview) == interview,
            col(InterviewQuoteRow.text) != "",
        )
        .values(text="")
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def carry_quotes(
    session: Session, workspace: str, before: str, after: str, renamed: Mapping[str, str], move: bool = False
) -> None:
    """Quotes of lines go on in another persona: old line id → new. `move`: they leave the old one."""
    mine = select(InterviewQuoteRow).where(
        InterviewQuoteRow.workspace == workspace,
        InterviewQuoteRow.persona == before,
        col(InterviewQuoteRow.line).in_(list(renamed)),
    )
    rows = session.exec(mine).all()
    quotes = [replace(_quote(row), persona=after, line=renamed[row.line]) for row in rows]
    if move:
        for row in rows:
            session.delete(row)
        session.flush()
    add_quotes(session, workspace, quotes)


def _row(workspace: str, interview: KeptInterview) -> InterviewRow:
    pending = interview.pending
    return InterviewRow(
        workspace=workspace,
        id=interview.id,
        file=interview.file,
        channel=interview.channel,
        private=interview.private,
        owner=interview.owner,
        state=interview.state,
        persona=interview.persona,
        given_in=interview.given_in,
        held=interview.held.isoformat() if interview.held else None,
        people=interview.people,
        first=interview.first,
        quotes=interview.quotes,
        note=interview.note,
        pending=""
        if pending == Pending()
        else json.dumps(pending.to_json(), ensure_ascii=False, allow_nan=False),
        created=micros(interview.created),
        until=micros(interview.until),
    )


def _interview(row: InterviewRow) -> KeptInterview:
    return KeptInterview(
        id=row.id,
        file=row.file,
        channel=row.channel,
        private=row.private,
        owner=row.owner,
        state=InterviewState(row.state),
        created=from_micros(row.created),
        until=from_micros(row.until),
        persona=row.persona,
        given_in=row.given_in,
        held=date.fromisoformat(row.held) if row.held else None,
        people=row.people,
        first=row.first,
        quotes=row.quotes,
        note=row.note,
        pending=Pending.from_json(json.loads(row.pending)) if row.pending else Pending(),
    )


def _quote(row: InterviewQuoteRow) -> KeptQuote:
    return KeptQuote(
        row.interview,
        row.persona,
        row.line,
        row.speaker,
        row.text,
        row.against,
        row.probability,
        date.fromisoformat(row.day),
    )
