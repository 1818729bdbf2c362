"""Feedback files: their themes are shown, and a person makes a line or evidence of one. Nothing is crawled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.errors import NotAllowed, NotFound, OutOfDate
from bot.evidence.feedback.kept import PAGE, Choice, FeedbackAbout, KeptFeedback
from bot.evidence.feedback.telling import shown_themes
from bot.evidence.feedback.themes import Theme
from bot.evidence.messages import FeedbackGone, Themes
from bot.messages import Sentence
from bot.nouns import Evidence, EvidenceKind, Persona
from bot.personas.editing import Edit, check_active, line_of
from bot.survey.kept import SurveyState
from handlers.use_cases.conversations import is_direct
from handlers.use_cases.evidence import taken_lines
from handlers.use_cases.evidence.desk import day_words, without_empty
from handlers.use_cases.evidence.taken_lines import Proof, with_evidence
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import desk
from handlers.use_cases.personas.desk import may_edit
from handlers.use_cases.surveys.desk import handle_of, in_sight, place
from handlers.use_cases.work import Look, Target, Work, acting
from storage import feedback as kept
from storage import personas, surveys

READ_AS, FORGET = "read_file_as", "forget_feedback"
NO_PERSONA = "There is no persona in your sight yet. Start with `/persona new`."
SEGMENTED = "Segments were sought in it already. Drop the file again to read it in another way."
USED = "Lines rest on these themes already. Delete the file's themes first, or drop it again."
PROVED = "added evidence from a feedback file"
DELETED = "deleted the evidence of a feedback file"
PRIVATE = (
    "This file lies in a private channel. Only <@{owner}>, who gave it, can carry it to a persona elsewhere."
)


def finish(
    work: Work,
    survey_id: str,
    about: FeedbackAbout,
    themes: Sequence[Theme],
    chart: tuple[str, bytes],
    days: int,
) -> None:
    """A dropped file turned out to be feedback: its themes stand in the file's message. `chart`: (alt text, PNG)."""
    dropped = surveys.any_survey(work.session, work.workspace, survey_id)
    if kept.is_there(work.session, work.workspace, survey_id):
        return
    until = work.now + timedelta(days=days)
    feedback = KeptFeedback(
        dropped.id,
        dropped.file,
        dropped.name,
        dropped.channel,
        dropped.private,
        dropped.owner,
        work.now,
        until,
        about,
        tuple(themes),
    )
    kept.save_feedback(work.session, work.workspace, feedback)
    surveys.save_survey(
        work.session,
        work.workspace,
        replace(dropped, state=SurveyState.IGNORED, understood={}, corrections={}, wish=None),
    )
    surveys.drop_answers(work.session, work.workspace, dropped.id)
    work.schedule(FORGET, {"feedback": feedback.id}, due=until)
    alt, png = chart
    handle = chart_handle(feedback.id)
    work.say(
        None,
        Target.file(feedback.channel, "themes.png", png, "Themes", alt[:1000], handle=handle, share=False),
    )
    work.show(themes_of(feedback, alt=alt), place(dropped, handle_of(dropped.id)))


def chart_handle(feedback: str) -> str:
    """The handle of the uploaded chart."""
    return f"feedback:{feedback}:chart"


def themes_of(feedback: KeptFeedback, start: int = 0, alt: str = "") -> Themes:
    """Six themes as they are shown now; the first message has the chart."""
    about = feedback.about
    shown = shown_themes(feedback.themes[start : start + PAGE], start)
    return Themes(
        feedback.id,
        feedback.name,
        about.rows,
        about.left_out,
        about.columns,
        about.rating_range,
        shown,
        max(0, len(feedback.themes) - start - len(shown)),
        day_words(feedback.until) if feedback.has_words else "",
        chart_handle(feedback.id) if not start else "",
        alt or f"Themes of {feedback.name}",
        start,
        about.looked_at if about.looked_at < about.rows - about.left_out else None,
    )


def more(work: Work, feedback_id: str, start: int, origin: Origin) -> None:
    """The next themes, for the one who asks."""
    feedback = _in_sight(work, feedback_id, origin.channel)
    if start >= len(feedback.themes):
        raise NotFound("There are no further themes.")
    origin.answer(work, themes_of(feedback, start))


# Read in another way


def read_as(work: Work, survey_id: str, kind: str, origin: Origin) -> None:
    """Somebody says that a file is feedback, or a survey after all: it is fetched from Slack and read again."""
    if kind == "feedback":
        read = in_sight(work, survey_id, origin.channel)
        if surveys.runs_of(work.session, work.workspace, read.id):
            raise OutOfDate(SEGMENTED)
    else:
        feedback = _in_sight(work, survey_id, origin.channel)
        if kept.personas_resting_on(work.session, work.workspace, feedback.id):
            raise OutOfDate(USED)
    payload = {"survey": survey_id, "as": kind, "person": acting(work), "channel": origin.channel}
    work.schedule(READ_AS, payload)
    origin.tell(
        work, f"Reading it again, as {'feedback' if kind == 'feedback' else 'a survey'}. A moment, please."
    )


def survey_after_all(work: Work, survey_id: str) -> None:
    """The themes go; what follows is `surveys.finish_reading`."""
    dropped = surveys.any_survey(work.session, work.workspace, survey_id)
    kept.remove_feedback(work.session, work.workspace, survey_id)
    surveys.save_survey(work.session, work.workspace, replace(dropped, state=SurveyState.READING))


def not_so(work: Work, person: str, channel: str | None, sentence: str) -> None:
    """It cannot be read in that way: the one who asked is told, and nothing is changed."""
    here = channel is not None and not is_direct(channel)
    work.say(Sentence(sentence), Target.only(str(channel), person) if here else Target.dm(person))


