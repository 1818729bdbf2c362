"""Lines that wait for the word of a persona's owner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from storage.store import from_micros, micros
from storage.tables_evidence import ProposedLineRow


@dataclass(frozen=True)
class Proposal:
    """A line that `person` proposed for a persona. `proof`: what it rests on (JSON), `ref`: where that comes from."""

    id: str
    persona: str
    facet: str
    text: str
    person: str
    created: datetime
    proof: str
    ref: str


def add(session: Session, workspace: str, proposal: Proposal) -> None:
    """Keeps a proposed line."""
    session.add(
        ProposedLineRow(
            workspace=workspace,
            id=proposal.id,
            persona=proposal.persona,
            facet=proposal.facet,
            text=proposal.text,
            ref=proposal.ref,
            person=proposal.person,
            proof=proposal.proof,
            created=micros(proposal.created),
        )
    )
    session.flush()


def get(session: Session, workspace: str, proposal: str) -> Proposal | None:
    """The proposal with this id; None once it is decided."""
    row = session.get(ProposedLineRow, (workspace, proposal))
    return None if row is None else _proposal(row)


def of_source(session: Session, workspace: str, ref: str) -> tuple[Proposal, ...]:
    """What was proposed out of one interview or feedback file."""
    rows = session.exec(
        select(ProposedLineRow)
        .where(ProposedLineRow.workspace == workspace, ProposedLineRow.ref == ref)
        .order_by(col(ProposedLineRow.created), col(ProposedLineRow.id))
    )
    return tuple(_proposal(row) for row in rows)


def remove(session: Session, workspace: str, ids: Collection[str]) -> None:
    """Forgets proposals, words and all."""
    session.execute(
        sa.delete(ProposedLineRow).where(
            col(ProposedLineRow.workspace) == workspace, col(ProposedLineRow.id).in_(list(ids))
        )
    )
    session.flush()


def _proposal(row: ProposedLineRow) -> Proposal:
    return Proposal(
        row.id, row.persona, row.facet, row.text, row.person, from_micros(row.created), row.proof, row.ref
    )
