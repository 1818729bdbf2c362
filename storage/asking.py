"""What asking remembers: vectors of lines, judgements, gaps, what was asked where, questions put to the team.

Vectors are kept by their text, so that a line keeps its vector when it moves to another persona.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select

from bot.errors import NotFound, OutOfDate
from bot.nouns import Attribution, Line
from storage.personas import lines_of
from storage.store import from_micros, micros
from storage.tables import ChannelRow, EvidenceRow, LineRow, PersonaRow, SightRow

GONE = "That question is not there any more. Please ask it again."
ASKED_KEPT = timedelta(days=90)
PURGE_EACH = 50  # one question in fifty clears away what is too old
_MANY = 500


class VectorRow(SQLModel, table=True):
    """The meaning of one text (384 float32). `digest` names text and model."""

    __tablename__ = "text_vector"

    workspace: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    vector: bytes = Field(sa_type=sa.LargeBinary)


class JudgementRow(SQLModel, table=True):
    """Somebody's judgement that a line does (or does not) answer a question."""

    __tablename__ = "judgement"

    workspace: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    right: bool
    person: str
    at: int = Field(sa_type=sa.BigInteger)
    vector: bytes | None = Field(default=None, sa_type=sa.LargeBinary)


class GapRow(SQLModel, table=True):
    """A question nobody's lines answer. `scope`: the private channel or person it is for, else empty."""

    __tablename__ = "gap"
    __table_args__ = (sa.Index("ix_gap_scope", "workspace", "scope"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    scope: str
    question: str
    words: str
    times: int
    first: int = Field(sa_type=sa.BigInteger)
    last: int = Field(sa_type=sa.BigInteger)
    asker: str = Field(default="", sa_column_kwargs={"server_default": ""})  # whose words; shown to nobody
    vector: bytes | None = Field(default=None, sa_type=sa.LargeBinary)


class AskedRow(SQLModel, table=True):
    """A question as it was understood, where it was asked, and what was shown (JSON: persona → line ids)."""

    __tablename__ = "asked"
    __table_args__ = (sa.Index("ix_asked_conversation", "workspace", "conversation", "at"),)

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person: str
    place: str
    channel: str
    thread: str
    conversation: str
    question: str
    shown: str
    at: int = Field(sa_type=sa.BigInteger)


class TeamQuestionRow(SQLModel, table=True):
    """A question put to those who held seats in the workshops of a persona."""

    __tablename__ = "team_question"

    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    persona: str
    question: str
    asker: str
    at: int = Field(sa_type=sa.BigInteger)
    facet: str | None = None


class TeamAnswerRow(SQLModel, table=True):
    """What one of them answered. Nobody but the owner sees it before it is taken."""

    __tablename__ = "team_answer"

    workspace: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    text: str
    how: str | None = None
    state: str


# The cast: personas in sight and their lines


@dataclass(frozen=True)
class Sighted:
    """A persona and what tells whether it changed: its time of change and its numbers of lines and evidence."""

    persona: str
    stamp: tuple[int, int, int]


@dataclass(frozen=True)
class CastMember:
    """A persona with its standing lines, as far as asking needs it."""

    id: str
    title: str
    role: str
    owner: str
    private: bool
    attribution: Attribution
    lines: tuple[Line, ...]


def in_sight(
    session: Session, workspace: str, person: str | None, channel: str | None
) -> tuple[Sighted, ...]:
    """The active personas that may be spoken of, oldest first.

    With `person`: all this person may see. Without: only what everybody in `channel` may see, which are the public
    ones and those made in that very channel.
    """
    may_see: list[sa.ColumnElement[bool]] = [col(PersonaRow.private).is_(False)]
    if channel is not None:
        may_see.append(col(PersonaRow.channel) == channel)
    if person is not None:
        sight = select(SightRow.persona).where(SightRow.workspace == workspace, SightRow.person == person)
        may_see.append(col(PersonaRow.id).in_(sight))
    rows = session.exec(
        select(PersonaRow.id, PersonaRow.changed)
        .where(PersonaRow.workspace == workspace, col(PersonaRow.active).is_(True), sa.or_(*may_see))
        .order_by(col(PersonaRow.created), col(PersonaRow.id))
    ).all()
    lines, evidence = _counts(session, workspace, LineRow), _counts(session, workspace, EvidenceRow)
    return tuple(
        Sighted(persona, (changed, lines.get(persona, 0), evidence.get(persona, 0)))
        for persona, changed in rows
    )


def _counts(session: Session, workspace: str, table: type[LineRow] | type[EvidenceRow]) -> dict[str, int]:
    rows = session.exec(
        select(table.belongs, sa.func.count()).where(table.workspace == workspace).group_by(table.belongs)
    )
    return dict(rows.all())


def cast(session: Session, workspace: str, wanted: Collection[str]) -> tuple[CastMember, ...]:
    """These personas with their standing lines. Who may see them is for `in_sight` to say."""
    ids = list(wanted)
    members: list[CastMember] = []
    for start in range(0, len(ids), _MANY):
        part = ids[start : start + _MANY]
        lines = lines_of(session, workspace, part)
        rows = session.exec(
            select(PersonaRow).where(PersonaRow.workspace == workspace, col(PersonaRow.id).in_(part))
        )
        for row in rows:
            standing = tuple(line for line in lines.get(row.id, ()) if not line.dropped)
            members.append(
                CastMember(
                    row.id,
                    row.name or row.role,
                    row.role if row.name else "",
                    row.owner,
                    row.private,
                    Attribution(row.attribution),
                    standing,
                )
            )
    return tuple(members)


def is_private(session: Session, workspace: str, channel: str) -> bool:
    """Whether a channel is private. One nobody has told us of is taken for private: that gives nothing away."""
    row = session.get(ChannelRow, (workspace, channel))
    return row is None or row.private is not False


# Vectors


def digest(text: str, model: str) -> str:
    """The name a vector is kept under."""
    return hashlib.blake2b(f"{model}\n{text}".encode(), digest_size=16).hexdigest()


def vectors(session: Session, workspace: str, digests: Iterable[str]) -> dict[str, bytes]:
    """The vectors that are kept of these digests."""
    wanted = list(dict.fromkeys(digests))
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), _MANY):
        rows = session.exec(
            select(VectorRow.digest, VectorRow.vector).where(
                VectorRow.workspace == workspace,
                col(VectorRow.digest).in_(wanted[start : start + _MANY]),
            )
        )
        found.update(rows.all())
    return found


