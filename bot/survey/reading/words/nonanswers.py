# ruff: noqa: E501  (word lists read better as lines)
"""Answers that say nothing: "don't know" is said by a person, "-" and -99 by a machine."""

from __future__ import annotations

import re

from bot.survey.reading.words.plain import plain, plain_set

SAID = plain_set(
    # English
    "don't know|do not know|dont know|i don't know|i do not know|not applicable|n/a|does not apply|doesn't apply|prefer not to say"
    "|prefer not to answer|i prefer not to say|i prefer not to answer|rather not say|i'd rather not say|would rather not say"
    "|decline to answer|decline to state|choose not to answer|no answer|no opinion|can't say|cannot say|don't know/not sure"
    "|don't know / no answer|unsure/don't know|don't know or not applicable|not applicable to me|no opinion / don't know"
    "|have not used|haven't used it|never used it|not used|refused|no response|unable to rate|can't judge|cannot judge|dk|dk/na|dk na",
    # German
    "weiß nicht|weiss nicht|weiß ich nicht|ich weiß nicht|ich weiß es nicht|keine angabe|keine antwort|k. a.|k.a.|kann ich nicht sagen"
    "|kann ich nicht beurteilen|kann nicht beurteilen|nicht zutreffend|trifft nicht auf mich zu|möchte ich nicht sagen|keine meinung"
    "|möchte ich nicht angeben|möchte nicht antworten|keine angaben|entfällt|nicht beurteilbar|weiß nicht / keine angabe",
    # French
    "ne sait pas|je ne sais pas|nsp|sans opinion|sans avis|ne se prononce pas|je préfère ne pas répondre|préfère ne pas répondre"
    "|je préfère ne pas le dire|préfère ne pas le dire|non applicable|sans objet|ne souhaite pas répondre|je ne souhaite pas répondre"
    "|pas de réponse|non concerné|non concernée|pas concerné|ne s'applique pas|aucune opinion|je ne me prononce pas|nsp/nr",
    # Spanish
    "no sé|no lo sé|no sabe|no contesta|ns/nc|ns / nc|no aplica|no aplicable|no procede|prefiero no decirlo|prefiero no responder"
    "|prefiero no contestar|sin opinión|no tengo opinión|no sabe / no contesta|no sabe/no contesta|sin respuesta|no corresponde",
    # Italian
    "non so|non saprei|non lo so|preferisco non rispondere|preferisco non dirlo|non applicabile|nessuna risposta|non risponde|nessuna opinione|senza opinione"
    "|non pertinente|preferisco non specificare",
    # Portuguese
    "não sei|não sabe|prefiro não responder|prefiro não dizer|prefiro não informar|não se aplica|não aplicável|sem opinião|sem resposta|não respondeu|ns/nr",
    # Dutch
    "weet niet|weet ik niet|ik weet het niet|geen mening|niet van toepassing|n.v.t.|nvt|zeg ik liever niet|wil ik niet zeggen|liever niet|geen antwoord"
    "|geen idee|dat wil ik liever niet zeggen|wil ik liever niet zeggen|zeg liever niet",
    # Polish
    "nie wiem|trudno powiedzieć|nie dotyczy|wolę nie odpowiadać|wolę nie mówić|nie chcę odpowiadać|odmowa odpowiedzi|brak odpowiedzi|brak zdania|nie mam zdania"
    "|wolę nie podawać|nie wiem / trudno powiedzieć",
    # Swedish, Danish, Norwegian
    "vet ej|vet inte|jag vet inte|ingen åsikt|ej tillämpligt|inte tillämpligt|vill inte svara|vill ej svara|vill inte uppge|ej aktuellt|vill ej uppge|föredrar att inte svara"
    "|ved ikke|ved det ikke|jeg ved det ikke|ikke relevant|ønsker ikke at svare|vil ikke svare|ønsker ikke at oplyse"
    "|vet ikke|jeg vet ikke|ønsker ikke å svare|vil ikke oppgi|ikke aktuelt",
    # Finnish
    "en osaa sanoa|en tiedä|ei koske minua|en halua vastata|en halua sanoa|ei sovellu|eos|ei sovellettavissa|en halua kertoa",
    # Czech, Slovak
    "nevím|nechci odpovědět|nechci uvést|netýká se|nevztahuje se|neuvedeno|bez odpovědi|nemám názor|nedokážu posoudit|neviem|nechcem odpovedať|netýka sa",
    # Turkish
    "bilmiyorum|fikrim yok|cevap vermek istemiyorum|belirtmek istemiyorum|söylemek istemiyorum|uygulanamaz|yanıt yok|geçerli değil|uygun değil|ilgili değil",
    # Russian, Ukrainian
    "не знаю|затрудняюсь ответить|предпочитаю не отвечать|предпочитаю не указывать|не применимо|неприменимо|нет ответа|отказ от ответа|не хочу отвечать|нет мнения"
    "|важко відповісти|важко сказати|не хочу відповідати|не стосується",
    # Hungarian, Romanian, Greek
    "nem tudom|nem válaszol|nem kívánok válaszolni|nem szeretnék válaszolni|nincs véleményem|nem releváns|nu știu|nu răspund|prefer să nu răspund|prefer să nu spun|nu se aplică"
    "|nu este cazul|δεν γνωρίζω|δεν ξέρω|δεν απαντώ|προτιμώ να μην απαντήσω|δεν ισχύει",
    # Japanese, Chinese, Korean
    "わからない|分からない|わかりません|分かりません|該当なし|該当しない|回答しない|答えたくない|無回答|回答したくない|言いたくない|どれにも当てはまらない|未回答"
    "|不知道|不清楚|不适用|不方便回答|拒绝回答|不想回答|不愿透露|不便透露|无意见|說不清|说不清"
    "|모름|잘 모르겠다|잘 모르겠음|모르겠다|해당 없음|해당없음|응답하지 않음|응답 거부|밝히고 싶지 않음|무응답|말하고 싶지 않음",
)

