"""SurveyMonkey: two header rows (question, then "Response", an option or a row), expanded or condensed; or one row
made of both.
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields
from bot.survey.reading.formats.generic import cut_headers
from bot.survey.reading.layout import Field, Layout, Role
from bot.survey.reading.table import Table
from bot.survey.reading.words.headers import is_other
from bot.survey.reading.words.plain import plain, plain_set

_RESPONSE = plain_set(
    "response|open-ended response|antwort|offene antwort|beantwortung|réponse|réponse ouverte|réponse "
    "libre|respuesta|respuesta abierta|risposta|risposta aperta|resposta|resposta aberta|antwoord|open "
    "antwoord|odpowiedź|odpowiedź otwarta|svar|öppet svar|åbent svar|åpent svar|vastaus|avoin vastaus|"
    "odpověď|otevřená odpověď|yanıt|açık uçlu yanıt|ответ|свободный ответ|回答|自由回答|开放式回答|응답|개방형 응답"
)
_PERSONAL = plain_set(
    "ip address|email address|first name|last name|ip-adresse|e-mail-adresse|vorname|nachname|adresse ip|"
    "adresse email|adresse e-mail|prénom|nom de famille|nom|dirección ip|dirección de correo electrónico|"
    "nombre|apellido|apellidos|indirizzo ip|indirizzo e-mail|nome|cognome|endereço ip|endereço de e-mail|"
    "sobrenome|ip-adres|e-mailadres|voornaam|achternaam|phone number"
)
_METADATA = plain_set(
    "date created|date modified|custom data|custom data 1|custom data 2|custom data 3|custom data 4|"
    "custom data 5|custom value|language|erstellt am|geändert am|erstellungsdatum|änderungsdatum|"
    "benutzerdefinierte daten|benutzerdefinierte daten 1|date de création|date de modification|données "
    "personnalisées|données personnalisées 1|fecha de creación|fecha de modificación|datos "
    "personalizados|datos personalizados 1|data di creazione|data di modifica|dati personalizzati 1|data "
    "de criação|data de modificação|dados personalizados 1|aanmaakdatum|wijzigingsdatum|collector name|"
    "start date|end date|startdate|enddate"
)
_IDENTIFIER = plain_set(
    "respondent id|collector id|respondentid|collectorid|befragten-id|teilnehmer-id|id des befragten|"
    "collector-id|id du répondant|id répondant|id du collecteur|id collecteur|id del encuestado|id del "
    "recopilador|id de encuestado|id intervistato|id rispondente|id raccoglitore|id do respondente|id do "
    "coletor|respondent-id|id respondenta|svarande-id|vastaajan id"
)


def _two_rows(table: Table) -> bool:
    top, below = table.header(0), table.header(1)
    if len(table.head) < 2 or not any(below):
        return False
    responses = sum(plain(cell) in _RESPONSE for cell in below)
    gaps = sum(1 for at in range(1, len(top)) if not top[at] and below[at])
    ids = sum(1 for at in range(len(top)) if plain(top[at]) in _IDENTIFIER and not below[at])
    return (responses >= 1 and (gaps >= 1 or ids >= 1)) or (ids >= 1 and gaps >= 2)


def recognise(table: Table) -> float:
    """By its ids and its second row."""
    first = {plain(cell) for cell in table.header(0)}
    if _two_rows(table):
        return 0.95
    return (
        0.7
        if first & plain_set("respondentid|respondent id|befragten-id|id du répondant|id del encuestado")
        else 0.0
    )


def lay_out(table: Table) -> Layout:
    """The layout of two rows, or of one row with "question - item"."""
    if not _two_rows(table):
        fields = base_fields(table.header(0))
        _about(fields, table.header(0), 9)
        cut_headers(fields)
        return Layout("surveymonkey", fields, 1)
    top, below = table.header(0), table.header(1)
    fields = base_fields([first or second for first, second in zip(top, below, strict=True)])
    _about(fields, [cell if not below[at] else "" for at, cell in enumerate(top)], table.width)
    stem, start = "", 0
    for at, entry in enumerate(fields):
        if top[at]:
            stem, start = re.sub(r"\s+", " ", top[at]).strip(), at
        if not below[at]:
            if not top[at] and stem and start != at:
                entry.role = Role.IGNORED if not table.columns[at].filled else entry.role
            continue
        if not stem:
            stem, start = below[at], at
        entry.role = Role.ANSWER
        entry.block, entry.stem, entry.text = f"{stem}#{start}", stem, stem
        if plain(below[at]) not in _RESPONSE:
            entry.item = below[at].replace("\xa0", " ").strip()
            entry.text = f"{stem} - {entry.item}"
    _single(fields)
    return Layout("surveymonkey", fields, 2)


def _about(fields: list[Field], headers: list[str], until: int) -> None:
    for entry, header in zip(fields[:until], headers[:until], strict=True):
        word = plain(header)
        if word in _IDENTIFIER:
            entry.role = Role.IDENTIFIER
        elif word in _METADATA:
            entry.role = Role.METADATA
        elif word in _PERSONAL:
            entry.role = Role.PERSONAL


def _single(fields: list[Field]) -> None:
    """A "Response" column with a write-in column beside it is one question with its "Other"; alone it is no block."""
    blocks: dict[str, list[Field]] = {}
    for entry in fields:
        if entry.block:
            blocks.setdefault(entry.block, []).append(entry)
    for entries in blocks.values():
        if len(entries) == 1:
            entries[0].block = ""
            if entries[0].item and not is_other(entries[0].item):
                continue
            entries[0].item = ""
            continue
        if not entries[0].item:
            for entry in entries[1:]:
                if entry.item:
                    entry.role = Role.OTHER
