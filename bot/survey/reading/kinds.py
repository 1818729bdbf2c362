"""What kind of question one column of answers is: scale, choice, several choices, number, date or free text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.survey.reading.choices import Joined, split_joined
from bot.survey.reading.dates import day_first, parse_date
from bot.survey.reading.words.amounts import band_places, number, uses_decimal_comma
from bot.survey.reading.words.headers import COUNT, NPS, OPEN, ORDERED, SCALE, SEVERAL
from bot.survey.reading.words.nonanswers import HIGH_CODES, is_blank, is_missing_number, is_said
from bot.survey.reading.words.scales import PLAIN_INTENSITY, leading_number, places
from bot.survey.survey import QuestionType

_SAMPLE = 600


@dataclass
class Kind:
    """How a column is read. `options` in order; `option_of`: text → option (texts left out are missing or write-ins);
    `aside`: "don't know" and the like; `numbers`, `dates`: text → value; `joined`: several answers in one cell;
    `write_ins`: texts that are nobody else's."""

    type: QuestionType
    options: list[str] = field(default_factory=list)
    option_of: dict[str, str] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    numbers: dict[str, float] = field(default_factory=dict)
    dates: dict[str, datetime] = field(default_factory=dict)
    joined: Joined | None = None
    write_ins: frozenset[str] = frozenset()


def substantive(tally: dict[str, int], missing: frozenset[str] = frozenset()) -> dict[str, int]:
    """The answers that are not a sign for "nothing here"."""
    return {text: times for text, times in tally.items() if text not in missing and not is_blank(text)}


def classify(
    tally: dict[str, int],
    header: str,
    *,
    name: str = "",
    coded: bool = False,
    spaced: bool = False,
    in_matrix: bool = False,
    separator: str = "",
    missing: frozenset[str] = frozenset(),
    labelled: bool = False,
) -> Kind:
    """The kind of a column from its distinct texts (with how often each occurs) and its wording.

    `coded`: choices are written as numbers without labels. `spaced`: several choices stand in a cell with spaces
    between. `in_matrix`: the column is a row of a matrix. `labelled`: codes were exchanged for labels.
    """
    answers = substantive(tally, missing)
    if not answers:
        return Kind(QuestionType.OPEN_TEXT)
    many = len(answers) > 2_000
    said = [
        text
        for text, times in answers.items()
        if len(text) < 60 and (times > 1 or not many) and is_said(text)
    ]
    unsaid = set(said)
    real = {text: times for text, times in answers.items() if text not in unsaid}
    if not real:
        return _chosen(answers, said, header)
    if not separator:
        dated = _as_dates(real)
        if dated is not None:
            return dated
        counted = _as_numbers(real, said, header, name, coded, in_matrix)
        if counted is not None:
            return counted
    if len(real) <= 400:
        scale = _as_scale(real, said, header, in_matrix)
        if scale is not None and not separator:
            return scale
    if separator or not (labelled or (OPEN.search(header) and not SEVERAL.search(header))):
        joined = split_joined(real, header, separator, spaced)
        if joined is not None:
            kind = QuestionType.RANKING if joined.ranked else QuestionType.MULTI_CHOICE
            return Kind(kind, joined.options, aside=said, joined=joined)
    if labelled or _is_choice(real, header, in_matrix):
        return _chosen(real, said, header)
    return Kind(QuestionType.OPEN_TEXT)


def _as_dates(real: dict[str, int]) -> Kind | None:
    sample = list(real)[:_SAMPLE]
    order = day_first(sample)
    hits = sum(parse_date(text, order) is not None for text in sample)
    if hits < 0.9 * len(sample) or not hits:
        return None
    dates = {text: found for text in real if (found := parse_date(text, order)) is not None}
    return Kind(QuestionType.DATE, dates=dates)


