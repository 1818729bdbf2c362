"""Testing lines: the buttons that begin it, its windows, what can be done with the verdicts, questionnaires, pictures."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from bot.errors import BadInput, DramatisError, OutOfDate
from bot.nouns import Line
from bot.personas.cards import card_line
from bot.survey.survey import Question
from bot.survey.testing.batch import LineTest
from bot.survey.testing.matches import NUMBERS, Match
from bot.survey.testing.messages import Matching, pages_of
from handlers.slack.listen.parsing import (
    MOVED,
    App,
    Body,
    Turn,
    WebClient,
    form,
    listed,
    number,
    open_window,
    origin,
    parts,
    pressed,
    send_back,
    travels_of,
    written,
)
from handlers.slack.views import look as look_of
from handlers.slack.views import testing as views
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import desk
from handlers.use_cases.testing import ladders, matching, questionnaires, ready, verdicts
from handlers.use_cases.work import Work

NUMBER = "Write a number, such as 5 or 2.5, or leave it empty."


def register(app: App) -> None:
    """Registers what tests lines."""
    _register_beginning(app)
    _register_matching(app)
    _register_picking(app)
    _register_after(app)


def _register_beginning(app: App) -> None:
    def test(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        """`evidence.test`: value is a persona's id, and behind a colon a line's where one line is meant."""
        ack()
        persona, _, line = pressed(body)[1].partition(":")
        open_test(context["turn"], client, body, persona=persona, line=line)

    for action in ("evidence.test", "persona.test_line"):  # the second: on cards of the release before
        app.action(action)(test)

    @app.action("evidence.test_survey")
    def test_survey(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        open_test(context["turn"], client, body, survey=pressed(body)[1])

    @app.view("evidence.choose")
    def chosen(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        view = body["view"]
        filled, travels = form(view), travels_of(body)
        persona = written(travels.get("persona")) or written(filled.get("persona"))
        survey, channel = written(filled.get("survey")), written(travels.get("channel")) or None
        lines = written(filled.get("lines")) or views.ALL
        try:
            with turn.look() as look:
                found, kept = ready.pair(look, persona, survey, channel)
        except DramatisError as error:
            send_back(ack, turn, {"survey": error.sentence})
            return
        ack(response_action="update", view=look_of(Matching(found.title, kept.name)).view)
        view_id = str(view.get("id") or "")
        line = "" if lines == views.ALL else lines
        turn.take(lambda work: matching.begin(work, persona, survey, line, channel, view_id))


def open_test(
    turn: Turn, client: WebClient, body: Body, persona: str = "", survey: str = "", line: str = ""
) -> None:
    """Opens the window that begins a test.

    Where a single line is meant and there is nothing to test it with, or somebody else has to do it, the question that
    would test it is shown instead.
    """
    where = origin(body)
    try:
        with turn.look() as look:
            offered = ready.offer(look, where.channel, persona, survey, line)
    except DramatisError:
        if not line:
            raise
        turn.take(lambda work: questionnaires.how_to_test(work, persona, line, where))
        return
    open_window(turn, client, body, views.choose(offered, where.channel))
    turn.done()


def open_test_by_name(turn: Turn, client: WebClient, body: Body, name: str) -> None:
    """`/persona test [NAME]`."""
    with turn.look() as look:
        persona = desk.find(look, name, origin(body).channel).id if name else ""
    open_test(turn, client, body, persona=persona)


def _register_matching(app: App) -> None:
    @app.view("evidence.match")
    def page(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        test_id, at = _place(travels_of(body))
        chosen = _chosen(form(body["view"]))
        with turn.look() as look:
            test = matching.open_test(look, test_id)
            following = matching.page_of(look, test_id, at + 1) if at + 1 < pages_of(test) else None
        if following is not None:
            ack(response_action="update", view=look_of(following).view)
            turn.take(lambda work: matching.take(work, test_id, chosen))
        else:
            ack(response_action="update", view=views.counting())
            turn.take(lambda work: verdicts.confirm(work, test_id, chosen))

    @app.action("evidence.back")
    def back(ack: Ack, body: Body, context: Any) -> None:
        ack()
        test_id, at = parts(pressed(body)[1], 2)
        chosen, page = _chosen(form(body.get("view") or {})), number(at)
        context["turn"].take(lambda work: matching.take(work, test_id, chosen, page))


def _register_picking(app: App) -> None:
    @app.action("evidence.other")
    def other(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        test_id, at, line = parts(pressed(body)[1], 3)
        view = body.get("view") or {}
        chosen, page = _chosen(form(view)), number(at)
        with turn.look() as look:
            test, found = matching.line_to_match(look, test_id, line)
        open_window(turn, client, body, views.choose_question(test, found, page, str(view.get("id") or "")))
        turn.take(lambda work: matching.take(work, test_id, chosen))  # what is chosen so far stays

    @app.view("evidence.question")
    def question(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels, filled = travels_of(body), form(body["view"])
        test_id, at = _place(travels)
        with turn.look() as look:
            test, line = matching.line_to_match(look, test_id, written(travels.get("line")))
        place = number(written(filled.get("question")))
        if place >= len(test.questions):
            raise OutOfDate(MOVED)
        ack(response_action="update", view=_answers(test, line, test.questions[place], at, travels))
        turn.done()

    @app.view("evidence.answers")
    def answers(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels, filled = travels_of(body), form(body["view"])
        test_id, at = _place(travels)
        problems: dict[str, str] = {}
        with turn.look() as look:
            asked = matching.open_test(look, test_id).question(written(travels.get("question")))
            match = _match(written(travels.get("line")), asked, filled, problems)
            if match is not None:
                try:
                    matching.check_pick(look, test_id, match)
                except BadInput as error:
                    problems["low" if asked.type in NUMBERS else "options"] = error.sentence
        if problems or match is None:
            send_back(ack, turn, problems)
            return
        ack()
        picked = match
        turn.take(lambda work: matching.pick_answers(work, test_id, picked, at))


def _answers(
    test: LineTest, line: Line, question: Question, page: int, travels: dict[str, Any]
) -> dict[str, Any]:
    view = written(travels.get("view"))
    return views.choose_answers(test, line, question, test.choices.get(line.id), page, view)


def _match(line: str, question: Question, filled: dict[str, Any], problems: dict[str, str]) -> Match | None:
    """The answers as they were filled in; None where `problems` say what to mend."""
    low = _amount(filled, "low", problems)
    high = _amount(filled, "high", problems)
    places = [number(word) for word in listed(filled.get("options"))]
    options = tuple(question.options[place] for place in places if place < len(question.options))
    turned = "reversed" in listed(filled.get("reversed"))
    if problems:
        return None
    return Match(line, question.id, options, low, high, turned, 1.0, "You picked these answers.")


def _amount(filled: dict[str, Any], name: str, problems: dict[str, str]) -> float | None:
    text = written(filled.get(name)).strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        problems[name] = NUMBER
        return None


def _register_after(app: App) -> None:
    @app.action("evidence.drop")
    def choose(ack: Ack, body: Body, client: WebClient, context: Any) -> None:
        ack()
        turn: Turn = context["turn"]
        where = origin(body)
        with turn.look() as look:
            persona, lines = verdicts.contradicted(look, pressed(body)[1], where.channel)
        told = [card_line(line).evidence for line in lines]
        open_window(turn, client, body, views.drop(persona, lines, told, where.channel))
        turn.done()

    @app.view("evidence.drop")
    def drop(ack: Ack, body: Body, context: Any) -> None:
        turn: Turn = context["turn"]
        travels, filled = travels_of(body), form(body["view"])
        persona, channel = written(travels.get("persona")), written(travels.get("channel")) or None
        lines = [
            line for block, given in filled.items() if block.startswith("lines") for line in listed(given)
        ]
        if not lines:
            send_back(ack, turn, {"lines0": verdicts.NONE_CHOSEN})
            return
        ack()
        turn.take(lambda work: verdicts.drop(work, persona, channel, lines, Origin()))

    @app.action("evidence.ladder")
    def ladder(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: ladders.ask(work, persona, origin(body)))

    @app.action("evidence.questionnaire")
    def questionnaire(ack: Ack, body: Body, context: Any) -> None:
        ack()
        persona = pressed(body)[1]
        context["turn"].take(lambda work: questionnaires.of_persona(work, persona, origin(body)))


def give_questionnaire(work: Work, name: str, body: Body) -> None:
    """`/persona questionnaire [NAME]`."""
    questionnaires.by_name(work, name, origin(body))


def _place(travels: dict[str, Any]) -> tuple[str, int]:
    """(test, page) of what travelled with a window. Raises OutOfDate."""
    test, page = travels.get("test"), travels.get("page")
    if not isinstance(test, str) or not isinstance(page, int):
        raise OutOfDate(MOVED)
    return test, page


def _chosen(filled: dict[str, Any]) -> dict[str, str]:
    """line → what was chosen for it, of one page."""
    found = {}
    for block, word in filled.items():
        kind, _, rest = block.partition(":")
        if kind == "match" and isinstance(word, str):
            found[rest.rpartition(":")[0]] = word
    return found
