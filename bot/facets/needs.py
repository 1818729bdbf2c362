"""Facets that say what somebody needs: along the way to a purchase, and of support."""

from __future__ import annotations

from bot.facets.facet import Base, Facet, Lens

NEEDS = (
    Facet(
        "needs",
        "Needs",
        Base.NEEDS,
        (Lens.PRODUCT, Lens.MARKETING),
        "What do {subject} need to get done, and what must be possible for that?",
        "Needs are the reason to build something; they outlive every feature.",
        "Edits photos on trains without wifi; has to send a preview the same evening.",
        stakes=1.0,
        lead="About what you need to get done:",
        kin=("features", "goals"),
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
        stakes=0.9,
        lead="About what you want to reach:",
        kin=("needs",),
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
        stakes=0.5,
        lead="About how you come across products like ours:",
        kin=("support_channels",),
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
        stakes=0.9,
        lead="About what costs you time or goes wrong:",
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
        stakes=0.8,
        lead="About what you want from a product like ours:",
        list_question="Which of these matter to you? Choose all that apply.",
        kin=("needs", "goals"),
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
)

SUPPORT = (
    Facet(
        "response",
        "Response time",
        Base.NEEDS,
        (Lens.SUPPORT,),
        "How fast do {subject} expect an answer when something is wrong?",
        "Support plans its hours by this.",
        "Within the hour on a wedding day, next morning otherwise.",
        stakes=0.6,
        lead="About how fast you expect an answer when something is wrong:",
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
        stakes=0.4,
        lead="About how you like to get help:",
        list_question="Which of these do you like to use to get help? Choose all that apply.",
        kin=("touchpoints",),
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
)
