"""The job that makes exported files: what the person may see now, with names from Slack where they were agreed to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import NotFound
from bot.export.writing import Format, files
from bot.messages import Sentence
from handlers.jobs.runner import Job
from handlers.use_cases.personas import exporting
from handlers.use_cases.work import Services, Target

log = logging.getLogger("dramatis.exports")

SOMEBODY = "Somebody"
FAILED = (
    "Something went wrong on our side, and the file was not made. Please try again with `/persona export`."
)


class ExportJobs:
    """Handles the jobs of kind `exporting.EXPORT`."""

    def __init__(self, client_for: Callable[[str], WebClient]) -> None:
        self.client_for = client_for

    def __call__(self, services: Services, job: Job) -> None:
        """Makes the files and queues them for the person who asked."""
        person = str(job.payload["person"])
        try:
            self._make(services, job, person)
        except NotFound as error:
            with services.unit(job.workspace, person, job.claim) as work:
                work.say(Sentence(error.sentence), Target.dm(person))
        except Exception:
            if job.is_last:
                with services.unit(job.workspace, person) as work:
                    work.say(Sentence(FAILED), Target.dm(person))
            raise

    def _make(self, services: Services, job: Job, person: str) -> None:
        format_ = Format(job.payload["format"])
        with services.look(job.workspace, person) as look:
            wanted = exporting.wanted(look, str(job.payload["persona"]), str(job.payload["channel"]))
        names = self._names(job.workspace, wanted.people)
        with services.look(job.workspace, person) as look:
            cast = exporting.cast_of(look, wanted.personas, names)
        made = files(cast, format_)
        with services.unit(job.workspace, person, job.claim) as work:
            exporting.send(work, made, len(wanted.personas), format_)

    def _names(self, workspace: str, people: Iterable[str]) -> dict[str, str]:
        """person → how Slack calls them; "Somebody" where Slack does not say."""
        names: dict[str, str] = {}
        client = self.client_for(workspace)
        for person in sorted(people):
            names[person] = SOMEBODY
            try:
                user = client.users_info(user=person)["user"]
            except (SlackApiError, OSError):
                continue
            profile = user.get("profile") or {}
            found = (
                profile.get("display_name"),
                user.get("real_name"),
                profile.get("real_name"),
                user.get("name"),
            )
            names[person] = next((str(name) for name in found if name), SOMEBODY)
        return names
