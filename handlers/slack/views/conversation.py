"""How the messages of a seat's conversation look."""

from __future__ import annotations

from bot.nouns import AnswerState, HowKnown
from bot.workshop.conversation import TurnKind, TurnMessage
from bot.workshop.conversation.turns import HOW_WORDS, Heard
from bot.workshop.messages import Picker, Seated, SeatReminder
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

SHOWN_STATEMENTS = 12
_INSTEAD = {
    AnswerState.DONT_KNOW: "You do not know. That is a finding too, and is counted.",
    AnswerState.SKIPPED: "Skipped.",
}


@renders(Seated)
def seated(message: Seated) -> Rendered:
    """The root of the thread."""
    minutes = max(2, round(message.questions * 0.7))
    words = (
        f"*Your picture of {esc(message.subject)}*\n<@{message.facilitator}> asks you {message.questions} "
        f"questions, about {minutes} minutes. They are in this thread: one at a time, short notes are fine."
    )
    return Rendered(
        f"Your picture of {message.subject}: {message.questions} questions in this thread.",
        [kit.section(words), kit.context(message.promise)],
    )


@renders(TurnMessage)
def turn(message: TurnMessage) -> Rendered:
    """One message of the conversation: what was understood, how they know it, and what comes next."""
    blocks: list[Block] = []
    said: list[str] = []
    if message.heard is not None:
        blocks += _heard(message.heard, message)
        said.append(_heard_words(message.heard))
        if message.turn is not TurnKind.CLOSED:
            blocks.append(kit.DIVIDER)
    match message.turn:
        case TurnKind.QUESTION:
            blocks += _question(message)
        case TurnKind.PROBE:
            blocks += _probe(message)
        case TurnKind.PAUSED:
            blocks += _paused(message)
        case TurnKind.SUMMARY | TurnKind.DONE:
            blocks += _summary(message)
        case TurnKind.CLOSED:
            pass
    said.append(_spoken(message))
    return Rendered(" ".join(said), blocks)


@renders(SeatReminder)
def reminder(message: SeatReminder) -> Rendered:
    """A nudge."""
    left = f"{message.left} {'question is' if message.left == 1 else 'questions are'} left"
    words = f"<@{message.facilitator}> would still like your picture of {kit.bold(message.subject)}; {left}."
    buttons = [
        kit.button("Continue", "seat.continue", message.seat, style="primary"),
        kit.button("Remind me tomorrow", "seat.snooze", message.seat),
    ]
    return Rendered(
        f"Your picture of {message.subject} is not finished: {left}.",
        [kit.section(words), kit.actions(buttons)],
    )


@renders(Picker)
def picker(message: Picker) -> Rendered:
    """Which conversation a message outside all threads is for."""
    if message.taken:
        words = f"Put into your picture of {message.taken}."
        return Rendered(words, [kit.context(esc(words))])
    words = "You have several conversations open. Which one is that for?"
    buttons = [
        kit.button(subject, f"seat.pick.{place}", f"{seat}:{message.ts}")
        for place, (seat, subject) in enumerate(message.choices)
    ]
    return Rendered(f"{words} Press one, or write in its thread.", [kit.section(words), kit.actions(buttons)])


def _question(message: TurnMessage) -> list[Block]:
    asked = message.asked
    if asked is None:
        return []
    head = f"*{asked.number} of {asked.of} · {asked.label}*\n{esc(asked.question)}"
    if not message.open:
        return [kit.section(head)]
    blocks = [kit.section(head), kit.context(f"Why: {asked.why}", f"For example: {asked.example}")]
    standing = message.standing
    if standing is not None and standing.statements:
        blocks.append(kit.rich(kit.line(kit.text("So far you said: ", bold=True)), _statements(standing)))
        blocks.append(kit.context("What you type now takes its place."))
    has_answer = standing is not None and standing.state is not AnswerState.SKIPPED
    buttons = [
        _button("Keep it" if has_answer else "Skip", "seat.skip", message),
        _button("I don't know", "seat.dont_know", message),
    ]
    if message.can_go_back:
        buttons.append(_button("Back", "seat.back", message))
    buttons.append(_button("Pause", "seat.pause", message))
    blocks.append(kit.actions(buttons))
    return blocks


def _probe(message: TurnMessage) -> list[Block]:
    blocks = [
        kit.section("*One thing more.* What would one see them do, or hear them say? One example is enough.")
    ]
    if message.open:
        buttons = [
            _button("Leave it so", "seat.skip", message),
            _button("Back", "seat.back", message),
            _button("Pause", "seat.pause", message),
        ]
        blocks.append(kit.actions(buttons))
    return blocks


