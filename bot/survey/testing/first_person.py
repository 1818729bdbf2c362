"""Lines in the third person told as "I …", where that is surely right; elsewhere people's own words stay as they are.

A line begins with a verb ("edits photos on trains") or with "they", "he", "she". Only verbs of a fixed list are
turned, so that a noun ("prices are too high") is never taken for one, and a line in which a later verb can't be told
from a noun is not turned at all: a quoted line is always right, a wrongly turned one is not a question.
"""

from __future__ import annotations

import re

from bot.survey.testing.wording import word_set

# Verbs that are hardly ever meant as nouns in their -s form at the beginning of a claim.
_VERBS = sorted(
    word_set("""accept add adopt agree aim allow answer appreciate argue arrive ask avoid bake become begin believe
    belong bill book borrow bother bring browse build buy calculate call care carry change charge
    chase check choose clean click close collect combine come commute compare complain complete
    connect consider consult contact convince cook copy create dance decide delegate delete deliver
    demand depend design detest develop discover discuss dislike distrust do download draw drive
    earn eat edit email enjoy enter evaluate expect explain export explore fail fear feel figure
    fill find finish fix follow forget gather get give go grow handle happen hate have hear hesitate
    hire hope ignore import improve insist install invest invite juggle keep know lack learn leave
    lend like listen live log look lose love maintain make manage measure meet miss move need
    negotiate observe offer open order organise organize outsource own pay perform pick plan play
    post practise practice prefer prepare prevent pride produce promise provide publish purchase put
    quit read receive recommend record refuse register rely remember rent repair reply report
    require respond return ride run save say schedule scroll search see seek sell send set share
    shop shoot show sign sit skip sleep solve spend start stay stick stop store struggle study
    submit subscribe suffer switch take talk teach tell test think throw track transfer travel treat
    trust try turn type understand upgrade upload use value visit volunteer wait wake walk want
    waste watch wear wish wonder work worry write""")
)


def _third(verb: str) -> str:
    if verb in {"have", "do", "go"}:
        return {"have": "has", "do": "does", "go": "goes"}[verb]
    if re.search(r"(?:s|x|z|ch|sh)$", verb):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


# As the first word these could as well be nouns ("orders above 50 €"), so what follows must look like an object.
_NOUNS_TOO = word_set("""answers aims bills books browses builds calls cares changes charges chases clicks contacts cooks
    dances delays demands designs downloads draws drives emails exports feels figures finishes fixes
    handles hires imports leaves links lists looks loves measures misses moves offers orders
    performs picks plans plays posts practices produces purchases questions records registers rents
    repairs replies reports returns reviews rides runs saves schedules searches sets shares shops
    shoots shows signs stays sticks stops stores studies switches talks tests tracks transfers
    travels treats tries trusts turns types updates upgrades uploads visits volunteers waits walks
    watches wastes works""")

_SINGULAR = {_third(verb): verb for verb in _VERBS} | {
    "is": "am",
    "isn't": "am not",
    "doesn't": "don't",
    "hasn't": "haven't",
}
_PLAIN = frozenset(_VERBS)
_SAME = word_set(
    "can can't cannot could couldn't will won't would wouldn't must mustn't should shouldn't may"
)
_ADVERBS = word_set("""always also almost already barely constantly currently easily even frequently generally gladly
    hardly just likely mainly mostly never normally now occasionally often only quickly rarely
    really regularly seldom simply sometimes still typically usually""")
_THEIRS = {
    "their": "my",
    "his": "my",
    "themselves": "myself",
    "himself": "myself",
    "herself": "myself",
    "themself": "myself",
    "theirs": "mine",
}
_JOINS = frozenset({"and", "or", "but", "then"})
_OPENS_OBJECT = word_set(
    "a an the it them this that these those their his her its to for from on in at with by up off out about"
)
# Words that bring in somebody else, whose verbs must not be turned.
_OTHERS = word_set("who which that when if because while whose where until unless whenever since")
_MAY_FOLLOW_A_VERB = _OPENS_OBJECT | _ADVERBS | _OTHERS
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|\s+|\w+")


