"""Evidence on lines is kept with what it comes from; a database of the first release says that it came from surveys."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from bot.nouns import Evidence, EvidenceKind, Verdict
from storage import personas
from storage.store import Store
from tests.bot.personas.cast import NOON, line, persona


def test_evidence_comes_back_as_it_was(store: Store) -> None:
    proofs = (
        Evidence("a.csv", Verdict.SUPPORTED, "60 % say so", 0.6, 0.5, 0.7, 60, 100, NOON, ref="s1"),
        Evidence("interviews", Verdict.TOO_FEW, "2 people for it", kind=EvidenceKind.INTERVIEWS),
        Evidence("reviews.csv", Verdict.UNTESTED, "9 of 90", kind=EvidenceKind.FEEDBACK, ref="f1"),
    )
    robin = persona(replace(line("l1", "needs", "edits offline", "U1"), evidence=proofs))
    with store.writing("T1") as session:
        personas.save_persona(session, "T1", robin)
    with store.reading() as session:
        assert personas.any_persona(session, "T1", "p1").lines[0].evidence == proofs


def test_evidence_of_the_first_release_is_that_of_surveys(
    empty_url: str,
) -> None:
    from alembic import command

    from storage.migrate import config

    store = Store(empty_url)
    with store._writer.begin() as connection:
        command.upgrade(config(connection), "0001")
        connection.execute(
            sa.text(
                "INSERT INTO evidence (workspace, line, place, belongs, source, verdict, words) "
                "VALUES ('T1', 'l1', 0, 'p1', 'a.csv', 'supported', '60 %')"
            )
        )
    store.migrate()
    with store.reading() as session:
        assert session.execute(sa.text("SELECT kind, ref FROM evidence")).all() == [("survey", "")]
    store.close()
