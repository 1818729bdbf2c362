"""How answers look: the sentence, each persona with its lines, no answer, the gaps, questions put to the team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.asking.messages import (
    QUESTION_LIMIT,
    TEAM_LIMIT,
    AnswerGroup,
    AnswerLine,
    AskAnswer,
    GapList,
    NoAnswer,
    TeamCall,
    TeamSays,
)
from bot.counts import many
from bot.nouns import Persona, Verdict
from bot.personas.cards import CardLine
from bot.workshop.conversation.turns import HOW_WORDS
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

OPTIONS = 10  # the most checkboxes in one group


@renders(AskAnswer)
def answer(message: AskAnswer) -> Rendered:
    """The sentence first, then each persona with its lines, then what can be done about it."""
    blocks = _asked_by(message.asker, message.question)
    blocks.append(kit.rich(kit.line(kit.text(message.sentence, bold=True))))
    spoken = [message.sentence]
    for group in message.groups:
        blocks += _group(group)
        spoken.append(_spoken(group))
    if message.notes:
        blocks.append(kit.context(*(esc(note) for note in message.notes)))
        spoken += message.notes
    if message.understood and not message.asker:
        blocks.append(kit.context(f"Understood as: {esc(cut(message.understood, 300))}"))
    blocks.append(kit.actions(_answer_buttons(message)))
    return Rendered(" ".join(part for part in spoken if part), blocks)


def _asked_by(asker: str, question: str) -> list[Block]:
    """Where the question does not stand above the answer, it is said who asked what."""
    if not asker:
        return []
    return [
        kit.rich(kit.line(kit.user(asker), kit.text(" asked: "), kit.text(cut(question, 300), italic=True)))
    ]


def _group(group: AnswerGroup) -> list[Block]:
    blocks: list[Block] = []
    if group.title:
        head = kit.bold(cut(group.title, 200)) + (f" · {esc(cut(group.role, 300))}" if group.role else "")
        show = kit.button("Show", "persona.show", group.persona, hint=f"Show {group.title}")
        blocks.append(kit.section(head, accessory=show))
    if group.lines:
        blocks.append(kit.rich(kit.bullets([_line(line) for line in group.lines])))
    if group.more:
        blocks.append(kit.context(f"and {many(group.more, 'more line')}"))
    if group.silent:
        blocks.append(kit.context(group.silent))
    return blocks


def _line(one: AnswerLine) -> list[Block]:
    line = one.line
    struck = line.verdict is Verdict.CONTRADICTED
    runs: list[Block] = []
    if one.of:
        runs.append(kit.text(f"{cut(one.of, 80)}: ", bold=True))
    runs.append(kit.text(cut(line.text, kit.SHOWN), strike=struck))
    if line.said:
        runs.append(kit.text(f"\n{line.said}", italic=True))
    if line.evidence:
        runs.append(kit.text(f"\n{cut(line.evidence, 400)}"))
    elif struck:
        runs.append(kit.text("\ncontradicted by data"))
    return runs


def _spoken(group: AnswerGroup) -> str:
    lines = "; ".join(_spoken_line(line) for line in group.lines)
    said = f"{group.title}: {lines}" if group.title else lines
    return said + (f" {group.silent}" if group.silent else "") + "."


def _spoken_line(one: AnswerLine) -> str:
    line = one.line
    told = ", ".join(part for part in (line.said, line.evidence) if part)
    words = f"{one.of}: {line.text}" if one.of else line.text
    if line.verdict is Verdict.CONTRADICTED and not line.evidence:
        told = f"{told}, contradicted by data" if told else "contradicted by data"
    return f"{words} ({told})" if told else words


def _answer_buttons(message: AskAnswer) -> list[Block]:
    asked = message.asked
    buttons = [kit.button("Ask more", "ask.more", asked)]
    if message.judgeable:
        buttons.append(kit.button("Not right", "ask.not_right", asked))
    buttons.append(kit.button("Ask the team", "ask.team", f"asked:{asked}"))
    if message.shareable:
        buttons.append(kit.button("Share to channel", "ask.share", asked))
    return buttons


@renders(NoAnswer)
def no_answer(message: NoAnswer) -> Rendered:
    """Nobody says so; what comes nearest is marked as no answer."""
    blocks = _asked_by(message.asker, message.question)
    blocks.append(kit.rich(kit.line(kit.text(message.sentence, bold=True))))
    spoken = message.sentence
    if message.nearest:
        blocks.append(
            kit.rich(
                kit.line(kit.text("Nearest, but not an answer:", italic=True)),
                kit.bullets([_line(line) for line in message.nearest]),
            )
        )
        spoken += (
            " Nearest, but not an answer: " + "; ".join(_spoken_line(line) for line in message.nearest) + "."
        )
    kept = "Kept as a gap: `/persona gaps` lists it, without a name."
    if message.times > 1:
        kept = f"Asked {message.times} times so far. {kept}"
    notes = [kept]
    if message.understood and not message.asker:
        notes.insert(0, f"Understood as: {esc(cut(message.understood, 300))}")
    blocks.append(kit.context(*notes))
    buttons = [
        kit.button("Ask the team", "ask.team", f"asked:{message.asked}"),
        kit.button("Ask more", "ask.more", message.asked),
    ]
    if message.shareable:
        buttons.append(kit.button("Share to channel", "ask.share", message.asked))
    blocks.append(kit.actions(buttons))
    return Rendered(f"{spoken} {kept}", blocks)


@renders(GapList)
def gap_list(message: GapList) -> Rendered:
    """Questions nobody's lines answer, each with Ask the team."""
    if not message.gaps:
        words = "There are no open gaps: every question so far found a line, or none was asked yet."
        return Rendered(words, [kit.section(words)])
    blocks: list[Block] = [kit.header("What nobody's lines answer")]
    for gap in message.gaps:
        times = "asked once" if gap.times == 1 else f"asked {gap.times} times"
        button = kit.button(
            "Ask the team", "ask.team", f"gap:{gap.gap}", hint=f"Ask the team: {gap.question}"
        )
        blocks.append(kit.section(f"{esc(cut(gap.question, 600))}\n_{times}_", accessory=button))
    if message.more > 0:
        blocks.append(kit.context(f"and {message.more} more"))
    spoken = "; ".join(gap.question for gap in message.gaps)
    return Rendered(f"What nobody's lines answer: {spoken}", blocks)


