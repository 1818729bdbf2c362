"""A questionnaire for what no survey has asked yet: one question a line, and one for each open gap, as files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.counts import many
from bot.errors import NotFound, OutOfDate
from bot.nouns import Persona, Verdict
from bot.personas.editing import line_of
from bot.personas.notes import HowToTest
from bot.survey.testing.questionnaire import Asked, as_csv, as_markdown, questionnaire
from bot.survey.testing.remembered import OURS, Remembered, folded
from handlers.use_cases.asking.gaps import open_gaps, own_scope
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import card, desk
from handlers.use_cases.personas.desk import find
from handlers.use_cases.testing.ready import DROPPED
from handlers.use_cases.work import Look, Target, Work, acting
from storage import testing

NOTHING = "Every line has been tested and no question is open, so there is nothing to ask."
UNKNOWN = frozenset({Verdict.UNTESTED, Verdict.TOO_FEW})
NAME = "our questionnaire"


def by_name(work: Work, name: str, origin: Origin) -> None:
    """`/persona questionnaire [NAME]`: for one persona, or for all that may be seen."""
    if name.strip():
        _give(work, (find(work, name, origin.channel),), origin)
        return
    active = desk.active_in_sight(work, origin.channel)
    if not active:
        raise NotFound(desk.NONE_YET)
    _give(work, active, origin)


def of_persona(work: Work, persona_id: str, origin: Origin) -> None:
    """The button: for one persona."""
    _give(work, (desk.in_sight(work, persona_id, origin.channel),), origin)


def how_to_test(work: Work, persona_id: str, line_id: str, origin: Origin) -> None:
    """ "Test it": the question that would test a line, to be put into a survey or asked in interviews."""
    persona = desk.in_sight(work, persona_id, origin.channel)
    line = line_of(persona, line_id)
    asked = questionnaire([line])
    if not asked:
        raise OutOfDate(DROPPED)
    origin.answer(work, HowToTest(persona.id, persona.title, line.text, asked[0].text, asked[0].options))


def _give(work: Work, people: Sequence[Persona], origin: Origin) -> None:
    person = acting(work)
    thread = card.card_thread(work, people[0], origin.channel) if len(people) == 1 else None
    lines = [line for persona in people for line in persona.standing if line.verdict in UNKNOWN]
    asked = questionnaire(lines, _gaps(work, person, origin.channel, shared=thread is not None))
    if not asked:
        raise OutOfDate(NOTHING)
    words = {line.id: folded(line.text) for line in lines}
    by_words = {words[one.line]: one for one in asked if one.line is not None}
    for persona in people:
        said = _remembered(work, persona, by_words, person)
        testing.remember(work.session, work.workspace, persona.id, said)
    one = people[0].title if len(people) == 1 else ""
    title = f"Questionnaire for {one}" if one else "Questionnaire"
    stem = f"{_slug(one)}-questionnaire" if one else "questionnaire"
    where = people[0].channel if thread else person
    for name, text, label in (
        (f"{stem}.md", as_markdown(asked, title), f"{title}, to read"),
        (f"{stem}.csv", as_csv(asked), f"{title}, for survey tools"),
    ):
        work.say(None, Target.file(where, name, text.encode(), label, thread=thread))
    count = many(len(asked), "question")
    place = "in the thread of the card" if thread else "in our direct messages"
    origin.tell(
        work,
        f"A questionnaire with {count} comes {place}, as text and as a file for survey tools. Keep the wording: "
        "when its answers are dropped here, they are matched with the lines by it.",
    )


def _gaps(work: Work, person: str, channel: str | None, shared: bool) -> list[str]:
    """Open questions that everybody who will read it may see: in a DM also those kept for that person alone."""
    scopes = ["", *([channel] if channel else []), *([] if shared else [own_scope(person)])]
    return [gap.question for gap in open_gaps(work, scopes, channel)[0]]


def _remembered(look: Look, persona: Persona, by_words: dict[str, Asked], person: str) -> list[Remembered]:
    """How the answers will speak for this persona's lines once they come back."""
    found = []
    for line in persona.standing:
        asked = by_words.get(folded(line.text))
        match = asked.match() if asked is not None else None
        if asked is not None and match is not None:
            same = replace(match, line=line.id)
            found.append(Remembered(line.id, OURS, NAME, asked.text, same, person, look.now))
    return found


def _slug(title: str) -> str:
    """A title as the name of a file."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:60] or "persona"
