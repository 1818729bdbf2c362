"""What kind of thing was typed, judged on the whole text and anchored at its start: an answer, or no answer and which.

An answer taken for something else is the worst mistake, so everything that is not clearly no answer is an answer:
"idk, maybe the CFO", "skip the import dialog" and "help from a neighbour" are answers.
"""

from __future__ import annotations

import re
from enum import StrEnum

_LONGEST = 160  # characters; a longer text always says something


class AnswerKind(StrEnum):
    """What a typed text is."""

    ANSWER = "answer"
    DONT_KNOW = "dont_know"
    SKIP = "skip"
    EMPTY = "empty"
    QUESTION_BACK = "question_back"
    COMMAND = "command"


_SOFT = (
    r"(?:(?:sorry|honestly|tbh|to be honest|hmm+|hm+|well|oh|uh+|um+|erm|ok(?:ay)?|no|sadly|unfortunately|"
    r"actually|frankly|"
    r"good question|tough one|tricky|puh|pff+|phew|really|quite|i'?m afraid|hey|please|pls)[\s,.:;!…-]+)*"
)
_TAIL = (
    r"(?:[\s,.!…]*(?:sorry|tbh|honestly|really|at all|yet|here|right now|now|either|at the moment|"
    r"to be honest|i'?m afraid|for that|on that|"
    r"about (?:that|this|it)(?: one)?|on this(?: one)?|for this(?: one)?|of that|there|with that|"
    r"about that one|thanks|thank you|mate|lol|"
    r"for (?:this|that) question|(?:about|on|for|to) (?:that|this|it)(?: one| question)?|(?:that|this|"
    r"it)(?: one| question)?|one|exactly|for sure|off the top of my head|into that|into this|"
    r"unfortunately))*[\s,.!…]*"
)

