"""Who asks and who answers; and names replaced by "Participant 3" everywhere, before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evidence.interviews.turns import Turn
from bot.survey.reading.words.first_names import FIRST_NAMES
from bot.survey.testing.wording import word_set

INTERVIEWER = "Interviewer"
PARTICIPANT = "Participant"
SOMEBODY = "[name]"
_ASKS = re.compile(
    r"^(?:q|i|int|mod|interviewer(?:in)?|moderator(?:in)?|researcher|host|intervieweur|enqu[êe]teur|entrevistador(?:a)?"
    r"|ux researcher)\s*[#.]?\s*\d{0,2}$",
    re.I,
)
_ANSWERS = re.compile(
    r"^(?:a|p|r|participant|interviewee|respondent|customer|user|client|guest|teilnehmer(?:in)?|befragte[r]?"
    r"|interviewpartner(?:in)?|entrevistado|enquêté)\s*[#.]?\s*\d{0,3}$",
    re.I,
)
_GENERIC = re.compile(
    r"^(?:speaker|sprecher(?:in)?|unknown|unbekannt)\s*(?:speaker)?\s*[#.]?\s*\d{0,3}$", re.I
)
_WORD = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*"
_INTRODUCED = re.compile(
    r"\b(?:[Mm]y name(?:['’]s| is)|I['’]m called|(?:[Hh]i|[Hh]ello|[Hh]ey|[Tt]hanks|[Tt]hank you|[Ww]elcome|[Bb]ye"
    r"|[Gg]oodbye|[Nn]ice to meet you)[,]?|[Ii]ch hei(?:ß|ss)e|[Mm]ein [Nn]ame ist|[Jj]e m['’]appelle|[Mm]e llamo)"
    rf"\s+({_WORD}(?:\s+{_WORD}){{0,2}})"
)
_CALLED = re.compile(
    r"\b(?:[Mm]y (?:boss|colleague|wife|husband|partner|assistant|friend|manager|client|brother|sister|son|daughter)"
    r"|[Mm]eine? (?:Chefin|Chef|Kollegin|Kollege|Frau|Mann|Freundin|Freund))(?:,| is called| named)?"
    rf"\s+({_WORD}(?:\s+{_WORD})?)"
)
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Señora?)\.?\s+({_WORD}(?:\s+{_WORD})?)"
)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00)?\d[\d\s()/.-]{7,}\d(?!\w)")
_HANDLE = re.compile(r"(?<!\w)@[A-Za-z][\w.-]{2,}")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_NUMBERS = re.compile(r"\b(?:[A-Z]{2}\d{2}(?:\s?[\dA-Z]{4}){3,7}|(?:\d[ -]?){13,19})\b")
_DATE_OR_AMOUNT = re.compile(
    r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|\d{4}-\d{2}-\d{2}.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*"
    r"|[1-9]\d{0,2}(?:[ .]\d{3})+"
)
_MENTIONED = re.compile(rf"(?<![\w-])({_WORD})((?:\s+(?:van |von |de |der )?{_WORD})?)(?!\w)")
_NOT_NAMES = word_set(
    """i we you they he she it the a an and or but so yes no ok okay well hi hello thanks thank great good sure
    right everyone everybody team all both much very monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december english german
    google apple slack excel for that"""
)
# Names that are also words are taken for names only where they are written with a capital.
_WORDS_TOO = word_set(
    """art baker bill black brown chase cook dean drew faith fisher frank gay grace grant gray green guy hall hill
    hope hunt iris jack jade jay joy king lane lee long lily mark may miles noble page park pat penny price
    ray rich rob rose ruby sage sue summer violet ward wade walker west white will wood young fox rice bush
    bell banks day stone lay still"""
)


@dataclass(frozen=True)
class Cast:
    """Who is who. `names`: a speaker's label in the file → the pseudonym; `interviewers`: pseudonyms that ask."""

    names: Mapping[str, str]
    interviewers: frozenset[str]


def cast(turns: Sequence[Turn]) -> Cast:
    """Sets the interviewer apart and gives everybody else a number, in order of appearance.

    By label where it says so ("Interviewer", "Q"); else whoever asks most questions for each turn, asks more than
    everybody else together, and says less than the others. Nobody where that is not clear or only one speaks.
    """
    speakers = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker is not None))
    asking = {speaker for speaker in speakers if _ASKS.match(speaker)}
    if not asking and len(speakers) > 1:
        answering = {speaker for speaker in speakers if _ANSWERS.match(speaker)}
        asking = _asks_most(turns, [speaker for speaker in speakers if speaker not in answering])
    names: dict[str, str] = {}
    number = asks = 0
    for speaker in speakers:
        if speaker in asking:
            asks += 1
            names[speaker] = INTERVIEWER if asks == 1 else f"{INTERVIEWER} {asks}"
        else:
            number += 1
            names[speaker] = f"{PARTICIPANT} {number}"
    return Cast(names, frozenset(names[speaker] for speaker in asking))


