"""How surveys look: one being read, what was understood of it, the list."""

from __future__ import annotations

from bot.counts import many
from bot.survey.kept import SAMPLE_WORDS
from bot.survey.messages import Reading, Refused, SurveyList, Understood
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

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
    people = many(message.respondents, "response")
    source = f", exported from {message.source}" if message.source else ""
    kinds = ", ".join(f"{n} {words}" for words, n in message.types)
    head = f"{kit.bold(message.name)}\n{people}, {many(message.questions, 'question')}{source}."
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
        notes.append(f"{many(message.about, 'column')} about the response itself, such as dates, {use}.")
    if message.weighted:
        notes.append("The file has weights; they are used.")
    if message.corrected:
        notes.append(f"{many(message.corrected, 'question')} corrected by hand.")
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
        f"{message.name}: {people}, {many(message.questions, 'question')}.",
        f"{kinds}.",
        *notes,
        *message.warnings,
    ]
    text = " ".join([*told, who, kept])
    return Rendered(text, blocks)


@renders(SurveyList)
def survey_list(message: SurveyList) -> Rendered:
    """The surveys somebody may see."""
    blocks: list[Block] = [kit.section("*Surveys*")]
    for row in message.surveys[:40]:
        day = f"<!date^{row.at}^{{date_short}}|->"
        counts = f"{many(row.respondents, 'response')}, {many(row.questions, 'question')}"
        words = f"{kit.bold(cut(row.name, 120))}\n{counts} · {day}"
        if row.found:
            words += f" · {row.found}"
        button = kit.button("Find segments", "survey.find", row.survey, hint=f"Find segments in {row.name}")
        blocks.append(kit.section(words, accessory=button))
    told = "; ".join(f"{row.name}, {many(row.respondents, 'response')}" for row in message.surveys)
    return Rendered(f"Surveys: {told}", blocks)