def _as_numbers(
    real: dict[str, int], said: list[str], header: str, name: str, coded: bool, in_matrix: bool
) -> Kind | None:
    sample = dict(list(real.items())[:_SAMPLE])
    comma = uses_decimal_comma(sample)
    found = {text: value for text in sample if (value := number(text, comma)) is not None}
    if sum(sample[text] for text in found) < 0.93 * sum(sample.values()) or not found:
        return None
    if len(real) > len(sample):
        found = {text: value for text in real if (value := number(text, comma)) is not None}
        if sum(real[text] for text in found) < 0.93 * sum(real.values()):
            return None
    if (
        any(re.search(r"[^\W\d_]", text) for text in found)
        and len({re.sub(r"[\d.,\s]", "", text) for text in found}) > 3
    ):
        return None
    gone = (
        {text for text in found if is_missing_number(text)}
        if min((value for text, value in found.items() if not is_missing_number(text)), default=0) >= 0
        else set()
    )
    whole = {text: value for text, value in found.items() if text not in gone}
    if not whole:
        return Kind(QuestionType.OPEN_TEXT)
    low_codes = [text for text, value in whole.items() if 0 <= value <= 20]
    if len(low_codes) >= 2 and len(low_codes) >= len(whole) - 3:
        high = {text for text in whole if text in HIGH_CODES}
        if high and len(low_codes) + len(high) == len(whole) and not COUNT.search(header):
            said = [*said, *sorted(high)]
            whole = {text: value for text, value in whole.items() if text not in high}
    kind = _number_kind(whole, real, header, name, coded, in_matrix)
    if kind in (QuestionType.ORDINAL, QuestionType.SINGLE_CHOICE):
        ordered = sorted(whole, key=lambda text: whole[text])
        labels = {text: str(int(whole[text])) if whole[text].is_integer() else text for text in ordered}
        return Kind(kind, list(dict.fromkeys(labels[text] for text in ordered)), labels, said)
    return Kind(kind, aside=said, numbers=whole)


def _number_kind(
    values: dict[str, float], real: dict[str, int], header: str, name: str, coded: bool, in_matrix: bool
) -> QuestionType:
    """Ordinal, single choice (codes), NPS or a plain number."""
    low, high = min(values.values()), max(values.values())
    distinct = len(set(values.values()))
    if any(not value.is_integer() for value in values.values()) or low < -5 or high > 60:
        return QuestionType.NUMERIC
    words = f"{header} {name}".replace("_", " ")
    counts = bool(COUNT.search(header))
    if (
        NPS.search(words)
        and low >= 0
        and high <= 10
        and (high > 7 or low == 0 or re.search(r"\b0\D{1,9}10\b", words))
        and not (distinct == 2 and high <= 1)
    ):
        return QuestionType.NPS
    if low >= 0 and high <= 1 and distinct <= 2:
        return QuestionType.NUMERIC if counts else QuestionType.SINGLE_CHOICE
    scale = bool(SCALE.search(header))
    if counts and not (scale and re.search(r"\b[01]\s*(?:to|-|–|bis|à|a|al|=)\s*\d", header)):
        return QuestionType.NUMERIC
    if high <= 7 and low >= -3 and distinct <= 8:
        if in_matrix or scale:
            return QuestionType.ORDINAL
        if coded:
            return (
                QuestionType.ORDINAL
                if ORDERED.search(words)
                or re.search(r"star|rate|rating|scale|satis|agree|freq", words, re.IGNORECASE)
                else QuestionType.SINGLE_CHOICE
            )
        return QuestionType.ORDINAL if distinct >= 3 else QuestionType.SINGLE_CHOICE
    if high <= 11 and low >= 0 and distinct <= 11:
        if coded and not scale and distinct < 0.2 * sum(real.values()) and high <= 12 and low >= 1:
            return QuestionType.ORDINAL if ORDERED.search(words) else QuestionType.SINGLE_CHOICE
        if in_matrix and high <= 10:
            return QuestionType.ORDINAL
    elif (
        coded
        and low >= 1
        and high <= 40
        and distinct >= 0.75 * (high - low + 1)
        and not re.search(r"age|hour|year|day|km|alter|jahr", words, re.IGNORECASE)
        and distinct <= 25
    ):
        return QuestionType.SINGLE_CHOICE
    return QuestionType.NUMERIC


def _as_scale(real: dict[str, int], said: list[str], header: str, in_matrix: bool) -> Kind | None:
    """A scale in words, bands or numbered answers; a few write-ins beside it are left out."""
    total = sum(real.values())
    main = {text: times for text, times in real.items() if times >= max(2, 0.01 * total)}
    for candidates in (
        [real, main] if main and len(main) < len(real) and sum(main.values()) >= 0.93 * total else [real]
    ):
        texts = _folded(candidates)
        found = places(texts) if len(texts) > 1 else None
        if found is None or len(texts) > 40:
            bands = band_places(texts)
            found = (
                bands
                if (bands is not None and len(texts) >= 3) or (bands is not None and ORDERED.search(header))
                else found
            )
        if found is None:
            found = _numbered(texts, header, in_matrix)
        if (
            found is not None
            and not in_matrix
            and len(found) == 2
            and {abs(place) for place in found.values()} == {PLAIN_INTENSITY}
        ):
            found = None  # "More" or "Less", "Agree" or "Disagree": two sides, no scale
        if found is not None:
            ordered = sorted(texts, key=lambda text: found[text])
            option_of = {text: option for option, spelled in texts.items() for text in spelled}
            rest = [text for text in real if text not in option_of]
            off = [text for text in rest if real[text] > 1 or len(rest) == 1]
            return Kind(
                QuestionType.ORDINAL,
                ordered,
                option_of,
                said + off,
                write_ins=frozenset(rest) - frozenset(off),
            )
    return None