_CALL_STATE = {
    "unknown": "You do not know. That helps too; you can still answer.",
    "waiting": "Thank you. Your answer is with the persona's owner; nobody else sees it.",
    "taken": "Thank you. Your answer is on the persona now.",
    "left": "Thank you. The owner left it out of the persona for now.",
}


@renders(TeamCall)
def team_call(message: TeamCall) -> Rendered:
    """One question to one stakeholder."""
    head = kit.line(
        kit.user(message.asker),
        kit.text(" asks about "),
        kit.text(cut(message.title, 200), bold=True),
        kit.text(":"),
    )
    quoted = kit.quote(cut(message.question, 600))
    blocks: list[Block] = [kit.rich(head, quoted)]
    if message.answer:
        blocks.append(kit.rich(kit.line(kit.text("You: ", bold=True), kit.text(cut(message.answer, 600)))))
    if message.state in ("open", "unknown"):
        blind = "Nobody but the persona's owner sees your answer before it is put on the persona."
        blocks.append(kit.context(_CALL_STATE.get(message.state, blind)))
        buttons = [kit.button("Answer", "team.answer", message.question_id, style="primary")]
        if message.state == "open":
            buttons.append(kit.button("I don't know", "team.unknown", message.question_id))
        blocks.append(kit.actions(buttons))
    else:
        blocks.append(kit.context(_CALL_STATE.get(message.state, "")))
    return Rendered(f"A question about {message.title}: {message.question}", blocks)


_SAYS_STATE = {"taken": "Put on the persona.", "left": "Left out."}


