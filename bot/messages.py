"""Message values: what is said, as versioned values that can wait in a row; how they look is decided elsewhere.

A message is a frozen dataclass with the class attributes `kind` and `version`. `@register_message` makes it known, so
that a row written by an older release can still be read: keep the old class, with its version, beside the new one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, is_dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import TypeAdapter


class Message(Protocol):
    """Something to say."""

    @property
    def kind(self) -> str: ...

    @property
    def version(self) -> int: ...


M = TypeVar("M")
_CLASSES: dict[tuple[str, int], type[Any]] = {}
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


class UnknownMessage(Exception):
    """A stored message has a kind or version that this release does not know."""


def register_message(cls: type[M]) -> type[M]:
    """Class decorator: makes a message class known under its kind and version."""
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is not a dataclass: put @dataclass below @register_message")
    kind, version = getattr(cls, "kind", None), getattr(cls, "version", None)
    if not isinstance(kind, str) or not isinstance(version, int):
        raise TypeError(f"{cls.__name__} needs the class attributes kind (str) and version (int)")
    known = _CLASSES.setdefault((kind, version), cls)
    if known is not cls and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
        raise ValueError(f"message {kind} version {version} is {known.__qualname__} already")
    _CLASSES[kind, version] = cls
    return cls


def classes() -> tuple[type[Any], ...]:
    """Every registered message class."""
    return tuple(_CLASSES.values())


def to_json(message: Message) -> str:
    """{"kind", "version", "data"} of a registered message, as text."""
    cls = type(message)
    if _CLASSES.get((message.kind, message.version)) is not cls:
        raise UnknownMessage(f"{cls.__name__} is not registered")
    data = _adapter(cls).dump_python(message, mode="json")
    return json.dumps({"kind": message.kind, "version": message.version, "data": data})


def from_json(text: str) -> Any:
    """The message value of `to_json`. Raises UnknownMessage."""
    raw = json.loads(text)
    cls = _CLASSES.get((raw["kind"], raw["version"]))
    if cls is None:
        raise UnknownMessage(f"{raw['kind']} version {raw['version']}")
    return _adapter(cls).validate_python(raw["data"])


def _adapter(cls: type[Any]) -> TypeAdapter[Any]:
    if cls not in _ADAPTERS:
        _ADAPTERS[cls] = TypeAdapter(cls)
    return _ADAPTERS[cls]


@register_message
@dataclass(frozen=True)
class Sentence:
    """Plain words and nothing else: a refusal, a reference number, a note."""

    kind: ClassVar[str] = "sentence"
    version: ClassVar[int] = 1

    text: str