# -- don't know ---------------------------------------------------------------------------------------------------------
_WE = r"(?:i|we|me|nobody here|no one here|none of us|noone here)"
_NOT = (
    r"(?:really |honestly |just |simply |also |truly )*(?:do not|don'?t|did not|didn'?t|cannot|can'?t|"
    r"can not|could not|couldn'?t|have never|'?ve never|"
    r"never|haven'?t|have not|would not|wouldn'?t|wish i|am not|'?m not|are not|'?re not)(?: really| even|"
    r" actually| honestly| ever)?"
)
_KNOWING = (
    r"(?:know|say|tell(?: you)?|remember|recall|ask(?:ed)?(?: them| about (?:that|it|this))?|measure[d]?|"
    r"track(?:ed)?|think of (?:any(?:thing|one)?|one|a single one)|"
    r"look(?:ed)? (?:into|at)|have (?:any |the |a |enough )*(?:idea|clue|data|numbers?|figures?|insights?|"
    r"information|info|knowledge|answer|stats)|"
    r"heard? (?:any|one|them say)|got (?:a |any )*(?:clue|idea|data|numbers?)|sure|certain|"
    r"the right person(?: to ask| for (?:that|this))?|"
    r"seen any (?:data|numbers)|counted|checked|answer (?:that|this|it)|judge|estimate|have that|find out)"
)
_DONT_KNOW = re.compile(
    rf"{_SOFT}(?:"
    r"(?:i|we) (?:really |honestly )?(?:have|had|got|'?ve got) (?:absolutely )?(?:no|zero) (?:idea|"
    r"clue) (?:what|how|who|why|where|when|which|if|whether)\b[^,;.]*"
    rf"|{_WE} {_NOT} know (?:what|how|who|why|where|when|which|if|whether)\b[^,;.]*"
    rf"|{_WE}\s*{_NOT} {_KNOWING}(?: (?:that|this|it|them|one|any|those|about that|enough|exactly|"
    rf"what to say|yet))*"
    r"|i'?d have to (?:ask|check|guess)|(?:i )?(?:would|will|i'?ll) (?:have|need) to (?:ask|check|"
    r"look)(?: around| (?:that|it) up| \w+)?"
    r"|(?:i |we |i'?ve |we'?ve )?(?:really |honestly )?(?:have |has |had |got |have got |there (?:is|"
    r"are) )?(?:absolutely |really )?(?:no|zero|not (?:a|any)|not the (?:slightest|faintest|foggiest)) "
    r"(?:idea|clue|ideas|insights?(?: into)?|knowledge|earthly)(?: of| on| about)?"
    r"|(?:i |we )?(?:have |got |there (?:is|are) )?no (?:data|numbers?|figures?|info(?:rmation)?|stats|"
    r"statistics|evidence)(?= (?:on|for|about|here|yet|available|sorry)\b|[\s,.!…]*$)"
    r"(?: (?:on|for|about|here|yet|available)(?: (?:that|this|it|here))?)?"
    r"|(?:just )?(?:do not|don'?t|dont|didn'?t) know(?: (?:that|this|it))?|idk|dunno|i dunno|no idea|"
    r"no clue|not sure|unsure|unknown|clueless|keine ahnung|kp|ka|no s[eé]|"
    r"(?:it'?s |that'?s |this is |that is )?(?:way |far )?(?:above my pay ?grade|hard to say|"
    r"difficult to say|hard to tell|impossible to say|not my (?:area|field|department|topic|turf|job|"
    r"world)|"
    r"out of my (?:area|depth|league)|beyond me|a mystery(?: to me)?|anyone'?s guess|anybody'?s guess)"
    r"|beats me|search me|who knows|god knows|(?:your|ur) guess is as good as mine|"
    r"(?:nothing|none|no one|nobody|no quote|not one) (?:comes to mind|springs to mind|that i (?:remember|"
    r"recall|know(?: of)?|can (?:think of|remember|recall))|i (?:remember|recall|can think of|know of))|"
    r"(?:my )?mind(?:'s| is)? (?:a )?blank|drawing a blank|i'?m blank|(?:i'?m |"
    r"i am )?the wrong person(?: to ask| for (?:this|that))?|"
    r"can'?t (?:say|tell|think of (?:any|one|anything)|remember|recall|judge|answer (?:that|this))|"
    r"couldn'?t (?:say|tell(?: you)?)|"
    r"never (?:asked|measured|thought about|checked|heard one|looked)(?: (?:that|it|them|about (?:that|it|"
    r"this)))?|"
    r"wish i knew|no opinion(?: on (?:that|this))?|would (?:have|need) to (?:ask|guess)(?: around)?"
    rf")(?=[\s,.!?…;:–-]|$){_TAIL}",
    re.I,
)
_GOOD_QUESTION = re.compile(
    r"(?:that'?s (?:a )?)?(?:good|great|tough|hard|tricky) (?:question|one)[\s.!…]*$", re.I
)
# What may follow "no idea": who would know, why one does not, what one would have to do.
_EXCUSE = re.compile(
    r"(?:(?:and|but|so|because|as|since|cause|–|-)[\s,]*)?(?:"
    r"(?:i|we|i'?m|i'?ve|we'?ve|i'?d|we'?d|me)\b(?!.*\b(?:guess|think|suppose|bet|assume|believe|heard|"
    r"say|imagine|suspect|expect|reckon|estimate)\b).*"
    r"|(?:maybe |perhaps |probably |better |please |pls |you(?:'d| would)? (?:better |should |have to |"
    r"need to )?|would have to |have to |need to |should |must )*(?:ask|check with|talk to|speak to|"
    r"look it up|find out)\b.*"
    r"|[\w' ]{1,40}\b(?:would|should|might|could|may|will|'d|does|do|must)\b(?: \w+)? (?:know|tell|"
    r"have (?:that|those|the numbers|it|data|figures))\b.*"
    r"|[\w' ]{1,40}\bknows?(?: (?:that|this|better|more|it))?[\s.!]*"
    r"|(?:sorry|thanks|thank you|next|skip|lol|tbh|honestly|really|never (?:asked|measured|thought|"
    r"checked|met).*|not my .*|no data.*|no numbers.*|no idea.*|no clue.*|can'?t say|hard to say.*|"
    r"nothing)[\s.!…]*"
    r"|(?:that'?s|it'?s|this is) (?:\w+ ){0,3}(?:question|job|department|area|territory|topic|stuff|"
    r"marketing|sales|support|finance|thing)[\s.!]*"
    r")$",
    re.I,
)

