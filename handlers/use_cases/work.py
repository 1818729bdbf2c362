"""The unit of work handed to use cases: one transaction, what to say, what to do later. Knows no Slack."""

from __future__ import annotations

import base64
import hashlib
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from bot.errors import NotAllowed
from bot.messages import Message, to_json
from bot.personas.levels import LEVEL_RULES, LevelRules
from handlers.use_cases.conversations import is_person
from storage import queue
from storage.queue import Claim
from storage.store import Store, micros


@dataclass(frozen=True)
class Target:
    """Where a message goes and what is done with it. Made by the class methods, read by the deliverer.

    `handle` names a post, so that it can later be updated, deleted or be the root of a thread; `thread` is such a name,
    `thread_ts` a ts that came with an event. Everything said to one conversation keeps its order.
    """

    method: str
    lane: str | None = None  # None: the lane of the post that the handle names
    conversation: str | None = None  # a channel id, or a user id where the DM is meant
    whom: str | None = None
    handle: str | None = None
    thread: str | None = None
    thread_ts: str | None = None
    response_url: str | None = None
    replace: bool = False
    view_id: str | None = None
    attachment: dict[str, Any] | None = None

    @classmethod
    def channel(
        cls, channel: str, thread: str | None = None, handle: str | None = None, thread_ts: str | None = None
    ) -> Target:
        """A post in a channel where the bot is a member."""
        return cls("post", f"channel:{channel}", channel, handle=handle, thread=thread, thread_ts=thread_ts)

    @classmethod
    def dm(
        cls, person: str, thread: str | None = None, handle: str | None = None, thread_ts: str | None = None
    ) -> Target:
        """A post in the DM with a person."""
        return cls(
            "post", f"dm:{person}", person, whom=person, handle=handle, thread=thread, thread_ts=thread_ts
        )

    @classmethod
    def to(cls, conversation: str, thread: str | None = None, handle: str | None = None) -> Target:
        """A post in a channel, or in the DM with a person, given a user id."""
        make = cls.dm if is_person(conversation) else cls.channel
        return make(conversation, thread=thread, handle=handle)

    @classmethod
    def update(cls, handle: str) -> Target:
        """A new text for an earlier post. Waits for that post; takes the place of an update not yet sent."""
        return cls("update", handle=handle)

    @classmethod
    def delete(cls, handle: str) -> Target:
        """Takes an earlier post back; the message is ignored and may be None."""
        return cls("delete", handle=handle)

    @classmethod
    def only(
        cls, channel: str, person: str, response_url: str | None = None, thread_ts: str | None = None
    ) -> Target:
        """A message only this person sees: by response_url where there is one, else in the channel."""
        lane = _url_lane(response_url) if response_url else f"channel:{channel}"
        return cls("only", lane, channel, whom=person, response_url=response_url, thread_ts=thread_ts)

    @classmethod
    def respond(cls, response_url: str, replace: bool = False) -> Target:
        """An answer by response_url; `replace` puts it in place of the pressed message. No message: deletes it."""
        return cls("respond", _url_lane(response_url), response_url=response_url, replace=replace)

    @classmethod
    def home(cls, person: str) -> Target:
        """The Home tab of a person; takes the place of one not yet sent."""
        return cls("home", f"home:{person}", whom=person, handle=f"home:{person}")

    @classmethod
    def view(cls, view_id: str) -> Target:
        """A new content for an open modal."""
        return cls("view", f"view:{view_id}", view_id=view_id)

    @classmethod
    def prompts(cls, channel: str, person: str | None = None) -> Target:
        """Suggested prompts in the DM with this channel id."""
        return cls("prompts", f"prompts:{channel}", channel, whom=person)

    @classmethod
    def file(
        cls,
        channel: str,
        name: str,
        data: bytes,
        title: str,
        alt_text: str = "",
        handle: str | None = None,
        thread: str | None = None,
        share: bool = True,
    ) -> Target:
        """A file in a channel (or in the DM with a person, given a user id); the message, if any, is its comment.

        `share=False` only uploads it and remembers its id under the handle; it still goes before whatever is said
        to that conversation later, so a message after it can show it.
        """
        attachment = {
            "name": name,
            "data": base64.b64encode(data).decode(),
            "title": title,
            "alt_text": alt_text,
            "share": share,
        }
        return cls(
            "file",
            f"dm:{channel}" if is_person(channel) else f"channel:{channel}",
            channel,
            whom=channel if is_person(channel) else None,
            handle=handle,
            thread=thread,
            attachment=attachment,
        )

    def as_row(self) -> dict[str, Any]:
        """What the outbox row keeps: the fields that are set."""
        return {name: value for name, value in asdict(self).items() if value not in (None, False)}


def _url_lane(url: str) -> str:
    return "url:" + hashlib.sha256(url.encode()).hexdigest()[:16]


@dataclass
class Look:
    """A reading transaction of one workspace, on behalf of a person where there is one."""

    session: Session
    workspace: str
    now: datetime
    person: str | None = None
    level_rules: LevelRules = field(default=LEVEL_RULES, kw_only=True)

    def stands(self, handle: str) -> bool:
        """Whether a post of this name was made, or waits to be made, and is not lost."""
        return queue.find_post(self.session, self.workspace, handle) is not None


def acting(look: Look) -> str:
    """Who does it. Raises NotAllowed where it is nobody."""
    if look.person is None:
        raise NotAllowed("Only a person can do this.")
    return look.person


