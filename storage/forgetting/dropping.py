"""What carries the rules out: rows that go, columns that are emptied, people who are no longer named."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from bot.nouns import BLIND, Stage
from bot.survey.testing.matches import Match
from bot.survey.testing.questionnaire import is_made_of
from bot.survey.testing.remembered import OURS
from storage.forgetting.rules import RULES, Does
from storage.tables import (
    AnswerRow,
    ChangeRow,
    EvidenceRow,
    MarkRow,
    PairRow,
    PersonaRow,
    SeatRow,
    StatementRow,
    WorkshopRow,
)
from storage.tables_personas import DoubtRow, OriginRow
from storage.tables_testing import LineMatchRow, LineTestRow

TAKEN_BACK = "(taken back)"


def drop_seats(session: Session, workspace: str, seats: Iterable[tuple[str, str, Stage]]) -> None:
    """Takes what was answered; a seat of a workshop that is not revealed yet goes whole, with its marks."""
    for seat, workshop, stage in seats:
        for table in (AnswerRow, StatementRow):
            session.execute(
                sa.delete(table).where(col(table.workspace) == workspace, col(table.seat) == seat)
            )
        if stage in BLIND or stage is Stage.CLOSED:
            row = session.get(SeatRow, (workspace, seat))
            if row is not None:
                session.execute(
                    sa.delete(MarkRow).where(
                        col(MarkRow.workspace) == workspace,
                        col(MarkRow.belongs) == workshop,
                        col(MarkRow.person) == row.person,
                    )
                )
                session.delete(row)
    session.flush()


def uninvite(session: Session, workspace: str, person: str) -> None:
    """Takes a person off the lists of those who were asked, so that nobody reminds them."""
    for row in session.exec(select(WorkshopRow).where(WorkshopRow.workspace == workspace)):
        asked = json.loads(row.asked)
        if person in asked:
            row.asked = json.dumps([one for one in asked if one != person])
            session.add(row)
    session.flush()


def drop_lines(session: Session, workspace: str, belongs: str, lines: Collection[str]) -> None:
    """Takes what hangs on lines that are gone: marks, doubts, evidence, origins, pairs, matches with surveys."""
    gone = list(lines)
    if not gone:
        return
    for table, place in ((MarkRow, MarkRow.belongs), (EvidenceRow, EvidenceRow.belongs)):
        session.execute(
            sa.delete(table).where(
                col(table.workspace) == workspace, col(place) == belongs, col(table.line).in_(gone)
            )
        )
    for hanging in (DoubtRow, LineMatchRow):
        session.execute(
            sa.delete(hanging).where(
                col(hanging.workspace) == workspace,
                col(hanging.persona) == belongs,
                col(hanging.line).in_(gone),
            )
        )
    session.execute(
        sa.delete(OriginRow).where(
            col(OriginRow.workspace) == workspace,
            sa.or_(col(OriginRow.line).in_(gone), col(OriginRow.was).in_(gone)),
        )
    )
    session.execute(
        sa.delete(PairRow).where(
            col(PairRow.workspace) == workspace,
            col(PairRow.belongs) == belongs,
            sa.or_(col(PairRow.a).in_(gone), col(PairRow.b).in_(gone)),
        )
    )


def forget_person(session: Session, workspace: str, person: str, stand_in: str) -> None:
    """Carries out the rules of every table for the columns that name the person."""
    owned = select(PersonaRow.id).where(PersonaRow.workspace == workspace, PersonaRow.owner == person)
    for name, rule in RULES.items():
        table = SQLModel.metadata.tables.get(name)
        for column, does in rule.people.items():
            if table is None or does is Does.STAYS:
                continue
            mine = sa.and_(table.c.workspace == workspace, table.c[column] == person)
            if name == "sight":  # who owns a persona still sees it
                mine = sa.and_(mine, table.c.persona.not_in(owned))
            if name == "team_question":
                session.execute(sa.update(table).where(mine).values(question=TAKEN_BACK))
            if does is Does.DELETED:
                session.execute(sa.delete(table).where(mine))
            else:
                session.execute(
                    sa.update(table).where(mine).values({column: stand_in if does is Does.DRAWN else ""})
                )
    gaps = SQLModel.metadata.tables["gap"]
    session.execute(sa.delete(gaps).where(gaps.c.workspace == workspace, gaps.c.scope == f"person:{person}"))


def forget_texts(session: Session, workspace: str, texts: Collection[str]) -> None:
    """Empties what histories say, and removes gaps nobody is known to have worded, where they are one of these texts."""
    wanted = sorted(texts)
    gaps = SQLModel.metadata.tables["gap"]
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        for column in ("before", "after"):
            session.execute(
                sa.update(ChangeRow)
                .where(col(ChangeRow.workspace) == workspace, getattr(ChangeRow, column).in_(part))
                .values({column: ""})
            )
        mine = sa.and_(gaps.c.workspace == workspace, gaps.c.asker == "", gaps.c.question.in_(part))
        session.execute(sa.delete(gaps).where(mine))


def forget_tests(
    session: Session, workspace: str, texts: Collection[str], lines: Mapping[str, Collection[str]]
) -> None:
    """Removes tests under way of lines this person said or worded (`lines`: persona → line ids), and questions that were
    handed out for them or are made of one of these texts. What was said of a survey's own questions stays."""
    for persona, touched in lines.items():
        for test in session.exec(
            select(LineTestRow).where(
                LineTestRow.workspace == workspace,
                LineTestRow.persona == persona,
                col(LineTestRow.questions) != "[]",  # one that is over holds ids alone
            )
        ):
            if set(json.loads(test.lines)) & set(touched):
                session.delete(test)
    handed_out = select(LineMatchRow).where(LineMatchRow.workspace == workspace, LineMatchRow.survey == OURS)
    for row in session.exec(handed_out):
        options = () if row.match is None else Match.from_json(json.loads(row.match)).options
        if row.line in lines.get(row.persona, ()) or any(
            is_made_of(text, row.question, options) for text in texts
        ):
            session.delete(row)
    session.flush()


def forget_undelivered(session: Session, workspace: str, person: str, texts: Collection[str]) -> None:
    """Empties payloads that were given up, of this person or with their words: they are kept for looking into only."""
    needles = {person, *texts}
    needles |= {json.dumps(text)[1:-1] for text in needles}
    for name, columns in (("inbox", ("body",)), ("outbox", ("message", "target"))):
        table = SQLModel.metadata.tables[name]
        query = sa.select(table.c.id, *(table.c[c] for c in columns)).where(
            table.c.workspace == workspace, table.c.state == "failed"
        )
        for row in session.execute(query).all():
            if any(needle in (text or "") for text in row[1:] for needle in needles):
                session.execute(sa.update(table).where(table.c.id == row.id).values(dict.fromkeys(columns)))
