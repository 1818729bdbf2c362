"""From laid-out columns to questions: which columns are one question, of what type, and which belong to a person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np

from bot.survey.reading.choices import split_joined
from bot.survey.reading.kinds import Kind, classify, substantive
from bot.survey.reading.layout import Field, Layout, Role
from bot.survey.reading.table import Column, Table
from bot.survey.reading.words import personal
from bot.survey.reading.words.amounts import number
from bot.survey.reading.words.headers import RANK, WEIGHT, is_other
from bot.survey.reading.words.nonanswers import is_said
from bot.survey.reading.words.plain import plain, plain_set
from bot.survey.survey import QuestionType

_YES = plain_set(
    "1|1.0|yes|y|true|t|x|✓|✔|checked|selected|chosen|on|ja|j|wahr|oui|o|vrai|sí|si|verdadero|sì|vero|sim|verdadeiro|tak|prawda|kyllä|ano|evet|doğru|да|はい|是|예|ticked|ausgewählt|gewählt|quoted|genannt|mentioned|marked|coché|sélectionné|seleccionado|selezionato|selecionado|geselecteerd|aangevinkt|zaznaczono|wybrano"
) | {"✓", "✔", "☑", "●"}
_NO = plain_set(
    "0|0.0|no|n|false|f|unchecked|not selected|unselected|not chosen|off|nein|falsch|nicht ausgewählt|"
    "nicht gewählt|non|faux|falso|não|nao|nie|fałsz|ei|ne|hayır|нет|いいえ|否|아니오|아니요|not quoted|nicht "
    "genannt|not mentioned|nej|nei|nee|non coché|non sélectionné|no seleccionado|non selezionato|não "
    "selecionado|niet geselecteerd|unmarked|not checked"
) | {"☐", "✗", "○"}
_FIRST = re.compile(
    r"^(?:(?:rank(?:ing)?|rang|rango|posizione|posição|plats|miejsce|priorit\w+|choice|wahl|choix|opción|"
    r"place|platz|position|sija|poradi|pořadí|sıra|место|no\.?|nr\.?|#)\s*\.?\s*)?(\d{1,2})(?:\.|st|nd|rd|"
    r"th|er|ère|e|º|ª|°|\))?(?:\s*(?:choice|place|priority|wahl|platz|rang|choix|rank|opción|most "
    r"important|position|place))?$|^(first|second|third|fourth|fifth|erst\w+|zweit\w+|dritt\w+|premier|"
    r"première|deuxième|troisième|primer[ao]?|segund[ao]|tercer[ao]?)\b",
    re.IGNORECASE,
)


@dataclass
class Mark:
    """One option's column in a multiple choice: texts that mean chosen. `rank`: text → rank, in a ranking."""

    position: int
    option: str
    chosen: frozenset[str] = frozenset()
    ranks: dict[str, int] = field(default_factory=dict)


@dataclass
class Draft:
    """A question being understood. `kind` for one column; `marks` for options spread over columns; `by_place`: a ranking
    whose columns are places and whose cells are items; `joined_at`: the column of joined answers beside or
    instead of marks.
    """

    id: str
    text: str
    type: QuestionType
    columns: list[int]
    options: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    other_columns: list[int] = field(default_factory=list)
    kind: Kind | None = None
    marks: list[Mark] = field(default_factory=list)
    by_place: bool = False
    joined_at: int | None = None
    block: str = ""
    item: str = ""


def _label(column: Column, labels: dict[str, str] | None) -> Column:
    """A column with codes exchanged for their labels."""
    return column.mapped({code: label for code, label in labels.items() if label}) if labels else column