@renders(TeamSays)
def team_says(message: TeamSays) -> Rendered:
    """A stakeholder's answer, for the owner to put on the persona or leave out."""
    who = kit.user(message.person) if message.person else kit.text("A colleague")
    head = kit.line(
        who, kit.text(" answers about "), kit.text(cut(message.title, 200), bold=True), kit.text(":")
    )
    quoted = kit.quote(cut(message.answer, 1000))
    how = {key.value: words for key, words in HOW_WORDS.items()}.get(message.how, "")
    asked = f"Asked: {esc(cut(message.question, 300))}" + (f" · {how}" if how else "")
    blocks: list[Block] = [kit.rich(head, quoted), kit.context(asked)]
    if message.state == "waiting":
        value = f"{message.question_id}:{message.person_id}"
        blocks.append(
            kit.actions(
                [
                    kit.button("Put it on the persona", "team.take", value, style="primary"),
                    kit.button("Leave it out", "team.leave", value),
                    kit.button("Show", "persona.show", message.persona),
                ]
            )
        )
    else:
        blocks.append(kit.context(_SAYS_STATE.get(message.state, "")))
    return Rendered(f"An answer about {message.title}: {message.answer}", blocks)


# Windows


def more(meta: Mapping[str, Any], before: str) -> Block:
    """A further question, with the one before."""
    blocks = [
        kit.context(f"After: {esc(cut(before, 300))}"),
        kit.field(
            "Ask more",
            "question",
            kit.words("and who would pay for it?", limit=QUESTION_LIMIT),
            hint="What went before is remembered: “and who hates it?” is enough.",
        ),
    ]
    return kit.modal("ask.more", "Ask more", blocks, submit="Ask", meta=kit.travels(**meta))


def not_right(meta: Mapping[str, Any], question: str, lines: Sequence[tuple[str, CardLine]]) -> Block:
    """Which of the lines do not answer the question, by persona."""
    by_title: dict[str, list[CardLine]] = {}
    for title, line in lines:
        by_title.setdefault(title, []).append(line)
    blocks: list[Block] = [
        kit.section(
            f"{kit.bold(cut(question, 500))}\nWhich of these do not answer it? They are not given for it again."
        )
    ]
    for number, (title, shown) in enumerate(by_title.items()):
        options = []
        for line in shown[: OPTIONS - 1]:
            rest = line.text[kit.OPTION - 1 :] if len(line.text) > kit.OPTION else ""
            options.append(kit.option(line.text, line.id, f"…{rest}" if rest else None))
        if len(options) > 1:
            everything = ",".join(line.id for line in shown)
            if len(everything) <= 150:
                options.append(kit.option(f"All of {title}", everything))
        element: Block = {"type": "checkboxes", "options": options}
        blocks.append(kit.field(cut(title, 200), f"wrong:{number}", element, optional=True))
    return kit.modal("ask.not_right", "Not right", blocks, submit="Save", meta=kit.travels(**meta))


def team(meta: Mapping[str, Any], question: str, personas: Sequence[Persona]) -> Block:
    """Which persona it is about, and the question as it is put."""
    options = [kit.option(persona.title, persona.id) for persona in personas]
    first = options[0]["value"]
    blocks = [
        kit.field("About which persona?", "persona", kit.choice("static_select", options, first)),
        kit.field("The question", "question", kit.words("", question[:QUESTION_LIMIT], QUESTION_LIMIT, True)),
        kit.context(
            "It goes by direct message to everybody who took part in the persona's workshops. The owner confirms what "
            "is put on the persona; until then nobody else sees the answers."
        ),
    ]
    return kit.modal("ask.team", "Ask the team", blocks, submit="Ask", meta=kit.travels(**meta))


def team_answer(question_id: str, question: str) -> Block:
    """What one stakeholder knows."""
    options = [kit.option(words, how) for how, words in HOW_WORDS.items()]
    blocks = [
        kit.section(esc(cut(question, 1000))),
        kit.field("What do you know?", "text", kit.words("", "", TEAM_LIMIT, multiline=True)),
        kit.field("How do you know?", "how", kit.choice("radio_buttons", options), optional=True),
    ]
    return kit.modal("team.answer", "Answer", blocks, submit="Send", meta=question_id)
