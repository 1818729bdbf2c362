# ruff: noqa: E501  (word lists read better as lines)
"""Words of headers: what is about the response, what is "Other (please specify)", what asks for a scale or for several choices."""

from __future__ import annotations

import re

from bot.survey.reading.words.plain import plain, plain_set

METADATA = plain_set(
    "timestamp|zeitstempel|horodateur|marca temporal|informazioni cronologiche|carimbo de data/hora|tijdstempel|sygnatura czasowa|tidstämpel|tidsstempel|tidsstempling|aikaleima|časové razítko|časová značka|zaman damgası|отметка времени|время создания|időbélyeg|marcaj de timp|marcă de timp|タイムスタンプ|时间戳记|时间戳|타임스탬프|χρονική σήμανση|позначка часу"
    "|start time|completion time|last modified time|startzeit|fertigstellungszeit|zeitpunkt der letzten änderung|heure de début|heure de fin|heure de la dernière modification|hora de inicio|hora de finalización|hora de la última modificación|ora di inizio|ora di completamento|ora dell'ultima modifica|hora de início|hora de conclusão|hora da última modificação|begintijd|tijd van voltooien|starttijd|voltooiingstijd|tijd van laatste wijziging|godzina rozpoczęcia|godzina ukończenia|godzina ostatniej modyfikacji|starttid|slutförandetid|slutförd|tid för senaste ändring|fullføringstidspunkt|starttidspunkt|fuldførelsestidspunkt|sluttidspunkt|færdiggørelsestidspunkt"
    "|aloitusaika|suoritusaika|valmistumisaika|viimeksi muokattu aika|čas zahájení|čas dokončení|čas poslední změny|başlangıç zamanı|tamamlanma zamanı|bitiş zamanı|время начала|время выполнения|время завершения|開始時刻|完了時刻|最終変更時刻|开始时间|完成时间|上次修改时间|시작 시간|완료 시간|마지막으로 수정한 시간"
    "|start date|end date|startdate|enddate|recorded date|recordeddate|date created|date modified|date submitted|time started|time submitted|submitted at|submission date|submission time|submit date|submit date utc|start date utc|stage date utc|stage date|submitdate|datestamp|last update date|created at|updated at|completed at|created|submitted|started|date started|submission started|datum abgeschickt|datum gestartet|datum letzte aktivität|date de soumission|date de lancement|date de la dernière action|fecha de envío|fecha de inicio|fecha de la última acción|data di invio|data d'inizio|data de envio|anfangsdatum|enddatum|erfassungsdatum|fecha final|fecha registrada|date de début|date de fin|date d'enregistrement|data wysłania|datum van verzending|survey timestamp"
    "|eingangsdatum|einreichungsdatum|inskickad|abgabedatum|fecha de creación|fecha de modificación|date de création|date de modification|erstellt am|geändert am|datum der erstellung|datum der änderung|datum|date|fecha|data"
    "|status|response type|responsetype|response status|progress|finished|duration|duration in seconds|duration seconds|distribution channel|distributionchannel|user language|userlanguage|lastpage|last page|letzte seite|dernière page|última página|ultima pagina|startlanguage|start language|start-sprache|langue de départ|lenguaje inicial|lingua iniziale|seed|zufallsstartwert|refurl|referrer url|referrer|referer|weiterleitungs-url|url de référence|interviewtime|total time|gesamtzeit|antworttyp|aktueller stand|dauer in sekunden|beendet|verteilungskanal|benutzersprache|tipo de respuesta|progreso|duración en segundos|finalizado|canal de distribución|idioma del usuario|type de réponse|progression|durée en secondes|terminé|canal de distribution|langue de l'utilisateur"
    "extended referer|user agent|tags|ending|utm source|utm medium|utm campaign|utm term|utm content|legacy comments|contact id|collection mode|custom data 1|custom data 2|custom data 3|custom data|custom variable|total points|quiz feedback|gesamtpunktzahl|quizfeedback|punktzahl|note totale|puntuación|puntos totales|total de puntos|puntuación total|commentaires sur le quiz|comentarios del cuestionario|nombre total de points|punti totali|pontuação total|totaal aantal punten"
    "|start|end|today|audit|version|validation status|submission time|submitted by|notes|survey complete|complete|redcap event name|redcap repeat instrument|redcap repeat instance|redcap data access group|event name|repeat instrument|repeat instance|data access group|edit link|flow status|approval status|form version|formdef version|instance name|simserial|subscriberid|submissiondate|reviewstate|review status|attachmentspresent|attachmentsexpected|response url|locationaccuracy|location accuracy|responseset|response set|sc0|time taken|completion time seconds|time to complete|minutes spent|terminstart|hidden"
)
IDENTIFIER = plain_set(
    "id|response id|responseid|respondent id|respondentid|respondent|collector id|collectorid|submission id|submissionid|session id|sessionid|network id|networkid|record id|recordid|recipient id|external reference|external data reference|externalreference|externaldatareference|externe datenreferenz|token|zugangsschlüssel|survey identifier|redcap survey identifier|uuid|index|deviceid|device id|key|instanceid|instance id|antwort id|antwort-id|id de la réponse|id de respuesta|id respuesta|id risposta|id della risposta|id da resposta|id van antwoord|id odpowiedzi|no|nr|lfd nr|lfdnr|laufende nummer|nummer|number|row|row id|case|case id|caseid|participant id|participant|participant number|subject|subject id|fall|fallnummer|fragebogen id|response number|unique id|unique identifier|identifier|entry id|entry number|entrynumber|id number|numéro|num|número|núm|n°|#|no.|serial number|serial|sys respnum|respid|resp id|respnum|response|responseid anonym|interview id|userid anonym|record|code participant|kennung|id réponse|identifiant de la réponse|vastaajan id|vastaus id|svars id|anket no|sıra no|номер|номер ответа|回答id|回答者id|序号|编号|번호|응답 id|submission uuid|form id|survey id|panel id|panelist id|rid|psid|pid|prolific id|worker id|gc|transaction id"
)
_OTHER = plain_set(
    "other|other please specify|others|other please describe|other please state|other please explain|other specify|other text|please specify|something else|other write in|other write in required|other option|other describe|other value|other answer|other response|none of the above please specify|prefer to self describe|self describe|sonstiges|sonstige|anderes|andere|anderer|anderes und zwar|sonstiges bitte angeben|andere bitte angeben|sonstiges und zwar|etwas anderes|autre|autres|autre veuillez préciser|autre précisez|autre à préciser|autre préciser|autre merci de préciser|veuillez préciser|otro|otra|otros|otras|otro especifique|otro por favor especifique|otro especifica|otra especifique|otros especificar|otro especificar|especifique|altro|altra|altri|altro specificare|altro specifica|altro si prega di specificare"
    "|outro|outra|outros|outras|outro especifique|outro por favor especifique|outro qual|especificar|anders|andere|anders namelijk|anders nl|overig|overige|iets anders|anders geef aan|inne|inny|inna|inne jakie|inne proszę podać|inne proszę określić|inny proszę podać|annat|annan|övrigt|annat vänligen ange|annat ange|andet|anden|andre|annet|andet angiv venligst|annet vennligst spesifiser|muu|muu mikä|joku muu|jokin muu|muut|jiné|jiný|jiná|jiné uveďte|ostatní|iné|diğer|diğer lütfen belirtin|başka|другое|другой|другое укажите|прочее|іnше|інше|egyéb|más|egyéb kérjük adja meg|altul|alta|altele|altceva|その他|その他 具体的に|其他|其它|其他 请注明|其他请说明|기타|기타 직접 입력|-oth-|oth|autres précisez|otro cuál|otra cuál|anderes bitte angeben"
)
_OTHER_START = re.compile(
    r"^(?:other|others|otherwise|sonstige[srn]?|andere[srn]?|autres?|otr[oa]s?|altr[oaie]|outr[oa]s?|anders|overige?|inn[eyа]|annat|övrigt|andet|annet|muu|jiné|diğer|другое|egyéb|altele?)\b(?=\W*$|\W+(?:please|bitte|und zwar|merci|veuillez|préciser|précisez|à préciser|por favor|especifi\w*|specific\w*|specify|qual|cuál|describe|state|write|namelijk|geef|proszę|podać|jakie|vänligen|ange|angiv|vennligst|mikä|uveďte|lütfen|belirtin|укажите|kérjük|explain|text|which|what|enter|tell|option|indicate|si prega|quale|quelle?|lequel|laquelle|welche[srn]?))"
    r"|^(?:その他|其他|其它|기타)|\((?:please (?:specify|provide|describe|explain|state)[^)]*|bitte angeben|veuillez préciser|especifi[^)]*|specificare|proszę[^)]*|請註明|请注明|具体的に[^)]*)\)\s*:?\s*$",
    re.IGNORECASE,
)
NPS = re.compile(
    r"recommend|\bnps\b|net promoter|weiterempf|empfehl|recommand|recomend|recomiend|raccomand|consigli(?:are|eresti|erebbe|eresti)|aanbev(?:e|ee)l|aanraden|polec|rekommend|anbefal|suositt?el|doporuč|odporúč|tavsiye|öner(?:me|ir|mes)|рекоменд|порекоменд|ajánl|recomand|συστήσ|勧め|薦め|推薦|推荐|추천",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"(?:select|check|choose|mark|tick|pick)\s+(?:all|any|as many|up to|multiple|one or more|at least)|all that apply|(?:choose|select|pick) (?:two|three|four|five|your top|2|3|4|5)|multiple (?:answers|choices|selections|responses)|mehrfach|mehrere (?:antworten|auswahl|nennungen)|alle zutreffenden|alles zutreffende|plusieurs (?:réponses|choix)|toutes les réponses|tout ce qui s'applique|cochez|todas las (?:que|opciones)|todo lo que|varias (?:opciones|respuestas)|marque todo|più (?:risposte|opzioni)|tutte le (?:risposte|opzioni)|tutto ciò|selecione todas|todas as (?:que|opções)|várias (?:opções|respostas)|meerdere (?:antwoorden|opties)|alle(?:s)? (?:wat|die) van toepassing|wszystkie (?:pasujące|odpowiedzi|które)|kilka odpowiedzi|flera (?:alternativ|svar)|alla som|flere (?:svar|valg)|alle som|valitse kaikki|useita|více (?:možností|odpovědí)|všechny|birden fazla|tümünü|uygun olanların|все подходящ|несколько (?:вариантов|ответов)|複数(?:回答|選択)|すべて選|全て選|多选|可多选|복수|모두 선택",
    re.IGNORECASE,
)
RANK = re.compile(
    r"\brank(?:ing|ed)?\b|put .{0,30}in(?:to)? order|order (?:of|the following|these)|in order of|prioriti[sz]e|reihenfolge|rangfolge|rangliste|\brang\b|ordnen sie|sortieren|class(?:ez|er|ement)|ordre (?:de|d')|ordena|orden de|classifica|in ordine|rangschik|volgorde|uszereguj|uporządkuj|kolejno|rangordn|rangera|rangér|ranger|järjest|seřaď|pořadí|sırala|ранжир|расположите|rangsor|順位|順番|順に|排序|순위|순서",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"scale (?:of|from)|\b(?:1|0|one|zero)\s*(?:to|-|–|—|bis|à|a|al|do|till|til|tot|až|ile|から|到)\s*(?:3|4|5|6|7|9|10|five|seven|ten)\b|\b[01]\s*=|\bstars?\b|\brat(?:e|ing)\b|skala|échelle|escala|scala|schaal|asteikko|stupnic|ölçe[kğ]|шкал|skála|scară|評価|段階|评分|打分|점수|평가|\bhow (?:satisfied|important|easy|difficult|likely|useful|confident|familiar|interested|often|well|much do you (?:like|agree|enjoy|trust))\b"
    r"|satisf|zufried|importan|agree\b|stimmen sie|bewerte|notez|évalu|calif|valora|valut|avalie|beoordeel|oceń|ocena|betygsätt|bedøm|vurder|arvioi|ohodno|değerlendir|оцените|értékel|evalua|effort|enjoy|disfrut|wie (?:wichtig|einfach|leicht|schwer|sicher|hilfreich|gut|wahrscheinlich)|sternen?|étoiles?|estrellas|stelle|sterren|gwiazd|stjärn|tähteä|hvězd|yıldız|звезд|☆|★|likely|wahrscheinlich|probable|probabil|difficul|difícil|difficile",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\bhow many\b|\bhow much (?:money|time|do you (?:spend|pay|usually spend|earn))|\bnumber of\b|\bhow long\b|\bhow old\b|\bhow far\b|what year|which year|in euros?\b|in usd|\((?:in )?(?:€|\$|eur|usd|gbp|kg|km|cm|hours?|years?|minutes?|%)\)|wie viele?|wieviele?|anzahl|wie lange|welches jahr|geburtsjahr|combien|nombre de|depuis combien|quelle année|cuánt[oa]s?|número de|en qué año|año de nacimiento|quant[ie]\b|quanto\b|in che anno|numero di|quantos?|quantas?|em que ano|hoeveel|aantal|hoe lang|geboortejaar|ile (?:osób|lat|razy|godzin|czasu|pieniędzy)|liczba|jak długo|hur många|hur mycket|antal|hvor mange|hvor mye|hvor meget|antall|kuinka mon|montako|kuinka paljon|lukumäärä|kolik|počet|kaç|ne kadar|sayısı|сколько|количество|hány|mennyi|câți|câte|何人|何回|何年|何時間|いくつ|いくら|多少|几[个次人]|몇",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"^(?:describe|explain)\b|"
    r"\b(?:why|comments?|suggestions?|feedback|please (?:describe|explain)|tell us|anything else|what (?:would|could|should|did|do) (?:you|we)|improve|please elaborate|warum|anmerkung\w*|kommentar\w*|vorschl\w+|beschreiben sie|verbessern?|pourquoi|commentaires?|suggestions?|décrivez|amélior\w+|por qué|comentarios?|sugerencia\w*|describ[ae]|mejorar\w*|perché|commenti|suggeriment\w+|miglior\w+|porque|comentários?|sugest\w+|melhor\w+|waarom|opmerking\w*|toelichting|suggesties|dlaczego|uwagi|sugestie|varför|synpunkter|förslag|hvorfor|bemærkninger|forslag|miksi|kommentit|palaute|proč|připomínky|neden|yorum\w*|öneri\w*|почему|комментари\w*|предложени\w*|miért|megjegyzés\w*)\b|ご意見|ご感想|理由|为什么|意见|建议|의견|이유",
    re.IGNORECASE,
)
WEIGHT = plain_set(
    "weight|weights|wt|wgt|weighting|weight factor|weighting factor|survey weight|sample weight|final weight|finalweight|weightvar|gewicht|gewichtung|gewichtungsfaktor|pond|ponderation|pondération|coefficient de pondération|coefficient de redressement|redressement|poids|ponderación|factor de ponderación|ponderador|peso muestral|peso campionario|ponderazione|ponderação|weegfactor|weging|waga|vikt|vægt|vekt|paino|painokerroin|váha|ağırlık|вес|súly|pondere|ウェイト|权重|가중치|wtvar|rake weight|raked weight|pweight|design weight"
)
TOTAL = plain_set(
    "total|totals|grand total|sum|mean|average|avg|median|count|n|std dev|standard deviation|gesamt|gesamtergebnis|summe|insgesamt|mittelwert|durchschnitt|anzahl|somme|moyenne|total général|ensemble|suma|promedio|media|total general|totale|somma|totale complessivo|totaal|gemiddelde|som|razem|średnia|łącznie|ogółem|totalt|summa|medelvärde|genomsnitt|i alt|sum total|gennemsnitt|gjennomsnitt|gennemsnit|yhteensä|keskiarvo|celkem|průměr|součet|toplam|ortalama|genel toplam|итого|всего|сумма|среднее|összesen|átlag|合計|平均|总计|合计|합계|평균|soma|média|minimum|maximum|percent|percentage"
)
ORDERED = re.compile(
    r"\bage\b|how old|how often|frequency|how long|income|salary|education|degree|size|how many|how much|level|satisf|agree|importan|likely|experience|rate|rating|alter|alt sind|wie oft|häufig|einkommen|größe|bildung|zufried|wichtig|zustimm|âge|fréquence|à quelle|revenu|satisf|edad|frecuencia|ingreso|nivel|età|frequenza|reddito|idade|frequência|renda|leeftijd|hoe vaak|inkomen|tevreden|wiek|jak często|dochód|ålder|hur ofta|alder|hvor ofte|ikä|kuinka usein|věk|jak často|yaş|ne sıklıkla|возраст|как часто|доход",
    re.IGNORECASE,
)


def is_other(text: str) -> bool:
    """Whether a label is "Other (please specify)" or the like in any language known here."""
    bare = re.sub(r"\s*[-–:]\s*(?:text|texte?|texto|testo)\s*$", "", text.strip(), flags=re.IGNORECASE)
    return plain(bare) in _OTHER or bool(_OTHER_START.search(bare)) or bool(_OTHER_START.search(text.strip()))


def is_metadata(header: str) -> bool:
    """Whether a header is about the response (when, how long, which device), not an answer."""
    return (
        plain(header) in METADATA
        or header.startswith("__")
        or plain(header).startswith(
            ("utm ", "group time", "question time", "gruppenzeit", "fragenzeit", "grouptime")
        )
    )


def is_identifier(header: str) -> bool:
    """Whether a header names a number or key that tells responses apart."""
    return plain(header) in IDENTIFIER or header.strip() in {"#", "№", "Nº", "N°", "_id", "_uuid", "_index"}
