"""How worth and the ideal customer look, and the window that chooses what they are counted by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.personas.value.messages import Counting, IdealShown, RuleRow, WorthShown
from bot.survey.survey import Question
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

OPTIONS = 100
USUAL = "usual"


@renders(Counting)
def counting(message: Counting) -> Rendered:
    """It is being counted, or it could not be."""
    words = message.sentence or "one moment …"
    head = f"*Worth and ideal customers* in {esc(cut(message.name, 200))}: {esc(words)}"
    return Rendered(f"Worth and ideal customers in {message.name}: {words}", [kit.section(head)])


@renders(WorthShown)
def worth(message: WorthShown) -> Rendered:
    """Segments by worth, per head and in total; by which question, and how it counts."""
    blocks: list[Block] = [kit.header("What the segments are worth")]
    if not message.by:
        blocks.append(kit.section(esc(message.counted_as)))
    elif not message.rows:
        blocks.append(kit.section("There are no segments here to set against each other."))
    else:
        words = f"By “{esc(cut(message.by, 300))}” in {esc(cut(message.name, 200))}. {esc(message.counted_as)}".strip()
        note = "Totals are of those surveyed; in brackets what is 95 % sure."
        blocks.append(kit.section(f"{words} {note}"))
        rows = [(row.name, row.per_head, row.total, row.part) for row in message.rows]
        blocks.append(kit.table(("Segment", "Per head", "In total", "Of all"), rows))
        if message.formed:
            blocks.append(
                kit.context(
                    "This question also helped to form the segments, so that they differ in it is no finding."
                )
            )
    if message.people:
        lines = [
            [kit.text(f"{cut(one.name, kit.CELL)}: ", bold=True), kit.text(one.words)]
            for one in message.people
        ]
        blocks.append(kit.rich(kit.line(kit.text("How many people", bold=True)), kit.bullets(lines)))
    if message.why:
        blocks.append(kit.context(esc(f"How many people that is: not known. {message.why}")))
    buttons = []
    if message.choosable:
        buttons.append(kit.button("Count by another question", "value.choose", message.run))
    if message.panel:
        stands = f"{message.run}:{message.post}"
        buttons.append(kit.button("The panel stands for the market", "value.panel", stands))
    if buttons:
        blocks.append(kit.actions(buttons))
    people = " ".join(f"{one.name}: {one.words}" for one in message.people) or message.why
    told = "; ".join(f"{row.name}: {row.per_head} per head, {row.total} in total" for row in message.rows)
    return Rendered(
        f"What the segments are worth. {message.by or message.counted_as}: {told}. {people}".rstrip(), blocks
    )


@renders(IdealShown)
def ideal(message: IdealShown) -> Rendered:
    """Which segments, why these, and the traits that show before they buy; or that they cannot be told apart."""
    blocks: list[Block] = [kit.header("Ideal customers")]
    if message.segments:
        named = " and ".join(kit.bold(cut(name, kit.CELL)) for name in message.segments)
        blocks.append(kit.section(f"{named}\n{esc(message.why)}"))
    blocks.append(kit.section(esc(message.sentence)))
    if message.rules:
        blocks.append(
            kit.rich(
                kit.line(kit.text("Look for, before they buy", bold=True)),
                kit.bullets([_rule(rule) for rule in message.rules[:6]]),
            )
        )
        note = "The lift is cross-validated: everybody is judged by what was learnt of others."
        if message.from_formed:
            note += (
                " These questions also helped to form the segments, so they say how to recognise them, not that they "
                "differ."
            )
        blocks.append(kit.context(note))
    if message.choosable:
        blocks.append(kit.actions([kit.button("Choose the segments", "value.choose", message.run)]))
    rules = "; ".join(f"{' and '.join(rule.traits)}: {rule.words}" for rule in message.rules[:6])
    return Rendered(f"Ideal customers. {', '.join(message.segments)}. {message.sentence} {rules}", blocks)


def _rule(rule: RuleRow) -> list[Block]:
    traits = " · ".join(cut(trait, 200) for trait in rule.traits)
    return [kit.text(traits, bold=True), kit.text(f"\n{rule.words}", italic=True)]


def choose(
    meta: Mapping[str, Any],
    segments: Mapping[int, str],
    best: Sequence[int],
    questions: Sequence[Question],
    worth_by: str,
) -> Block:
    """Which segments are wanted, and which question says what they are worth."""
    options = [kit.option(name, str(key)) for key, name in list(segments.items())[:10]]
    element: Block = {"type": "checkboxes", "options": options}
    ticked = [option for option in options if int(option["value"]) in best]
    if ticked:
        element["initial_options"] = ticked
    by = [kit.option("As the file suggests", USUAL)]
    by += [kit.option(question.text, question.id[:150]) for question in questions[: OPTIONS - 1]]
    blocks = [
        kit.field(
            "Which segments do you want more of?",
            "best",
            element,
            optional=True,
            hint="With none ticked, those are taken that are surely worth more per head.",
        ),
        kit.field(
            "What says how much somebody is worth?",
            "by",
            kit.choice("static_select", by, worth_by[:150] or USUAL),
        ),
    ]
    return kit.modal("value.choose", "Ideal customers", blocks, submit="Count", meta=kit.travels(**meta))
