"""How personas look in messages: the card, everything, the list, the history."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counts import many
from bot.evidence.interviews.heard import ShownQuote
from bot.export.writing import FORMAT_WORDS
from bot.facets import Lens
from bot.nouns import Change, Level, Verdict
from bot.personas.cards import CardLine
from bot.personas.editing import (
    DOUBT,
    DOUBT_OVER,
    HANDED_OVER,
    MARKED_OTHERWISE,
    SPLIT_FROM,
    TAKEN_OVER,
    UNPINNED,
)
from bot.personas.messages import Card, Everything, History, PersonaList
from bot.personas.siblings import Sibling
from bot.pictures.drawn import SHAPES, alt_text
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import RenderContext, Rendered, renders, renders_with

LEVEL_WORDS = {Level.PROTO: "Proto", Level.QUALITATIVE: "Qualitative", Level.STATISTICAL: "Statistical"}
DOUBTS_SHOWN = 3
SIBLINGS_SHOWN = 3
STANDS_ON = frozenset({DOUBT, DOUBT_OVER, MARKED_OTHERWISE, SPLIT_FROM, UNPINNED})
"""Entries of the history that quote a line which has not been replaced."""
LENS_WORDS = {
    Lens.MARKETING: "for marketing",
    Lens.SALES: "for sales",
    Lens.PRODUCT: "for product",
    Lens.SUPPORT: "for support",
}


@renders_with(Card)
def card(message: Card, context: RenderContext) -> Rendered:
    """A persona in six lines and one next action."""
    blocks: list[Block] = [kit.header(message.title)]
    words = f"{esc(message.role)}\n" if message.role else ""
    words += "" if message.active else _retired(message)
    words += f"_{esc(message.warning)}_"
    blocks.append(kit.section(words, accessory=_picture(message, context)))
    if message.lines:
        blocks.append(kit.rich(*[element for line in message.lines for element in _card_line(line)]))
    owned = f"Owner <@{message.owner}>" + (", who has left" if message.ownerless else "")
    if message.more:
        owned += f" · {many(message.more, 'more line')} under Everything"
    same = _same_segment(message.siblings)
    blocks.append(kit.context(owned, esc(message.missing) if message.active else "", esc(same)))
    if message.next is not None and message.active:
        action = kit.button(
            message.next.label, _action(message.next.action), f"{message.persona}:{message.next.line}"
        )
        blocks.append(kit.section(esc(cut(message.next.words, 600)), accessory=action))
    blocks.append(kit.actions(_card_buttons(message)))
    spoken = "; ".join(f"{line.label}: {line.text} ({line.said})" for line in message.lines)
    state = "" if message.active else "Retired. "
    who = (
        f"{message.title}, {message.role}"
        if message.role and message.role != message.title
        else message.title
    )
    words = f"{who}. {state}{message.warning} {spoken}. {same}"
    return Rendered(words.strip(" ."), blocks)


def _same_segment(siblings: Sequence[Sibling]) -> str:
    """The other personas of the segment, in words."""
    if not siblings:
        return ""
    named = [sibling.words for sibling in siblings[:SIBLINGS_SHOWN]]
    more = len(siblings) - len(named)
    return f"Same segment: {', '.join(named)}" + (f" and {more} more" if more > 0 else "")


def _action(word: str) -> str:
    """The id of a button; cards that waited to be posted during an update have the words of the release before."""
    return {"test_line": "evidence.test", "add": "persona.add"}.get(word, word)


def _retired(message: Card) -> str:
    if message.merged_into:
        return f"*Retired.* Its lines went on in {kit.bold(message.merged_into)}.\n"
    return "*Retired.*\n"


def _card_buttons(message: Card) -> list[Block]:
    persona = message.persona
    buttons = [kit.button("Everything", "persona.everything", persona)]
    if message.active:
        lenses = [kit.option(f"As {lens}", f"{persona}:{lens}") for lens in Lens]
        lenses.append(kit.option("As a journey", f"{persona}:journey"))
        buttons += [
            kit.select("Lens", "persona.lens", lenses),
            kit.button("Challenge", "persona.challenge", persona, hint=f"Challenge {message.title}"),
            kit.button("Add what I know", "persona.add", persona),
        ]
        if message.contradicted:
            buttons.append(_drop(message))
    buttons.append(kit.button("History", "persona.history", persona))
    if message.shareable:
        buttons.append(kit.button("Share to channel", "persona.share", persona))
    more = [kit.option("Take over", f"take_over:{persona}")] if message.ownerless else []
    if message.active:
        more += [
            kit.option("Edit", f"edit:{persona}"),
            kit.option("Split", f"split:{persona}"),
            kit.option("Merge with another", f"merge:{persona}"),
            kit.option("Retire", f"retire:{persona}"),
        ]
    else:
        more.append(kit.option("Restore", f"restore:{persona}"))
    return [*buttons, kit.overflow("persona.more", more)]


def _drop(message: Card | Everything) -> Block:
    """Lines that data contradicts stay, struck through, until the team drops them."""
    return kit.button("Drop contradicted lines", "evidence.drop", message.persona)


def _picture(message: Card, context: RenderContext) -> Block | None:
    picture = message.picture
    if picture is None:
        return None
    if picture.file is not None:
        file, alt = picture.file, picture.alt or f"Photo chosen for {message.title}"
    elif picture.drawn in SHAPES:
        uploaded = context.file_id(f"picture:{picture.drawn}")
        if uploaded is None:
            return None
        file, alt = uploaded, picture.alt or alt_text(picture.drawn)
    else:
        return None
    return kit.image(file, alt)


def _card_line(line: CardLine) -> list[Block]:
    struck = line.verdict is Verdict.CONTRADICTED
    runs = [
        kit.text(f"{line.label}: ", bold=True),
        kit.text(cut(line.text, kit.SHOWN), strike=struck),
        kit.text(f"\n{line.said}", italic=True),
    ]
    if line.doubts:
        count = len(line.doubts)
        runs.append(kit.text(f" · {'doubted' if count == 1 else f'{count} doubts'}", italic=True))
    if line.evidence:
        runs.append(kit.text(f"\n{line.evidence}"))
    runs += [kit.text(f"\n{cut(words, kit.SHOWN)}") for words in line.also]
    return [kit.bullets([runs])]


@renders(Everything)
def everything(message: Everything) -> Rendered:
    """All lines by facet, or through one lens."""
    title = message.title + (f" {LENS_WORDS[Lens(message.lens)]}" if message.lens else "")
    if message.of > 1:
        title += f" ({message.part} of {message.of})"
    blocks: list[Block] = [kit.header(title)]
    spoken = []
    around = [text for text in (_same_segment(message.siblings), message.people) if text]
    if around:
        blocks.append(kit.context(*(esc(text) for text in around)))
        spoken += [text.rstrip(".") for text in around]
    rest = False
    for facet in message.facets:
        if facet.beside and not rest:
            rest = True
            blocks += [kit.DIVIDER, kit.context("Also known")]
        head = kit.line(kit.text(facet.label, bold=True))
        if facet.lines:
            blocks.append(kit.rich(head, kit.bullets([full_line(line) for line in facet.lines])))
            spoken.append(f"{facet.label}: " + "; ".join(spoken_line(line) for line in facet.lines))
        else:
            blocks.append(kit.rich(head, kit.line(kit.text("not known yet", italic=True))))
            spoken.append(f"{facet.label}: not known yet")
    if not message.facets:
        blocks.append(kit.section("Nothing is known yet."))
        spoken.append("Nothing is known yet.")
    buttons = _everything_buttons(message)
    if buttons:
        blocks.append(kit.actions(buttons))
    return Rendered(f"{title}. {cut('. '.join(spoken), 2500)}", blocks)


def full_line(line: CardLine) -> list[Block]:
    """A line with who says so, what data says, and the doubts."""
    struck = line.verdict is Verdict.CONTRADICTED
    runs = [
        kit.text(cut(line.text, kit.SHOWN), strike=struck),
        kit.text(f"  {line.said}{' · pinned' if line.pinned else ''}", italic=True),
    ]
    if line.evidence:
        runs.append(kit.text(f"\n{line.evidence}"))
    runs += [kit.text(f"\n{cut(words, kit.SHOWN)}") for words in line.also]
    told = " ".join((line.evidence, *line.also))
    for quote in line.quotes:
        if quote.text[:80] in told:
            continue
        side = ", against it" if quote.against else ""
        runs.append(kit.text(f"\n“{cut(quote.text, kit.SHOWN)}”"))
        runs.append(kit.text(f" {quote.speaker}, {_day(quote)}{side}", italic=True))
    for doubt in line.doubts[:DOUBTS_SHOWN]:
        runs.append(kit.text("\nDoubted", bold=True))
        if doubt.person:
            runs += [kit.text(" by "), kit.user(doubt.person)]
        runs.append(kit.text(f": {cut(doubt.why, kit.SHOWN)}"))
    more = len(line.doubts) - DOUBTS_SHOWN
    if more > 0:
        runs.append(kit.text(f"\nand {many(more, 'more doubt')}", italic=True))
    return runs


def _day(quote: ShownQuote) -> str:
    return f"{quote.day.day} {quote.day:%B %Y}"


def spoken_line(line: CardLine) -> str:
    """The same for a screen reader."""
    words = f"{line.text} ({line.said})"
    return words + "".join(f", doubted: {doubt.why}" for doubt in line.doubts[:DOUBTS_SHOWN])


def _everything_buttons(message: Everything) -> list[Block]:
    if message.part != message.of:
        return []
    buttons = []
    if message.markable:
        buttons += [
            kit.button("Agree or not", "persona.mark", message.persona, hint="mark the lines"),
            kit.button("Challenge", "persona.challenge", message.persona),
        ]
    if message.missing and message.shareable:
        value = f"{message.persona}:{','.join(message.missing)}"
        buttons.append(kit.button("Ask the team", "persona.ask_team", value))
    if message.testable:
        persona = message.persona
        buttons += [
            kit.button("Test assumptions", "evidence.test", persona, hint="hold the lines against a survey"),
            kit.button("Questionnaire", "evidence.questionnaire", persona, hint="for what is untested"),
            kit.button("Picture", "evidence.ladder", persona, hint="Picture of the evidence"),
        ]
    if message.contradicted:
        buttons.append(_drop(message))
    if message.shareable:
        buttons += [
            kit.button(f"Show {cut(one.title, 60)}", f"persona.show.{place}", one.persona)
            for place, one in enumerate(message.siblings[:SIBLINGS_SHOWN])
        ]
        arg = f"{message.persona}:{message.lens or ''}"
        buttons.append(kit.button("Share to channel", "persona.share_all", arg))
        buttons.append(_export_menu(message.persona))
    return buttons


def _export_menu(persona: str) -> Block:
    """What a persona (its id), or "all", can be taken away as."""
    options = [kit.option(words, f"{persona}:{format_}") for format_, words in FORMAT_WORDS.items()]
    return kit.select("Export", "persona.export", options)


@renders(History)
def history(message: History) -> Rendered:
    """Who changed what, newest first. People's words are literal text."""
    blocks: list[Block] = [kit.header(f"History of {message.title}")]
    for start in range(0, len(message.changes), 10):
        blocks.append(kit.rich(kit.bullets([_change(c) for c in message.changes[start : start + 10]])))
    if message.more:
        earlier = many(message.more, "earlier change")
        blocks.append(kit.context(f"and {earlier}"))
    if not message.changes:
        blocks.append(kit.section("Nothing has been changed."))
    spoken = "; ".join(
        f"{'' if c.person else 'somebody '}{c.what} {c.before} {c.after}".strip()
        for c in message.changes[:10]
    )
    return Rendered(f"History of {message.title}: {spoken or 'nothing has been changed.'}", blocks)