def understand(table: Table, layout: Layout) -> tuple[list[Draft], list[int]]:
    """The questions of a table in file order, and the positions of weight columns."""
    for entry in layout.fields:
        if entry.labels:
            table.columns[entry.position] = _label(table.columns[entry.position], entry.labels)
    drafts: list[Draft] = []
    weights: list[int] = []
    blocks: dict[str, list[Field]] = defaultdict(list)
    for entry in layout.fields:
        if entry.block and entry.role in (Role.ANSWER, Role.OTHER):
            blocks[entry.block].append(entry)
    done: set[str] = set()
    loose: list[Field] = []
    for entry in layout.fields:
        column = table.columns[entry.position]
        if entry.role is Role.IGNORED:
            continue
        if entry.block in blocks and entry.role in (Role.ANSWER, Role.OTHER):
            if entry.block not in done:
                done.add(entry.block)
                drafts.extend(_block(blocks[entry.block], table, layout))
            continue
        if entry.role is Role.OTHER:
            loose.append(entry)
            continue
        if entry.role is Role.ANSWER and _is_weight(entry, column):
            weights.append(entry.position)
            entry.role = Role.METADATA
        if entry.role is Role.ANSWER:
            drafts.append(_single(entry, column, layout))
        else:
            drafts.append(_about(entry, column))
    drafts.sort(key=lambda draft: draft.columns[0])
    for entry in loose:
        _attach(entry, drafts, table, layout)
    for draft in drafts:
        if draft.type is QuestionType.MULTI_CHOICE and draft.other_columns:
            draft.options = [
                option for option in draft.options if not is_other(option.replace("_", " "))
            ]  # its texts say more
    _loose_choices(drafts, table)
    drafts.sort(key=lambda draft: draft.columns[0])
    return drafts, weights


def _about(entry: Field, column: Column) -> Draft:
    """A column about the response: personal where its header or its values say so."""
    role = entry.role
    kind = personal.value_kind(list(column.tally)[:500])
    asked = personal.asks(entry.text)
    if (
        role is not Role.PERSONAL
        and (kind in ("email", "ip", "gps") or asked in ("email", "name", "place", "account", "phone"))
        and (
            kind
            or asked != "place"
            or role is Role.IDENTIFIER
            or "lat" in plain(entry.text)
            or "ip" in plain(entry.text).split()
        )
    ):
        role = Role.PERSONAL
    types = {Role.PERSONAL: QuestionType.PERSONAL, Role.IDENTIFIER: QuestionType.IDENTIFIER}
    return Draft(entry.name, entry.text, types.get(role, QuestionType.METADATA), [entry.position])


def _is_weight(entry: Field, column: Column) -> bool:
    if plain(entry.name) not in WEIGHT and plain(entry.text) not in WEIGHT:
        return False
    values = [(number(text), times) for text, times in column.tally.items()]
    known = [(value, times) for value, times in values if value is not None]
    if not known or len(known) < 0.95 * len(values) or any(value < 0 for value, _ in known):
        return False
    mean = sum(value * times for value, times in known) / sum(times for _, times in known)
    return 0.2 <= mean <= 5 and any(not float(value).is_integer() for value, _ in known)


def is_personal(header: str, column: Column, kind: Kind) -> bool:
    """Whether a column of answers is a person's name, address, number or the like: by what its cells are, then by
    what was asked.
    """
    tally = column.tally
    sample = list(tally)[:500]
    found = personal.value_kind(sample)
    if found in ("email", "ip", "gps"):
        return True
    asked = personal.asks(header)
    if (
        found == "phone"
        and kind.type is not QuestionType.DATE
        and (asked == "phone" or kind.type is QuestionType.OPEN_TEXT)
    ):
        return True
    if asked is None:
        return False
    if not tally:
        return True
    scale = kind.type in (QuestionType.ORDINAL, QuestionType.RANKING, QuestionType.NPS)
    if asked == "email":
        return (
            not scale
            and kind.type not in (QuestionType.NUMERIC, QuestionType.DATE)
            and not (
                kind.type is QuestionType.SINGLE_CHOICE
                and len(tally) <= 8
                and not any("@" in text for text in sample)
            )
        )
    if asked == "phone":
        digits = sum(sum(letter.isdigit() for letter in text) >= 6 for text in sample)
        return digits >= 0.5 * len(sample)
    if asked in ("place", "account"):
        if scale or (kind.type is QuestionType.SINGLE_CHOICE and len(tally) <= 6):
            return False
        return not (
            kind.type is QuestionType.NUMERIC
            and max((abs(value) for value in kind.numbers.values()), default=0) < 20
            and asked == "account"
        )
    if kind.type in (QuestionType.NUMERIC, QuestionType.DATE, QuestionType.NPS) or scale:
        return False
    if personal.is_soft(header) or kind.type is QuestionType.SINGLE_CHOICE:
        named = sum(
            bool(re.match(r"^[^\W\d_][^\d@#/]{0,40}$", text)) and len(text.split()) <= 4 for text in sample
        )
        return named >= 0.7 * len(sample) and (len(tally) > 6 or len(tally) >= 0.5 * column.filled)
    return True


