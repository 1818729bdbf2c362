"""What has been read of an answer so far: its tokens, the borders set, and the state of the piece being read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.workshop.splitting import words as w
from bot.workshop.splitting.grammar import Grammar, Phrase
from bot.workshop.splitting.shielding import shielded
from bot.workshop.splitting.tokens import (
    Mark,
    is_contracted_subject,
    tokenize,
)

COORDINATED = frozenset(
    [
        "because",
        "if",
        "when",
        "that",
        "whether",
        "since",
        "while",
        "unless",
        "how",
        "where",
        "whenever",
        "although",
        "so",
        "cause",
        "cuz",
        "until",
        "till",
    ]
)


@dataclass
class Piece:
    """What has been seen of the piece that is being read."""

    start: int
    words: int = 0
    starts_dependent: bool = False  # opened by if/when/because …: its main clause is still to come
    main: bool = False  # a finite verb in a main clause
    verb_word: str = ""  # that verb
    verb: str = ""  # form of the last main verb ("s", "base", "past", "aux")
    infinitive: bool = False  # "to" or a modal before a bare verb
    subject: str = ""  # the pronoun the piece begins with
    inside: str = ""  # the subordinator whose clause we are in
    inside_verb: bool = False
    since_verb: int = 0  # words since the last verb
    ing: bool = False
    colon: bool = False
    preposition: bool = False  # the piece begins with a preposition
    number: bool = False
    negation: bool = False
    neither: bool = False
    listed: bool = False  # opened at a comma (or "and" in a list)


class Reading:
    """The reading of one answer from left to right; borders are character positions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.grammar = Grammar(self.tokens)
        self.shield = shielded(text, self.tokens)
        self.borders: list[int] = []  # character positions
        self.piece = Piece(0)
        self.enumerated = False
        self.depth_list = False  # the last border was a comma of a list
        self.ends = self._ends()

    def _ends(self) -> list[int]:
        """For every token the index of the next mark that ends a phrase (comma, sentence end …), exclusive limit."""
        out, limit = [0] * len(self.tokens), len(self.tokens)
        for i in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[i]
            if token.mark is Mark.BREAK or (token.mark is Mark.SIGN and token.lower in ",;.!?…:—–|"):
                limit = i
            out[i] = limit
        return out

    def _cut(self, i: int, listed: bool) -> None:
        position = self.tokens[i].start if i < len(self.tokens) else len(self.text)
        if not self.borders or position > self.borders[-1]:
            self.borders.append(position)
        self.piece = Piece(i, listed=listed)
        self.depth_list = listed

    def _see(self, i: int) -> None:
        """Takes one word into the state of the piece."""
        token, p, g = self.tokens[i], self.piece, self.grammar
        if token.mark not in (Mark.WORD, Mark.NUMBER):
            return
        word = token.lower
        first = p.words == 0
        p.words += 1
        p.since_verb += 1
        if first or (p.words <= 3 and not p.subject and not p.main):
            if word in w.CONDITION and word not in {
                "as",
                "once",
                "since",
                "before",
                "after",
                "till",
                "until",
            }:
                p.starts_dependent = p.starts_dependent or first or p.words == 2
            if first and word in w.PREPOSITIONS:
                p.preposition = True
            if word in w.PERSONAL:
                p.subject = word
            elif is_contracted_subject(word):
                p.subject = word.split("'")[0]
        if token.mark is Mark.NUMBER or word in w.NUMBER_WORDS:
            p.number = True
        if word in w.NEGATIONS or word in w.NEGATED_AUX:
            p.negation = True
        if (
            word in w.SUBORDINATORS
            and not (first and word in {"that", "as", "once"})
            and self._opens_clause(i)
        ):
            p.inside, p.inside_verb = word, False
        elif word == "so" and not first and i + 1 < len(self.tokens):
            p.inside, p.inside_verb = "so", False
        if word == "neither":
            p.neither = True
        if word == "to" or word in w.MODALS:
            p.infinitive = True
        if g.form[i] == "ing":
            p.ing = True
        if g.form[i] == "base" and p.main and p.verb == "aux" and not p.inside and p.since_verb <= 2:
            p.verb_word = word
        begins = first and g.phrase(i, self.ends[i]) is Phrase.VERB
        if g.finite[i] or begins or (g.form[i] == "base" and p.infinitive):
            p.since_verb = 0
            if p.inside and (p.starts_dependent or not first):
                if g.finite[i]:
                    p.inside_verb = True
            elif not p.inside and (g.finite[i] or begins):
                p.verb_word = word
                p.main, p.verb = True, g.form[i] or ("s" if word.endswith("s") else "base")

    def _opens_clause(self, i: int) -> bool:
        """Whether the subordinator at i opens a clause ("before it rains") and is no preposition or pronoun."""
        word, g = self.tokens[i].lower, self.grammar
        if word in w.PREPOSITIONS or word in {"that", "as", "once"}:
            after = i + 1
            return after < len(self.tokens) and (
                g.verb_after(after, self.ends[i]) is not None or (word == "that" and g.finite[after])
            )
        return not self.grammar.is_noun_cause(i)

    def _number_at(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].mark is Mark.NUMBER

    def _rest_words(self, after: int) -> list[str]:
        return [
            t.lower
            for t in self.tokens[after : min(self.ends[after], after + 6)]
            if t.mark in (Mark.WORD, Mark.NUMBER)
        ]

    def _is_filler(self, start: int, end: int) -> bool:
        """Whether the words of these tokens say nothing alone ("I guess", "of course")."""
        if end - start > 12:
            return False
        said = [t.lower for t in self.tokens[start:end] if t.mark in (Mark.WORD, Mark.NUMBER)]
        while said and said[0] in (w.AND | w.BUT | {"so", "well", "then"}) and len(said) > 1:
            said = said[1:]
        return len(said) <= 6 and " ".join(said) in w.FILLERS

    def _comma_before(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].lower == ","

    def _clause_behind(self, after: int) -> bool:
        """ "but if the chef hates it it's dead": the dependent clause is followed by a main one."""
        verbs = sum(self.grammar.finite[j] for j in range(after, min(len(self.tokens), after + 16)))
        return verbs >= 2