def keep_vectors(session: Session, workspace: str, made: Mapping[str, bytes]) -> None:
    """Writes vectors; those kept already stay."""
    known = vectors(session, workspace, made)
    for name, vector in made.items():
        if name not in known:
            session.add(VectorRow(workspace=workspace, digest=name, vector=vector))
    session.flush()


def forget_vectors(session: Session, workspace: str, model: str) -> int:
    """Removes vectors of texts that no line has any more (somebody took their words back); returns how many."""
    texts = session.exec(select(LineRow.text).where(LineRow.workspace == workspace).distinct())
    needed = {digest(text, model) for text in texts}
    rows = session.exec(select(VectorRow.digest).where(VectorRow.workspace == workspace))
    gone = [name for name in rows if name not in needed]
    for start in range(0, len(gone), _MANY):
        session.execute(
            sa.delete(VectorRow).where(
                col(VectorRow.workspace) == workspace,
                col(VectorRow.digest).in_(gone[start : start + _MANY]),
            )
        )
    return len(gone)


# Judgements


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


# Gaps


@dataclass(frozen=True)
class Gap:
    """A question nobody's lines answer, how often it was asked, and the words it is known by. `asker`: who worded it."""

    id: str
    scope: str
    question: str
    words: str
    times: int
    first: datetime
    last: datetime
    vector: bytes | None = None
    asker: str = ""