def _single(entry: Field, column: Column, layout: Layout, in_matrix: bool = False) -> Draft:
    header = entry.text or entry.item
    kind = classify(
        column.tally,
        f"{entry.stem} {entry.item}" if in_matrix else header,
        name=entry.name,
        coded=layout.coded,
        spaced=layout.spaced,
        in_matrix=in_matrix,
        separator=entry.joined,
        missing=layout.missing,
        labelled=_mostly_labels(column, entry.labels),
    )
    if entry.joined and kind.type is QuestionType.OPEN_TEXT and column.filled:
        kind = classify(
            column.tally,
            header,
            name=entry.name,
            coded=layout.coded,
            spaced=layout.spaced,
            in_matrix=in_matrix,
            missing=layout.missing,
        )
    if entry.hint is not None and kind.type is not entry.hint and kind.type is not QuestionType.OPEN_TEXT:
        kind.type = entry.hint
    if is_personal(entry.item if in_matrix and entry.item else header, column, kind) or is_personal(
        entry.name, column, kind
    ):
        return Draft(entry.name, header, QuestionType.PERSONAL, [entry.position])
    draft = Draft(
        entry.name,
        header,
        kind.type,
        [entry.position],
        list(kind.options),
        list(kind.aside),
        kind=kind,
        block=entry.block if in_matrix else "",
        item=entry.item,
    )
    if kind.joined is not None:
        draft.joined_at = entry.position
    return draft


def _mostly_labels(column: Column, labels: dict[str, str] | None) -> bool:
    if not labels:
        return False
    known = set(labels.values())
    tally = column.tally
    return sum(times for text, times in tally.items() if text in known) >= 0.5 * max(1, sum(tally.values()))


def _marks(tallies: dict[int, dict[str, int]], fields: list[Field]) -> list[Mark] | None:
    """The columns of a multiple choice: each cell says chosen or not. None where cells say more than that."""
    same = Counter(plain(text) for tally in tallies.values() for text in tally)
    marks = []
    filled = 0
    for entry in fields:
        tally = tallies[entry.position]
        words = {text: plain(text) or text for text in tally}
        if not tally:
            marks.append(Mark(entry.position, entry.item))
            continue
        filled += 1
        item = plain(entry.item)
        yes = {text for text, word in words.items() if (word == item and item) or word in _YES}
        no = {text for text, word in words.items() if word in _NO and text not in yes}
        rest = set(tally) - yes - no
        option = entry.item
        if len(rest) == 1 and len(fields) > 1:
            text = next(iter(rest))
            if not yes and number(text) is None and len(text) < 200 and (not no or len(tally) == 2):
                others = same[words[text]]
                if others == 1 or others == len([1 for tally in tallies.values() if tally]):
                    yes, rest = {text}, set()
                    option = (
                        text
                        if (others == 1 and not item.isascii())
                        or (others == 1 and re.fullmatch(r"[\w]{1,8}", entry.item))
                        else entry.item or text
                    )
            elif yes and not no and same[words[text]] >= max(2, len(fields) - 1):
                no, rest = {text}, set()
        if rest or len(yes) > 2:
            return None
        if not yes and not no:
            return None
        marks.append(Mark(entry.position, option, frozenset(yes)))
    return marks if filled else None


