"""How surveys and segments look: what was understood, the verdict with its charts, a card for each segment."""

from __future__ import annotations

from bot.survey.kept import SAMPLE_WORDS
from bot.survey.messages import (
    Apart,
    Drafted,
    Found,
    Reading,
    Refused,
    Seeking,
    SegmentCard,
    Sought,
    SurveyList,
    Targets,
    Understood,
)
from bot.survey.segments.telling import HEADLINES
from bot.survey.segments.wishes import MOST_SEGMENTS
from bot.survey.testing.findings import interval_words, percent
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import RenderContext, Rendered, renders, renders_with

_BAR = 10
_WORD = 160


@renders(Reading)
def reading(message: Reading) -> Rendered:
    """A file is being read."""
    words = f"Reading {message.name} …"
    return Rendered(
        words, [kit.rich(kit.line(kit.text("Reading "), kit.text(message.name, bold=True), kit.text(" …")))]
    )


@renders(Refused)
def refused(message: Refused) -> Rendered:
    """A file was not read."""
    words = f"{message.name} was not read. {message.sentence}"
    line = kit.line(kit.text(message.name, bold=True), kit.text(f" was not read. {message.sentence}"))
    return Rendered(words, [kit.rich(line)])


@renders(Understood)
def understood(message: Understood) -> Rendered:
    """Respondents, questions by type, what was left out; who was surveyed; what may be done next."""
    people = _count(message.respondents, "response")
    source = f", exported from {message.source}" if message.source else ""
    kinds = ", ".join(f"{n} {words}" for words, n in message.types)
    head = f"{kit.bold(message.name)}\n{people}, {_count(message.questions, 'question')}{source}."
    if kinds:
        head += f"\n{cut(kinds[:1].upper() + kinds[1:], 500)}."
    notes = []
    if message.left_out:
        notes.append(f"Left out: {', '.join(message.left_out)}.")
    if message.personal:
        shown = ", ".join(esc(cut(column, 80)) for column in message.personal[:8])
        more = f" and {len(message.personal) - 8} more" if len(message.personal) > 8 else ""
        columns = "column" if len(message.personal) == 1 else "columns"
        notes.append(f"Personal data was dropped while reading and is kept nowhere: {columns} {shown}{more}.")
    if message.about:
        use = "is not used" if message.about == 1 else "are not used"
        notes.append(f"{_count(message.about, 'column')} about the response itself, such as dates, {use}.")
    if message.weighted:
        notes.append("The file has weights; they are used.")
    if message.corrected:
        notes.append(f"{_count(message.corrected, 'question')} corrected by hand.")
    blocks: list[Block] = [kit.section(head)]
    if notes:
        blocks.append(kit.section("\n".join(f"•  {note}" for note in notes)))
    if message.warnings:
        blocks.append(kit.context(cut("\n".join(f"•  {esc(warning)}" for warning in message.warnings), 1900)))
    elements: list[Block] = []
    if message.until:
        elements.append(kit.button("Find segments", "survey.find", message.survey, style="primary"))
        elements.append(kit.button("Test assumptions", "evidence.test_survey", message.survey))
        elements.append(kit.button("Correct a question", "survey.correct", message.survey))
        if message.texts:
            elements.append(kit.button("Read as feedback", "survey.as_feedback", message.survey))
    if message.sample is None:
        options = [
            kit.option(words[:1].upper() + words[1:], f"{message.survey}:{sample}")
            for sample, words in SAMPLE_WORDS.items()
        ]
        blocks.append(
            kit.section(
                "*Who was surveyed?* The shares speak for them.",
                accessory=kit.select("Choose", "survey.sample", options),
            )
        )
        who = "Who was surveyed?"
    else:
        who = f"Those surveyed are {SAMPLE_WORDS[message.sample]}; the shares speak for them."
        blocks.append(kit.context(who))
    kept = (
        f"The answers are kept until {message.until}."
        if message.until
        else "The answers have been deleted at their retention date; the numbers stay."
    )
    blocks.append(kit.context(kept))
    if elements:
        blocks.append(kit.actions(elements))
    told = [
        f"{message.name}: {people}, {_count(message.questions, 'question')}.",
        f"{kinds}.",
        *notes,
        *message.warnings,
    ]
    text = " ".join([*told, who, kept])
    return Rendered(text, blocks)


