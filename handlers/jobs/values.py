"""The job that counts worth and the ideal customer of a segmentation, in a child process like reading and segmenting."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.errors import DramatisError
from bot.personas.value.report import ValueReport
from handlers.children import starting
from handlers.jobs.runner import Job
from handlers.jobs.workbench import Workbench
from handlers.use_cases.surveys import values
from handlers.use_cases.work import Services

SECONDS = 120


@dataclass(frozen=True)
class ValueJob:
    """The handler."""

    bench: Workbench

    def __call__(self, services: Services, job: Job) -> None:
        """Counts, keeps and shows."""
        run = job.payload["run"]
        try:
            with services.look(job.workspace) as look:
                found = values.task_of(look, run, job.payload)
            if found is None:
                with services.unit(job.workspace, claim=job.claim) as work:
                    values.gone(work, job.payload)
                return
            kept, task, answers = found
            done = self.bench.child(task, answers, SECONDS)
        except starting.Interrupted:
            self.bench.give_back(job)
        except DramatisError as error:
            with services.unit(job.workspace, claim=job.claim) as work:
                values.fail(work, run, job.payload, error.sentence)
            return
        report = ValueReport.from_json(json.loads(done.parts[0]))
        with services.unit(job.workspace, kept.owner, job.claim) as work:
            values.finish(work, run, job.payload, report)
