# ruff: noqa: E501  (word lists read better as lines)
"""Words that compose to an answer, language by language: intensities, poles of a dimension, middles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """Words of one language. `intense`: "phrase=weight"; a weight with "!" also turns the meaning round ("not at all=!5").

    `poles`: dimension → (positive words, negative words). `middle`: words of the middle. `fill`: words without weight.
    """

    intense: str
    poles: dict[str, tuple[str, str]]
    middle: str
    fill: str = ""


LANGUAGES: dict[str, Language] = {
    "en": Language(
        "not at all=!5|not in the least=!5|absolutely not=!5|in no way=!5|not very=!2|not so=!2|not too=!2|not particularly=!2|not really=!2.2|not that=!2"
        "|not especially=!2|not=!3|no=!3|never=!4|a little=1|slightly=1|a bit=1|a little bit=1|marginally=1|minimally=1|barely=0.5|hardly=0.5|low=1"
        "|somewhat=2|rather=2.4|partly=1.9|partially=1.9|tend to=2|kind of=2|sort of=2|mildly=1.5|moderately=2.3|fairly=2.4|quite=2.6|reasonably=2.4|mostly=3.3"
        "|mainly=3.2|generally=3.1|pretty=2.6|very=4|strongly=4.5|highly=4.2|really=4|significantly=4|substantially=4|greatly=4.2|much=3.6|very much=4.2|a lot=4|far=4"
        "|a great deal=4.6|extremely=5|totally=5|completely=5|fully=5|entirely=5|absolutely=5|exceptionally=5.2|definitely=4.6|certainly=4.5"
        "|probably=2.6|considerably=3.8|dramatically=5|drastically=5|most=4.4|vitally=5|to some extent=2|to a great extent=4|to a large extent=4"
        "|to a small extent=1|to a moderate extent=2.4",
        {
            "agree": ("agree|in agreement", "disagree|in disagreement"),
            "satisfied": (
                "satisfied|satisfactory|happy|pleased|content",
                "dissatisfied|unsatisfied|unhappy|displeased|unsatisfactory",
            ),
            "likely": ("likely|probable", "unlikely|improbable"),
            "important": ("important|essential|a priority|priority", "unimportant"),
            "easy": ("easy|simple", "difficult|hard|complicated|complex"),
            "good": (
                "good|positive|positively|favorable|favourable",
                "bad|poor|negative|negatively|unfavorable|unfavourable",
            ),
            "useful": ("useful|helpful|valuable|relevant|beneficial", "useless|unhelpful|irrelevant"),
            "familiar": ("familiar|aware|knowledgeable|experienced", "unfamiliar|unaware|inexperienced"),
            "interested": (
                "interested|interesting|engaged|keen",
                "uninterested|uninteresting|disinterested|boring",
            ),
            "confident": (
                "confident|certain|sure|comfortable|secure|safe",
                "unconfident|uncertain|unsure|uncomfortable|insecure|unsafe",
            ),
            "concerned": ("concerned|worried|anxious|stressed|stressful", "unconcerned"),
            "change": (
                "increase|increased|increasing|more|better|improved|improve|higher|grow|grown|grew|gained|rise|risen|up|larger|faster|longer",
                "decrease|decreased|decreasing|less|fewer|worse|worsened|declined|decline|lower|shrunk|dropped|reduced|down|smaller|slower|shorter",
            ),
            "true": ("true|true of me|like me|accurate|applies|describes me", "untrue|false|inaccurate"),
            "effective": ("effective|efficient", "ineffective|inefficient"),
            "clear": ("clear", "unclear|confusing"),
            "willing": ("willing|ready|prepared|open", "unwilling|unready|unprepared"),
            "expensive": ("expensive", "cheap|inexpensive|affordable"),
            "support": (
                "support|in favor|in favour|favor|favour|approve",
                "oppose|against|opposed|disapprove",
            ),
            "trust": ("trust|trustworthy|reliable", "distrust|untrustworthy|unreliable"),
            "often": ("often|frequent|frequently", "infrequent|infrequently|rare"),
            "fast": ("fast|quick|quickly", "slow|slowly"),
            "influential": (
                "influential|significant|appealing|attractive|acceptable",
                "insignificant|unappealing|unattractive|unacceptable",
            ),
            "disappointed": ("disappointed|upset|surprised|frustrated|annoyed", ""),
            "problem": ("problem|a problem|challenging|severe|serious", ""),
            "loved": ("like|love|enjoyable|enjoy|favourite", "dislike|hate|unenjoyable"),
            "new": (
                "motivated|involved|loyal|proud|valued|optimistic|fair",
                "unmotivated|uninvolved|disloyal|pessimistic|unfair",
            ),
        },
        "neither|neutral|undecided|no preference|indifferent|unsure|not sure|mixed|average|neither nor|in between|no change|stayed the same|stay the same|remained constant|about the same"
        "|the same|same|unchanged|no difference|remained the same|neutral / undecided|half and half|remains the same|no impact|no effect|no opinion either way|somewhere in between",
        "i|am|it|is|was|to me|for me|my|me|of|the|with|would|be|them|this|that|and|or|use|to|way|has|have|will|in|ever|important at all|than|before|much",
    ),
    "de": Language(
        "überhaupt nicht=!5|gar nicht=!5|ganz und gar nicht=!5|absolut nicht=!5|in keiner weise=!5|keinesfalls=!5|auf keinen fall=!5|nicht sehr=!2|nicht besonders=!2|nicht so=!2"
        "|weniger=!2|eher nicht=!2|kaum=!3.5|wenig=!2.5|eher=2|etwas=1.5|ein wenig=1|ein bisschen=1|ein bißchen=1|leicht=1|teilweise=1.9|zum teil=1.9|mäßig=2.2|mittelmäßig=2.2|einigermaßen=2.2"
        "|ziemlich=2.6|recht=2.5|überwiegend=3.3|größtenteils=3.3|meist=3.3|weitgehend=3.3|sehr=4|stark=4|deutlich=4|besonders=4.2|höchst=5|äußerst=5|extrem=5|völlig=5|vollkommen=5|voll und ganz=5"
        "|voll=4.8|ganz=4.5|vollständig=5|absolut=5|genau=4.6|komplett=5|total=5|hoch=4|wahnsinnig=5|nicht=!3|kein=!3|keine=!3|eindeutig=4.6|wesentlich=4|viel=3.8|außerordentlich=5",
        {
            "agree": ("stimme zu|stimme|zustimmung|zustimmen|einverstanden", "lehne ab|ablehnung|lehne"),
            "applies": ("trifft zu|zutreffend|trifft|stimmt|richtig", "unzutreffend|falsch"),
            "satisfied": ("zufrieden|glücklich|zufriedenstellend", "unzufrieden|unglücklich"),
            "likely": ("wahrscheinlich", "unwahrscheinlich"),
            "important": ("wichtig|bedeutend|relevant", "unwichtig|irrelevant"),
            "easy": ("einfach|leicht zu", "schwierig|schwer|kompliziert"),
            "good": ("gut|positiv", "schlecht|negativ"),
            "useful": ("nützlich|hilfreich|sinnvoll", "nutzlos|unnütz|sinnlos"),
            "familiar": ("vertraut|bekannt|erfahren", "unbekannt|unerfahren"),
            "interested": ("interessiert|interessant", "uninteressiert|desinteressiert|uninteressant"),
            "confident": ("sicher|zuversichtlich", "unsicher"),
            "change": (
                "gestiegen|zugenommen|mehr|besser|verbessert|höher|erhöht|gewachsen",
                "gesunken|abgenommen|weniger als|schlechter|verschlechtert|niedriger|zurückgegangen",
            ),
            "concerned": ("besorgt", "unbesorgt"),
            "clear": ("klar|verständlich", "unklar|unverständlich"),
            "expensive": ("teuer", "günstig|billig"),
            "often": ("häufig", ""),
            "disappointed": ("enttäuscht|traurig", ""),
        },
        "teils teils|weder noch|neutral|unentschieden|teils/teils|mittel|weder|gleich geblieben|gleich|unverändert|mittelmäßig|geht so|teils|unentschlossen|halb halb|egal|durchschnittlich",
        "ich|zu|dem|das|es|bin|ist|war|für mich|mir|mich|damit|auf|noch|der aussage|aussage|geworden|hat|haben",
    ),
    "fr": Language(
        "pas du tout=!5|absolument pas=!5|aucunement=!5|vraiment pas=!5|pas vraiment=!2.2|pas tellement=!2.2|pas très=!2|plutôt pas=!2|peu=!2.4|très peu=!3.5|pas=!3|non=!3|un peu=1|légèrement=1"
        "|moyennement=2.2|modérément=2.2|assez=2.6|plutôt=2|partiellement=1.9|en partie=1.9|relativement=2.4|globalement=3|très=4|fortement=4.5|beaucoup=4|vraiment=4|tout à fait=5|totalement=5|complètement=5"
        "|entièrement=5|extrêmement=5|parfaitement=5|absolument=5|fort=4|nettement=4|bien=3.4|sûrement=4.4|certainement=4.5",
        {
            "agree": ("d'accord|en accord|accord", "en désaccord|désaccord"),
            "satisfied": (
                "satisfait|satisfaite|content|contente|satisfaisant|satisfait e|satisfaits",
                "insatisfait|insatisfaite|mécontent|mécontente|insatisfaisant|insatisfait e",
            ),
            "likely": ("probable|probablement", "improbable|peu probable"),
            "important": ("important|importante|essentiel|prioritaire", "sans importance|négligeable"),
            "easy": ("facile|simple", "difficile|compliqué|compliquée"),
            "good": ("bon|bonne|positif|favorable", "mauvais|mauvaise|négatif|défavorable"),
            "useful": ("utile|pertinent", "inutile"),
            "interested": ("intéressé|intéressée|intéressant", "inintéressant"),
            "confident": ("confiant|confiante|sûr|sûre", ""),
            "familiar": ("familier|familière", ""),
            "change": (
                "augmenté|augmentée|plus|mieux|amélioré|améliorée|meilleur",
                "diminué|diminuée|moins|pire|détérioré|moins bien",
            ),
            "concerned": ("inquiet|inquiète|préoccupé", ""),
            "clear": ("clair|claire", "confus"),
            "expensive": ("cher|chère", "bon marché"),
            "disappointed": ("déçu|déçue", ""),
        },
        "neutre|ni l'un ni l'autre|ni d'accord ni pas d'accord|ni|moyen|indifférent|sans avis tranché|pareil|identique|inchangé|le même|la même|indécis|stable",
        "je|suis|c'est|est|pour moi|de|l|d|en|que|avant|s|a|ne",
    ),
    "es": Language(
        "para nada=!5|en absoluto=!5|nada=!5|absolutamente nada=!5|no muy=!2|poco=!2.4|muy poco=!3.5|no tan=!2|no=!3|un poco=1|ligeramente=1|levemente=1|algo=1.8|parcialmente=1.9|en parte=1.9|moderadamente=2.2"
        "|medianamente=2.2|más bien=2|bastante=2.7|relativamente=2.4|muy=4|mucho=4|fuertemente=4.5|totalmente=5|completamente=5|absolutamente=5|extremadamente=5|sumamente=5|plenamente=5|enormemente=5|altamente=4.3|significativamente=4"
        "|sumamente=5|probablemente=2.6|definitivamente=4.6",
        {
            "agree": ("de acuerdo|acuerdo", "en desacuerdo|desacuerdo"),
            "satisfied": (
                "satisfecho|satisfecha|contento|contenta|satisfactorio|satisfecho a",
                "insatisfecho|insatisfecha|descontento|insatisfactorio|insatisfecho a",
            ),
            "likely": ("probable", "improbable"),
            "important": ("importante|relevante|esencial|prioritario", "sin importancia|irrelevante"),
            "easy": ("fácil|sencillo", "difícil|complicado"),
            "good": ("bueno|buena|bien|positivo", "malo|mala|mal|negativo"),
            "useful": ("útil", "inútil"),
            "interested": ("interesado|interesada|interesante", "desinteresado"),
            "confident": ("seguro|segura", "inseguro|insegura"),
            "familiar": ("familiarizado|familiar", ""),
            "change": (
                "aumentado|aumente|más|mejor|mejorado|aumentó|aumentara|aumentará",
                "disminuido|disminuya|menos|peor|empeorado|disminuyó|disminuirá",
            ),
            "clear": ("claro|clara", "confuso|confusa"),
            "expensive": ("caro|cara", "barato|barata"),
            "disappointed": ("decepcionado|decepcionada", ""),
        },
        "neutral|neutro|ni|ni uno ni otro|indiferente|regular|indeciso|igual|lo mismo|siga igual|se mantiene|sin cambios|indecisa|ni de acuerdo ni en desacuerdo|más o menos",
        "estoy|es|para mí|me|lo|la|espero que|que|ha|antes|considero",
    ),
    "it": Language(
        "per niente=!5|per nulla=!5|assolutamente no=!5|affatto=!5|non molto=!2|poco=!2.4|molto poco=!3.5|non=!3|un po=1|un po'=1|leggermente=1|parzialmente=1.9|in parte=1.9|abbastanza=2.5|piuttosto=2.4|moderatamente=2.2|mediamente=2.2"
        "|molto=4|fortemente=4.5|decisamente=4.4|completamente=5|totalmente=5|del tutto=5|estremamente=5|pienamente=5|assolutamente=5|tanto=3.8",
        {
            "agree": ("d'accordo|accordo", "in disaccordo|disaccordo|contrario"),
            "satisfied": (
                "soddisfatto|soddisfatta|contento|soddisfatto a|soddisfatti",
                "insoddisfatto|insoddisfatta|scontento|insoddisfatto a",
            ),
            "likely": ("probabile", "improbabile"),
            "important": ("importante|rilevante", "irrilevante|senza importanza"),
            "easy": ("facile|semplice", "difficile|complicato"),
            "good": ("buono|buona|bene|positivo", "cattivo|cattiva|male|negativo|scarso"),
            "useful": ("utile", "inutile"),
            "interested": ("interessato|interessata|interessante", ""),
            "confident": ("sicuro|sicura", "insicuro"),
            "change": ("aumentato|migliorato|di più|meglio|più", "diminuito|peggiorato|di meno|peggio|meno"),
            "clear": ("chiaro", "confuso"),
        },
        "neutrale|neutro|né|indifferente|così così|indeciso|incerto|uguale|lo stesso|invariato|né d'accordo né in disaccordo|né soddisfatto né insoddisfatto",
        "sono|è|per me|di|la|mi",
    ),
    "pt": Language(
        "de modo nenhum=!5|de forma alguma=!5|de forma nenhuma=!5|nem um pouco=!5|nada=!5|não muito=!2|pouco=!2.4|muito pouco=!3.5|não=!3|um pouco=1|ligeiramente=1|levemente=1|parcialmente=1.9|em parte=1.9|moderadamente=2.2|mais ou menos=2|razoavelmente=2.3"
        "|bastante=3.6|relativamente=2.4|muito=4|fortemente=4.5|totalmente=5|completamente=5|extremamente=5|plenamente=5|absolutamente=5|altamente=4.3|algo=1.8",
        {
            "agree": ("concordo|de acordo|acordo|concorda", "discordo|em desacordo|desacordo|discorda"),
            "satisfied": (
                "satisfeito|satisfeita|contente|satisfeito a",
                "insatisfeito|insatisfeita|descontente|insatisfeito a",
            ),
            "likely": ("provável", "improvável"),
            "important": ("importante|relevante", "irrelevante|sem importância"),
            "easy": ("fácil|simples", "difícil|complicado"),
            "good": ("bom|boa|bem|positivo", "mau|má|ruim|mal|negativo"),
            "useful": ("útil", "inútil"),
            "interested": ("interessado|interessada|interessante", "desinteressado"),
            "confident": ("seguro|confiante|segura", "inseguro|insegura"),
            "change": ("aumentou|melhorou|mais|melhor", "diminuiu|piorou|menos|pior"),
            "clear": ("claro", "confuso"),
        },
        "neutro|neutra|nem|indiferente|indeciso|regular|igual|o mesmo|manteve se|não concordo nem discordo|nem concordo nem discordo|nem satisfeito nem insatisfeito",
        "estou|é|para mim|me|se",
    ),
    "nl": Language(
        "helemaal niet=!5|totaal niet=!5|absoluut niet=!5|volstrekt niet=!5|niet erg=!2|niet zo=!2|niet echt=!2.2|weinig=!2.5|nauwelijks=!3.5|niet=!3|een beetje=1|enigszins=1.6|licht=1|gedeeltelijk=1.9|deels=1.9|redelijk=2.3|tamelijk=2.4|matig=1.9|nogal=2.5|best=2.5|eerder=2"
        "|enigzins=1.6|zeer=4|heel=4|erg=4|sterk=4.4|helemaal=5|volledig=5|geheel=5|uiterst=5|totaal=5|extreem=5|volkomen=5|absoluut=5|veel=3.8|zeker=4.4",
        {
            "agree": ("mee eens|eens", "mee oneens|oneens"),
            "satisfied": ("tevreden|blij", "ontevreden"),
            "likely": ("waarschijnlijk", "onwaarschijnlijk"),
            "important": ("belangrijk", "onbelangrijk"),
            "easy": ("makkelijk|gemakkelijk|eenvoudig", "moeilijk|lastig|ingewikkeld"),
            "good": ("goed|positief", "slecht|negatief"),
            "useful": ("nuttig|zinvol", "nutteloos"),
            "interested": ("geïnteresseerd|interessant", "ongeïnteresseerd|oninteressant"),
            "confident": ("zeker van|vertrouwd", "onzeker"),
            "change": (
                "toegenomen|meer|beter|verbeterd|gestegen",
                "afgenomen|minder|slechter|verslechterd|gedaald",
            ),
            "clear": ("duidelijk", "onduidelijk"),
            "applies": ("van toepassing", ""),
        },
        "neutraal|niet mee eens niet mee oneens|niet eens niet oneens|noch|geen van beide|gelijk gebleven|hetzelfde|gelijk|onveranderd|niet tevreden niet ontevreden|niet tevreden en niet ontevreden|noch eens noch oneens|niet eens en niet oneens",
        "ik|ben|het|er|is|voor mij|mee",
    ),
    "pl": Language(
        "zdecydowanie nie=!5|wcale nie=!5|wcale=!5|w ogóle nie=!5|w ogóle=!5|zupełnie nie=!5|całkowicie nie=!5|raczej nie=!2|niezbyt=!2|nie bardzo=!2|mało=!2.4|nie=!3|trochę=1|nieco=1|częściowo=1.9|raczej=2|umiarkowanie=2.2|średnio=2.2|dość=2.4|dosyć=2.4|bardzo=4"
        "|zdecydowanie=5|całkowicie=5|w pełni=5|niezwykle=5|ogromnie=5|absolutnie=5|zupełnie=5|silnie=4.4|skrajnie=5",
        {
            "agree": ("zgadzam się|zgadzam|zgoda|tak", "nie zgadzam się|nie zgadzam"),
            "satisfied": (
                "zadowolony|zadowolona|usatysfakcjonowany|zadowolony a|zadowoleni",
                "niezadowolony|niezadowolona|niezadowolony a",
            ),
            "likely": (
                "prawdopodobne|prawdopodobnie|prawdopodobny",
                "nieprawdopodobne|mało prawdopodobne|nieprawdopodobny",
            ),
            "important": ("ważne|ważny|ważna|istotne|istotny", "nieważne|nieważny|nieistotne|nieistotny"),
            "easy": ("łatwe|łatwo|łatwy|proste", "trudne|trudno|trudny"),
            "good": ("dobrze|dobry|dobra|dobre", "źle|zły|zła|słabo|złe"),
            "useful": ("przydatne|przydatny|użyteczne", "nieprzydatne|bezużyteczne"),
            "interested": ("zainteresowany|zainteresowana|interesujące", "niezainteresowany"),
            "change": ("wzrosło|więcej|lepiej", "spadło|mniej|gorzej"),
        },
        "ani|neutralnie|neutralny|neutralna|obojętny|obojętne|ani tak ani nie|nie mam zdania|ani się zgadzam ani nie zgadzam|ani zgadzam się ani nie zgadzam się|bez zmian|tak samo|przeciętnie|neutralne|trudno powiedzieć",
        "się|jest|jestem|dla mnie|z|to",
    ),
    "sv": Language(
        "inte alls=!5|absolut inte=!5|inte särskilt=!2|inte så=!2|knappt=!3.5|föga=!2.5|inte=!3|lite=1|något=1.6|delvis=1.9|ganska=2.5|rätt=2.5|måttligt=2.2|tämligen=2.4|till viss del=1.9|snarare=2|mycket=4|väldigt=4|starkt=4.4|i hög grad=4|helt=5|fullständigt=5|helt och hållet=5"
        "|extremt=5|totalt=5|oerhört=5|absolut=5",
        {
            "agree": ("instämmer|håller med|överens", "håller inte med|tar avstånd"),
            "satisfied": ("nöjd|nöjda", "missnöjd|missnöjda"),
            "likely": ("sannolikt|troligt|trolig|sannolik", "osannolikt|otroligt|osannolik|otrolig"),
            "important": ("viktigt|viktig|viktiga", "oviktigt|oviktig"),
            "easy": ("lätt|enkelt", "svårt|krångligt"),
            "good": ("bra|god|positiv|positivt", "dåligt|dålig|negativ|negativt"),
            "useful": ("användbart|användbar|nyttig", "onödigt|oanvändbart"),
            "interested": ("intresserad|intressant", "ointresserad"),
            "confident": ("säker|trygg", "osäker|otrygg"),
            "change": ("ökat|mer|bättre", "minskat|mindre|sämre"),
        },
        "varken|neutral|neutralt|oförändrat|lika|likadant|varken eller|varken nöjd eller missnöjd|vet varken|mittemellan",
        "jag|är|det|för mig",
    ),
    "da": Language(
        "slet ikke=!5|overhovedet ikke=!5|absolut ikke=!5|ikke særlig=!2|ikke særligt=!2|ikke så=!2|ikke=!3|lidt=1|en smule=1|noget=1.8|delvist=1.9|delvis=1.9|nogenlunde=2.2|i nogen grad=1.9|ret=2.5|ganske=2.5|forholdsvis=2.4|overvejende=3.3|meget=4|stærkt=4.4|i høj grad=4"
        "|helt=5|fuldstændig=5|fuldt=5|ekstremt=5|yderst=5|i meget høj grad=5|svært=4.5|veldig=4|litt=1|noe=1.8|nokså=2.4|ganske=2.5|sterkt=4.4|slett ikke=!5|overhodet ikke=!5|fullstendig=5|helt=5|svært=4.6|i stor grad=4|i liten grad=1",
        {
            "agree": ("enig|enige", "uenig|uenige"),
            "satisfied": (
                "tilfreds|tilfredse|fornøyd|fornøjet",
                "utilfreds|utilfredse|misfornøyd|misfornøjet",
            ),
            "likely": ("sandsynligt|sandsynlig|sannsynlig", "usandsynligt|usandsynlig|usannsynlig"),
            "important": ("vigtigt|vigtig|viktig", "uvigtigt|uvigtig|uviktig"),
            "easy": ("let|nemt|lett|enkelt", "svært at|vanskelig|vanskeligt|besværligt"),
            "good": ("god|godt|bra", "dårlig|dårligt"),
            "useful": ("nyttig|nyttigt|brugbar", "unyttig|ubrugelig"),
            "interested": ("interesseret|interessert", "uinteresseret|uinteressert"),
            "change": ("steget|mere|bedre|økt|mer", "faldet|mindre|værre|dårligere|redusert|verre"),
        },
        "hverken|neutral|nøytral|verken|uændret|uendret|det samme|hverken eller|verken eller|samme|både og",
        "jeg|er|det|for mig|for meg",
    ),
    "fi": Language(
        "ei lainkaan=!5|ei ollenkaan=!5|en lainkaan=!5|en ollenkaan=!5|ei yhtään=!5|en yhtään=!5|ei kovin=!2|en kovin=!2|ei juurikaan=!3.5|ei=!3|en=!3|hieman=1|vähän=1|hiukan=1|jonkin verran=1.8|osittain=1.9|jokseenkin=2.1|melko=2.5|kohtalaisen=2.2|aika=2.4|erittäin=4.4|hyvin=4|todella=4.2"
        "|täysin=5|äärimmäisen=5|ehdottomasti=4.8|vahvasti=4.4|paljon=3.8|selvästi=4",
        {
            "agree": ("samaa mieltä", "eri mieltä"),
            "satisfied": ("tyytyväinen", "tyytymätön"),
            "likely": (
                "todennäköistä|todennäköinen|todennäköisesti",
                "epätodennäköistä|epätodennäköinen|epätodennäköisesti",
            ),
            "important": ("tärkeä|tärkeää|tärkeä minulle", "merkityksetön|yhdentekevä"),
            "easy": ("helppo|helppoa", "vaikea|vaikeaa"),
            "good": ("hyvä|hyvä kokemus", "huono"),
            "useful": ("hyödyllinen", "hyödytön"),
            "interested": ("kiinnostunut", ""),
            "change": ("kasvanut|enemmän|parempi|lisääntynyt", "vähentynyt|vähemmän|huonompi"),
        },
        "neutraali|ei samaa eikä eri mieltä|en samaa enkä eri mieltä|eikä|enkä|ennallaan|sama|yhtä paljon|siltä väliltä|en osaa sanoa|kohtalainen",
        "olen|minulle|on|se",
    ),
    "cs": Language(
        "vůbec ne=!5|vůbec=!5|rozhodně ne=!5|určitě ne=!5|zcela ne=!5|spíše ne=!2|spíš ne=!2|málo=!2.4|příliš ne=!2|ne=!3|trochu=1|mírně=1|částečně=1.9|spíše=2|spíš=2|středně=2.2|docela=2.5|poměrně=2.4|celkem=2.4|velmi=4|velice=4|hodně=3.8|silně=4.4|zcela=5|naprosto=5|úplně=5|rozhodně=5|určitě=5"
        "|extrémně=5|plně=5|mimořádně=5|nespíše=!2",
        {
            "agree": ("souhlasím|souhlas|ano", "nesouhlasím|nesouhlas"),
            "satisfied": (
                "spokojen|spokojená|spokojený|spokojen a",
                "nespokojen|nespokojená|nespokojený|nespokojen a",
            ),
            "likely": (
                "pravděpodobné|pravděpodobně|pravděpodobný",
                "nepravděpodobné|nepravděpodobně|nepravděpodobný",
            ),
            "important": ("důležité|důležitý|důležitá", "nedůležité|nedůležitý|nedůležitá"),
            "easy": ("snadné|snadno|jednoduché|lehké", "obtížné|těžké|složité"),
            "good": ("dobré|dobře|dobrý|dobrá", "špatné|špatně|špatný|špatná"),
            "useful": ("užitečné|užitečný", "neužitečné|zbytečné"),
            "interested": ("zajímavé", "nezajímavé"),
        },
        "ani|neutrální|neutrálně|ani ne|ani jedno|beze změny|stejně|průměrné|nevím|ani souhlasím ani nesouhlasím",
        "jsem|je|to|pro mě",
    ),
    "tr": Language(
        "kesinlikle=5|hiç=!5|hiç de=!5|tamamen=5|tümüyle=5|son derece=5|aşırı=5|çok=4|oldukça=3.4|epey=3.4|kısmen=1.9|biraz=1|orta derecede=2.2|az=1|pek=!2|değil=!3|çok da=!2|büyük ölçüde=4",
        {
            "agree": ("katılıyorum", "katılmıyorum"),
            "satisfied": ("memnunum|memnun", "memnun değilim|memnuniyetsiz|memnuniyetsizim"),
            "likely": ("olası|muhtemel", "olası değil|muhtemel değil|düşük ihtimal"),
            "important": ("önemli", "önemsiz|önemli değil"),
            "easy": ("kolay", "zor"),
            "good": ("iyi|olumlu", "kötü|olumsuz"),
            "useful": ("faydalı|yararlı|kullanışlı", "faydasız|yararsız|gereksiz"),
            "interested": ("ilgili", "ilgisiz"),
        },
        "kararsızım|nötr|ne katılıyorum ne katılmıyorum|ne memnunum ne değilim|ne|fikrim yok|kararsız|orta|ne memnunum ne memnun değilim|aynı",
        "ben|benim için|de|da",
    ),
    "ru": Language(
        "совсем не=!5|совершенно не=!5|абсолютно не=!5|вообще не=!5|категорически не=!5|полностью не=!5|скорее не=!2|не очень=!2|не слишком=!2|мало=!2.4|не=!3|немного=1|слегка=1|отчасти=1.9|частично=1.9|скорее=2|умеренно=2.2|довольно=2.5|достаточно=2.6|в целом=3|очень=4|сильно=4.4|весьма=4"
        "|полностью=5|совершенно=5|абсолютно=5|крайне=5|чрезвычайно=5|совсем=5|вполне=3.6",
        {
            "agree": ("согласен|согласна|согласен на", "не согласен|не согласна|несогласен"),
            "satisfied": (
                "удовлетворен|удовлетворена|доволен|довольна|удовлетворён|удовлетворен а",
                "неудовлетворен|неудовлетворена|недоволен|недовольна|не удовлетворен",
            ),
            "likely": ("вероятно|вероятна", "маловероятно|невероятно"),
            "important": ("важно|важный|важен|важна", "неважно|не важно"),
            "easy": ("легко|просто", "сложно|трудно"),
            "good": ("хорошо|хороший", "плохо|плохой"),
            "useful": ("полезно|полезный", "бесполезно|бесполезный"),
            "interested": ("интересно", "неинтересно"),
        },
        "нейтрально|ни|затрудняюсь ответить|ни то ни другое|нейтрален|без изменений|так же|средне|ни согласен ни не согласен|ни согласен ни несогласен",
        "я|это|для меня|а",
    ),
    "hu": Language(
        "egyáltalán nem=!5|teljesen nem=!5|inkább nem=!2|nem igazán=!2|nem nagyon=!2|nem=!3|kissé=1|kicsit=1|részben=1.9|inkább=2|közepesen=2.2|elég=2.6|eléggé=2.6|nagyon=4|teljes mértékben=5|teljesen=5|rendkívül=5|határozottan=4.6",
        {
            "agree": ("egyetértek", "nem értek egyet|ellenzem"),
            "satisfied": ("elégedett", "elégedetlen"),
            "likely": ("valószínű", "valószínűtlen"),
            "important": ("fontos", "lényegtelen|nem fontos"),
            "easy": ("könnyű", "nehéz"),
            "good": ("jó", "rossz"),
            "useful": ("hasznos", "haszontalan"),
        },
        "semleges|egyet is értek meg nem is|sem|is is|közömbös|egyet is értek nem is",
        "én|számomra|vagyok",
    ),
    "ro": Language(
        "deloc=!5|absolut deloc=!5|nu prea=!2|puțin=!2.4|nu=!3|parțial=1.9|oarecum=1.8|destul de=2.6|moderat=2.2|foarte=4|total=5|complet=5|extrem de=5|în totalitate=5|în mare măsură=4",
        {
            "agree": ("de acord|acord", "dezacord|în dezacord|împotrivă"),
            "satisfied": ("mulțumit|mulțumită|satisfăcut", "nemulțumit|nemulțumită|nesatisfăcut"),
            "likely": ("probabil", "improbabil"),
            "important": ("important", "neimportant"),
            "easy": ("ușor", "dificil|greu"),
            "good": ("bun|bună|bine", "rău|slab|prost"),
            "useful": ("util", "inutil"),
        },
        "neutru|nici|indiferent|indecis|nici acord nici dezacord|nici de acord nici în dezacord",
        "sunt|este|pentru mine",
    ),
}
