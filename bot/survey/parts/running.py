"""Who works on the parts: in this process, or elsewhere (`handlers/children/cluster.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Held(Protocol):
    """What was made of all parts and stays where it was made."""


class Runner(Protocol):
    """Applies functions to parts. Functions are at the top of a module and their values can be pickled."""

    def hold(self, work: Callable[..., Any], parts: Sequence[Any], *known: Any) -> Any:
        """`work(part, *known)` of every part, kept where it is made; for `each`."""
        ...

    def each(self, work: Callable[..., Any], held: Any, *known: Any) -> list[Any]:
        """`work(value, *known)` of every held value, in the order of the parts."""
        ...

    def run(self, work: Callable[..., Any], parts: Sequence[Any], *known: Any) -> list[Any]:
        """`work(part, *known)` of every part, in their order."""
        ...


class Here:
    """This process, one part after the other."""

    def hold(self, work: Callable[..., Any], parts: Sequence[Any], *known: Any) -> Any:
        """As `Runner.hold`."""
        return self.run(work, parts, *known)

    def each(self, work: Callable[..., Any], held: Any, *known: Any) -> list[Any]:
        """As `Runner.each`."""
        return [work(value, *known) for value in held]

    def run(self, work: Callable[..., Any], parts: Sequence[Any], *known: Any) -> list[Any]:
        """As `Runner.run`."""
        return [work(part, *known) for part in parts]