# Written by a machine or as a dash: never an answer. Compared as they stand, case aside.
BLANK = frozenset(
    [
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "..",
        "…",
        "n/a",
        "#n/a",
        "na",
        "n.a.",
        "nan",
        "null",
        "#null!",
        "<na>",
        "\\n",
        "-99",
        "-99.0",
        "#value!",
        "#ref!",
        "#div/0!",
        "not",
        "answered",
        "(not",
        "answered)",
        "[not",
        "answered]",
        "(blank)",
        "(leer)",
        "(vacío)",
        "(vide)",
        "unanswered",
    ]
) | {"not answered", "(no response)", "no response", "not asked", "#name?"}

_NUMERIC_MISSING = re.compile(r"-(?:9+|8|88|888|7|77|777|66|99\d?)(?:\.0+)?")
HIGH_CODES = frozenset({"77", "88", "96", "97", "98", "99", "777", "888", "988", "997", "998", "999", "9999"})


def is_blank(text: str) -> bool:
    """Whether a cell holds a sign for "nothing here" (an empty cell is not asked about)."""
    return len(text) <= 15 and text.casefold() in BLANK


def is_said(text: str) -> bool:
    """Whether an answer is "don't know", "prefer not to say" or "does not apply" in any language known here.

    Codes cut off by a tool ("je_prefere_ne_pas_repond") count by their beginning; "Don't know (DK)" by its first part.
    """
    word = plain(text)
    if word in SAID:
        return True
    if len(word) >= 20 and "_" in text and any(phrase.startswith(word) for phrase in SAID):
        return True
    bare = plain(re.sub(r"^\s*-?\d{1,3}\s*[-–—=:.)]\s*|\s*[(\[][^()\[\]]{1,30}[)\]]\s*$", "", text))
    return bare != word and bare in SAID


def is_missing_number(text: str) -> bool:
    """Whether a number is a usual code for missing, -99 or the like."""
    return bool(_NUMERIC_MISSING.fullmatch(text))
