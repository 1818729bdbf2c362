"""The windows of a persona: edit, lines, reword, challenge, add, mark, split, merge, change one's mind, capture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.facets import FACETS
from bot.nouns import Ballot, Choice, Line, Persona, Statement
from bot.personas.editing import picture_words
from bot.personas.forms import ALT_LIMIT, KEEP_PICTURE, LINE_LIMIT, NO_PICTURE, WHY_LIMIT
from bot.personas.notes import EditableLine, LinesWindow
from bot.pictures.drawn import CHOICES
from bot.workshop.conversation.turns import HOW_WORDS
from bot.workshop.forms import NAME_LIMIT, ROLE_LIMIT
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders
from handlers.slack.views.workshop_windows import CHOICE_WORDS

PAGE = 30
_CAN = {
    "reword": "Reword",
    "drop": "Drop",
    "take_back": "Take back",
    "up": "Move up",
    "down": "Move down",
    "pin": "Pin to the card",
    "unpin": "Unpin",
}


def about(persona: Persona, channel: str | None) -> Block:
    """Name, role, picture and owner."""
    pictures = [kit.option("No picture", NO_PICTURE), *(kit.option(label, key) for key, label in CHOICES)]
    alt = persona.picture.alt if persona.picture else ""
    if persona.picture is not None:
        pictures.insert(0, kit.option(f"Keep it ({picture_words(persona.picture)})", KEEP_PICTURE))
    start = KEEP_PICTURE if persona.picture is not None else NO_PICTURE
    owner: Block = {"type": "users_select", "initial_user": persona.owner}
    lines = kit.button("Edit the lines", "persona.lines", kit.travels(persona=persona.id, channel=channel))
    blocks = [
        kit.section("Reword, drop, move or pin lines:", accessory=lines),
        kit.field("Role", "role", kit.words("", persona.role, ROLE_LIMIT), optional=True),
        kit.field(
            "Name",
            "name",
            kit.words("", persona.name, NAME_LIMIT),
            optional=True,
            hint="A role alone is enough. Leave the name empty if it would stereotype.",
        ),
        kit.field("Picture", "picture", kit.choice("static_select", pictures, start), optional=True),
        kit.field(
            "Or a photo of your own",
            "photo",
            {"type": "file_input", "filetypes": ["png", "jpg", "jpeg", "gif"], "max_files": 1},
            optional=True,
        ),
        kit.field(
            "What the picture shows",
            "alt",
            kit.words("a desk by a train window", alt, ALT_LIMIT),
            optional=True,
            hint="Read out to those who cannot see it.",
        ),
        kit.field("Owner", "owner", owner, hint="Choose somebody else to hand the persona over."),
    ]
    return kit.modal(
        "persona.about", "Edit the persona", blocks, "Save", kit.travels(persona=persona.id, channel=channel)
    )


@renders(LinesWindow)
def lines(message: LinesWindow) -> Rendered:
    """The lines of a persona with a menu beside each; one page."""
    blocks: list[Block] = []
    if message.note:
        blocks.append(kit.section(esc(message.note)))
    for facet in message.facets:
        blocks.append(kit.context(f"*{facet.label}*"))
        blocks += [_editable(line) for line in facet.lines]
    if not message.facets:
        blocks.append(kit.section("There is no line yet."))
    turns = [
        kit.button(label, f"persona.lines_page.{word}", _page(message, page))
        for label, word, page, there in (
            ("Earlier lines", "back", message.page - 1, message.page > 0),
            ("More lines", "on", message.page + 1, message.page + 1 < message.pages),
        )
        if there
    ]
    if turns:
        blocks.append(kit.actions(turns))
    title = "Lines" if message.pages == 1 else f"Lines, page {message.page + 1} of {message.pages}"
    view = kit.modal("persona.lines", title, blocks, meta=_page(message, message.page))
    return Rendered(title, view=view)


def _page(message: LinesWindow, page: int) -> str:
    return kit.travels(persona=message.persona, channel=message.channel, page=page)


def _editable(line: EditableLine) -> Block:
    state = f" ({line.state})" if line.state else ""
    options = [kit.option(_CAN[verb], f"{verb}:{line.id}") for verb in line.can]
    return {
        "type": "section",
        "block_id": f"line:{line.id}",
        "text": kit.plain(cut(line.text, kit.SHOWN) + state),
        "accessory": kit.overflow("persona.line_edit", options),
    }


def reword(persona: Persona, line: Line, below: Mapping[str, Any], view_id: str) -> Block:
    """Another wording for a line. `below`: what travels with the window of the lines, `view_id`: its id."""
    words = kit.words("", cut(line.text, LINE_LIMIT), LINE_LIMIT, multiline=True)
    hint = "The earlier wording stays in the history, and what people said stays with their voices."
    blocks = [kit.field(FACETS[line.facet].label, "text", words, hint=hint)]
    travels = kit.travels(**{**below, "persona": persona.id, "line": line.id, "view": view_id})
    return kit.modal("persona.reword", "Reword a line", blocks, "Save", travels)


def challenge(persona: Persona, channel: str | None) -> Block:
    """ "I doubt this": which line, and why."""
    blocks = [
        kit.field("Which line do you doubt?", "line", kit.line_menu("static_select", persona.standing)),
        kit.field(
            "Why?",
            "why",
            kit.words("What have you seen or heard instead?", "", WHY_LIMIT, multiline=True),
            hint="It is kept with the line and counts as a no.",
        ),
    ]
    return kit.modal(
        "persona.challenge", "I doubt this", blocks, "Keep", kit.travels(persona=persona.id, channel=channel)
    )


def add(persona: Persona, channel: str | None, facet: str = "", business: bool = True) -> Block:
    """What somebody knows: about what, the words, and how they know it."""
    blocks = [
        kit.field("What is it about?", "facet", _facet_menu(facet, business)),
        kit.field(
            "What do you know?",
            "text",
            kit.words("edits photos on trains without wifi", "", LINE_LIMIT, multiline=True),
            hint="In your own words. If a line says it already, your voice is added to that line.",
        ),
        kit.field("How do you know?", "how", _how_menu()),
    ]
    travels = kit.travels(persona=persona.id, channel=channel)
    return kit.modal("persona.add", "Add what I know", blocks, "Keep", travels)


def mark(persona: Persona, lines_: Sequence[Line], mine: Ballot, channel: str | None, page: int = 0) -> Block:
    """One's own marks on the lines, thirty a page."""
    pages = max(1, -(-len(lines_) // PAGE))
    options = [kit.option(words, choice) for choice, words in CHOICE_WORDS.items()]
    blocks: list[Block] = [
        kit.context("Is it so? Mark those you can say something about. Only counts are shown.")
    ]
    blocks += [
        kit.holding(
            cut(line.text, 1000),
            f"mark:{line.id}",
            kit.choice("radio_buttons", options, mine.marks.get(line.id)),
        )
        for line in lines_[page * PAGE : (page + 1) * PAGE]
    ]
    title = "Agree or not" if pages == 1 else f"Agree or not, {page + 1} of {pages}"
    label = "Done" if page + 1 >= pages else "Next page"
    travels = kit.travels(persona=persona.id, channel=channel, page=page)
    return kit.modal("persona.mark", title, blocks, label, travels)


def split(persona: Persona, channel: str | None) -> Block:
    """Which lines become a persona of their own, and how it is called."""
    blocks = [
        kit.field(
            "Which lines go to the new persona?",
            "lines",
            kit.line_menu("multi_static_select", persona.standing),
            hint="They leave this persona, with everybody's voices and votes.",
        ),
        kit.field("Role of the new one", "role", kit.words("", "", ROLE_LIMIT), optional=True),
        kit.field("Name of the new one", "name", kit.words("", "", NAME_LIMIT), optional=True),
    ]
    return kit.modal(
        "persona.split", "Split", blocks, "Split", kit.travels(persona=persona.id, channel=channel)
    )


def merge(persona: Persona, others: Sequence[Persona], channel: str | None) -> Block:
    """Which other persona is taken in."""
    options = [kit.option(other.title, other.id, f"{len(other.standing)} lines") for other in others[:100]]
    blocks = [
        kit.section(
            f"Its lines come to {kit.bold(persona.title)}; lines that say the same become one with everybody's voice."
        ),
        kit.field(
            "Which persona is taken in?",
            "other",
            {"type": "static_select", "options": options},
            hint="It is retired and points here. It can be restored.",
        ),
    ]
    return kit.modal(
        "persona.merge", "Merge", blocks, "Merge", kit.travels(persona=persona.id, channel=channel)
    )


def changed_mind(
    workshop: str,
    statements: Sequence[Statement],
    others: Sequence[Line],
    marks: Mapping[str, Choice],
    page: int = 0,
) -> Block:
    """What one said oneself, each in a field that can be changed or emptied, then others' lines with one's marks."""
    rows: list[Statement | Line] = [*statements, *others]
    pages = max(1, -(-len(rows) // PAGE))
    blocks: list[Block] = [
        kit.context(
            "What you said yourself can be reworded; empty a field to withdraw it. Counts follow at once, "
            "and the history says that somebody changed their mind."
        )
    ]
    options = [kit.option(words, choice) for choice, words in CHOICE_WORDS.items()]
    for row in rows[page * PAGE : (page + 1) * PAGE]:
        if isinstance(row, Statement):
            words = kit.words("", row.text, 3000, multiline=len(row.text) > 80)
            blocks.append(
                kit.field(f"You said · {FACETS[row.facet].label}", f"say:{row.id}", words, optional=True)
            )
        else:
            chosen = kit.choice("radio_buttons", options, marks.get(row.id))
            blocks.append(kit.holding(cut(row.text, 1000), f"mark:{row.id}", chosen))
    if not rows:
        blocks.append(kit.section("You said nothing that stands, and there is no line to mark."))
        return kit.modal("workshop.changed_mind", "I changed my mind", blocks)
    label = "Save" if page + 1 >= pages else "Next page"
    return kit.modal(
        "workshop.changed_mind", "I changed my mind", blocks, label, kit.travels(workshop=workshop, page=page)
    )


def capture(personas: Sequence[Persona], text: str, author: str, channel: str | None) -> Block:
    """Somebody's words as an assumption: for which persona, about what, and how it is known."""
    blocks = [
        kit.context(f"<@{author}> said this. They are told that you keep it, and can take it back."),
        kit.field("For which persona?", "persona", kit.persona_menu(personas)),
        kit.field("What is it about?", "facet", _facet_menu("")),
        kit.field(
            "The assumption",
            "text",
            kit.words("", cut(text, LINE_LIMIT), LINE_LIMIT, multiline=True),
            hint="One claim, as much as possible in their own words.",
        ),
        kit.field("How do they know?", "how", _how_menu(), optional=True),
    ]
    travels = kit.travels(author=author, channel=channel)
    return kit.modal("persona.capture", "Keep an assumption", blocks, "Keep", travels)


def _facet_menu(chosen: str, business: bool = True) -> Block:
    options = [
        kit.option(entry.label, key) for key, entry in FACETS.items() if business or not entry.business_only
    ]
    return kit.choice("static_select", options, chosen or None)


def _how_menu() -> Block:
    return kit.choice("radio_buttons", [kit.option(words, how) for how, words in HOW_WORDS.items()])