def _change(change: Change) -> list[Block]:
    runs = [kit.moment(change.at), kit.text("  ")]
    runs.append(kit.user(change.person) if change.person else kit.text("Somebody"))
    runs.append(kit.text(f" {change.what}"))
    if change.before:
        runs += [kit.text("\n"), *_words(change, change.before, 200, strike=change.what not in STANDS_ON)]
    if change.after:
        runs += [kit.text("\n"), *_words(change, change.after, 200)]
    return runs


def _words(change: Change, text: str, limit: int, strike: bool = False) -> list[Block]:
    """What stood or stands there: people's words, but where the owner changed, whom the bot itself named."""
    person = _MENTION.fullmatch(text) if change.what in (HANDED_OVER, TAKEN_OVER) else None
    return [kit.user(person[1])] if person else [kit.text(cut(text, limit), strike=strike)]


_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")


@renders(PersonaList)
def persona_list(message: PersonaList) -> Rendered:
    """The personas somebody may see."""
    if not message.personas:
        words = (
            "There are no personas here yet. Start with `/persona new`, or find out whom to ask about with "
        )
        words += "`/persona customers`."
        return Rendered(words, [kit.section(words)])
    blocks: list[Block] = []
    for row in message.personas:
        words = kit.bold(row.title) + (f" · {esc(row.role)}" if row.role != row.title else "")
        lines = many(row.lines, "line")
        words += f"\n{LEVEL_WORDS[row.level]} · {lines}" + ("" if row.active else " · retired")
        blocks.append(kit.section(words, accessory=kit.button("Show", "persona.show", row.persona)))
    if message.more:
        blocks.append(kit.context(f"and {message.more} more; `/persona show NAME` finds them."))
    blocks.append(kit.actions([_export_menu("all")]))
    spoken = ", ".join(row.title for row in message.personas)
    return Rendered(f"Personas: {spoken}", blocks)
