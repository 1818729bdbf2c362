"""Microsoft Forms: id, start and completion time, e-mail and name, then questions; quizzes add points and feedback
to each.
"""

from __future__ import annotations

import re

from bot.survey.reading.formats.blocks import base_fields
from bot.survey.reading.layout import Layout, Role
from bot.survey.reading.table import Table
from bot.survey.reading.words.plain import plain, plain_set

_START = plain_set(
    "start time|startzeit|heure de début|hora de inicio|ora di inizio|hora de início|begintijd|starttijd|"
    "godzina rozpoczęcia|czas rozpoczęcia|starttid|starttidspunkt|aloitusaika|alkamisaika|čas zahájení|"
    "başlangıç zamanı|başlangıç saati|время начала|kezdés időpontja|oră de începere|開始時刻|开始时间|시작 시간"
)
_DONE = plain_set(
    "completion time|fertigstellungszeit|abschlusszeit|heure de fin|hora de finalización|ora di "
    "completamento|hora de conclusão|tijd van voltooien|voltooiingstijd|godzina ukończenia|czas "
    "ukończenia|slutförandetid|tid för slutförande|fullføringstid|fullføringstidspunkt|"
    "fuldførelsestidspunkt|færdiggørelsestidspunkt|valmistumisaika|suorittamisaika|čas dokončení|"
    "tamamlanma zamanı|bitiş zamanı|время выполнения|время завершения|befejezés időpontja|完了時刻|完成时间|완료 시간"
)
_MAIL = plain_set(
    "email|e-mail|adresse de messagerie|correo electrónico|posta elettronica|indirizzo di posta "
    "elettronica|e-mailadres|adres e-mail|e-post|mail|sähköposti|e-posta|электронная почта|メール|电子邮件|전자 "
    "메일|이메일|email address|courriel|endereço de email"
)
_POINTS = re.compile(
    r"^(?:points?|punkte|punktzahl|puntos|punti|pontos|punten|punkty|poäng|point|poeng|pisteet|body|puan|баллы|点数|分数|점수)\s*[-–:]\s*",
    re.IGNORECASE,
)
_FEEDBACK = re.compile(
    r"^(?:feedback|commentaires|comentarios|rückmeldung|commenti|comentários|opinia|återkoppling|"
    r"tilbakemelding|palaute|názor|geri bildirim|отзыв|フィードバック|反馈|피드백|kommentare)\s*[-–:]\s*",
    re.IGNORECASE,
)


def recognise(table: Table) -> float:
    """By start and completion time side by side near the left edge."""
    header = [plain(cell) for cell in table.header(0)[:8]]
    started = [at for at, cell in enumerate(header) if cell in _START]
    done = [at for at, cell in enumerate(header) if cell in _DONE]
    if started and done:
        return 0.9
    return 0.6 if (started or done) and header[0] == "id" else 0.0


def lay_out(table: Table) -> Layout:
    """The layout: everything until the last header about the response is about the response, the rest was asked."""
    fields = base_fields(table.header(0))
    about = 0
    named = False
    for entry in fields[:9]:
        word = plain(entry.text)
        if word in _START or word in _DONE:
            entry.role = Role.METADATA
            about = entry.position
        elif entry.position == about + 1 and about >= 1 and word in _MAIL and about <= 3:
            entry.role = Role.PERSONAL
            about = entry.position
        elif (
            not named
            and about >= 1
            and entry.position == about + 1
            and len(word.split()) == 1
            and fields[entry.position - 1].role is Role.PERSONAL
        ):
            entry.role = Role.PERSONAL  # "Name" in any language stands after the e-mail address
            named = True
            about = entry.position
        elif entry.role is Role.METADATA and entry.position == about + 1:
            about = entry.position
    for entry in fields:
        if entry.position > about and entry.role is not Role.ANSWER:
            entry.role = Role.ANSWER
        if (
            _POINTS.match(entry.text)
            or _FEEDBACK.match(entry.text)
            or (
                entry.position > 4
                and plain(entry.text)
                in plain_set(
                    "total points|quiz feedback|gesamtpunktzahl|quizfeedback|note totale|nombre total de "
                    "points|commentaires sur le questionnaire|puntos totales|total de puntos|comentarios "
                    "del cuestionario|punti totali|pontuação total|totaal aantal punten|grade posted "
                    "time|last modified time|language|zeitpunkt der letzten änderung|sprache"
                )
                and entry.position <= about + 4
            )
        ):
            entry.role = Role.METADATA
    return Layout("ms_forms", fields, 1)
