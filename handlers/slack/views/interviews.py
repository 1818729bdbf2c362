"""How interviews look: what was found in a file, what waits for a person, what was heard; and their windows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.counts import many, people
from bot.evidence.interviews.deciding import Asked, Ready
from bot.evidence.interviews.kept import InterviewState, Stand, Take
from bot.evidence.messages import (
    InterviewAsks,
    InterviewEnded,
    InterviewFound,
    InterviewHeard,
    InterviewList,
    InterviewReading,
    ListedInterview,
    ProposedLine,
)
from bot.facets import FACETS
from bot.nouns import Persona
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

FILE_TYPES = ["txt", "md", "docx", "vtt", "srt"]
PRIVATE = (
    "Names, e-mail addresses and numbers are replaced while reading. Of what people said only the quotes that you "
    "confirm are kept; the file itself never is."
)
GOES = "Its quotes go, what they count for, and lines that only they held."
STAND_WORDS = {Stand.FOR: "For it", Stand.AGAINST: "Against it", Stand.NEITHER: "Not about it"}
TAKE_WORDS = {Take.NEED: "a need", Take.PAIN: "a pain"}
STATE_WORDS = {
    InterviewState.READING: "being read",
    InterviewState.UNPLACED: "waits for its persona",
    InterviewState.COMPARING: "being compared",
    InterviewState.ASKING: "waits for you",
    InterviewState.HEARD: "heard",
}


@renders(InterviewReading)
def reading(message: InterviewReading) -> Rendered:
    """It is being read or compared."""
    words = "Comparing the interview" if message.comparing else "Reading the interview"
    about = f" with the lines of {message.title}" if message.comparing and message.title else ""
    about = f" about {message.title}" if message.title and not message.comparing else about
    return Rendered(f"{words}{about} …", [kit.rich(kit.line(kit.text(f"{words}{about} …")))])


@renders(InterviewFound)
def found(message: InterviewFound) -> Rendered:
    """Which persona is it about?"""
    what = f"This reads like an interview: {many(message.quotes, 'quote')} of {people(message.people)}, names replaced."
    blocks: list[Block] = [kit.section(f"*Which persona is this interview about?*\n{what}")]
    notes = [esc(note) for note in (message.sentence, message.note) if note]
    notes.append(
        f"<@{message.owner}>, who gave it, says so. Until then nothing of it is shown to anybody or counted."
    )
    blocks.append(kit.context(*notes))
    blocks.append(
        kit.actions(
            [
                kit.button("Choose the persona", "interview.place", message.interview, style="primary"),
                kit.button("Not an interview", "interview.leave", message.interview),
            ]
        )
    )
    return Rendered(f"{what} Which persona is it about? {' '.join(notes)}", blocks)


@renders(InterviewAsks)
def asks(message: InterviewAsks) -> Rendered:
    """Counts of what waits, never the quotes themselves."""
    about = f" about {esc(message.title)}" if message.title else ""
    of, sentences = f" of {people(message.people)}", []
    if message.quotes:
        seem = "seems" if message.quotes == 1 else "seem"
        told = f"{many(message.quotes, 'quote')}{of} {seem} to speak to {many(message.lines, 'line')}."
        of, sentences = "", [told]
    if message.proposed:
        say = "says" if message.proposed == 1 else "say"
        sentences.append(f"{many(message.proposed, 'quote')}{of} {say} something that no line holds.")
    what = " ".join(sentences)
    blocks: list[Block] = [kit.section(f"*Interview{about}*\n{what}")]
    notes = [esc(note) for note in (message.sentence, message.note) if note]
    notes.append(
        f"Nothing counts before somebody has said of each what it is. Waits until {message.until}, then it is deleted."
    )
    blocks.append(kit.context(*notes))
    blocks.append(
        kit.actions(
            [
                kit.button("Go through them", "interview.decide", message.interview, style="primary"),
                kit.button(
                    "Leave it",
                    "interview.leave",
                    message.interview,
                    confirm=("What was read of this interview is deleted.", "Delete it"),
                ),
            ]
        )
    )
    return Rendered(f"Interview{about}: {what} {' '.join(notes)}", blocks)


@renders(InterviewHeard)
def heard(message: InterviewHeard) -> Rendered:
    """What an interview said, in counts."""
    about = f" about {message.title}" if message.title else ""
    head = f"Interview{about}, {message.day}"
    what = " ".join(_heard_sentences(message))
    by = f" Decided by <@{message.by}>." if message.by else ""
    notes = []
    if message.left:
        are = "is" if message.left == 1 else "are"
        notes.append(f"{many(message.left, 'other quote')} {are} gone, as decided.")
    notes.append(f"The words of the quotes are kept until {message.until}; what they count for stays.")
    blocks: list[Block] = [kit.section(f"{kit.bold(head)}\n{what}{by}")]
    if message.missing:
        blocks.append(kit.section(esc(message.missing)))
    blocks.append(kit.context(*notes))
    blocks.append(
        kit.actions(
            [
                kit.button("Show the card", "persona.show", message.persona),
                kit.button(
                    "Delete this interview",
                    "interview.delete",
                    message.interview,
                    confirm=(
                        GOES,
                        "Delete it",
                    ),
                ),
            ]
        )
    )
    return Rendered(f"{head}: {what} {message.missing} {' '.join(notes)}", blocks)


def _heard_sentences(message: InterviewHeard) -> list[str]:
    """Who was heard and what it counts for, always in lines."""
    sentences = [f"{people(message.people).capitalize()} {'was' if message.people == 1 else 'were'} heard."]
    sides = [
        f"{side} {many(count, 'line')}"
        for count, side in ((message.in_favour, "for"), (message.against, "against"))
        if count
    ]
    if sides:
        sentences.append(f"It speaks {' and '.join(sides)}.")
    if message.taken:
        come = "comes" if message.taken == 1 else "come"
        sentences.append(f"{many(message.taken, 'new line')} {come} of it.")
    if message.proposed:
        are = "is" if message.proposed == 1 else "are"
        sentences.append(f"{many(message.proposed, 'line')} {are} proposed to the owner.")
    if len(sentences) == 1:
        sentences.append("Nothing in it was new.")
    return sentences


@renders(InterviewEnded)
def ended(message: InterviewEnded) -> Rendered:
    """Nothing of it is kept."""
    return Rendered(message.sentence, [kit.section(message.sentence)])


@renders(InterviewList)
def interview_list(message: InterviewList) -> Rendered:
    """One row an interview, with what can be done next."""
    blocks: list[Block] = [kit.header("Interviews")]
    spoken = []
    for row in message.interviews:
        title = row.title or "no persona yet"
        state = STATE_WORDS[InterviewState(row.state)]
        words = f"{row.day} · {people(row.people)} · {many(row.quotes, 'quote')} · {state}"
        blocks.append(kit.section(f"{kit.bold(title)}\n{words}", accessory=_next(row)))
        spoken.append(f"{title}, {words}")
    if message.more:
        blocks.append(kit.context(f"and {message.more} earlier"))
    return Rendered(f"Interviews: {'; '.join(spoken)}", blocks)


def _next(row: ListedInterview) -> Block | None:
    if not row.mine:
        return None
    if row.state == InterviewState.UNPLACED:
        return kit.button("Choose the persona", "interview.place", row.interview)
    if row.state == InterviewState.ASKING:
        return kit.button("Go through them", "interview.decide", row.interview)
    if row.state == InterviewState.HEARD:
        return kit.button("Delete", "interview.delete", row.interview, confirm=(GOES, "Delete it"))
    return None


@renders(ProposedLine)
def proposed_line(message: ProposedLine) -> Rendered:
    """Take it or leave it."""
    where = f"({esc(message.label.lower())}), from {message.source}, proposed by <@{message.by}>"
    head = f"A line for {kit.bold(message.title)} {where}:"
    blocks: list[Block] = [kit.section(head)]
    if message.text:
        blocks.append(kit.rich(kit.quote(message.text)))
    if message.decided:
        blocks.append(kit.context(message.decided))
    else:
        blocks.append(
            kit.actions(
                [
                    kit.button("Take it", "proposal.take", message.proposal, style="primary"),
                    kit.button("Leave it", "proposal.leave", message.proposal),
                ]
            )
        )
    words = f"A line is proposed for {message.title}: {message.text}" if message.text else "A proposed line."
    return Rendered(f"{words} {message.decided}".strip(), blocks)


# Windows


def give(personas: Sequence[Persona], chosen: str, channel: str | None, today: date) -> Block:
    """A transcript, the persona it is about, and the day."""
    blocks = [
        kit.field(
            "The interview",
            "file",
            {"type": "file_input", "filetypes": FILE_TYPES, "max_files": 1},
            hint="A transcript: .txt, .md, .docx, .vtt or .srt.",
        ),
        kit.field("Which persona is it about?", "persona", kit.persona_menu(personas, chosen)),
        kit.field("When was it held?", "held", _day(today), optional=True),
        kit.context(PRIVATE),
    ]
    return kit.modal("interview.give", "Interview", blocks, "Read it", kit.travels(channel=channel))


def place(interview: str, personas: Sequence[Persona], today: date) -> Block:
    """Which persona a dropped interview is about."""
    blocks = [
        kit.field("Which persona is it about?", "persona", kit.persona_menu(personas)),
        kit.field("When was it held?", "held", _day(today), optional=True),
        kit.context(PRIVATE),
    ]
    return kit.modal("interview.place", "Interview", blocks, "Compare", kit.travels(interview=interview))


def decide(ready: Ready, asked: Asked) -> Block:
    """One page: the quotes by line, each for it, against it or not about it; on the last the lines to take."""
    blocks: list[Block] = []
    pending = ready.interview.pending
    if asked.pairs:
        if not asked.page:
            blocks.append(
                kit.context("Does each quote speak for the line above it? The mark is a guess; you decide.")
            )
        options = [kit.option(words, stand) for stand, words in STAND_WORDS.items()]
        line_before = ""
        for number in asked.pairs:
            pair = pending.pairs[number]
            if pair.line != line_before:
                line_before = pair.line
                line = ready.lines[pair.line]
                blocks.append(
                    kit.rich(
                        kit.line(
                            kit.text(f"{FACETS[line.facet].label}: ", bold=True),
                            kit.text(cut(line.text, kit.SHOWN), bold=True),
                        )
                    )
                )
            label = f"“{cut(pair.quote.text, 1_500)}” ({pair.quote.speaker})"
            element = kit.choice("radio_buttons", options, pending.stand(number))
            blocks.append(kit.field(label, f"stand:{number}", element))
    else:
        who = (
            "What no line holds yet. Take what is worth a line of its own; the rest goes."
            if ready.takes
            else "What no line holds yet. What you choose is proposed to the owner; the rest goes."
        )
        verb = "Take it as" if ready.takes else "Propose it as"
        blocks.append(kit.context(who))
        options = [kit.option(f"{verb} {words}", take) for take, words in TAKE_WORDS.items()]
        options.append(kit.option("Leave it", Take.LEAVE))
        for number in asked.proposed:
            quote = pending.proposed[number].quote
            element = kit.choice("radio_buttons", options, pending.take(number))
            label = f"“{cut(quote.text, 1_500)}” ({quote.speaker})"
            blocks.append(kit.field(label, f"take:{number}", element))
    title = "Quotes" if asked.pages == 1 else f"Quotes, {asked.page + 1} of {asked.pages}"
    if not asked.pairs and not asked.proposed:
        blocks.append(kit.section("The lines it spoke to have been dropped meanwhile."))
    travels = kit.travels(interview=ready.interview.id, page=asked.page)
    return kit.modal("interview.decide", title, blocks, "Done" if asked.is_last else "Next page", travels)


def _day(today: date) -> Block:
    return {"type": "datepicker", "initial_date": today.isoformat()}
