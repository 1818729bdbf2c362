# ruff: noqa: E501  (sentences, patterns and word lists read better as lines)
"""Google Forms: a time stamp first (in any language), one header row, "question [row]" for grids, checkboxes
joined in a cell.
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import adopt_joined, base_fields, group, in_brackets
from bot.survey.reading.layout import Layout, Role
from bot.survey.reading.table import Table
from bot.survey.reading.words.plain import plain, plain_set

_STAMP = plain_set(
    "timestamp|zeitstempel|horodateur|marca temporal|informazioni cronologiche|carimbo de data/hora|"
    "carimbo de data hora|tijdstempel|sygnatura czasowa|tidstämpel|tidsstempel|aikaleima|časové razítko|"
    "časová značka|časová pečiatka|zaman damgası|отметка времени|позначка часу|időbélyeg|marcaj de timp|"
    "タイムスタンプ|时间戳记|时间戳|時間戳記|타임스탬프|χρονική σήμανση|חותמת זמן|طابع زمني|ประทับเวลา|dấu thời gian|stempel "
    "waktu|vremenska oznaka|časovni žig|marca de temps|ajatempel|laiko žyma|laika zīmogs|tidsmerke"
)
_SCORE = plain_set(
    "score|punktzahl|punkte|note|puntuación|punteggio|pontuação|wynik|poäng|score totale|total score|"
    "оценка|баллы|点数|スコア"
)
_USER = plain_set(
    "username|email address|e-mail-adresse|nutzername|nom d'utilisateur|adresse e-mail|nombre de usuario|"
    "dirección de correo electrónico|indirizzo email|nome utente|endereço de e-mail|e-mailadres|"
    "gebruikersnaam|adres e-mail|nazwa użytkownika|e-postadress|sähköpostiosoite|e-mailová adresa|"
    "e-posta adresi|адрес электронной почты|メールアドレス|电子邮件地址|이메일 주소"
)


def recognise(table: Table) -> float:
    """By the time stamp's header and a point in time below it."""
    header = table.header(0)
    if not header or plain(header[0]) not in _STAMP:
        return 0.0
    below = table.header(1)[0] if len(table.head) > 1 else ""
    return 0.85 if not below or re.search(r"\d{1,4}[/.\-]\s?\d{1,2}[/.\-]\s?\d{1,4}", below) else 0.3


def lay_out(table: Table) -> Layout:
    """The layout of one header row."""
    fields = base_fields(table.header(0))
    fields[0].role = Role.METADATA
    for entry in fields[1:]:
        if entry.role is not Role.ANSWER and plain(entry.text) not in _SCORE and entry.position > 2:
            entry.role = Role.ANSWER  # "Language" or "Date" in a form is a question
        if plain(entry.text) in _SCORE and entry.position <= 2:
            entry.role = Role.METADATA
        if entry.position == 1 and plain(entry.text) in _USER:
            entry.role = Role.PERSONAL
    group(fields, lambda entry: in_brackets(entry.text, 0), least=1)
    group(fields, lambda entry: (found[0], found[1]) if (found := _dotted(entry.text)) else None, least=3)
    adopt_joined(fields)
    return Layout("google_forms", fields, 1)


def _dotted(text: str) -> tuple[str, str] | None:
    """Grids copied through R or other programs: "question: row"."""
    stem, mark, item = text.rpartition(": ")
    return (stem, item) if mark and len(stem) > 8 else None
