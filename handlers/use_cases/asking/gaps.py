"""Questions nobody's lines answer: kept, counted, listed."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.use_cases import engine
from handlers.use_cases.asking.cast import cast_for
from handlers.use_cases.asking.wording import nearness, vector_of, words_of
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Work
from storage import asking as kept
from storage.asking import Gap

LISTED = 15
LOOKED_AT = 60  # gaps that are asked anew when the list is made: some are answered by now
SAME = 0.9  # cosine from which two unanswered questions are one gap


def own_scope(person: str) -> str:
    """The scope of gaps that one person alone is shown."""
    return f"person:{person}"


def keep(work: Work, question: str, scope: str, counts: bool = True) -> int:
    """Keeps a question as a gap, or counts it once more where it was asked before in these or other words.

    Returns how often it has been asked.
    """
    words = words_of(question)
    vector = vector_of(question)
    for gap in kept.gaps(work.session, work.workspace, [scope]):
        if gap.words == words or _near(gap.vector, vector, gap.words, words):
            again = kept.asked_again(gap, work.now) if counts else gap
            kept.keep_gap(work.session, work.workspace, again)
            return again.times
    gap = Gap(work.new_id(), scope, question, words, 1, work.now, work.now, vector, work.person or "")
    kept.keep_gap(work.session, work.workspace, gap)
    return 1


def _near(one: bytes | None, other: bytes | None, words: str, others: str) -> bool:
    if one is None or other is None or words.startswith("not ") != others.startswith("not "):
        return False
    return nearness(one, other) >= SAME


def show(work: Work, origin: Origin) -> None:
    """`/persona gaps`: what was asked and nobody's lines answer still; in a private channel also what was asked there."""
    from bot.asking.messages import GapList, ListedGap

    scopes = ["", own_scope(work.person or ""), *([origin.channel] if origin.channel else [])]
    still, unseen = open_gaps(work, scopes, origin.channel)
    rows = tuple(ListedGap(gap.id, gap.question, gap.times) for gap in still[:LISTED])
    more = len(still) - len(rows) + unseen
    origin.answer(work, GapList(rows, more))


def open_gaps(work: Work, scopes: Sequence[str], channel: str | None) -> tuple[list[Gap], int]:
    """What was asked in these scopes and nobody's lines answer still, and how many more were not looked at."""
    known = kept.gaps(work.session, work.workspace, scopes)
    still = [gap for gap in known[:LOOKED_AT] if not _answered(work, gap, channel)]
    return still, max(0, len(known) - LOOKED_AT)


def _answered(work: Work, gap: Gap, channel: str | None) -> bool:
    """Whether lines that are there by now answer it."""
    from bot.asking.ask import ask
    from bot.asking.nouns import Nobody

    asking = cast_for(work, work.person, channel)
    return not isinstance(ask(asking.index, gap.question, engine.encoder()), Nobody)
