"""Several answers in one cell: which separator, and which of the pieces belong together as one option.

Options may hold the separator themselves ("Better choice, fresher products"). Only what occurs together tells:
pieces that never
occur without each other, side by side, are one option.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from bot.survey.reading.words.headers import RANK, SEVERAL
from bot.survey.reading.words.nonanswers import is_blank

_LEARN = 4_000
_SPLITS = {
    ";": re.compile(r"\s*;\s*"),
    "\n": re.compile(r"\s*\n\s*"),
    "|": re.compile(r"\s*\|\s*"),
    ",": re.compile(r",(?!\s)"),
    ", ": re.compile(r",\s+"),
    "、": re.compile(r"\s*[、，；]\s*"),
    " / ": re.compile(r"\s+/\s+"),
    " ": re.compile(r"\s+"),
}
_OPEN, _CLOSE = "([{（「", ")]}）」"


@dataclass
class Joined:
    """A column of joined answers: `options` that recur, and for each distinct text its parts in the order written.

    `ranked`: every cell puts the same options into an order.
    """

    options: list[str]
    parts: dict[str, tuple[str, ...]]
    ranked: bool
    write_ins: int = 0


def _balanced(pieces: list[str], joint: str) -> list[str]:
    """Pieces with those put back together that were cut inside brackets."""
    whole: list[str] = []
    depth = 0
    for piece in pieces:
        if depth > 0 and whole:
            whole[-1] += joint + piece
        else:
            whole.append(piece)
        depth = max(
            0, sum(whole[-1].count(mark) for mark in _OPEN) - sum(whole[-1].count(mark) for mark in _CLOSE)
        )
    return whole


def _glue(cells: list[tuple[list[str], int]], joint: str) -> list[tuple[list[str], int]]:
    """Cells with pieces glued that never occur apart, repeated until nothing more is found."""
    for _ in range(8):
        count: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        ends: Counter[str] = Counter()
        for pieces, times in cells:
            for piece in pieces:
                count[piece] += times
            for pair in pairwise(pieces):
                pairs[pair] += times
            if pieces:
                ends[pieces[-1]] += times
        followers: dict[str, list[str]] = {}
        for first, second in pairs:
            followers.setdefault(first, []).append(second)
        join: set[tuple[str, str]] = set()
        for (first, second), times in pairs.items():
            goes_on = second[:1].islower()
            if (times == count[first] == count[second] and times >= (2 if goes_on else 4)) or (
                goes_on and times == count[second] and times >= 2 and first[:1].isupper()
            ):
                join.add((first, second))
            elif not ends[first] and 1 < len(followers[first]) <= 6 and times >= 3:
                only = [after for after in followers[first] if pairs[first, after] == count[after]]
                if (
                    len(only) == len(followers[first])
                    and sum(pairs[first, after] for after in only) == count[first]
                ):
                    join.add((first, second))
        if not join:
            return cells
        glued = []
        for pieces, times in cells:
            whole: list[str] = []
            last = ""
            for piece in pieces:
                if whole and (last, piece) in join:
                    whole[-1] += joint + piece
                else:
                    whole.append(piece)
                last = piece
            glued.append((whole, times))
        cells = glued
    return cells


def _split(texts: dict[str, int], separator: str) -> dict[str, tuple[str, ...]] | None:
    cut = _SPLITS[separator]
    joint = {",": ",", ", ": ", "}.get(separator, separator)
    keys = list(texts)
    cells = [([piece.strip() for piece in cut.split(text) if piece.strip()], texts[text]) for text in keys]
    if separator in (",", ", ", "、", " / "):
        cells = [(_balanced(pieces, joint), times) for pieces, times in cells]
        cells = _glue(cells, joint)
    return {text: tuple(pieces) for text, (pieces, _) in zip(keys, cells, strict=True)}


def split_joined(
    tally: dict[str, int],
    header: str,
    separator: str = "",
    coded: bool = False,
    known: frozenset[str] = frozenset(),
) -> Joined | None:
    """The joined answers of a column (distinct text → how often); None where cells hold one answer each.

    `separator`: what the tool is known to write. `known`: options told by the file elsewhere (one column each).
    """
    texts = {text: times for text, times in tally.items() if not is_blank(text)}
    if not texts:
        return None
    learn = texts
    if len(texts) > _LEARN:
        learn = dict(sorted(texts.items(), key=lambda pair: -pair[1])[:_LEARN])
    asked = bool(SEVERAL.search(header))
    ranks = bool(RANK.search(header)) and not asked
    candidates = [separator] if separator else [";", "\n", "|", ", ", ",", "、", *([" "] if coded else [])]
    best: tuple[float, str, dict[str, tuple[str, ...]], list[str], bool] | None = None
    total = sum(learn.values())
    for candidate in candidates:
        holding = sum(
            times for text, times in learn.items() if _SPLITS[candidate].search(text.rstrip("; \n|"))
        )
        if not holding and not (
            separator or (candidate == ";" and any(text.endswith(";") for text in learn))
        ):
            continue
        if candidate == "," and holding < total * 0.03 and not asked:
            continue
        if candidate == " " and any(
            len(piece) > 1 and not re.fullmatch(r"[\w.\-]+", piece)
            for text in learn
            for piece in text.split()
        ):
            continue
        parts = _split(learn, candidate)
        if parts is None:
            continue
        found = _judge(learn, parts, total, asked, ranks, bool(separator), known, candidate)
        if found is not None and (best is None or found[0] > best[0]):
            best = found[0], candidate, parts, found[1], found[2]
    if best is None:
        return None
    _, chosen, parts, options, ranked = best
    if len(texts) > len(learn):
        parts = {**_by_options([text for text in texts if text not in parts], options, chosen), **parts}
    return Joined(options, parts, ranked)


def _by_options(texts: list[str], options: list[str], separator: str) -> dict[str, tuple[str, ...]]:
    """Splits further texts where the options are known already."""
    joint = {",": ",", ", ": ", "}.get(separator, separator)
    known = set(options)
    longest = max((option.count(joint) for option in options), default=0) + 1
    found = {}
    for text in texts:
        pieces = [piece.strip() for piece in _SPLITS[separator].split(text) if piece.strip()]
        whole: list[str] = []
        at = 0
        while at < len(pieces):
            for length in range(min(longest, len(pieces) - at), 0, -1):
                option = joint.join(pieces[at : at + length])
                if option in known or length == 1:
                    whole.append(option)
                    at += length
                    break
        found[text] = tuple(whole)
    return found


def _judge(
    texts: dict[str, int],
    parts: dict[str, tuple[str, ...]],
    total: int,
    asked: bool,
    ranks: bool,
    told: bool,
    known: frozenset[str],
    separator: str,
) -> tuple[float, list[str], bool] | None:
    """(how well it fits, options, whether cells are orders) of one way to cut; None where cells are no joined answers."""
    count: Counter[str] = Counter()
    several = 0
    repeated = 0
    partners: dict[str, set[str]] = {}
    alone: set[str] = set()
    for text, pieces in parts.items():
        times = texts[text]
        several += times * (len(pieces) > 1)
        repeated += times * (len(set(pieces)) < len(pieces))
        for piece in set(pieces):
            count[piece] += times
            if len(pieces) == 1:
                alone.add(piece)
            else:
                partners.setdefault(piece, set()).update(other for other in pieces if other != piece)
    if not several or repeated > several * 0.05 + 1:
        return None
    sets = Counter[frozenset[str]]()
    for text, pieces in parts.items():
        sets[frozenset(pieces)] += texts[text]
    full, times_full = max(sets.items(), key=lambda pair: pair[1])
    orders = {pieces for pieces in parts.values() if frozenset(pieces) == full}
    if (
        len(full) >= (2 if ranks else 3)
        and times_full >= 0.7 * total
        and (len(orders) >= 3 or (ranks and len(orders) >= 2))
    ):
        first = next(iter(orders))
        return 2.0, sorted(full, key=lambda option: first.index(option)), True
    floor = 2 if total >= 12 else 1
    common = [piece for piece, times in count.items() if times >= floor or piece in known]
    occurrences = sum(count.values())
    coverage = sum(count[piece] for piece in common) / occurrences
    if told or known:
        keep = _kept(count, common, total)
        return 1.5 + coverage, keep, False
    free = [
        piece
        for piece in common
        if len(partners.get(piece, ())) >= 2 or (piece in alone and piece in partners)
    ]
    if len(common) < 2 or len(common) > 80:
        return None
    words = sum(len(piece.split()) * count[piece] for piece in common) / max(
        1, sum(count[piece] for piece in common)
    )
    if several < max(2, 0.04 * total) and not (asked and several):
        return None
    usual = set(common)
    tidy = sum(texts[text] for text, pieces in parts.items() if len(pieces) > 1 and usual.issuperset(pieces))
    if tidy < (0.3 if asked else 0.6) * several:
        return None
    if asked:
        if coverage < 0.45 or words > 16:
            return None
    elif (
        coverage < 0.72
        or words > 14
        or len(free) < 0.6 * len(common)
        or len(texts) < len(common) * 0.8
        or (separator in (", ", ",") and several < 0.1 * total)
    ):
        return None
    if ranks and len(orders) >= 2 and several > 0.8 * total and len(common) <= 12:
        consistent = _order_kept(parts)
        if not consistent:
            return 1.2 + coverage, _kept(count, common, total), True
    return (
        coverage + (0.2 if separator in (";", "\n", "|") else 0.0) + 0.3 * several / total,
        _kept(count, common, total),
        False,
    )


def _order_kept(parts: dict[str, tuple[str, ...]]) -> bool:
    """Whether options always come in the same order, as in a multiple choice, and unlike a ranking."""
    before: Counter[tuple[str, str]] = Counter()
    for pieces in parts.values():
        for at, first in enumerate(pieces):
            for second in pieces[at + 1 :]:
                before[first, second] += 1
    broken = sum(min(times, before.get((second, first), 0)) for (first, second), times in before.items()) / 2
    return broken < 0.1 * max(1, sum(before.values()))


def _kept(count: Counter[str], common: list[str], total: int) -> list[str]:
    """Options: what recurs; single mentions are write-ins unless there are hardly any."""
    once = [piece for piece in count if piece not in common]
    floor = max(2, round(0.004 * total)) if total >= 12 else 1
    kept = [piece for piece in common if count[piece] >= floor]
    rare = len(kept) > 12 and total > 100
    if rare:
        kept = [piece for piece in kept if count[piece] >= max(3, 0.01 * total)]
    return kept + (once if len(once) <= 1 and not rare and len(kept) < 12 else [])
