"""Small makers of Block Kit blocks that keep Slack's limits. People's words only ever enter escaped or as rich text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.facets import FACETS
from bot.nouns import FORGOTTEN, Line, Persona

Block = dict[str, Any]

SECTION = 3000
BUTTON = 75
VALUE = 2000
OPTION = 75
HEADER = 150
TITLE = 24
BAR = 10
MOST_OPTIONS = 100
MOST_COLUMNS, MOST_ROWS = 20, 100
CELL = 160
_ONE_LINE = 16
_INTERVAL = 12  # behind a number
"""Characters: a cell as short as this does not break."""
NO_BREAK = "\u00a0"
JOINER = "\u2060"
"""A space, and nothing at all, at which no line ends."""
_PERCENT = re.compile(r"(?<=\d) (?=%)")
SHOWN = 280
"""Characters of one statement that are shown; the rest stays in the database."""


def esc(text: str) -> str:
    """People's words in mrkdwn: no mention, link or channel call comes of them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def bold(text: str) -> str:
    """People's words in bold mrkdwn. An asterisk of theirs would end it, so it is shown as its twin (U+2217)."""
    return f"*{esc(text).replace('*', '∗')}*"


_REFERENCE = re.compile(r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+)>|&(?:amp|lt|gt);")


def esc_sentence(text: str) -> str:
    """A sentence of the bot that may quote people: only references to a person or a channel stay markup.

    What `literal` has taken the meaning from stays as it is, so that "R&D" is not read as "R&amp;D".
    """
    words = _REFERENCE.split(text)
    references = [*_REFERENCE.findall(text), ""]
    return "".join(esc(part) + reference for part, reference in zip(words, references, strict=True))


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def unbroken(thing: Any) -> Any:
    """The same blocks, where no line ends between a number and its per cent sign."""
    if isinstance(thing, list):
        return [unbroken(one) for one in thing]
    if isinstance(thing, dict):
        return {
            key: _PERCENT.sub(NO_BREAK, value)
            if key == "text" and isinstance(value, str)
            else unbroken(value)
            for key, value in thing.items()
        }
    return thing


