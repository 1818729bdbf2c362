"""The jobs about interviews and feedback files: read in the child process, compared there, forgotten at their date."""

from __future__ import annotations

import json
from typing import Any

from bot.errors import BadInput, DramatisError
from bot.evidence.feedback.kept import FeedbackAbout
from bot.evidence.feedback.themes import Theme
from bot.evidence.interviews.kept import InterviewState
from bot.evidence.interviews.quotes import ProposedLine, Quote, QuoteMatch
from bot.survey.kept import KeptSurvey, SurveyState
from handlers.children import starting
from handlers.files import Unfetched
from handlers.jobs.runner import Job, JobRunner
from handlers.jobs.workbench import SlackFiles, Workbench, is_public, name_of
from handlers.use_cases.conversations import is_direct
from handlers.use_cases.evidence import feedback, interview_quotes, interviews
from handlers.use_cases.evidence.interviews import Read
from handlers.use_cases.surveys import reading
from handlers.use_cases.work import Services, Work
from storage import feedback as kept_feedback
from storage import interviews as kept_interviews
from storage import personas, workshops
from storage import surveys as kept_surveys

INTERVIEW_SECONDS = 30
COMPARE_SECONDS = 60
FEEDBACK_SECONDS = 120
MOST_LINES = 400  # of personas in sight that themes are compared with
NO_CONVERSATION = (
    "No speakers are marked in the file you dropped, so it was left alone. If it is an interview, type "
    "`/persona interview` and give it there."
)
NOT_READ = "The file you dropped was not read. {sentence}"
UNKNOWN = "Slack does not give the file to Dramatis. Give it again."
UNFETCHED = "Slack did not give the file, though it was tried several times. Give it again later."
STOPPED = "It needed more time or memory than allowed, so it was stopped. Nothing was changed."


