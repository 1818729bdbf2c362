"""How the posts of a workshop look: invitation, panel, call to vote, reveal."""

from __future__ import annotations

from datetime import datetime

from bot.counts import many, people
from bot.nouns import BLIND, Attribution, Stage
from bot.workshop.messages import PURPOSE_WORDS, Invitation, Panel, RevealHead, RevealPart, TakeOver, VoteCall
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc
from handlers.slack.views.rendering import Rendered, renders

PEOPLE_SHOWN = 30


def when(moment: datetime) -> str:
    """A time in everybody's own zone."""
    stamp = int(moment.timestamp())
    return f"<!date^{stamp}^{{date_short_pretty}} at {{time}}|{moment:%Y-%m-%d %H:%M} UTC>"


@renders(Invitation)
def invitation(message: Invitation) -> Rendered:
    """The post with Join on it."""
    head = f"{kit.bold(f'Who are {message.subject}, really?')}\n<@{message.facilitator}> asks for your picture of them"
    head += f" ({PURPOSE_WORDS[message.purpose]})." if message.purpose != "whole" else "."
    minutes = max(2, round(message.questions * 0.7))
    how = f"{message.questions} questions in a direct message, about {minutes} minutes. Everybody answers alone; "
    how += "nobody sees anything before the reveal."
    if message.attribution is Attribution.NAMED:
        how += " At the reveal names stand beside what was said."
    blocks = [kit.section(f"{head}\n{how}")]
    if message.asked:
        names = " ".join(f"<@{person}>" for person in message.asked[:PEOPLE_SHOWN])
        more = len(message.asked) - PEOPLE_SHOWN
        blocks.append(kit.context(f"Asked: {names}" + (f" and {more} more" if more > 0 else "")))
    state = message.progress.sentence()
    if message.deadline is not None and message.stage in BLIND:
        state += f" Until {when(message.deadline)}."
    blocks.append(kit.context(_stage_words(message.stage) or state))
    if message.stage in BLIND:
        join = kit.button(
            "Join", "workshop.join", message.workshop, style="primary", hint=f"Join: {message.subject}"
        )
        blocks.append(kit.actions([join, kit.button("Manage", "workshop.manage", message.workshop)]))
    return Rendered(f"Who are {message.subject}, really? Press Join to answer. {state}", blocks)


@renders(Panel)
def panel(message: Panel) -> Rendered:
    """The facilitator's panel."""
    head = f"{kit.bold(f'Your workshop on {message.subject}')} in <#{message.channel}>\n{message.progress.sentence()}"
    if message.deadline is not None and message.stage in BLIND:
        head += f" Until {when(message.deadline)}."
    blocks: list[Block] = [kit.section(head)]
    if message.rows:
        rows = [f"<@{row.person}> · {row.state}" for row in message.rows[:PEOPLE_SHOWN]]
        more = len(message.rows) - PEOPLE_SHOWN
        blocks.append(kit.section("\n".join(rows) + (f"\nand {more} more" if more > 0 else "")))
    words = _next_step(message)
    if message.unposted:
        words = f"Not posted in the channel yet: Dramatis must be a member there, and it must not be archived. {words}"
    if words:
        blocks.append(kit.context(words))
    buttons = panel_buttons(message)
    if buttons:
        blocks.append(kit.actions(buttons))
    return Rendered(f"Your workshop on {message.subject}: {message.progress.sentence()} {words}", blocks)


@renders(TakeOver)
def take_over(message: TakeOver) -> Rendered:
    """Somebody may run a workshop whose facilitator is gone."""
    words = f"<@{message.facilitator}> ran the workshop on {esc(message.subject)} and is not here any more. "
    words += "You can run it from now on; the answers stay unseen until the reveal."
    button = kit.button("Run it from now on", "workshop.take_over", message.workshop, style="primary")
    text = f"The workshop on {message.subject} has nobody who runs it. You can run it from now on."
    return Rendered(text, [kit.section(words), kit.actions([button])])


def panel_buttons(message: Panel) -> list[Block]:
    """What the facilitator can do now."""
    buttons = _stage_buttons(message)
    if message.unposted:
        buttons.insert(0, kit.button("Post it again", "workshop.post_again", message.workshop))
    return buttons


def _stage_buttons(message: Panel) -> list[Block]:
    workshop = message.workshop
    if message.stage is Stage.ASKING:
        buttons = [kit.button("Remind", "workshop.remind", workshop)]
        if not message.seated:
            buttons.insert(0, kit.button("Hold a seat myself", "workshop.join", workshop))
        if message.vote:
            buttons.insert(0, kit.button("Start the vote", "workshop.vote_start", workshop, style="primary"))
            buttons.append(_reveal_button(workshop, message, None))
        else:
            buttons.insert(0, _reveal_button(workshop, message, "primary"))
        return buttons + _later(workshop)
    if message.stage is Stage.VOTING:
        return [_reveal_button(workshop, message, "primary"), *_doubtful(message), *_later(workshop)]
    if message.stage is Stage.REVEALED:
        buttons = [kit.button("Make the persona", "workshop.publish", workshop, style="primary")]
        buttons += _doubtful(message)
        buttons.append(kit.button("Take merged lines apart", "workshop.apart", workshop))
        return buttons
    return []


def _doubtful(message: Panel) -> list[Block]:
    """Pairs of lines the bot was not sure about, to be decided in one window."""
    if not message.doubtful:
        return []
    return [kit.button(f"Same or not? ({message.doubtful})", "workshop.doubtful", message.workshop)]