def _ranks(
    tallies: dict[int, dict[str, int]], fields: list[Field], table: Table, cue: bool
) -> list[Mark] | None:
    """The columns of a ranking: cells are ranks from 1 on and hardly any respondent gives one rank twice."""
    size = len(fields)
    if size < (2 if cue else 3):
        return None
    marks = []
    for entry in fields:
        ranks = {}
        for text in tallies[entry.position]:
            match = re.fullmatch(
                r"(?:rank|rang|#|no\.?|nr\.?)?\s*(\d{1,2})(?:\.0+|\.|st|nd|rd|th|er|e|ème|º|ª)?",
                text,
                re.IGNORECASE,
            )
            if match is None or not 1 <= int(match.group(1)) <= size + (3 if cue else 0):
                return None
            ranks[text] = int(match.group(1))
        marks.append(Mark(entry.position, entry.item, ranks=ranks))
    if sum(bool(mark.ranks) for mark in marks) < 2:
        return None
    matrix = np.zeros((table.row_count, size), dtype=np.int16)
    for at, mark in enumerate(marks):
        column = table.columns[mark.position]
        values = np.array([mark.ranks.get(text, 0) for text in column.texts] + [0], dtype=np.int16)
        matrix[:, at] = values[column.codes]
    return marks if _distinct_rows(matrix, size, cue) else None


def _distinct_rows(matrix: np.ndarray[tuple[int, ...], np.dtype[np.int16]], size: int, cue: bool) -> bool:
    """Whether (nearly) every row with two or more values holds no value twice."""
    ordered = np.sort(matrix, axis=1)
    twice = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] > 0)).any(axis=1)
    several = (matrix > 0).sum(axis=1) >= 2
    if not several.any():
        return cue
    clean = 1 - twice[several].mean()
    chance = 0.75 if cue else 0.93
    return bool(clean >= chance and (cue or several.sum() >= 4))


def _places(
    tallies: dict[int, dict[str, int]], fields: list[Field], table: Table, cue: bool
) -> list[str] | None:
    """The items of a ranking whose columns are places ("Rank 1", "Rank 2") and whose cells are items; None for others."""
    numbered = sum(bool(_FIRST.match(re.sub(r"[_\s]+", " ", entry.item).strip())) for entry in fields)
    if numbered < len(fields) or len(fields) < 2:
        return None
    items = Counter[str]()
    for tally in tallies.values():
        items.update(tally)
    names = [text for text in items if not re.fullmatch(r"[\d.]+", text)]
    if not names or len(items) > max(12, 3 * len(fields)) or len(items) < 2:
        return None
    index = {text: at + 1 for at, text in enumerate(items)}
    matrix = np.zeros((table.row_count, len(fields)), dtype=np.int16)
    for at, entry in enumerate(fields):
        column = table.columns[entry.position]
        values = np.array([index.get(text, 0) for text in column.texts] + [0], dtype=np.int16)
        matrix[:, at] = values[column.codes]
    return list(items) if _distinct_rows(matrix, len(fields), True) else None


def _block(entries: list[Field], table: Table, layout: Layout) -> list[Draft]:
    """The questions of columns that were asked together."""
    asked = [entry for entry in entries if entry.role is Role.ANSWER]
    write_ins = [entry for entry in entries if entry.role is Role.OTHER]
    items = [entry for entry in asked if entry.item]
    joined = [entry for entry in asked if not entry.item]
    columns = {entry.position: table.columns[entry.position] for entry in entries}
    tallies = {
        entry.position: substantive(columns[entry.position].tally, layout.missing) for entry in entries
    }
    stem = next((entry.stem for entry in asked if entry.stem), "") or next(
        (entry.stem for entry in entries if entry.stem), ""
    )
    for entry in [entry for entry in items if is_other(entry.item) and len(items) > 1]:
        if not _is_mark(tallies[entry.position], entry.item):
            items.remove(entry)
            write_ins.append(entry)
    drafts: list[Draft] = []
    main: Draft | None = None
    if len(items) >= 2 or (items and joined):
        main = _spread(items, joined, tallies, table, stem)
    if main is not None:
        drafts.append(main)
        if main.joined_at is None and joined and main.type is QuestionType.MULTI_CHOICE:
            main.columns = sorted([*main.columns, *(entry.position for entry in joined)])
            main.joined_at = joined[0].position
    else:
        if len(joined) == 1 and not items:
            entry = joined[0]
            entry.text = entry.stem or entry.text
            drafts.append(_single(entry, columns[entry.position], layout))
        else:
            drafts.extend(_rows(items, tallies, columns, layout))
            drafts.extend(_single(entry, columns[entry.position], layout) for entry in joined)
    for entry in write_ins:
        owner = drafts[-1] if main is None and drafts else main
        if len(items) > 1 and main is None:
            owner = None  # a comment under a matrix belongs to no single row
        _write_in(entry, owner, drafts, columns[entry.position], layout)
    return drafts


