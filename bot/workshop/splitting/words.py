"""Small closed word classes of English (and the few foreign connectives people mix in), and the forms of frequent verbs.

Content words are never listed here to make an example come out right: an unseen answer brings its own. What is listed
is what grammar is made of, so that clauses can be told from fragments.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    """Phrases written one after the other with bars between them; line breaks count as spaces."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


# Pronouns that are nearly always the subject of a clause.
PERSONAL = _set("i we they he she it you there theyre")
# Words that can be a whole subject but need a verb soon after them to prove it.
QUANTIFIERS = _set(
    "most some many few both half others nobody everybody someone everyone somebody anyone anybody none "
    "one each all "
    "several everything nothing something neither either rest this that these those another"
)
OBJECTS = _set("me us them him her it you this that these those there here himself herself themselves itself")
POSSESSIVES = _set("my our your his her its their")
ARTICLES = _set("the a an")
DETERMINERS = (
    ARTICLES | POSSESSIVES | _set("this that these those every each some any no another all both half")
)
NEGATIONS = _set("no not never none nothing nobody neither nor without nowhere hardly nada")
NUMBER_WORDS = _set(
    "zero one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
    "fifty hundred "
    "thousand dozen"
)

PREPOSITIONS = _set(
    "of in on at for from to with without by about into onto over under between among through during "
    "within across "
    "against per via than towards toward near behind beside besides around upon off despite beyond above "
    "below w/ w/o "
    "inside outside except including incl after before until till since like as along "
)
# Prepositions whose phrase belongs to what was said before, also after a comma.
TRAILING = _set(
    "with without for by including incl except like than via despite such especially e.g e.g. i.e i.e. w/ w/o"
)
# Adverbs that may open such a phrase ("usually at night", "even on a sunday").
FOCUS = _set(
    "usually mostly often even especially only ideally preferably particularly mainly typically sometimes at "
    "generally normally right almost always just long shortly exactly again"
)

# Subordinators: what they open depends on a clause nearby.
CONDITION = _set(
    "if when whenever because cause cuz coz bc since unless while although though until till once as "
    "before after whereas"
)
RELATIVE = _set("who which that whose whom where what how why whether wherever whoever whatever whichever")
SUBORDINATORS = CONDITION | RELATIVE

AND = _set("and & y und et e n 'n'")
OR = _set("or oder ou")
BUT = _set("but yet aber pero mais")

BE = _set("is are was were am isn't aren't wasn't weren't isnt arent wasnt werent ain't aint r")
HAVE = _set("has have had hasn't haven't hadn't hasnt havent hadnt")
DO = _set("do does did don't doesn't didn't dont doesnt didnt")
MODALS = _set(
    "will would can could should may might must shall won't wouldn't can't couldn't shouldn't mustn't "
    "wont wouldnt cant "
    "couldnt shouldnt cannot gonna gotta"
)
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATED_AUX = frozenset(w for w in AUXILIARIES if w.endswith(("n't", "nt")) and w not in {"want"}) | _set(
    "cannot"
)

ADVERBS = _set(
    "just also never always often usually sometimes really simply still already even only then now "
    "mostly rarely "
    "probably maybe perhaps hardly ever once finally first actually basically definitely certainly generally "
    "typically normally not all both each quickly constantly kind sort of again too soon rather almost "
    "either "
    "honestly therefore apparently currently"
)

# Openers and hedges that carry nothing and may be trimmed at the start of a statement.
HEDGES = _phrases(
    """i think| i guess| i suppose| i believe| honestly| tbh| imo| imho| well| hmm| hm| um| uh| erm|
    basically| obviously| obv| to be honest| ok so| okay so"""
)
# Pieces that cannot stand alone: they belong to their neighbour.
FILLERS = frozenset(HEDGES) | frozenset(
    _phrases(
        """afaik| again| also| always| and all that| and more| and others| and so on| and stuff| and such|
    and the like| apparently| as far as i know| as usual| as well| at a glance| at least| at most| btw|
    e.g| e.g.| etc| etc.| fair enough| for example| for instance| frankly| fyi| give or take| ha| haha|
    he said| he says| however| i heard| i mean| i'd say| i.e.| ideally| if any| if at all| if possible|
    in general| in my opinion| in short| let's say| like| lol| max| maybe| more or less| mostly|
    naturally| no| no joke| nope| of all things| of course| oh| ok| okay| or similar| or so|
    or something| or whatever| overall| please| pls| preferably| probably| right| say| she said|
    she says| so| sometimes| sorry| sure| the usual| then| they said| they say| though| to be fair|
    today| too| truth be told| usually| we hear| yeah| yep| yes| you know"""
    )
)