def _reveal_button(workshop: str, message: Panel, style: str | None) -> Block:
    confirm = None
    waiting = sum(row.state not in ("done", "voted") for row in message.rows)
    if waiting:
        who = f"{people(waiting)} {'is' if waiting == 1 else 'are'}"
        confirm = (
            f"{who} not done yet. What they answered so far is shown, and they cannot add to it.",
            "Reveal",
        )
    return kit.button("Reveal", "workshop.reveal", workshop, style=style, confirm=confirm)


def _later(workshop: str) -> list[Block]:
    options = [
        kit.option("New deadline", f"extend:{workshop}"),
        kit.option("Hand over", f"hand_over:{workshop}"),
        kit.option("Close without reveal", f"close:{workshop}"),
    ]
    return [kit.overflow("workshop.more", options)]


def _next_step(message: Panel) -> str:
    match message.stage:
        case Stage.ASKING if message.vote:
            return "When the answers are in, start the vote: everybody marks the lines, blind, in 90 seconds."
        case Stage.ASKING:
            return "When the answers are in, reveal them to the channel."
        case Stage.VOTING:
            return "The vote is on. Reveal when enough have voted."
        case Stage.REVEALED:
            return "Revealed. Now give the persona a name or a role."
        case Stage.PUBLISHED:
            return "The persona is published."
        case Stage.CLOSED:
            return "Closed without a reveal; nobody saw the answers."


@renders(VoteCall)
def vote_call(message: VoteCall) -> Rendered:
    """Asks one person for their marks."""
    subject = esc(message.subject)
    lines = many(message.lines, "line")
    if not message.open:
        words = f"The vote on {subject} is over. "
        words += "The reveal is in the channel." if message.revealed else "It was closed without a reveal."
        return Rendered(f"The vote on {message.subject} is over.", [kit.section(words)])
    words = f"*The answers on {subject} are in.* {lines}: mark each with agree, no or don't know. "
    words += "About 90 seconds; nobody sees your marks, only the counts at the reveal."
    blocks = [kit.section(words)]
    if message.marked:
        blocks.append(
            kit.context(
                f"You marked {message.marked} of {message.lines}. You can change your marks until the reveal."
            )
        )
    label = "Change my marks" if message.marked else "Vote"
    style = None if message.marked else "primary"
    blocks.append(kit.actions([kit.button(label, "workshop.vote", message.workshop, style=style)]))
    return Rendered(f"The answers on {message.subject} are in. Please vote on {lines}.", blocks)


@renders(RevealHead)
def reveal_head(message: RevealHead) -> Rendered:
    """The head of the reveal."""
    answered = people(message.heard)
    lines = many(message.lines, "line")
    blocks: list[Block] = [
        kit.header(f"The reveal: {message.subject}"),
        kit.section(f"{answered} answered, {lines} came of it. All of them are in the thread."),
    ]
    if message.agreed:
        blocks.append(
            _listed(
                "Most of those asked agree", [[kit.text(cut(line, kit.SHOWN))] for line in message.agreed]
            )
        )
    split = [
        [kit.text(cut(a, kit.SHOWN)), kit.text("  versus  ", italic=True), kit.text(cut(b, kit.SHOWN))]
        for a, b in message.contradictions
    ] + [
        [kit.text(cut(text, kit.SHOWN)), kit.text(f"\n{agreement}", italic=True)]
        for text, agreement in message.disputed
    ]
    if split:
        blocks.append(_listed("People disagree", split[:6]))
    if message.nobody_knew:
        blocks.append(kit.context("Nobody knew: " + ", ".join(message.nobody_knew)))
    if message.not_heard:
        names = " ".join(f"<@{person}>" for person in message.not_heard[:PEOPLE_SHOWN])
        blocks.append(kit.context(f"Not heard: {names}"))
    buttons = [kit.button("I changed my mind", "workshop.changed_mind", message.workshop)]
    if not message.published:
        make = kit.button("Make the persona", "workshop.publish", message.workshop, style="primary")
        buttons.insert(0, make)
    blocks.append(kit.actions(buttons))
    return Rendered(f"The reveal of {message.subject}: {answered} answered, {lines}.", blocks)


@renders(RevealPart)
def reveal_part(message: RevealPart) -> Rendered:
    """One facet with its lines, most agreed first."""
    facet = message.facet
    rows: list[list[Block]] = []
    for line in facet.lines:
        runs = [kit.text(cut(line.text, kit.SHOWN)), kit.text(f"\n{line.agreement}", italic=True)]
        if line.known:
            runs += [kit.text(" · ", italic=True), *_known(line.known)]
        for other in line.against:
            runs.append(kit.text(f"\nversus: {cut(other, kit.SHOWN)}", italic=True))
        rows.append(runs)
    shown = rows[:25]
    blocks = [_listed(facet.label, shown)]
    if len(rows) > len(shown):
        blocks.append(
            kit.context(f"and {len(rows) - len(shown)} more; Everything on the card shows them all.")
        )
    spoken = "; ".join(f"{line.text} ({line.agreement})" for line in facet.lines)
    return Rendered(f"{facet.label}: {cut(spoken, 2500)}", blocks)


def _known(words: str) -> list[Block]:
    """How people know it; names (where agreed to) become mentions."""
    runs: list[Block] = []
    for place, part in enumerate(words.split("<@")):
        person, mark, rest = part.partition(">")
        if place and mark:
            runs.append(kit.user(person))
            part = rest
        if part:
            runs.append(kit.text(part, italic=True))
    return runs


def _listed(head: str, rows: list[list[Block]]) -> Block:
    return kit.rich(kit.line(kit.text(head, bold=True)), kit.bullets(rows))


def _stage_words(stage: Stage) -> str:
    return {
        Stage.REVEALED: "Revealed: what came out is below.",
        Stage.PUBLISHED: "Finished: the persona is published.",
        Stage.CLOSED: "Closed without a reveal.",
    }.get(stage, "")