# Lines and evidence


def choice(look: Look, feedback_id: str, number: int, channel: str | None) -> Choice:
    """What the windows offer. Raises NotFound where there is no persona it can go to."""
    feedback = _in_sight(look, feedback_id, channel)
    theme = feedback.theme(number)
    active = tuple(p for p in desk.active_in_sight(look, channel) if _may_carry(look, feedback, p))
    if not active:
        raise NotFound(NO_PERSONA)
    lines = {line.id: p.id for p in active for line in p.standing}
    suggested = tuple(
        (persona, line, against)
        for theme_number, persona, line, against in feedback.about.suggested
        if theme_number == number and lines.get(line) == persona
    )
    return Choice(feedback, theme, active, suggested)


def propose(
    work: Work,
    feedback_id: str,
    number: int,
    persona_id: str,
    facet: str,
    text: str,
    channel: str | None,
    origin: Origin,
) -> None:
    """A theme becomes a line with its counts, where the person may edit the persona; else its owner is asked."""
    feedback, theme, persona = _carried(work, feedback_id, number, persona_id, channel)
    proof = Proof("a feedback file", evidence=evidence_of(feedback, theme))
    if not may_edit(work, persona):
        taken_lines.propose(work, persona, facet, text, proof)
        origin.tell(work, f"Proposed. <@{persona.owner}>, who owns the persona, takes or leaves it.")
        return
    grown, line, is_new = taken_lines.with_taken(work, persona, facet, text, proof)
    words = line_of(grown, line).text
    desk.keep(work, [Edit(grown, taken_lines.TOOK.format(source=proof.source), after=words)])
    origin.tell(work, taken_lines.TAKEN if is_new else taken_lines.HAS_IT)


def prove(
    work: Work,
    feedback_id: str,
    number: int,
    persona_id: str,
    line_id: str,
    against: bool,
    channel: str | None,
    origin: Origin,
) -> None:
    """A person confirms that a theme speaks for or against a line: its counts become evidence."""
    feedback, theme, persona = _carried(work, feedback_id, number, persona_id, channel)
    line = desk.standing_line(persona, line_id)
    evidence = replace(evidence_of(feedback, theme, against), at=work.now)
    grown = with_evidence(persona, line.id, evidence)
    desk.keep(work, [Edit(grown, PROVED, after=line.text)])
    origin.tell(
        work, "Kept as evidence. It counts who mentions it; who writes chooses to, so it gives no verdict."
    )


def evidence_of(feedback: KeptFeedback, theme: Theme, against: bool = False) -> Evidence:
    """The counts of a theme as evidence."""
    made = theme.evidence(feedback.name)
    words = made.words.replace("mention it", "say otherwise", 1) if against else made.words
    return replace(made, words=words, ref=feedback.id)


def _carried(
    look: Look, feedback_id: str, number: int, persona_id: str, channel: str | None
) -> tuple[KeptFeedback, Theme, Persona]:
    feedback = _in_sight(look, feedback_id, channel)
    theme = feedback.theme(number)
    persona = desk.in_sight(look, persona_id, channel)
    check_active(persona)
    if not _may_carry(look, feedback, persona):
        raise NotAllowed(PRIVATE.format(owner=feedback.owner))
    return feedback, theme, persona


def _may_carry(look: Look, feedback: KeptFeedback, persona: Persona) -> bool:
    """What lies in a private channel goes elsewhere only through whoever gave it."""
    same = persona.channel == feedback.channel and persona.private
    return not feedback.private or same or feedback.owner == look.person


# Deleting


def delete(work: Work, feedback_id: str, origin: Origin) -> None:
    """The themes of a file go, its evidence with them, and lines that rested on nothing else."""
    feedback = _in_sight(work, feedback_id, origin.channel)
    if feedback.owner != acting(work):
        raise NotAllowed(f"<@{feedback.owner}> gave this file and may delete it.")
    for persona_id in kept.personas_resting_on(work.session, work.workspace, feedback.id):
        persona = personas.any_persona(work.session, work.workspace, persona_id)
        touched = {
            line.id for line in persona.lines if any(_is_of(item, feedback.id) for item in line.evidence)
        }
        without = replace(
            persona,
            lines=tuple(
                replace(line, evidence=tuple(item for item in line.evidence if not _is_of(item, feedback.id)))
                for line in persona.lines
            ),
        )
        left, _ = without_empty(work, without, touched)
        desk.keep(work, [Edit(left, DELETED, before=feedback.name)])
    taken_lines.withdraw(work, feedback.id, "The file it came from was deleted.")
    kept.remove_feedback(work.session, work.workspace, feedback.id)
    work.say(FeedbackGone(feedback.name, acting(work)), Target.update(handle_of(feedback.id)))


def forget(work: Work, feedback_id: str) -> None:
    """Its date has come: the quotes go, the counts stay."""
    feedback = kept.any_feedback(work.session, work.workspace, feedback_id)
    if work.now < feedback.until or not feedback.has_words:
        return
    counted = feedback.without_words()
    kept.save_feedback(work.session, work.workspace, counted)
    work.say(themes_of(counted), Target.update(handle_of(feedback.id)))


def _is_of(evidence: Evidence, feedback: str) -> bool:
    return evidence.kind is EvidenceKind.FEEDBACK and evidence.ref == feedback


def _in_sight(look: Look, feedback_id: str, channel: str | None) -> KeptFeedback:
    return kept.get_feedback(look.session, look.workspace, feedback_id, acting(look), channel)