def _paused(message: TurnMessage) -> list[Block]:
    if not message.open:
        return [kit.context("Paused here.")]
    words = "*Paused.* Everything you said is kept. Come back when it suits you, and the same question waits."
    return [
        kit.section(words),
        kit.actions([kit.button("Continue", "seat.continue", message.seat, style="primary")]),
    ]


def _summary(message: TurnMessage) -> list[Block]:
    done = message.turn is TurnKind.DONE
    if done:
        head = "*Thank you, that is everything.* You can change your answers until the reveal."
    else:
        head = f"*This is your picture of {esc(message.subject)}.* Is it right?"
    if message.closed:
        head = "*Thank you.* The workshop is over; these were your answers."
    blocks = [kit.section(head)]
    if not message.open and not message.closed and not done:
        return blocks
    for row in message.summary:
        blocks.append(kit.rich(kit.line(kit.text(row.label, bold=True)), *_answer(row)))
    if message.open:
        options = [kit.option(row.label, row.facet) for row in message.summary]
        menu = kit.select("Change an answer", "seat.change", options)
        buttons = [menu] if done else [_button("Done", "seat.finish", message, style="primary"), menu]
        blocks.append(kit.actions(buttons, block_id=f"seat:{message.seat}:{message.number}"))
    return blocks


def _heard(heard: Heard, message: TurnMessage) -> list[Block]:
    if not heard.statements:
        return [kit.context(f"{heard.label}: {_INSTEAD.get(heard.state, 'Nothing taken.')}")]
    blocks = [
        kit.rich(kit.line(kit.text(f"{heard.label}, as I understood it:", bold=True)), _statements(heard))
    ]
    if heard.instead_of:
        blocks.append(kit.context(f"In the place of “{esc(cut(heard.instead_of, kit.SHOWN))}”."))
    if message.closed:
        return blocks
    arg = f"{message.seat}:{heard.facet}"
    if heard.how is None:
        buttons = [kit.button(words, f"seat.how.{how}", arg) for how, words in HOW_WORDS.items()]
        if len(heard.statements) > 1:
            buttons.append(kit.button("Differs by line", "seat.how_lines", arg))
        blocks += [kit.context("*How do you know?*"), kit.actions(buttons)]
    else:
        options = [kit.option(words, f"{arg}:{how}") for how, words in HOW_WORDS.items()]
        if len(heard.statements) > 1:
            options.append(kit.option("Differs by line", f"{arg}:lines"))
        told = f"How you know: *{HOW_WORDS[heard.how]}*"
        blocks.append(kit.section(told, accessory=kit.overflow("seat.how_again", options)))
    return blocks


def _answer(row: Heard) -> list[Block]:
    if row.statements:
        return [_statements(row)]
    return [kit.line(kit.text(_INSTEAD.get(row.state, "No answer."), italic=True))]


def _statements(heard: Heard) -> Block:
    rows = []
    for statement in heard.statements[:SHOWN_STATEMENTS]:
        runs = [kit.text(cut(statement.text, kit.SHOWN))]
        if statement.label:
            runs.append(kit.text(f"  → {statement.label}", italic=True))
        if statement.how is not None and statement.how is not heard.how:
            runs.append(kit.text(f"  ({HOW_WORDS[HowKnown(statement.how)].lower()})", italic=True))
        rows.append(runs)
    more = len(heard.statements) - SHOWN_STATEMENTS
    if more > 0:
        rows.append([kit.text(f"and {more} more", italic=True)])
    return kit.bullets(rows)


def _button(label: str, action: str, message: TurnMessage, style: str | None = None) -> Block:
    return kit.button(label, action, f"{message.seat}:{message.number}", style=style)


def _heard_words(heard: Heard) -> str:
    if not heard.statements:
        return f"{heard.label}: {_INSTEAD.get(heard.state, '')}"
    return f"{heard.label}, as I understood it: {cut('; '.join(s.text for s in heard.statements), 600)}. How do you know?"


def _spoken(message: TurnMessage) -> str:
    if message.turn is TurnKind.QUESTION and message.asked is not None:
        return f"{message.asked.number} of {message.asked.of}: {message.asked.question}"
    return {
        TurnKind.PROBE: "One thing more: what would one see them do, or hear them say?",
        TurnKind.PAUSED: "Paused. Everything you said is kept.",
        TurnKind.SUMMARY: f"This is your picture of {message.subject}. Press Done, or change an answer.",
        TurnKind.DONE: "Thank you, that is everything. You can change your answers until the reveal.",
        TurnKind.CLOSED: "Thank you.",
    }.get(message.turn, "")
