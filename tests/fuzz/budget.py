"""How long a part goes on, and what it has found: the same words for all of `make fuzz`."""

from __future__ import annotations

import argparse
import os
import re
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENOUGH = 20  # different findings of one part
SLOW = 10.0  # seconds of the processor that one input may take


@dataclass(frozen=True)
class Budget:
    """`count` inputs, or `seconds` where given; the same `seed` gives the same inputs."""

    count: int
    seconds: float | None
    seed: int

    def rounds(self) -> Iterator[int]:
        """0, 1, 2 … until it is used up."""
        started = time.monotonic()
        index = 0
        while index < self.count if self.seconds is None else time.monotonic() - started < self.seconds:
            yield index
            index += 1


def parser(about: str | None, count: int) -> argparse.ArgumentParser:
    """The arguments every part knows; `count` where none is given."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--count", type=int, default=count, help="inputs")
    made.add_argument("--minutes", type=float, help="in the place of a count")
    made.add_argument("--seed", type=int, default=1)
    return made


def budget(arguments: argparse.Namespace) -> Budget:
    """What the arguments say."""
    return Budget(arguments.count, arguments.minutes * 60 if arguments.minutes else None, arguments.seed)


@dataclass
class Findings:
    """Different defects: those with the same last line of code and kind of error are one."""

    part: str
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        """Whether it is time to mend before more is looked for."""
        return len(self.kinds) >= ENOUGH

    def attempt(self, what: str, kept: bytes, act: Callable[[], object]) -> None:
        """Acts; an error that comes out, or too long a time, is a finding, and `kept` is saved beside."""
        before = _processor()
        try:
            act()
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{last.filename.rpartition('/')[2]}:{last.name}"
            self._add(
                f"{type(error).__name__} {place} {_numberless(error)}", what, kept, traceback.format_exc()
            )
        taken = _processor() - before
        if taken > SLOW:
            self._add(f"slow {what}", what, kept, f"took {taken:.0f} s of the processor")

    def _add(self, kind: str, what: str, kept: bytes, words: str) -> None:
        if kind in self.kinds:
            return
        file = Path(f"fuzz-{self.part}-{len(self.kinds) + 1}-{Path(what).name}")
        file.write_bytes(kept)
        self.kinds[kind] = words
        print(f"{words.rstrip()}\n({what}; {file} holds what it came from)\n", flush=True)

    def told(self, tried: str) -> int:
        """The last line, and the exit code."""
        print(f"{self.part}: {tried}, {len(self.kinds)} findings", flush=True)
        return 1 if self.kinds else 0


def _processor() -> float:
    """Seconds of the processor so far, with those of processes that were started and have ended."""
    return sum(os.times()[:4])


def _numberless(error: Exception) -> str:
    return re.sub(r"\d+", "#", str(error))[:60]