# -- skip ---------------------------------------------------------------------------------------------------------------
_SKIP = re.compile(
    rf"{_SOFT}(?:"
    r"n\.? ?/? ?a\.?|-+|–+|—+|x|/|(?:i'?d |i would |let'?s |let me |can (?:we|i) |could (?:we|i) |i'?ll |"
    r"we |i want to |i'?d like to )*(?:skip|pass)"
    r"(?: on)?(?: (?:this|that|it|one|this one|that one|the question|this question|that question|please|"
    r"pls|for now|over|here|me|again|thanks))*|"
    r"(?:the )?next(?: (?:question|one|please|pls))*|(?:let'?s )?move on(?: (?:please|pls|"
    r"to the next(?: one| question)?))*|"
    r"(?:pretty much |exactly |basically )?(?:the )?same(?: (?:as|like|answer as|answer|thing|"
    r"again)(?: (?:before|above|already|the last one|last (?:time|one|question)|the (?:previous|last|"
    r"first|other) (?:one|question|answer)|"
    r"(?:in )?(?:question|q) ?\d+|earlier|said|i said|in|there|as|to|the previous|previous(?: question|"
    r" one| answer)?|just now))*)?|ditto|idem|"
    r"(?:i |we )?(?:have |'?ve )?(?:already |just )?(?:answered|said|covered|told you|"
    r"mentioned)(?: (?:that|this|it|all that|those|everything))?(?: (?:already|above|before|earlier|in|"
    r"the|last|previous|first|question|q\d|one|just now|answer))*|"
    r"(?:please )?see (?:above|before|previous|earlier|my (?:last|previous|first|earlier) (?:answer|one)|"
    r"last (?:one|answer)|question \d+|the (?:last|previous) (?:one|answer))|as (?:above|before|"
    r"said(?: before| above)?|already (?:said|mentioned))|"
    r"no (?:comment|answer|reply|response)(?: on (?:that|this)(?: one)?)?|"
    r"(?:(?:it|this|that|this one|that one|the question|this question) )?(?:does not|doesn'?t|doesnt|"
    r"do not|don'?t|not) (?:really )?(?:apply|applicable|relevant|make (?:any )?sense)(?: (?:here|"
    r"to (?:us|them|this|that)|for (?:us|them|this|that|these)|in (?:this|our) case))*|"
    r"(?:it'?s |that'?s |this is )?(?:not |in)(?:applicable|relevant)(?: (?:here|for us|for them|to us|"
    r"to them))*|"
    r"(?:this |the |that )?question (?:makes no sense|doesn'?t make sense|does not make sense|"
    r"doesn'?t apply|does not apply|is not relevant|isn'?t relevant)(?: (?:here|for us|for them))*|"
    r"(?:i ?)?(?:would |'?d )?(?:rather|prefer) not(?: to)?(?: (?:say|answer|tell|talk about (?:it|that|"
    r"this)|comment))?(?: (?:this|that|it|here|on this|on that|one|question))*|"
    r"(?:i )?(?:don'?t|do not) want to (?:answer|say)(?: (?:this|that|it|one|question))*|"
    r"nothing to (?:add|say)(?: (?:here|to (?:that|this)))*|leave (?:it|this|that)(?: one)? (?:out|blank|"
    r"empty)|blank"
    r")(?P<rest>[\s,.!…;:()–-].*)?",
    re.I | re.S,
)
_SKIP_REST = re.compile(
    r"[\s,.!…;:–-]*(?:(?:please|pls|thanks|thank you|sorry|for now|next(?: one| question)?|skip)[\s.!,]*|"
    r"(?:because |since |as |cause )?(?:they|these|it|we|this|that|he|she)(?:'re|'s|'m| are| is| were|"
    r" was) .{1,60}|"
    r"(?:these|they) (?:all )?(?:are|have) .{1,60})?[\s.!…]*",
    re.I | re.S,
)

