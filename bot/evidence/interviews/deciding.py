"""What a person is asked about an interview, page by page: quotes by the line they speak to, then what no line holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.evidence.interviews.kept import KeptInterview
from bot.nouns import Line, Persona

PAGE = 20  # pairs on one page of the window: with their lines' headings well within Slack's 100 blocks


@dataclass(frozen=True)
class Asked:
    """One page of what a person is asked: pairs (places in `Pending.pairs`) by line, or the proposed lines (places)."""

    page: int
    pages: int
    pairs: tuple[int, ...]
    proposed: tuple[int, ...]

    @property
    def is_last(self) -> bool:
        """Whether nothing is asked after this page."""
        return self.page + 1 >= self.pages


@dataclass(frozen=True)
class Ready:
    """An interview somebody may decide on, with the lines it speaks to. `takes`: they may take lines themselves."""

    interview: KeptInterview
    persona: Persona
    takes: bool

    @property
    def lines(self) -> Mapping[str, Line]:
        """The persona's standing lines by id."""
        return {line.id: line for line in self.persona.standing}

    def asked(self, page: int) -> Asked:
        """A page of what is asked. Lines that were dropped meanwhile are asked about no more."""
        pending = self.interview.pending
        pairs = [place for place, pair in enumerate(pending.pairs) if pair.line in self.lines]
        pages = [tuple(pairs[start : start + PAGE]) for start in range(0, len(pairs), PAGE)]
        of = len(pages) + bool(pending.proposed)
        if page < len(pages):
            return Asked(page, of, pages[page], ())
        return Asked(page, max(of, 1), (), tuple(range(len(pending.proposed))))