class EvidenceJobs:
    """Handlers of these jobs. `days`: how long words are kept."""

    def __init__(self, bench: Workbench, files: SlackFiles, days: int) -> None:
        self.bench = bench
        self.services = bench.services
        self.files = files
        self.days = days

    def register(self, runner: JobRunner) -> None:
        """Makes the kinds of jobs known."""
        runner.register(interviews.READ, self._read_given, told=True)
        runner.register(interviews.COMPARE, self._compare, told=True)
        runner.register(interviews.FORGET, self._forget_interview)
        runner.register(feedback.READ_AS, self._read_as, told=True)
        runner.register(feedback.FORGET, self._forget_feedback)

    # Dropped files

    def lines_in_sight(self, workspace: str, dropped: KeptSurvey) -> list[dict[str, str]]:
        """The lines a feedback file's themes are compared with: those of personas its giver may see there."""
        direct = is_direct(dropped.channel)
        with self.services.look(workspace, dropped.owner) as look:
            seen = personas.visible_personas(
                look.session, workspace, dropped.owner, None if direct else dropped.channel
            )
        lines = [
            {"id": line.id, "persona": persona.id, "text": line.text}
            for persona in seen
            if persona.active
            for line in persona.standing
        ]
        return lines[:MOST_LINES]

    def read_dropped(self, job: Job, dropped: KeptSurvey, file: dict[str, Any], asked: bool) -> None:
        """A file whose name promises an interview. Raises as fetching does."""
        name = name_of(file)
        try:
            read = self.bench.child(
                {"do": "interview", "name": name}, self.files.fetch(job.workspace, file), INTERVIEW_SECONDS
            )
        except starting.Interrupted:
            self.bench.give_back(job)
        except DramatisError as error:
            sentence = NOT_READ.format(sentence=_sentence(error))
            with self.services.unit(job.workspace, dropped.owner, job.claim) as work:
                interviews.leave_dropped(work, dropped.id, sentence, asked)
            return
        self.took(job, dropped, read, is_public(file, dropped.channel), asked)

    def took(
        self, job: Job, dropped: KeptSurvey, read: starting.Answer, public: bool | None, asked: bool
    ) -> bool:
        """Keeps what was read where it is an interview or feedback; False where it is a survey."""
        if not read.head.get("interview") and not read.head.get("feedback"):
            return False
        with self.services.unit(job.workspace, dropped.owner, job.claim) as work:
            direct = is_direct(dropped.channel)
            if public is not None and not direct:
                workshops.keep_channel(work.session, work.workspace, dropped.channel, private=not public)
            if read.head.get("feedback"):
                self._finish_feedback(work, dropped.id, read)
            elif read.head["conversation"] or asked or direct:
                interviews.found(work, dropped.id, _read_of(read), self.days)
            else:
                interviews.leave_dropped(work, dropped.id, NO_CONVERSATION, asked)
        return True

    # Interviews given for a persona

    def _read_given(self, services: Services, job: Job) -> None:
        interview_id = job.payload["interview"]
        with services.look(job.workspace) as look:
            interview = kept_interviews.get_interview(look.session, look.workspace, interview_id)
        if interview.state is not InterviewState.READING:
            return
        try:
            file = self._file_of(job, interview.file)
            name = name_of(file)
            read = self.bench.child(
                {"do": "interview", "name": name}, self.files.fetch(job.workspace, file), INTERVIEW_SECONDS
            )
        except starting.Interrupted:
            self.bench.give_back(job)
        except (DramatisError, Unfetched) as error:
            if isinstance(error, Unfetched) and not job.is_last:
                raise
            sentence = _sentence(error) if isinstance(error, DramatisError) else UNFETCHED
            with services.unit(job.workspace, interview.owner, job.claim) as work:
                interviews.refuse(work, interview_id, f"The interview was not read. {sentence}")
            return
        with services.unit(job.workspace, interview.owner, job.claim) as work:
            interviews.finish_reading(work, interview_id, _read_of(read), self.days)

    def _compare(self, services: Services, job: Job) -> None:
        interview_id = job.payload["interview"]
        with services.look(job.workspace) as look:
            standing = interviews.to_compare(look, interview_id)
        if standing is None:
            return
        interview, persona = standing
        given = {
            "quotes": [quote.to_json() for quote in interview.pending.quotes],
            "lines": [{"id": line.id, "text": line.text} for line in persona.standing],
        }
        data = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
        try:
            answer = self.bench.child({"do": "compare"}, data, COMPARE_SECONDS)
        except starting.Interrupted:
            self.bench.give_back(job)
        except DramatisError as error:
            with services.unit(job.workspace, interview.owner, job.claim) as work:
                interviews.refuse(work, interview_id, f"The interview was not compared. {_sentence(error)}")
            return
        found = json.loads(answer.parts[0])
        with services.unit(job.workspace, interview.owner, job.claim) as work:
            interviews.compared(
                work,
                interview_id,
                [QuoteMatch.from_json(match) for match in found["matches"]],
                [ProposedLine(facet, Quote.from_json(quote)) for facet, quote in found["proposed"]],
            )

    def _forget_interview(self, services: Services, job: Job) -> None:
        with services.unit(job.workspace, claim=job.claim) as work:
            if kept_interviews.is_there(work.session, work.workspace, job.payload["interview"]):
                interview_quotes.forget(work, job.payload["interview"])

    # Feedback

    def _read_as(self, services: Services, job: Job) -> None:
        """A file that was read already is read in another way, because a person says so."""
        survey, kind = job.payload["survey"], job.payload["as"]
        person, channel = job.payload["person"], job.payload["channel"]
        with services.look(job.workspace) as look:
            dropped = kept_surveys.any_survey(look.session, look.workspace, survey)
        if (kind == "survey") == (dropped.state is SurveyState.READ):
            return
        task = {
            "do": "read",
            "as": kind,
            "name": dropped.name,
            "limit": self.files.limit,
            "lines": self.lines_in_sight(job.workspace, dropped),
        }
        try:
            file = self._file_of(job, dropped.file)
            read = self.bench.child(task, self.files.fetch(job.workspace, file), FEEDBACK_SECONDS)
        except starting.Interrupted:
            self.bench.give_back(job)
        except (DramatisError, Unfetched) as error:
            if isinstance(error, Unfetched) and not job.is_last:
                raise
            sentence = _sentence(error) if isinstance(error, DramatisError) else UNFETCHED
            with services.unit(job.workspace, claim=job.claim) as work:
                feedback.not_so(work, person, channel, f"{sentence} Nothing was changed.")
            return
        with services.unit(job.workspace, dropped.owner, job.claim) as work:
            if kind == "feedback":
                self._finish_feedback(work, survey, read)
            else:
                feedback.survey_after_all(work, survey)
                reading.finish_reading(work, survey, read.head["understood"], read.parts[0], self.days)

    def _finish_feedback(self, work: Work, survey: str, read: starting.Answer) -> None:
        found = json.loads(read.parts[0])
        about = FeedbackAbout.from_json(found["about"])
        themes = [Theme.from_json(theme) for theme in found["themes"]]
        feedback.finish(work, survey, about, themes, (read.head["alt"], read.parts[1]), self.days)

    def _forget_feedback(self, services: Services, job: Job) -> None:
        with services.unit(job.workspace, claim=job.claim) as work:
            if kept_feedback.is_there(work.session, work.workspace, job.payload["feedback"]):
                feedback.forget(work, job.payload["feedback"])

    def given_up(self, work: Work, job: Job, sentence: str) -> None:
        """A job failed for good: whoever waits for it is told."""
        if job.kind in (interviews.READ, interviews.COMPARE):
            interviews.refuse(work, job.payload["interview"], sentence)
        elif job.kind == feedback.READ_AS:
            feedback.not_so(work, job.payload["person"], job.payload["channel"], sentence)

    def _transcript(self, job: Job, file: dict[str, Any]) -> starting.Answer:
        data = self.files.fetch(job.workspace, file)
        return self.bench.child({"do": "interview", "name": name_of(file)}, data, INTERVIEW_SECONDS)

    def _file_of(self, job: Job, file: str) -> dict[str, Any]:
        found = self.files.look_at(job.workspace, file)
        if found is None:
            raise BadInput(UNKNOWN)
        return found


def _read_of(read: starting.Answer) -> Read:
    found = json.loads(read.parts[0])
    quotes = tuple(Quote.from_json(quote) for quote in found["quotes"])
    return Read(quotes, found["people"], found["note"])


def _sentence(error: DramatisError) -> str:
    """The sentence of a refusal; that of a child that was stopped speaks of surveys, so another stands for it."""
    return STOPPED if error.sentence.startswith("It needed more than") else error.sentence
