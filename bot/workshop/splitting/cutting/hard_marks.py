"""Marks that always end a claim: line breaks, bullets, semicolons, arrows, spaced dashes, sentence ends."""

from __future__ import annotations

from bot.workshop.splitting import words as w
from bot.workshop.splitting.cutting.reading import Reading
from bot.workshop.splitting.grammar import Phrase
from bot.workshop.splitting.tokens import (
    Mark,
)

_SENTENCE_END = frozenset(".!?…。！？؟।")
_ENUMERATION_LIMIT = 99
_REPLIES = frozenset(
    [
        "no",
        "yes",
        "never",
        "nope",
        "yep",
        "yeah",
        "always",
        "nah",
        "none",
        "nothing",
        "there",
        "rarely",
        "sometimes",
        "not",
    ]
)


class HardMarks(Reading):
    """Finds the hard borders."""

    def _hard(self, i: int) -> int | None:
        """Index of the token a piece begins at when the mark at i ends the one before; None where it does not."""
        token, after = self.tokens[i], i + 1
        if token.mark is Mark.BREAK:
            return after
        if token.mark is Mark.EMOJI:
            return self._emoji(i)
        if token.mark is Mark.NUMBER or token.mark is Mark.WORD:
            return self._enumeration(i)
        sign = token.lower
        left = i == 0 or self.text[token.start - 1].isspace()
        right = token.end >= len(self.text) or self.text[token.end].isspace()
        if sign in ";；|•·▪●◦→⇒➡✓✔、":
            return after
        if sign in "，":
            return after
        if (
            sign in "-="
            and after < len(self.tokens)
            and self.tokens[after].lower == ">"
            and self.tokens[after].start == token.end
        ):
            return after + 1
        if sign in "–—-" and left and right and self._attributed(after):
            return None
        if sign in "–—" and left and right:
            return after
        if sign in "-*+/" and left and right:
            if sign == "/" and (self._is_unit(after) or self.piece.words == 0):
                return None
            if sign in "+" and (
                i == 0 or (self.tokens[i - 1].mark is Mark.NUMBER and self._number_at(after))
            ):
                return None
            if sign in "-" and self._number_at(i - 1) and self._number_at(after):
                return None
            return after
        if sign in _SENTENCE_END:
            return self._sentence_end(i)
        return None

    def _attributed(self, after: int) -> bool:
        """Whether a quotation stands before a dash and who said it behind."""
        if after >= len(self.tokens) or self.text[self.tokens[self.piece.start].start] not in '"“„«':
            return False
        return self.tokens[after].lower in {
            "heard",
            "said",
            "says",
            "told",
            "from",
            "by",
            "overheard",
            "a",
            "an",
            "one",
            "i",
            "the",
            "as",
            "my",
            "our",
            "quote",
            "according",
        }

    def _is_unit(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].lower in w.UNITS

    def _emoji(self, i: int) -> int | None:
        """An emoji between two pieces: a bullet, or the end of a claim before a new clause."""
        if self.piece.words == 0 or (i and self.tokens[i - 1].mark is Mark.EMOJI):
            return None
        end = i
        while end + 1 < len(self.tokens) and self.tokens[end + 1].mark is Mark.EMOJI:
            end += 1
        after = end + 1
        if after >= len(self.tokens):
            return None
        first = next((t for t in self.tokens[:3] if t.mark is Mark.EMOJI), None)
        if self.tokens[0].mark is Mark.EMOJI and first is not None and first.text == self.tokens[i].text:
            return i
        if (
            self.grammar.word(after) is not None
            and self.grammar.phrase(after, self.ends[after]) is Phrase.CLAUSE
        ):
            return after
        return None

    def _enumeration(self, i: int) -> int | None:
        """ "1) … 2) …" or "1. … 2. …": a border before every number once the first stood at the very start."""
        token = self.tokens[i]
        if (
            i + 1 >= len(self.tokens)
            or self.tokens[i + 1].lower not in {")", "."}
            or self.tokens[i + 1].start != token.end
        ):
            return None
        label = token.lower
        if not (label.isdigit() and label.isascii() and int(label) <= _ENUMERATION_LIMIT) and not (
            len(label) == 1 and label in "abcdefgh"
        ):
            return None
        behind = self.tokens[i + 1].end
        if behind < len(self.text) and not self.text[behind].isspace() and self.tokens[i + 1].lower == ".":
            return None
        if self.piece.words == 0:
            if label in {"1", "a"}:
                self.enumerated = True
            if self.enumerated:
                return i if self.piece.start != i and self.borders else None
            return None
        return i if self.enumerated else None

    def _sentence_end(self, i: int) -> int | None:
        """The same for the full stops, question marks … from i on."""
        last = self.tokens[i - 1] if i else None
        judged = last is not None and last.lower in _SENTENCE_END and last.end == self.tokens[i].start
        if self.piece.words == 0 or judged:
            return None
        end = i
        while (
            end + 1 < len(self.tokens)
            and self.tokens[end + 1].lower in _SENTENCE_END
            and self.tokens[end + 1].start == self.tokens[end].end
        ):
            end += 1
        run = self.text[self.tokens[i].start : self.tokens[end].end]
        # closing marks and emoji belong to the sentence that ends
        while (
            end + 1 < len(self.tokens)
            and self.tokens[end + 1].lower in "\"”’»)'"
            and self.tokens[end + 1].start == self.tokens[end].end
        ):
            end += 1
        close = self.tokens[end].end
        if close < len(self.text) and not self.text[close].isspace() and run[-1] not in "。！？":
            # "…trial.They" is a forgotten space; "node.js" and "3.5" are no ends
            forgotten = (
                run in {"!", "?", ".", "..", "..."}
                and self.text[close].isupper()
                and self.piece.words > 1
                and self.text[self.tokens[i].start - 1].islower()
            )
            if not forgotten and (len(run) < 2 or "." not in run):
                return None
        while end + 1 < len(self.tokens) and self.tokens[end + 1].mark is Mark.EMOJI:
            end += 1
        after = end + 1
        if after >= len(self.tokens):
            return None
        if self.piece.words == 0:
            return None
        follower = self.tokens[after]
        if run == ".":
            before = self.tokens[i - 1] if i else None
            if before is not None and before.end == self.tokens[i].start:
                if before.lower == "no" and follower.mark is not Mark.NUMBER:
                    return after
                short = before.lower in w.ABBREVIATIONS or (len(before.lower) == 1 and before.lower.isalpha())
                ends = {"etc", "hrs", "min", "yrs", "yr", "hr", "mo", "inc", "ltd", "co"}
                if short and not (follower.text[:1].isupper() and before.lower in ends):
                    return None
                if (
                    before.mark is Mark.NUMBER
                    and before.lower.isdigit()
                    and self.piece.words == 1
                    and int(before.lower) <= _ENUMERATION_LIMIT
                    and len(before.lower) < 3
                ):
                    return None
        if "?" in run and self.piece.words <= 3 and (follower.lower in _REPLIES):
            return None
        return after