# -- commands -----------------------------------------------------------------------------------------------------------
_ASK = (
    r"(?:(?:please|pls|can (?:we|i|you)|could (?:we|i|you)|may i|i (?:want|need|would like|'?d like|have|"
    r"'?ve got|wanna|gotta|must|will)(?: to)?|i'?d like to|i'?m going to|i gotta|gotta|"
    r"i'?ll(?: have to)?|i'?ve (?:got )?to|let'?s|let me|we (?:need|have) to|wanna|want to|need to|"
    r"have to|just|ok|okay|sorry|hey|hi|oh|wait|to)[\s,.!]+)*"
)
_AFTER = (
    r"(?:[\s,]+(?:here|now|please|pls|thanks|that|this|it|one|a (?:bit|moment|sec(?:ond)?|minute|while)|"
    r"for (?:now|today|a (?:bit|moment|sec|minute|while)|later)|later(?: on| today)?|tomorrow|tonight|"
    r"today|"
    r"next week|on monday|after (?:lunch|the meeting|my meeting|a meeting)|again|all|everything|"
    r"the (?:last|previous|first) (?:one|answer|question|step|thing)|my (?:last|previous|first) (?:one|"
    r"answer|question)|"
    r"my answers?|(?:one|a) (?:step|question|back)|(?:to )?the (?:previous|last|first) (?:one|question|"
    r"answer|step)|to (?:question|q) ?\d+|to it|(?:question|answer) ?\d+|up|over|from (?:scratch|"
    r"the (?:start|beginning|top))|what i (?:said|wrote|typed)))*"
)
_COMMANDS: tuple[tuple[str, str], ...] = (
    ("restart", r"(?:restart|start (?:over|again|from)|begin (?:again|from)|reset)"),
    ("help", r"(?:help(?: me)?|what can (?:i|you) do|how does (?:this|it) work|hilfe|commands|menu)"),
    ("pause", r"(?:pause|take a (?:short |quick )?break|(?:finish|continue|do|complete|come back to|"
              r"come back|get back to|carry on|resume|return to|return|answer)(?: (?:this|that|it|"
              r"the rest|these))?(?= (?:later|tomorrow|tonight|next|on monday|after|in))|brb|"
              r"be right back|snooze|not now|later|hold on)"),
    ("stop", r"(?:stop|quit|exit|cancel|end|abort|leave|unsubscribe)"),
    ("resume", r"(?:resume|continue|carry on|go on)"),
    ("undo", r"(?:undo|revert|take (?:it|that) back|delete (?:that|my|the) (?:last )?(?:answer|one)|"
             r"delete (?:that|it))"),
    ("edit", r"(?:(?:edit|change|correct|fix|modify|redo|rewrite)(?= (?:my|the (?:last|previous|first)|"
             r"that|it|what i|answer|question)|$))"),
    ("back", r"(?:(?:go|take me|step|jump|bring me|get)? ?back(?: one)?|previous(?: question| one)?|zurück)"),
)  # fmt: skip
_COMMAND_PATTERNS = tuple(
    (name, re.compile(rf"{_ASK}{core}{_AFTER}(?P<rest>[\s]*[,.!?;:–-]+.*)?[\s.!?]*", re.I | re.S))
    for name, core in _COMMANDS
)
_COMMAND_REST = re.compile(
    r"[\s,.!?;:–-]*(?:(?:and |but |because |as |since |cause |cos )?(?:i|i'?m|i'?ll|i'?ve|i'?d|we|we'?re|"
    r"gotta|got|have to|need to|want to|will|my|wanna|sorry|please|pls|thanks|thank you|meeting|"
    r"call|phone|lunch|back (?:soon|later|in)|talk (?:soon|later)|later|brb|there'?s|someone|in a|running|"
    r"another|back|wrong|that was|made a|typo|can'?t)\b.*)?",
    re.I | re.S,
)
_SLASH = re.compile(r"/[a-z][\w-]*(?:\s.*)?", re.I | re.S)

