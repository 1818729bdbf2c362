"""The rows of the queue. Finished rows keep their key for a while and lose their payload at once.

Partial indexes cover open rows only, so that a claim costs the same beside a million finished rows.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.store import BigId


class Claimable(SQLModel):
    """The columns that make a row claimable; times in microseconds."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    workspace: str
    lane: str  # rows of one lane follow each other
    at: int = Field(sa_type=sa.BigInteger)  # order in the lane, then id
    state: str = "open"  # open, done, failed
    due_at: int = Field(default=0, sa_type=sa.BigInteger)  # not before
    lease_until: int = Field(default=0, sa_type=sa.BigInteger)
    lease_by: str | None = None  # process and draw; None while nobody works on it
    attempts: int = 0  # how often it was taken
    doubtful: bool = False  # an earlier attempt ended without our knowing how
    error: str | None = None
    created_at: int = Field(sa_type=sa.BigInteger)
    finished_at: int | None = Field(default=None, sa_type=sa.BigInteger)


def _indexes(table: str) -> tuple[sa.Index, ...]:
    is_open, is_finished = sa.text("state = 'open'"), sa.text("state <> 'open'")
    return (
        sa.Index(
            f"ix_{table}_lane_open",
            "workspace",
            "lane",
            "at",
            "id",
            sqlite_where=is_open,
            postgresql_where=is_open,
        ),
        sa.Index(f"ix_{table}_open", "at", "id", sqlite_where=is_open, postgresql_where=is_open),
        sa.Index(
            f"ix_{table}_finished", "finished_at", sqlite_where=is_finished, postgresql_where=is_finished
        ),
    )


class InboxRow(Claimable, table=True):
    """One thing Slack sent, unique by its key in a workspace."""

    __tablename__ = "inbox"
    __table_args__ = (
        sa.UniqueConstraint("workspace", "key"),
        *_indexes("inbox"),
        {"sqlite_autoincrement": True},
    )

    key: str
    kind: str  # for people reading logs: "event:message", "command:/persona"
    body: str | None = None  # the payload without its token, as JSON


class OutboxRow(Claimable, table=True):
    """One thing to send: a message value and where to."""

    __tablename__ = "outbox"
    __table_args__ = (*_indexes("outbox"), {"sqlite_autoincrement": True})

    uuid: str  # travels as metadata, so that a post can be found again
    method: str  # post, update, delete, only, respond, home, view, prompts, file
    handle: str | None = None  # the name under which the post is remembered
    target: str | None = None  # JSON
    message: str | None = None  # JSON of a versioned message value
    last_word: bool = False  # tells of a failure; its own failure is told to nobody


class JobRow(Claimable, table=True):
    """One thing to do, of a kind that has a handler."""

    __tablename__ = "job"
    __table_args__ = (*_indexes("job"), {"sqlite_autoincrement": True})

    kind: str
    payload: str | None = None  # JSON


class PostedRow(SQLModel, table=True):
    """Where the post with this handle went; channel and ts are empty until it is posted."""

    __tablename__ = "posted"

    workspace: str = Field(primary_key=True)
    handle: str = Field(primary_key=True)
    lane: str
    channel: str
    ts: str | None = None
    file_id: str | None = None
    updated_at: int = Field(sa_type=sa.BigInteger)
