"""Facets that say what somebody is worth, can pay, and how the decision to buy goes."""

from __future__ import annotations

from bot.facets.facet import Base, Facet, Lens

VALUE = (
    Facet(
        "value",
        "Value",
        Base.VALUE,
        (Lens.SALES,),
        "What are {subject} worth to us? Think of spend, how often they buy, growth, cost to serve.",
        "Not every kind of customer deserves the same effort.",
        "About 30 € a month, stays four years, hardly ever calls support.",
        stakes=0.8,
        lead="About how you buy and use products like ours:",
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
        stakes=0.8,
        lead="About the money you can spend on products like ours:",
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
        stakes=0.8,
        lead="About how you decide to buy:",
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
        stakes=0.8,
        lead="About what makes you hesitate to buy:",
        kin=("attitudes",),
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
)
