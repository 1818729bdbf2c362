# ruff: noqa: E501  (made data reads better as lines)
"""Makes the corpus and scores the reader on it, as the shared checker does."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.reading import exports as write
from tests.bench.reading.questionnaires import ALL, Questionnaire, people

_STAMPS = {
    "en": "Timestamp",
    "de": "Zeitstempel",
    "fr": "Horodateur",
    "es": "Marca temporal",
    "it": "Informazioni cronologiche",
    "nl": "Tijdstempel",
    "pl": "Sygnatura czasowa",
    "fi": "Aikaleima",
    "tr": "Zaman damgası",
    "pt": "Carimbo de data/hora",
    "cs": "Časová značka",
    "ja": "タイムスタンプ",
    "sv": "Tidstämpel",
}
_MICROSOFT = {
    "en": ("Start time", "Completion time", "Email", "Name"), "de": ("Startzeit", "Fertigstellungszeit", "E-Mail", "Name"), "fr": ("Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
    "es": ("Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"), "it": ("Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome"), "nl": ("Begintijd", "Tijd van voltooien", "E-mail", "Naam"),
    "pl": ("Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa"), "fi": ("Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi"), "tr": ("Başlangıç zamanı", "Tamamlanma zamanı", "E-posta", "Ad"),
    "pt": ("Hora de início", "Hora de conclusão", "Email", "Nome"), "cs": ("Čas zahájení", "Čas dokončení", "E-mail", "Jméno"), "ja": ("開始時刻", "完了時刻", "メール", "名前"), "sv": ("Starttid", "Slutförandetid", "E-post", "Namn"),
}  # fmt: skip
_LIME = {
    "en": (
        ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address"),
        "Yes",
        "No",
        "Rank",
    ),
    "de": (
        (
            "Antwort ID",
            "Datum Abgeschickt",
            "Letzte Seite",
            "Start-Sprache",
            "Zufallsstartwert",
            "IP-Adresse",
        ),
        "Ja",
        "Nein",
        "Rang",
    ),
    "fr": (
        (
            "ID de la réponse",
            "Date de soumission",
            "Dernière page",
            "Langue de départ",
            "Tête de série",
            "Adresse IP",
        ),
        "Oui",
        "Non",
        "Rang",
    ),
    "es": (
        ("ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Semilla", "Dirección IP"),
        "Sí",
        "No",
        "Rango",
    ),
}
_CODEPAGE = {
    "de": "cp1252",
    "fr": "mac_roman",
    "es": "cp1252",
    "it": "cp1252",
    "nl": "cp1252",
    "pl": "cp1250",
    "cs": "cp1250",
    "tr": "cp1254",
    "ja": "shift_jis",
    "fi": "cp1252",
    "sv": "cp1252",
    "pt": "cp1252",
    "en": "utf-16",
}


def files(
    questionnaire: Questionnaire, seed: int = 1
) -> Iterator[tuple[str, bytes | Callable[[Path], None], dict[str, Any]]]:
    """(name, bytes or a function that writes the file, expected reading) of every export of one questionnaire."""
    answers = people(questionnaire, seed)
    language = questionnaire.language

    def made(
        kind: str,
        suffix: str,
        lay: Callable[[write.Sheet], None],
        save: Callable[[write.Sheet], bytes],
        **more: Any,
    ) -> tuple[str, bytes, dict[str, Any]]:
        sheet = write.Sheet(questionnaire, answers)
        lay(sheet)
        data = save(sheet)
        return f"{questionnaire.name}_{kind}.{suffix}", data, _expected(sheet, more)

    lime = _LIME.get(language, _LIME["en"])
    above = [["Export"], [""]]
    yield made("google", "csv", lambda sheet: write.google(sheet, _STAMPS[language]), write.as_csv)
    yield made(
        "google_semicolon",
        "csv",
        lambda sheet: write.google(sheet, _STAMPS[language], ";"),
        lambda sheet: write.as_csv(sheet, quoting=csv.QUOTE_ALL),
    )
    yield made(
        "google",
        "tsv",
        lambda sheet: write.google(sheet, _STAMPS[language]),
        lambda sheet: write.as_csv(sheet, "\t", "utf-8-sig"),
    )
    yield made("microsoft", "xlsx", lambda sheet: write.microsoft(sheet, _MICROSOFT[language]), write.as_xlsx)
    yield made(
        "microsoft_quiz",
        "xlsx",
        lambda sheet: write.microsoft(sheet, _MICROSOFT["en"], "Points|Feedback"),
        write.as_xlsx,
    )
    yield made(
        "surveymonkey", "csv", write.surveymonkey, lambda sheet: write.as_csv(sheet, encoding="utf-8-sig")
    )
    yield made(
        "surveymonkey_condensed",
        "xlsx",
        lambda sheet: write.surveymonkey(sheet, condensed=True),
        write.as_xlsx,
    )
    yield made("surveymonkey_row", "csv", write.surveymonkey_row, write.as_csv)
    yield made("qualtrics_split", "csv", lambda sheet: write.qualtrics(sheet, False), write.as_csv)
    yield made(
        "qualtrics_joined",
        "tsv",
        lambda sheet: write.qualtrics(sheet, True),
        lambda sheet: write.as_csv(sheet, "\t", "utf-16"),
    )
    yield made("qualtrics_codes", "xlsx", lambda sheet: write.qualtrics(sheet, False, True), write.as_xlsx)
    yield made("typeform", "csv", write.typeform, write.as_csv)
    yield made("typeform", "xlsx", write.typeform, write.as_xlsx)
    for style in ("full", "codes", "both"):
        yield made(
            f"limesurvey_{style}",
            "csv",
            lambda sheet, style=style: write.limesurvey(sheet, style, *lime),
            lambda sheet: write.as_csv(sheet, quoting=csv.QUOTE_ALL),
        )
    yield made("alchemer", "csv", write.alchemer, write.as_csv)
    yield made(
        "kobo", "csv", write.kobo_labels, lambda sheet: write.as_csv(sheet, ";", quoting=csv.QUOTE_ALL)
    )
    yield made("redcap", "csv", write.redcap_labels, write.as_csv)
    yield made("jotform", "csv", write.jotform, write.as_csv)
    yield made("jotform", "xlsx", write.jotform, write.as_xlsx)
    yield made("tally", "csv", write.tally, write.as_csv)
    yield made(
        "plain_codepage",
        "csv",
        lambda sheet: write.plain_table(sheet, comma=True),
        lambda sheet: write.as_csv(sheet, ";", _CODEPAGE[language]),
    )
    yield made("plain", "xls", lambda sheet: write.plain_table(sheet, " - ", "x", ""), write.as_xls)
    yield made("plain", "ods", lambda sheet: write.plain_table(sheet, " - ", "Yes", "No"), write.as_ods)
    yield made(
        "plain_title",
        "xlsx",
        lambda sheet: write.plain_table(sheet, " | "),
        lambda sheet: write.as_xlsx(sheet, above),
        warnings=["title_rows"],
    )
    total = [["Total", str(questionnaire.people)]]
    yield made(
        "plain_total",
        "csv",
        lambda sheet: write.plain_table(sheet, " / "),
        lambda sheet: write.as_csv(sheet, "|", below=total),
        warnings=["summary_row"],
    )
    for suffix, compress in (("sav", False), ("zsav", True)):
        sheet = write.Sheet(questionnaire, answers)
        write.plain_table(sheet, ": ")
        yield (
            f"{questionnaire.name}_spss.{suffix}",
            (lambda path, sheet=sheet, compress=compress: write.as_sav(sheet, path, compress)),
            _expected(sheet, {}),
        )


def _expected(sheet: write.Sheet, more: dict[str, Any]) -> dict[str, Any]:
    warnings = [*more.get("warnings", []), *(["personal_data"] if sheet.personal else [])]
    return {
        "respondents": len(sheet.answers),
        "questions": sheet.expected,
        "personal_columns": sheet.personal,
        "warnings": warnings,
    }


def make(folder: Path, held_out: bool) -> int:
    """Writes the corpus; returns how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for questionnaire in ALL:
        if questionnaire.held_out is not held_out:
            continue
        for name, data, expected in files(questionnaire):
            path = folder / name
            path.write_bytes(data) if isinstance(data, bytes) else data(path)
            (folder / f"{name}.expected.json").write_text(json.dumps(expected, ensure_ascii=False), "utf-8")
            count += 1
    return count


