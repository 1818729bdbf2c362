"""Where the finite verbs of an answer are, and what kind of phrase begins at a word.

A verb is believed by its place: after a subject pronoun nearly any word is one; after a noun it must be a known form
with a complement that only verbs take. Everything looks at a few neighbours only, so the whole is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from bot.workshop.splitting import words as w
from bot.workshop.splitting.tokens import (
    Mark,
    Token,
    is_contracted_subject,
    is_function,
    is_nominal,
    is_number,
    verb_form,
)

_THIRD = frozenset(
    [
        "he",
        "she",
        "it",
        "nobody",
        "everybody",
        "everyone",
        "someone",
        "somebody",
        "one",
        "each",
        "who",
        "which",
        "that",
        "this",
        "nothing",
        "everything",
    ]
)
_PLURAL_SUBJECT = frozenset(
    [
        "i",
        "we",
        "they",
        "you",
        "most",
        "some",
        "many",
        "few",
        "both",
        "half",
        "others",
        "all",
        "several",
        "who",
        "that",
        "which",
        "theyre",
        "these",
        "those",
    ]
)
_PARTICLES = frozenset(["off", "up", "out", "down", "back", "away", "over"])
_PLURALS = frozenset(
    ["people", "men", "women", "children", "staff", "parents", "folks", "kids", "police", "guys"]
)
_REACH = 9


class Phrase(Enum):
    """What begins at a word."""

    CLAUSE = "subject and finite verb"
    VERB = "finite verb or bare verb phrase without subject"
    TO = "infinitive with to"
    ING = "verb phrase with -ing"
    DEPENDENT = "because, if, which …"
    PREPOSITION = "prepositional phrase"
    NEGATION = "no, not, never …"
    NOUN = "noun phrase or anything else"


def _opens_complement(token: Token | None) -> bool:
    """Whether a word is one that follows verbs rather than nouns (an object, an infinitive, a clause, an adverb)."""
    return token is not None and (
        token.lower in w.DETERMINERS
        or token.lower in w.OBJECTS
        or token.lower
        in {
            "to",
            "that",
            "what",
            "how",
            "why",
            "if",
            "whether",
            "more",
            "less",
            "too",
            "very",
            "so",
            "when",
            "forever",
        }
        or token.lower in _PARTICLES
        or is_number(token)
        or (len(token.lower) > 4 and token.lower.endswith("ly"))
    )


class Grammar:
    """The finite verbs of a token list: `finite[i]` and `form[i]` for token i."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.form = [verb_form(t.lower) if t.mark is Mark.WORD else "" for t in tokens]
        self.finite = [False] * len(tokens)
        for i in range(len(tokens)):
            self.finite[i] = self._is_finite(i)

    def word(self, i: int) -> Token | None:
        """The token at i where there is one that is a word or number."""
        if 0 <= i < len(self.tokens) and self.tokens[i].mark in (Mark.WORD, Mark.NUMBER):
            return self.tokens[i]
        return None

    def _before(self, i: int) -> int | None:
        """Index of the word before i, adverbs skipped; None at the start of a phrase (a mark or a connective)."""
        j = i - 1
        for _ in range(4):
            token = self.word(j)
            if token is None or token.lower in w.AND or token.lower in w.OR or token.lower in w.BUT:
                return None
            if token.lower not in w.ADVERBS or token.lower in {"both", "each", "all", "either"}:
                return j
            j -= 1
        return None

    def _is_finite(self, i: int) -> bool:
        token, form = self.tokens[i], self.form[i]
        if token.mark is not Mark.WORD:
            return False
        word = token.lower
        if is_contracted_subject(word):
            return True
        after = self.word(i + 1)
        b = self._before(i)
        before = None if b is None else self.tokens[b]
        previous = "" if before is None else before.lower
        if form == "aux":
            if word == "may" and (
                before is None or previous in w.PREPOSITIONS or (after is not None and is_number(after))
            ):
                return False
            if word in {"must", "can", "will", "might"} and previous in w.DETERMINERS:
                return False
            if word == "r" and (
                before is None or (previous not in w.PERSONAL and not previous.endswith("s"))
            ):
                return False
            return previous != "to"
        if before is None:
            return self._starts_verb_phrase(i)
        if previous == "to" or (previous in w.DETERMINERS and previous not in w.PERSONAL | w.QUANTIFIERS):
            return False
        subject = previous in _PLURAL_SUBJECT or previous in _THIRD
        if subject and b is not None and self._is_object(b):
            subject = False
        if subject:
            if form in {"base", "past", "s"}:
                if previous in w.PERSONAL or previous in {"who", "which"} or is_contracted_subject(previous):
                    return True
                if previous in {
                    "that",
                    "this",
                    "these",
                    "those",
                    "one",
                    "each",
                    "some",
                    "many",
                    "most",
                    "all",
                    "few",
                    "several",
                    "both",
                    "half",
                }:
                    return (word not in w.NOUN_OR_VERB and word not in w.VERB_S_NOUNISH) or _opens_complement(
                        after
                    )
                return True
            if previous in {"who", "which"}:
                return not is_function(token) and word not in w.ADVERBS and form != "ing"
            if previous in w.PERSONAL and previous not in {"it", "you", "there"}:
                return not is_function(token) and word not in w.ADVERBS and form != "ing"
            if previous in _THIRD - {"one", "each", "that", "this"}:
                return (
                    len(word) > 3
                    and word.endswith("s")
                    and not word.endswith("ss")
                    and not is_function(token)
                )
            if previous in {"who", "which"}:
                return not is_function(token) and word not in w.ADVERBS and form != "ing"
            return False
        if previous in {"them", "us"} and b is not None and b >= 2 and self.tokens[b - 1].lower == "of":
            return form in {"base", "s", "past"}
        if not is_nominal(before) or (before.mark is Mark.NUMBER and form != "past"):
            return False
        return self._after_noun(i, b if b is not None else i - 1, word, form, after)

    def _is_object(self, b: int) -> bool:
        """Whether the pronoun at b is governed by a verb or preposition before it ("gives it", "for that")."""
        if self.tokens[b].lower not in w.OBJECTS:
            return False
        token = self.word(b - 1)
        if token is None:
            return False
        return token.lower in w.PREPOSITIONS and token.lower not in w.CONDITION

    def _starts_verb_phrase(self, i: int) -> bool:
        word, form, after = self.tokens[i].lower, self.form[i], self.word(i + 1)
        if form == "s":
            return word not in w.VERB_S_NOUNISH or _opens_complement(after)
        if form in {"base", "past"}:
            if form == "base" and word in w.NOUN_OR_VERB:
                return after is not None and (
                    after.lower in w.DETERMINERS
                    or after.lower in w.OBJECTS
                    or after.lower in {"to", "more", "less"}
                    or is_number(after)
                )
            if form == "past" and word.endswith("ed"):
                return after is not None and (after.lower in w.PREPOSITIONS or _opens_complement(after))
            return True
        return False

    def _after_noun(self, i: int, b: int, word: str, form: str, after: Token | None) -> bool:
        noun = self.tokens[b].lower
        plural = (noun.endswith("s") and not noun.endswith(("ss", "us", "is"))) or noun in _PLURALS
        determined = False
        for j in (b - 1, b - 2, b - 3):
            first = self.word(j)
            if first is None or first.lower in w.PREPOSITIONS:
                break
            if first.lower in w.DETERMINERS or first.lower in w.NUMBER_WORDS:
                determined = True
                break
        if form == "s":
            if word in w.VERB_S_NOUNISH:
                if _opens_complement(after):
                    return True
                return (
                    determined
                    and not plural
                    and (after is None or after.lower not in w.PREPOSITIONS - {"at", "on", "in", "after"})
                )
            return True
        if form == "past":
            if word not in w.VERB_PARTICIPLE and not word.endswith("ed"):
                return (word not in w.NOUN_OR_VERB and word not in {"set", "cost", "cut", "put"}) or (
                    plural and _opens_complement(after)
                )
            if after is None:
                return determined
            return after.lower not in {"to", "so"} and (
                _opens_complement(after) or (is_nominal(after) and not after.lower.endswith("ed"))
            )
        if form == "base":
            if not plural:
                return False
            return word not in w.NOUN_OR_VERB or _opens_complement(after) or (after is None and determined)
        if (
            form == ""
            and determined
            and not plural
            and word.endswith("s")
            and not word.endswith("ss")
            and len(word) > 3
        ):
            return after is not None and (
                after.lower in w.DETERMINERS or after.lower in w.OBJECTS or after.lower in {"at", "what"}
            )
        return False

    def is_noun_cause(self, i: int) -> bool:
        """Whether "cause" at i is the noun ("the cause") and not short for because."""
        before = self.word(i - 1)
        return (
            self.tokens[i].lower == "cause"
            and before is not None
            and before.lower in w.DETERMINERS | w.ADJECTIVES
        )

    def skip_light(self, i: int, end: int) -> int:
        """The index of the first word from i that is no mere adverb or opener."""
        end = min(end, i + _REACH)
        while (
            i < end - 1
            and self.tokens[i].mark is Mark.WORD
            and (
                (
                    self.tokens[i].lower in w.ADVERBS
                    and self.tokens[i].lower not in w.NEGATIONS | w.QUANTIFIERS
                )
                or (self.tokens[i].lower in {"so", "plus", "well", "second"} and self.word(i + 1) is not None)
            )
        ):
            i += 1
        return i

    def phrase(self, i: int, end: int) -> Phrase:
        """What kind of phrase begins at token i; it ends before `end`. Looks at no more than a few words."""
        i = self.skip_light(i, end)
        token = self.word(i)
        if token is None or i >= end:
            return Phrase.NOUN
        word = token.lower
        if is_contracted_subject(word):
            return Phrase.CLAUSE
        subject_verb = self.verb_after(i, end)
        after = self.tokens[i + 1] if i + 1 < end else None
        if after is not None and (word, after.lower) == ("since", "then"):
            return self.phrase(i + 2, end) if i + 2 < end else Phrase.NOUN
        if word in w.CONDITION & w.PREPOSITIONS and after is not None and after.lower in w.AND:
            return Phrase.NOUN
        if word in w.CONDITION and word != "as" and not self.is_noun_cause(i):
            return Phrase.DEPENDENT
        if word in w.RELATIVE and word not in {"that", "what", "how", "why", "where"}:
            return Phrase.DEPENDENT
        if word in {"what", "how", "why", "where"}:
            return Phrase.DEPENDENT
        if word == "to":
            return Phrase.TO
        if word in w.PREPOSITIONS:
            return Phrase.PREPOSITION
        if word in {"nobody", "nothing", "none", "no", "neither"} and subject_verb is not None:
            return Phrase.CLAUSE
        if word in w.NEGATIONS:
            return Phrase.NEGATION
        if self.finite[i] or (self.form[i] in {"base", "s"} and self._starts_verb_phrase(i)):
            return Phrase.VERB
        if subject_verb is not None:
            return Phrase.CLAUSE
        if self.form[i] == "ing":
            return Phrase.ING
        return Phrase.NOUN

    def verb_after(self, i: int, end: int) -> int | None:
        """Index of the finite verb of the clause whose subject begins at i, or None where no clause begins there."""
        token = self.word(i)
        if token is None:
            return None
        if is_contracted_subject(token.lower):
            return i
        j = i + 1
        pronoun = token.lower in w.PERSONAL
        while j < min(end, i + _REACH):
            other = self.word(j)
            if other is None:
                return None
            if self.finite[j]:
                return j
            if other.lower in w.ADVERBS or other.lower in w.NEGATIONS:
                j += 1
                continue
            if pronoun or other.lower == "to" or other.lower in w.SUBORDINATORS or other.lower in w.BUT:
                return None
            if other.lower in w.PERSONAL:
                return None
            j += 1
        return None
