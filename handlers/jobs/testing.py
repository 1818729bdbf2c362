"""The jobs of testing lines: comparing wordings by meaning, counting in a child process, drawing what is known. In a
runner of their own: somebody waits before a window, and a large file may be read for minutes elsewhere."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import DramatisError
from bot.nouns import Line
from bot.survey.survey import Survey
from bot.survey.testing.batch import PROPOSED, LineTest, TestState, countable
from bot.survey.testing.findings import Finding
from bot.survey.testing.matches import Match
from bot.survey.testing.proposals import propose_matches
from bot.survey.testing.remembered import recall
from bot.survey.testing.wording import Similar
from handlers.children import starting
from handlers.jobs.runner import Job, JobRunner
from handlers.jobs.workbench import Workbench
from handlers.leases import Keeper
from handlers.use_cases import defects, engine
from handlers.use_cases.testing import ladders, matching, verdicts
from handlers.use_cases.testing.among import among
from handlers.use_cases.work import Services
from storage import personas, surveys, testing

WORKERS = 2
TEST_SECONDS = 60
BATCH = 64  # sentences between two looks at whether to go on
TELL_EVERY = 2.0


class TestingJobs:
    """Runs the jobs of testing lines in this process."""

    __test__ = False  # not a test of ours

    def __init__(self, services: Services, keeper: Keeper) -> None:
        self.services = services
        self.bench = Workbench(services)
        self.runner = JobRunner(services, keeper, WORKERS, on_failed=self._failed)
        self.runner.register(matching.MATCH, self._match, told=True)
        self.runner.register(verdicts.TEST, self._test, told=True)
        self.runner.register(ladders.DRAW, self._draw, told=True)

    def start(self) -> None:
        """Begins with what is due."""
        self.runner.start()

    def stop(self) -> None:
        """Stops; what was under way is taken up again by the next start."""
        self.bench.stopping.set()
        self.runner.stop()

    def _match(self, services: Services, job: Job) -> None:
        test_id = job.payload["test"]
        with services.look(job.workspace) as look:
            test = testing.get_test(look.session, look.workspace, test_id)
            if test.state is not TestState.MATCHING:
                return
            persona = personas.any_persona(look.session, look.workspace, test.persona)
            kept = surveys.any_survey(look.session, look.workspace, test.survey)
            known = testing.remembered(look.session, look.workspace, persona.id)
            counted = among(look, persona, kept)
            try:
                survey = surveys.load_survey(look.session, look.workspace, kept.id)
            except DramatisError as error:
                survey, sentence = None, error.sentence
        if survey is None:
            self._give_up(job, test_id, sentence)
            return
        questions = countable(survey)
        recalled = recall(test.lines, kept.id, questions, known)
        lines = [line for line in persona.lines if line.id in test.lines and line.id not in recalled]
        try:
            guesses = self._guesses(job, test, lines, survey)
        except starting.Interrupted:
            self.bench.give_back(job)
        with services.unit(job.workspace, test.person, job.claim) as work:
            matching.matched(work, test_id, questions, guesses, recalled, counted.words)

    def _guesses(self, job: Job, test: LineTest, lines: list[Line], survey: Survey) -> tuple[Match, ...]:
        if not lines:
            return ()
        return propose_matches(lines, survey, self._by_meaning(job, test), each=PROPOSED)

    def _by_meaning(self, job: Job, test: LineTest) -> Similar | None:
        """Compares by meaning, batch by batch, telling how far it is; None where there is no encoder."""
        encoder = engine.encoder()
        if encoder is None:
            return None

        def vectors(texts: list[str], told: Callable[[int], None]) -> npt.NDArray[Any]:
            found = []
            for start in range(0, len(texts), BATCH):
                if not self.bench.goes_on():
                    raise starting.Interrupted
                found.append(encoder.encode(texts[start : start + BATCH]))
                told(start + BATCH)
            return np.concatenate(found)

        def similar(first: list[str], second: list[str]) -> npt.NDArray[Any]:
            said_at = time.monotonic()

            def told(done: int) -> None:
                nonlocal said_at
                if time.monotonic() - said_at >= TELL_EVERY:
                    said_at = time.monotonic()
                    with self.services.unit(job.workspace, test.person) as work:
                        matching.tell_progress(work, test.id, min(1.0, done / len(second)))

            ours = vectors(first, lambda _done: None)
            return np.asarray(ours @ vectors(second, told).T)

        return similar

    def _test(self, services: Services, job: Job) -> None:
        test_id = job.payload["test"]
        with services.look(job.workspace) as look:
            test = testing.get_test(look.session, look.workspace, test_id)
            if test.state is not TestState.COUNTING:
                return
            persona = personas.any_persona(look.session, look.workspace, test.persona)
            kept = surveys.any_survey(look.session, look.workspace, test.survey)
            counted = among(look, persona, kept)
            try:
                answers = surveys.answers_of(look.session, look.workspace, kept.id)
            except DramatisError as error:
                answers, sentence = b"", error.sentence
        if not answers:
            self._give_up(job, test_id, sentence)
            return
        task = {
            "do": "test",
            "understood": kept.understood,
            "corrections": kept.corrections,
            "lines": list(test.lines),
            "matches": [match.to_json() for match in test.matches],
            "assignments": counted.assignments,
            "segment": counted.segment,
            "formed_by": list(counted.formed_by),
        }
        try:
            found = self.bench.child(task, answers, TEST_SECONDS)
            findings = [Finding.from_json(one) for one in json.loads(found.parts[0])]
            with services.unit(job.workspace, test.person, job.claim) as work:
                verdicts.finish(work, test_id, findings)
        except starting.Interrupted:
            self.bench.give_back(job)
        except DramatisError as error:
            self._give_up(job, test_id, error.sentence)

    def _draw(self, services: Services, job: Job) -> None:
        with services.look(job.workspace, job.payload["person"]) as look:
            try:
                drawn = ladders.drawing(look, job.payload["persona"], job.payload["channel"])
            except DramatisError:
                return  # out of sight or gone by now
        with services.unit(job.workspace, job.payload["person"], job.claim) as work:
            ladders.post(work, job.payload, drawn)

    def _give_up(self, job: Job, test_id: str, sentence: str) -> None:
        with self.services.unit(job.workspace, claim=job.claim) as work:
            matching.fail(work, test_id, sentence)

    def _failed(self, services: Services, job: Job, ref: str) -> None:
        """Given up after the last attempt: the person is told, with the number that stands in the log."""
        if job.kind in (matching.MATCH, verdicts.TEST):
            with services.unit(job.workspace) as work:
                matching.fail(work, job.payload["test"], defects.NOTHING_CHANGED.format(ref=ref))