def gaps(session: Session, workspace: str, scopes: Collection[str]) -> tuple[Gap, ...]:
    """The gaps of these scopes, most asked first."""
    rows = session.exec(
        select(GapRow)
        .where(GapRow.workspace == workspace, col(GapRow.scope).in_(list(scopes)))
        .order_by(col(GapRow.times).desc(), col(GapRow.last).desc(), col(GapRow.id))
    )
    return tuple(_gap(row) for row in rows)


def get_gap(session: Session, workspace: str, gap: str) -> Gap:
    """The gap with this id. Raises NotFound."""
    row = session.get(GapRow, (workspace, gap))
    if row is None:
        raise NotFound(GONE)
    return _gap(row)


def keep_gap(session: Session, workspace: str, gap: Gap) -> None:
    """Writes a gap, new or asked again."""
    session.merge(
        GapRow(
            workspace=workspace,
            id=gap.id,
            scope=gap.scope,
            question=gap.question,
            words=gap.words,
            times=gap.times,
            first=micros(gap.first),
            last=micros(gap.last),
            vector=gap.vector,
            asker=gap.asker,
        )
    )
    session.flush()


def _gap(row: GapRow) -> Gap:
    return Gap(
        row.id,
        row.scope,
        row.question,
        row.words,
        row.times,
        from_micros(row.first),
        from_micros(row.last),
        row.vector,
        row.asker,
    )


# What was asked


@dataclass(frozen=True)
class Asked:
    """A question as it was understood. `place`: "thread", "dm" or "only" (seen by the asker alone)."""

    id: str
    person: str
    place: str
    channel: str
    thread: str
    conversation: str
    question: str
    shown: tuple[tuple[str, tuple[str, ...]], ...]
    at: datetime


def keep_asked(session: Session, workspace: str, asked: Asked) -> None:
    """Writes a question with what was shown; questions of long ago are forgotten."""
    if micros(asked.at) % PURGE_EACH == 0:
        session.execute(
            sa.delete(AskedRow).where(
                col(AskedRow.workspace) == workspace, col(AskedRow.at) < micros(asked.at - ASKED_KEPT)
            )
        )
    session.add(
        AskedRow(
            workspace=workspace,
            id=asked.id,
            person=asked.person,
            place=asked.place,
            channel=asked.channel,
            thread=asked.thread,
            conversation=asked.conversation,
            question=asked.question,
            shown=json.dumps(asked.shown),
            at=micros(asked.at),
        )
    )
    session.flush()


def change_shown(session: Session, workspace: str, asked: Asked) -> None:
    """Writes what is shown now for a question that was asked before."""
    session.execute(
        sa.update(AskedRow)
        .where(col(AskedRow.workspace) == workspace, col(AskedRow.id) == asked.id)
        .values(shown=json.dumps(asked.shown))
    )


def get_asked(session: Session, workspace: str, asked: str) -> Asked:
    """What was asked under this id. Raises OutOfDate."""
    row = session.get(AskedRow, (workspace, asked))
    if row is None:
        raise OutOfDate(GONE)
    return _asked(row)


def last_asked(session: Session, workspace: str, conversation: str, since: datetime) -> Asked | None:
    """The newest question of a conversation, if it is not older than that."""
    row = session.exec(
        select(AskedRow)
        .where(
            AskedRow.workspace == workspace,
            AskedRow.conversation == conversation,
            AskedRow.at >= micros(since),
        )
        .order_by(col(AskedRow.at).desc())
        .limit(1)
    ).first()
    return None if row is None else _asked(row)


def _asked(row: AskedRow) -> Asked:
    shown = tuple((persona, tuple(lines)) for persona, lines in json.loads(row.shown))
    return Asked(
        row.id,
        row.person,
        row.place,
        row.channel,
        row.thread,
        row.conversation,
        row.question,
        shown,
        from_micros(row.at),
    )


# Questions put to the team


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


def asked_again(gap: Gap, now: datetime) -> Gap:
    """The gap after its question was asked once more."""
    return replace(gap, times=gap.times + 1, last=now)
