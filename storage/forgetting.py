"""What becomes of each table when a person's words are forgotten: a rule for every table, and what carries them out.

A new table must have its rule here; tests fail for a table without one, for a column of texts that no rule speaks of,
and where a person's words are left in a column that is not said to stay. docs/PRIVACY.md says the same to people.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from bot.nouns import BLIND, Stage
from storage.tables import (
    AnswerRow,
    ChangeRow,
    EvidenceRow,
    LineRow,
    MarkRow,
    PairRow,
    PersonaRow,
    SeatRow,
    StatementRow,
    VoiceRow,
    WorkshopRow,
)
from storage.tables_personas import DoubtRow, OriginRow


class Does(StrEnum):
    """What happens to rows in which a column names the person."""

    DELETED = "deleted"
    UNNAMED = "unnamed"  # the column is emptied
    DRAWN = "drawn"  # a stand-in takes the person's place, so that counts stay
    STAYS = "stays"  # a role that somebody has to have, until it is handed over


@dataclass(frozen=True)
class Rule:
    """One table. `people`: column that names a person → what happens to their rows. `words`: columns that are emptied
    (or go with their row) by this module or `handlers/use_cases/forgetting.py`. `stays`: column → why its texts stay."""

    people: Mapping[str, Does] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    stays: Mapping[str, str] = field(default_factory=dict)


IDS = frozenset(
    """
    workspace id seat line statement persona workshop product channel survey segmentation subscription period
    round belongs a b relation facet polarity how state kind verdict ref choice phase stage purpose customers
    attribution ts place thread conversation shown script voted_on days zone lens used segment file sample was
    merged_into pins handle lane uuid method key lease_by enterprise team digest vector
    """.split()  # noqa: SIM905
)
"""Columns that hold ids, one of a few words, or numbers, and never what somebody wrote, unless a rule says otherwise."""

_NAME = "the name of a thing that the team shares; rename it"
_FILE = "comes from the file or from counting, not from a colleague"
_DELETED, _UNNAMED, _DRAWN, _STAYS = Does.DELETED, Does.UNNAMED, Does.DRAWN, Does.STAYS

RULES: dict[str, Rule] = {
    "answer": Rule(words=("sources", "earlier")),  # with its seat
    "asked": Rule({"person": _DELETED}, ("question",)),
    "capture": Rule({"author": _DELETED, "captor": _UNNAMED}),
    "change": Rule({"person": _UNNAMED, "by": _UNNAMED}, ("before", "after"), {"what": "words of the bot"}),
    "channel": Rule(),
    "customer_kinds": Rule({"person": _DELETED}, ("kinds",)),
    "customer_round": Rule({"opener": _STAYS}),
    "digest_sent": Rule(),
    "doubt": Rule({"person": _DELETED}, ("why",)),
    "evidence": Rule(stays={"words": _FILE, "source": _FILE}),
    "feedback": Rule(
        {"owner": _STAYS},
        stays={"name": _FILE, "about": _FILE, "themes": "counts, and masked quotes until their date"},
    ),
    "gap": Rule({"asker": _DELETED}, ("question", "words", "scope")),
    "gone_person": Rule({"person": _STAYS}),
    "inbox": Rule(words=("body", "error")),
    "installation": Rule({"person": _STAYS}, stays={"secret": "tokens, encrypted"}),
    "interview": Rule(
        {"owner": _STAYS},
        stays={
            "pending": "masked words of participants, until somebody decides on them",
            "note": "words of the bot",
            "held": "a day",
            "given_in": "ids",
        },
    ),
    "interview_quote": Rule(
        stays={
            "text": "masked words of participants, until their date",
            "interview": "ids",
            "speaker": "a number in the place of a name",
            "day": "a day",
        }
    ),
    "job": Rule(stays={"payload": "ids", "error": "the name of an error"}),
    "judgement": Rule({"person": _DELETED}, ("question",)),
    "key_proof": Rule(stays={"secret": "encrypted, nobody's words"}),
    "line": Rule(words=("text",), stays={"brought": "counts of the file it came from"}),
    "line_origin": Rule(),
    "line_match": Rule(
        {"person": _UNNAMED}, ("question",), {"name": _FILE, "match": "a question of the survey, or of ours"}
    ),
    "line_test": Rule({"person": _DELETED}, ("lines", "questions", "proposals", "choices", "among", "view")),
    "mark": Rule({"person": _DRAWN}),
    "market": Rule({"person": _UNNAMED}, stays={"market": _NAME, "scope": "ids"}),
    "oauth_state": Rule(),
    "outbox": Rule(words=("message", "target", "error")),
    "pair": Rule(),
    "panel_stand": Rule({"person": _UNNAMED}),
    "persona": Rule({"owner": _STAYS}, stays={"name": _NAME, "role": _NAME, "picture": _NAME}),
    "persona_card": Rule(),
    "posted": Rule(stays={"file_id": "ids"}),
    "product": Rule(stays={"name": _NAME}),
    "proposed_line": Rule({"person": _DELETED}, ("text", "proof")),
    "seat": Rule({"person": _DRAWN}),
    "segment_chart": Rule(stays={"name": _FILE, "alt": _FILE, "png": _FILE}),
    "segment_quote": Rule({"person": _UNNAMED}, stays={"answer": "ids", "question": _FILE, "text": _FILE}),
    "segment_target": Rule({"person": _UNNAMED}),
    "segment_value": Rule(stays={"report": _FILE}),
    "segmentation": Rule({"asker": _STAYS}, stays={"result": _FILE, "wish": "ids and numbers"}),
    "sight": Rule({"person": _DELETED}),
    "statement": Rule(words=("text",), stays={"source": "ids", "asked": "ids"}),
    "subscription": Rule({"person": _STAYS}, stays={"memory": "ids and counted words"}),
    "survey": Rule(
        {"owner": _STAYS},
        stays={
            "name": _FILE,
            "understood": _FILE,
            "corrections": "types of questions",
            "wish": "ids and numbers",
        },
    ),
    "survey_answers": Rule(stays={"data": "answers of respondents, until the retention date"}),
    "team_answer": Rule({"person": _DELETED}, ("text",), {"question": "ids"}),
    "team_question": Rule({"asker": _UNNAMED}, ("question",)),
    "text_vector": Rule(),
    "voice": Rule({"person": _DELETED}, ("text",)),
    "workshop": Rule({"facilitator": _STAYS}, stays={"subject": _NAME, "asked": "ids"}),
    "workspace": Rule(stays={"name": _NAME, "why": "one of a few words"}),
}
TAKEN_BACK = "(taken back)"
WORDED = ("reworded a line", "added a line", "said so too", "challenged a line", "changed their mind")
"""Entries of a history whose second text is that of whoever acted."""


def texts_of(session: Session, workspace: str, person: str) -> frozenset[str]:
    """Everything this person wrote that is kept, word for word."""
    found: set[str] = set()
    mine = select(SeatRow.id).where(SeatRow.workspace == workspace, SeatRow.person == person)
    found |= set(
        session.exec(
            select(StatementRow.text).where(
                StatementRow.workspace == workspace, col(StatementRow.seat).in_(mine)
            )
        )
    )
    for sources, earlier in session.exec(
        select(AnswerRow.sources, AnswerRow.earlier).where(
            AnswerRow.workspace == workspace, col(AnswerRow.seat).in_(mine)
        )
    ):
        found |= {text for _, text in (*json.loads(sources), *json.loads(earlier))}
    for name, what in (("voice", "text"), ("doubt", "why"), ("team_answer", "text"), ("asked", "question")):
        table = SQLModel.metadata.tables[name]
        query = sa.select(table.c[what]).where(table.c.workspace == workspace, table.c.person == person)
        found |= set(session.execute(query).scalars())
    found |= set(rewordings(session, workspace, person))
    return frozenset(text for text in found if text)


def rewordings(session: Session, workspace: str, person: str) -> dict[str, str]:
    """What this person wrote into histories → what stood there before."""
    rows = session.exec(
        select(ChangeRow).where(
            ChangeRow.workspace == workspace,
            sa.or_(col(ChangeRow.by) == person, col(ChangeRow.person) == person),
            col(ChangeRow.what).in_(WORDED),
        )
    )
    worded: dict[str, str] = {}
    for row in rows:
        worded[row.after] = row.before
        if row.what == "changed their mind":
            worded[row.before] = ""
    return worded


def seats_of(session: Session, workspace: str, person: str) -> tuple[tuple[str, str, Stage], ...]:
    """(seat, workshop, stage) of every seat this person holds."""
    rows = session.exec(
        select(SeatRow.id, SeatRow.workshop, WorkshopRow.stage)
        .join(
            WorkshopRow,
            sa.and_(
                col(WorkshopRow.workspace) == col(SeatRow.workspace),
                col(WorkshopRow.id) == col(SeatRow.workshop),
            ),
        )
        .where(SeatRow.workspace == workspace, SeatRow.person == person)
    )
    return tuple((seat, workshop, Stage(stage)) for seat, workshop, stage in rows)


def places_of(session: Session, workspace: str, person: str, texts: Collection[str]) -> tuple[str, ...]:
    """Ids of workshops and personas with a line that this person said or worded."""
    said = set(
        session.exec(
            select(VoiceRow.belongs).where(VoiceRow.workspace == workspace, VoiceRow.person == person)
        )
    )
    lines = session.exec(select(LineRow.belongs, LineRow.text).where(LineRow.workspace == workspace))
    return tuple(sorted(said | {belongs for belongs, text in lines if text in texts}))


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
    """Takes what hangs on lines that are gone: marks, doubts, evidence, origins, pairs."""
    gone = list(lines)
    if not gone:
        return
    for table, place in ((MarkRow, MarkRow.belongs), (EvidenceRow, EvidenceRow.belongs)):
        session.execute(
            sa.delete(table).where(
                col(table.workspace) == workspace, col(place) == belongs, col(table.line).in_(gone)
            )
        )
    session.execute(
        sa.delete(DoubtRow).where(
            col(DoubtRow.workspace) == workspace,
            col(DoubtRow.persona) == belongs,
            col(DoubtRow.line).in_(gone),
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
            if table is None or does is _STAYS:
                continue
            mine = sa.and_(table.c.workspace == workspace, table.c[column] == person)
            if name == "sight":  # who owns a persona still sees it
                mine = sa.and_(mine, table.c.persona.not_in(owned))
            if name == "team_question":
                session.execute(sa.update(table).where(mine).values(question=TAKEN_BACK))
            if does is _DELETED:
                session.execute(sa.delete(table).where(mine))
            else:
                session.execute(
                    sa.update(table).where(mine).values({column: stand_in if does is _DRAWN else ""})
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


def forget_tests(session: Session, workspace: str, texts: Collection[str]) -> None:
    """Removes tests under way, and questions handed out, that quote one of these texts."""
    needles = set(texts) | {json.dumps(text, ensure_ascii=False)[1:-1] for text in texts}
    for name, columns in (("line_test", RULES["line_test"].words), ("line_match", ("question", "match"))):
        table = SQLModel.metadata.tables[name]
        for row in session.execute(sa.select(table).where(table.c.workspace == workspace)).mappings().all():
            if any(needle in (row[column] or "") for column in columns for needle in needles):
                mine = sa.and_(*(key == row[key.name] for key in table.primary_key.columns))
                session.execute(sa.delete(table).where(mine))


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


def rounds_of(session: Session, workspace: str, person: str) -> tuple[str, ...]:
    """Ids of the rounds in which this person named kinds of customers."""
    table = SQLModel.metadata.tables["customer_kinds"]
    query = sa.select(table.c.round).where(table.c.workspace == workspace, table.c.person == person)
    return tuple(session.execute(query).scalars())


def posts_about(session: Session, workspace: str, person: str) -> tuple[str, ...]:
    """Handles of the bot's own posts that show this person what they wrote, or somebody else what they answered or
    doubted."""
    table = SQLModel.metadata.tables["posted"]
    query = sa.select(table.c.handle).where(
        table.c.workspace == workspace,
        table.c.ts.is_not(None),
        sa.or_(
            sa.and_(
                table.c.lane == f"dm:{person}",
                sa.or_(
                    table.c.handle.startswith("seat:"),
                    table.c.handle.startswith("capture:"),
                    table.c.handle.startswith("pick:"),
                ),
            ),
            sa.and_(
                sa.or_(table.c.handle.startswith("team:"), table.c.handle.startswith("doubt:")),
                table.c.handle.contains(f":{person}:", autoescape=True),
            ),
        ),
    )
    return tuple(sorted(session.execute(query).scalars()))
