# ruff: noqa: E501  (word lists read better as lines)
"""Answers that hold numbers: plain numbers in any notation, bands ("18-24", "65 or older") and how often ("twice a week")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.survey.reading.words.plain import plain, plain_set

_UNIT = (
    r"(?:%|€|\$|£|¥|₹|zł|kč|kr\.?|chf|eur|euros?|usd|gbp|dollars?|hours?|hrs?|h|minutes?|mins?|min\.?|days?|weeks?|months?|years?|yrs?|km|kms|kilometers?|kilometres?|miles?|kg|kgs|g|lbs?|cm|m"
    r"|stunden|std\.?|minuten|tage|wochen|monate|jahre|heures?|jours?|semaines?|mois|ans|años|horas|minutos|días|meses|semanas|ore|giorni|anni|mesi|uur|uren|jaar|dagen|lat|godzin|timmar|år|let|hodin|saat|yıl|лет|часов|pln|sek|czk|try|tl|jpy|円|年|歳|岁|元|원|세|x)"
)
_NUMBER = re.compile(
    rf"^\s*(?:[€$£¥₹~]|ca\.?|approx\.?|about|around|us\$)?\s*([-+−]?\d[\d.,'’   ]*(?:[eE][-+]?\d+)?)\s*{_UNIT}?\s*(?:/\s*\w+)?\s*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d(?:[\d.,'’   ]*\d)?")


def number(text: str, decimal_comma: bool = False) -> float | None:
    """The number a cell holds ("1.234,50 €", "3 hours", "-4"), None where it holds anything else.

    `decimal_comma` settles what a lone "1.234" or "1,234" means.
    """
    match = _NUMBER.match(text)
    if match is None:
        return None
    digits = re.sub(r"[\s'’   ]", "", match.group(1)).replace("−", "-")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        last = max(digits.rfind("."), digits.rfind(","))
        digits = re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]
    elif commas == 1 and not dots:
        head, tail = digits.split(",")
        digits = (
            head + tail
            if len(tail) == 3 and not decimal_comma and head not in ("0", "-0")
            else head + "." + tail
        )
    elif dots == 1 and decimal_comma:
        head, tail = digits.split(".")
        digits = head + tail if len(tail) == 3 and head not in ("0", "-0") else digits
    elif commas > 1 or dots > 1:
        digits = re.sub(r"[.,]", "", digits)
    try:
        value = float(digits)
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def uses_decimal_comma(texts: Iterable[str]) -> bool:
    """Whether a column writes 3,5 for three and a half."""
    comma = dot = 0
    for text in texts:
        if re.search(r"\d,\d{1,2}\b(?!,)", text) or re.search(r"\d\.\d{3},\d", text):
            comma += 1
        elif re.search(r"\d\.\d{1,2}\b(?!\.)", text) or re.search(r"\d,\d{3}\.\d", text):
            dot += 1
    return comma > dot


_BELOW = plain_set(
    "less than|under|below|up to|fewer than|younger than|at most|less|or less|or fewer|and under|or under|or younger|and younger|and below|or below|max|maximum|within|no more than|unter|bis|bis zu|weniger als|weniger|jünger als|höchstens|und jünger|maximal|und weniger|oder weniger"
    "|moins de|moins|jusqu à|au plus|inférieur à|et moins|ou moins|en dessous de|menos de|menos|hasta|menor de|menor a|menores de|o menos|como máximo|inferior a|meno di|fino a|sotto|sotto i|o meno|meno|al massimo|até|abaixo de|ou menos|minder dan|jonger dan|tot|onder|of minder|of jonger|minder|onder de|mniej niż|poniżej|do|i mniej|lub mniej|mindre än|under|upp till|yngre än|eller mindre|färre än"
    "|mindre end|op til|eller færre|alle|korkeintaan|tai vähemmän|méně než|pod|do|a méně|nebo méně|altı|altında|az|den az|dan az|ve altı|менее|меньше|до|младше|и менее|или меньше|未満|以下|以内|以下の|小于|不到|少于|미만|이하|<|kevesebb mint|alatt|sub|mai puțin de|mindre enn"
)
_ABOVE = plain_set(
    "more than|over|above|at least|older than|or more|or older|and older|and over|and above|or over|or above|and up|plus|greater than|more|older|or higher|or later|and more|minimum|exceeding|upwards|or greater|über|mehr als|mehr|älter als|und älter|und mehr|oder mehr|oder älter|mindestens|ab|und darüber|und höher|älter"
    "|plus de|et plus|ou plus|plus|au moins|supérieur à|au delà de|au dessus de|más de|más|o más|y más|mayor de|mayor a|mayores de|o mayor|al menos|superior a|en adelante|più di|oltre|o più|e oltre|almeno|più|superiore a|mais de|ou mais|acima de|mais|pelo menos|e mais|meer dan|ouder dan|en ouder|of meer|of ouder|boven|meer|vanaf|minstens|więcej niż|powyżej|ponad|i więcej|lub więcej|i starsi|co najmniej|mer än|över|äldre än|eller mer|eller äldre|och uppåt|fler än"
    "|mere end|eller mere|og derover|eller flere|eller ældre|yli|enemmän kuin|tai enemmän|vähintään|ja yli|více než|nad|a více|nebo více|a starší|alespoň|üstü|üzeri|üzerinde|ve üzeri|ve üstü|dan fazla|den fazla|fazla|более|больше|свыше|старше|от|и более|и старше|или больше|以上|超|超える|より多い|大于|超过|多于|이상|초과|több mint|felett|peste|mai mult de|mer enn|eller mer|og eldre"
)
_TIME = {
    "minute": plain_set(
        "minute|minutes|min|mins|minuten|minutos|minuti|minuut|minut|minuter|минут|分|分钟|분"
    ),
    "hour": plain_set(
        "hour|hours|hr|hrs|stunde|stunden|std|heure|heures|hora|horas|ora|ore|uur|uren|godzin|godziny|timme|timmar|tuntia|hodin|saat|часов|часа|時間|小时|시간|timer"
    ),
    "day": plain_set(
        "day|days|tag|tage|tagen|jour|jours|día|días|giorno|giorni|dia|dias|dag|dagen|dagar|dage|dzień|dni|päivä|päivää|den|dny|dnů|gün|день|дней|дня|日|天|일|nap|zi|zile"
    ),
    "week": plain_set(
        "week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|week|weken|tydzień|tygodniu|tygodni|tygodnie|vecka|veckor|veckan|uge|uger|ugen|uke|uker|viikko|viikossa|viikkoa|týden|týdně|týdnů|hafta|haftada|неделя|неделю|недель|недели|週間|週|周|주|hét|héten|săptămână"
    ),
    "month": plain_set(
        "month|months|mo|monat|monate|monaten|mois|mes|meses|mese|mesi|mês|meses|maand|maanden|miesiąc|miesiące|miesięcy|miesiącu|månad|månader|måned|måneder|måneden|kuukausi|kuukaudessa|kuukautta|měsíc|měsíce|měsíců|měsíčně|ay|ayda|месяц|месяца|месяцев|ヶ月|か月|月|个月|개월|hónap|lună|luni"
    ),
    "quarter": plain_set("quarter|quarters|quartal|quartale|trimestre|trimestres|kwartaal|kwartał|kvartal"),
    "year": plain_set(
        "year|years|yr|yrs|jahr|jahre|jahren|an|ans|année|années|año|años|anno|anni|ano|anos|jaar|jaren|rok|roku|lata|lat|år|året|vuosi|vuotta|vuodessa|let|roky|ročně|rok|yıl|yılda|год|года|лет|年|歳|岁|년|세|살|év|ani"
    ),
}
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.4,
    "quarter": 91.3,
    "year": 365.25,
}
_FACTORS = {
    "k": 1e3,
    "tsd": 1e3,
    "thousand": 1e3,
    "mil": 1e3,
    "tys": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "mln": 1e6,
    "万": 1e4,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "mrd": 1e9,
}
_FILLER = plain_set(
    "and|to|or|a|an|the|of|de|a|à|y|e|et|und|oder|bis|until|from|between|entre|zwischen|von|tra|fra|het|en|od|do|i|per|pro|par|por|al|auf|im|in the|ago|old|aged|age|i am|ich bin|im alter von|am|is|about|approximately|ca|etwa|environ|times|mal|fois|veces|volte|vezes|keer|razy|gånger|gange|kertaa|krát|kez|раз|回|次|번|the last|last|next|nächsten|within the|in the next|ごと|からまで|から|まで|歳|the next|y los|a los|los|las|le|la|les|tot|t m|naar|från|till|fra|til|az|ile|arası|arasında|между"
)
_NONE = plain_set(
    "none|zero|no|not|nothing|keine|kein|aucun|aucune|ninguno|ninguna|nessuno|nessuna|nenhum|nenhuma|geen|brak|żaden|inga|ingen|ei yhtään|žádný|žádné|hiç|yok|нет|なし|ない|没有|없음|0"
)


@lru_cache(maxsize=20_000)
def band(text: str) -> tuple[float, float, str] | None:
    """(lower end, upper end, the words besides) of a band: "18-24", "< 5", "65+", "$25k to $50k", "Less than 1 year"; None for others."""
    folded = text.casefold().replace("−", "-").replace("–", "-").replace("—", "-").replace("~", "-")
    if len(folded) > 90:
        return None
    below = "<" in folded or "≤" in folded
    above = bool(re.search(r"\d\s*[\w%€$£]{0,6}\s*\+", folded)) or ">" in folded or "≥" in folded
    numbers: list[float] = []
    rest: list[str] = []
    units: list[str] = []
    at = 0
    for match in _DIGITS.finditer(folded):
        rest.append(folded[at : match.start()])
        at = match.end()
        value = number(
            match.group(0),
            decimal_comma=bool(re.search(r"\d\.\d{3}(?!\d)", match.group(0))) and "," not in match.group(0),
        )
        if value is None:
            return None
        tail = re.match(
            r"\s?(k|tsd|thousand|tys|mil|mio|mn|millions?|mln|m|bn|b|billion|mrd|万)\b\.?", folded[at:]
        )
        if tail and not (tail.group(1) == "m" and not re.search(r"[$€£]|k\b", folded)):
            value *= _FACTORS.get(tail.group(1), 1.0)
            at += tail.end()
        numbers.append(value)
    rest.append(folded[at:])
    words = plain(" ".join(rest))
    if not numbers:
        return (0.0, 0.0, "") if words in _NONE else None
    if (
        len(numbers) == 2
        and numbers[0] > numbers[1]
        and numbers[0] < 1000 <= numbers[1] * 1000
        and re.search(r"\d\s*-\s*\d+\s?k", folded)
    ):
        numbers[1] *= 1
    if len(numbers) > 4:
        return None
    left: list[str] = []
    tokens = words.split()
    at = 0
    while at < len(tokens):
        for length in range(min(4, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + length])
            if phrase in _BELOW and len(numbers) == 1:
                below = True
            elif phrase in _ABOVE and not (phrase in ("от", "ab", "od", "vanaf") and len(numbers) > 1):
                above = True
            elif phrase in _BELOW or phrase in _FILLER:
                pass
            else:
                unit = next((name for name, names in _TIME.items() if phrase in names), None)
                if unit is None:
                    continue
                units.append(unit)
            at += length
            break
        else:
            left.append(tokens[at])
            at += 1
    if units and len(set(units)) >= 1:
        scale = [_DAYS[unit] for unit in units]
        if len(scale) == 1 or len(numbers) != len(scale):
            numbers = [value * scale[-1] for value in numbers]
        else:
            numbers = [value * factor for value, factor in zip(numbers, scale, strict=True)]
    low, high = min(numbers), max(numbers)
    if len(numbers) == 1:
        if below:
            low = -1e12 if high <= 0 else -1.0
        elif above:
            high = 1e15
    elif above and len(numbers) == 1:
        high = 1e15
    return low, high, " ".join(left)


_RATES: dict[float, frozenset[str]] = {
    0.0: plain_set(
        "never|not at all|nie|niemals|jamais|nunca|mai|nooit|nigdy|aldrig|aldri|en koskaan|ei koskaan|nikdy|hiç|hiçbir zaman|asla|никогда|soha|niciodată|none|i never|nunca jamás|i don't|gar nicht|not once|không bao giờ|全くない|一度もない|从不|전혀|no nunca"
    ),
    0.5: plain_set(
        "almost never|hardly ever|very rarely|fast nie|so gut wie nie|sehr selten|presque jamais|très rarement|casi nunca|muy rara vez|quasi mai|molto raramente|quase nunca|muito raramente|bijna nooit|zelden of nooit|prawie nigdy|bardzo rzadko|nästan aldrig|mycket sällan|næsten aldrig|nesten aldri|tuskin koskaan|hyvin harvoin|téměř nikdy|skoro nikdy|velmi zřídka|neredeyse hiç|почти никогда|очень редко|szinte soha|aproape niciodată|less often|less frequently|seltener|moins souvent|con menos frecuencia|minder vaak|rzadziej|mer sällan|sjældnere|méně často|реже"
    ),
    4.0: plain_set(
        "rarely|seldom|selten|rarement|raramente|rara vez|raras veces|pocas veces|di rado|zelden|rzadko|sällan|sjældent|sjelden|harvoin|zřídka|zřídkakdy|málokdy|nadir|nadiren|редко|ritkán|rar|rareori|poucas vezes|once in a while|infrequently"
    ),
    9.0: plain_set(
        "occasionally|gelegentlich|ab und zu|hin und wieder|occasionnellement|de temps en temps|ocasionalmente|de vez en cuando|occasionalmente|ogni tanto|de vez em quando|af en toe|okazjonalnie|od czasu do czasu|då och då|ibland|lejlighedsvis|av og til|af og til|toisinaan|silloin tällöin|občas|ara sıra|arada sırada|иногда|időnként|néha|ocazional|uneori"
    ),
    20.0: plain_set(
        "sometimes|manchmal|parfois|quelquefois|a veces|algunas veces|a volte|qualche volta|às vezes|algumas vezes|soms|czasami|czasem|nogle gange|noen ganger|joskus|někdy|bazen|half of the time|about half the time|etwa die hälfte der zeit|la moitié du temps|la mitad de las veces|in about half"
    ),
    60.0: plain_set(
        "regularly|regelmäßig|régulièrement|regularmente|regolarmente|regelmatig|regularnie|regelbundet|regelmæssigt|regelmessig|säännöllisesti|pravidelně|düzenli|düzenli olarak|регулярно|rendszeresen|regulat|fairly often|quite often|ziemlich oft|assez souvent|bastante a menudo|abbastanza spesso|vrij vaak"
    ),
    120.0: plain_set(
        "often|frequently|oft|häufig|souvent|fréquemment|a menudo|frecuentemente|con frecuencia|spesso|frequentemente|com frequência|muitas vezes|vaak|często|ofta|ofte|usein|často|sık sık|sıklıkla|часто|gyakran|des|adesea|muchas veces"
    ),
    200.0: plain_set(
        "usually|meistens|in der regel|habituellement|d habitude|normalmente|generalmente|habitualmente|di solito|solitamente|geralmente|normalmente|meestal|zazwyczaj|zwykle|oftast|vanligtvis|som regel|normalt|yleensä|obvykle|většinou|genellikle|обычно|általában|de obicei|generally|typically"
    ),
    260.0: plain_set(
        "very often|very frequently|sehr oft|sehr häufig|très souvent|très fréquemment|muy a menudo|muy frecuentemente|molto spesso|muito frequentemente|com muita frequência|heel vaak|zeer vaak|bardzo często|mycket ofta|meget ofte|svært ofte|hyvin usein|erittäin usein|velmi často|çok sık|очень часто|nagyon gyakran|foarte des|most of the time|mostly|la plupart du temps|la mayoría de las veces|la maggior parte delle volte|na maioria das vezes|meestal wel|nearly always"
    ),
    330.0: plain_set(
        "almost always|fast immer|presque toujours|casi siempre|quasi sempre|quase sempre|bijna altijd|prawie zawsze|nästan alltid|næsten altid|nesten alltid|lähes aina|melkein aina|téměř vždy|skoro vždy|neredeyse her zaman|почти всегда|szinte mindig|aproape întotdeauna"
    ),
    366.0: plain_set(
        "always|constantly|immer|ständig|toujours|constamment|siempre|constantemente|sempre|altijd|zawsze|alltid|altid|aina|vždy|her zaman|daima|sürekli|всегда|постоянно|mindig|întotdeauna|all the time|every time"
    ),
    365.0: plain_set(
        "daily|every day|each day|täglich|jeden tag|quotidiennement|tous les jours|chaque jour|diariamente|a diario|diario|diaria|todos los días|cada día|quotidianamente|ogni giorno|tutti i giorni|todos os dias|dagelijks|elke dag|iedere dag|codziennie|każdego dnia|dagligen|varje dag|dagligt|daglig|hver dag|päivittäin|joka päivä|denně|každý den|günlük|her gün|ежедневно|каждый день|naponta|minden nap|zilnic|毎日|每天|매일|nearly every day|almost every day|fast täglich|presque tous les jours|casi todos los días"
    ),
    1095.0: plain_set(
        "several times a day|multiple times a day|multiple times per day|more than once a day|several times per day|mehrmals täglich|mehrmals am tag|plusieurs fois par jour|varias veces al día|più volte al giorno|várias vezes por dia|várias vezes ao dia|meerdere keren per dag|kilka razy dziennie|flera gånger om dagen|flere gange om dagen|flere ganger daglig|useita kertoja päivässä|několikrát denně|günde birkaç kez|несколько раз в день|1日に数回|一天多次|하루에 여러 번|hourly|stündlich|constantly throughout the day"
    ),
    156.0: plain_set(
        "several times a week|multiple times a week|multiple times per week|several times per week|a few times a week|a few times per week|more than once a week|mehrmals pro woche|mehrmals in der woche|mehrmals wöchentlich|plusieurs fois par semaine|varias veces a la semana|varias veces por semana|più volte a settimana|più volte alla settimana|várias vezes por semana|meerdere keren per week|een paar keer per week|kilka razy w tygodniu|flera gånger i veckan|flere gange om ugen|flere ganger i uken|useita kertoja viikossa|několikrát týdně|haftada birkaç kez|haftada birkaç|несколько раз в неделю|週に数回|每周几次|每周多次|일주일에 여러 번"
    ),
    52.0: plain_set(
        "weekly|once a week|once per week|every week|wöchentlich|einmal pro woche|jede woche|einmal in der woche|une fois par semaine|hebdomadaire|semanal|chaque semaine|toutes les semaines|semanalmente|una vez a la semana|una vez por semana|cada semana|settimanalmente|una volta a settimana|una volta alla settimana|ogni settimana|uma vez por semana|toda semana|wekelijks|een keer per week|elke week|raz w tygodniu|co tydzień|en gång i veckan|varje vecka|ugentligt|en gang om ugen|ukentlig|en gang i uken|viikoittain|kerran viikossa|týdně|jednou týdně|každý týden|haftalık|haftada bir|her hafta|еженедельно|раз в неделю|каждую неделю|hetente|săptămânal|週に1回|毎週|每周|每周一次|매주|일주일에 한 번"
    ),
    30.0: plain_set(
        "several times a month|multiple times a month|a few times a month|a few times per month|more than once a month|mehrmals im monat|mehrmals pro monat|plusieurs fois par mois|varias veces al mes|più volte al mese|várias vezes por mês|meerdere keren per maand|een paar keer per maand|kilka razy w miesiącu|flera gånger i månaden|flere gange om måneden|flere ganger i måneden|useita kertoja kuukaudessa|několikrát měsíčně|ayda birkaç kez|несколько раз в месяц|月に数回|每月几次|biweekly|every two weeks|every other week|fortnightly|alle zwei wochen|toutes les deux semaines|cada dos semanas|한 달에 여러 번"
    ),
    12.0: plain_set(
        "monthly|once a month|once per month|every month|monatlich|einmal im monat|einmal pro monat|jeden monat|une fois par mois|mensuel|mensal|chaque mois|tous les mois|mensualmente|mensual|una vez al mes|cada mes|mensilmente|una volta al mese|ogni mese|mensalmente|uma vez por mês|maandelijks|een keer per maand|elke maand|raz w miesiącu|co miesiąc|en gång i månaden|varje månad|månedligt|en gang om måneden|månedlig|en gang i måneden|kuukausittain|kerran kuukaudessa|měsíčně|jednou měsíčně|aylık|ayda bir|her ay|ежемесячно|раз в месяц|havonta|lunar|月に1回|毎月|每月|每月一次|매월|한 달에 한 번"
    ),
    7.0: plain_set(
        "a few times a year|several times a year|multiple times a year|less than once a month|less than monthly|mehrmals im jahr|mehrmals pro jahr|seltener als einmal im monat|weniger als einmal im monat|plusieurs fois par an|moins d une fois par mois|varias veces al año|menos de una vez al mes|più volte all anno|meno di una volta al mese|várias vezes por ano|menos de uma vez por mês|een paar keer per jaar|minder dan een keer per maand|kilka razy w roku|rzadziej niż raz w miesiącu|några gånger om året|flera gånger om året|mindre än en gång i månaden|flere gange om året|muutaman kerran vuodessa|harvemmin kuin kerran kuukaudessa|několikrát ročně|méně než jednou měsíčně|yılda birkaç kez|ayda birden az|несколько раз в год|реже раза в месяц|年に数回|每年几次|menos de una vez por mes"
    ),
    4.5: plain_set(
        "quarterly|every quarter|once a quarter|every few months|vierteljährlich|quartalsweise|einmal im quartal|trimestriel|tous les trimestres|trimestralmente|trimestralmente|per kwartaal|kwartalnie|kvartalsvis|čtvrtletně|ежеквартально"
    ),
    1.0: plain_set(
        "yearly|annually|once a year|once per year|every year|jährlich|einmal im jahr|une fois par an|annuellement|anualmente|una vez al año|annualmente|una volta all anno|uma vez por ano|jaarlijks|een keer per jaar|raz w roku|co rok|en gång om året|årligen|årligt|en gang om året|vuosittain|kerran vuodessa|ročně|jednou ročně|yılda bir|yıllık|ежегодно|раз в год|年に1回|每年|每年一次|매년"
    ),
    0.7: plain_set(
        "less than once a year|less than yearly|weniger als einmal im jahr|seltener als einmal im jahr|moins d une fois par an|menos de una vez al año|rarer|once"
    ),
}
_RATE_OF = {word: rate for rate, words in _RATES.items() for word in words}
_COUNT = {
    "once": 1.0,
    "one": 1.0,
    "einmal": 1.0,
    "une": 1.0,
    "una": 1.0,
    "uma": 1.0,
    "twice": 2.0,
    "zweimal": 2.0,
    "two": 2.0,
    "deux": 2.0,
    "dos": 2.0,
    "three": 3.0,
    "several": 4.0,
    "few": 3.0,
    "multiple": 4.0,
    "mehrmals": 4.0,
    "plusieurs": 4.0,
    "varias": 4.0,
}


@lru_cache(maxsize=20_000)
def rate(text: str) -> float | None:
    """About how often a year an answer says: "never" 0, "1-3 times a month" 24, "often" 120; None where it does not say."""
    head = re.split(r"[:(,;–—]| - ", text)[0] if len(text) > 12 else text
    for candidate in (plain(text), plain(head)):
        if candidate in _RATE_OF:
            return _RATE_OF[candidate]
    words = plain(text).split()
    if not 2 <= len(words) <= 14:
        return None
    period = next(
        (name for name, names in _TIME.items() if name not in ("minute", "year") and names & set(words)), None
    )
    period = period or ("year" if _TIME["year"] & set(words) else None)
    repeated = re.search(
        r"\b(times|time|mal|fois|veces|vez|volte|volta|vezes|keer|razy|raz|gånger|gång|gange|gang|kertaa|kerran|krát|kez|раз|per|a|pro|par|por|once|twice|einmal|zweimal)\b|次|回|번",
        " ".join(words),
    )
    if period is None or not repeated:
        return None
    counts = [float(word) for word in words if word.isdigit() and len(word) < 4] or [
        _COUNT[word] for word in words if word in _COUNT
    ]
    if not counts:
        return None
    value = sum(counts) / len(counts) * 365.25 / _DAYS[period]
    phrase = " ".join(words)
    if re.search(
        r"\b(less than|fewer than|weniger als|seltener als|moins de|moins d|menos de|meno di|minder dan|mniej niż|rzadziej)\b",
        phrase,
    ):
        value *= 0.8
    elif re.search(
        r"\b(more than|mehr als|öfter als|plus de|plus d|más de|più di|mais de|meer dan|more|or more|oder öfter|o más|et plus|ou plus)\b",
        phrase,
    ):
        value *= 1.2
    return value


def band_places(answers: Iterable[str]) -> dict[str, float] | None:
    """Where each answer lies where (nearly) all are bands of one quantity or all say how often; else None."""
    texts = list(answers)
    if not 2 <= len(texts) <= 40:
        return None
    rates = {text: found for text in texts if (found := rate(text)) is not None}
    if len(rates) == len(texts) and len(set(rates.values())) >= 2:
        return rates
    bands = {text: span for text in texts if (span := band(text)) is not None}
    if len(bands) < len(texts) or not any(
        re.search(r"\d\D+\d|[<>+≤≥]", text) or low < 0 or high >= 1e15
        for text, (low, high, _) in bands.items()
    ):
        return None
    rests = {rest for text, (_, _, rest) in bands.items() if re.search(r"\d", text)}
    shared = set.intersection(*(set(rest.split()) for rest in rests)) if rests else set()
    if len(rests) > 2 and any(len(set(rest.split()) - shared) > 1 for rest in rests):
        return None
    ordered = {text: low * 1e3 + min(high, 1e12) * 1e-3 for text, (low, high, _) in bands.items()}
    return ordered if len(set(ordered.values())) >= 2 else None
