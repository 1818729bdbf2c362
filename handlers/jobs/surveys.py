"""The jobs about surveys: reading a file, seeking segments, deleting answers at their date. In a runner of their own, so
that a large file never keeps reminders waiting."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient

from bot.errors import DramatisError
from bot.survey.file_kind import FileKind, file_kind
from bot.survey.kept import SurveyState
from bot.survey.segmenting.result import Segmentation
from bot.survey.segments.kept import RunState
from handlers.children import starting
from handlers.files import Fetcher, Unfetched
from handlers.jobs.evidence import NOT_READ, EvidenceJobs
from handlers.jobs.runner import Job, JobRunner
from handlers.jobs.values import ValueJob
from handlers.jobs.workbench import SlackFiles, Workbench, is_public, name_of
from handlers.leases import Keeper
from handlers.use_cases import defects
from handlers.use_cases.conversations import is_direct
from handlers.use_cases.evidence import interviews
from handlers.use_cases.surveys import reading, segments, values
from handlers.use_cases.work import Services
from storage import surveys as kept_surveys

log = logging.getLogger("dramatis.surveys")

WORKERS = 2
READ_SECONDS = 90
SEGMENT_SECONDS = 300
TELL_EVERY = 1.5  # seconds between two progress updates
ASK_EVERY = 1.0  # seconds between two looks at whether somebody stopped it
NO_SURVEY = (
    "I read survey exports and feedback files (CSV, TSV, Excel, OpenDocument, SPSS, Parquet, or one in a zip) "
    "and interviews (.txt, .md, .docx, .vtt, .srt)."
)
UNKNOWN = "Slack does not give the file to Dramatis. Share it in a channel where Dramatis is a member, or drop it again."
UNFETCHED = "Slack did not give the file, though it was tried several times. Drop it again later."


class SurveyJobs:
    """Runs the survey jobs of this process. `days`: how long answers are kept.

    `dask`: the address of a scheduler whose workers seek segments.
    """

    def __init__(
        self,
        services: Services,
        keeper: Keeper,
        client_for: Callable[[str], WebClient],
        fetcher: Fetcher,
        days: int,
        dask: str | None = None,
    ) -> None:
        self.dask = dask
        self.services = services
        self.bench = Workbench(services)
        self.files = SlackFiles(client_for, fetcher, self.bench.stopping)
        self.days = days
        self.runner = JobRunner(services, keeper, WORKERS, on_failed=self._failed)
        self.runner.register(reading.READ, self._read, told=True)
        self.runner.register(segments.SEGMENT, self._segment, told=True)
        self.runner.register(reading.FORGET, self._forget)
        self.evidence = EvidenceJobs(self.bench, self.files, days)
        self.evidence.register(self.runner)
        self.runner.register(values.VALUE, ValueJob(self.bench), told=True)

    def start(self) -> None:
        """Begins with what is due."""
        self.runner.start()

    def stop(self) -> None:
        """Ends the children; what they did is taken up again by the next start."""
        self.bench.stopping.set()
        self.runner.stop()

    def _read(self, services: Services, job: Job) -> None:
        survey = job.payload["survey"]
        with services.look(job.workspace) as look:
            kept = kept_surveys.any_survey(look.session, look.workspace, survey)
        if kept.state not in (SurveyState.DROPPED, SurveyState.READING):
            return
        name, what, asked = kept.name, FileKind.OTHER, False
        try:
            file = self.files.look_at(job.workspace, kept.file)
            asked = bool(job.payload.get("asked")) or is_direct(kept.channel)
            if file is None:
                self._leave(job, survey, UNKNOWN if asked or kept.state is SurveyState.READING else None)
                return
            name = name_of(file)
            what = file_kind(name, str(file.get("filetype") or ""))
            if what is FileKind.OTHER:
                self._leave(job, survey, NO_SURVEY if asked else None, name)
                return
            if what is FileKind.INTERVIEW:
                self.evidence.read_dropped(job, kept, file, asked)
                return

            def begin() -> None:
                with services.unit(job.workspace, kept.owner) as work:
                    reading.begin(work, survey, name, is_public(file, kept.channel))

            if what is FileKind.TABLE:
                begin()
            data = self.files.fetch(job.workspace, file)
            task = {
                "do": "read",
                "name": name,
                "limit": self.files.limit,
                "either": what is FileKind.EITHER,
                "lines": self.evidence.lines_in_sight(job.workspace, kept),
            }
            read = self.bench.child(task, data, READ_SECONDS)
            del data
            if not read.head.get("interview"):
                begin()
            if self.evidence.took(job, kept, read, is_public(file, kept.channel), asked):
                return
        except starting.Interrupted:
            self.bench.give_back(job)
        except DramatisError as error:
            if what is FileKind.EITHER:  # its name may be somebody's, and nobody else needs to be told
                with services.unit(job.workspace, kept.owner, job.claim) as work:
                    interviews.leave_dropped(work, survey, NOT_READ.format(sentence=error.sentence), asked)
                return
            self._leave(job, survey, error.sentence, name)
            return
        except Unfetched:
            if not job.is_last:
                raise
            self._leave(job, survey, UNFETCHED, name)
            return
        with services.unit(job.workspace, kept.owner, job.claim) as work:
            reading.finish_reading(work, survey, read.head["understood"], read.parts[0], self.days)

    def _segment(self, services: Services, job: Job) -> None:
        run_id = job.payload["run"]
        with services.look(job.workspace) as look:
            run = kept_surveys.get_run(look.session, look.workspace, run_id)
            if run.state is not RunState.RUNNING:
                return
            kept = kept_surveys.any_survey(look.session, look.workspace, run.survey)
            try:
                answers = kept_surveys.answers_of(look.session, look.workspace, run.survey)
            except DramatisError:
                answers = b""
        if not answers:
            with services.unit(job.workspace, run.asker, job.claim) as work:
                segments.fail(work, run_id, kept_surveys.DELETED)
            return
        task = {
            "do": "segment",
            "understood": kept.understood,
            "corrections": kept.corrections,
            "title": kept.name,
            **run.wish.to_json(),
        }
        watch = _Watch(services, job, run_id, self.bench.goes_on)
        try:
            found = self._sought(task, answers, watch)
        except starting.Interrupted:
            if not self.bench.goes_on():
                self.bench.give_back(job)
            return
        except DramatisError as error:
            with services.unit(job.workspace, run.asker, job.claim) as work:
                segments.fail(work, run_id, error.sentence)
            return
        result = Segmentation.from_json(json.loads(found.parts[0]))
        charts = [
            (chart["name"], chart["alt"], png)
            for chart, png in zip(found.head["charts"], found.parts[1:], strict=True)
        ]
        with services.unit(job.workspace, run.asker, job.claim) as work:
            segments.finish(work, run_id, result, charts)

    def _sought(self, task: dict[str, Any], answers: bytes, watch: _Watch) -> starting.Answer:
        """The segments, from a Dask worker where there is a cluster that answers, else from a child of this process."""
        if self.dask is not None:
            from handlers.children.cluster import Cluster, Unreachable

            try:
                with Cluster(self.dask) as cluster:
                    return cluster.work(task, answers, SEGMENT_SECONDS, watch.tell, watch.is_wanted)
            except Unreachable as error:
                log.warning("segments are sought here, not on the cluster: %s", error.sentence)
        return starting.work(task, answers, SEGMENT_SECONDS, watch.tell, watch.is_wanted)

    def _forget(self, services: Services, job: Job) -> None:
        with services.unit(job.workspace, claim=job.claim) as work:
            reading.forget(work, job.payload["survey"])

    def _leave(self, job: Job, survey: str, sentence: str | None, name: str = "") -> None:
        with self.services.unit(job.workspace, claim=job.claim) as work:
            if sentence is None:
                reading.ignore(work, survey)
            else:
                reading.refuse(work, survey, sentence, name)

    def _failed(self, services: Services, job: Job, ref: str) -> None:
        """Given up after the last attempt: the person is told, with the number that stands in the log."""
        with services.unit(job.workspace) as work:
            if job.kind == reading.READ:
                reading.refuse(work, job.payload["survey"], defects.WHILE.format(doing="reading it", ref=ref))
            elif job.kind == values.VALUE:
                sentence = defects.WHILE.format(doing="counting worth", ref=ref)
                values.fail(work, job.payload["run"], job.payload, sentence)
            elif job.kind == segments.SEGMENT:
                segments.fail(
                    work, job.payload["run"], defects.WHILE.format(doing="seeking segments", ref=ref)
                )
            else:
                self.evidence.given_up(work, job, defects.WHILE.format(doing="reading it", ref=ref))


class _Watch:
    """Passes progress on, not too often, and notices when somebody stops the run."""

    def __init__(self, services: Services, job: Job, run: str, goes_on: Callable[[], bool]) -> None:
        self.services = services
        self.job = job
        self.run = run
        self.goes_on = goes_on
        self._told_at = 0.0
        self._asked_at = time.monotonic()
        self._wanted = True

    def tell(self, share: float, words: str) -> None:
        """An update, unless there was one a moment ago."""
        now = time.monotonic()
        if now - self._told_at < TELL_EVERY:
            return
        self._told_at = now
        with self.services.unit(self.job.workspace) as work:
            segments.tell_progress(work, self.run, share, words)

    def is_wanted(self) -> bool:
        """Whether the process goes on and nobody pressed Stop."""
        now = time.monotonic()
        if now - self._asked_at >= ASK_EVERY:
            self._asked_at = now
            with self.services.look(self.job.workspace) as look:
                state = kept_surveys.run_state(look.session, look.workspace, self.run)
            self._wanted = state is RunState.RUNNING
        return self._wanted and self.goes_on()