# Pairs that are one thing in daily language: "and" between them is never a border.
PAIRS = frozenset(
    tuple(pair.split())
    for pair in _phrases(
        """black white| terms conditions| pros cons| trial error| back forth| in out| up down| on off|
    bread butter| pen paper| nuts bolts| copy paste| cut paste| drag drop| search replace| find replace|
    plug play| more more| less less| over over| again again| now then| here there| r d| q a| b b|
    food drink| hammer nails| friends family| family friends| mum dad| mom dad| day night|
    health safety| research development| profit loss| supply demand| time money| wear tear| wait see|
    hit run| so so| ups downs| ins outs| dos donts| do's don'ts| word mouth| lock key| touch go|
    safe sound| sick tired| first foremost| loud clear| peace quiet| by large| odds ends| tried tested|
    pick choose| clock out| before after| start finish| left right| buy sell| come go| salt pepper|
    fish chips| bed breakfast| law order| name address| husband wife| men women| boys girls| old young|
    read write| arts crafts| hide seek| pick mix| rise shine| bits pieces| cash carry| click collect|
    track trace| mix match| check balances"""
    )
)

ABBREVIATIONS = _set(
    "e.g i.e etc approx ca v vs incl excl no nr dr mr mrs ms st prof max min hrs hr yrs yr mio mrd bzw "
    "inc ltd co dept est "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun tel ext fig vol resp "
    "a.m p.m eg ie esp"
)

_VERBS = _set(
    """accept add adjust adopt admit afford agree aim allow annoy answer apologise appear apply appreciate
    approve argue arrange arrive ask assume attach avoid bake ban beat become beg begin believe belong
    bet blame block blow boil book borrow bother bounce break bring browse build burn buy calculate call
    cancel care carry catch cause celebrate change charge chase cheat check choose claim clean clear
    click climb close collect combine come communicate compare compete complain complete confirm connect
    consider consult contact contain continue contribute control convince cook coordinate copy corrupt
    cost count cover crash create cross cry cull cut damage deal decide decline delay delegate delete
    deliver demand depend deserve design destroy die disagree disappear discover discuss dislike dispute
    distrust do document double doubt download drag draw dread dream drink drive drop earn eat edit
    email employ enjoy ensure enter escape estimate exist expect explain export extend face fail fall
    fear feed feel fetch fight file fill filter find finish fit fix flag fly focus follow force forget
    forgive forward freeze get give go google grab grow guess handle hang happen hate have hear help
    hesitate hide hire hold hope hurt ignore imagine import improve include increase inform insist
    install intend invest invite join judge jump keep kick kill know label lack last laugh launch lead
    learn leave lend let lie lift like limit link listen live load lock log look lose love mail maintain
    make manage mark matter mean measure meet mention migrate mind miss mix move need negotiate nod note
    notice obey offer open operate opt order organise organize overlook owe own pack paint panic park
    pass pay phone pick plan play point post postpone prefer prepare present press pretend prevent print
    produce promise protect prove provide pull purchase push put question quit quote raise reach react
    read realise realize rebuild receive recognise recommend record redo reduce refuse register reject
    rely remain remember remind remove renew rent repair repeat replace reply report request require
    research resist respect respond rest restart return review rewrite ride ring rise risk roll run
    sabotage save say scan schedule scroll search see seem select sell send serve set settle share shift
    shoot shop show shut sign sit skip sleep slow smell smoke solve sort sound speak spend split stand
    start stay steal stick stop store struggle study subscribe succeed suffer suggest supply support
    suppose survive suspect swap swear switch sync take talk teach tell tend test text thank think throw
    touch track train transfer translate travel treat trigger trust try turn type undo understand unlock
    update upgrade upload use value visit vote wait wake walk want warn wash waste watch wear win wipe
    wish wonder work worry write yell"""
)
# These are nouns at least as often; a verb is only believed where its place proves it.
NOUN_OR_VERB = _set(
    """aim answer appeal ban bet block book break budget burn call care cause change charge check claim
    click close contact control copy cost count cover crash cut damage deal delay demand design document
    dream drink drive drop edit email estimate export face fear feed fight file fill filter fit fix flag
    focus force google grab guess hand hate help hire hold hope import increase judge jump kick label
    lack last laugh launch lead lie lift like limit link live load lock log look love mail mark matter
    mean measure mind miss mix move need note offer open order own pack paint park pass pay phone pick
    plan play point post present press print produce promise purchase push question quote raise reach
    record rent repair reply report request research respect rest return review ride ring rise risk roll
    run save scan schedule search sell set share shift shop show sign sleep slow smell smoke sort sound
    split stand start stay stick stop store struggle study supply support swap switch sync talk test
    text thank throw touch track train transfer travel treat trigger trust try turn type update upgrade
    upload use value visit vote wait walk wash waste watch win wish work worry show shoot cook"""
)
_IRREGULAR_PAST = _set(
    """became began broke brought built bought caught chose came cost cut drew drank drove ate fell fed
    felt fought found flew forgot froze got gave went grew hung heard hid held hurt kept knew led left
    lent let lost made meant met paid put quit read rode rang rose ran said saw sold sent set shot
    showed shut sang sat slept spoke spent split stood stole stuck swore took taught told thought threw
    understood woke wore won wrote did had was were lied died tried"""
)
_IRREGULAR_PARTICIPLE = _set(
    "been begun broken chosen done driven drawn eaten fallen flown forgotten frozen given gone grown "
    "hidden known seen shown spoken "
    "stolen taken thrown woken worn written run become made built kept sold sent paid lost held left "
    "found bought stuck put"
)


