# ruff: noqa: E501  (word lists read better as lines)
"""Guesses which of the six segmentation models a question feeds, from its words; a person can correct it."""

from __future__ import annotations

import re

from bot.facets import Base

# The first that matches counts, so the narrow ones stand first.
_CUES: tuple[tuple[Base, str], ...] = (
    (
        Base.FIRMOGRAPHIC,
        r"\b(?:company|companies|organi[sz]ation|employees|your (?:industry|sector|firm|department|team size|job|role|position|title)|industry|headcount|annual revenue|department|job (?:title|function|role)|work at|seniority|b2b|best describes your role|unternehmen|firma|branche|mitarbeiter|abteilung|entreprise|secteur|salariés|effectif|société|empresa|sector|industria|empleados|cargo|azienda|settore|dipendenti|bedrijf|sector|medewerkers|branża|firma|pracowników|zatrudnia|företag|bransch|anställda|virksomhed|branche|ansatte|yritys|toimiala|firmy|odvětví|zaměstnanců|şirket|sektör|çalışan|компани\w+|отрасл\w+|сотрудник\w+)\b|会社|業種|従業員|公司|行业|회사|업종",
    ),
    (
        Base.DEMOGRAPHIC,
        r"\b(?:age|aged|how old|gender|sex|marital|married|household|children|education|degree|ethnic\w*|race|nationality|country|region|city|state|live in|born|birth|religion|income|earn|salary|occupation|employment|language|alter|alt sind|geschlecht|familienstand|haushalt|kinder|bildung|abschluss|einkommen|land|region|wohn\w*|beruf\w*|âge|sexe|genre|vous êtes|situation (?:professionnelle|familiale)|enfants|revenu|études|diplôme|pays|habitez|né|edad|género|sexo|hijos|ingresos|estudios|educativo|país|vives|naciste|étnico|età|genere|sesso|figli|reddito|titolo di studio|idade|gênero|género|filhos|renda|escolaridade|leeftijd|geslacht|kinderen|inkomen|opleiding|woon\w*|wiek|płeć|dzieci|dochód|wykształcenie|ålder|kön|barn|inkomst|utbildning|alder|køn|kjønn|indkomst|inntekt|uddannelse|utdanning|ikä|sukupuoli|lapsia|tulot|koulutus|věk|pohlaví|děti|příjem|vzdělání|yaş|cinsiyet|çocuk|gelir|eğitim|возраст|пол|дети|доход|образование)\b|年齢|性別|年代|学歴|年收入|年龄|性别|나이|성별|연령|학력",
    ),
    (
        Base.TECHNOGRAPHIC,
        r"\b(?:tools?|software|devices?|apps?|platforms?|browser|operating system|smartphone|programming|language do you|tech stack|stack|cloud|kubernetes|integrations?|api|hardware|computer|laptop|werkzeuge?|gerät\w*|programme|outils?|logiciels?|appareils?|herramientas?|dispositivos?|lenguajes?|strumenti|dispositivi|ferramentas|apparaten|narzędzi\w*|urządze\w*|verktyg|enheter|værktøj|enheder|työkalu\w*|laitte\w*|nástroj\w*|zařízení|araç\w*|cihaz\w*|инструмент\w*|устройств\w*)\b|ツール|端末|デバイス|工具|设备|도구|기기",
    ),
    (
        Base.VALUE,
        r"\b(?:spend|spending|pay|paid|price|pricing|budget|worth|cost|costs|subscription|subscribe|purchase|buy|bought|order\b|orders|recommend|nps|loyal\w*|renew|churn|switch|how often|how many times|ausgeben|geben sie|zahlen|preis|budget|kosten|abo\w*|kauf\w*|bestell\w*|weiterempfehl\w*|wie oft|spar\w*|dépens\w*|payer|prix|abonn\w*|achet\w*|fréquence|gastas?|pagar|precio|suscripción|compr\w*|frecuencia|spend\w*|paghi|prezzo|abbonament\w*|acquist\w*|gasta|preço|assinatura|betaal\w*|prijs|uitgeven|abonnement\w*|koop\w*|wyda\w*|cen\w+|płac\w*|kupuj\w*|köp\w*|pris|betal\w*|køb\w*|kjøp\w*|osta\w*|hinta|maks\w*|utrác\w*|cena|plat\w*|kupuj\w*|harcı\w*|fiyat|öd\w+|satın|трат\w*|цен\w+|плат\w*|покуп\w*)\b|いくら|購入|价格|花费|구매|지출",
    ),
    (
        Base.PSYCHOGRAPHIC,
        r"\b(?:agree|values?|believe|opinion|attitude|feel|interests?|hobbies|lifestyle|personality|motivat\w*|care about|trust|enjoy|prefer\w*|inwieweit stimmen|zustimm\w*|meinung|werte|glauben|vertrauen|interess\w*|hobbys|d'accord|affirmations|opinion|croyez|confiance|valeurs|acuerdo|opinas?|valores|confía\w*|intereses|accordo|opinione|valori|fiducia|concord\w*|opinião|confia\w*|eens|mening|waarden|vertrouw\w*|zgadza\w*|opini\w*|wartości|zaufani\w*|instämm\w*|åsikt\w*|förtroende|enig|holdning\w*|tillit|mieltä|mielipide|arvot|luott\w*|souhlas\w*|názor\w*|hodnoty|katıl\w*|görüş\w*|güven\w*|соглас\w*|мнени\w*|довер\w*)\b|同意|そう思|意见|동의",
    ),
    (
        Base.NEEDS,
        r"\b(?:need|needs|want|goal|goals|important|importan\w+|features?|problem\w*|challenges?|frustrat\w*|pain\w*|improve\w*|reason\w*|why|use .{0,20} for|benefits?|priorit\w*|wish\w*|missing|change|satisf\w*|rate|sessions?|help\w*|brauchen|wichtig\w*|funktion\w*|ziele?|wünsch\w*|verbesser\w*|wofür|gründe?|zufried\w*|besoins?|objectifs?|important\w*|pourquoi|améliorer|suggestion|necesi\w*|objetivos?|mejorar\w*|por qué|bisogn\w*|obiettiv\w*|miglior\w*|perché|precis\w*|melhor\w*|nodig|belangrijk|doelen|verbeter\w*|waarom|potrzeb\w*|ważn\w*|cele|popraw\w*|behov\w*|viktig\w*|mål|förbättr\w*|varför|vigtig\w*|forbedr\w*|hvorfor|tarpe\w*|tärke\w*|tavoit\w*|parann\w*|potřeb\w*|důležit\w*|cíle|zlepš\w*|proč|ihtiyaç\w*|önemli|hedef\w*|iyileştir\w*|neden|нужн\w*|важн\w*|цел\w+|улучш\w*|почему)\b|目的|重要|改善|需要|필요|중요",
    ),
)
_COMPILED = tuple((base, re.compile(cue, re.IGNORECASE)) for base, cue in _CUES)


def guess_base(text: str) -> Base | None:
    """The segmentation model a question most likely feeds, None where no cue is found."""
    words = text.replace("_", " ")
    return next((base for base, cue in _COMPILED if cue.search(words)), None)