def _is_mark(tally: dict[str, int], item: str) -> bool:
    """Whether a column only says that an option was chosen."""
    words = {plain(text) or text for text in tally}
    return len(words - {plain(item)} - _YES - _NO) == 0 and bool(words)


def _spread(
    items: list[Field], joined: list[Field], tallies: dict[int, dict[str, int]], table: Table, stem: str
) -> Draft | None:
    """A multiple choice or a ranking spread over columns; None for anything else."""
    cue = bool(RANK.search(stem)) or bool(RANK.search(items[0].name.replace("_", " ")))
    text = stem or items[0].text
    name = _block_name(items)
    ranked = _ranks(tallies, items, table, cue)
    if ranked is not None and not all(set(mark.ranks.values()) <= {1} for mark in ranked):
        return Draft(
            name,
            text if stem else "Ranking: " + ", ".join(entry.item for entry in items),
            QuestionType.RANKING,
            [entry.position for entry in items],
            [mark.option for mark in ranked],
            marks=ranked,
        )
    placed = _places(tallies, items, table, cue)
    if placed is not None:
        return Draft(
            name,
            text,
            QuestionType.RANKING,
            [entry.position for entry in items],
            placed,
            marks=[Mark(entry.position, entry.item) for entry in items],
            by_place=True,
        )
    marks = _marks(tallies, items)
    if marks is None:
        return None
    draft = Draft(
        name,
        text if stem else "Which of these: " + ", ".join(entry.item for entry in items),
        QuestionType.MULTI_CHOICE,
        [entry.position for entry in items],
        [mark.option for mark in marks],
        marks=marks,
    )
    if joined:
        known = frozenset(mark.option for mark in marks)
        parts = split_joined(tallies[joined[0].position], stem, joined[0].joined, True, known)
        draft.kind = Kind(QuestionType.MULTI_CHOICE, joined=parts)
    return draft


def _block_name(items: list[Field]) -> str:
    names = [entry.name for entry in items]
    first, last = min(names), max(names)
    at = 0
    while at < min(len(first), len(last)) and first[at] == last[at]:
        at += 1
    return first[:at].rstrip(" _-:.[(/>#") or items[0].name


def _rows(
    items: list[Field], tallies: dict[int, dict[str, int]], columns: dict[int, Column], layout: Layout
) -> list[Draft]:
    """The rows of a matrix, read with the scale they share; or separate questions where they share none."""
    union: dict[str, int] = {}
    for entry in items:
        for text, times in tallies[entry.position].items():
            union[text] = union.get(text, 0) + times
    texts = [set(tallies[entry.position]) for entry in items if tallies[entry.position]]
    shared: Kind | None = None
    if len(texts) >= 2 and union:
        overlap = sum(len(one & set(union)) for one in texts) / max(1, len(union)) / len(texts)
        if overlap >= 0.34:
            stem = items[0].stem
            shared = classify(
                union,
                stem,
                coded=layout.coded,
                spaced=layout.spaced,
                in_matrix=True,
                missing=layout.missing,
                labelled=bool(items[0].labels),
                name=items[0].block,
            )
            if shared.type not in (QuestionType.ORDINAL, QuestionType.SINGLE_CHOICE) or (
                shared.type is QuestionType.SINGLE_CHOICE and overlap < 0.5
            ):
                shared = None
    drafts = []
    for entry in items:
        column = columns[entry.position]
        if not tallies[entry.position] and shared is None:
            drafts.append(_single(entry, column, layout, in_matrix=True))
            continue
        if shared is None or (
            not any(text in shared.option_of or text in shared.aside for text in tallies[entry.position])
            and tallies[entry.position]
        ):
            drafts.append(_single(entry, column, layout, in_matrix=True))
            continue
        options = list(shared.options)
        drafts.append(
            Draft(
                entry.name,
                entry.text,
                shared.type,
                [entry.position],
                options,
                list(shared.aside),
                kind=shared,
                block=entry.block,
                item=entry.item,
            )
        )
    return drafts


