"""How personas look in messages: the card, everything, the list, the history, help."""

from __future__ import annotations

from bot.facets import Lens
from bot.nouns import Level, Verdict
from bot.personas.cards import CardLine
from bot.personas.messages import Card, Everything, Help, History, PersonaList
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders
from handlers.slack.views.workshop import when

LEVEL_WORDS = {Level.PROTO: "Proto", Level.QUALITATIVE: "Qualitative", Level.STATISTICAL: "Statistical"}
LENS_WORDS = {
    Lens.MARKETING: "for marketing",
    Lens.SALES: "for sales",
    Lens.PRODUCT: "for product",
    Lens.SUPPORT: "for support",
}


@renders(Card)
def card(message: Card) -> Rendered:
    """A persona in six lines and one next action."""
    blocks: list[Block] = [kit.header(message.title)]
    role = f"{esc(message.role)}\n" if message.role else ""
    state = "" if message.active else "*Retired.* "
    blocks.append(kit.section(f"{role}{state}_{esc(message.warning)}_", accessory=_picture(message)))
    if message.lines:
        blocks.append(kit.rich(*[element for line in message.lines for element in _card_line(line)]))
    owned = f"Owner <@{message.owner}>"
    if message.more:
        owned += f" · {message.more} more {'line' if message.more == 1 else 'lines'} under Everything"
    blocks.append(kit.context(owned))
    if message.next is not None:
        action = kit.button(
            message.next.label, f"persona.{message.next.action}", f"{message.persona}:{message.next.line}"
        )
        blocks.append(kit.section(esc(cut(message.next.words, 600)), accessory=action))
    blocks.append(kit.actions(_card_buttons(message)))
    spoken = "; ".join(f"{line.label}: {line.text} ({line.said})" for line in message.lines)
    return Rendered(f"{message.title}. {message.role} {message.warning} {spoken}".strip(), blocks)


def _card_buttons(message: Card) -> list[Block]:
    persona = message.persona
    lenses = [kit.option(f"As {lens}", f"{persona}:{lens}") for lens in Lens]
    buttons = [
        kit.button("Everything", "persona.everything", persona),
        kit.select("Lens", "persona.lens", lenses),
        kit.button("Challenge", "persona.challenge", persona),
        kit.button("Add what I know", "persona.add", persona),
        kit.button("History", "persona.history", persona),
    ]
    if message.shareable:
        buttons.append(kit.button("Share to channel", "persona.share", persona))
    more = [
        kit.option("Edit", f"edit:{persona}"),
        kit.option(
            "Restore" if not message.active else "Retire",
            f"{'restore' if not message.active else 'retire'}:{persona}",
        ),
        kit.option("Split", f"split:{persona}"),
        kit.option("Merge with another", f"merge:{persona}"),
    ]
    return [*buttons, kit.overflow("persona.more", more)]


def _picture(message: Card) -> Block | None:
    picture = message.picture
    if picture is None or picture.file is None:
        return None
    return {
        "type": "image",
        "slack_file": {"id": picture.file},
        "alt_text": cut(picture.alt or message.title, 2000),
    }


def _card_line(line: CardLine) -> list[Block]:
    struck = line.verdict is Verdict.CONTRADICTED
    runs = [
        kit.text(f"{line.label}: ", bold=True),
        kit.text(cut(line.text, kit.SHOWN), strike=struck),
        kit.text(f"\n{line.said}", italic=True),
    ]
    if line.evidence:
        runs.append(kit.text(f"\n{line.evidence}"))
    return [kit.bullets([runs])]


@renders(Everything)
def everything(message: Everything) -> Rendered:
    """All lines by facet, or through one lens."""
    title = message.title + (f" {LENS_WORDS[Lens(message.lens)]}" if message.lens else "")
    if message.of > 1:
        title += f" ({message.part} of {message.of})"
    blocks: list[Block] = [kit.header(title)]
    spoken = []
    for facet in message.facets:
        head = kit.line(kit.text(facet.label, bold=True))
        if facet.lines:
            rows = []
            for line in facet.lines:
                struck = line.verdict is Verdict.CONTRADICTED
                runs = [
                    kit.text(cut(line.text, kit.SHOWN), strike=struck),
                    kit.text(f"  {line.said}", italic=True),
                ]
                if line.evidence:
                    runs.append(kit.text(f"\n{line.evidence}"))
                rows.append(runs)
            blocks.append(kit.rich(head, kit.bullets(rows)))
            spoken.append(f"{facet.label}: " + "; ".join(line.text for line in facet.lines))
        else:
            blocks.append(kit.rich(head, kit.line(kit.text("not known yet", italic=True))))
            spoken.append(f"{facet.label}: not known yet")
    if not message.facets:
        blocks.append(kit.section("Nothing is known yet."))
    buttons = []
    missing = [facet.facet for facet in message.facets if not facet.lines]
    if missing and message.lens:
        buttons.append(
            kit.button("Ask the team", "persona.ask_team", f"{message.persona}:{','.join(missing)}")
        )
    if message.shareable and message.part == message.of:
        arg = f"{message.persona}:{message.lens or ''}"
        buttons.append(kit.button("Share to channel", "persona.share_all", arg))
    if buttons:
        blocks.append(kit.actions(buttons))
    return Rendered(f"{title}. {cut('. '.join(spoken), 2500)}", blocks)


@renders(History)
def history(message: History) -> Rendered:
    """Who changed what, newest first."""
    blocks: list[Block] = [kit.header(f"History of {message.title}")]
    for start in range(0, len(message.changes), 10):
        rows = []
        for change in message.changes[start : start + 10]:
            words = f"{when(change.at)} <@{change.person}> {esc(change.what)}"
            if change.before:
                words += f" ~{esc(cut(change.before, 150))}~"
            if change.after:
                words += f" {esc(cut(change.after, 200))}"
            rows.append(f"• {words}")
        blocks.append(kit.section(cut("\n".join(rows), kit.SECTION)))
    if message.more:
        blocks.append(kit.context(f"and {message.more} earlier changes"))
    if not message.changes:
        blocks.append(kit.section("Nothing has been changed."))
    spoken = "; ".join(f"{c.what} {c.before} {c.after}".strip() for c in message.changes[:10])
    return Rendered(f"History of {message.title}: {spoken or 'nothing has been changed.'}", blocks)


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
        words = f"*{esc(row.title)}*" + (f" · {esc(row.role)}" if row.role != row.title else "")
        lines = "1 line" if row.lines == 1 else f"{row.lines} lines"
        words += f"\n{LEVEL_WORDS[row.level]} · {lines}" + ("" if row.active else " · retired")
        blocks.append(kit.section(words, accessory=kit.button("Show", "persona.show", row.persona)))
    if message.more:
        blocks.append(kit.context(f"and {message.more} more; `/persona show NAME` finds them."))
    spoken = ", ".join(row.title for row in message.personas)
    return Rendered(f"Personas: {spoken}", blocks)


@renders(Help)
def help_page(message: Help) -> Rendered:
    """What can be typed, or what the words mean."""
    rows = [f"*{esc(left)}*  {esc(right)}" for left, right in message.rows]
    blocks: list[Block] = [kit.header(message.topic)]
    for start in range(0, len(rows), 12):
        blocks.append(kit.section("\n".join(rows[start : start + 12])))
    return Rendered(
        f"{message.topic}: " + "; ".join(f"{left}: {right}" for left, right in message.rows), blocks
    )
