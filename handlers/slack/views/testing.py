"""How testing lines looks: choosing, matching, picking other answers, verdicts, dropping what is contradicted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bot.counts import many
from bot.nouns import Line, Persona, Verdict
from bot.survey.survey import Question, QuestionType
from bot.survey.testing.batch import NOT_ASKED, LineTest, Offer
from bot.survey.testing.matches import NUMBERS, Match
from bot.survey.testing.messages import (
    VERDICTS,
    MatchedLine,
    Matching,
    MatchWindow,
    Tested,
    TestEnded,
    ToldLine,
    counts_words,
)
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.personas import LEVEL_WORDS
from handlers.slack.views.rendering import Rendered, renders

ALL = "all"
SHOWN_LINES = 30
_BOXES = 10
VERDICT_WORDS = {
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.SUPPORTED: "Supported",
    Verdict.MIXED: "Mixed",
    Verdict.TOO_FEW: "Too few to tell",
    Verdict.UNTESTED: "Not asked",
}
_ALL_AT_ONCE = (
    "All lines were tested at once; the more lines, the more a verdict needs (Holm), so that even one false verdict "
    "among them is unlikely (5 %)."
)


def choose(offer: Offer, channel: str | None) -> Block:
    """Which persona, which survey, which lines."""
    blocks: list[Block] = []
    if len(offer.personas) == 1:
        blocks.append(kit.section(kit.bold(offer.personas[0].title)))
    else:
        blocks.append(kit.field("Persona", "persona", kit.persona_menu(offer.personas)))
    files = [
        kit.option(kept.name, kept.id, many(int(kept.understood.get("respondents", 0)), "response"))
        for kept in offer.surveys[: kit.MOST_OPTIONS]
    ]
    blocks.append(
        kit.field(
            "Survey",
            "survey",
            kit.choice("static_select", files, files[0]["value"]),
            hint="Lines are compared with its questions by meaning; you confirm before anything is counted.",
        )
    )
    if offer.line is not None:
        every = len(offer.personas[0].standing)
        which = [
            kit.option("All lines" if every == 1 else f"All {every} lines", ALL),
            kit.option(f"Only “{offer.line.text}”", offer.line.id),
        ]
        blocks.append(kit.field("Which lines?", "lines", kit.choice("radio_buttons", which, ALL)))
    persona = offer.personas[0].id if len(offer.personas) == 1 else None
    return kit.modal(
        "evidence.choose", "Test assumptions", blocks, "Next", kit.travels(persona=persona, channel=channel)
    )


@renders(Matching)
def matching(message: Matching) -> Rendered:
    """The window while wordings are compared."""
    words = f"Comparing the lines of {message.persona} with the questions of {message.survey} …"
    blocks = [
        kit.section(
            f"Comparing the lines of {kit.bold(message.persona)} with the questions of {esc(message.survey)}\n"
            f"{kit.bar(message.share)}"
        ),
        kit.context("This window shows the proposals as soon as they are there. Nothing is counted yet."),
    ]
    return Rendered(words, blocks, view=kit.modal("evidence.wait", "Test assumptions", blocks))


def counting() -> Block:
    """The window while answers are counted."""
    blocks = [
        kit.section("Counting the answers …"),
        kit.context("The verdicts come here and into the thread of the card. You may close this window."),
    ]
    return kit.modal("evidence.wait", "Test assumptions", blocks)


@renders(TestEnded)
def ended(message: TestEnded) -> Rendered:
    """It could not be done."""
    blocks = [kit.section(esc(message.sentence))]
    return Rendered(message.sentence, blocks, view=kit.modal("evidence.wait", "Test assumptions", blocks))


@renders(MatchWindow)
def matches(message: MatchWindow) -> Rendered:
    """One page of lines, each with the answers that would speak for it."""
    blocks: list[Block] = [
        kit.section(
            f"{kit.bold(message.persona)} and {esc(message.survey)}. Which answers speak for each line? "
            f"Counted among {esc(message.among)}."
        )
    ]
    for line in message.lines:
        blocks += [kit.DIVIDER, *_matched(line, message)]
    if message.page:
        back = kit.button("Earlier lines", "evidence.back", _place(message, message.page - 1))
        blocks += [kit.DIVIDER, kit.actions([back])]
    last = message.page + 1 >= message.pages
    title = "Match lines" if message.pages == 1 else f"Match lines, {message.page + 1} of {message.pages}"
    view = kit.modal(
        "evidence.match",
        title,
        blocks,
        "Count" if last else "Next page",
        kit.travels(test=message.test, page=message.page),
    )
    told = "; ".join(f"{line.text}: {line.told}" for line in message.lines)
    return Rendered(f"{title}. {told}", view=view)


def _matched(line: MatchedLine, message: MatchWindow) -> list[Block]:
    options = [kit.option(one.answers, one.value, one.question) for one in line.options]
    options.append(kit.option("Not asked in this survey", NOT_ASKED))
    other = kit.button(
        "Other answers",
        "evidence.other",
        f"{_place(message, message.page)}:{line.line}",
        hint=f"Other answers for: {line.text}",
    )
    return [
        kit.field(
            cut(line.text, 1000),
            _block_id(line),
            kit.choice("static_select", options, line.chosen),
            hint=line.told,
        ),
        kit.actions([other]),
    ]


def _block_id(line: MatchedLine) -> str:
    """Another id once the options are others: Slack keeps what an input held as long as its id stays."""
    words = "\n".join(f"{one.question}\t{one.answers}" for one in line.options) + line.chosen
    return f"match:{line.line}:{hashlib.blake2b(words.encode(), digest_size=4).hexdigest()}"


def _place(message: MatchWindow, page: int) -> str:
    return f"{message.test}:{page}"


def choose_question(test: LineTest, line: Line, page: int, view_id: str) -> Block:
    """Which question asks for a line."""
    options = [
        kit.option(question.text or question.id, str(place)) for place, question in enumerate(test.questions)
    ]
    element = kit.menu("static_select", "Choose a question", options)
    chosen = test.choices.get(line.id)
    if chosen is not None:
        place = next((n for n, q in enumerate(test.questions) if q.id == chosen.question), None)
        if place is not None:
            element["initial_option"] = options[place]
    blocks = [
        kit.section(kit.bold(cut(line.text, 1000))),
        kit.field("Which question asks for it?", "question", element),
    ]
    travels = kit.travels(test=test.id, line=line.id, page=page, view=view_id)
    return kit.modal("evidence.question", "Other answers", blocks, "Next", travels)


def choose_answers(
    test: LineTest, line: Line, question: Question, before: Match | None, page: int, view_id: str
) -> Block:
    """Which answers to a question speak for a line."""
    now = before if before is not None and before.question == question.id else None
    blocks: list[Block] = [
        kit.section(kit.bold(cut(line.text, 1000))),
        kit.section(esc(cut(question.text or question.id, 1500))),
    ]
    if question.type in NUMBERS:
        low, high = (now.low, now.high) if now is not None else (None, None)
        blocks += [
            kit.field("From", "low", kit.words("any", _number(low), 20), optional=True),
            kit.field(
                "To",
                "high",
                kit.words("any", _number(high), 20),
                optional=True,
                hint="Both ends count. Leave one empty for “at least” or “at most”.",
            ),
        ]
    else:
        options = [kit.option(option, str(place)) for place, option in enumerate(question.options)]
        element = kit.menu("multi_static_select", "Choose answers", options)
        if now is not None:
            chosen = [options[n] for n, o in enumerate(question.options) if o in now.options][
                : kit.MOST_OPTIONS
            ]
            if chosen:
                element["initial_options"] = chosen
        label = "Which of these, ranked high," if question.type is QuestionType.RANKING else "Which answers"
        blocks.append(kit.field(f"{label} speak for the line?", "options", element))
        if question.type is QuestionType.RANKING:
            first = now.high if now is not None and now.high else max(1, len(question.options) // 3)
            blocks.append(kit.field("Among the first …", "high", kit.words("", _number(first), 4)))
    turned = [kit.option("All other answers speak for it instead", "reversed")]
    check: Block = {"type": "checkboxes", "options": turned}
    if now is not None and now.reversed:
        check["initial_options"] = turned
    blocks.append(kit.field("Or", "reversed", check, optional=True))
    travels = kit.travels(test=test.id, line=line.id, page=page, view=view_id, question=question.id)
    return kit.modal("evidence.answers", "Other answers", blocks, "Use these", travels)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


@renders(Tested)
def tested(message: Tested) -> Rendered:
    """What the survey says of each line, the contradicted ones first."""
    counts = counts_words(message.lines)
    head = f"{kit.bold(message.title)} against {esc(message.survey)}: {counts}."
    among = f"Counted among {esc(message.among)}."
    if message.speaks_for:
        among += f" The shares speak for {message.speaks_for}."
    blocks: list[Block] = [kit.section(head), kit.context(among)]
    shown = message.lines[:SHOWN_LINES]
    for verdict in VERDICTS:
        lines = [line for line in shown if line.verdict is verdict]
        if not lines:
            continue
        usual = _usual_reason(lines) if verdict is not Verdict.UNTESTED else ""
        struck = verdict is Verdict.CONTRADICTED
        rows = []
        for line in lines:
            runs = [kit.text(cut(line.text, kit.SHOWN), strike=struck)]
            if verdict is not Verdict.UNTESTED:
                runs.append(kit.text(f"\n{line.words}."))
                if line.reason != usual:
                    runs.append(kit.text(f" {line.reason}", italic=True))
            rows.append(runs)
        heading = [kit.text(VERDICT_WORDS[verdict], bold=True)]
        if usual:
            heading.append(kit.text(f" · {usual}", italic=True))
        blocks.append(kit.rich(kit.line(*heading), kit.bullets(rows)))
    more = len(message.lines) - len(shown)
    notes = [f"{more} more {'line is' if more == 1 else 'lines are'} under Everything."] if more else []
    if sum(line.verdict is not Verdict.UNTESTED for line in message.lines) > 1:
        notes.append(_ALL_AT_ONCE)
    notes.append(f"{LEVEL_WORDS[message.level]} persona. {message.missing}".strip())
    blocks.append(kit.context(*(esc(note) for note in notes)))
    window = kit.modal("evidence.verdicts", "Verdicts", [*blocks, kit.actions(_buttons(message))])
    who = f"Tested by <@{message.person}>."
    posted = [*blocks, kit.context(who), kit.actions(_buttons(message))]
    told = "; ".join(f"{line.text}: {VERDICT_WORDS[line.verdict].lower()}, {line.words}" for line in shown)
    return Rendered(f"{message.title} against {message.survey}: {counts}. {told}", posted, view=window)


def _usual_reason(lines: Sequence[ToldLine]) -> str:
    """The reason that several lines of a verdict share, to be said once beside it; empty where they differ."""
    reasons = {line.reason for line in lines}
    return reasons.pop() if len(lines) > 1 and len(reasons) == 1 else ""


def _buttons(message: Tested) -> list[Block]:
    buttons = [kit.button("Picture", "evidence.ladder", message.persona, hint="Picture of the evidence")]
    if message.count(Verdict.UNTESTED) or message.count(Verdict.TOO_FEW):
        buttons.append(kit.button("Questionnaire", "evidence.questionnaire", message.persona))
    if message.count(Verdict.CONTRADICTED):
        buttons.insert(0, kit.button("Drop contradicted lines", "evidence.drop", message.persona))
    return buttons


def drop(persona: Persona, lines: Sequence[Line], told: Sequence[str], channel: str | None) -> Block:
    """Which contradicted lines the team drops; `told`: what data says of each."""
    blocks: list[Block] = [
        kit.section(
            f"{kit.bold(persona.title)}\nData contradicts these lines. They stay, struck through, until they are dropped."
        )
    ]
    options = [kit.option(line.text, line.id, words) for line, words in zip(lines, told, strict=True)]
    for at in range(0, min(len(options), 90), _BOXES):
        element: Block = {"type": "checkboxes", "options": options[at : at + _BOXES]}
        blocks.append(
            kit.field("Drop" if not at else "And", f"lines{at}", element, optional=len(options) > _BOXES)
        )
    return kit.modal(
        "evidence.drop",
        "Contradicted lines",
        blocks,
        "Drop them",
        kit.travels(persona=persona.id, channel=channel),
    )