def first_person(line: str) -> str | None:
    """ "edits photos on trains" → "I edit photos on trains"; None where it can't surely be told that way.

    Handles "they", "he" and "she" in front, adverbs before the verb, "doesn't", "can't", verbs joined by "and", "or",
    "but" or a comma, and "their", "themselves". English only: of other languages the answer is None.
    """
    text = line.strip().rstrip(".;,")
    tokens = _TOKEN.findall(text)
    words = [(i, token.casefold().replace("’", "'")) for i, token in enumerate(tokens) if token[0].isalpha()]
    if not words:
        return None
    out = list(tokens)
    start, plural, subject = 0, False, words[0][1]
    if subject in {"they", "he", "she"}:
        plural = subject == "they"
        out[words[0][0]] = ""
        start = 1
    verb_at = start
    while verb_at < len(words) and words[verb_at][1] in _ADVERBS:
        verb_at += 1
    if verb_at >= len(words):
        return None
    turned = _turn(words[verb_at][1], plural)
    if turned is None:
        return None
    following = words[1][1] if len(words) > 1 else ""
    if verb_at == 0 and words[0][1] in _NOUNS_TOO and following not in _MAY_FOLLOW_A_VERB:
        return None
    out[words[verb_at][0]] = turned
    if not _turn_the_rest(words, verb_at, plural, out, tokens):
        return None
    if start == 0:
        first = words[0][0]
        out[first] = out[first] if verb_at == 0 else tokens[first].lower()
    told = re.sub(r"\s+", " ", "".join(out)).strip()
    return f"I {told}"


def _turn(word: str, plural: bool) -> str | None:
    """A verb of the third person in the first; None for anything else."""
    if word in _SAME:
        return word
    if plural:
        if word in {"are", "aren't"}:
            return "am" if word == "are" else "am not"
        return word if word in _PLAIN or word in {"don't", "haven't"} else None
    return _SINGULAR.get(word)


def _turn_the_rest(
    words: list[tuple[int, str]], verb_at: int, plural: bool, out: list[str], tokens: list[str]
) -> bool:
    """Turns later joined verbs and possessives in `out`; False where a word could be a verb or a noun."""
    somebody_else = False
    for place in range(verb_at + 1, len(words)):
        i, word = words[place]
        if word in {"they", "he", "she", "him"}:
            return False
        if word == "her":
            return False  # "her phone" and "asks her" read alike
        if word == "them" and somebody_else:
            return False
        if word in _OTHERS:
            somebody_else = True
        if word in _THEIRS:
            if any(_may_be_people(between) for _, between in words[max(verb_at + 1, place - 2) : place]):
                return False  # "sends clients their photos": theirs, not mine
            out[i] = _THEIRS[word]
            continue
        before = words[place - 1][1]
        after_comma = any(mark in tokens[words[place - 1][0] + 1 : i] for mark in ",;")
        back = place - 1
        while back > verb_at and words[back][1] in _ADVERBS:
            back -= 1
        joined = before in _JOINS or after_comma or (back < place - 1 and words[back][1] in _JOINS)
        if not joined or word in _ADVERBS:
            continue
        following = words[place + 1][1] if place + 1 < len(words) else ""
        if somebody_else and (word in _SINGULAR or word in {"is", "are"}):
            return False
        if plural:
            if word in {"are", "aren't"}:
                out[i] = "am" if word == "are" else "am not"
            continue
        if word in _SINGULAR:
            out[i] = _SINGULAR[word]
        elif word.endswith("s") and not word.endswith("ss") and following in _MAY_FOLLOW_A_VERB:
            return False
    return True


def _may_be_people(word: str) -> bool:
    """Whether "their" behind this word could be somebody else's."""
    return word in {"people", "everyone", "everybody", "others", "team"} or (
        word.endswith("s") and len(word) > 3 and word not in _SINGULAR and word not in _ADVERBS
    )
