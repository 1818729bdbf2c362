# ruff: noqa: E501  (questionnaires read better as lines)
"""Made questionnaires in several languages and domains, and made people who answer them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass
class Ask:
    """One question. `kind`: single ordinal multi matrix scale nps number ranking text date email name phone."""

    id: str
    kind: str
    text: str
    options: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    aside: str = ""
    other: str = ""


@dataclass
class Questionnaire:
    """Questions of one survey in one language."""

    name: str
    language: str
    asks: list[Ask]
    people: int = 90
    held_out: bool = False


def _standard(
    name: str, language: str, words: dict[str, str], held_out: bool = False, people: int = 90
) -> Questionnaire:
    """A questionnaire from lines of words: "text|option|option"."""
    asks = []
    for key, line in words.items():
        kind, _, rest = key.partition(":")
        ident = rest or kind
        parts = line.split("|")
        ask = Ask(ident, kind, parts[0])
        if kind == "matrix":
            cut = parts.index("#")
            ask.items, ask.options = parts[1:cut], parts[cut + 1 :]
        else:
            ask.options = parts[1:]
        if ask.options and ask.options[-1].startswith("~"):
            ask.aside = ask.options.pop()[1:]
        if ask.options and ask.options[-1].startswith("+"):
            ask.other = ask.options.pop()[1:]
        asks.append(ask)
    return Questionnaire(name, language, asks, people, held_out)


ALL = [
    _standard(
        "gym",
        "en",
        {
            "ordinal:age": "How old are you?|Under 18|18-24|25-34|35-49|50-64|65+|~Prefer not to answer",
            "single:plan": "Which membership do you have?|Day pass|Monthly, off-peak|Annual|None|+Other (please specify)",
            "multi:use": "What do you use the gym for? Please select all that apply.|Weights|Classes, e.g. yoga|Swimming pool|Sauna|Physiotherapy|+Other",
            "ordinal:often": "How often do you visit us?|Less than once a month|1-3 times a month|Once a week|2-3 times a week|Every day",
            "matrix:agree": "How much do you agree with the following?|The staff are friendly|It is clean|I feel safe here|It is worth the money|#|Strongly disagree|Disagree|Neutral|Agree|Strongly agree",
            "ordinal:sat": "Overall, how satisfied are you with the gym?|Very unsatisfied|Unsatisfied|Neither satisfied nor unsatisfied|Satisfied|Very satisfied",
            "nps:nps": "How likely are you to recommend us to a friend?",
            "number:spend": "How much do you spend on sports per month (in GBP)?",
            "number:km": "How many miles do you travel to get here?",
            "ranking:prio": "Please rank these from most to least important|Opening hours|Price|Equipment|Location",
            "scale:clean": "Please rate the cleanliness from 1 (poor) to 5 (excellent)",
            "text:wish": "What should we do better?",
            "date:since": "When did you join?",
            "email:mail": "Email address (optional)",
            "name:name": "Your full name",
        },
    ),
    _standard(
        "saas",
        "en",
        {
            "single:role": "What is your job function?|Engineering|Design, UX or research|Product management|Marketing|Sales|+Other - please describe",
            "ordinal:size": "How many employees does your company have?|1-10|11-50|51-250|251-1,000|1,001-5,000|More than 5,000",
            "multi:stack": "Which integrations do you use?|Slack|GitHub|Jira|Google Drive, Docs and Sheets|Salesforce|Zapier",
            "matrix:imp": "How important are these features?|Offline mode|Keyboard shortcuts|Audit log|#|Not important|Slightly important|Moderately important|Very important|Extremely important",
            "ordinal:exp": "How would you describe your level of experience?|Beginner|Intermediate|Advanced|Expert",
            "ordinal:budget": "What is your yearly budget for tools?|Less than $1,000|$1,000 - $4,999|$5,000 - $19,999|$20,000+|~Don't know",
            "nps:nps": "On a scale of 0-10, how likely is it that you would recommend our product to a colleague?",
            "ordinal:miss": "How would you feel if you could no longer use the product?|Very disappointed|Somewhat disappointed|Not disappointed",
            "single:os": "Which operating system do you mainly use?|macOS|Windows|Linux",
            "number:hours": "About how many hours a week do you use it?",
            "text:pain": "What is the most annoying part of your workflow?",
            "text:more": "Anything else you would like to tell us?",
            "phone:tel": "Mobile number",
            "email:mail": "What is your work email?",
        },
        people=130,
    ),
    _standard(
        "bahn",
        "de",
        {
            "ordinal:alter": "Wie alt sind Sie?|unter 20 Jahre|20–39 Jahre|40–59 Jahre|60 Jahre oder älter|~Keine Angabe",
            "single:geschl": "Geschlecht|weiblich|männlich|divers",
            "multi:grund": "Aus welchen Gründen fahren Sie Bahn? (Mehrfachnennungen möglich)|Arbeit|Freizeit, Urlaub und Ausflüge|Familie|Umwelt|+Sonstiges",
            "matrix:zu": "Wie sehr treffen diese Aussagen auf Sie zu?|Ich fahre gern Zug|Der Preis ist fair|Die Züge sind pünktlich|#|trifft gar nicht zu|trifft eher nicht zu|teils/teils|trifft eher zu|trifft voll zu",
            "ordinal:zufr": "Wie zufrieden sind Sie mit dem Angebot?|sehr unzufrieden|unzufrieden|neutral|zufrieden|sehr zufrieden|~weiß nicht",
            "ordinal:oft": "Wie oft fahren Sie mit der Bahn?|nie|seltener als einmal im Monat|1-3 Mal pro Monat|1-2 Mal pro Woche|täglich",
            "nps:nps": "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
            "number:km": "Wie viele Kilometer fahren Sie pro Woche?",
            "ranking:rang": "Bringen Sie diese Punkte in eine Reihenfolge|Pünktlichkeit|Preis|Sauberkeit|WLAN",
            "text:idee": "Was würden Sie verbessern?",
            "email:mail": "E-Mail-Adresse",
            "name:nach": "Nachname",
        },
    ),
    _standard(
        "cantine",
        "fr",
        {
            "ordinal:age": "Quel âge avez-vous ?|Moins de 25 ans|25 à 39 ans|40 à 54 ans|55 ans et plus",
            "single:poste": "Quel est votre poste ?|Employé|Cadre|Ouvrier|Stagiaire|+Autre (préciser)",
            "multi:plats": "Quels plats choisissez-vous le plus souvent ? (plusieurs réponses possibles)|Salades|Plats chauds|Sandwichs, wraps et burgers|Desserts|+Autre",
            "matrix:acc": "Êtes-vous d'accord avec ces affirmations ?|Les plats sont bons|L'attente est courte|Le prix est correct|#|Pas du tout d'accord|Plutôt pas d'accord|Ni d'accord ni pas d'accord|Plutôt d'accord|Tout à fait d'accord",
            "ordinal:sat": "Êtes-vous satisfait de la cantine ?|Très insatisfait|Insatisfait|Neutre|Satisfait|Très satisfait",
            "ordinal:freq": "À quelle fréquence y mangez-vous ?|Jamais|Rarement|Parfois|Souvent|Toujours",
            "nps:nps": "Recommanderiez-vous la cantine à un collègue ? (0 à 10)",
            "number:prix": "Combien dépensez-vous par repas (en euros) ?",
            "scale:prop": "Notez la propreté de 1 à 5",
            "text:sug": "Avez-vous des suggestions ?",
            "name:nom": "Nom et prénom",
            "phone:tel": "Numéro de téléphone",
        },
    ),
    _standard(
        "escuela",
        "es",
        {
            "single:sexo": "Género|Mujer|Hombre|Otro|~Prefiero no decirlo",
            "ordinal:edad": "Edad|18-29|30-44|45-59|60 o más",
            "multi:medios": "¿Por qué medios se informa? (seleccione todas las opciones que apliquen)|Televisión|Radio|Prensa escrita, diarios y revistas|Redes sociales|+Otro",
            "matrix:acu": "¿Qué tan de acuerdo está con lo siguiente?|La escuela es segura|Los maestros ayudan|Hay suficiente material|#|Totalmente en desacuerdo|En desacuerdo|Ni de acuerdo ni en desacuerdo|De acuerdo|Totalmente de acuerdo",
            "ordinal:cal": "¿Cómo califica la enseñanza?|Muy mala|Mala|Regular|Buena|Muy buena",
            "ordinal:frec": "¿Con qué frecuencia ayuda con la tarea?|Nunca|Casi nunca|A veces|Casi siempre|Siempre",
            "nps:nps": "¿Qué tan probable es que recomiende la escuela?",
            "number:hijos": "¿Cuántos hijos tiene?",
            "ranking:ord": "Ordene por importancia|Idiomas|Deporte|Música|Ciencias",
            "text:com": "Comentarios",
            "email:mail": "Correo electrónico",
            "name:nom": "Nombre completo",
        },
    ),
    _standard(
        "bici",
        "it",
        {
            "ordinal:eta": "Qual è la tua età?|Meno di 18|18-29|30-44|45-64|65 o più",
            "single:prof": "Qual è la tua occupazione?|Studente|Impiegato|Libero professionista|Pensionato|+Altro (specificare)",
            "multi:perche": "Perché usi la bici? (sono possibili più risposte)|Per andare al lavoro|Per sport|Per fare la spesa, commissioni e visite|Per l'ambiente|+Altro",
            "matrix:acc": "Quanto sei d'accordo?|Le piste sono sicure|Il traffico è un problema|Vorrei più parcheggi|#|Per niente d'accordo|Poco d'accordo|Abbastanza d'accordo|Molto d'accordo",
            "ordinal:sodd": "Quanto sei soddisfatto del servizio?|Molto insoddisfatto|Insoddisfatto|Né soddisfatto né insoddisfatto|Soddisfatto|Molto soddisfatto",
            "ordinal:freq": "Con quale frequenza usi la bici?|Mai|Raramente|A volte|Spesso|Sempre",
            "nps:nps": "Quanto è probabile che consiglieresti il servizio a un amico?",
            "number:km": "Quanti chilometri percorri al giorno?",
            "text:idee": "Cosa miglioreresti?",
            "email:mail": "Indirizzo e-mail",
            "name:nome": "Nome e cognome",
        },
    ),
    _standard(
        "ziekenhuis",
        "nl",
        {
            "ordinal:leeftijd": "Wat is uw leeftijd?|Jonger dan 18|18-34|35-54|55-74|75 of ouder",
            "single:geslacht": "Wat is uw geslacht?|Vrouw|Man|Anders|~Zeg ik liever niet",
            "multi:contact": "Hoe wilt u contact? (meerdere antwoorden mogelijk)|E-mail|Telefoon|Post, brief of folder|App|+Anders, namelijk",
            "matrix:eens": "In hoeverre bent u het eens met deze stellingen?|De arts luisterde|De wachttijd was kort|Ik kreeg uitleg|#|Helemaal mee oneens|Mee oneens|Neutraal|Mee eens|Helemaal mee eens",
            "ordinal:tev": "Hoe tevreden bent u?|Zeer ontevreden|Ontevreden|Neutraal|Tevreden|Zeer tevreden|~Weet niet",
            "nps:nps": "Hoe waarschijnlijk is het dat u ons aanbeveelt?",
            "number:min": "Hoeveel minuten moest u wachten?",
            "text:opm": "Heeft u nog opmerkingen?",
            "email:mail": "E-mailadres",
            "name:naam": "Voornaam",
        },
    ),
    _standard(
        "sklep",
        "pl",
        {
            "ordinal:wiek": "Ile masz lat?|Poniżej 18|18-25|26-40|41-60|Powyżej 60",
            "single:plec": "Płeć|Kobieta|Mężczyzna|Inna|~Wolę nie odpowiadać",
            "multi:co": "Co kupujesz u nas? (można zaznaczyć kilka odpowiedzi)|Odzież|Obuwie|Kosmetyki, perfumy i leki|Książki|+Inne",
            "matrix:zg": "W jakim stopniu zgadzasz się ze stwierdzeniami?|Ceny są uczciwe|Dostawa jest szybka|Obsługa jest miła|#|Zdecydowanie się nie zgadzam|Raczej się nie zgadzam|Ani się zgadzam, ani nie zgadzam|Raczej się zgadzam|Zdecydowanie się zgadzam",
            "ordinal:zad": "Jak bardzo jesteś zadowolony z zakupów?|Bardzo niezadowolony|Niezadowolony|Neutralny|Zadowolony|Bardzo zadowolony",
            "ordinal:czesto": "Jak często u nas kupujesz?|Nigdy|Rzadko|Czasami|Często|Bardzo często",
            "nps:nps": "Jak bardzo prawdopodobne jest, że polecisz nas znajomym?",
            "number:zl": "Ile złotych wydajesz miesięcznie?",
            "ranking:rank": "Uszereguj od najważniejszego|Cena|Jakość|Dostawa|Wybór",
            "text:uwagi": "Uwagi",
            "email:mail": "Adres e-mail",
            "name:imie": "Imię i nazwisko",
        },
        held_out=True,
    ),
    _standard(
        "kirjasto",
        "fi",
        {
            "ordinal:ika": "Ikä|alle 18|18–29|30–49|50–64|65 tai yli",
            "single:suku": "Sukupuoli|Nainen|Mies|Muu|~En halua vastata",
            "multi:miksi": "Miksi käyt kirjastossa? (valitse kaikki sopivat)|Lainaan kirjoja|Opiskelen|Luen lehtiä, pelaan ja katson elokuvia|Tapahtumat|+Muu, mikä?",
            "matrix:mieli": "Mitä mieltä olet väittämistä?|Henkilökunta auttaa|Aukioloajat ovat hyvät|Tilat ovat viihtyisät|#|Täysin eri mieltä|Jokseenkin eri mieltä|Ei samaa eikä eri mieltä|Jokseenkin samaa mieltä|Täysin samaa mieltä",
            "ordinal:tyyt": "Kuinka tyytyväinen olet?|Erittäin tyytymätön|Tyytymätön|Neutraali|Tyytyväinen|Erittäin tyytyväinen",
            "nps:nps": "Kuinka todennäköisesti suosittelisit kirjastoa?",
            "number:kerta": "Kuinka monta kertaa vuodessa käyt?",
            "text:pal": "Palaute",
            "email:mail": "Sähköposti",
            "name:nimi": "Nimi",
        },
        held_out=True,
    ),
    _standard(
        "otel",
        "tr",
        {
            "ordinal:yas": "Yaşınız|18 yaş altı|18-30|31-45|46-60|60 yaş üstü",
            "single:cins": "Cinsiyetiniz|Kadın|Erkek|~Belirtmek istemiyorum",
            "multi:neden": "Neden bizi seçtiniz? (birden fazla seçenek işaretleyebilirsiniz)|Fiyat|Konum|Havuz, spa ve spor salonu|Tavsiye|+Diğer",
            "matrix:kat": "Aşağıdaki ifadelere ne ölçüde katılıyorsunuz?|Oda temizdi|Personel yardımseverdi|Yemekler lezzetliydi|#|Kesinlikle katılmıyorum|Katılmıyorum|Kararsızım|Katılıyorum|Kesinlikle katılıyorum",
            "ordinal:memn": "Genel olarak ne kadar memnunsunuz?|Hiç memnun değilim|Memnun değilim|Kararsızım|Memnunum|Çok memnunum",
            "nps:nps": "Bizi arkadaşlarınıza tavsiye eder misiniz? (0-10)",
            "number:gece": "Kaç gece kaldınız?",
            "text:oneri": "Önerileriniz",
            "phone:tel": "Telefon numarası",
            "name:ad": "Adınız soyadınız",
        },
        held_out=True,
    ),
    _standard(
        "banco",
        "pt",
        {
            "ordinal:idade": "Qual é a sua idade?|Menos de 18 anos|18 a 24 anos|25 a 44 anos|45 a 64 anos|65 anos ou mais",
            "single:genero": "Gênero|Feminino|Masculino|Não binário|~Prefiro não responder",
            "multi:serv": "Quais serviços você usa? (selecione todas as opções)|Conta corrente|Cartão de crédito|Empréstimos, seguros e consórcios|Investimentos|+Outro",
            "matrix:conc": "Qual o seu grau de concordância?|O aplicativo é fácil|As taxas são justas|Confio no banco|#|Discordo totalmente|Discordo parcialmente|Não concordo nem discordo|Concordo parcialmente|Concordo totalmente",
            "ordinal:sat": "Qual o seu nível de satisfação?|Muito insatisfeito|Insatisfeito|Neutro|Satisfeito|Muito satisfeito|~Não sei",
            "ordinal:freq": "Com que frequência usa o aplicativo?|Nunca|Raramente|Às vezes|Frequentemente|Sempre",
            "nps:nps": "Qual a probabilidade de recomendar o banco a um amigo?",
            "number:gasto": "Quanto você gasta por mês (em reais)?",
            "text:sug": "Sugestões",
            "email:mail": "Endereço de e-mail",
            "name:nome": "Nome completo",
        },
        held_out=True,
    ),
    _standard(
        "eshop",
        "cs",
        {
            "ordinal:vek": "Kolik je vám let?|méně než 18|18–26|27–40|41–60|více než 60",
            "single:pohl": "Pohlaví|Žena|Muž|~Nechci odpovědět",
            "matrix:souhl": "Do jaké míry souhlasíte s výroky?|Ceny jsou dobré|Web je přehledný|Dodání je rychlé|#|Rozhodně nesouhlasím|Spíše nesouhlasím|Ani souhlasím, ani nesouhlasím|Spíše souhlasím|Rozhodně souhlasím",
            "ordinal:spok": "Jak jste spokojeni?|Velmi nespokojen|Spíše nespokojen|Spíše spokojen|Velmi spokojen",
            "multi:proc": "Proč nakupujete u nás? (více možností)|Cena|Kvalita|Doprava zdarma, rychlost a vrácení|Doporučení",
            "nps:nps": "Jak pravděpodobné je, že nás doporučíte?",
            "number:kc": "Kolik korun utratíte měsíčně?",
            "text:prip": "Připomínky",
            "email:mail": "E-mailová adresa",
        },
        held_out=True,
    ),
    _standard(
        "app",
        "ja",
        {
            "ordinal:nenrei": "年齢を教えてください|18歳未満|18-29歳|30-49歳|50歳以上|~回答しない",
            "single:sei": "性別|女性|男性|その他",
            "multi:riyu": "利用する理由をすべて選んでください|価格|使いやすさ|サポート|デザイン",
            "matrix:douo": "次の文にどの程度同意しますか|アプリは使いやすい|価格は妥当だ|また使いたい|#|全くそう思わない|あまりそう思わない|どちらともいえない|ややそう思う|とてもそう思う",
            "ordinal:manzoku": "全体的な満足度|非常に不満|不満|どちらともいえない|満足|非常に満足",
            "nps:nps": "友人に勧める可能性は？（0〜10）",
            "number:jikan": "1日に何時間使いますか",
            "text:iken": "ご意見をお聞かせください",
            "email:mail": "メールアドレス",
            "name:namae": "お名前",
        },
        held_out=True,
    ),
    _standard(
        "kommun",
        "sv",
        {
            "ordinal:alder": "Hur gammal är du?|Under 18 år|18–29 år|30–49 år|50–64 år|65 år eller äldre",
            "single:kon": "Kön|Kvinna|Man|Annat|~Vill inte svara",
            "matrix:inst": "Hur väl instämmer du?|Skolan är bra|Vägarna är säkra|Kommunen lyssnar|#|Instämmer inte alls|Instämmer inte|Varken eller|Instämmer|Instämmer helt",
            "ordinal:nojd": "Hur nöjd är du?|Mycket missnöjd|Ganska missnöjd|Varken nöjd eller missnöjd|Ganska nöjd|Mycket nöjd|~Vet ej",
            "multi:info": "Hur får du information? (flera alternativ möjliga)|Webben|Tidningen|Brev, affischer och skyltar|Vänner",
            "nps:nps": "Hur troligt är det att du rekommenderar kommunen?",
            "number:ar": "Hur många år har du bott här?",
            "text:synp": "Övriga synpunkter",
            "email:mail": "E-postadress",
        },
        held_out=True,
    ),
]

_NAMES = (
    "Ada Quill",
    "Bo Marsh",
    "Cleo Winter",
    "Dag Holm",
    "Eva Stone",
    "Finn Rook",
    "Gia Lund",
    "Hal Bright",
    "Ida Frost",
    "Jon Vale",
    "Kai Brandt",
    "Lea Moss",
    "Max Thorn",
    "Nia Field",
    "Olu Banks",
    "Pia Rivers",
    "Quin Hart",
    "Ravi Sol",
    "Sue Glen",
    "Tom Ash",
)
_SAID = (
    "more time for it",
    "it was fine so far",
    "the second page loads slowly, again and again",
    "nothing comes to mind",
    "please call back sooner",
    "longer hours on Sundays; shorter queues",
    "too loud near the entrance",
    "I liked the people there",
    "better signs, brighter lights",
    "cheaper for families with three children",
    "-",
    "no",
    "I would like to compare offers side by side",
    "the old one was easier",
)
_TAIL = (
    "",
    " overall",
    ", really",
    " since spring",
    " for me",
    " - as always",
    " and I told you so",
    " (twice)",
    " most days",
    ", at least lately",
)


def answer(ask: Ask, random_: random.Random) -> object:
    """One made answer: a text, a list of texts (multi, ranking), a dict (matrix), a number, or None."""
    if random_.random() < 0.05:
        return None
    kind = ask.kind
    if kind in ("single", "ordinal"):
        choices = ask.options + ([ask.aside] if ask.aside and random_.random() < 0.2 else [])
        if ask.other and random_.random() < 0.07:
            return {
                "other": random_.choice(("something rare", "a mixture", "seasonal work", "it varies", "both"))
            }
        return random_.choice(choices)
    if kind == "multi":
        picked = [option for option in ask.options if random_.random() < 0.45]
        return picked or [random_.choice(ask.options)]
    if kind == "matrix":
        return {item: random_.choice(ask.options) for item in ask.items if random_.random() > 0.03}
    if kind == "scale":
        return random_.randint(1, 5)
    if kind == "nps":
        return random_.randint(0, 10)
    if kind == "number":
        return round(random_.lognormvariate(3, 0.8), random_.choice((0, 0, 1)))
    if kind == "ranking":
        order = list(ask.options)
        random_.shuffle(order)
        return order
    if kind == "text":
        return random_.choice(_SAID) + random_.choice(_TAIL) if random_.random() < 0.75 else None
    if kind == "date":
        return f"{random_.randint(2015, 2024)}-{random_.randint(1, 12):02d}-{random_.randint(1, 28):02d}"
    name = random_.choice(_NAMES)
    if kind == "email":
        return (
            name.lower().replace(" ", ".") + f"{random_.randint(1, 99)}@example.com"
            if random_.random() < 0.6
            else None
        )
    if kind == "name":
        return name if random_.random() < 0.6 else None
    return f"+44 20 7946 {random_.randint(0, 999):04d}" if random_.random() < 0.6 else None


def people(questionnaire: Questionnaire, seed: int) -> list[dict[str, object]]:
    """Everybody's answers, by question id."""
    random_ = random.Random(f"{questionnaire.name}{seed}")
    return [{ask.id: answer(ask, random_) for ask in questionnaire.asks} for _ in range(questionnaire.people)]
