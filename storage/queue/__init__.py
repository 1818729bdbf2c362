"""The durable queue: what came in, what is to go out, what is to be done; all three claimed with a lease by one function.

tables.py   the rows of inbox, outbox, job and posted, with the columns they share
claims.py   claim, hold, complete, release, retry, give up, renew, recover, purge, measure: the same for all three
entries.py  how rows are born: receive (inbox), enqueue_outbox, schedule_job; jobs taken back before they began
posted.py   where a post that has a name went, so that it can be updated or answered

Rows of one lane are taken strictly one after the other, by (at, id); lanes do not wait for each other.
Times are integers: microseconds since 1970, UTC.
"""

from storage.queue.claims import (
    AlreadyDone,
    Claim,
    Depth,
    NotYourTurn,
    Queue,
    Taken,
    claim,
    complete,
    discard,
    give_up,
    has_due,
    hold,
    measure,
    next_due,
    owners,
    purge,
    recover,
    release,
    renew,
    retry,
    waiting,
)
from storage.queue.entries import (
    NewPost,
    Receipt,
    cancel_jobs,
    enqueue_outbox,
    enqueue_posts,
    lane_name,
    receive,
    schedule_job,
    waiting_jobs,
)
from storage.queue.posted import (
    Post,
    find_post,
    forget_post,
    name_post,
    name_posts,
    remember_channel,
    remember_post,
)
from storage.queue.tables import InboxRow, JobRow, OutboxRow, PostedRow

__all__ = [
    "AlreadyDone",
    "Claim",
    "Depth",
    "InboxRow",
    "JobRow",
    "NewPost",
    "NotYourTurn",
    "OutboxRow",
    "Post",
    "PostedRow",
    "Queue",
    "Receipt",
    "Taken",
    "cancel_jobs",
    "claim",
    "complete",
    "discard",
    "enqueue_outbox",
    "enqueue_posts",
    "find_post",
    "forget_post",
    "give_up",
    "has_due",
    "hold",
    "lane_name",
    "measure",
    "name_post",
    "name_posts",
    "next_due",
    "owners",
    "purge",
    "receive",
    "recover",
    "release",
    "remember_channel",
    "remember_post",
    "renew",
    "retry",
    "schedule_job",
    "waiting",
    "waiting_jobs",
]
