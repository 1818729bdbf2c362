"""Reads a question: which words carry it, for or against, who is named, which facets and numbers it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.facets import FACETS
from bot.meaning.negation import Stance, stance
from bot.meaning.numbers import Quantity, quantities
from bot.meaning.words import content, normalise, stem, words

_OPENERS = re.compile(
    r"^(?:(?:please |hey |hi |so |and |ok |tell me |show me |list |find |i wonder |do we know |do you know "
    r"|can you tell me )*)"
    r"(?:(?:which|what) (?:of (?:them|our|the|these|those)(?: personas?| people| customers?)?|personas?"
    r"|people|persons?|customers?|kinds? of"
    r" (?:customers?|people)|users?|segments?|one|ones)|who(?:ever)?(?: else| of them| here)?|whose|whom"
    r"|for whom|to whom|with whom|anyone|anybody|someone|somebody"
    r"|(?:is there |are there |do we have )(?:anyone|anybody|someone|somebody|a persona|any persona|personas|people)?"
    r"|where (?:does|do|is|are) the|where|what do (?:we|they) (?:know|think|say)(?: about)?|how (?:do|can"
    r"|should|could|would) (?:we|i|one))\b"
    r"[ ,]*(?:(?:who|that|which|whose)\b)?"
)
_AUX = re.compile(
    r"^(?:\s*(?:is|are|was|were|does|do|did|would|will|could|can|should|might|may|has|have|had|got"
    r"|definitely|really|actually|also|still|already"
    r"|probably|certainly|the ones? (?:who|that)|most likely|likely|willing|able|going|able to|ready to"
    r"|happy to|likely to)\b)+"
)
_FRAME = re.compile(
    r"^\s*(?:to )?(?:wants?|wanting|wish(?:es)?(?: for)?|needs?|needing|requires?|uses?|using|likes?|loves?"
    r"|prefers?|cares?|caring|asks?|asked|asking"
    r"|looks?|looking|interested|keen|fond|happy|glad|concerned|bothered|worried|expects?|values?"
    r"|appreciates?|enjoys?|benefits?|insists?|works?|working)\b"
    r"(?: (?:to (?:have|get|be able to|use|see)?|for|about|in|on|of|from|with))?\b"
)
_NEGATED_FRAME = re.compile(
    r"^\s*(?:definitely |really )?(?:not (?:want|need|like|care|use|have|own|be|accept|allow|trust"
    r"|interested|bothered|fond|keen|looking)\w*"
    r"|hates?|dislikes?|refuses?|rejects?|ignores?|avoids?|opposes?|objects?|against|opposed|can not stand"
    r"|could not care less"
    r"|(?:has |have |sees? )?no (?:use|need|interest|point|sense)|never|not|without|no)\b(?: (?:to|for"
    r"|about|in|of|on))?\b"
)
_BOTH = re.compile(
    r"\bfor (?:it )?(?:or|and|,)? ?(?:who )?(?:is )?against\b|\bfor and (?:who )?(?:is )?against\b"
    r"|\bpros and cons\b|\bboth sides\b|\bwho is for\b.*\bagainst\b"
)
_BOTH_WHO = re.compile(
    r"\bwho (?:wants?|likes?|loves?|needs?|is for)\b.*?(?:,|\band\b|\bor\b) ?who (?:hates?|does not|do not"
    r"|is against|dislikes?|rejects?|is not|would not)\b"
)
_TORN = re.compile(
    r"\b(?:worr(?:y|ied|ies)|afraid|fears?|concerned|privacy|private|sensitive|problems?|trouble|struggles?"
    r"|suffers?|ashamed|shy|careful) ?(?:about|of|with|from)?\b"
)
_REACH = re.compile(
    r"\b(?:reach(?:ed)?|contact(?:ed)?|get (?:a )?hold of|get in touch(?: with)?|get through to|talk to"
    r"|speak to|write to|approach(?:ed)?)\b"
)
_REACHED = "is best contacted by phone, e-mail, chat or message, prefers this channel"
_ABOUT = re.compile(
    r"^what (?:do|does) (?:we|they|people|personas|everyone) (?:know|think|say|feel)\b|^what about\b"
    r"|^anything (?:on|about)\b|^opinions? on\b"
)
_BUT_NOT = re.compile(
    r"\b(?:but|and) (?:does |do |is |are |has |who )?(?:not|no|never|does not|do not|without|nobody"
    r"|would not|hates?|refuses?)\b"
)
_AND = re.compile(
    r",? (?:and also|and|as well as|plus) (?=(?:who )?(?:wants?|needs?|uses?|has|is|likes?|hates?|works?"
    r"|can|does|lives?|cares?|prefers?)\b)"
)
_NAMES = re.compile(r"(?<![.!?]\s)(?<!^)\b(?:[A-Z][\w&+.-]*[\w+]|[a-z]+[A-Z]\w*|\w*\d+[A-Za-z]+\w*)\b")
_NOT_NAMES_WORDS = """
    i not never and or who whom whose which what the a an is are does do no any all both want wants need needs
    sla api ai pc it tv ok monday tuesday wednesday thursday friday saturday sunday mondays fridays sundays"""
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())
_GIVEN = """
    will mark may grace hope rose art bill sue pat drew dean faith joy june april august rich frank chase
    grant dale reed wade jack guy ray max miles page price young long short day king park wood stone hill
    brook banks field lane west north"""
_GIVEN_WORDS = frozenset(_GIVEN.split())


@dataclass(frozen=True)
class Asked:
    """A question as it was read.

    `claim` is the question as a line would say it ("needs offline mode"), `topic` what is left without the frame
    ("offline mode"). `terms` are the stems that carry it in order, `side` how it is meant: "for", "against",
    "both" or "torn" (a worry may stand in a line for or against). `strange` are words nobody seems to know.
    `names` are proper names in it that belong to no persona, `personas` the ids of those it names. `facets` are cued.
    """

    text: str
    plain: str
    claim: str
    topic: str
    terms: tuple[str, ...]
    raw_terms: tuple[str, ...]
    side: str
    stance: Stance
    names: tuple[str, ...]
    personas: frozenset[str]
    facets: frozenset[str]
    numbers: tuple[Quantity, ...]
    parts: tuple[str, ...] = ()
    excluded: str = ""
    strange: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _facet_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile("|".join(f"(?:{cue})" for cue in entry.ask_cues)))
        for key, entry in FACETS.items()
        if entry.ask_cues
    )


def read_question(text: str, names_of: NameBook, knows: Callable[[str], bool] | None = None) -> Asked:
    """The question as values. `names_of` finds the personas it names; `knows` a word of the language."""
    shown = " ".join(text[:2000].split())
    plain = normalise(shown).rstrip(" ?!.")
    # "for or against" tells the side and is no topic of its own.
    subject = " ".join(_BOTH.sub(" ", plain).split()).strip(" ,:") or plain
    named, without = names_of.find(subject)
    claim = _AUX.sub("", _OPENERS.sub("", without).strip()).strip(" ,:") or without
    topic = claim
    for _ in range(2):
        shorter = _NEGATED_FRAME.sub("", topic)
        shorter = _FRAME.sub("", shorter if shorter.strip() else topic).strip(" ,:")
        if not shorter or shorter == topic:
            break
        topic = shorter
    side = "for"
    taken = stance(plain)
    if _BOTH.search(plain) or _BOTH_WHO.search(plain) or _ABOUT.search(plain):
        side = "both"
    elif taken.against or taken.negated:
        side = "against"
    elif _TORN.search(plain):
        side = "torn"
    excluded = ""
    parts: tuple[str, ...] = ()
    if side != "both":
        but = _BUT_NOT.search(claim)
        if but and content(words(claim[: but.start()])):
            excluded = claim[but.start() :]
            parts = (claim[: but.start()].strip(" ,"), re.sub(r"^(?:but|and) (?:who )?", "", excluded))
        else:
            pieces = [piece.strip() for piece in _AND.split(claim)]
            if len(pieces) > 1 and all(content(words(piece)) for piece in pieces):
                parts = tuple(re.sub(r"^who (?:is )?", "", piece) for piece in pieces)
    if _REACH.search(plain) and not [
        word for word in content(words(_REACH.sub(" ", topic))) if word != "way" and word != "best"
    ]:
        claim = topic = _REACHED  # "how do we reach Marta" has no words of its own to compare
    tokens = content(words(topic)) or content(words(claim))
    if not tokens:
        tokens = [word for word in words(claim) if len(word) > 2 and word in claim]
    own = names_of.words
    names = tuple(
        dict.fromkeys(
            spelled
            for spelled in (normalise(match.group()) for match in _NAMES.finditer(shown))
            if spelled not in _NOT_NAMES
            and spelled not in own
            and len(spelled) > 1
            and not spelled[0].isdigit()
            and not (len(spelled) <= 4 and spelled.upper() in shown)
        )
    )
    return Asked(
        text=shown,
        plain=plain,
        claim=claim,
        topic=topic,
        terms=tuple(dict.fromkeys(stem(word) for word in tokens)),
        raw_terms=tuple(dict.fromkeys(tokens)),
        side=side,
        stance=taken,
        names=names,
        personas=frozenset(named),
        facets=frozenset(key for key, cue in _facet_cues() if cue.search(subject)),
        numbers=tuple(quantities(shown)),
        parts=parts,
        excluded=excluded,
        strange=frozenset(word for word in tokens if knows is None or not knows(word)),
    )


class NameBook:
    """The names of personas, ready to be found in a question: built once for an index."""

    def __init__(self, persona_names: Mapping[str, str]) -> None:
        self.size = len(persona_names)
        self.words: set[str] = set()
        self._full: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        owners: dict[str, set[str]] = {}
        for key, name in persona_names.items():
            parts = tuple(words(normalise(name)))
            self.words.update(parts)
            if parts:
                self._full.setdefault(parts[0], []).append((parts, key))
            # A role used as a name ("freelance photographers") is made of ordinary words: only all of it names it.
            if len(parts) <= 3 and not set(parts) & _ORDINARY:
                for word in parts:
                    owners.setdefault(word, set()).add(key)
        self._single = {
            word: next(iter(keys))
            for word, keys in owners.items()
            if len(keys) == 1 and len(word) > 2 and word not in _GIVEN_WORDS
        }

    def find(self, plain: str) -> tuple[set[str], str]:
        """Ids of the personas a normalised question names, and the question without their names."""
        tokens = words(plain)
        named: set[str] = set()
        without = plain
        for place, word in enumerate(tokens):
            for parts, key in self._full.get(word, ()):
                if tuple(tokens[place : place + len(parts)]) == parts:
                    named.add(key)
                    spelled = r"\W+".join(re.escape(part) for part in parts)
                    without = re.sub(rf"\b{spelled}\b", " ", without)
        for word in tokens:
            if word in self._single:
                named.add(self._single[word])
                without = re.sub(rf"\b{re.escape(word)}\b", " ", without)
        return named, " ".join(without.split())


_ORDINARY_WORDS = """
    freelance photographer photographers manager managers owner owners buyer buyers user users team teams
    small large young old busy student students teacher teachers developer developers designer designers
    parent parents seller sellers admin admins the of and a in with without for at on customer customers
    company companies shop shops office home solo senior junior new first time part full"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
