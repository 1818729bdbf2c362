"""Lines meet questions: a test begins, its proposals are shown, a person confirms or changes them in one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.errors import NotAllowed, OutOfDate
from bot.nouns import Line, Persona
from bot.personas.editing import line_of
from bot.survey.survey import Question
from bot.survey.testing.batch import LineTest, TestState, check_open, choose, pick, proposed
from bot.survey.testing.matches import Match, check_answers
from bot.survey.testing.messages import Matching, MatchWindow, TestEnded, window_of
from handlers.use_cases.testing.ready import DROPPED, pair
from handlers.use_cases.work import Look, Target, Work, acting
from storage import personas, surveys, testing

MATCH = "match_lines"
NOTHING_TO_COUNT = "This survey has no question whose answers can be counted for a line."
NOT_YOURS = "Somebody else has begun this test. Press “Test assumptions” to begin your own."


def begin(work: Work, persona_id: str, survey_id: str, line: str, channel: str | None, view: str) -> str:
    """A person chose persona and survey (and one `line`, or all for ""): lines are compared with questions in a job.

    Returns the id of the test.
    """
    persona, kept = pair(work, persona_id, survey_id, channel)
    lines = tuple(one.id for one in persona.standing if not line or one.id == line)
    if not lines:
        raise OutOfDate(DROPPED)
    test = LineTest(
        work.new_id(), persona.id, kept.id, acting(work), TestState.MATCHING, work.now, lines, view=view
    )
    testing.save_test(work.session, work.workspace, test)
    work.schedule(MATCH, {"test": test.id})
    return test.id


def tell_progress(work: Work, test_id: str, share: float) -> None:
    """How much of the wordings has been compared."""
    test = testing.get_test(work.session, work.workspace, test_id)
    if test.state is TestState.MATCHING and test.view:
        persona, name = _about(work, test)
        work.say(Matching(persona.title, name, share), Target.view(test.view))


def matched(
    work: Work,
    test_id: str,
    questions: Sequence[Question],
    guesses: Sequence[Match],
    known: Mapping[str, Match | None],
    among: str,
) -> None:
    """The proposals are there: the window shows them."""
    test = testing.get_test(work.session, work.workspace, test_id)
    if test.state is not TestState.MATCHING:
        return
    if not questions:
        fail(work, test_id, NOTHING_TO_COUNT)
        return
    test = replace(proposed(test, questions, guesses, known), among=among)
    testing.save_test(work.session, work.workspace, test)
    show(work, test, 0)


def fail(work: Work, test_id: str, sentence: str) -> None:
    """It could not be done: one sentence in the window, and nothing is changed."""
    test = testing.get_test(work.session, work.workspace, test_id)
    if test.state in (TestState.DONE, TestState.FAILED):
        return
    testing.save_test(work.session, work.workspace, replace(test, state=TestState.FAILED))
    ended = TestEnded(sentence)
    work.say(ended, Target.view(test.view) if test.view else Target.dm(test.person))


def open_test(look: Look, test_id: str) -> LineTest:
    """A test that waits for the choices of the person who acts. Raises NotFound, NotAllowed, OutOfDate."""
    test = testing.get_test(look.session, look.workspace, test_id)
    if test.person != acting(look):
        raise NotAllowed(NOT_YOURS)
    check_open(test)
    return test


def line_to_match(look: Look, test_id: str, line_id: str) -> tuple[LineTest, Line]:
    """A test that waits for this person's choices, and one of the persona's lines. Raises as `open_test`, OutOfDate."""
    test = open_test(look, test_id)
    return test, line_of(personas.any_persona(look.session, look.workspace, test.persona), line_id)


def page_of(look: Look, test_id: str, page: int) -> MatchWindow:
    """A page of the window."""
    test = open_test(look, test_id)
    persona, name = _about(look, test)
    return window_of(test, persona, name, page)


def show(work: Work, test: LineTest, page: int) -> None:
    """Shows a page in the window of the test."""
    persona, name = _about(work, test)
    shown = window_of(test, persona, name, page)
    work.say(shown, Target.view(test.view) if test.view else Target.dm(test.person))


def take(work: Work, test_id: str, chosen: Mapping[str, str], page: int | None = None) -> LineTest:
    """Keeps what was chosen on a page; with `page`, that page is shown next."""
    test = choose(open_test(work, test_id), chosen)
    testing.save_test(work.session, work.workspace, test)
    if page is not None:
        show(work, test, page)
    return test


def check_pick(look: Look, test_id: str, match: Match) -> None:
    """Raises BadInput where the answers picked for a line cannot be counted so."""
    check_answers(match, open_test(look, test_id).question(match.question))


def pick_answers(work: Work, test_id: str, match: Match, page: int) -> None:
    """Other answers were picked for a line; the window shows them first among its proposals."""
    test = open_test(work, test_id)
    check_answers(match, test.question(match.question))
    test = pick(test, match)
    testing.save_test(work.session, work.workspace, test)
    show(work, test, page)


def _about(look: Look, test: LineTest) -> tuple[Persona, str]:
    """The persona, and the name of the survey. Who may see them was checked when the test began."""
    persona = personas.any_persona(look.session, look.workspace, test.persona)
    return persona, surveys.any_survey(look.session, look.workspace, test.survey).name