def section(text: str, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A paragraph of mrkdwn; what people wrote must be escaped already."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, SECTION) or " "}}
    if accessory:
        block["accessory"] = accessory
    if block_id:
        block["block_id"] = block_id
    return block


def context(*texts: str) -> Block:
    """Small grey lines of mrkdwn (ten at most)."""
    elements = [{"type": "mrkdwn", "text": cut(text, 2000)} for text in texts if text][:10]
    return {"type": "context", "elements": elements}


def header(text: str) -> Block:
    """A heading; plain text, people's words as they are."""
    return {"type": "header", "text": {"type": "plain_text", "text": cut(text, HEADER), "emoji": True}}


DIVIDER: Block = {"type": "divider"}


def image(file: str, alt: str) -> Block:
    """A picture that lies with Slack, and what it shows in words."""
    return {"type": "image", "slack_file": {"id": file}, "alt_text": cut(alt, 2000)}


def bar(share: float) -> str:
    """How much of something is done, 0 to 1."""
    full = round(share * BAR)
    return "▓" * full + "░" * (BAR - full)


def button(
    label: str,
    action: str,
    value: str = "",
    style: str | None = None,
    confirm: tuple[str, str] | None = None,
    hint: str | None = None,
) -> Block:
    """A button. `confirm`: (question, label of the go-ahead). `hint`: what screen readers
    say, where the label alone does not tell. It begins with the label, as people who speak to their machine say that:
    the label is put in front where it does not.
    """
    made: Block = {
        "type": "button",
        "text": plain(cut(label, BUTTON)),
        "action_id": action,
        "value": cut(value, VALUE) or "-",
    }
    if style:
        made["style"] = style
    if hint:
        spoken = hint if hint.casefold().startswith(label.casefold()) else f"{label}: {hint}"
        made["accessibility_label"] = cut(spoken, BUTTON)
    if confirm:
        made["confirm"] = {
            "title": plain("Are you sure?"),
            "text": plain(cut(confirm[0], 300)),
            "confirm": plain(cut(confirm[1], 30)),
            "deny": plain("Not now"),
        }
    return made


def actions(elements: Iterable[Block], block_id: str | None = None) -> Block:
    """A row of buttons and menus."""
    block: Block = {"type": "actions", "elements": list(elements)[:25]}
    if block_id:
        block["block_id"] = block_id
    return block


def plain(text: str) -> Block:
    """A plain text object."""
    return {"type": "plain_text", "text": text, "emoji": True}


def option(label: str, value: str, description: str | None = None) -> Block:
    """One option of a menu, radio group or checkbox."""
    made: Block = {"text": plain(cut(label, OPTION) or " "), "value": value}
    if description:
        made["description"] = plain(cut(description, OPTION))
    return made


def select(placeholder: str, action: str, options: Sequence[Block]) -> Block:
    """A drop-down menu (100 options at most)."""
    return {
        "type": "static_select",
        "placeholder": plain(cut(placeholder, 150)),
        "action_id": action,
        "options": list(options)[:MOST_OPTIONS],
    }


def overflow(action: str, options: Sequence[Block]) -> Block:
    """The three-dots menu (five options at most)."""
    return {"type": "overflow", "action_id": action, "options": list(options)[:5]}


# Rich text: people's words are text elements, never markup


def text(words: str, bold: bool = False, italic: bool = False, strike: bool = False) -> Block:
    """A run of literal text."""
    run: Block = {"type": "text", "text": words or " "}
    style = {name: True for name, on in (("bold", bold), ("italic", italic), ("strike", strike)) if on}
    if style:
        run["style"] = style
    return run


def user(person: str) -> Block:
    """A mention that is shown as a name; "Somebody" where the name was forgotten."""
    if not person or person.startswith(FORGOTTEN):
        return text("Somebody")
    return {"type": "user", "user_id": person}


def moment(at: datetime) -> Block:
    """A time in everybody's own zone."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date_short_pretty} at {time}",
        "fallback": f"{at:%Y-%m-%d %H:%M} UTC",
    }


def line(*runs: Block) -> Block:
    """One line of rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def bullets(lines: Iterable[Sequence[Block]]) -> Block:
    """A list; each entry is a sequence of runs."""
    entries = [{"type": "rich_text_section", "elements": list(runs)} for runs in lines]
    return {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": entries}


def quote(words: str) -> Block:
    """What somebody said or asked, set off."""
    return {"type": "rich_text_quote", "elements": [text(words)]}


def rich(*elements: Block) -> Block:
    """A block of rich text made of lines and lists."""
    return {"type": "rich_text", "elements": list(elements)}


# Tables


def _in_one_line(cell: str) -> str:
    """A cell of numbers that does not break, "76 · 35 %", but before a bracket: "45 %" over "(39–51 %)"."""
    number, bracket, interval = cell.partition(" (")
    joined = f"–{JOINER}" if len(cell) > 1 else "–"
    glued = [
        part.replace(" ", NO_BREAK).replace("–", joined) if len(part) <= limit else part
        for part, limit in ((number, _ONE_LINE), (interval, _INTERVAL))
    ]
    return bracket.join(glued) if bracket else glued[0]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table of plain words, its first column wrapped, numbers to the right, each in one line, its interval below.

    The head stays as written: its words may break.
    """
    lines = [head, *([first, *map(_in_one_line, rest)] for first, *rest in rows)][:MOST_ROWS]
    cells = [
        [{"type": "raw_text", "text": cut(cell, CELL) or " "} for cell in line[:MOST_COLUMNS]]
        for line in lines
    ]
    settings: list[Block] = [{"is_wrapped": True}]
    for at in range(1, min(len(head), MOST_COLUMNS)):
        has_intervals = any(" (" in line[at] for line in lines[1:])
        settings.append({"align": "right", "is_wrapped": True} if has_intervals else {"align": "right"})
    return {"type": "table", "rows": cells, "column_settings": settings}


# Forms


def field(
    label: str, block_id: str, element: Block, optional: bool = False, hint: str | None = None
) -> Block:
    """One input of a form."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(cut(label, 2000)),
        "element": {"action_id": "value", **element},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(cut(hint, 2000))
    return block


def noted(sentence: str) -> list[Block]:
    """What is to be mended before a window without inputs is taken, at its top; nothing where nothing is."""
    return [section(f":warning: {esc(sentence)}", block_id="note")] if sentence else []


HOLD = "window.hold"
"""The action of what a window only holds until it is sent: to use it changes nothing, and nothing is kept of it."""


def holding(text: str, block_id: str, element: Block) -> Block:
    """People's words with choices beside them that may be left alone. Slack writes "(optional)" beside an input that
    may be; beside this it writes nothing. What is chosen comes with the sent form like that of an input.
    """
    return {
        "type": "section",
        "block_id": block_id,
        "text": plain(cut(text, SECTION) or " "),
        "accessory": {"action_id": HOLD, **element},
    }


def words(
    placeholder: str = "", initial: str = "", limit: int | None = None, multiline: bool = False
) -> Block:
    """A text input."""
    made: Block = {"type": "plain_text_input", "multiline": multiline}
    if placeholder:
        made["placeholder"] = plain(cut(placeholder, 150))
    if initial:
        made["initial_value"] = initial[: limit or SECTION]
    if limit:
        made["max_length"] = limit
    return made


def line_menu(kind: str, standing: Sequence[Line]) -> Block:
    """A menu of lines, by facet where there are several."""
    groups = []
    for facet, entry in FACETS.items():
        options = [option(line.text, line.id) for line in standing if line.facet == facet]
        for start in range(0, len(options), 100):
            groups.append({"label": plain(cut(entry.label, 75)), "options": options[start : start + 100]})
    return {"type": kind, "option_groups": groups[:100]}


def choice(kind: str, options: Sequence[Block], initial: str | None = None) -> Block:
    """Radio buttons or a menu with one option chosen from the start, if any."""
    made: Block = {"type": kind, "options": list(options)}
    chosen = next((item for item in options if item["value"] == initial), None)
    if chosen is not None:
        made["initial_option"] = chosen
    return made


def menu(kind: str, placeholder: str, options: Sequence[Block]) -> Block:
    """A menu in a form; more than a hundred options stand in groups, as Slack wants it (it takes a hundred groups)."""
    element: Block = {"type": kind, "placeholder": plain(placeholder)}
    if len(options) <= MOST_OPTIONS:
        element["options"] = list(options)
        return element
    element["option_groups"] = [
        {
            "label": plain(f"{at + 1} to {min(at + MOST_OPTIONS, len(options))}"),
            "options": list(options[at : at + MOST_OPTIONS]),
        }
        for at in range(0, min(len(options), MOST_OPTIONS**2), MOST_OPTIONS)
    ]
    return element


def persona_menu(personas: Sequence[Persona], chosen: str | None = None) -> Block:
    """A menu of personas, each with its role; one that is there alone is chosen from the start."""
    options = [
        option(p.title, p.id, p.role if p.name and p.role != p.title else None)
        for p in personas[:MOST_OPTIONS]
    ]
    alone = options[0]["value"] if len(options) == 1 else None
    return {**choice("static_select", options, chosen or alone), "placeholder": plain("Choose a persona")}


def travels(**values: Any) -> str:
    """What travels with a window or a button: small values as JSON, those that are there."""
    return json.dumps({name: value for name, value in values.items() if value is not None})


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    submit: str | None = None,
    meta: str = "",
) -> Block:
    """A window. `meta` travels with it (3,000 characters at most)."""
    made: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(cut(title, TITLE)),
        "close": plain("Close"),
        "blocks": unbroken(list(blocks)[:100]),
        "private_metadata": meta,
    }
    if submit:
        made["submit"] = plain(cut(submit, TITLE))
    return made
