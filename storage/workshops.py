"""Workshops, their lines before publication, votes and pairs; products and channels. Queries return nouns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.nouns import Attribution, Ballot, Choice, Customers, Purpose, Stage, Workshop
from storage.queue.entries import insert_or_ignore
from storage.store import from_micros, micros
from storage.tables import ChannelRow, MarkRow, PairRow, ProductRow, SeatRow, WorkshopRow

GONE = "That workshop is not there any more."


def add_workshop(session: Session, workspace: str, workshop: Workshop) -> None:
    """Writes a new workshop."""
    session.add(_row(workspace, workshop))
    session.flush()


def save_workshop(session: Session, workspace: str, workshop: Workshop) -> None:
    """Writes a changed workshop."""
    row = _row(workspace, workshop)
    values = {
        key: getattr(row, key)
        for key in WorkshopRow.model_fields
        if key not in ("workspace", "id", "voted_on")
    }
    session.execute(
        sa.update(WorkshopRow)
        .where(col(WorkshopRow.workspace) == workspace, col(WorkshopRow.id) == workshop.id)
        .values(**values)
    )


def get_workshop(session: Session, workspace: str, workshop: str) -> Workshop:
    """The workshop with this id. Raises NotFound."""
    row = session.get(WorkshopRow, (workspace, workshop))
    if row is None:
        raise NotFound(GONE)
    return _noun(row)


def running_workshops(
    session: Session, workspace: str, facilitator: str | None = None
) -> tuple[Workshop, ...]:
    """Workshops that are neither published nor closed, newest first; of one facilitator if given."""
    query = select(WorkshopRow).where(
        WorkshopRow.workspace == workspace,
        col(WorkshopRow.stage).in_([Stage.ASKING, Stage.VOTING, Stage.REVEALED]),
    )
    if facilitator is not None:
        query = query.where(WorkshopRow.facilitator == facilitator)
    return tuple(_noun(row) for row in session.exec(query.order_by(col(WorkshopRow.created).desc())))


def workshops_of(session: Session, workspace: str, person: str) -> tuple[tuple[str, Workshop], ...]:
    """(seat id, workshop) of every seat a person holds, newest first."""
    rows = session.exec(
        select(SeatRow.id, WorkshopRow)
        .join(
            WorkshopRow,
            sa.and_(
                col(WorkshopRow.workspace) == col(SeatRow.workspace),
                col(WorkshopRow.id) == col(SeatRow.workshop),
            ),
        )
        .where(SeatRow.workspace == workspace, SeatRow.person == person)
        .order_by(col(SeatRow.joined).desc())
    )
    return tuple((seat, _noun(row)) for seat, row in rows)


# Votes


def freeze_vote(session: Session, workspace: str, workshop: str, lines: Sequence[str]) -> None:
    """Remembers which lines are voted on, in their order."""
    session.execute(
        sa.update(WorkshopRow)
        .where(col(WorkshopRow.workspace) == workspace, col(WorkshopRow.id) == workshop)
        .values(voted_on=json.dumps(list(lines)))
    )


def voted_on(session: Session, workspace: str, workshop: str) -> tuple[str, ...]:
    """The line ids that are voted on; none before the vote."""
    text = session.exec(
        select(WorkshopRow.voted_on).where(WorkshopRow.workspace == workspace, WorkshopRow.id == workshop)
    ).first()
    return tuple(json.loads(text)) if text else ()


def cast(session: Session, workspace: str, belongs: str, ballot: Ballot) -> None:
    """Writes one person's marks; marks on the same lines are replaced."""
    for line, choice in ballot.marks.items():
        session.merge(
            MarkRow(workspace=workspace, belongs=belongs, person=ballot.person, line=line, choice=choice)
        )
    session.flush()


def ballots(session: Session, workspace: str, belongs: str) -> tuple[Ballot, ...]:
    """Everybody's marks on the lines of a workshop or persona."""
    rows = session.exec(select(MarkRow).where(MarkRow.workspace == workspace, MarkRow.belongs == belongs))
    marks: dict[str, dict[str, Choice]] = {}
    for row in rows:
        marks.setdefault(row.person, {})[row.line] = Choice(row.choice)
    return tuple(Ballot(person, given) for person, given in sorted(marks.items()))


# Pairs


