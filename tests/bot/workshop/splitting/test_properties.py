"""Rules that hold for every text anybody could type."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facets import FACETS
from bot.workshop.splitting import AnswerKind, split
from bot.workshop.splitting.kept import content_words
from bot.workshop.splitting.trimming import unbullet

_TYPED = """they she it the owner a wants want has uses decides and but so then because if when which who not no
    never don't , . ; : ? ! ... - – / + & ( ) " ' 1) 2) 3. 20 €5 10-20 march excel tablet kids price
    hate love idk skip help 😂 → etc. e.g. between both plus most of them • i think maybe"""
_WORDS = st.sampled_from([*_TYPED.split(), "\n"])
_SENTENCES = st.lists(_WORDS, max_size=40).map(" ".join)
_OTHER_SCRIPTS = st.text(alphabet="שלום, עולם. नमस्ते 世界。，ß İ ﷺ\u200f\u0301", max_size=60)
_ANY = st.one_of(st.text(max_size=200), _SENTENCES, _OTHER_SCRIPTS)
_FACETS = st.sampled_from(sorted(FACETS))


@given(text=_ANY, facet=_FACETS)
@settings(max_examples=400, deadline=None)
def test_any_text_has_a_kind_and_only_answers_have_statements(text: str, facet: str) -> None:
    said = split(text, facet)
    assert bool(said.pieces) == (said.kind is AnswerKind.ANSWER)
    assert (said.command is not None) == (said.kind is AnswerKind.COMMAND)
    assert not (said.vague and said.kind is not AnswerKind.ANSWER)
    for piece in said.pieces:
        assert piece.text.strip()
        assert piece.facet in FACETS
        assert piece.polarity in ("pos", "neg")


@given(text=_ANY, facet=_FACETS)
@settings(max_examples=400, deadline=None)
def test_statements_are_pieces_of_the_answer_in_their_order(text: str, facet: str) -> None:
    at = 0
    for piece in split(text, facet).pieces:
        found = text.find(piece.text, at)
        assert found >= 0, "a statement is not verbatim, or out of order"
        at = found + len(piece.text)


@given(text=_SENTENCES, facet=_FACETS)
@settings(max_examples=400, deadline=None)
def test_no_word_is_lost_and_none_is_said_twice(text: str, facet: str) -> None:
    said = split(text, facet)
    if said.kind is not AnswerKind.ANSWER:
        return
    without_labels = re.sub(r"(?<!\S)\d{1,2}[.)](?=\s|$)", " ", unbullet(text))
    had = Counter(word for word in content_words(without_labels) if not word.isdigit())
    have = Counter(word for piece in said.pieces for word in content_words(piece.text) if not word.isdigit())
    assert not had - have
    assert not have - Counter(content_words(text))


@given(text=_ANY, facet=_FACETS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_is_always_split_alike(text: str, facet: str) -> None:
    assert split(text, facet) == split(text, facet)


@pytest.mark.parametrize(
    "unit",
    [
        "they want x they just need y ",
        "and ",
        "a, ",
        ", ",
        "1, ",
        "1. ",
        ".",
        "'a ",
        '"a ',
        "(",
        "not x but ",
        "just ",
        "😂",
        "the way they use ",
        "who ",
        "between 5 and ",
        "she pays 5 or ",
        "i don't know ",
        "no ",
        "march, april ",
        "-",
        "a",
        "\n",
        "if they come ",
        "? no. ",
        "n/a ",
        "אני רוצה, לא יודע. ",
        "most of them ",
    ],
)
def test_forty_thousand_characters_take_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        text = ("x " + unit * (length // len(unit) + 1))[:length]
        best = 99.0
        for _ in range(2):
            start = time.process_time()
            split(text, "needs")
            best = min(best, time.process_time() - start)
        return best

    # four times the text: linear work takes four times as long, quadratic sixteen
    assert seconds(40_000) < 9 * seconds(10_000) + 0.3
