"""What somebody sees at one moment: a message, a modal or home tab, and the texts in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playground.client.transport import Json


def texts_of(thing: Any) -> Iterator[str]:
    """All texts in blocks, in reading order, as a person reads them: a space is a space, whether a line
    may end there or not."""
    for text in _texts_of(thing):
        yield text.replace("\u00a0", " ").replace("\u2060", "")


def _texts_of(thing: Any) -> Iterator[str]:
    if isinstance(thing, list):
        for x in thing:
            yield from _texts_of(x)
    elif isinstance(thing, dict):
        if isinstance(thing.get("text"), str):
            yield thing["text"]
        for key in (
            "title",
            "label",
            "text",
            "fields",
            "element",
            "accessory",
            "elements",
            "options",
            "rows",
            "blocks",
        ):
            if isinstance(thing.get(key), (dict, list)):
                yield from _texts_of(thing[key])
        if isinstance(thing.get("alt_text"), str):
            yield thing["alt_text"]


def elements_of(blocks: list[Any]) -> Iterator[tuple[Json, Json]]:
    """(block, element) of everything that can be pressed or filled in."""
    for block in blocks:
        for key in ("elements", "actions"):
            for element in block.get(key) or []:
                if block["type"] in ("actions", "card", "context_actions"):
                    yield block, element
        for key in ("accessory", "element"):
            if isinstance(block.get(key), dict):
                yield block, block[key]


def _chooses(block: Json) -> bool:
    kind = (block.get("accessory") or {}).get("type", "")
    return block["type"] == "section" and (kind in ("radio_buttons", "checkboxes") or kind.endswith("select"))


@dataclass
class Message:
    """A message as somebody saw it at one moment."""

    channel: str
    raw: Json

    @property
    def ts(self) -> str:
        """Its name within the conversation."""
        return str(self.raw["ts"])

    @property
    def thread_ts(self) -> str | None:
        """The root of its thread, if it is in one."""
        return self.raw.get("thread_ts")

    @property
    def text(self) -> str:
        """The top-level text (what notifications show)."""
        return str(self.raw.get("text", ""))

    @property
    def everything(self) -> str:
        """Text, blocks and attachments, as one text to look for words in."""
        attached = [a.get("blocks", []) for a in self.raw.get("attachments", [])]
        return "\n".join([self.text, *texts_of(self.raw.get("blocks", [])), *texts_of(attached)])

    @property
    def ephemeral(self) -> bool:
        """Only visible to this person."""
        return bool(self.raw.get("is_ephemeral"))

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        found = elements_of(self.raw.get("blocks", []))
        return [e["text"]["text"] for _, e in found if e["type"] == "button"]

    def element(self, name: str) -> tuple[Json, Json]:
        """(block, element) by action id or label. Raises KeyError."""
        for block, element in elements_of(self.raw.get("blocks", [])):
            if name in (element.get("action_id"), element.get("text", {}).get("text")):
                return block, element
        raise KeyError(
            f"no element {name!r}; there are {[e.get('action_id') for _, e in elements_of(self.raw.get('blocks', []))]}"
        )


@dataclass
class View:
    """A modal or home tab as somebody saw it, with what they have filled in so far."""

    raw: Json
    values: Json = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.raw["id"])

    @property
    def title(self) -> str:
        """Its title."""
        return str((self.raw.get("title") or {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        """The app's name for it."""
        return str(self.raw.get("callback_id", ""))

    @property
    def blocks(self) -> list[Any]:
        """Its blocks."""
        found: list[Any] = self.raw.get("blocks", [])
        return found

    @property
    def everything(self) -> str:
        """All texts, to look for words in."""
        return "\n".join([self.title, *texts_of(self.blocks)])

    @property
    def inputs(self) -> dict[str, Json]:
        """block id → element of each input, and of what holds a choice beside a section's words."""
        return {b["block_id"]: e for b, e in elements_of(self.blocks) if b["type"] == "input" or _chooses(b)}

    @property
    def labels(self) -> dict[str, str]:
        """block id → the words of each input, and beside each choice."""
        inputs = [b for b in self.blocks if b["type"] == "input" or _chooses(b)]
        return {b["block_id"]: (b.get("label") or b["text"])["text"] for b in inputs}

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [e["text"]["text"] for _, e in elements_of(self.blocks) if e["type"] == "button"]


def named(where: Message | View, name: str) -> tuple[Json, Json]:
    """(block, element) by action id or label. Raises KeyError."""
    if isinstance(where, Message):
        return where.element(name)
    for block, element in elements_of(where.blocks):
        if name in (element.get("action_id"), element.get("text", {}).get("text")):
            return block, element
    raise KeyError(
        f"no element {name!r}; there are {[e.get('action_id') for _, e in elements_of(where.blocks)]}"
    )
