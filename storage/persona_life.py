"""A persona's life after the reveal: where lines come from, who was asked, marks, doubts, captures, people who left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.personas.nouns import Capture, Doubt, Origin
from storage.store import from_micros, micros
from storage.tables import ChangeRow, MarkRow, PersonaRow, SeatRow, VoiceRow
from storage.tables_personas import CaptureRow, DoubtRow, GoneRow, OriginRow

# Where lines come from


def save_origins(session: Session, workspace: str, persona: str, origins: Iterable[Origin]) -> None:
    """Remembers which lines of a workshop the lines of a persona were; what is known already stays."""
    for origin in origins:
        session.merge(
            OriginRow(
                workspace=workspace,
                line=origin.line,
                was=origin.was,
                workshop=origin.workshop,
                persona=persona,
            )
        )
    session.flush()


def origins(session: Session, workspace: str, persona: str) -> tuple[Origin, ...]:
    """Where the lines of a persona come from."""
    rows = session.exec(
        select(OriginRow)
        .where(OriginRow.workspace == workspace, OriginRow.persona == persona)
        .order_by(col(OriginRow.line), col(OriginRow.was))
    )
    return tuple(Origin(row.line, row.was, row.workshop) for row in rows)


def asked_of_lines(session: Session, workspace: str, persona: str) -> dict[str, frozenset[str]]:
    """line → everybody who held a seat in the workshops it comes from."""
    asked: dict[str, set[str]] = {}
    rows = session.exec(
        select(OriginRow.line, SeatRow.person)
        .join(
            SeatRow,
            sa.and_(
                col(SeatRow.workspace) == col(OriginRow.workspace),
                col(SeatRow.workshop) == col(OriginRow.workshop),
            ),
        )
        .where(OriginRow.workspace == workspace, OriginRow.persona == persona)
    )
    for line, person in rows:
        asked.setdefault(line, set()).add(person)
    return {line: frozenset(people) for line, people in asked.items()}


def personas_of_workshop(session: Session, workspace: str, workshop: str) -> tuple[str, ...]:
    """Ids of the personas that hold lines of a workshop, oldest first."""
    rows = session.exec(
        select(PersonaRow.id)
        .where(
            PersonaRow.workspace == workspace,
            sa.or_(
                col(PersonaRow.workshop) == workshop,
                col(PersonaRow.id).in_(
                    select(OriginRow.persona).where(
                        OriginRow.workspace == workspace, OriginRow.workshop == workshop
                    )
                ),
            ),
        )
        .order_by(col(PersonaRow.created), col(PersonaRow.id))
    )
    return tuple(rows)


def personas_with_statement(session: Session, workspace: str, statement: str) -> tuple[str, ...]:
    """Ids of the personas in which this statement has a voice."""
    rows = session.exec(
        select(VoiceRow.belongs)
        .join(
            PersonaRow,
            sa.and_(
                col(PersonaRow.workspace) == col(VoiceRow.workspace),
                col(PersonaRow.id) == col(VoiceRow.belongs),
            ),
        )
        .where(VoiceRow.workspace == workspace, VoiceRow.statement == statement)
        .distinct()
        .order_by(col(VoiceRow.belongs))
    )
    return tuple(rows)


# Marks (written and read by storage.workshops.cast and ballots)


def take_back_marks(
    session: Session, workspace: str, belongs: str, person: str, lines: Collection[str]
) -> None:
    """Removes one person's marks on some lines."""
    if lines:
        session.execute(
            sa.delete(MarkRow).where(
                col(MarkRow.workspace) == workspace,
                col(MarkRow.belongs) == belongs,
                col(MarkRow.person) == person,
                col(MarkRow.line).in_(list(lines)),
            )
        )


def carry_over(
    session: Session, workspace: str, before: str, after: str, renamed: Mapping[str, str], move: bool = False
) -> None:
    """Marks, doubts and origins of lines go on in another persona: old line id → new. `move`: they leave the old one.

    Where a person marked both of two lines that became one, the mark already there stays.
    """
    mine = list(renamed)
    for mark in session.exec(
        select(MarkRow).where(
            MarkRow.workspace == workspace, MarkRow.belongs == before, col(MarkRow.line).in_(mine)
        )
    ).all():
        key = (workspace, after, mark.person, renamed[mark.line])
        if session.get(MarkRow, key) is None:
            session.add(
                MarkRow(
                    workspace=workspace, belongs=after, person=mark.person, line=key[3], choice=mark.choice
                )
            )
        if move:
            session.delete(mark)
    for doubt in session.exec(
        select(DoubtRow).where(
            DoubtRow.workspace == workspace, DoubtRow.persona == before, col(DoubtRow.line).in_(mine)
        )
    ).all():
        new = (workspace, after, renamed[doubt.line], doubt.person)
        if session.get(DoubtRow, new) is None:
            session.add(
                DoubtRow(
                    workspace=workspace,
                    persona=after,
                    line=new[2],
                    person=doubt.person,
                    why=doubt.why,
                    at=doubt.at,
                )
            )
        if move:
            session.delete(doubt)
    session.flush()
    for origin in session.exec(
        select(OriginRow).where(
            OriginRow.workspace == workspace, OriginRow.persona == before, col(OriginRow.line).in_(mine)
        )
    ).all():
        session.merge(
            OriginRow(
                workspace=workspace,
                line=renamed[origin.line],
                was=origin.was,
                workshop=origin.workshop,
                persona=after,
            )
        )
    session.flush()


