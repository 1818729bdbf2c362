"""Cutting an answer into claims, in one pass from left to right.

What has been seen of the current piece is kept in a small state, what comes is looked at a few words ahead, so an
answer of any length takes time in proportion to its length.

- reading.py      the state: tokens, borders, the piece being read
- hard_marks.py   marks that always end a claim
- commas.py       commas, judged by their two sides
- connectives.py  and, but, then
- run_ons.py      new claims without any mark
"""

from __future__ import annotations

from itertools import pairwise

from bot.workshop.splitting import words as w
from bot.workshop.splitting.cutting.commas import Commas
from bot.workshop.splitting.cutting.connectives import Connectives
from bot.workshop.splitting.cutting.hard_marks import HardMarks
from bot.workshop.splitting.cutting.run_ons import RunOns
from bot.workshop.splitting.tokens import Mark


class _Cutter(HardMarks, Commas, Connectives, RunOns):
    """Reads one answer and sets its borders."""

    def run(self) -> list[tuple[int, int]]:
        """Character spans of the pieces, together covering the whole text."""
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if i in self.shield:
                self._see(i)
                i += 1
                continue
            cut_at = self._hard(i)
            if cut_at is not None:
                self._cut(cut_at, listed=False)
                i = max(cut_at, i + 1)
                continue
            if token.mark is Mark.SIGN and token.lower == ",":
                self._comma(i)
                i += 1
                continue
            if token.mark is Mark.WORD or token.mark is Mark.NUMBER:
                self._soft(i)
                self._see(i)
            elif token.mark is Mark.SIGN:
                if token.lower == ":":
                    self.piece.colon = True
                if token.lower == "&":
                    self._soft(i)
            i += 1
        edges = [0, *self.borders, len(self.text)]
        return [(a, b) for a, b in pairwise(edges) if b > a]

    def _soft(self, i: int) -> None:
        p = self.piece
        if p.words == 0 or i + 1 >= len(self.tokens) or self._is_filler(p.start, i):
            return
        word = self.tokens[i].lower
        if word in w.AND and i + 1 < len(self.tokens):
            if self._and_cuts(i):
                self._cut(i, listed=self.depth_list)
            return
        if word in w.BUT:
            if self._but_cuts(i):
                self._cut(i, listed=False)
            return
        if word == "then":
            if self._then_cuts(i):
                self._cut(i, listed=False)
            return
        if word == "plus":
            if (
                i + 2 < len(self.tokens)
                and self.tokens[i + 1].lower != "minus"
                and self.grammar.word(i + 1)
                and self.tokens[i - 1].lower not in w.DETERMINERS
            ):
                self._cut(i, listed=False)
            return
        if self._run_on(i):
            self._cut(i, listed=False)


def cut(text: str) -> list[tuple[int, int]]:
    """Character spans of the claims of `text`, in order; together they cover it without gaps."""
    if not text:
        return []
    return _Cutter(text).run()
