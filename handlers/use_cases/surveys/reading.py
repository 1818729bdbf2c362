"""Surveys: a file was dropped, it is being read, what was understood, who was surveyed, corrections, the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.errors import BadInput, NotFound, OutOfDate
from bot.facets import Base
from bot.survey.correcting import allowed_types, corrected
from bot.survey.kept import KeptSurvey, Sample, SurveyState, Wish
from bot.survey.messages import ListedSurvey, Reading, Refused, SurveyList
from bot.survey.packing import unpack
from bot.survey.segments.telling import HEADLINES
from bot.survey.survey import Question, QuestionType, Survey
from bot.survey.understood import understood
from handlers.use_cases.conversations import is_direct
from handlers.use_cases.origin import Origin
from handlers.use_cases.surveys import segments
from handlers.use_cases.surveys.desk import handle_of, in_sight, place
from handlers.use_cases.work import Look, Target, Work, acting
from storage import surveys, workshops
from storage.store import micros

READ, FORGET = "read_survey", "forget_answers"
NO_FILE = "Choose a file with the survey's answers."


def drop(
    work: Work,
    file: str,
    channel: str,
    sample: Sample | None = None,
    wish: Wish | None = None,
    asked: bool = False,
) -> None:
    """A file was dropped into a conversation, or given in the window (`asked`): it is looked at once."""
    person = acting(work)
    private = workshops.is_private(work.session, work.workspace, channel)
    kept = KeptSurvey(
        work.new_id(), file, "", channel, private, person, SurveyState.DROPPED, work.now, sample, wish
    )
    if surveys.add_survey(work.session, work.workspace, kept):
        work.schedule(READ, {"survey": kept.id, "asked": asked})


def begin(work: Work, survey: str, name: str, public: bool | None = None) -> None:
    """Says that a file is being read; says nothing again when the reading is taken up again. `public`: what Slack says
    of the channel, None where it says nothing."""
    kept = surveys.any_survey(work.session, work.workspace, survey)
    if kept.state is not SurveyState.DROPPED:
        return
    if public is not None and not is_direct(kept.channel):
        workshops.keep_channel(work.session, work.workspace, kept.channel, private=not public)
    private = is_direct(kept.channel) or workshops.is_private(work.session, work.workspace, kept.channel)
    reading = replace(kept, name=name, private=private, state=SurveyState.READING)
    surveys.save_survey(work.session, work.workspace, reading)
    work.say(Reading(name), place(reading, handle_of(reading.id)))


def ignore(work: Work, survey: str) -> None:
    """The file is no survey; nothing is said about it."""
    kept = surveys.any_survey(work.session, work.workspace, survey)
    surveys.save_survey(work.session, work.workspace, replace(kept, state=SurveyState.IGNORED))


def refuse(work: Work, survey: str, sentence: str, name: str = "") -> None:
    """The file cannot be read: one sentence in the place of "Reading …"."""
    kept = surveys.any_survey(work.session, work.workspace, survey)
    if kept.state in (SurveyState.READ, SurveyState.REFUSED):
        return
    was_said = kept.state is SurveyState.READING
    refused = replace(kept, name=kept.name or name, state=SurveyState.REFUSED)
    surveys.save_survey(work.session, work.workspace, refused)
    target = Target.update(handle_of(survey)) if was_said else place(refused, handle_of(survey))
    work.say(Refused(refused.name or "the file", sentence), target)


def finish_reading(work: Work, survey: str, meaning: dict[str, Any], answers: bytes, days: int) -> None:
    """Keeps the clean answers until the retention date and says what was understood.

    Segments are sought by themselves where they were wished for, and in the channel of a running workshop.
    """
    kept = surveys.any_survey(work.session, work.workspace, survey)
    if kept.state is not SurveyState.READING:
        return
    read = replace(kept, state=SurveyState.READ, understood=meaning)
    until = work.now + timedelta(days=days)
    surveys.save_survey(work.session, work.workspace, read)
    surveys.keep_answers(work.session, work.workspace, survey, answers, micros(until))
    work.schedule(FORGET, {"survey": survey}, due=until)
    show(work, read)
    running = workshops.running_workshops(work.session, work.workspace)
    if read.wish is not None or any(workshop.channel == read.channel for workshop in running):
        segments.seek(work, read, read.wish or Wish())


def show(work: Work, kept: KeptSurvey) -> None:
    """What was understood, in the survey's message, as it is now."""
    survey = corrected(unpack(kept.understood, None), kept.corrections)
    until = surveys.kept_until(work.session, work.workspace, kept.id)
    weighted = bool(kept.understood.get("weighted"))
    work.say(replace(understood(kept, survey, until), weighted=weighted), Target.update(handle_of(kept.id)))


