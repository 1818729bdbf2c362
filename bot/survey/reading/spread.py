"""Questions spread over columns: multiple choices whose cells say chosen or not, and rankings in two layouts."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from bot.survey.reading.choices import split_joined
from bot.survey.reading.drafts import Draft, Mark
from bot.survey.reading.kinds import Kind, substantive
from bot.survey.reading.layout import Field
from bot.survey.reading.table import Table
from bot.survey.reading.words.amounts import number
from bot.survey.reading.words.headers import RANK
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


def is_mark(tally: dict[str, int], item: str) -> bool:
    """Whether a column only says that an option was chosen."""
    words = {plain(text) or text for text in tally}
    return len(words - {plain(item)} - _YES - _NO) == 0 and bool(words)


def spread_over_columns(
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


def merge_loose_rankings(drafts: list[Draft], table: Table) -> None:
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