def _write_in(entry: Field, owner: Draft | None, drafts: list[Draft], column: Column, layout: Layout) -> None:
    """Adds a write-in column to its question; a column of its own where there is none."""
    if owner is not None and owner.type in (
        QuestionType.SINGLE_CHOICE,
        QuestionType.MULTI_CHOICE,
        QuestionType.ORDINAL,
        QuestionType.RANKING,
    ):
        owner.other_columns.append(entry.position)
        return
    drafts.append(
        Draft(
            entry.name,
            entry.text,
            QuestionType.OPEN_TEXT,
            [entry.position],
            kind=Kind(QuestionType.OPEN_TEXT),
        )
    )
    if is_personal(entry.text, column, Kind(QuestionType.OPEN_TEXT)):
        drafts[-1].type = QuestionType.PERSONAL


def _attach(entry: Field, drafts: list[Draft], table: Table, layout: Layout) -> None:
    """Gives a loose write-in column to the question before it, where that is a choice."""
    column = table.columns[entry.position]
    before = [draft for draft in drafts if draft.columns[0] < entry.position]
    owner = before[-1] if before else None
    stems = [
        draft
        for draft in drafts
        if entry.stem
        and plain(entry.stem) in (plain(draft.text), plain(draft.id), plain(draft.text.rpartition("/")[2]))
    ]
    if stems:
        owner = stems[0]
    if (
        owner is not None
        and owner.type in (QuestionType.SINGLE_CHOICE, QuestionType.MULTI_CHOICE, QuestionType.ORDINAL)
        and (stems or entry.position - max(owner.columns + owner.other_columns) <= 2)
    ) and (
        not column.tally
        or classify(column.tally, entry.text, missing=layout.missing).type
        in (
            QuestionType.OPEN_TEXT,
            QuestionType.SINGLE_CHOICE,
            QuestionType.MULTI_CHOICE,
            QuestionType.NUMERIC,
        )
    ):
        owner.other_columns.append(entry.position)
        return
    drafts.append(_single(entry, column, layout))
    drafts.sort(key=lambda draft: draft.columns[0])


def _loose_choices(drafts: list[Draft], table: Table) -> None:
    """Neighbouring columns without a common wording that form one ranking (Typeform writes only the items)."""
    at = 0
    while at < len(drafts):
        run = at
        while (
            run < len(drafts)
            and drafts[run].type in (QuestionType.ORDINAL, QuestionType.SINGLE_CHOICE, QuestionType.NUMERIC)
            and not drafts[run].block
            and len(drafts[run].columns) == 1
            and not drafts[run].other_columns
            and (run == at or drafts[run].columns[0] == drafts[run - 1].columns[0] + 1)
        ):
            run += 1
        for end in range(min(run, at + 15), at + 2, -1):
            group = drafts[at:end]
            if any("?" in draft.text or len(draft.text) > 60 for draft in group):
                continue
            fields = [Field(draft.columns[0], draft.id, draft.text, item=draft.text) for draft in group]
            tallies = {entry.position: substantive(table.columns[entry.position].tally) for entry in fields}
            ranked = _ranks(tallies, fields, table, False)
            top = {rank for mark in ranked for rank in mark.ranks.values()} if ranked else set()
            if ranked and top == set(range(1, len(group) + 1)):
                draft = Draft(
                    group[0].id,
                    "Ranking: " + ", ".join(entry.item for entry in fields),
                    QuestionType.RANKING,
                    [entry.position for entry in fields],
                    [entry.item for entry in fields],
                    marks=ranked,
                )
                drafts[at:end] = [draft]
                break
        at += 1


def said_or_blank(text: str) -> bool:
    """Whether a text is "don't know" and the like."""
    return is_said(text)
