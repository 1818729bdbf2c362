"""Personas, lines with voices and evidence, sight and history. Queries return nouns, and only what a person may see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.nouns import (
    Attribution,
    Brought,
    Change,
    Evidence,
    EvidenceKind,
    HowKnown,
    Line,
    Persona,
    Picture,
    Polarity,
    Purpose,
    Verdict,
    Voice,
)
from storage.store import from_micros, micros
from storage.tables import ChangeRow, EvidenceRow, LineRow, PersonaRow, SightRow, VoiceRow
from storage.tables_personas import PersonaCardRow

_VOICE: sa.Table = VoiceRow.__table__  # type: ignore[attr-defined]
_LINE: sa.Table = LineRow.__table__  # type: ignore[attr-defined]
_VOICES = sa.select(_VOICE).order_by(_VOICE.c.place)
_LINES = sa.select(_LINE).order_by(_LINE.c.position, _LINE.c.id)

# Lines, of a workshop or of a persona


def save_lines(session: Session, workspace: str, belongs: str, lines: Sequence[Line]) -> None:
    """Replaces all lines of a workshop or persona."""
    for table in (LineRow, VoiceRow, EvidenceRow):
        session.execute(sa.delete(table).where(table.workspace == workspace, table.belongs == belongs))  # type: ignore[arg-type]
    for line in lines:
        session.add(_line_row(workspace, belongs, line))
        for place, voice in enumerate(line.voices):
            session.add(_voice_row(workspace, belongs, line.id, voice, place))
        for place, evidence in enumerate(line.evidence):
            session.add(_evidence_row(workspace, belongs, line.id, evidence, place))
    session.flush()


def lines_of(session: Session, workspace: str, belongs: Iterable[str]) -> dict[str, tuple[Line, ...]]:
    """The lines of each of these workshops or personas, in their order; three queries in all."""
    wanted = list(belongs)
    if not wanted:
        return {}
    voices: dict[str, list[Voice]] = {}
    for voice in session.execute(  # rows, not objects: a third of the time, where a whole cast is read
        _VOICES.where(_VOICE.c.workspace == workspace, _VOICE.c.belongs.in_(wanted))
    ):
        how = HowKnown(voice.how) if voice.how else None
        noun = Voice(voice.person, voice.statement, voice.text, Polarity(voice.polarity), how)
        voices.setdefault(voice.line, []).append(noun)
    evidence: dict[str, list[Evidence]] = {}
    for item in session.exec(
        select(EvidenceRow)
        .where(EvidenceRow.workspace == workspace, col(EvidenceRow.belongs).in_(wanted))
        .order_by(col(EvidenceRow.place))
    ):
        evidence.setdefault(item.line, []).append(_evidence(item))
    lines: dict[str, list[Line]] = {}
    for row in session.execute(_LINES.where(_LINE.c.workspace == workspace, _LINE.c.belongs.in_(wanted))):
        lines.setdefault(row.belongs, []).append(
            Line(
                id=row.id,
                facet=row.facet,
                text=row.text,
                polarity=Polarity(row.polarity),
                voices=tuple(voices.get(row.id, ())),
                agree=row.agree,
                no=row.no,
                dont_know=row.dont_know,
                asked=row.asked,
                evidence=tuple(evidence.get(row.id, ())),
                dropped=row.dropped,
                position=row.position,
                brought=_brought(row.brought),
            )
        )
    return {key: tuple(value) for key, value in lines.items()}


# Personas


def save_persona(session: Session, workspace: str, persona: Persona) -> None:
    """Writes a persona, new or changed, with all of its lines."""
    session.merge(
        PersonaRow(
            workspace=workspace,
            id=persona.id,
            product=persona.product,
            workshop=persona.workshop,
            name=persona.name,
            role=persona.role,
            purpose=persona.purpose,
            owner=persona.owner,
            channel=persona.channel,
            private=persona.private,
            created=micros(persona.created),
            changed=micros(persona.changed),
            picture=json.dumps(asdict(persona.picture)) if persona.picture else None,
            active=persona.active,
            segment=persona.segment,
            attribution=persona.attribution,
        )
    )
    session.merge(
        PersonaCardRow(
            workspace=workspace,
            persona=persona.id,
            pins=json.dumps(persona.pins),
            merged_into=persona.merged_into,
        )
    )
    save_lines(session, workspace, persona.id, persona.lines)


def let_see(session: Session, workspace: str, persona: str, people: Iterable[str]) -> None:
    """Lets people see a persona made in a private channel."""
    for person in sorted(set(people)):
        session.merge(SightRow(workspace=workspace, persona=persona, person=person))
    session.flush()


def visible_personas(
    session: Session, workspace: str, person: str, channel: str | None = None, product: str | None = None
) -> tuple[Persona, ...]:
    """The personas a person may see, newest first.

    Public ones; those made in the private channel the person is asking in; those whose workshop they were part of.
    """
    sight = select(SightRow.persona).where(SightRow.workspace == workspace, SightRow.person == person)
    may_see: list[sa.ColumnElement[bool]] = [
        col(PersonaRow.private).is_(False),
        col(PersonaRow.id).in_(sight),
    ]
    if channel is not None:
        may_see.append(col(PersonaRow.channel) == channel)
    query = select(PersonaRow).where(PersonaRow.workspace == workspace, sa.or_(*may_see))
    if product is not None:
        query = query.where(PersonaRow.product == product)
    rows = session.exec(query.order_by(col(PersonaRow.created).desc())).all()
    lines = lines_of(session, workspace, [row.id for row in rows])
    cards = _cards(session, workspace, [row.id for row in rows])
    return tuple(_persona(row, lines.get(row.id, ()), cards.get(row.id)) for row in rows)


def public_personas(session: Session, workspace: str) -> tuple[Persona, ...]:
    """The personas everybody in the workspace may see, newest first."""
    return visible_personas(session, workspace, "")


def private_personas(
    session: Session, workspace: str, channels: Iterable[str]
) -> dict[str, tuple[Persona, ...]]:
    """The private personas made in each of these channels, which everybody in that very channel may see."""
    rows = session.exec(
        select(PersonaRow)
        .where(
            PersonaRow.workspace == workspace,
            col(PersonaRow.private).is_(True),
            col(PersonaRow.channel).in_(list(channels)),
        )
        .order_by(col(PersonaRow.created).desc())
    ).all()
    lines = lines_of(session, workspace, [row.id for row in rows])
    cards = _cards(session, workspace, [row.id for row in rows])
    found: dict[str, list[Persona]] = {}
    for row in rows:
        found.setdefault(row.channel, []).append(_persona(row, lines.get(row.id, ()), cards.get(row.id)))
    return {channel: tuple(made) for channel, made in found.items()}


def get_persona(
    session: Session, workspace: str, persona: str, person: str, channel: str | None = None
) -> Persona:
    """A persona this person may see. Raises NotFound, also where it is out of their sight."""
    row = session.get(PersonaRow, (workspace, persona))
    if row is None or not _in_sight(session, row, person, channel):
        raise NotFound("That persona is not there any more, or you cannot see it.")
    return _whole(session, row)


def on_segment(session: Session, workspace: str, segment: str) -> tuple[Persona, ...]:
    """The personas that stand for a segment, oldest first, whoever may see them."""
    rows = session.exec(
        select(PersonaRow)
        .where(PersonaRow.workspace == workspace, PersonaRow.segment == segment)
        .order_by(col(PersonaRow.created), col(PersonaRow.id))
    ).all()
    lines = lines_of(session, workspace, [row.id for row in rows])
    cards = _cards(session, workspace, [row.id for row in rows])
    return tuple(_persona(row, lines.get(row.id, ()), cards.get(row.id)) for row in rows)


def segment_of(session: Session, workspace: str, persona: str) -> str | None:
    """The segment a persona stands for as it is stored."""
    row = session.get(PersonaRow, (workspace, persona))
    return None if row is None else row.segment


def may_see(session: Session, workspace: str, persona: Persona, person: str, channel: str | None) -> bool:
    """Whether a person, asking in this channel, may see a persona."""
    if not persona.private or (channel is not None and persona.channel == channel):
        return True
    return session.get(SightRow, (workspace, persona.id, person)) is not None


def any_persona(session: Session, workspace: str, persona: str) -> Persona:
    """A persona whoever asks: for what the bot does by itself, never for showing it. Raises NotFound."""
    row = session.get(PersonaRow, (workspace, persona))
    if row is None:
        raise NotFound("That persona is not there any more.")
    return _whole(session, row)


def all_personas(session: Session, workspace: str) -> tuple[Persona, ...]:
    """Every persona whoever asks: for whoever runs the database, never for showing in Slack."""
    rows = session.exec(
        select(PersonaRow)
        .where(PersonaRow.workspace == workspace)
        .order_by(col(PersonaRow.created), col(PersonaRow.id))
    ).all()
    lines = lines_of(session, workspace, [row.id for row in rows])
    cards = _cards(session, workspace, [row.id for row in rows])
    return tuple(_persona(row, lines.get(row.id, ()), cards.get(row.id)) for row in rows)


def seen_by(session: Session, workspace: str, persona: str) -> tuple[str, ...]:
    """Who may see a persona made in a private channel, besides the people of that channel."""
    rows = session.exec(
        select(SightRow.person).where(SightRow.workspace == workspace, SightRow.persona == persona)
    )
    return tuple(sorted(rows))


def add_change(
    session: Session, workspace: str, change_id: str, persona: str, change: Change, by: str = ""
) -> None:
    """Adds an entry to the history. `by`: who acted, so that their words can be forgotten; no query gives it away."""
    session.add(
        ChangeRow(
            workspace=workspace,
            id=change_id,
            persona=persona,
            at=micros(change.at),
            person=change.person,
            what=change.what,
            before=change.before,
            after=change.after,
            by=by,
        )
    )
    session.flush()


def history(session: Session, workspace: str, persona: str, limit: int = 200) -> tuple[Change, ...]:
    """The history of a persona, newest first."""
    rows = session.exec(
        select(ChangeRow)
        .where(ChangeRow.workspace == workspace, ChangeRow.persona == persona)
        .order_by(col(ChangeRow.at).desc(), col(ChangeRow.id).desc())
        .limit(limit)
    )
    return tuple(Change(from_micros(row.at), row.person, row.what, row.before, row.after) for row in rows)


def _in_sight(session: Session, row: PersonaRow, person: str, channel: str | None) -> bool:
    if not row.private or (channel is not None and row.channel == channel):
        return True
    return session.get(SightRow, (row.workspace, row.id, person)) is not None


def _whole(session: Session, row: PersonaRow) -> Persona:
    lines = lines_of(session, row.workspace, [row.id]).get(row.id, ())
    return _persona(row, lines, session.get(PersonaCardRow, (row.workspace, row.id)))


def _cards(session: Session, workspace: str, personas: Sequence[str]) -> dict[str, PersonaCardRow]:
    if not personas:
        return {}
    rows = session.exec(
        select(PersonaCardRow).where(
            PersonaCardRow.workspace == workspace, col(PersonaCardRow.persona).in_(list(personas))
        )
    )
    return {row.persona: row for row in rows}


def _persona(row: PersonaRow, lines: tuple[Line, ...], kept: PersonaCardRow | None) -> Persona:
    return Persona(
        id=row.id,
        product=row.product,
        workshop=row.workshop,
        name=row.name,
        role=row.role,
        purpose=Purpose(row.purpose),
        owner=row.owner,
        channel=row.channel,
        private=row.private,
        lines=lines,
        created=from_micros(row.created),
        changed=from_micros(row.changed),
        picture=Picture(**json.loads(row.picture)) if row.picture else None,
        active=row.active,
        segment=row.segment,
        attribution=Attribution(row.attribution),
        pins=tuple(json.loads(kept.pins)) if kept else (),
        merged_into=kept.merged_into if kept else None,
    )


def _line_row(workspace: str, belongs: str, line: Line) -> LineRow:
    return LineRow(
        workspace=workspace,
        id=line.id,
        belongs=belongs,
        facet=line.facet,
        text=line.text,
        polarity=line.polarity,
        position=line.position,
        agree=line.agree,
        no=line.no,
        dont_know=line.dont_know,
        asked=line.asked,
        dropped=line.dropped,
        brought=json.dumps(asdict(line.brought), ensure_ascii=False) if line.brought else "",
    )


def _brought(text: str) -> Brought | None:
    if not text:
        return None
    kept = json.loads(text)
    return Brought(**{**kept, "ways": tuple((HowKnown(how), count) for how, count in kept["ways"])})


def _voice_row(workspace: str, belongs: str, line: str, voice: Voice, place: int) -> VoiceRow:
    return VoiceRow(
        workspace=workspace,
        line=line,
        statement=voice.statement,
        belongs=belongs,
        person=voice.person,
        text=voice.text,
        polarity=voice.polarity,
        how=voice.how,
        place=place,
    )


def _evidence_row(workspace: str, belongs: str, line: str, evidence: Evidence, place: int) -> EvidenceRow:
    return EvidenceRow(
        workspace=workspace,
        line=line,
        place=place,
        belongs=belongs,
        source=evidence.source,
        verdict=evidence.verdict,
        words=evidence.words,
        share=evidence.share,
        low=evidence.low,
        high=evidence.high,
        counted=evidence.count,
        total=evidence.of,
        at=micros(evidence.at) if evidence.at else None,
        kind=evidence.kind,
        ref=evidence.ref,
    )


def _evidence(row: EvidenceRow) -> Evidence:
    return Evidence(
        source=row.source,
        verdict=Verdict(row.verdict),
        words=row.words,
        share=row.share,
        low=row.low,
        high=row.high,
        count=row.counted,
        of=row.total,
        at=from_micros(row.at) if row.at is not None else None,
        kind=EvidenceKind(row.kind),
        ref=row.ref,
    )
