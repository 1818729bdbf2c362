"""The windows of segments: which to find, linking, rating, comparing, placing somebody, a profile, quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.counts import many
from bot.facets import Base
from bot.nouns import SMALL_GROUP, Persona
from bot.personas.value.target import ASKED
from bot.phrases import interval_words, percent
from bot.survey.kept import KeptSurvey
from bot.survey.segmenting.result import QuestionProfile, Segment, Segmentation
from bot.survey.segments.kept import KeptRun
from bot.survey.segments.placing import AskedQuestion
from bot.survey.segments.quoting import Candidate
from bot.survey.segments.telling import QUOTES, run_words, too_small
from bot.survey.segments.wishes import MOST_SEGMENTS
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.survey_windows import ALL, BASE_WORDS

MOST_QUESTIONS = 90
MOST_ANSWERS = 12
MOST_QUOTES = 60
SHOW, QUOTE = "show", "quote:"


def choose_bases(kept: KeptSurvey, counts: Mapping[Base, int], channel: str) -> Block:
    """All questions, or those of some of the six bases; and how many segments, if that is wished."""
    options = [
        kit.option(words, base, many(counts[base], "question") if counts.get(base) else "no question")
        for base, words in BASE_WORDS.items()
    ]
    numbers = [
        kit.option("As many as there are", ALL),
        *(kit.option(str(k), str(k)) for k in range(2, MOST_SEGMENTS + 1)),
    ]
    blocks = [
        kit.section(kit.bold(kept.name)),
        kit.field(
            "Which questions?",
            "bases",
            {"type": "checkboxes", "options": options},
            optional=True,
            hint="Choose one or a mix. With none chosen, all questions are used.",
        ),
        kit.field(
            "How many segments?",
            "k",
            kit.choice("static_select", numbers, ALL),
            hint="With a number you get that many, and are told whether the data has them by itself.",
        ),
    ]
    return kit.modal("segments.find", "Find segments", blocks, submit="Find", meta=f"{kept.id}:{channel}")


def link_persona(segment: Segment, people: Sequence[Persona], value: str, channel: str) -> Block:
    """Which persona stands for the segment."""
    blocks = [
        kit.section(kit.bold(segment.name)),
        kit.field(
            "Persona",
            "persona",
            kit.persona_menu(people),
            hint="Only its owner and whoever ran its workshop may link it.",
        ),
    ]
    return kit.modal("segment.link", "Link a persona", blocks, submit="Link", meta=f"{value}:{channel}")


def rate_target(segment: Segment, before: tuple[int, int, int] | None, value: str, channel: str) -> Block:
    """Fit, reach and value, each 1 to 5."""
    marks = [
        kit.option(words, str(n))
        for n, words in enumerate(("1, poor", "2", "3", "4", "5, very good"), start=1)
    ]
    blocks = [kit.section(kit.bold(segment.name))]
    for place, (name, question) in enumerate(ASKED.items()):
        chosen = str(before[place]) if before else None
        blocks.append(kit.field(question, f"rate_{name}", kit.choice("static_select", marks, chosen)))
    return kit.modal("segment.target", "Mark as target", blocks, submit="Save", meta=f"{value}:{channel}")


def choose_other(run: KeptRun, kept: KeptSurvey, others: Sequence[KeptRun], channel: str) -> Block:
    """Which other segments of the survey these are set against."""
    options = [
        kit.option(
            _capital(run_words(other)), other.id, other.result.segments[0].name if other.result else None
        )
        for other in others[:100]
    ]
    element = {
        "type": "static_select",
        "placeholder": kit.plain("Choose segments"),
        "options": options,
        "initial_option": options[0],
    }
    blocks = [
        kit.section(f"{kit.bold(kept.name)}\nThese: {esc(run_words(run))}."),
        kit.field(
            "Compare with", "other", element, hint="The newest first. You see who of these is where in those."
        ),
    ]
    return kit.modal("segments.compare", "Compare", blocks, submit="Compare", meta=f"{run.id}:{channel}")


def ask_somebody(kept: KeptSurvey, questions: Sequence[AskedQuestion], run: str, channel: str) -> Block:
    """The questions that tell the segments apart best."""
    blocks: list[Block] = [
        kit.section(
            f"{kit.bold(kept.name)}\nAsk somebody these, and see which segment they belong to. Nothing is kept."
        )
    ]
    for place, question in enumerate(questions):
        options = [kit.option(words, str(at)) for at, words in enumerate(question.options[:100])]
        if options:
            kind = "multi_static_select" if question.several else "static_select"
            element: Block = {"type": kind, "placeholder": kit.plain("Not asked"), "options": options}
        else:
            element = {"type": "number_input", "is_decimal_allowed": True}
        blocks.append(kit.field(question.text, f"asked{place}", element, optional=True))
    return kit.modal("segments.place", "Place somebody", blocks, submit="Place", meta=f"{run}:{channel}")


def placed_somebody(words: str, others: Sequence[str]) -> Block:
    """Where somebody belongs."""
    blocks: list[Block] = [kit.section(kit.bold(words))]
    if others:
        listed = "\n".join(f"•  {esc(cut(other, 200))}" for other in others)
        blocks.append(kit.section(f"Also possible:\n{listed}"))
    blocks.append(kit.context("From the answers given here only. Nothing was kept."))
    return kit.modal("segments.placed", "Place somebody", blocks)


def whole_profile(kept: KeptSurvey, result: Segmentation, segment: Segment) -> Block:
    """Shares with intervals for all questions, and everybody else's beside them."""
    blocks: list[Block] = [
        kit.section(
            f"*{segment.id}. {esc(cut(segment.name, 200))}*\n{percent(segment.share)} of those surveyed in "
            f"{esc(kept.name)}. Shares with their 95 % intervals, and everybody's behind them."
        )
    ]
    if too_small(result, segment):
        blocks.append(kit.context("Fewer than five people stand on one side, so no shares are shown."))
        return kit.modal("segment.profile", "Profile", blocks)
    tested = {(d.question, d.option): d.p_adjusted for d in segment.distinctive if d.p_adjusted is not None}
    for profile in result.questions[:MOST_QUESTIONS]:
        blocks.append(kit.section(_answers(profile, segment, tested)))
    left = len(result.questions) - MOST_QUESTIONS
    if left > 0:
        blocks.append(kit.context(f"{left} more questions stand in the export."))
    return kit.modal("segment.profile", "Profile", blocks)