@dataclass
class Work(Look):
    """A writing transaction of one workspace: what is said and scheduled happens only if it commits."""

    new_id: Callable[[], str] = field(default=lambda: uuid.uuid4().hex)
    last_word: bool = False  # said about a failure: its own failure is told to nobody
    queued: int = 0

    def say(self, message: Message | None, to: Target) -> None:
        """Queues a message. A None message is for targets that delete, and for files without a comment.

        Raises LookupError when an update or delete names a post that was never queued: a defect of the caller.
        """
        now = micros(self.now)
        lane = to.lane
        if lane is None:
            post = queue.find_post(self.session, self.workspace, to.handle or "")
            if post is None:
                raise LookupError(f"no post has the handle {to.handle!r}")
            lane = post.lane
        elif to.method in ("post", "file") and to.handle is not None:
            queue.name_post(self.session, self.workspace, to.handle, lane, to.conversation or "", now)
        queue.enqueue_outbox(
            self.session,
            workspace=self.workspace,
            lane=lane,
            uuid=self.new_id(),
            method=to.method,
            handle=to.handle,
            target=to.as_row(),
            message=None if message is None else to_json(message),
            now=now,
            last_word=self.last_word,
        )
        self.queued += 1

    def show(self, message: Message, to: Target) -> None:
        """Says it in the post that `to` names: made the first time, updated from then on."""
        self.say(message, Target.update(to.handle) if to.handle and self.stands(to.handle) else to)

    def refresh(self, message: Message, handle: str) -> None:
        """Updates a post that was not lost."""
        if self.stands(handle):
            self.say(message, Target.update(handle))

    def share(self, message: Message, channel: str) -> None:
        """Posts for everybody in a channel what the person who acts shares; they are told if Slack refuses it."""
        self.say(message, Target.channel(channel, handle=self.shared_handle()))

    def shared_handle(self) -> str:
        """The handle of a shared post: it names who shared it."""
        return f"shared:{acting(self)}:{self.new_id()}"

    def say_in_channels(self, posts: Sequence[tuple[Message, str, str]]) -> None:
        """Queues (message, channel, handle) of many posts, as `say` does for one, in a few statements."""
        now = micros(self.now)
        targets = [Target.channel(channel, handle=handle) for _, channel, handle in posts]
        queue.name_posts(
            self.session,
            self.workspace,
            [(str(to.handle), str(to.lane), str(to.conversation)) for to in targets],
            now,
        )
        queue.enqueue_posts(
            self.session,
            self.workspace,
            [
                queue.NewPost(str(to.lane), self.new_id(), str(to.handle), to.as_row(), to_json(message))
                for (message, _, _), to in zip(posts, targets, strict=True)
            ],
            now,
        )
        self.queued += len(posts)

    def schedule(
        self, kind: str, payload: dict[str, Any], due: datetime | None = None, lane: str | None = None
    ) -> None:
        """Queues a job, not before `due`. Jobs of one lane follow each other; without a lane it waits for none."""
        queue.schedule_job(
            self.session,
            workspace=self.workspace,
            kind=kind,
            payload=payload,
            lane=lane or f"job:{self.new_id()}",
            now=micros(self.now),
            due=None if due is None else micros(due),
        )
        self.queued += 1


class Wake:
    """Wakes whoever waits for new rows. Each waiter has an event of its own, so none eats another's call."""

    def __init__(self) -> None:
        self._events: list[threading.Event] = []

    def subscribe(self) -> threading.Event:
        """An event that every `set` sets; the waiter clears it."""
        event = threading.Event()
        self._events.append(event)
        return event

    def set(self) -> None:
        """New rows are there."""
        for event in self._events:
            event.set()


@dataclass
class Services:
    """What use cases and runners share; one a process."""

    store: Store
    owner: str  # names this process in leases
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    new_id: Callable[[], str] = lambda: uuid.uuid4().hex
    wake: Wake = field(default_factory=Wake)
    level_rules: LevelRules = LEVEL_RULES
    retention_days: int = 180  # how long uploaded answers are kept

    def now(self) -> int:
        """The time as the queue counts it, microseconds."""
        return micros(self.clock())

    @contextmanager
    def unit(self, workspace: str, person: str | None = None, claim: Claim | None = None) -> Iterator[Work]:
        """One unit of work: everything in it is committed together, or nothing.

        With a claim (of an inbox or job row) it is done in the same commit and its payload purged. Raises AlreadyDone
        when the claim is no longer ours, NotYourTurn when an earlier row of its lane is open. Not to be nested.
        """
        with self.store.writing(workspace) as session:
            if claim is not None:
                if claim.queue is queue.Queue.INBOX:  # an earlier one may be just being written
                    self.store.wait_for(session, queue.lane_name(claim.workspace, claim.lane))
                queue.hold(session, claim)
            work = Work(session, workspace, self.clock(), person, self.new_id, level_rules=self.level_rules)
            yield work
            if claim is not None:
                session.flush()
                queue.complete(session, claim, self.now())
        if work.queued:
            self.wake.set()

    @contextmanager
    def look(self, workspace: str, person: str | None = None) -> Iterator[Look]:
        """A reading transaction, for showing something at once."""
        with self.store.reading() as session:
            yield Look(session, workspace, self.clock(), person, level_rules=self.level_rules)
