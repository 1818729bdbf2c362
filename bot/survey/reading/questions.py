"""From laid-out columns to questions: single columns, matrices, and the write-ins beside them."""

from __future__ import annotations

from collections import defaultdict

from bot.survey.reading.drafts import Draft
from bot.survey.reading.kinds import Kind, classify, substantive
from bot.survey.reading.layout import Field, Layout, Role
from bot.survey.reading.privacy import about_the_response, is_personal, is_weight
from bot.survey.reading.spread import is_mark, merge_loose_rankings, spread_over_columns
from bot.survey.reading.table import Column, Table
from bot.survey.reading.words.headers import is_other
from bot.survey.reading.words.plain import plain
from bot.survey.survey import QuestionType


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
        if entry.role is Role.ANSWER and is_weight(entry, column):
            weights.append(entry.position)
            entry.role = Role.METADATA
        if entry.role is Role.ANSWER:
            drafts.append(_single(entry, column, layout))
        else:
            drafts.append(about_the_response(entry, column))
    drafts.sort(key=lambda draft: draft.columns[0])
    for entry in loose:
        _attach(entry, drafts, table, layout)
    for draft in drafts:
        if draft.type is QuestionType.MULTI_CHOICE and draft.other_columns:
            draft.options = [
                option for option in draft.options if not is_other(option.replace("_", " "))
            ]  # its texts say more
    merge_loose_rankings(drafts, table)
    drafts.sort(key=lambda draft: draft.columns[0])
    return drafts, weights


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
        if not is_mark(tallies[entry.position], entry.item):
            items.remove(entry)
            write_ins.append(entry)
    drafts: list[Draft] = []
    main: Draft | None = None
    if len(items) >= 2 or (items and joined):
        main = spread_over_columns(items, joined, tallies, table, stem)
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