def _answers(profile: QuestionProfile, segment: Segment, tested: dict[tuple[str, str], float]) -> str:
    """One question: its most frequent answers, the segment's share in front."""
    head = kit.bold(cut(profile.text or profile.question, 300))
    if not profile.used:
        head += "  _(not used to form the segments)_"
    if profile.answered[segment.id] < SMALL_GROUP:
        return f"{head}\nToo few answered."
    own = profile.segments[segment.id - 1]
    order = range(len(profile.options))
    if len(profile.options) > MOST_ANSWERS:
        order = sorted(order, key=lambda at: -own[at].share)[:MOST_ANSWERS]  # type: ignore[assignment]
    lines = []
    for at in order:
        share, option = own[at], profile.options[at]
        line = f"*{percent(share.share)}* ({interval_words(share.low, share.high)})  {esc(cut(option, 100))}"
        line += f"  · all {percent(profile.overall[at].share)}"
        chance = tested.get((profile.question, option))
        if chance is not None and chance < 0.05:
            line += "  · unlike the others, beyond chance"
        lines.append(line)
    return cut("\n".join([head, *lines]), kit.SECTION)


def approve_quotes(
    kept: KeptSurvey,
    segment: Segment,
    candidates: Sequence[Candidate],
    approved: frozenset[str],
    value: str,
    channel: str,
    is_deleted: bool,
    note: str = "",
) -> Block:
    """What people of the segment wrote; nothing is shown to anybody else before it is ticked here. `note`: what is to
    be mended.
    """
    head = f"*{segment.id}. {esc(cut(segment.name, 200))}*\n"
    head += (
        "The answers have been deleted at their retention date. Approved quotes stay until you take them back."
        if is_deleted
        else f"What people of this segment wrote in {esc(kept.name)}, the most typical first. Only you see this list. "
        f"Tick at most {QUOTES}: they stand on the segment's card for everybody who sees it, and stay when the answers "
        "are deleted. Leave out whatever says who somebody is."
    )
    shown = candidates[:MOST_QUOTES]
    one_question = len({candidate.question for candidate in shown}) == 1
    if one_question:
        head += f"\nAsked: {esc(cut(shown[0].question, 150))}"
    blocks: list[Block] = [*kit.noted(note), kit.section(head)]
    option = kit.option("Show on the card", SHOW)
    for candidate in shown:
        tick: Block = {"type": "checkboxes", "options": [option]}
        if candidate.key in approved:
            tick["initial_options"] = [option]
        words = [f"“{candidate.text}”"]
        if not one_question:
            words.append(f"Asked: {cut(candidate.question, 150)}")
        if candidate.named:
            words.append("May hold a name: read it with care.")
        blocks.append(kit.holding("\n".join(words), f"{QUOTE}{candidate.key}", tick))
    return kit.modal("segment.quotes", "Quotes", blocks, submit="Save", meta=f"{value}:{channel}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
