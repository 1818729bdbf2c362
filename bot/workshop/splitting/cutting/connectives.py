""" "and", "but", "then": a border where both sides have a claim of their own, or at the end of a list."""

from __future__ import annotations

from bot.workshop.splitting import words as w
from bot.workshop.splitting.cutting.reading import COORDINATED, Reading
from bot.workshop.splitting.grammar import Phrase
from bot.workshop.splitting.tokens import (
    Mark,
    Token,
)


class Connectives(Reading):
    """Judges every connective by its two sides."""

    def _and_cuts(self, i: int) -> bool:
        p, g = self.piece, self.grammar
        after = i + 1
        end = self.ends[after]
        following = self.tokens[after]
        if following.mark is Mark.SIGN and following.lower in '"“„«':
            return self.depth_list or self._comma_before(i)
        if g.word(after) is None:
            return False
        nxt = following.lower
        rest = self._rest_words(after)
        if " ".join(["and", *rest]) in w.FILLERS or " ".join(rest) in {
            "so on",
            "so forth",
            "such",
            "more",
            "co",
            "the like",
            "stuff",
        }:
            return False
        if p.starts_dependent:
            return False
        core = g.skip_light(after, end)
        phrase = g.phrase(after, end)
        before = self.tokens[i - 1]
        if nxt == "then" or (nxt == "also" and len(rest) > 1):
            return p.main or phrase in (Phrase.CLAUSE, Phrase.VERB)
        if phrase is Phrase.DEPENDENT:
            return nxt in {"if", "when", "whenever"} and p.main and self._clause_behind(after)
        if nxt in {"without", "with"}:
            return False
        if self.depth_list and p.main and p.verb == "base" and g.form[core] == "base" and end - core > 1:
            return True
        if phrase is Phrase.CLAUSE:
            return self._clause_after_and(core)
        if self._number_at(after) and self._number_at(i - 1):
            return False
        if self.depth_list and not p.main and not self._is_open(before):
            # the last item of a list, unless it is "for quotes and invoices"
            if (
                end - after == 1
                and phrase is Phrase.NOUN
                and i >= 2
                and self.tokens[i - 2].lower in w.PREPOSITIONS
            ):
                return False
            if phrase in (
                Phrase.NOUN,
                Phrase.ING,
                Phrase.NEGATION,
                Phrase.PREPOSITION,
                Phrase.TO,
                Phrase.VERB,
            ):
                return not (p.inside and p.inside_verb is False)
        if phrase is Phrase.VERB:
            return self._verb_after_and(i, core)
        if phrase is Phrase.TO:
            return p.infinitive and p.since_verb >= 1
        if phrase is Phrase.NEGATION:
            return nxt in {"no", "not", "never", "nothing", "none", "nobody", "hardly"} and not (
                p.inside and not p.main
            )
        if phrase is Phrase.ING:
            return self._comma_before(i) or (p.ing and p.since_verb >= 2 and p.words >= 3 and not p.main)
        if self._comma_before(i):
            return phrase is Phrase.NOUN
        if g.form[core] == "s" and g.form[p.start] == "s" and end - core > 1 and p.words > 1:
            return True
        if self.depth_list and p.main and phrase is Phrase.NOUN:
            return False
        return self._two_quantities(i, after)

    def _two_quantities(self, i: int, after: int) -> bool:
        """ "more regulars and fewer tourists", "two tablets and one phone": each noun has a measure of its own."""
        p = self.piece
        start = self.tokens[p.start]
        measures = {"more", "fewer", "less", "better"}
        return (
            not p.main and p.words >= 2 and start.lower in measures and self.tokens[after].lower in measures
        )

    def _is_open(self, token: Token) -> bool:
        """Whether a phrase cannot end at this word ("the", "of", an adjective after an article)."""
        return token.lower in w.DETERMINERS or token.lower in w.PREPOSITIONS - {"in", "on", "off", "by"}

    def _clause_after_and(self, core: int) -> bool:
        """ "… and they …": a border where the left has a finite verb too, unless both depend on one subordinator."""
        p = self.piece
        if not p.main:
            return (
                self.depth_list
                or p.listed
                or (
                    p.words >= 1
                    and not p.inside
                    and not p.ing
                    and not p.preposition
                    and self._comma_before_core(core)
                )
            )
        if p.inside in {
            "because",
            "if",
            "when",
            "whether",
            "that",
            "so",
            "cause",
            "cuz",
            "while",
            "until",
            "till",
            "whenever",
        }:
            subject = self.tokens[core].lower.split("'")[0]
            return (
                p.inside != "because"
                and bool(p.subject)
                and subject == p.subject
                and p.inside not in {"that", "whether", "so"}
            )
        return True

    def _comma_before_core(self, core: int) -> bool:
        return any(self.tokens[j].lower == "," for j in range(max(0, core - 3), core))

    def _verb_after_and(self, i: int, core: int) -> bool:
        """ "does the books and decides": both sides have a verb with its own complement, of the same form."""
        p, g = self.piece, self.grammar
        form = g.form[core] or "s"
        if self.depth_list and p.listed and p.since_verb >= 1:
            return True
        if p.since_verb < 1:
            return self._comma_before(i)
        if p.main and p.verb_word == self.tokens[core].lower and len(p.verb_word) > 2:
            return True
        by = core + 1 < len(self.tokens) and self.tokens[core + 1].lower == "by"
        if by and p.main and form in {"past", "base", "participle"} and not p.inside:
            return True
        if p.inside and (p.inside in COORDINATED or not p.main):
            return False
        if p.inside and p.inside in w.RELATIVE:
            return (
                form in {"s", "aux"} and p.verb in {"s", "aux"} and bool(p.subject) and self._comma_before(i)
            )
        if form == "past":
            return p.verb in {"s", "base", "aux"} and p.main and p.verb != "past" and self._comma_before(i)
        if form in {"s", "aux"}:
            return p.main and p.verb in {"s", "aux", "base"}
        if form == "base":
            if p.main and p.verb == "base":
                return True
            return p.infinitive and (p.main or self.tokens[p.start].lower == "to")
        return False

    def _but_cuts(self, i: int) -> bool:
        p, g = self.piece, self.grammar
        after = i + 1
        if after >= len(self.tokens) or g.word(after) is None:
            return after < len(self.tokens) and self.tokens[after].lower in '"“„«'
        end = self.ends[after]
        nxt = self.tokens[after].lower
        phrase = g.phrase(after, end)
        first = self.tokens[p.start].lower
        if p.starts_dependent or (
            nxt in {"also", "because", "with", "without", "only"} and phrase is not Phrase.CLAUSE
        ):
            return False
        if self.tokens[i - 1].lower in {"nothing", "anything", "all", "everything", "not"}:
            return False
        if p.negation and (first in {"not", "neither"} or not p.main) and phrase is not Phrase.CLAUSE:
            return False
        if phrase is Phrase.CLAUSE:
            return p.words >= 1 and not (first == "not" and not p.main)
        if phrase is Phrase.VERB:
            return p.since_verb >= 1 and not p.negation and (p.main or p.listed or self._comma_before(i))
        if phrase is Phrase.NEGATION:
            if nxt == "not":
                return (
                    g.phrase(after + 1, end) in (Phrase.CLAUSE, Phrase.VERB, Phrase.NOUN)
                    and end - after > 2
                    and not p.negation
                )
            return True
        if phrase is Phrase.DEPENDENT:
            return self._clause_behind(after)
        if phrase is Phrase.PREPOSITION:
            return p.main and not p.negation and any(g.finite[j] for j in range(after, min(end, after + 10)))
        return False

    def _then_cuts(self, i: int) -> bool:
        p = self.piece
        before = self.tokens[i - 1].lower
        if (
            before
            in {
                "and",
                "by",
                "since",
                "until",
                "but",
                "back",
                "now",
                "only",
                "till",
                "every",
                ",",
                "even",
                "just",
            }
            or p.starts_dependent
        ):
            return False
        if p.inside in {"if", "when", "unless"}:
            return False
        return p.words >= 2 and i + 2 < len(self.tokens) and self.grammar.word(i + 1) is not None
