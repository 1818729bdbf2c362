"""Qualtrics since 2017: three header rows (codes, wording, ImportId), the third as JSON; labels or codes, joined
or split.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict

from bot.survey.reading.layout import Field, Layout, Role, Rule
from bot.survey.reading.table import Table
from bot.survey.reading.words.plain import plain
from bot.survey.survey import QuestionType

_PERSONAL = {
    "ipaddress",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "locationlatitude",
    "locationlongitude",
}
_IDENTIFIER = {"responseid", "recordid", "externalreference", "externaldatareference"}
_METADATA = {
    "startdate",
    "enddate",
    "status",
    "progress",
    "duration",
    "durationinseconds",
    "finished",
    "recordeddate",
    "distributionchannel",
    "userlanguage",
    "startdatetime",
}
_PREVIEW = re.compile(
    r"preview|test|vorschau|aperçu|vista previa|anteprima|visualização|voorbeeld|podgląd|förhandsgranska|プレビュー|预览",
    re.IGNORECASE,
)
_QID = re.compile(r"^(?P<loop>(?:[x\d]+_)?)(?P<qid>QID\d+)(?P<rest>.*)$")
_CHOICE = re.compile(
    r"\s*-\s*(?:Selected Choice|Ausgewählte Auswahl|Ausgewählte Option|Opción seleccionada|Choix "
    r"sélectionné|Scelta selezionata|Opção selecionada|Geselecteerde keuze|Wybrana opcja)\s*(?=-|$)"
)
_TEXT_TAIL = re.compile(r"\s*-\s*(?:Text|Texto|Texte|Testo|Tekst)\s*$")
_TIMING = re.compile(
    r"(?:_|-|\s)(?:First Click|Last Click|Page Submit|Click Count|FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|"
    r"CLICK_COUNT)$|_DO(?:_\d+)?$|_DO$|Browser|Version|Operating System|Resolution$|-\s*Topics?$|Topics$|"
    r"Parent Topics$|Sentiment(?: Score| Polarity)?$|Topic Sentiment"
)


def _key(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _import_row(table: Table) -> int:
    """The row with the ImportIds, -1 without one."""
    for row in range(1, min(4, len(table.head))):
        cells = [cell for cell in table.head[row] if cell]
        if cells and sum('"ImportId"' in cell or "ImportId" in cell for cell in cells) >= 0.6 * len(cells):
            return row
    return -1


def recognise(table: Table) -> float:
    """By the ImportId row, or the code row of its metadata."""
    if _import_row(table) >= 0:
        return 1.0
    codes = {_key(cell) for cell in table.header(0)}
    return (
        0.9
        if {"responseid", "recordeddate", "finished"} <= codes
        or {"startdate", "enddate", "distributionchannel"} <= codes
        else 0.0
    )


def _imports(row: list[str]) -> list[dict[str, str]]:
    found = []
    for cell in row:
        try:
            value = json.loads(cell) if cell else {}
        except ValueError:
            value = {}
        found.append(
            {str(name): str(entry) for name, entry in value.items()} if isinstance(value, dict) else {}
        )
    return found


def lay_out(table: Table) -> Layout:
    """The layout by ImportIds where there are any, else by the codes of the first row ("Q5_1")."""
    row = _import_row(table)
    codes = table.header(0)
    body = row + 1 if row >= 0 else (2 if _second_row_is_wording(table) else 1)
    texts = table.header(row - 1 if row > 1 else 1) if body > 1 else codes
    imports = _imports(table.header(row)) if row >= 0 else [{} for _ in codes]
    fields = [
        _field(at, codes[at], texts[at] or codes[at], imports[at], row >= 0) for at in range(table.width)
    ]
    _blocks(fields)
    keys = {_key(code): at for at, code in enumerate(codes)}
    preview, unfinished = [], []
    if "status" in keys:
        preview.append(
            Rule(keys["status"], lambda cell: cell in {"1", "2", "9", "17"} or bool(_PREVIEW.search(cell)))
        )
    if "distributionchannel" in keys:
        preview.append(Rule(keys["distributionchannel"], lambda cell: cell.lower() in {"preview", "test"}))
    if "finished" in keys:
        unfinished.append(
            Rule(
                keys["finished"],
                lambda cell: cell.lower() in {"0", "false", "falsch", "falso", "faux", "nein", "no"},
            )
        )
    if "progress" in keys:
        unfinished.append(Rule(keys["progress"], lambda cell: cell.isdigit() and int(cell) < 100))
    return Layout(
        "qualtrics",
        fields,
        body,
        preview,
        unfinished,
        coded=_is_coded(table, keys, body),
        missing=frozenset({"-99", "-99.0"}),
    )


def _second_row_is_wording(table: Table) -> bool:
    second = {_key(cell) for cell in table.header(1)}
    return (
        len(
            second
            & {"startdate", "responsetype", "ipaddress", "recordeddate", "responseid", "enddate", "progress"}
        )
        >= 3
    )


def _is_coded(table: Table, keys: dict[str, int], body: int) -> bool:
    if "finished" not in keys:
        return False
    values = {table.header(row)[keys["finished"]] for row in range(body, len(table.head))}
    return bool(values & {"0", "1"})


def _field(at: int, code: str, text: str, imported: dict[str, str], has_imports: bool) -> Field:
    identity = imported.get("ImportId", "")
    key = _key(code)
    entry = Field(at, code, text.replace("\xa0", " "))
    if key in _PERSONAL or _key(identity) in _PERSONAL:
        entry.role = Role.PERSONAL
    elif key in _IDENTIFIER or identity == "_recordId":
        entry.role = Role.IDENTIFIER
    elif (
        key in _METADATA
        or _key(identity) in _METADATA
        or _TIMING.search(identity)
        or _TIMING.search(code)
        or _TIMING.search(text)
    ):
        entry.role = Role.METADATA
    elif not code and not text:
        entry.role = Role.IGNORED
    else:
        match = _QID.match(identity)
        if match:
            entry.block = match["loop"] + match["qid"]
        elif has_imports and identity:
            entry.role = Role.METADATA  # embedded data and scores
        else:
            named = re.match(
                r"^(.*?[A-Za-z]\d*(?:\.\d+)?)_(\d+(?:_\d+)*(?:_TEXT)?|x\d+|TEXT|NPS_GROUP)$", code
            )
            entry.block = named.group(1) if named else code
    if identity.endswith("_NPS_GROUP") or code.endswith("_NPS_GROUP"):
        entry.block = ""
        entry.hint = QuestionType.SINGLE_CHOICE
    elif identity.endswith("_TEXT") or code.endswith("_TEXT"):
        entry.item = "TEXT"
    return entry


def _blocks(fields: list[Field]) -> None:
    """Cuts wordings of a block into question and item, and tells write-in texts from questions that ask for text."""
    members: dict[str, list[Field]] = defaultdict(list)
    for entry in fields:
        if entry.block:
            members[entry.block].append(entry)
    for block, entries in members.items():
        plain_entries = [entry for entry in entries if entry.item != "TEXT"]
        texts = [entry for entry in entries if entry.item == "TEXT"]
        if plain_entries:
            for entry in texts:
                entry.role, entry.item = Role.OTHER, _TEXT_TAIL.sub("", entry.text).rpartition(" - ")[2]
        entries = plain_entries or texts
        if len(entries) == 1:
            entry = entries[0]
            entry.text = _TEXT_TAIL.sub("", _CHOICE.sub("", entry.text)).strip()
            entry.stem, entry.item = entry.text, ""
            if not texts or entry in texts:
                entry.block = ""
            continue
        stem = _common([entry.text for entry in entries])
        for entry in entries:
            entry.stem = _CHOICE.sub("", stem).strip(" -:")
            entry.item = _CHOICE.sub("", " " + entry.text[len(stem) :]).strip(" -") or entry.text
            entry.text = f"{entry.stem} - {entry.item}" if entry.stem else entry.item
            if plain(entry.text) == plain(entry.stem):
                entry.block = block


def _common(texts: list[str]) -> str:
    """The longest common beginning that ends at a dash."""
    first, last = min(texts), max(texts)
    at = 0
    while at < min(len(first), len(last)) and first[at] == last[at]:
        at += 1
    shared = first[:at]
    for mark in (" - ", "- ", "-", " "):
        cut = shared.rfind(mark)
        if cut > 0:
            return shared[: cut + len(mark)]
    return ""