def _folded(tally: dict[str, int]) -> dict[str, list[str]]:
    """Spellings that differ only in case and spacing under the most frequent one."""
    groups: dict[str, list[str]] = {}
    for text in sorted(tally, key=lambda text: -tally[text]):
        groups.setdefault(re.sub(r"\s+", " ", text).casefold().strip(), []).append(text)
    order = {text: at for at, text in enumerate(tally)}
    return {spelled[0]: spelled for spelled in sorted(groups.values(), key=lambda spelled: order[spelled[0]])}


def _numbered(texts: dict[str, list[str]], header: str, in_matrix: bool) -> dict[str, float] | None:
    """Scales with numbers in front ("1 - Not at all", "2", "5 - Very"), where some are bare or the wording asks
    for a scale.
    """
    if not 2 <= len(texts) <= 12:
        return None
    found: dict[str, float] = {}
    bare = 0
    for text in texts:
        if re.fullmatch(r"-?\d{1,2}", text):
            found[text] = float(text)
            bare += 1
        else:
            front = leading_number(text)
            match = re.search(r"\((-?\d{1,2})\)\s*$|[-–=:]\s*(-?\d{1,2})\s*$", text)
            if front is not None:
                found[text] = float(front)
            elif match:
                found[text] = float(match.group(1) or match.group(2))
            else:
                return None
    if len(set(found.values())) < len(found):
        return None
    if re.search(r"^\d{4}", next(iter(texts))):
        return None
    return found if bare or in_matrix or SCALE.search(header) or ORDERED.search(header) else None


def _is_choice(real: dict[str, int], header: str, in_matrix: bool) -> bool:
    """Whether answers recur often enough to have been chosen rather than written."""
    total, distinct = sum(real.values()), len(real)
    again = sum(times for times in real.values() if times > 1)
    length = sum(len(text) * times for text, times in real.items()) / total
    opens = bool(OPEN.search(header)) or bool(
        re.search(
            r"^which (?:company\b|one\s*\?*$)|\bjob title\b|what company|name of", header, re.IGNORECASE
        )
    )
    if distinct == 1:
        return total > 2 or in_matrix or not opens
    if total < 8:
        return distinct <= total * 0.7 and length < 60
    if opens:
        return distinct <= 8 and again >= 0.98 * total and total >= 5 * distinct and length < 60
    if distinct <= 8 and total >= 2.5 * distinct:
        return again >= 0.8 * total
    if distinct > 0.5 * total:
        return False
    if length > 60 and distinct > 0.25 * total:
        return False
    strong = sum(times for times in real.values() if times >= max(2, 0.02 * total))
    return (
        again >= 0.7 * total
        and distinct <= max(15, 0.4 * total)
        and (strong >= 0.5 * total or (distinct <= 250 and again >= 0.9 * total and length < 40))
    )


def _chosen(real: dict[str, int], said: list[str], header: str) -> Kind:
    """One of several options; single mentions are write-ins unless there are hardly any."""
    total = sum(real.values())
    texts = _folded(real)
    count = {option: sum(real.get(text, 0) for text in spelled) for option, spelled in texts.items()}
    once = [option for option, times in count.items() if times == 1]
    options = list(texts)
    if total >= 20 and len(texts) > 3 and len(once) > (2 if len(texts) <= 12 else 0):
        options = [option for option in texts if count[option] > 1]
    if len(options) > 25 and total >= 200:
        options = [option for option in options if count[option] >= max(2, 0.005 * total)]
    said = [text for text in said if text not in options]
    kept = set(options)
    option_of = {text: option for option, spelled in texts.items() if option in kept for text in spelled}
    rest = frozenset(text for text in real if text not in option_of)
    return Kind(
        QuestionType.SINGLE_CHOICE,
        options + said,
        {**option_of, **{text: text for text in said}},
        write_ins=rest,
    )