# -- questions back -----------------------------------------------------------------------------------------------------
_QUESTION_START = re.compile(
    rf"{_SOFT}(?:wait|sorry|so|and|but|huh|hang on)?[\s,.:!?]*(?:(?:what|which|who|"
    rf"whom)(?:\s\w+){{0,4}} (?:do|did|are|would) you (?:mean|want|looking|refer)|(?:do|did|are|"
    rf"would) you (?:mean|want|asking|talking|looking|refer)|"
    r"you mean\b|(?:you'?re|are you) (?:asking|talking|looking)|(?:can|could|would|will) you (?:please |"
    r"pls )?(?:re-?phrase|explain|clarify|repeat|give|be more|say that|elaborate|tell me|specify|define|"
    r"help)|"
    r"what (?:is|does|'?s)(?: \S+){1,4} (?:mean|meant)\b|what(?:'s| is| was) (?:the question|meant|that|"
    r"this)|(?:is|was) (?:this|that|it) (?:about|for|per|only|the|including|meant|supposed|a)\b|"
    r"(?:are|do) we (?:talking|speaking|only|still|count|mean)|(?:should|shall|am) i (?:answer|think|"
    r"count|name|list|include|supposed|only|say|talk|write|give|pick|focus|mention)|how do you define|"
    r"how (?:detailed|many|long|specific) (?:do you|should|shall)|"
    r"meaning (?:what|who|which)|what kind of \w+ (?:do you|are you)|in what sense|in which sense|"
    r"compared to what|as in\b)",
    re.I,
)
_NOT_UNDERSTOOD = re.compile(
    rf"{_SOFT}(?:i )?(?:(?:don'?t|do not|didn'?t|did not|not sure i) (?:understand|get|follow)(?: (?:the|"
    rf"this|that|your) question| what (?:you|is|this|that).*| (?:this|that|it|you|the point))?"
    r"|(?:i'?m )?not sure what (?:you|that|this|is).*|what(?:'s| is| does| do) (?:that|you|this|"
    r"it)(?: even)? mean(?: by .*)?|what do you mean.*|huh|what|pardon|come again|(?:please |"
    r"pls )?(?:re-?phrase|clarify|explain)(?: (?:please|pls|that|this|the question))*)[\s.!?]*",
    re.I | re.S,
)
_TOPIC = (
    r"(?:features?|tools?|needs?|goals?|pains?|values?|attitudes?|traits?|company|companies|finances?|"
    r"budgets?|money|decisions?|objections?|response(?: time)?|responses?|"
    r"support(?: channels?)?|channels?|quotes?|touchpoints?|devices?|software|help|answers?|worth|"
    r"problems?|customers?|users?|they|them|who|people)"
)
_WH = r"(?:what|which|who|whom|whose|where)"
_TOPIC_OF = re.compile(
    rf"{_SOFT}{_TOPIC}(?: (?:of|for|from|in|about|against|with|to|on|as|at|by))+ (?:{_WH}\b.*|(?:us|them|"
    rf"our|their|my|me|the|you)\b.* or .*)\?.*|"
    rf"{_SOFT}(?:of|for|from|in|about|against|with|per|by|to|on|at|during|before|"
    rf"after) (?:{_WH}\b[^?]{{0,40}}|[^?\d]{{2,30}} or (?:of |for |from |in |about |against |with |per |"
    rf"by |to |on |at |during |before |after )?[^?\d]{{2,30}})\?|"
    rf"{_SOFT}{_WH} (?:[^?]{{0,30}} )?(?:exactly|precisely|specifically|ones?|people|app|product|"
    rf"customers?|users?|tools?|features?|kind|sort|question|persona|segment|group|country|version|plan|"
    rf"of them)\?|"
    rf"{_SOFT}(?:{_WH}|how so|like what|such as|why)\?",
    re.I | re.S,
)