@renders(Seeking)
def seeking(message: Seeking) -> Rendered:
    """What is being done, with a bar."""
    full = round(message.share * _BAR)
    bar = "▓" * full + "░" * (_BAR - full)
    words = f"Looking for segments in {message.name}, {message.questions}: {message.words} …"
    head = f"*Looking for segments* in {esc(message.name)}, {esc(message.questions)}\n{bar}  {esc(message.words)} …"
    return Rendered(words, [kit.section(head, accessory=kit.button("Stop", "segments.cancel", message.run))])


@renders(Sought)
def sought(message: Sought) -> Rendered:
    """It ended without a result."""
    return Rendered(
        f"Looking for segments in {message.name}: {message.sentence}",
        [kit.section(f"*Looking for segments* in {esc(message.name)}\n{message.sentence}")],
    )


@renders_with(Found)
def found(message: Found, context: RenderContext) -> Rendered:
    """The verdict first, with its reason; then charts; then what may be done."""
    headline = HEADLINES[message.verdict].format(k=message.k)
    blocks: list[Block] = [kit.header(headline), kit.section(esc(message.reason))]
    facts = [
        f"{_count(message.respondents, 'response')} in {esc(message.name)}",
        f"{esc(message.questions)} ({message.used} used)",
    ]
    if message.unsure is not None:
        facts.append(f"{percent(message.unsure)} could as well belong elsewhere")
    if message.speaks_for:
        facts.append(f"speaks for {message.speaks_for}")
    blocks.append(kit.context(" · ".join(facts)))
    if message.degrees:
        blocks.append(kit.section("*What people differ along*"))
        lines = [
            (
                kit.text(f"{cut(d.question, _WORD)}: "),
                kit.text(f"{cut(d.low, 60)} … {cut(d.high, 60)}", italic=True),
            )
            for d in message.degrees
        ]
        blocks.append(kit.rich(kit.bullets(lines)))
    for chart in message.charts:
        file = context.file_id(chart.handle)
        if file is not None:
            blocks.append({"type": "image", "slack_file": {"id": file}, "alt_text": cut(chart.alt, 2000)})
    if message.telling:
        sure = (
            f" They place {percent(message.accuracy)} of people rightly."
            if message.accuracy is not None
            else ""
        )
        asked = "\n".join(f"•  {esc(cut(text, _WORD))}" for text in message.telling)
        blocks.append(kit.section(f"*Ask these to tell them apart.*{sure}\n{asked}"))
    if message.notes:
        blocks.append(kit.context("\n".join(esc(cut(note, 300)) for note in message.notes[:5])))
    buttons: list[Block] = []
    if message.split:
        buttons.append(
            kit.button(
                f"Split into {message.split} all the same", "segments.split", f"{message.run}:{message.split}"
            )
        )
    if message.k > 2:
        buttons.append(
            kit.button(
                "Fewer",
                "segments.fewer",
                f"{message.run}:{message.k - 1}",
                hint=f"split into {message.k - 1}",
            )
        )
    if 2 <= message.k < MOST_SEGMENTS:
        buttons.append(
            kit.button(
                "More", "segments.more", f"{message.run}:{message.k + 1}", hint=f"split into {message.k + 1}"
            )
        )
    buttons.append(kit.button("Worth and ideal customers", "value.count", message.run))
    buttons.append(kit.button("Other base", "survey.find", message.survey))
    if message.k:
        buttons.append(
            kit.button("Compare", "segments.compare", message.run, hint="Compare with other segments")
        )
    if message.can_place:
        buttons.append(
            kit.button("Place somebody", "segments.place", message.run, hint="which segment they belong to")
        )
    buttons.append(kit.button("Export", "segments.export", message.run))
    blocks.append(kit.actions(buttons))
    degrees = "; ".join(f"{d.question}: {d.low} … {d.high}" for d in message.degrees)
    charts = " ".join(chart.alt for chart in message.charts)
    return Rendered(f"{headline}. {message.reason} {degrees} {charts}", blocks)


