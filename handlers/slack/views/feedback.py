"""How feedback files look: counted themes with their chart, quotes and two buttons each; and their windows."""

from __future__ import annotations

from collections.abc import Sequence

from bot.counts import many
from bot.evidence.feedback.kept import PAGE, Choice
from bot.evidence.interviews.kept import Take
from bot.evidence.messages import FeedbackGone, ShownTheme, Themes
from bot.facets import FACETS
from bot.nouns import Persona
from bot.personas.forms import LINE_LIMIT
from bot.phrases import interval_words
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import RenderContext, Rendered, renders, renders_with

TRENDS = {"rising": "↗ rising", "falling": "↘ falling", "steady": "→ steady"}
MOST_SUGGESTED = 8
PRIVATE = (
    "Names, addresses and numbers were replaced while reading. "
    "Of the texts only the quotes shown here are kept{until}."
)


@renders_with(Themes)
def themes(message: Themes, context: RenderContext) -> Rendered:
    """What people write about, counted, the most frequent first."""
    texts = many(message.texts - message.left_out, "text")
    head = f"{kit.bold(message.name)}\nRead as feedback: {texts}."
    if message.start:
        head = f"{kit.bold(message.name)}, further themes"
    blocks: list[Block] = [kit.section(head)]
    spoken = [f"{message.name}, read as feedback: {texts}."]
    if not message.start:
        notes = [f"Read {', '.join(esc(cut(column, 120)) for column in message.columns)}."]
        if message.left_out:
            notes.append(f"{many(message.left_out, 'row')} without a text, or repeated, left out.")
        if message.looked_at is not None:
            notes.append(f"Themes were sought in a sample of {message.looked_at:,} texts.")
        blocks.append(kit.context(" ".join(notes)))
        file = context.file_id(message.chart) if message.chart else None
        if file is not None:
            blocks.append(kit.image(file, message.alt))
            spoken.append(message.alt)
    for theme in message.themes:
        blocks += _theme(message, theme)
        spoken.append(f"{theme.name}: {_counted(theme)}.")
    buttons: list[Block] = []
    if message.more:
        following = message.start + len(message.themes)
        label = many(min(PAGE, message.more), "more theme")
        buttons.append(kit.button(label, "feedback.more", f"{message.feedback}:{following}"))
    if not message.start:
        buttons.append(kit.button("Read as survey", "feedback.as_survey", message.feedback))
        buttons.append(
            kit.button(
                "Delete",
                "feedback.delete",
                message.feedback,
                confirm=(
                    "Its themes go, what they count for, and lines that rest on nothing else.",
                    "Delete them",
                ),
            )
        )
    if buttons:
        blocks.append(kit.actions(buttons))
    if not message.start:
        until = f", until {message.until}" if message.until else ""
        said = PRIVATE.format(until=until) if message.until else "The quotes are deleted; the numbers stay."
        blocks.append(kit.context(said))
    return Rendered(" ".join(spoken), blocks)


def _theme(message: Themes, theme: ShownTheme) -> list[Block]:
    value = f"{message.feedback}:{theme.number}"
    blocks: list[Block] = [kit.section(f"{kit.bold(theme.name)}\n{_counted(theme)}{_rated(message, theme)}")]
    quotes = [kit.quote(f"“{cut(quote, kit.SHOWN)}”") for quote in theme.quotes]
    if quotes:
        blocks.append(kit.rich(*quotes))
    buttons = [kit.button("Evidence for a line", "feedback.prove", value, hint=theme.name)]
    if theme.quotes:
        kind = "need" if theme.facet == Take.NEED else "pain"
        buttons.insert(
            0,
            kit.button(f"Propose as a {kind}", "feedback.propose", value, hint=theme.name),
        )
    blocks.append(kit.actions(buttons))
    return blocks


def _counted(theme: ShownTheme) -> str:
    words = f"{theme.count:,} of {theme.of:,} mention it ({interval_words(theme.low, theme.high)})"
    trend = TRENDS.get(theme.direction, "")
    return f"{words} · {trend}" if trend else words


