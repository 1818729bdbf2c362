"""Facets that say who somebody is: traits, attitudes, company, tools."""

from __future__ import annotations

from bot.facets.facet import Base, Facet, Lens

WHO = (
    Facet(
        "traits",
        "Traits",
        Base.DEMOGRAPHIC,
        (Lens.MARKETING,),
        "Who are {subject}? Think of age, family, education, income, where they live.",
        "It keeps everybody picturing the same people.",
        "Mostly 28 to 40, live in cities, about half have small children.",
        stakes=0.3,
        lead="Somebody described people like you with these words:",
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
        stakes=0.4,
        lead="Somebody described people like you with these words:",
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
        stakes=0.4,
        lead="Somebody described companies like yours with these words:",
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
        stakes=0.5,
        lead="About the devices and software you use:",
        list_question="Which of these do you use? Choose all that apply.",
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
)
