"""Whether a statement holds or denies: "neg" says that they do not have, want, do, use or need something.

Only the main claim counts: what follows because, if, who or without does not turn it. "Not X but Y" holds, and so do
pains and objections that are told in negative words.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.facets import FACETS

LONGEST = 600  # characters looked at; the claim itself stands before
Polarity = Literal["pos", "neg"]

_NEGATED_VERB = (
    r"(?:do|does|did|is|are|was|were|has|have|had|would|will|can|could|should|must|need|might)(?:n['’]?t|"
    r" not)|(?:wo|ca|sha)n['’]?t|ain['’]?t|cannot|"
    r"(?:'re|'s|'m|’re|’s|’m|'d|'ll|’d|’ll) (?:really |just |also )?not|not|never|neither|hardly ever|"
    r"no longer|don't|dont|doesnt|didnt|wont|cant|isnt|arent|wasnt|wouldnt|couldnt|havent|hasnt"
)
_MAIN = re.compile(
    rf"(?:^|(?<=[\s,.:;'’\"“(]))(?:{_NEGATED_VERB})(?=[\s,.!?)\"”]|$)|(?<=they|.she|..he|..we|..it)(?:'re|"
    rf"'s) not\b",
    re.I,
)
_START = re.compile(
    r"(?:(?:and|but|or|so|well|just|also|plus|then|honestly|definitely|absolutely|certainly|probably|"
    r"mostly|really|there(?:'s| is| are)|they(?:'ve| have)(?: got)?|he has|she has|has|have|with|we have|"
    r"got|sure|please|maybe)[\s,]+)*"
    r"(?:no|not|never|none|nobody|no one|noone|nothing|neither|nada|zero|without|kein|keine|nicht|nie|"
    r"hardly any(?:one|body|thing)?|hardly ever|few if any)\b(?! (?:only|just|later|more than|less than|"
    r"fewer than|longer than|sooner|matter|problem|wonder|doubt|because|to mention|to lose|to be|to get|"
    r"to have)\b)",
    re.I,
)
_NOBODY = re.compile(r"\b(?:nobody|no one|noone|none of (?:them|the|us|these|those)|neither of)\b", re.I)
_HAVE_NO = re.compile(
    r"\b(?:has|have|had|is|are|was|were|there's|there is|there are|need|needs|want|wants|use|uses|see|"
    r"sees|got|get|gets|own|owns|with|do|does|pay|pays|allow|allows|allowed|feel|feels|care|take|takes|"
    r"know|knows|expect|expects|make|makes|keep|keeps) "
    r"(?:absolutely |really |almost |practically |about |virtually )?(?:no|zero|nothing|none|nobody|"
    r"no one|neither|little to no)\b(?! (?:later|more than|less than|fewer|longer than|sooner|matter|"
    r"wonder|doubt|choice but))",
    re.I,
)
_TRAILING_NO = re.compile(
    r"(?:[?:,]| –| -)?\s+(?:is |are |was |does |do |would |will )?(?:not|no|nope|never|isn't|doesn't|"
    r"don't|isnt|doesnt|dont|not needed|not wanted|not required|not necessary|unnecessary)[.!]*$",
    re.I,
)
# a contrast or a limit, which holds: "not X but Y", "not only", "no later than", "can't wait", "never ... without"
_HOLDS = re.compile(
    r"\bnot (?:only|just because|just|because|so much|that)\b|\bno (?:later|more|less|fewer|"
    r"longer) than\b|\bnot (?:more|less|later|longer|fewer) than\b|\bcan'?t (?:wait|stand|live without|"
    r"do without|stop|help|imagine)\b|"
    r"\bno matter\b|\b(?:nothing|no one|nobody) but\b|\bif not\b|\bor not\b|\bnot to mention\b|"
    r"\bno wonder\b|\bno doubt\b|\bdon'?t mind\b|\bnever (?:forget|forgets|miss|misses|stop|stops|tires?|"
    r"tired)\b|"
    r"\b(?:not|n'?t|never|no \w+|nobody|nothing)\b[^.;]{1,60}\b(?:without|unless|until|till|(?:more|"
    r"further|longer|higher|bigger|later) than)\b|\bwhy not\b|\bnot yet sure\b|\bnot too (?:bad|shabby)\b|"
    r"\bnot afraid\b",
    re.I,
)
_CONTRAST = re.compile(r"\b(?:not|n'?t|neither)\b[^.;]{1,90}?[,\s](?:but|rather|instead|nor)\b", re.I)
_CONTRAST_TAIL = re.compile(
    r"[\w%)\"”](?:,| –| -)? (?:and )?not (?!(?:sure|yet|really|at|all|any|even|much|want|need|have|use)\b)",
    re.I,
)
# what stands in these clauses does not turn the claim
_DEPENDENT = re.compile(
    r"[,\s]+(?:because|cause|cuz|coz|since|if|when|whenever|unless|although|though|while|whereas|so that|"
    r"so|as long as|even if|even when|until|till|before|after|who|which|that|where|what|how|why|whether|"
    r"than|without|e\.g\.|like|as if|in case)\b.*$",
    re.I | re.S,
)
_OPENING = re.compile(
    r"^(?:if|when|whenever|because|since|unless|although|though|while|as long as|even if|once|as)\b[^,]*,\s*",
    re.I | re.S,
)
# "I don't know exactly but …" says nothing of the customer; "a tool they never use" is about the tool they have
_HEDGED = re.compile(
    r"^(?:i(?:'m| am)? )?(?:not|don'?t|do not|can'?t) (?:really )?(?:sure|know|certain|say)(?: exactly|"
    r" for sure| precisely)?[,\s]+but ",
    re.I,
)
_REDUCED = re.compile(
    r"(?:an?|the|some|old|two|three|\d+) (?:[\w-]+ ){1,3}(?:they|he|she|that|which|who|nobody) (?:never|"
    r"don'?t|doesn'?t|hardly|can'?t|barely)? ?[\w']+",
    re.I,
)
_BRACKETS = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»")
_FINE = re.compile(
    r"\b(?:not|no|isn'?t|aren'?t|wasn'?t|never|hardly|n'?t (?:really )?(?:see|have)(?: a| any)?|"
    r"don'?t (?:have|see)(?: a| any)?) (?:\w+ ){0,2}?(?:problem|issue|issues|problems|concern|concerns|"
    r"worry|worries|worried|obstacle|blocker|barrier|object|objection|objections|objection|complaint|"
    r"complaints|deal ?breaker|topic|reason|big deal|question|bothered|afraid|scared|concerned|bad|"
    r"matter)\b|"
    r"\b(?:doesn'?t|don'?t|does not|do not|didn'?t|won'?t) (?:really |even )?(?:matter|mind|care|bother|"
    r"hurt|worry|complain|fear|hesitate|object)\b|\b(?:none|nothing|no objections?|no complaints?|"
    r"no concerns?|no pain)(?: really| at all| so far)?$|\bno object\b",
    re.I,
)


def polarity(text: str, facet: str) -> Polarity:
    """ "neg" where the statement denies that they have, want, do, use or need something, else "pos".

    `facet` is what the statement is about: under facets whose negatives hold (pains, objections) only a denied
    problem ("price is not the issue") is "neg". A quotation is always "pos".
    """
    said = text.strip()[:LONGEST].replace("’", "'")
    if facet == "quote":
        return "pos"
    body = _BRACKETS.sub(" ", said)
    if len(re.sub(r"\W", "", body)) < 3:
        return "pos"
    body = re.sub(r"\s+", " ", body).strip(" .!,")
    entry = FACETS.get(facet)
    if entry is not None and entry.negatives_hold:
        main = _DEPENDENT.sub("", body)
        return "neg" if _FINE.search(main or body) and not _CONTRAST.search(body) else "pos"
    body = _OPENING.sub("", _HEDGED.sub("", body))
    if _REDUCED.fullmatch(body):
        return "pos"
    if _CONTRAST.search(body) and not _FINE.search(body):
        return "pos"
    if _START.match(body):
        return (
            "pos"
            if _HOLDS.search(body) and not body.lower().startswith(("no ", "none", "nothing "))
            else "neg"
        )
    if re.search(r"\bno object\b", body, re.I):
        return "neg"
    if _HOLDS.search(body):
        return "pos"
    shorter = _DEPENDENT.sub("", body)
    if not shorter:
        shorter = body
    tail = _CONTRAST_TAIL.search(shorter)
    if tail and not _TRAILING_NO.search(shorter):
        shorter = shorter[: tail.start() + 1]
    shorter = re.sub(r"\b(?:say|says|said|saying|hear|hears|yes or) no\b", " ", shorter, flags=re.I)
    if (
        _NOBODY.search(shorter)
        or _HAVE_NO.search(shorter)
        or _MAIN.search(shorter)
        or _TRAILING_NO.search(shorter)
    ):
        return "neg"
    return "pos"