# Doubts


def save_doubt(session: Session, workspace: str, persona: str, doubt: Doubt) -> None:
    """Keeps a challenge; a person's new reason on the same line takes the place of the old one."""
    session.merge(
        DoubtRow(
            workspace=workspace,
            persona=persona,
            line=doubt.line,
            person=doubt.person,
            why=doubt.why,
            at=micros(doubt.at),
        )
    )
    session.flush()


def doubts(session: Session, workspace: str, persona: str) -> tuple[Doubt, ...]:
    """The challenges of a persona that stand, oldest first."""
    rows = session.exec(
        select(DoubtRow)
        .where(DoubtRow.workspace == workspace, DoubtRow.persona == persona)
        .order_by(col(DoubtRow.at), col(DoubtRow.person))
    )
    return tuple(Doubt(row.line, row.person, row.why, from_micros(row.at)) for row in rows)


def take_back_doubts(
    session: Session, workspace: str, persona: str, person: str, lines: Collection[str]
) -> tuple[str, ...]:
    """Removes one person's challenges of these lines; returns the lines that had one."""
    rows = session.exec(
        select(DoubtRow).where(
            DoubtRow.workspace == workspace,
            DoubtRow.persona == persona,
            DoubtRow.person == person,
            col(DoubtRow.line).in_(list(lines)),
        )
    ).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return tuple(row.line for row in rows)


# Captures


def add_capture(session: Session, workspace: str, capture: Capture) -> None:
    """Records who captured whose words."""
    session.add(
        CaptureRow(
            workspace=workspace,
            id=capture.id,
            persona=capture.persona,
            statement=capture.statement,
            captor=capture.captor,
            author=capture.author,
            at=micros(capture.at),
        )
    )
    session.flush()


def get_capture(session: Session, workspace: str, capture: str) -> Capture:
    """The capture with this id. Raises NotFound."""
    row = session.get(CaptureRow, (workspace, capture))
    if row is None:
        raise NotFound("That is not kept any more.")
    return Capture(
        row.id, row.persona, row.statement, row.captor, row.author, from_micros(row.at), row.withdrawn
    )


def mark_withdrawn(session: Session, workspace: str, capture: str) -> None:
    """The author took their words back."""
    session.execute(
        sa.update(CaptureRow)
        .where(col(CaptureRow.workspace) == workspace, col(CaptureRow.id) == capture)
        .values(withdrawn=True)
    )


def forget_words(session: Session, workspace: str, texts: Sequence[str]) -> None:
    """Empties what the histories say where it is exactly one of these texts."""
    wanted = [text for text in texts if text]
    for column in ("before", "after"):
        session.execute(
            sa.update(ChangeRow)
            .where(col(ChangeRow.workspace) == workspace, getattr(ChangeRow, column).in_(wanted))
            .values({column: ""})
        )


# People who left


def set_gone(session: Session, workspace: str, person: str, gone: bool) -> bool:
    """Remembers whether somebody left; returns whether that was news."""
    row = session.get(GoneRow, (workspace, person))
    if (row is not None) == gone:
        return False
    if row is None:
        session.add(GoneRow(workspace=workspace, person=person))
    else:
        session.delete(row)
    session.flush()
    return True


def is_gone(session: Session, workspace: str, person: str) -> bool:
    """Whether somebody is known to have left."""
    return session.get(GoneRow, (workspace, person)) is not None


def gone_people(session: Session, workspace: str) -> frozenset[str]:
    """Everybody known to have left."""
    return frozenset(session.exec(select(GoneRow.person).where(GoneRow.workspace == workspace)))


def owned_by(session: Session, workspace: str, person: str) -> tuple[str, ...]:
    """Ids of the personas somebody owns."""
    return tuple(
        session.exec(
            select(PersonaRow.id).where(PersonaRow.workspace == workspace, PersonaRow.owner == person)
        )
    )