def _asks_most(turns: Sequence[Turn], candidates: Sequence[str]) -> set[str]:
    questions: dict[str, int] = {}
    words: dict[str, int] = {}
    count: dict[str, int] = {}
    for turn in turns:
        if turn.speaker is None:
            continue
        marks = turn.text.count("?") + turn.text.count("？")
        questions[turn.speaker] = questions.get(turn.speaker, 0) + marks
        words[turn.speaker] = words.get(turn.speaker, 0) + len(turn.text.split())
        count[turn.speaker] = count.get(turn.speaker, 0) + 1
    if not candidates:
        return set()
    total = sum(questions.values())
    best = max(candidates, key=lambda speaker: (questions[speaker] / count[speaker], questions[speaker]))
    enough = questions[best] >= 2 and questions[best] > 0.5 * total and questions[best] >= 0.3 * count[best]
    return {best} if enough else set()


def anonymise(turns: Sequence[Turn], known: Cast, extra_names: Sequence[str] = ()) -> list[Turn]:
    """The turns with every name replaced: speakers' by their pseudonym, other people's by "[name]"; also e-mail
    addresses, telephone and account numbers, links and handles.

    A speaker is known by the whole label, and by each of its names on its own, wherever it stands. Others are those who
    are introduced ("my boss Anna", "Mr Smith", "thanks, Jo") or named in `extra_names`.
    """
    table: dict[str, str] = {}
    for label, pseudonym in known.names.items():
        if _ASKS.match(label) or _ANSWERS.match(label) or _GENERIC.match(label):
            continue
        for name in _parts(label):
            table.setdefault(name, pseudonym)
    others: set[str] = set()
    for turn in turns:
        for rule in (_CALLED, _TITLED, _INTRODUCED):
            for found in rule.finditer(turn.text):
                own = rule is _INTRODUCED and re.match(r"(?i)(?:my|i['’]m|ich|mein|je|me)\b", found.group())
                for name in _parts(found[1]):
                    if own and turn.speaker is not None:
                        table.setdefault(name, known.names[turn.speaker])
                    elif name not in table:
                        others.add(name)
        for found in _MENTIONED.finditer(turn.text):
            if found[1].casefold().split("-")[0] in FIRST_NAMES and found[1].casefold() not in table:
                others.update(name for name in _parts(found[1] + found[2]) if name not in table)
    for extra in extra_names:
        others.update(name for name in _parts(extra) if name not in table)
    table |= {name: SOMEBODY for name in others if name not in table}
    pattern = _names_pattern(table)
    said = []
    for turn in turns:
        text = _mask_contacts(turn.text)
        if pattern is not None:
            text = pattern.sub(lambda found: _replaced(found, table), text)
            text = re.sub(r"(Participant \d+|Interviewer(?: \d+)?|\[name\])(?:\s+\1)+", r"\1", text)
        said.append(Turn(None if turn.speaker is None else known.names[turn.speaker], text))
    return said


def mask_personal(text: str, names: Sequence[str] = ()) -> str:
    """One text without contacts and without the names in it that are introduced or given."""
    turn = anonymise([Turn(None, text)], Cast({}, frozenset()), names)[0]
    return turn.text


def _mask_contacts(text: str) -> str:
    text = _EMAIL.sub("[e-mail]", text)
    text = _LINK.sub("[link]", text)
    text = _NUMBERS.sub("[number]", text)
    text = _PHONE.sub(lambda found: "[number]" if _telephone(found.group()) else found.group(), text)
    return _HANDLE.sub("[name]", text)


def _telephone(text: str) -> bool:
    """Enough digits for a telephone number, and neither a date, a span of years nor an amount."""
    return sum(character.isdigit() for character in text) >= 8 and not _DATE_OR_AMOUNT.fullmatch(text.strip())


def _parts(label: str) -> list[str]:
    """A name and each of its parts in lower case: "Anna-Lena Maier (ACME)" → the whole, "anna-lena", "maier"."""
    bare = re.sub(r"\([^)]*\)", " ", label)
    bare = re.sub(r"[^\w\s'’.-]", " ", bare)
    parts = [part.strip(".'’-") for part in bare.split()]
    parts += [half for part in parts if "-" in part for half in part.split("-")]
    kept = [
        part.casefold()
        for part in parts
        if len(part) >= 2 and part.casefold() not in _NOT_NAMES and not part.isdigit()
    ]
    kept = [
        part
        for part in kept
        if not re.fullmatch(r"(?:mr|mrs|ms|dr|prof|herr|frau|van|von|der|de|la|le|di|da)", part)
    ]
    whole = " ".join(part.strip(".'’-").casefold() for part in bare.split()).strip()
    return ([whole] if kept and whole not in kept else []) + kept


def _names_pattern(table: Mapping[str, str]) -> re.Pattern[str] | None:
    """All names in any case, the longest first, with a possessive ending apart."""
    if not table:
        return None
    ordered = sorted(table, key=len, reverse=True)
    joined = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in ordered)
    return re.compile(rf"(?<![\w-])({joined})(['’]?s|['’])?(?!\w)", re.I)


def _replaced(found: re.Match[str], table: Mapping[str, str]) -> str:
    name = re.sub(r"\s+", " ", found[1]).casefold()
    if not found[1][0].isupper() and all(word in _WORDS_TOO for word in name.split()):
        return found.group()
    return table.get(name, SOMEBODY) + ("’s" if found[2] else "")
