"""LimeSurvey: codes ("tools[SQ001]"), wordings ("Which tools? [Jira]") or both ("tools[SQ001]. Which tools?
[Jira]") as headers.
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields, group
from bot.survey.reading.layout import Field, Layout, Role, Rule
from bot.survey.reading.table import Table
from bot.survey.reading.words.headers import is_other
from bot.survey.reading.words.plain import plain, plain_set

_ABOUT = plain_set(
    "submitdate|lastpage|startlanguage|seed|startdate|datestamp|refurl|interviewtime|date submitted|last "
    "page|start language|date started|date last action|referrer url|total time|datum abgeschickt|letzte "
    "seite|start-sprache|zufallsstartwert|datum gestartet|datum letzte aktivität|weiterleitungs-url|"
    "gesamtzeit|date de soumission|dernière page|langue de départ|langue de démarrage|tête de série|date "
    "de lancement|date de la dernière action|url de référence|temps total"
    "|fecha de envío|última página|lenguaje inicial|idioma inicial|semilla|fecha de inicio|fecha de la "
    "última acción|url de referencia|data di invio|ultima pagina|lingua iniziale|seme|data di inizio|"
    "data dell'ultima azione|data de envio|última página|idioma inicial|semente|data de início|data da "
    "última ação|datum inzending|laatste pagina|starttaal|startdatum|data wysłania|ostatnia strona|język "
    "początkowy|ziarno|data rozpoczęcia|data ostatniej akcji|datum van verzending|verwijzende url|"
    "duração total|inlämningsdatum|sista sidan|startspråk|дата отправки|последняя страница|начальный "
    "язык|начальное значение|дата начала|дата последнего действия"
)
_IDS = plain_set(
    "id|response id|antwort id|antwort-id|id de la réponse|id de réponse|id respuesta|id de respuesta|id "
    "risposta|id da resposta|antwoord id|id odpowiedzi|svars-id|идентификатор ответа|token|"
    "zugangsschlüssel|zugangscode|access code|code d'accès|código de acceso|codice d'accesso|código de "
    "acesso|toegangscode|kod dostępu"
)
_IP = plain_set(
    "ipaddr|ip address|ip-adresse|adresse ip|dirección ip|indirizzo ip|endereço ip|ip-adres|adres ip|"
    "ip-adress|ip-адрес|ip адрес"
)
_SUBMIT = plain_set(
    "submitdate|date submitted|datum abgeschickt|date de soumission|fecha de envío|data di invio|data de "
    "envio|datum inzending|data wysłania|inlämningsdatum|дата отправки|datum van verzending"
)
_COMMENT = plain_set(
    "comment|kommentar|commentaire|comentario|commento|comentário|opmerking|komentarz|комментарий"
)
_TIMING = re.compile(
    r"(?:^|\.\s)(?:group ?time|question ?time|gruppenzeit|fragenzeit|temps de groupe|temps de question|"
    r"tiempo del? grupo|tiempo de (?:la )?pregunta)\b|^(?:groupTime\d+|\w+Time)$",
    re.IGNORECASE,
)


def recognise(table: Table) -> float:
    """By the columns it always writes first."""
    words = {plain(re.sub(r"^\w+\. ", "", cell)) for cell in table.header(0)[:14]} | {
        plain(cell) for cell in table.header(0)[:14]
    }
    about = len(words & (_ABOUT - plain_set("fecha de inicio|start date|startdate|date started|seed")))
    sub = sum(bool(re.fullmatch(r"\w+\[\w+\](?:\[\w+\])?", cell)) for cell in table.header(0))
    if about >= 2:
        return 0.97
    return 0.6 if sub >= 3 or (about == 1 and words & _IDS) else 0.0


def lay_out(table: Table) -> Layout:
    """The layout by brackets; the code in front ("tools[SQ001]. ") names the question."""
    headers = table.header(0)
    fields = base_fields(headers)
    coded_headers = sum(
        bool(re.fullmatch(r"[A-Za-z]\w*(?:\[[^\]]+\])*", cell)) for cell in headers
    ) > 0.8 * max(1, len(headers))
    unfinished = []
    for entry in fields:
        match = re.match(r"^([A-Za-z]\w*(?:\[[^\]]+\])*)\.\s+(.+)$", entry.text, re.DOTALL)
        if match:
            entry.name, entry.text = match.group(1), match.group(2).strip()
        word = plain(entry.text)
        name = plain(entry.name)
        if entry.position < 14 and (word in _IDS or name in ("id", "token")):
            entry.role = Role.IDENTIFIER
        elif word in _IP or name == "ipaddr":
            entry.role = Role.PERSONAL
        elif (word in _ABOUT or name in _ABOUT) and (
            entry.position < 14 or entry.position > table.width - 40
        ):
            entry.role = Role.METADATA
            if word in _SUBMIT or name in _SUBMIT:
                unfinished.append(Rule(entry.position, lambda cell: not cell))
        elif _TIMING.search(entry.text) or (coded_headers and entry.text.endswith("Time")):
            entry.role = Role.METADATA
        elif entry.role is not Role.ANSWER:
            entry.role = Role.ANSWER
    group(fields, _cut, least=1)
    _write_ins(fields)
    return Layout("limesurvey", fields, 1, unfinished=unfinished, missing=frozenset({"N/A"}))


def _cut(entry: Field) -> tuple[str, str] | None:
    """("question", "item") of "question [item]"; a second pair of brackets is kept in the item."""
    text = entry.text if entry.text.endswith("]") else entry.name
    if not text.endswith("]"):
        return None
    depth = 0
    cuts = []
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0 and text[at] == "[":
            cuts.append(at)
            if at == 0 or text[at - 1] != "]":
                break
    if not cuts or cuts[-1] == 0:
        return None
    at = cuts[-1]
    return text[:at].strip(), text[at:].replace("][", " - ").strip("[] ")


def _write_ins(fields: list[Field]) -> None:
    """Texts for "Other" and comments are no items of their block; a block of a plain column and its "other" is one
    question.
    """
    blocks: dict[str, list[Field]] = {}
    for entry in fields:
        if entry.block:
            blocks.setdefault(entry.stem, []).append(entry)
    plain_fields = {entry.text: entry for entry in fields if not entry.block}
    for stem, entries in blocks.items():
        for entry in entries:
            last = entry.item.rpartition(" - ")[2]
            if plain(last) in _COMMENT or entry.name.endswith(("comment]", "[comment]")):
                entry.role = Role.OTHER
            elif is_other(entry.item):
                owner = plain_fields.get(stem)
                if owner is not None and len(entries) <= 2:
                    owner.block, owner.stem = entry.block, stem
                    entry.role = Role.OTHER
        asked = [entry for entry in entries if entry.role is Role.ANSWER]
        owner = plain_fields.get(stem)
        if owner is not None and not asked:
            owner.block, owner.stem = entries[0].block, stem
        elif len(entries) == 1 and entries[0].role is Role.ANSWER:
            entries[0].block = ""