def _norm(text: object) -> str:
    folded = unicodedata.normalize("NFKC", str(text)).replace("\u2019", "'")
    return re.sub(r"\s+", " ", folded).strip().casefold()


def score(expected: dict[str, Any], got: dict[str, Any]) -> tuple[float, list[str]]:
    """How well a reading matches, 0 to 1, with what is wrong; weights as in the shared checker."""
    notes: list[str] = []
    people_right = float(got.get("respondents") == expected["respondents"])
    owner: dict[int, list[tuple[dict[str, Any], bool]]] = {}
    for question in got.get("questions", []):
        for at in question["columns"]:
            owner.setdefault(at, []).append((question, False))
        for at in question.get("other_columns", []):
            owner.setdefault(at, []).append((question, True))
    others = {
        at for question in expected["questions"] if question.get("other_of") for at in question["columns"]
    }
    weight = right = options = options_right = 0.0
    for question in expected["questions"]:
        low = question["type"] in ("identifier", "metadata", "personal") or bool(question.get("other_of"))
        share = 0.25 if low else 1.0
        weight += share
        columns = set(question["columns"])
        candidates = [pair for at in columns for pair in owner.get(at, [])]
        found: dict[str, Any] | None = None
        if candidates and len({id(pair[0]) for pair in candidates}) == 1:
            candidate, as_other = candidates[0]
            mine = set(candidate["columns"])
            if question.get("other_of"):
                found = (
                    candidate
                    if as_other or candidate["type"] in ("open_text", "single_choice") or mine - columns
                    else None
                )
            elif (
                not as_other
                and mine - others == columns - others
                and candidate["type"] in (question["type"], *question.get("also_ok", []))
            ):
                found = candidate
        if found is None:
            notes.append(
                f"{question['id']} {sorted(columns)[:3]} expected {question['type']}, got {sorted({pair[0]['type'] for pair in candidates})}: {question['text'][:50]}"
            )
        else:
            right += share
        if (
            question["type"] in ("single_choice", "multi_choice", "ordinal", "ranking")
            and question["options"]
            and not question.get("other_of")
        ):
            options += 1
            if found is None:
                continue
            if found["type"] in ("numeric", "open_text"):
                options_right += 1
                continue
            free = {
                _norm(text)
                for text in (*question.get("nonsubstantive", []), *question.get("other_values", []))
            }
            mine_options = [_norm(text) for text in found["options"]]
            want = {_norm(text) for text in question["options"]} - free
            good = want <= set(mine_options) and len(set(mine_options) - want - free) <= 0.1 * len(want)
            value = float(good)
            if good and question.get("ordered") and found["type"] == "ordinal":
                order = [_norm(text) for text in question["ordered"]]
                kept = [text for text in mine_options if text in order]
                order = [text for text in order if text in kept]
                value = 1.0 if kept in (order, order[::-1]) else 0.5
            options_right += value
            if value < 1:
                notes.append(
                    f"{question['id']} options {found['options'][:7]} expected {question['options'][:7]}"
                )
    personal, mine_personal = set(expected["personal_columns"]), set(got.get("personal_columns", []))
    allowed = {
        at
        for question in expected["questions"]
        if question["type"] in ("metadata", "identifier", "open_text")
        for at in question["columns"]
    }
    false = mine_personal - personal - allowed
    kept_out = max(
        0.0, (len(personal & mine_personal) / len(personal) if personal else 1.0) - 0.2 * len(false)
    )
    if personal - mine_personal or false:
        notes.append(f"personal missed {sorted(personal - mine_personal)}, false {sorted(false)}")
    words = {re.split(r"[:\s]", word)[0] for word in got.get("warnings", [])}
    wanted = set(expected["warnings"])
    warned = len(wanted & words) / len(wanted) if wanted else 1.0
    total = (
        0.2 * people_right
        + 0.35 * right / weight
        + 0.2 * (options_right / options if options else 1.0)
        + 0.15 * kept_out
        + 0.1 * warned
    )
    return total, notes