# -- nothing said -------------------------------------------------------------------------------------------------------
_NOTHING = re.compile(
    r"(?:(?:ok(?:ay|i|ie)?|k|kk|hm+|hmm+|um+|uh+|erm|thanks|thank you|thx|ty|lol|haha+|hi|hello|hey|yes|"
    r"yeah|yep|yup|sure|fine|cool|great|nice|wow|oh|ah|aha|mhm|right|well|"
    r"good question|let me think|one (?:sec(?:ond)?|moment)|wait|test|testing|good|got it|alright|"
    r"all right|done|asdf+|so|and)[\s,.!…?]*)+",
    re.I,
)
_LETTER = re.compile(r"[^\W_]")
_QUOTES = re.compile(r"[\"“”„«»]")


def kind_of(text: str, facet: str) -> tuple[AnswerKind, str | None]:
    """The kind of `text` as the answer to a question about `facet`, and which command it is where it is one.

    Commands are named help, back, pause, stop, resume, undo, edit, restart; for a slash command its text is given.
    """
    said = text.strip().replace("’", "'")
    if not said:
        return AnswerKind.EMPTY, None
    if len(said) > _LONGEST:
        return (AnswerKind.ANSWER if _LETTER.search(said) else AnswerKind.EMPTY), None
    if _SLASH.fullmatch(said):
        return AnswerKind.COMMAND, said.split()[0].lower()
    plain = re.sub(r"[^\w\s,.!?…;:()'\"/&%€$£+–—=#@-]+", " ", said)
    plain = re.sub(r"\s+", " ", plain).strip()
    if not _LETTER.search(plain):
        if plain in {"-", "--", "–", "—", "/", "---"}:
            return AnswerKind.SKIP, None
        if plain and set(plain) <= set("? "):
            return AnswerKind.QUESTION_BACK, None
        return AnswerKind.EMPTY, None
    bare = plain.strip(" .!…")
    if _NOTHING.fullmatch(bare):
        return (AnswerKind.DONT_KNOW if _GOOD_QUESTION.fullmatch(bare) else AnswerKind.EMPTY), None
    command = _command(plain)
    if command:
        return AnswerKind.COMMAND, command
    if _is_question_back(plain, facet):
        return AnswerKind.QUESTION_BACK, None
    if _is_skip(plain):
        return AnswerKind.SKIP, None
    if _is_dont_know(plain):
        return AnswerKind.DONT_KNOW, None
    return AnswerKind.ANSWER, None


def _command(said: str) -> str | None:
    for name, pattern in _COMMAND_PATTERNS:
        match = pattern.fullmatch(said)
        if match and _COMMAND_REST.fullmatch(match.group("rest") or ""):
            return name
    return None


def _is_skip(said: str) -> bool:
    match = _SKIP.fullmatch(said)
    return match is not None and _SKIP_REST.fullmatch(match.group("rest") or "") is not None


def _is_dont_know(said: str) -> bool:
    match = _DONT_KNOW.match(said)
    if match is None:
        return False
    rest = said[match.end() :].strip(" ,.!…;:–-?")
    return not rest or _EXCUSE.fullmatch(rest) is not None or _is_dont_know(rest) or _is_skip(rest)


def _is_question_back(said: str, facet: str) -> bool:
    if _QUOTES.search(said):
        return False
    if _NOT_UNDERSTOOD.fullmatch(said):
        return True
    if "?" not in said:
        return False
    if facet in {"quote", "objections"}:
        # people quote customers' questions here; only what is plainly said to us counts
        addressed = re.search(r"\byou (?:mean|asking|want|talking)|\brephrase|\bclarify", said, re.I)
        return addressed is not None or _TOPIC_OF.fullmatch(said) is not None
    if not said.rstrip(" .!…").endswith("?"):
        return _TOPIC_OF.fullmatch(said) is not None and said.count("?") > 0 and len(said) < 60
    return _QUESTION_START.match(said) is not None or _TOPIC_OF.fullmatch(said) is not None
