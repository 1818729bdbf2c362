"""Lines that somebody judged not to answer a question: they are not given for it, nor for one that means the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from handlers.use_cases.asking.wording import nearness, vector_of, words_of
from handlers.use_cases.work import Look, Work
from storage import asking as kept
from storage.asking import Judgement

if TYPE_CHECKING:
    from bot.asking.nouns import Corrections

NEARLY_IDENTICAL = 0.93


def judge_wrong(work: Work, question: str, lines: Sequence[str]) -> None:
    """Keeps that these lines do not answer this question."""
    vector = vector_of(question)
    for line in lines:
        judged = Judgement(question, line, False, work.person or "", work.now, vector)
        kept.keep_judgement(work.session, work.workspace, judged)


def corrections(look: Look, question: str) -> Corrections:
    """The judgements made on this question or one that means the same, as judgements on this question."""
    from bot.asking.nouns import Corrections

    known = kept.judgements(look.session, look.workspace)
    if not known:
        return Corrections()
    same = {judged.question for judged in known if judged.question.casefold() == question.casefold()}
    same |= _nearly({judged.question: judged.vector for judged in known}, question)
    wrong = frozenset(judged.line for judged in known if judged.question in same and not judged.right)
    right = frozenset(judged.line for judged in known if judged.question in same and judged.right)
    return Corrections({question: wrong}, {question: right}) if wrong or right else Corrections()


def _nearly(known: Mapping[str, bytes | None], question: str) -> set[str]:
    """Questions with the same words that carry meaning, or nearly the same meaning, and the same side."""
    from bot.meaning.negation import stance

    negated = stance(question).negated
    words = words_of(question)
    sided = [other for other in known if stance(other).negated == negated]
    same = {other for other in sided if words_of(other) == words}
    vector = vector_of(question)
    if vector is not None:
        for other in sided:
            theirs = known[other]
            if theirs is not None and nearness(theirs, vector) >= NEARLY_IDENTICAL:
                same.add(other)
    return same