def say_who(work: Work, survey: str, sample: Sample, origin: Origin) -> None:
    """Who was surveyed; asked once."""
    kept = in_sight(work, survey, origin.channel)
    if kept.sample is not None:
        raise OutOfDate("Who was surveyed has been said already.")
    said = replace(kept, sample=sample)
    surveys.save_survey(work.session, work.workspace, said)
    show(work, said)


def questions_of(look: Look, survey: str, channel: str | None) -> tuple[KeptSurvey, Survey]:
    """A survey the person may see, as it was read (without answers): for the window that corrects it."""
    kept = in_sight(look, survey, channel)
    return kept, unpack(kept.understood, None)


def correct(
    work: Work,
    survey: str,
    question: str,
    kind: QuestionType,
    base: Base | None,
    out: bool,
    channel: str | None,
) -> None:
    """A question is of another type or base, or is left out; goes for segments that are sought from now on."""
    kept = in_sight(work, survey, channel)
    known = unpack(kept.understood, surveys.answers_of(work.session, work.workspace, survey))
    before = _question(known, question)
    if kind not in allowed_types(before):
        raise BadInput("The answers to that question cannot be read so.", "type")
    wish: dict[str, Any] = {"out": True} if out else {}
    if not out and kind is not before.type:
        wish["type"] = str(kind)
    if not out and base is not before.base:
        wish["base"] = None if base is None else str(base)
    corrections = {key: value for key, value in kept.corrections.items() if key != question}
    if wish:
        corrections[question] = wish
    after = _question(corrected(known, corrections), question)
    if not out and (after.type is not kind or after.missing >= known.respondents > before.missing):
        raise BadInput("The answers to that question cannot be read so; it stays as it was.", "type")
    changed = replace(kept, corrections=corrections)
    surveys.save_survey(work.session, work.workspace, changed)
    show(work, changed)


def forget(work: Work, survey: str) -> None:
    """At the retention date: the answers are deleted; what was counted stays."""
    if surveys.delete_answers(work.session, work.workspace, survey, micros(work.now)):
        kept = surveys.any_survey(work.session, work.workspace, survey)
        if kept.state is SurveyState.READ:
            show(work, kept)


def show_list(work: Work, origin: Origin) -> None:
    """The surveys the person who asks may see."""
    found = surveys.visible_surveys(work.session, work.workspace, acting(work), origin.channel)
    if not found:
        origin.tell(
            work,
            "There is no survey in your sight yet. Drop an export into a channel with Dramatis, "
            "or type `/persona survey`.",
        )
        return
    rows = []
    for kept in found:
        runs = [
            run for run in surveys.runs_of(work.session, work.workspace, kept.id) if run.result is not None
        ]
        newest = runs[0].result if runs else None
        words = HEADLINES[newest.verdict.value].format(k=newest.k) if newest else ""
        asked = sum(
            q["type"] not in ("personal", "metadata", "identifier") for q in kept.understood["questions"]
        )
        rows.append(
            ListedSurvey(
                kept.id,
                kept.name,
                kept.understood["respondents"],
                asked,
                int(kept.created.timestamp()),
                words,
            )
        )
    origin.answer(work, SurveyList(tuple(rows)))


def _question(survey: Survey, question: str) -> Question:
    try:
        return survey.question(question)
    except KeyError:
        raise NotFound("That question is not there any more.") from None