def _rated(message: Themes, theme: ShownTheme) -> str:
    if theme.rating is None or message.rating_range is None:
        return ""
    of = f" of {message.rating_range[1]:g}"
    others = f", {theme.others:.1f} in the others" if theme.others is not None else ""
    return f" · rated {theme.rating:.1f}{of}{others}"


@renders(FeedbackGone)
def gone(message: FeedbackGone) -> Rendered:
    """It was deleted."""
    words = f"The themes of {message.name} were deleted, with what they counted for."
    by = f"{kit.bold(message.name)}\nDeleted by <@{message.by}>, with what it counted for."
    return Rendered(words, [kit.section(by)])


# Windows


def propose(choice: Choice, number: int, channel: str | None) -> Block:
    """A line out of a theme: for whom, need or pain, in people's own words."""
    theme = choice.theme
    facets = [kit.option(FACETS[facet].label, facet) for facet in FACETS if facet != "quote"]
    words = theme.quotes[0] if theme.quotes else ""
    blocks: list[Block] = [
        kit.section(f"{kit.bold(theme.name)}\n{_words_of(choice)}"),
        kit.field("For which persona?", "persona", kit.persona_menu(choice.personas)),
        kit.field("What is it about?", "facet", kit.choice("static_select", facets, theme.facet)),
        kit.field(
            "The line",
            "text",
            kit.words("", cut(words, LINE_LIMIT), LINE_LIMIT, multiline=True),
            hint="What somebody wrote, word for word. Shorten it to one claim if it says more.",
        ),
    ]
    if len(theme.quotes) > 1:
        others = [kit.text(f"“{cut(quote, kit.SHOWN)}”") for quote in theme.quotes[1:]]
        blocks.append(kit.context("Others wrote:"))
        blocks.append(kit.rich(kit.bullets([[quote] for quote in others])))
    travels = kit.travels(feedback=choice.feedback.id, theme=number, channel=channel)
    return kit.modal("feedback.propose", "Propose a line", blocks, "Propose", travels)


def prove(choice: Choice, number: int, channel: str | None) -> Block:
    """Which line a theme speaks to, and whether for or against it."""
    element: Block = {
        "type": "static_select",
        "placeholder": kit.plain("Choose a line"),
        "option_groups": _line_groups(choice.personas, choice.suggested),
    }
    against = choice.suggested[0][2] if choice.suggested else False
    sides = [kit.option("For it", "for"), kit.option("Against it", "against")]
    blocks: list[Block] = [
        kit.section(f"{kit.bold(choice.theme.name)}\n{_words_of(choice)}"),
        *(
            [
                kit.rich(
                    kit.bullets([[kit.text(f"“{cut(quote, kit.SHOWN)}”")] for quote in choice.theme.quotes])
                )
            ]
            if choice.theme.quotes
            else []
        ),
        kit.field("Which line does it speak to?", "line", element),
        kit.field("How?", "side", kit.choice("radio_buttons", sides, "against" if against else "for")),
        kit.context("It is shown with the line as a count. Who writes chooses to, so it gives no verdict."),
    ]
    travels = kit.travels(feedback=choice.feedback.id, theme=number, channel=channel)
    return kit.modal("feedback.prove", "Evidence for a line", blocks, "Keep", travels)


def _line_groups(personas: Sequence[Persona], suggested: Sequence[tuple[str, str, bool]]) -> list[Block]:
    """Likely lines first, then every persona with its own."""
    lines = {line.id: (persona, line) for persona in personas for line in persona.standing}
    groups: list[Block] = []
    likely = [
        kit.option(f"{lines[line][1].text}", f"{persona}:{line}:likely", lines[line][0].title)
        for persona, line, _ in suggested[:MOST_SUGGESTED]
        if line in lines
    ]
    if likely:
        groups.append({"label": kit.plain("Seems to speak to"), "options": likely})
    for persona in personas:
        options = [kit.option(line.text, f"{persona.id}:{line.id}") for line in persona.standing]
        for start in range(0, len(options), 100):
            groups.append(
                {"label": kit.plain(cut(persona.title, 75)), "options": options[start : start + 100]}
            )
    return groups[:100]


def _words_of(choice: Choice) -> str:
    theme = choice.theme
    return f"{theme.count:,} of {theme.of:,} in {esc(choice.feedback.name)} mention it"
