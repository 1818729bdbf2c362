"""For or against: which words of a sentence stand under a negation or a dislike, and which side a sentence takes.

A negation reaches forward to the next punctuation or "but"; "X is secondary" reaches back; "not … without" and
"can't live without" cancel; "not only" negates nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.meaning.words import normalise

# Set phrases first: they would be misread word by word. Each is (pattern, what the sentence then is).
_CANCEL = re.compile(
    r"\b(?:can not|could not|will not|would not|do not|does not|never)\b[^,.;]{0,30}?\b(?:live|do|work|be"
    r"|manage|go|leave|imagine"
    r"|start|function)\b[^,.;]{0,12}\bwithout\b|\b(?:do|does|did|would) not (?:want to )?miss\b(?! out of)"
    r"|\bnot only\b|\bnot just\b|\bno (?:later|more|longer|less|fewer|earlier) than\b|\bno doubt\b"
    r"|\bnot (?:above|more|beyond)\b"
    r"|\bno matter\b|\bnothing but\b|\bno wonder\b|\bdo not (?:count|mind)\b|\bdoes not (?:count|mind)\b"
    r"|\bwithout asking\b"
    r"|\bno rush\b|\bno hurry\b|\bno problem\b|\bnot above\b|\bnot a (?:cent|penny|euro) (?:above|more)\b"
)
_AGAINST = re.compile(
    r"\b(?:has|have|had|see|sees|seeing|with|of|is|are)? ?(?:absolutely )?(?:no|little|zero|hardly any"
    r"|not any|not much)"
    r" (?:use|need|interest|point|patience|sense|value|desire|wish|time)\b(?: (?:for|in|of|to))?"
    r"|\b(?:could|can) not (?:care less|stand|bear|abide|use)\b(?: about)?"
    r"|\b(?:do|does|did|would|will|is|are|was)? ?not (?:really |at all |much |particularly |even )?"
    r"(?:care|bothered|interested|want|need|like|fond|keen|trust|mind about|looking|concerned|wanted"
    r"|required|allow|let)\b"
    r"(?: (?:about|for|in|of|on))?"
    r"|\bhat(?:e|es|ed|ing)\b|\bdislik\w+\b|\bdetest\w*\b|\bloath\w*\b|\bdespis\w*\b|\brefus\w+\b"
    r"|\breject\w*\b|\bignor\w+\b"
    r"|\bavoid\w*\b|\boppos\w+\b|\bobject(?:s|ed|ing|ions?)?\b(?: to)?|\bdistrust\w*\b|\bmistrust\w*\b|\bresent\w*\b"
    r"|\b(?:am|is|are|be|was|would be|who)? ?against\b|\bopposed to\b|\ballergic to\b|\bput off by\b"
    r"|\bturned off by\b"
    r"|\bfed up with\b|\btired of\b|\bsick of\b|\b(?:sceptical|skeptical|wary|suspicious) (?:of|about)\b"
    r"|\bunsubscrib\w+\b"
    r"|\brather not\b|\bwould never\b|\bskips?\b|\bturns? down\b|\bdeclin\w+\b|\bopts? out\b|\bban(?:s"
    r"|ned)?\b|\bforbid\w*\b"
    r"|\bforbade\b|\bprohibit\w*\b|\bdoes without\b|\blives? without\b|\bdo without\b"
    r"|\b(?:uneasy|unhappy|uncomfortable|unconcerned|relaxed) (?:about|with|by)\b|\b(?:insulted|annoyed"
    r"|irritated|bothered) by\b"
    r"|\b(?:can|could) (?:easily |well )?(?:do|live|manage) without\b|\bcreepy\b|\bleave (?:him|her|them) cold\b"
    r"|\bwould not (?:miss|accept|buy|pay|want|use)\b|\bhas left\b|\bleft behind\b|\bquit using\b|\bgave up on\b"
)
_BACKWARD = re.compile(
    r"\b(?:is|are|was|were|be|comes?|would be|seems?|as|finds?)?[^,.;]{0,12}\b(?:secondary|irrelevant"
    r"|unimportant|pointless|useless"
    r"|unnecessary|unwanted|superfluous|annoying|out of the question|not for (?:her|him|them|me|us)"
    r"|not allowed|not wanted"
    r"|not needed|not welcome|not an issue|no issue|no object|no concern|not (?:his|her|their|the) (?:main "
    r"|first )?(?:concern|priority)"
    r"|a nuisance|a waste|(?:do(?:es)? )?not (?:really )?matter|not important|annoys? (?:him|her|them)"
    r"|(?:drives?|puts?|makes?) (?:him|her|them)"
    r" (?:mad|off|crazy|furious|angry)|off limits|taboo)\b"
)
_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|hardly|barely|rarely|seldom|lacks?|lacking"
    r"|missing|unable to|cannot|no longer"
    r"|stopped|nowhere|fails? to|instead of|rather than|except)\b"
)
_END = re.compile(
    r"[,.;:!?()]|\s-\s|\b(?:but|however|although|though|yet|whereas|while|because|since|so that)\b"
)
_WORDS = re.compile(r"[^\W_]+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Stance:
    """Which side a sentence takes. `against`: a dislike or a lack of need. `negated`: any negation at all.

    `under` are the words within the reach of either.
    """

    against: bool
    negated: bool
    under: frozenset[str]


def stance(text: str) -> Stance:
    """The side a sentence takes; the text need not be normalised."""
    plain = normalise(text)
    blanked = _CANCEL.sub(lambda found: " " * len(found.group()), plain)
    under: set[str] = set()
    dislikes = 0
    negations = 0
    for found in _AGAINST.finditer(blanked):
        dislikes += 1
        under.update(_reach(blanked, found.end()))
    rest = _AGAINST.sub(lambda found: " " * len(found.group()), blanked)
    for found in _BACKWARD.finditer(rest):
        dislikes += 1
        under.update(_WORDS.findall(_clause_before(blanked, found.end())))
    rest = _BACKWARD.sub(lambda found: " " * len(found.group()), rest)
    for found in _NOT.finditer(rest):
        negations += 1
        under.update(_reach(blanked, found.end()))
    return Stance(dislikes > 0, dislikes + negations > 0, frozenset(under))


def _reach(text: str, start: int) -> list[str]:
    """The words from here to the end of the clause."""
    end = _END.search(text, start)
    return _WORDS.findall(text[start : end.start() if end else len(text)])


def _clause_before(text: str, end: int) -> str:
    """What stands in the same clause before here."""
    begin = 0
    for found in _END.finditer(text, 0, end):
        begin = found.end()
    return text[begin:end]


_OPENING = re.compile(
    r"^(?:s?he |they |it |we |i )?(?:really |simply |still |also )?(?:(?:do|does|did|will|would|is|are|has"
    r"|have|can|could|must|should"
    r"|need|may) not\b(?! only)|never\b|no\b|not\b|has no\b|have no\b|sees no\b|owns no\b|there is no\b"
    r"|without\b|nobody\b|nothing\b)"
)
_HELD = frozenset({"pains", "objections", "quote"})
_LIMIT = re.compile(
    r"\b(?:nothing|not|never|no more|will not)\b[^,.;]{0,25}\b(?:above|beyond|over|more than|below|under"
    r"|than|go|double)\b"
)


def polarity(text: str, facet: str | None = None) -> str:
    """ "neg" where the line says that something is not so or not wanted, else "pos".

    `facet` is a key of bot.facets or None. A pain or an objection told in negative words ("can't work offline") still
    holds, so it is "pos"; a limit ("nothing above 15 euros") is "pos" too.
    """
    if facet in _HELD:
        return "pos"
    plain = normalise(text)
    if _CANCEL.match(plain) or _LIMIT.search(plain):
        return "pos"
    side = stance(text)
    if _OPENING.search(plain):
        return "neg"
    if not side.against:
        return "pos"
    first = _END.split(plain)[0]
    return "neg" if stance(first).against else "pos"
