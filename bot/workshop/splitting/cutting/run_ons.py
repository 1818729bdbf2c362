"""Run-ons: a new subject with its verb, or a new item, where no mark and no connective stands."""

from __future__ import annotations

from bot.workshop.splitting import words as w
from bot.workshop.splitting.cutting.reading import COORDINATED, Reading
from bot.workshop.splitting.tokens import (
    Mark,
    is_contracted_subject,
    is_nominal,
    is_number,
    verb_form,
)

_OBJECT_RELATIVE = frozenset(
    [
        "the",
        "a",
        "an",
        "every",
        "all",
        "any",
        "something",
        "anything",
        "everything",
        "thing",
        "things",
        "way",
        "ones",
    ]
)


class RunOns(Reading):
    """Finds borders that nobody marked."""

    def _run_on(self, i: int) -> bool:
        """A new claim without any mark: "they want X they just need Y", "two tablets one printer"."""
        p, g = self.piece, self.grammar
        before = self.tokens[i - 1]
        if before.mark not in (Mark.WORD, Mark.NUMBER, Mark.EMOJI) and before.lower not in '"”)%':
            return False
        token = self.tokens[i]
        word, end = token.lower, self.ends[i]
        if p.starts_dependent or self._governs(i - 1):
            return False
        if self._no_list(i):
            return True
        if (
            p.main
            and p.since_verb >= 1
            and len(word) > 3
            and g.finite[i] is False
            and g.form[i] == "base"
            and word == p.verb_word
            and before.lower not in w.OBJECTS | w.PERSONAL | w.QUANTIFIERS
        ):
            return True
        if token.mark is Mark.NUMBER or word in w.NUMBER_WORDS:
            return self._counted_list(i)
        if not p.main:
            return self._clause_after_fragment(i, end)
        if p.words < 2:
            return False
        if p.inside and (not p.inside_verb or p.inside in COORDINATED):
            return False
        if self._bare_subject(i):
            return True
        if p.since_verb < 1:
            return False
        verb = self._new_clause(i, end)
        if verb is None:
            return False
        if before.lower in '"”' and self.tokens[verb].lower in w.SAYING and verb + 1 >= end - 1:
            return False
        if word in w.PERSONAL or is_contracted_subject(word):
            return before.lower not in {"way", "time", "moment", "day"} and not self._object_relative(
                i, verb, end
            )
        if g.form[i - 1] == "base" or g.finite[i - 1]:
            return False
        return self._has_complement(verb, end) and self.tokens[verb].lower not in {"that"}

    def _bare_subject(self, i: int) -> bool:
        """A noun with its verb right behind, after a word that ends a clause: "mom buys it dad assembles it"."""
        g, before, token = self.grammar, self.tokens[i - 1].lower, self.tokens[i]
        if (
            i + 1 >= len(self.tokens)
            or not (g.finite[i + 1] or self._unknown_verb(i))
            or not is_nominal(token)
            or token.mark is Mark.NUMBER
        ):
            return False
        if token.lower in w.PERSONAL | w.QUANTIFIERS | w.TIMES or g.finite[i] or g.form[i] in {"ing", "past"}:
            return False
        return before in {"it", "them", "him", "me", "us"} or before in w.TIMES or before == token.lower

    def _unknown_verb(self, i: int) -> bool:
        """Whether the word after the noun at i is a verb nobody listed: it ends in -s and has an object."""
        noun, verb, after = self.tokens[i].lower, self.grammar.word(i + 1), self.grammar.word(i + 2)
        if verb is None or after is None or noun.endswith("s") or not verb.lower.endswith("s"):
            return False
        return is_nominal(verb) and (after.lower in w.OBJECTS or after.lower in w.DETERMINERS)

    def _clause_after_fragment(self, i: int, end: int) -> bool:
        """A clause that begins in the middle of a fragment: "automatic tolls it should also suggest loads"."""
        p, word = self.piece, self.tokens[i].lower
        if (
            p.words < 2
            or p.inside
            or p.preposition
            or not (word in w.PERSONAL or is_contracted_subject(word))
        ):
            return False
        if (
            not is_nominal(self.tokens[i - 1])
            or self.tokens[i - 1].lower in w.TIMES | w.MONTHS
            or self._number_at(i - 1)
        ):
            return False
        if word in {"it", "you"} and self.grammar.form[i - 1]:
            return False
        verb = self._new_clause(i, end)
        return (
            verb is not None and self._has_complement(verb, end) and not self._object_relative(i, verb, end)
        )

    def _governs(self, i: int) -> bool:
        """Whether the word at i makes the next clause its own (a subordinator, a verb of saying, "than", "the way")."""
        token, word = self.tokens[i], self.tokens[i].lower
        return (
            word in w.SUBORDINATORS
            or word in w.PREPOSITIONS
            or (
                word in w.DETERMINERS
                and word not in {"that", "this", "all", "her", "another", "these", "those"}
            )
            or word in w.AND
            or word in w.OR
            or word in w.BUT
            or word in w.SAYING
            or word
            in {
                "than",
                "so",
                "then",
                "also",
                "just",
                "not",
                "maybe",
                "plus",
                "otherwise",
                "sometimes",
                "usually",
            }
            or word in w.HEDGES
            or is_contracted_subject(word)
            or (self.grammar.finite[i] and self.grammar.form[i] == "aux")
            or (token.mark is Mark.SIGN and word not in '"”)%')
        )

    def _no_list(self, i: int) -> bool:
        """ "no login no ads just the weight": every "no" opens an item of a list that began with one."""
        p, word = self.piece, self.tokens[i].lower
        if self.tokens[p.start].lower not in {"no", "not", "never"} or p.main:
            return False
        return p.words >= 2 and (word == "no" or (word in {"just", "only"} and i + 1 < len(self.tokens)))

    def _counted_list(self, i: int) -> bool:
        """ "two phones one tablet": a number after a noun, in a piece that began with a number."""
        p, g = self.piece, self.grammar
        start, before, after = self.tokens[p.start], self.tokens[i - 1], g.word(i + 1)
        if after is None or not is_number(start) or p.words < 2 or not is_nominal(before):
            return False
        if (
            before.mark is Mark.NUMBER
            or before.text[:1].isupper()
            or is_number(after)
            or (self.tokens[i].lower == "one" and after.lower == "of")
        ):
            return False
        return (before.lower.endswith("s") or g.finite[i - 1]) and (
            is_nominal(after) or after.lower == "that"
        )

    def _new_clause(self, i: int, end: int) -> int | None:
        """Index of the finite verb of a clause that can only be a new one, or None."""
        token, g = self.tokens[i], self.grammar
        word = token.lower
        verb = g.verb_after(i, end)
        if verb is None:
            return None
        if word in w.PERSONAL or is_contracted_subject(word):
            if word in {"it", "you"} and g.form[i - 1] in {"base", "s", "past", "ing", "participle"}:
                return None
            return verb
        if word in (w.QUANTIFIERS | w.DETERMINERS) - {"that", "this", "these", "those"}:
            before = self.tokens[i - 1]
            if (not is_nominal(before) and before.lower not in w.OBJECTS | w.ADVERBS) or verb - i > 5:
                return None
            if (
                verb_form(before.lower) in {"base", "s", "past", "ing", "participle"}
                and before.lower not in w.NOUN_OR_VERB
            ):
                return None
            return verb
        return None

    def _object_relative(self, i: int, verb: int, end: int) -> bool:
        """Whether "they use" in "the app they use" describes the noun before it: then the verb has no object."""
        before = self.tokens[i - 1].lower
        if (
            before in w.OBJECTS
            or before in w.ADVERBS
            or (before.endswith("ly") and len(before) > 4)
            or before in {"anymore", "yet", "too", "either", "anyway", "lol"}
        ):
            return False
        word = self.tokens[i].lower
        if is_contracted_subject(word) and word.endswith(("'s", "'re", "'m")):
            return False
        if verb > i + 1 or self.tokens[verb].lower in w.AUXILIARIES - {"have", "had", "has"}:
            between = {self.tokens[j].lower for j in range(i + 1, verb)}
            if between & {"just", "also", "never", "not", "still", "even", "only", "simply"}:
                return False
            if self.tokens[verb].lower in w.NEGATED_AUX:
                return False
        described = any(
            self.tokens[j].lower in _OBJECT_RELATIVE for j in range(max(self.piece.start, i - 3), i)
        ) or self._superlative(i)
        if verb + 2 < end and self.tokens[verb + 1].lower == "to":
            verb += 2
        return described and not self._has_complement(verb, end, strict=True)

    def _superlative(self, i: int) -> bool:
        return any(
            self.tokens[j].lower in {"only", "first", "last", "best"}
            for j in range(max(self.piece.start, i - 3), i)
        )

    def _has_complement(self, verb: int, end: int, strict: bool = False) -> bool:
        """Whether an object or another complement follows the verb, so that its clause is whole.

        `strict`: a phrase with a preposition is none, as it may follow a gap too ("the app they use in the field").
        """
        j = verb + 1
        while j < end and (
            self.tokens[j].lower in w.ADVERBS or self.tokens[j].lower in w.NEGATIONS - {"no", "nothing"}
        ):
            j += 1
        token = self.grammar.word(j)
        if token is None or j >= end:
            return False
        word = token.lower
        if strict and (word in {"every", "each", "all", "most", "daily"} or word in w.TIMES):
            return False
        if word in w.PREPOSITIONS:
            return (not strict and self.grammar.form[verb] == "aux") or (
                not strict and word in {"at", "on", "in", "from", "for"}
            )
        return word not in w.SUBORDINATORS - {"that", "what", "how"}
