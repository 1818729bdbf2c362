# ruff: noqa: E501  (word lists read better as lines)
"""What belongs to a person: names, e-mail, telephone, addresses, places, user names; found by header and by value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.survey.reading.words.plain import plain, plain_set

EMAIL = re.compile(r"[A-Za-z0-9._%+'\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,24}")
IP = re.compile(r"(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])")
_IP6 = re.compile(r"(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}")
_GPS = re.compile(r"\s*\(?-?\d{1,2}\.\d{3,}[,;\s]\s*-?\d{1,3}\.\d{3,}(?:[,;\s]\s*-?\d+(?:\.\d+)?){0,2}\)?\s*")
_PHONE = re.compile(r"(?<![\w.,:/#=$€-])(\+?\(?\d[\d\s().\-/ ]{6,20}\d)(?![\w,:/%€$-]|\.\d)")
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d")
_MANY_DIGITS = re.compile(r"\d(?:\D{0,4}\d){6}")
MASK = "[removed]"

_EMAIL_WORDS = plain_set(
    "email|e-mail|e mail|email address|e-mail address|mail|mail address|your email|your e-mail|work email|work e-mail|business email|contact email|recipient email|recipientemail|email adresse|e-mail-adresse|emailadresse|mailadresse|e-mail adresse|courriel|adresse e-mail|adresse email|adresse mail|adresse courriel|adresse électronique"
    "|correo|correo electrónico|correo electronico|dirección de correo|dirección de correo electrónico|e-mailadres|emailadres|indirizzo email|indirizzo e-mail|indirizzo di posta elettronica|posta elettronica|endereço de e-mail|endereço de email|correio eletrónico|correio eletrônico|adres e-mail|adres email|adres mailowy|e-post|epost|e-postadress|e-postadresse|mejladress"
    "|e-mailadresse|sähköposti|sähköpostiosoite|e-mailová adresa|emailová adresa|e-posta|eposta|e-posta adresi|eposta adresi|эл. почта|электронная почта|адрес электронной почты|эл адрес|почта|e-mail cím|email cím|adresa de email|adresă de email|メール|メールアドレス|電子メール|邮箱|电子邮件|电子邮箱|邮件地址|이메일|이메일 주소|username|emailaddress|email_address"
)
_PHONE_WORDS = plain_set(
    "phone|phone number|telephone|telephone number|mobile|mobile number|mobile phone|cell phone|cell|cell number|phone no|tel|tel no|whatsapp|whatsapp number|contact number|fax|telefon|telefonnummer|handy|handynummer|mobilnummer|rufnummer|mobiltelefon|téléphone|numéro de téléphone|numéro de portable|portable|mobile phone number|teléfono|número de teléfono|móvil|celular|número de celular|número de móvil|telefono|numero di telefono|cellulare"
    "|telefone|número de telefone|telemóvel|número de telemóvel|telefoonnummer|telefoon|mobiel|mobiel nummer|06 nummer|numer telefonu|telefon komórkowy|nr telefonu|komórka|mobil|mobilnummer|puhelin|puhelinnumero|telefonní číslo|telefonu numarası|telefon numarası|cep telefonu|gsm|телефон|номер телефона|мобильный телефон|telefonszám|număr de telefon|電話|電話番号|携帯電話|携帯番号|电话|电话号码|手机|手机号|手机号码|联系电话|전화번호|전화|휴대폰|휴대전화|연락처|phonenumber|phone_number"
)
_NAME_WORDS = plain_set(
    "name|your name|full name|first name|last name|first and last name|name and surname|surname|family name|given name|forename|firstname|lastname|fullname|middle name|nickname|respondent name|participant name|contact name|customer name|client name|name of respondent|name surname|preferred name|maiden name|legal name|recipient first name|recipient last name|recipientfirstname|recipientlastname|recipient name|first name last name|student name|employee name|user name|initials|signature"
    "|vorname|nachname|familienname|ihr name|dein name|vor- und nachname|vor und nachname|vorname und nachname|vor- und zuname|zuname|vollständiger name|name vorname|vorname name|nom|prénom|prénom et nom|nom et prénom|nom de famille|votre nom|votre prénom|nom complet|nom prénom|prénom nom|ton prénom|nom et prénoms|nombre|nombres|apellido|apellidos|nombre y apellido|nombre y apellidos|nombre completo|tu nombre|su nombre|nombre apellidos|apellidos y nombre|primer apellido|primer nombre"
    "|nome|cognome|nome e cognome|il tuo nome|cognome e nome|nome completo|sobrenome|apelido|o seu nome|seu nome|nome e sobrenome|nome e apelido|primeiro nome|último nome|naam|voornaam|achternaam|voor- en achternaam|voor en achternaam|uw naam|je naam|volledige naam|imię|nazwisko|imię i nazwisko|twoje imię|namn|förnamn|efternamn|för- och efternamn|för och efternamn|ditt namn|navn|fornavn|efternavn|etternavn|fulde navn|fullt navn|dit navn|ditt navn|for- og etternavn|for- og efternavn|nimi|etunimi|sukunimi|etu- ja sukunimi|koko nimi|nimesi"
    "|jméno|příjmení|jméno a příjmení|vaše jméno|celé jméno|ad|adı|soyad|soyadı|ad soyad|adı soyadı|adınız|adınız soyadınız|isim|isim soyisim|имя|фамилия|имя и фамилия|фио|ваше имя|отчество|név|keresztnév|vezetéknév|teljes név|nume|prenume|nume și prenume|nume complet|氏名|お名前|名前|姓|名|姓名|您的姓名|名字|이름|성함|성명|귀하의 이름"
)
_PLACE_WORDS = plain_set(
    "ip|ip address|ipaddress|ipaddr|ip-adresse|ip adresse|adresse ip|dirección ip|indirizzo ip|endereço ip|ip-adres|adres ip|ip-adress|ip-osoite|ip adresa|ip adresi|ip адрес|ip-адрес|ip-cím|adresa ip|ipアドレス|ip地址|ip 주소|submission ip|latitude|longitude|lat|lon|lng|long|location latitude|location longitude|locationlatitude|locationlongitude|gps|gps coordinates|coordinates|geolocation|geopoint|breitengrad|längengrad|breitengrad des standorts|längengrad des standorts|latitud|longitud"
    "|latitudine|longitudine|koordinaten|coordonnées gps|coordenadas|coordinate gps"
    "|address|street|street address|home address|postal address|mailing address|shipping address|address line 1|address line 2|address 1|address 2|anschrift|adresse|straße|strasse|straße und hausnummer|wohnadresse|postanschrift|adresse postale|rue|votre adresse|dirección|domicilio|dirección postal|calle|indirizzo|via|indirizzo di casa|endereço|morada|rua|adres|straat|adres zamieszkania|ulica|adress|gatuadress|osoite|katuosoite|adresa|ulice|adresi|адрес|улица|cím|lakcím|住所|ご住所|地址|住址|주소|date of birth|dob|birthdate|birth date|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita|data de nascimento|geboortedatum|data urodzenia|födelsedatum|fødselsdato|syntymäaika|datum narození|doğum tarihi|дата рождения|生年月日|出生日期|생년월일"
    "|postal|postal code of residence|zip|zip code|zipcode|postcode|postal code|postleitzahl|plz|code postal|código postal|cap|cep|kod pocztowy|postnummer|postinumero|psč|posta kodu|индекс|почтовый индекс|irányítószám|cod poștal|郵便番号|邮编|邮政编码|우편번호"
)
_SOFT = plain_set(
    "postal|zip|zip code|zipcode|postcode|postal code|postleitzahl|plz|code postal|código postal|cap|cep|kod pocztowy|postnummer|postinumero|psč|posta kodu|индекс|郵便番号|邮编|via|rue|long|cell|mobile|mobil|handy|portable|mobiel|mobile phone|cell phone|celular|móvil|名|姓|ad|via|nome|mail|name|nombre|nom|navn|namn|nimi|username|phone|почта|correo|address|cellulare|telefon|telefono|telefone|whatsapp|email|e mail|邮箱|メール|fax|gsm|initials|nickname|signature"
)
_ACCOUNT_WORDS = plain_set(
    "user id|userid|user name|username|user|login|login name|account name|employee id|employee number|personnel number|staff id|student id|student number|customer number|customer id|kundennummer|mitarbeiternummer|personalnummer|matrikelnummer|benutzername|nom d'utilisateur|identifiant|numéro client|nombre de usuario|usuario|nome utente|nome de usuário|gebruikersnaam|nazwa użytkownika|användarnamn|brugernavn|brukernavn|käyttäjätunnus|uživatelské jméno|kullanıcı adı|имя пользователя|twitter|twitter handle|instagram|instagram handle|linkedin|linkedin profile|linkedin url|facebook profile"
    "|discord username|slack handle|github username|telegram|skype|social security number|ssn|passport number|national id|dni|nif|cpf|codice fiscale|pesel|personnummer|iban|credit card number|contact id email"
)
_IN_HEADER = re.compile(
    r"\b(e[\s-]?mails?|emailadresse|courriel|correo electr[oó]nico|e-?mailadres|e-?posta|e-?post(?:adress\w*)?|s[äa]hk[öo]posti\w*|indirizzo e-?mail|adres e-?mail|электронн\w+ почт\w+)\b|メールアドレス|电子邮件|邮箱|이메일",
    re.IGNORECASE,
)
_PHONE_IN_HEADER = re.compile(
    r"\b(phone(?: number)?|telephone|mobile number|cell(?:phone)? number|telefon(?:nummer)?|handynummer|t[eé]l[eé]phone|tel[eé]fono|telefone|telem[oó]vel|telefoonnummer|numer telefonu|puhelinnumero\w*|whatsapp)\b|電話番号|电话|手机|전화번호",
    re.IGNORECASE,
)
_ASKS_NAME = re.compile(
    r"^(?:please\s+)?(?:enter|provide|give us|tell us|what(?:'s| is| are)|type|state|leave)\s+(?:in\s+)?your\s+(?:full\s+|first\s+|last\s+|first and last\s+)?(?:sur|first |last )?names?\b"
    r"|^(?:wie (?:heißen|heissen) sie|wie (?:heißt|heisst) du|wie lautet ihr name|wie ist ihr name)|^(?:comment vous appelez|quel est votre (?:nom|prénom))|^¿?(?:cómo te llamas|cuál es (?:tu|su) nombre|cómo se llama usted)|^come ti chiami|^qual (?:è|é) (?:il tuo|o seu|seu) nome|^(?:hoe heet|wat is (?:uw|je) naam)"
    r"|^jak (?:masz|ma pan|ma pani) na imię|^jak się (?:pan |pani )?nazywa|^vad heter|^hvad hedder|^hva heter|^mikä on nimesi|^jak se jmenuje|^ad(?:ın|ınız) ne|^как вас зовут|お名前を|您的(?:姓名|名字)|你叫什么|이름이",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"\b(company|organi[sz]ation|brand|product|school|university|team|project|employer|business|app|tool|file|firm|city|country|event|course|hotel|pet|unternehmen|firma|firmen|marke|verein|schule|entreprise|société|marque|école|empresa|marca|escuela|azienda|scuola|bedrijf|firmy|företag\w*|virksomhed\w*|yritys\w*|şirket|компани\w+|会社|公司|회사)\b",
    re.IGNORECASE,
)


def asks(header: str) -> str | None:
    """Which personal thing a header asks for, "email", "phone", "name", "place" or "account"; None for others."""
    bare = re.sub(r"\s*[(\[（].*?[)\]）]\s*", " ", header).strip(" *:?.！？")
    tail = re.split(r"[/>|]|\s[-–—]\s|::", bare)[-1]
    short = plain(tail)
    whole = plain(bare)
    whole_code = re.sub(r"^(?:\d+ |q\d+ |v\d+ |frage \d+ )", "", whole)
    for word in dict.fromkeys(
        (
            whole,
            whole_code,
            short,
            re.sub(
                r"^(?:your|ihre?|votre|tu|su|il tuo|o seu|uw|je|ditt?|vaše?|please enter your|please provide your|enter your|what is your|what s your|deine?|ваш[ае]?|podaj|twój|contact) ",
                "",
                whole_code,
            ),
        )
    ):
        for kind, words in (
            ("email", _EMAIL_WORDS),
            ("phone", _PHONE_WORDS),
            ("place", _PLACE_WORDS),
            ("name", _NAME_WORDS),
            ("account", _ACCOUNT_WORDS),
        ):
            if word in words:
                return kind
    if re.fullmatch(
        r"(?:.* )?(?:gps|geo|location)?(?: )?(?:latitude|longitude|altitude|precision)", short
    ) and re.search(r"gps|geo|location|latitude|longitude", short):
        return "place"
    if _NOT_A_PERSON.search(bare):
        return None
    if _ASKS_NAME.search(bare):
        return "name"
    if _IN_HEADER.search(header):
        return "email"
    if _PHONE_IN_HEADER.search(header):
        return "phone"
    return None


def is_soft(header: str) -> bool:
    """Whether a header alone is too weak ("Mobile", "Name") to call a column of repeated choices personal."""
    return plain(header) in _SOFT or len(plain(header).split()) > 4


def is_phone(text: str) -> bool:
    """Whether a whole cell is a telephone number."""
    digits = re.sub(r"\D", "", text)
    if not 7 <= len(digits) <= 15 or re.search(r"[A-Za-z]{3,}", text) or _DATE_LIKE.search(text):
        return False
    return bool(
        re.fullmatch(
            r"\s*(?:tel\.?:?\s*)?\+?[\d\s().\-/ ]{7,24}(?:\s*(?:x|ext\.?)\s*\d+)?\s*", text, re.IGNORECASE
        )
    ) and (text.strip().startswith(("+", "(", "0")) or bool(re.search(r"\d[\s\-./]\d", text.strip())))


def value_kind(texts: Iterable[str]) -> str | None:
    """What most of a column's distinct values are: "email", "phone", "ip", "gps"; None for anything else."""
    total = email = ip = gps = phone = 0
    for text in texts:
        total += 1
        if "@" in text and len(text) < 120 and EMAIL.fullmatch(text.strip()):
            email += 1
        elif (text.count(".") == 3 and len(text) <= 21 and IP.match(text)) or (
            text.count(":") >= 3 and len(text) <= 40 and _IP6.fullmatch(text)
        ):
            ip += 1
        elif "." in text and len(text) <= 60 and _GPS.fullmatch(text):
            gps += 1
        elif len(text) <= 24 and is_phone(text):
            phone += 1
        if total >= 2000:
            break
    if not total:
        return None
    for kind, count, share in (
        ("email", email, 0.5),
        ("ip", ip, 0.5),
        ("gps", gps, 0.6),
        ("phone", phone, 0.8),
    ):
        if count / total >= share and (count >= 2 or total <= 2):
            return kind
    return None


def _is_written_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if not 8 <= len(digits) <= 15 or _DATE_LIKE.search(text):
        return False
    if text.startswith(("+", "(", "00", "0")):
        return True
    return bool(
        re.fullmatch(
            r"\d{3}[\s.\-]\d{3}[\s.\-]\d{4}|\d{3}[\s.\-]\d{4}[\s.\-]?\d{0,4}|\d{2,4}(?:[\s.\-]\d{2,4}){2,5}",
            text.strip(),
        )
    )


def mask(text: str) -> str:
    """`text` with e-mail addresses, telephone numbers and IP addresses replaced by "[removed]"."""
    masked = text
    if "@" in masked:
        masked = EMAIL.sub(MASK, masked)
    if _MANY_DIGITS.search(masked):
        masked = IP.sub(MASK, masked) if masked.count(".") >= 3 else masked
        masked = _PHONE.sub(
            lambda match: MASK if _is_written_phone(match.group(1).strip()) else match.group(0), masked
        )
    return masked