@renders(SegmentCard)
def segment_card(message: SegmentCard) -> Rendered:
    """Name, share, stability, the three answers that set it apart most, and what can be made of it."""
    share = f"{percent(message.share)} of those surveyed ({interval_words(message.low, message.high)})"
    size = f", {_count(message.size, 'response')}" if message.size is not None else ""
    stable = f"{percent(message.stability)} the same when the survey is drawn again"
    head = f"*{message.segment}. {esc(cut(message.name, 200))}*\n{share}{size} · {stable}"
    blocks: list[Block] = [kit.section(head)]
    if message.apart:
        blocks.append(kit.rich(kit.bullets([_apart(item) for item in message.apart])))
    elif message.hidden:
        blocks.append(
            kit.context("Fewer than five people stand on one side, so no shares of answers are shown.")
        )
    else:
        blocks.append(kit.context("No single answer sets them apart; it is the combination."))
    if message.typical:
        usual = " · ".join(f"{esc(cut(q, _WORD))} {esc(cut(answer, 100))}" for q, answer in message.typical)
        blocks.append(kit.context(f"Most of them: {usual}"))
    if message.quotes:
        blocks.append(
            kit.rich(
                *(
                    {"type": "rich_text_quote", "elements": [kit.text(f"“{quote}”")]}
                    for quote in message.quotes
                )
            )
        )
    value = f"{message.run}:{message.segment}"
    blocks.append(
        kit.actions(
            [
                kit.button("Draft persona", "segment.draft", value, style="primary"),
                kit.button(
                    "Start a workshop", "segment.workshop", value, hint="Start a workshop about this segment"
                ),
                kit.button("Link a persona", "segment.link", value),
                kit.button("Mark as target", "segment.target", value),
                kit.button("Profile", "segment.profile", value, hint="all answers of this segment"),
                kit.button("Quotes", "segment.quotes", value, hint="approve those of this segment"),
            ]
        )
    )
    told = "; ".join(
        f"{a.question}: {a.option} {percent(a.share)}, others {percent(a.others)}" for a in message.apart
    )
    said = " ".join(f"“{quote}”" for quote in message.quotes)
    return Rendered(
        f"Segment {message.segment}, “{message.name}”: {share}, {stable}. {told} {said}".rstrip(), blocks
    )


@renders(Targets)
def targets(message: Targets) -> Rendered:
    """The team's ratings as a small table."""
    rows = [
        [{"type": "raw_text", "text": cut(cell, 200) or " "} for cell in row] for row in message.rows[:20]
    ]
    settings = [{"is_wrapped": True}, *({"align": "right"} for _ in range(4))]
    blocks: list[Block] = [
        kit.section(f"*Segments as targets* in {esc(message.name)}, rated 1 to 5"),
        {"type": "table", "rows": rows, "column_settings": settings},
    ]
    told = "; ".join(
        f"{row[0]}: fit {row[1]}, reach {row[2]}, value {row[3]}, sum {row[4]}" for row in message.rows[1:]
    )
    return Rendered(f"Segments as targets: {told}", blocks)


@renders(Drafted)
def drafted(message: Drafted) -> Rendered:
    """A persona was drafted; what the survey does not say."""
    lines = _count(message.lines, "counted line")
    words = f"A persona is drafted from “{message.segment}”: {lines}, nobody's voice yet. Its card is in the channel."
    blanks = f" The survey says nothing about: {', '.join(message.blanks).lower()}." if message.blanks else ""
    return Rendered(
        words + blanks, [kit.section(esc(words)), *([kit.context(esc(blanks.strip()))] if blanks else [])]
    )


@renders(SurveyList)
def survey_list(message: SurveyList) -> Rendered:
    """The surveys somebody may see."""
    blocks: list[Block] = [kit.section("*Surveys*")]
    for row in message.surveys[:40]:
        day = f"<!date^{row.at}^{{date_short}}|->"
        counts = f"{_count(row.respondents, 'response')}, {_count(row.questions, 'question')}"
        words = f"{kit.bold(cut(row.name, 120))}\n{counts} · {day}"
        if row.found:
            words += f" · {row.found}"
        button = kit.button("Find segments", "survey.find", row.survey, hint=f"Find segments in {row.name}")
        blocks.append(kit.section(words, accessory=button))
    told = "; ".join(f"{row.name}, {_count(row.respondents, 'response')}" for row in message.surveys)
    return Rendered(f"Surveys: {told}", blocks)


def _apart(item: Apart) -> list[Block]:
    return [
        kit.text(f"{percent(item.share)} ", bold=True),
        kit.text(f"{cut(item.option, _WORD)}"),
        kit.text(f" – {cut(item.question, _WORD)} (others {percent(item.others)})", italic=True),
    ]


def _count(n: int, word: str) -> str:
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"
