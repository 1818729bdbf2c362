"""Cutting an answer into claims: hard marks first, then commas, connectives and run-ons judged by their two sides.

One pass from left to right. What has been seen of the current piece is kept in a small state, what comes is looked at
a few words ahead, so an answer of any length takes time in proportion to its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.workshop.splitting import words as w
from bot.workshop.splitting.grammar import Grammar, Phrase
from bot.workshop.splitting.shielding import shielded
from bot.workshop.splitting.tokens import (
    Mark,
    Token,
    is_contracted_subject,
    is_nominal,
    is_number,
    tokenize,
    verb_form,
)

_SENTENCE_END = frozenset(".!?…。！？؟।")
_ENUMERATION_LIMIT = 99
_REPLIES = frozenset("no yes never nope yep yeah always nah none nothing there rarely sometimes not".split())
_OBJECT_RELATIVE = frozenset(
    "the a an every all any something anything everything thing things way ones".split()
)
_COORDINATED = frozenset(
    "because if when that whether since while unless how where whenever although so cause cuz until till".split()
)


@dataclass
class _Piece:
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


class _Cutter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.grammar = Grammar(self.tokens)
        self.shield = shielded(text, self.tokens)
        self.borders: list[int] = []  # character positions
        self.piece = _Piece(0)
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

    # -- reading ----------------------------------------------------------------------------------------------

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
        return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if b > a]

    def _cut(self, i: int, listed: bool) -> None:
        position = self.tokens[i].start if i < len(self.tokens) else len(self.text)
        if not self.borders or position > self.borders[-1]:
            self.borders.append(position)
        self.piece = _Piece(i, listed=listed)
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
        """Whether the subordinator at i is followed by a clause ("before it rains") and is not a preposition or pronoun."""
        word, g = self.tokens[i].lower, self.grammar
        if word in w.PREPOSITIONS or word in {"that", "as", "once"}:
            after = i + 1
            return after < len(self.tokens) and (
                g.verb_after(after, self.ends[i]) is not None or (word == "that" and g.finite[after])
            )
        return not self.grammar.is_noun_cause(i)

    # -- hard marks -------------------------------------------------------------------------------------------

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
            if sign in "+" and (i == 0 or self.tokens[i - 1].mark is Mark.NUMBER and self._number_at(after)):
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
            "heard", "said", "says", "told", "from", "by", "overheard", "a", "an", "one", "i", "the", "as", "my", "our", "quote", "according",
        }  # fmt: skip

    def _number_at(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].mark is Mark.NUMBER

    def _is_unit(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].lower in w.UNITS

    def _emoji(self, i: int) -> int | None:
        """An emoji between two pieces: a bullet, or the end of a claim before a new clause."""
        end = i
        while end + 1 < len(self.tokens) and self.tokens[end + 1].mark is Mark.EMOJI:
            end += 1
        after = end + 1
        if after >= len(self.tokens) or self.piece.words == 0:
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
            if not (
                run in {"!", "?", ".", "..", "..."}
                and self.text[close].isupper()
                and self.piece.words > 1
                and self.text[self.tokens[i].start - 1].islower()
            ):
                if len(run) < 2 or "." not in run:
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
                if before.lower in w.ABBREVIATIONS or (len(before.lower) == 1 and before.lower.isalpha()):
                    if not (
                        follower.text[:1].isupper()
                        and before.lower in {"etc", "hrs", "min", "yrs", "yr", "hr", "mo", "inc", "ltd", "co"}
                    ):
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

    # -- commas -----------------------------------------------------------------------------------------------

    def _comma(self, i: int) -> None:
        after = i + 1
        if after >= len(self.tokens):
            return
        while (
            after < len(self.tokens)
            and self.tokens[after].mark is Mark.SIGN
            and self.tokens[after].lower in ",-"
        ):
            after += 1
        if after >= len(self.tokens) or after in self.shield:
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

    def _rest_words(self, after: int) -> list[str]:
        return [
            t.lower
            for t in self.tokens[after : min(self.ends[after], after + 6)]
            if t.mark in (Mark.WORD, Mark.NUMBER)
        ]

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
        if (
            p.inside in _COORDINATED
            and p.inside_verb
            and p.main
            and phrase in (Phrase.NOUN, Phrase.PREPOSITION)
            and p.inside in {"because", "if", "cause", "cuz"}
            and end - after <= 2
        ):
            return False
        return True

    def _is_filler(self, start: int, end: int) -> bool:
        said = [t.lower for t in self.tokens[start:end] if t.mark in (Mark.WORD, Mark.NUMBER)]
        while said and said[0] in (w.AND | w.BUT | {"so", "well", "then"}) and len(said) > 1:
            said = said[1:]
        return len(said) <= 6 and " ".join(said) in w.FILLERS

    def _filler_tail(self, rest: list[str]) -> bool:
        """ "they say", "I guess", "he told me": who says so, not a claim."""
        return len(rest) <= 4 and rest[0] in w.PERSONAL and rest[-1] in {
            "say", "says", "said", "think", "guess", "suppose", "believe", "me", "told", "claim", "know", "hope", "mean", "assume",
        }  # fmt: skip

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
        if p.main:
            return word not in w.PREPOSITIONS or self._own_noun(core, end)
        if focus and p.words > 5 and p.ing:
            return False
        return not (self.tokens[after].lower == "even")

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
        if not tail or len(tail) > 2 and tail[1].lower not in w.AND | w.OR:
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

    # -- connectives and run-ons ------------------------------------------------------------------------------

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

    def _comma_before(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].lower == ","

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
        if nxt in {"without", "with"} or phrase is Phrase.DEPENDENT:
            return False
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
            return phrase is Phrase.NOUN and (p.listed or not p.main or len(self.borders) > 0)
        if self.depth_list and p.main and phrase is Phrase.NOUN:
            return False
        return self._two_quantities(i, after)

    def _two_quantities(self, i: int, after: int) -> bool:
        """ "more regulars and fewer tourists", "two tablets and one phone": each noun has a measure of its own."""
        p = self.piece
        start = self.tokens[p.start]
        measures = {"more", "fewer", "less", "better", "fewer"}
        return (
            not p.main and p.words >= 2 and start.lower in measures and self.tokens[after].lower in measures
        )

    def _is_open(self, token: Token) -> bool:
        """Whether a phrase cannot end at this word ("the", "of", an adjective after an article)."""
        return token.lower in w.DETERMINERS or token.lower in w.PREPOSITIONS - {"in", "on", "off", "by"}

    def _clause_after_and(self, core: int) -> bool:
        """ "… and they …": a border where a finite clause stands on the left too, unless both depend on one subordinator."""
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
        if p.inside and (p.inside in _COORDINATED or not p.main):
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
        if (
            p.starts_dependent
            or nxt in {"also", "because", "with", "without", "only"}
            and phrase is not Phrase.CLAUSE
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
            return self._clause_behind(after, end)
        if phrase is Phrase.PREPOSITION:
            return p.main and not p.negation and any(g.finite[j] for j in range(after, min(end, after + 10)))
        return False

    def _clause_behind(self, after: int, end: int) -> bool:
        """ "but if the chef hates it it's dead": the dependent clause is followed by a main one."""
        verbs = sum(self.grammar.finite[j] for j in range(after, min(len(self.tokens), after + 16)))
        return verbs >= 2

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
        if p.inside and (not p.inside_verb or p.inside in _COORDINATED):
            return False
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
            or token.mark is Mark.SIGN
            and word not in '"”)%'
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
            or self.tokens[i].lower == "one"
            and after.lower == "of"
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
            if not is_nominal(before) and before.lower not in w.OBJECTS | w.ADVERBS or verb - i > 5:
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
        if word in w.PREPOSITIONS:
            return (
                not strict
                and self.grammar.form[verb] == "aux"
                or not strict
                and word in {"at", "on", "in", "from", "for"}
            )
        return word not in w.SUBORDINATORS - {"that", "what", "how"}


def cut(text: str) -> list[tuple[int, int]]:
    """Character spans of the claims of `text`, in order; together they cover it without gaps."""
    if not text:
        return []
    return _Cutter(text).run()


def spans_of(pieces: Sequence[tuple[int, int]], text: str) -> list[str]:
    """The raw texts of these spans."""
    return [text[a:b] for a, b in pieces]
