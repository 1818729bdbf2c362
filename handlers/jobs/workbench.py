"""What jobs with child processes share: the process they work in, Slack's files, and who takes over when it stops."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import BadInput
from handlers.children import starting
from handlers.files import Fetcher, Unfetched, too_large
from handlers.jobs.runner import Job
from handlers.use_cases.work import Services
from storage import queue
from storage.queue import AlreadyDone

FIRST_LOOKS = (0.0, 0.2, 0.4, 0.8, 1.5, 2.0, 3.0)
"""Seconds between looks at a file that Slack does not know yet."""


class Workbench:
    """Child processes for the jobs of one runner, until it stops."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.stopping = threading.Event()

    def goes_on(self) -> bool:
        """Whether this process has not been asked to stop."""
        return not self.stopping.is_set()

    def child(self, task: Mapping[str, Any], data: bytes, seconds: int) -> starting.Answer:
        """A task of `children/child.py` in a process of its own. Raises Interrupted when this process stops."""
        return starting.work(dict(task), data, seconds, wanted=self.goes_on)

    def give_back(self, job: Job) -> NoReturn:
        """Leaves a job to whoever takes it next. Raises AlreadyDone."""
        with self.services.store.writing() as session:
            queue.release(session, job.claim)
        raise AlreadyDone(f"job {job.claim.id} is given back: this process stops")


class SlackFiles:
    """Files that people gave to the bot in Slack. `client_for(workspace)` gives a client with a token."""

    def __init__(
        self, client_for: Callable[[str], WebClient], fetcher: Fetcher, stopping: threading.Event
    ) -> None:
        self.client_for = client_for
        self.fetcher = fetcher
        self._stopping = stopping

    @property
    def limit(self) -> int:
        """The largest file that is read, in bytes."""
        return self.fetcher.limit

    def look_at(self, workspace: str, file: str) -> dict[str, Any] | None:
        """What Slack knows of a file. It may know it only a moment later; None where it never does.

        Raises Interrupted, Unfetched.
        """
        client = self.client_for(workspace)
        for pause in FIRST_LOOKS:
            if self._stopping.wait(pause):
                raise starting.Interrupted
            try:
                return dict(client.files_info(file=file)["file"])
            except SlackApiError as error:
                code = error.response.get("error")
                if code not in ("file_not_found", "file_deleted"):
                    raise Unfetched(str(code)) from None
                if code == "file_deleted":
                    return None
            except OSError as error:
                raise Unfetched(type(error).__name__) from None
        return None

    def fetch(self, workspace: str, file: Mapping[str, Any]) -> bytes:
        """Its bytes. Raises BadInput for one that is too large, and as `Fetcher.fetch` does."""
        if int(file.get("size") or 0) > self.limit:
            raise BadInput(too_large(self.limit))
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        return self.fetcher.fetch(url, self.client_for(workspace).token or "")


def name_of(file: Mapping[str, Any]) -> str:
    """What a file is called."""
    return str(file.get("name") or file.get("title") or "file")


def is_public(file: Mapping[str, Any], channel: str) -> bool | None:
    """What the file's shares say of the channel; None where they say nothing."""
    shares = file.get("shares") or {}
    if channel in (shares.get("public") or {}):
        return True
    return False if channel in (shares.get("private") or {}) else None
