"""Facets: what a statement can be about. One entry each holds everything that is particular to a facet.

To add a facet, add an entry to FACETS; the script, the cards, the lenses, splitting and asking read it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.survey.survey import Base


class Lens(StrEnum):
    """The view one team needs of a persona."""

    MARKETING = "marketing"
    SALES = "sales"
    PRODUCT = "product"
    SUPPORT = "support"


@dataclass(frozen=True)
class Facet:
    """One thing a statement can be about.

    `question` holds `{subject}` where the kind of customer stands. `why` says in one sentence why it is asked and
    `example` shows one good answer. `cues` are regular expressions (on lower-cased text) that strongly speak for this
    facet in a statement; `ask_cues` do so in a product manager's question. `negatives_hold`: a statement told in
    negative words ("can't work offline") still holds for the persona. `aliases`: other names for it in files.
    """

    key: str
    label: str
    base: Base | None
    lenses: tuple[Lens, ...]
    question: str
    why: str
    example: str
    cues: tuple[str, ...] = ()
    ask_cues: tuple[str, ...] = ()
    negatives_hold: bool = False
    business_only: bool = False
    aliases: tuple[str, ...] = ()


ALL = (Lens.MARKETING, Lens.SALES, Lens.PRODUCT, Lens.SUPPORT)

_ENTRIES = (
    Facet(
        "traits",
        "Traits",
        Base.DEMOGRAPHIC,
        (Lens.MARKETING,),
        "Who are {subject}? Think of age, family, education, income, where they live.",
        "It keeps everybody picturing the same people.",
        "Mostly 28 to 40, live in cities, about half have small children.",
        cues=(
            r"\b(?:is|are|'s|'re|aged?) (?:about |around |roughly |mostly |usually |in (?:the|their|her|"
            r"his) )?(?:[1-9]\d|(?:early|mid|late)[ -]\d0s)\b(?! ?(?:%|percent|eur|€|\$|k\b|people|min|"
            r"hours?|days|km|times))(?:.{0,30}\b(?:old|on average|kids|children|years old)|$|,|"
            r" and (?:has|have|lives|married))",
            r"\b\d\d years old\b",
            r"\b(?:has|have|with) (?:\w+ )?(?:one|two|three|four|\d|small|young|grown(?:-| )?up|"
            r"no) (?:kids?|child(?:ren)?|daughters?|sons?|grandchildren)\b",
            r"\b(?:single (?:mum|mom|dad|mother|father)s?|married|divorced|widow(?:ed)?)\b",
            r"\b(?:he|she|they|most)(?:'s|'re| is| are)? (?:in (?:his|her|their) )?(?:early|mid|"
            r"late)?[ -]?(?:20|30|40|50|60|70)s\b",
        ),
        aliases=("demographic", "demographics", "trait"),
        ask_cues=(
            r"\b(?:old|older|young|younger|aged?|retired|married|single|children|kids|parents?|mothers?|"
            r"fathers?|family|live|lives|living|born|speaks?|language|degree|studie[sd]|educat\w+|"
            r"wom[ae]n|m[ae]n|teenage\w*)\b",
            r"\b(?:over|under|above|below) \d\d$",
            r"\btwenties|thirties|forties|fifties|sixties|seventies\b",
        ),
    ),
    Facet(
        "attitudes",
        "Attitudes",
        Base.PSYCHOGRAPHIC,
        (Lens.MARKETING,),
        "What do {subject} value and believe, and what are they like?",
        "What people care about decides which words reach them.",
        "Proud of their craft, distrust subscriptions, would rather ask a friend than read a manual.",
        aliases=("attitude", "psychographic", "values", "personality"),
        ask_cues=(
            r"\b(?:believes?|values?|proud|pride|distrusts?|trusts?|personality|character|attitude|afraid|"
            r"enjoys?|feels?|impatient|patient|cautious|risk)\b",
        ),
    ),
    Facet(
        "company",
        "Company",
        Base.FIRMOGRAPHIC,
        (Lens.SALES,),
        "What kind of companies do {subject} work in? Think of size, industry, place, ownership.",
        "Size and industry often decide what can be bought at all.",
        "Family-owned hotels with 20 to 60 rooms, mostly in the Alps.",
        cues=(
            r"\b\d+(?: to |-|–)?\d* (?:employees|branches)\b",
            r"\bfamily[- ](?:owned|run) (?:firm|business|compan|hotel|shop)",
            r"\b(?:turnover|annual revenue) (?:of|around|about|between|is)\b",
        ),
        business_only=True,
        aliases=("firmographic", "firm", "organisation", "organization"),
        ask_cues=(
            r"\b(?:employees?|staff|headcount|industry|turnover|revenue|locations|branches|offices|listed|"
            r"family owned|company size|companies|firms?|employs?)\b",
        ),
    ),
    Facet(
        "tools",
        "Tools",
        Base.TECHNOGRAPHIC,
        (Lens.PRODUCT,),
        "Which devices and software do {subject} use today?",
        "What they use today is what we are compared with and must fit into.",
        "Lightroom on a MacBook, an old iPhone, invoices in a spreadsheet.",
        cues=(
            r"\b(?:they|he|she|we|most(?: of them)?|all of them|everyone|everybody|people|many|"
            r"some) (?:all |still |mostly |mainly |just |only |already |also |often )?(?:use|uses|"
            r"work with|works with|runs? on) (?!us\b|it\b|our\b|this\b|that\b|them\b|the app|the product|"
            r"the same|their own|only the)[\w-]+",
            r"\b(?:use|uses|using) (?:excel|whatsapp|slack|google|word|outlook|teams|notion|trello|sap|"
            r"an? (?:old )?(?:iphone|android|ipad|tablet|laptop|spreadsheet))\b",
            r"\b(?:runs?|have|has|own|owns) (?:an? )?(?:old |new )?(?:iphone|android|ipad|macbook|windows|"
            r"tablet|laptop|chromebook)s?\b",
        ),
        aliases=("tool", "technographic", "device", "software"),
        ask_cues=(
            r"\b(?:uses?|using|owns?|runs?|running|works? (?:on|with)|devices?|laptop|computer|pc|tablet|"
            r"phone|android|iphone|ipad|mac|windows|linux|software|stack|on (?:an? )?(?:iphone|android|"
            r"mac)|hosts?)\b",
        ),
    ),
    Facet(
        "needs",
        "Needs",
        Base.NEEDS,
        (Lens.PRODUCT, Lens.MARKETING),
        "What do {subject} need to get done, and what must be possible for that?",
        "Needs are the reason to build something; they outlive every feature.",
        "Edits photos on trains without wifi; has to send a preview the same evening.",
        aliases=("need", "job", "jobs"),
        ask_cues=(r"\b(?:needs?|must|has to|have to|requires?)\b",),
    ),
    Facet(
        "goals",
        "Goals",
        Base.NEEDS,
        (Lens.PRODUCT,),
        "What are {subject} trying to reach, this month and this year?",
        "A goal tells which of many needs comes first.",
        "Wants to take August off; wants three regular clients instead of thirty small ones.",
        aliases=("goal",),
        ask_cues=(r"\b(?:goals?|aims?|plans? to|trying to|achieve|ambition|dreams?)\b",),
    ),
    Facet(
        "touchpoints",
        "Touchpoints",
        Base.NEEDS,
        (Lens.PRODUCT,),
        "Where and when do {subject} meet us, from first hearing of us to leaving?",
        "Along the journey we see where people are won and lost.",
        "Hears of us in a Facebook group, tries it on the phone, asks the accountant before paying.",
        cues=(
            r"\b(?:heard?|hears|learn(?:ed|s|t)?|read) (?:of|about) us\b",
            r"\b(?:found|finds?|discover(?:ed|s)?|met|meets?|saw|sees?) us (?:on|at|via|through|in|by|"
            r"when)\b",
            r"\bsign(?:ed|s)? up (?:on|at|via|through|after)\b",
        ),
        aliases=("touchpoint", "journey", "channel"),
        ask_cues=(
            r"\b(?:reach(?:ed)?|contact(?:ed)?|get hold|get in touch|hear[sd]? (?:of|about)|find us|"
            r"found us|trade shows?|fairs?|conferences?|events?|newsletters?|magazines?|reads?|listens?|"
            r"watches|podcasts?|social media|advert\w*|ads|linkedin|facebook|instagram|learns? from)\b",
        ),
    ),
    Facet(
        "pains",
        "Pains",
        Base.NEEDS,
        (Lens.PRODUCT, Lens.SALES),
        "What annoys {subject}, costs them time or goes wrong for them?",
        "A pain that happened last week says more than a wish.",
        "Loses half a day each month chasing unpaid invoices.",
        cues=(
            r"\b(?:complains?|complaining|complained) (?:that|about)\b",
            r"\b(?:annoy(?:s|ed|ing)?|frustrat(?:es|ed|ing)|drives? (?:them|him|her) (?:mad|crazy|nuts|"
            r"insane|up the wall)|fed up|pain in the)\b",
            r"\b(?:loses?|wast(?:es?|ing)) (?:\w+ ){0,3}(?:hours?|days?|minutes|time|evenings?|weekends?|"
            r"money)\b",
            r"\bkeeps? (?:crashing|breaking|failing|losing)\b",
            r"\b(?:struggles? with|sick of|suffers? from|hates? (?:that|when|how))\b",
            r"\bbecause last (?:week|month|year)\b",
        ),
        negatives_hold=True,
        aliases=("pain", "frustration", "frustrations", "problem"),
        ask_cues=(
            r"\b(?:problems?|troubles?|suffers?|struggles?|annoy\w*|frustrat\w*|complains?|loses?|losing|"
            r"wastes?|pains?|issues?|difficult\w*|hard time|stuck|fed up)\b",
        ),
    ),
    Facet(
        "features",
        "Features",
        Base.NEEDS,
        (Lens.MARKETING,),
        "Which features do {subject} want or value most?",
        "Marketing shows these first; the product keeps them working.",
        "Asks for shared albums in every call; would not miss the desktop app.",
        cues=(
            r"\b(?:would|'d) be (?:great|nice|cool|helpful|a dream|perfect|enough|useful|awesome|lovely)\b",
            r"\b(?:would|'d) (?:love|like|kill for) an? (?:\w+[ -]){0,3}(?:button|mode|export|import|view|"
            r"app|filter|calendar|dashboard|report|widget|reminder|search|version|template|list|map|"
            r"feature)\b",
            r"\b(?:missing|want|wants|asked for|asks? for|wish(?:es)? for) (?:an? )?(?:dark mode|"
            r"offline mode|(?:\w+ )?(?:button|export|widget|feature|integration))\b",
        ),
        aliases=("feature",),
        ask_cues=(r"\b(?:features?|wants?|would like|wishes?|asked for|benefit)\b",),
    ),
    Facet(
        "value",
        "Value",
        Base.VALUE,
        (Lens.SALES,),
        "What are {subject} worth to us? Think of spend, how often they buy, growth, cost to serve.",
        "Not every kind of customer deserves the same effort.",
        "About 30 € a month, stays four years, hardly ever calls support.",
        cues=(
            r"\b(?:churn|renewal rate|lifetime value|upsell)\b",
            r"\b(?:renews?|refers? (?:us|two|three|\d+)|recommends? us to)\b",
            r"\b(?:pays?|paying|spends?|worth) (?:us )?(?:about |around |roughly |"
            r"up to )?[€$£]? ?\d[\d.,]*k? ?(?:€|\$|£|eur|euros?|dollars|pounds)? (?:a|per|every) (?:month|"
            r"year|customer)\b.* (?:with us|to us|for years)",
            r"\bpay anything\b",
        ),
        aliases=("worth",),
        ask_cues=(r"\b(?:worth|justif\w+|saves?|savings?|loyal|pays? off|recommends?|upgrades?)\b",),
    ),
    Facet(
        "finances",
        "Finances",
        Base.VALUE,
        (Lens.SALES,),
        "What budget do {subject} have, and what limits it?",
        "Sales needs to know what can be paid before talking of price.",
        "Up to 500 € a year on the company card, anything above needs the boss.",
        cues=(
            r"\b(?:only |just )?(?:has|have|got|gets?) (?:\w+ ){0,2}[€$£]?\d[\d.,]*k? ?(?:€|\$|£|eur|"
            r"euros?|dollars|bucks|pounds|a (?:month|year)|per (?:month|year))?.{0,15}\bto spend\b",
            r"\b(?:budget (?:of|is|for|was|around)|(?:no|small|tiny|yearly|annual|monthly|their) budget|"
            r"cash flow)\b",
            r"\bcan(?:'t|not)? afford\b",
            r"\b(?:won't|wouldn't|will not|would|'d|can|will) (?:only |never |not )?(?:pay|"
            r"spend) (?:more than |up to |at most |maybe |about |around |max )?[€$£]?\d",
            r"\b(?:at most|max(?:imum)?|no more than|up to) [€$£]?\d[\d.,]* ?(?:€|\$|£|eur|euros?|dollars|"
            r"bucks|pounds)\b",
        ),
        aliases=("finance", "budget", "money", "price"),
        ask_cues=(
            r"\b(?:pays?|paying|spends?|budgets?|prices?|costs?|afford|cheap|expensive|money|"
            r"free of charge|purse|fees?|euros?|dollars?|pounds?|funds?)\b",
            r"[€$£]",
        ),
    ),
    Facet(
        "decisions",
        "Decisions",
        Base.VALUE,
        (Lens.SALES,),
        "Who decides to buy for {subject}, and how does the decision go?",
        "The one who uses it is often not the one who signs.",
        "The studio owner signs after a two-week trial; the assistant picks the tool.",
        cues=(
            r"\b(?:owner|boss|manager|director|head|chief|wife|husband|partner|board|committee|council|"
            r"ceo|cto|cfo|parents?|procurement|purchasing|hq|headquarters|it|county|doctor|lead|"
            r"accountant|landlord|chairman|company|family|they|he|she|who) (?:\w+ )?(?:decides?|"
            r"signs? (?:off|it|the|everything)|approves?|has (?:the )?(?:last|final) (?:say|word)|(?:can|"
            r"has to|must|needs to) (?:approve|agree|sign|veto))\b",
            r"\b(?:owner|boss|manager|director|head|board|partner|ceo|cfo)'s (?:ok|okay|approval|"
            r"signature|blessing)\b",
            r"\b(?:final|last) (?:say|word)\b",
        ),
        aliases=("decision", "buying"),
        ask_cues=(
            r"\b(?:decides?|decision|signs?|sign off|approv\w+|buys?|buying|purchas\w*|procure\w*|"
            r"convince|chooses?|choice|picks?|veto|influences?|agree|permission|asks? first|has a say|"
            r"consent|vote)\b",
        ),
    ),
    Facet(
        "objections",
        "Objections",
        Base.VALUE,
        (Lens.SALES,),
        "What makes {subject} hesitate or say no to us?",
        "An objection we know in advance can be answered, or heeded.",
        "Afraid to lose ten years of archive; does not want another login.",
        cues=(
            r"\b(?:too expensive|too pricey|overpriced|not worth (?:it|the money))\b",
            r"\bwould rather stay (?:with|on)\b",
            r"\b(?:don't|doesn't|won't) (?:trust|believe) us\b",
            r"\b(?:afraid|worried|scared|fear|fears) (?:that |of )?(?:we|our|losing (?:their|all)|lock|"
            r"the data|their data|being locked|vendor)\b",
            r"\bis a drama\b",
        ),
        negatives_hold=True,
        aliases=("objection", "concern", "barrier"),
        ask_cues=(
            r"\b(?:objects?|hesitat\w*|says? no|against|worr(?:y|ied|ies)|concern\w*|doubts?|reject\w*|"
            r"afraid|fear\w*|refus\w*)\b",
        ),
    ),
    Facet(
        "response",
        "Response time",
        Base.NEEDS,
        (Lens.SUPPORT,),
        "How fast do {subject} expect an answer when something is wrong?",
        "Support plans its hours by this.",
        "Within the hour on a wedding day, next morning otherwise.",
        cues=(
            r"\b(?:expects?|wants?|needs?) (?:an? )?(?:answer|reply|response|call back|"
            r"callback) (?:within|in|by|the same|on the)\b",
            r"\b(?:answer|reply|respond|call back) within\b",
        ),
        aliases=("response time", "response_time", "sla"),
        ask_cues=(
            r"\b(?:answers?|repl(?:y|ies)|respon[ds]\w*|waits?|waiting|within|urgent\w*|sla|uptime|"
            r"how fast|how quick\w*|hurry|call back|minutes|hours?)\b",
        ),
    ),
    Facet(
        "support_channels",
        "Support channels",
        Base.NEEDS,
        (Lens.SUPPORT,),
        "How do {subject} prefer to get help?",
        "Help nobody uses is help nobody gets.",
        "Writes in chat first, phones only when an event is running.",
        cues=(
            r"\b(?:they|he|she|most|people)(?:'d|'ll| would| will| always| just| usually| prefer to|"
            r" simply)* (?:call|phone|ring|text|email|e-mail|message|chat with|write to|ask) (?:us|"
            r"support|our support|the hotline|the helpdesk)\b",
            r"\b(?:call|calls|ring|rings) (?:the )?(?:hotline|helpdesk|support)\b",
            r"\b(?:opens?|files?|raises?) (?:a |support )?tickets?\b",
        ),
        aliases=("support", "support channel", "support_channel", "help"),
        ask_cues=(
            r"\b(?:support|help|chat\w*|phones?|calls?|calling|telephone|emails?|tickets?|hotline|"
            r"whatsapp|messag\w+|contact(?:ed)?|reach(?:ed)?|talk|texts?|sms|slack|get hold|"
            r"get in touch)\b",
        ),
    ),
    Facet(
        "quote",
        "Quote",
        None,
        ALL,
        "Which sentence have you heard from {subject}, word for word?",
        "One real sentence makes a persona easier to remember than ten facts.",
        "“If I have to type it twice, I won't type it at all.”",
        aliases=("quotes", "voice"),
    ),
)

FACETS: dict[str, Facet] = {entry.key: entry for entry in _ENTRIES}

_BY_NAME = {
    name.casefold(): entry.key for entry in _ENTRIES for name in (entry.key, entry.label, *entry.aliases)
}


def facet_of(name: str) -> str | None:
    """The key of the facet with this key, label or alias (in any case); None where it is unknown."""
    return _BY_NAME.get(name.strip().casefold())
