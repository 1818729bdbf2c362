"""Commas: a border unless what follows depends on what was said, or the piece still waits for its verb."""

from __future__ import annotations

from bot.workshop.splitting import words as w
from bot.workshop.splitting.cutting.reading import Reading
from bot.workshop.splitting.grammar import Phrase
from bot.workshop.splitting.tokens import (
    Mark,
    is_nominal,
    is_number,
)


class Commas(Reading):
    """Judges every comma by its two sides."""

    def _comma(self, i: int) -> None:
        after = i + 1
        if after >= len(self.tokens) or self.piece.words == 0 or (i and self.tokens[i - 1].lower == ","):
            return
        while (
            after < len(self.tokens)
            and self.tokens[after].mark is Mark.SIGN
            and self.tokens[after].lower in ",-"
        ):
            after += 1
        if after < len(self.tokens) and after in self.shield and self.tokens[after].mark is not Mark.SIGN:
            return
        if self._comma_cuts(i, after):
            self._cut(i + 1, listed=True)
        else:
            self._comma_kept(after)

    def _comma_kept(self, after: int) -> None:
        """A comma that cuts nothing may still end a dependent clause whose main clause now begins."""
        p = self.piece
        if after >= len(self.tokens):
            return
        phrase = self.grammar.phrase(after, self.ends[after])
        if (
            p.starts_dependent
            and (p.inside_verb or not p.inside)
            and phrase in (Phrase.CLAUSE, Phrase.VERB, Phrase.NEGATION)
        ):
            p.starts_dependent, p.inside, p.main = False, "", False
            p.subject = self.tokens[after].lower if self.tokens[after].lower in w.PERSONAL else ""
        elif p.inside and p.inside_verb and phrase in (Phrase.CLAUSE, Phrase.VERB):
            p.inside = ""

    def _comma_cuts(self, i: int, after: int) -> bool:
        p, g = self.piece, self.grammar
        if after >= len(self.tokens):
            return False
        first = self.tokens[after]
        end = self.ends[after]
        rest = self._rest_words(after)
        quoted = first.mark is Mark.SIGN and first.lower in '"“„«'
        if quoted:
            return p.words > 0 and not (
                p.main
                and p.verb in {"s", "past", "base"}
                and p.words <= 4
                and self.tokens[i - 1].lower in w.SAYING
            )
        if not rest:
            return False
        if p.words == 0 or self._is_filler(p.start, i):
            return False
        joined = " ".join(rest)
        if end - after <= 5 and (joined in w.FILLERS or self._filler_tail(rest)):
            return False
        # a connective after the comma decides as it would without; the comma itself is then no border
        if rest[0] in w.AND or rest[0] in w.BUT:
            return False
        core = g.skip_light(after, end)
        word = self.tokens[core].lower
        if rest[0] == "so" and len(rest) > 1:
            return (
                not (p.negation and p.words <= 3)
                and not p.starts_dependent
                and rest[1] not in {"with", "without", "that", "far", "on", "not"}
            )
        if rest[0] == "then":
            return not (p.starts_dependent or p.inside in {"if", "unless", "when"})
        if rest[0] in {"otherwise", "else", "or", "oder", "nor"}:
            return False
        # the piece waits for its main clause, or is in the middle of an insertion
        phrase = g.phrase(after, end)
        if p.starts_dependent:
            return False
        opened = self.tokens[p.start].lower
        if phrase is Phrase.CLAUSE and ((opened == "not" and not p.main) or p.neither):
            return False
        if self._prepositional_list(i, after, end):
            return False
        if (
            p.inside
            and not p.inside_verb
            and not (
                p.inside in {"how", "what", "why", "when", "where"} and self.tokens[i - 1].lower == p.inside
            )
        ):
            return False
        if (
            p.inside in w.RELATIVE - {"what", "how", "why", "whether"}
            and not p.main
            and phrase is Phrase.VERB
            and not p.listed
        ):
            return self.grammar.form[core] in {"base"} and p.words > 6
        if phrase is Phrase.DEPENDENT:
            return False
        if word in {"that"} and phrase is not Phrase.CLAUSE:
            return False
        if p.preposition and not p.main and not p.number and phrase is Phrase.CLAUSE and p.words <= 7:
            return False
        if word in w.TRAILING or first.lower in w.TRAILING:
            return False
        if phrase is Phrase.PREPOSITION:
            return self._prepositional(core, after)
        if phrase is Phrase.NEGATION and word == "not":
            return self._not_follows(core, end)
        if word == "rather" or rest[:2] in (
            ["instead", "of"],
            ["as", "well"],
            ["such", "as"],
            ["as", "long"],
            ["at", "least"],
            ["at", "most"],
            ["at", "a"],
        ):
            return False
        if rest[0] in {
            "especially",
            "ideally",
            "preferably",
            "particularly",
            "including",
            "incl",
            "namely",
            "meaning",
            "though",
        }:
            return False
        if self._list_of_bare_names(after, end):
            return False
        if self._stacked_adjectives(i, core, end):
            return False
        return not (
            p.inside in {"because", "if", "cause", "cuz"}
            and p.inside_verb
            and p.main
            and phrase in (Phrase.NOUN, Phrase.PREPOSITION)
            and end - after <= 2
        )

    def _filler_tail(self, rest: list[str]) -> bool:
        """ "they say", "I guess", "he told me": who says so, not a claim."""
        return (
            len(rest) <= 4
            and rest[0] in w.PERSONAL
            and rest[-1]
            in {
                "say",
                "says",
                "said",
                "think",
                "guess",
                "suppose",
                "believe",
                "me",
                "told",
                "claim",
                "know",
                "hope",
                "mean",
                "assume",
            }
        )

    def _prepositional(self, core: int, after: int) -> bool:
        """Whether ", in summer …" begins a claim of its own rather than belonging to the clause before."""
        p, g = self.piece, self.grammar
        if core > after or self.tokens[after].lower in w.FOCUS:
            focus = True
        else:
            focus = False
        end = self.ends[after]
        word = self.tokens[core].lower
        clause = any(g.finite[j] for j in range(core, min(end, core + 10)))
        if clause:
            return True
        if word in {"before", "after", "until", "till", "since", "during", "within", "as", "like"} and (
            p.main or focus
        ):
            return False
        # "edit photos offline, on trains" has a verb and leaves out who does it
        if p.main or g.form[p.start] == "base":
            return word not in w.PREPOSITIONS or self._own_noun(core, end)
        if focus and p.words > 5 and p.ing:
            return False
        return self.tokens[after].lower != "even"

    def _own_noun(self, core: int, end: int) -> bool:
        """Whether a prepositional phrase goes on with a claim of its own: "in winter 5 sessions", "for dad a phone"."""
        seen_noun = False
        for j in range(core + 1, min(end, core + 6)):
            token = self.tokens[j]
            if token.lower in w.PREPOSITIONS:
                seen_noun = False
            if seen_noun and (is_number(token) or token.lower in {"a", "an", "no", "only", "maybe"}):
                return True
            if token.mark is Mark.WORD and is_nominal(token):
                seen_noun = True
        return False

    def _not_follows(self, core: int, end: int) -> bool:
        """ ", not X": a contrast stays with its claim, but in a list of fragments it is one of them."""
        p, g = self.piece, self.grammar
        following = g.phrase(core + 1, end) if core + 1 < end else Phrase.NOUN
        if following in (Phrase.CLAUSE, Phrase.VERB):
            return True
        listed = self.depth_list and not p.main and following is Phrase.NOUN
        return listed and (len(self.borders) >= 2 or self.tokens[core - 1].lower in w.ADVERBS)

    def _list_of_bare_names(self, after: int, end: int) -> bool:
        """ "from the philippines, india": single words after a prepositional phrase are more of the same phrase."""
        p = self.piece
        if end - after > 3 or not p.preposition or p.words > 4 or p.main:
            return False
        first = self.tokens[p.start]
        tail = [t for t in self.tokens[after:end] if t.mark in (Mark.WORD, Mark.NUMBER)]
        if not tail or (len(tail) > 2 and tail[1].lower not in w.AND | w.OR):
            return False
        return first.lower in {"from", "of", "between", "to", "across", "among", "for"} and all(
            is_nominal(t) or t.lower in w.AND | w.OR for t in tail
        )

    def _prepositional_list(self, i: int, after: int, end: int) -> bool:
        """ "works in english, spanish & bengali": single words that share the preposition of a clause."""
        if (
            not self.piece.main
            or i < 2
            or self.tokens[i - 2].lower not in {"in", "from", "of", "between", "to", "across"}
        ):
            return False
        words = self.tokens[after : min(end, after + 4)]
        alone = len(words) == 1 or (len(words) >= 2 and words[1].lower in w.AND | w.OR)
        return alone and is_nominal(words[0]) and is_nominal(self.tokens[i - 1])

    def _stacked_adjectives(self, i: int, core: int, end: int) -> bool:
        """ "a small, cheap scale": the comma stands between adjectives of one noun."""
        if i < 2:
            return False
        last, before = self.tokens[i - 1].lower, self.tokens[i - 2].lower
        if not (w.lookslike_adjective(last) and before in w.DETERMINERS | {"very", "really", "more", "too"}):
            return False
        return w.lookslike_adjective(self.tokens[core].lower) and end - core >= 2