def set_pairs(
    session: Session, workspace: str, belongs: str, relation: str, pairs: Iterable[tuple[str, str]]
) -> None:
    """Replaces the pairs of one relation: `contradict`, `doubtful` (lines), `apart` or `together` (statements)."""
    session.execute(
        sa.delete(PairRow).where(
            col(PairRow.workspace) == workspace,
            col(PairRow.belongs) == belongs,
            col(PairRow.relation) == relation,
        )
    )
    for a, b in sorted({(min(pair), max(pair)) for pair in pairs}):
        session.add(PairRow(workspace=workspace, belongs=belongs, relation=relation, a=a, b=b))
    session.flush()


def pairs(session: Session, workspace: str, belongs: str, relation: str) -> tuple[tuple[str, str], ...]:
    """The pairs of one relation."""
    rows = session.exec(
        select(PairRow.a, PairRow.b)
        .where(PairRow.workspace == workspace, PairRow.belongs == belongs, PairRow.relation == relation)
        .order_by(col(PairRow.a), col(PairRow.b))
    )
    return tuple((a, b) for a, b in rows)


# Products and channels


def product_of(session: Session, workspace: str, channel: str) -> tuple[str, str] | None:
    """(id, name) of the product a channel is about, if it was ever said."""
    row = session.exec(
        select(ProductRow)
        .join(
            ChannelRow,
            sa.and_(
                col(ChannelRow.workspace) == col(ProductRow.workspace),
                col(ChannelRow.product) == col(ProductRow.id),
            ),
        )
        .where(ChannelRow.workspace == workspace, ChannelRow.id == channel)
    ).first()
    return (row.id, row.name) if row else None


def products(session: Session, workspace: str) -> tuple[tuple[str, str], ...]:
    """(id, name) of every product of the workspace, by name."""
    rows = session.exec(
        select(ProductRow).where(ProductRow.workspace == workspace).order_by(col(ProductRow.name))
    )
    return tuple((row.id, row.name) for row in rows)


def keep_product(session: Session, workspace: str, product: str, name: str, new_id: str) -> str:
    """The id of the product with this name (in any case), made with `new_id` where it is new. `product`: a known id."""
    if product:
        return product
    for known, known_name in products(session, workspace):
        if known_name.casefold() == name.casefold():
            return known
    session.add(ProductRow(workspace=workspace, id=new_id, name=name))
    session.flush()
    return new_id


def keep_channel(
    session: Session, workspace: str, channel: str, private: bool | None = None, product: str | None = None
) -> None:
    """Remembers what was learnt of a channel; what is None stays as it was."""
    values = {"private": private, "product": product}
    known = {key: value for key, value in values.items() if value is not None}
    statement = insert_or_ignore(session, ChannelRow.__table__).values(  # type: ignore[attr-defined]
        workspace=workspace, id=channel, **values
    )
    if known:
        session.execute(statement.on_conflict_do_update(index_elements=["workspace", "id"], set_=known))
    else:
        session.execute(statement.on_conflict_do_nothing(index_elements=["workspace", "id"]))


def is_private(session: Session, workspace: str, channel: str) -> bool:
    """Whether a channel is private; one that nothing is known of is taken to be."""
    row = session.get(ChannelRow, (workspace, channel))
    return row is None or row.private is not False


def _row(workspace: str, workshop: Workshop) -> WorkshopRow:
    return WorkshopRow(
        workspace=workspace,
        id=workshop.id,
        product=workshop.product,
        channel=workshop.channel,
        private=workshop.private,
        subject=workshop.subject,
        purpose=workshop.purpose,
        customers=workshop.customers,
        attribution=workshop.attribution,
        facilitator=workshop.facilitator,
        stage=workshop.stage,
        script=json.dumps(workshop.script),
        asked=json.dumps(workshop.asked),
        vote=workshop.vote,
        deadline=micros(workshop.deadline) if workshop.deadline else None,
        created=micros(workshop.created),
    )


def _noun(row: WorkshopRow) -> Workshop:
    return Workshop(
        id=row.id,
        product=row.product,
        channel=row.channel,
        private=row.private,
        subject=row.subject,
        purpose=Purpose(row.purpose),
        customers=Customers(row.customers),
        attribution=Attribution(row.attribution),
        facilitator=row.facilitator,
        stage=Stage(row.stage),
        script=tuple(json.loads(row.script)),
        asked=tuple(json.loads(row.asked)),
        vote=row.vote,
        deadline=from_micros(row.deadline) if row.deadline is not None else None,
        created=from_micros(row.created),
    )