def _s_form(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _ed_form(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return (verb + "d",)
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb[:-1] + "ied",)
    return (verb + "ed", verb + verb[-1] + "ed")


def _ing_form(verb: str) -> tuple[str, ...]:
    if verb.endswith("ie"):
        return (verb[:-2] + "ying",)
    if verb.endswith("e") and not verb.endswith("ee"):
        return (verb[:-1] + "ing",)
    return (verb + "ing", verb + verb[-1] + "ing")


VERB_BASE = _VERBS
VERB_S = frozenset(_s_form(v) for v in _VERBS)
VERB_S_NOUNISH = frozenset(_s_form(v) for v in NOUN_OR_VERB) - {"works", "wants", "needs"}
VERB_PAST = frozenset(f for v in _VERBS for f in _ed_form(v)) | _IRREGULAR_PAST
VERB_PARTICIPLE = _IRREGULAR_PARTICIPLE
VERB_ING = frozenset(f for v in _VERBS for f in _ing_form(v))
# Verbs whose complement is a whole clause without "that": no run-on right after them.
SAYING = frozenset(
    form
    for v in _set(
        """say think believe know hope guess feel wish hear see tell mean suppose assume expect fear worry
    complain claim find notice remember forget realise realize understand imagine pretend promise swear
    bet ask admit suspect decide make let help want like love hate have sure afraid glad sorry convinced"""
    )
    for f in ((v, _s_form(v)), _ed_form(v), _ing_form(v))
    for form in f
) | _set("said thought knew felt heard saw told meant found forgot understood swore made")  # fmt: skip

# Months and other words that a number belongs to.
MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep "
    "sept oct nov dec"
)
TIMES = _set(
    """monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays weekend weekends day days week weeks month months year years morning
    mornings evening evenings night nights afternoon noon midnight summer winter spring autumn fall
    season time times hour hours minute minutes moment today yesterday tomorrow first second third lunch
    breakfast dinner"""
)
UNITS = _set(
    """month year week day hour user seat license licence person head employee chair truck device site
    shift room order job booking night visit minute min m yr mo wk hr h monat jahr tag kg km mile
    invoice project wedding client customer pupil student patient player vehicle driver kunde location
    store table bed team location licenses month. year."""
)
ADJECTIVES = _set(
    """big small large little new old young good bad long short high low fast slow quick cheap expensive
    easy hard simple clear clean nice great real honest quiet loud thick thin heavy light dark bright
    warm cold hot wet dry fresh full empty safe rich poor strong weak soft deep flat sharp tiny huge
    extra main only same different similar own whole early late friendly local private public digital
    smart modern free happy sad busy tired proud calm serious main common certain"""
)


def lookslike_adjective(word: str) -> bool:
    """Whether a word is a frequent adjective or has an adjective's ending."""
    return word in ADJECTIVES or (
        len(word) > 5 and word.endswith(("ful", "ous", "ive", "able", "ible", "less", "ish", "ic"))
    )
