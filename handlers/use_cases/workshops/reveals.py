"""From answers to lines: the vote, the reveal, and the persona made of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.facets import FACETS
from bot.messages import Sentence
from bot.nouns import BLIND, Ballot, Change, Choice, Line, Persona, Picture, Stage, Workshop
from bot.personas.editing import DROPPED
from bot.personas.nouns import Origin as LineOrigin
from bot.workshop.conversation import Close
from bot.workshop.forms import Publish, tidy
from bot.workshop.lines import count_votes, gather, told_by
from bot.workshop.messages import RevealPart, invitation, literal, reveal_head
from bot.workshop.reveal import nobody_answered, reveal
from handlers.use_cases.engine import group_statements
from handlers.use_cases.forms import check
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.card import card_handle, show_card
from handlers.use_cases.work import Look, Target, Work
from handlers.use_cases.workshops.posts import (
    call_to_vote,
    invitation_handle,
    is_unposted,
    progress_of,
    reveal_handle,
    show_progress,
)
from handlers.use_cases.workshops.running import run_by
from handlers.use_cases.workshops.seats import close_seats
from storage import persona_life, personas, seats, workshops

NOTHING = (
    "Nobody has answered a question yet, so there is nothing to reveal. Remind people, or close the workshop."
)


def part_handle(workshop: str, facet: str) -> str:
    """The handle of one facet in the reveal's thread."""
    return f"{reveal_handle(workshop)}:{facet}"


def read_ahead(look: Look, workshop_id: str) -> None:
    """Compares what was said before the transaction that needs it begins: the engine keeps what it computed."""
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    if workshop.facilitator != look.person:
        return
    held = seats.conversations(look.session, look.workspace, workshop_id)
    told = [item for person, conversation in held for item in told_by(person, conversation.answers)]
    numbers = itertools.count()
    gather(told, group_statements, lambda: str(next(numbers)))


def start_vote(work: Work, workshop_id: str) -> None:
    """The lines are put together, and everybody who holds a seat is asked for their marks."""
    workshop = run_by(work, workshop_id)
    if workshop.stage is not Stage.ASKING:
        raise OutOfDate("The vote has been started already.")
    lines = put_together(work, workshop)
    workshops.freeze_vote(work.session, work.workspace, workshop.id, [line.id for line in lines])
    voting = replace(workshop, stage=Stage.VOTING)
    workshops.save_workshop(work.session, work.workspace, voting)
    for person, _ in seats.standing(work.session, work.workspace, workshop.id):
        call_to_vote(work, voting, person)
    show_progress(work, voting)


def ballot_lines(look: Look, workshop_id: str) -> tuple[Workshop, tuple[Line, ...], Ballot]:
    """The lines a person may mark, without anybody's voice or mark, and their own marks so far."""
    workshop = workshops.get_workshop(look.session, look.workspace, workshop_id)
    if workshop.stage is Stage.CLOSED:
        raise OutOfDate("The vote is over: the workshop was closed without a reveal.")
    if workshop.stage is not Stage.VOTING:
        raise OutOfDate(
            "There is no vote now. Once the workshop is revealed, what came out is in the channel."
        )
    held = [person for person, _ in seats.standing(look.session, look.workspace, workshop_id)]
    if look.person not in held:
        raise NotAllowed("Only those who took part in the questions can vote on the lines.")
    wanted = workshops.voted_on(look.session, look.workspace, workshop_id)
    known = personas.lines_of(look.session, look.workspace, [workshop_id]).get(workshop_id, ())
    by_id = {line.id: line for line in known}
    place = {facet: number for number, facet in enumerate(FACETS)}
    there = sorted(
        (by_id[line] for line in wanted if line in by_id), key=lambda line: place.get(line.facet, 0)
    )
    blind = tuple(Line(line.id, line.facet, line.text, line.polarity) for line in there)
    mine = [
        b for b in workshops.ballots(look.session, look.workspace, workshop_id) if b.person == look.person
    ]
    return workshop, blind, mine[0] if mine else Ballot(look.person)


def vote(work: Work, workshop_id: str, marks: dict[str, Choice]) -> None:
    """One person's marks; only on lines of this vote."""
    workshop, lines, before = ballot_lines(work, workshop_id)
    known = {line.id for line in lines}
    taken = {line: choice for line, choice in marks.items() if line in known}
    if not taken and not before.marks:
        raise BadInput("Mark at least one line, or close the window to vote later.")
    workshops.cast(work.session, work.workspace, workshop_id, Ballot(before.person, taken))
    marked = len({*before.marks, *taken})
    call_to_vote(work, workshop, before.person, marked)
    show_progress(work, workshop)


def show_reveal(work: Work, workshop_id: str) -> None:
    """Everything that was said becomes visible in the channel, at once."""
    workshop = run_by(work, workshop_id)
    if workshop.stage not in BLIND:
        raise OutOfDate("This workshop has been revealed already.")
    lines = put_together(work, workshop)
    voted = frozenset(workshops.voted_on(work.session, work.workspace, workshop.id))
    held = seats.conversations(work.session, work.workspace, workshop.id)
    people = [person for person, _ in held]
    ballots = workshops.ballots(work.session, work.workspace, workshop.id)
    counted = count_votes(lines, ballots, people, voted)
    personas.save_lines(work.session, work.workspace, workshop.id, counted)
    revealed = replace(workshop, stage=Stage.REVEALED)
    workshops.save_workshop(work.session, work.workspace, revealed)
    _post_reveal(work, revealed, counted)
    close_seats(work, revealed, Close())
    if workshop.stage is Stage.VOTING:
        for person in people:
            call_to_vote(work, revealed, person, is_open=False)
    show_progress(work, revealed)


def post_again(work: Work, workshop_id: str, origin: Origin) -> None:
    """What Slack refused to post (the invitation, or the reveal) is posted once the channel can be written to."""
    workshop = run_by(work, workshop_id)
    if not is_unposted(work, workshop):
        raise OutOfDate("That post is in the channel already.")
    if workshop.stage in BLIND:
        shown = invitation(workshop, progress_of(work, workshop))
        work.say(shown, Target.channel(workshop.channel, handle=invitation_handle(workshop.id)))
    else:
        lines = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
        _post_reveal(work, workshop, lines)
    show_progress(work, workshop)
    origin.tell(work, f"I am posting it in <#{workshop.channel}> again.")


def publish(work: Work, workshop_id: str, form: Publish, origin: Origin) -> str:
    """The persona is made of the revealed lines and its card posted in the channel. Returns its id."""
    workshop = run_by(work, workshop_id)
    if workshop.stage is not Stage.REVEALED:
        raise OutOfDate("A persona can be made once, after the reveal.")
    lines = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
    check(form.problems([line.id for line in lines]))
    persona = Persona(
        id=work.new_id(),
        product=workshop.product,
        workshop=workshop.id,
        name=tidy(form.name),
        role=tidy(form.role) or workshop.subject,
        purpose=workshop.purpose,
        owner=workshop.facilitator,
        channel=workshop.channel,
        private=workshop.private,
        lines=tuple(replace(line, id=work.new_id(), dropped=line.id in form.left_out) for line in lines),
        created=work.now,
        changed=work.now,
        picture=Picture(drawn=form.drawn, file=form.file) if form.drawn or form.file else None,
        attribution=workshop.attribution,
    )
    personas.save_persona(work.session, work.workspace, persona)
    _votes_go_on(
        work, workshop, persona, {old.id: new.id for old, new in zip(lines, persona.lines, strict=True)}
    )
    people = [person for person, _ in seats.standing(work.session, work.workspace, workshop.id)]
    personas.let_see(
        work.session, work.workspace, persona.id, [*people, *workshop.asked, workshop.facilitator]
    )
    told = f"{persona.title}, {len(persona.standing)} lines"
    changes = [Change(work.now, workshop.facilitator, "published", after=told)]
    for place, line in enumerate((line for line in persona.lines if line.dropped), start=1):
        later = work.now + timedelta(microseconds=place)  # so that the history keeps their order
        changes.append(Change(later, workshop.facilitator, DROPPED, line.text))
    for change in changes:
        personas.add_change(work.session, work.workspace, work.new_id(), persona.id, change, change.person)
    published = replace(workshop, stage=Stage.PUBLISHED)
    workshops.save_workshop(work.session, work.workspace, published)
    show_card(work, persona, Target.channel(persona.channel, handle=card_handle(persona.id)))
    _update_head(work, published, lines)
    show_progress(work, published)
    origin.tell(work, f"{literal(persona.title)} is published in <#{persona.channel}>.")
    return persona.id


def _votes_go_on(work: Work, workshop: Workshop, persona: Persona, renamed: dict[str, str]) -> None:
    """The marks of the vote become marks on the persona's lines, which remember where they come from."""
    origins = [LineOrigin(new, old, workshop.id) for old, new in renamed.items()]
    persona_life.save_origins(work.session, work.workspace, persona.id, origins)
    for ballot in workshops.ballots(work.session, work.workspace, workshop.id):
        marks = {renamed[line]: choice for line, choice in ballot.marks.items() if line in renamed}
        workshops.cast(work.session, work.workspace, persona.id, Ballot(ballot.person, marks))


def put_together(work: Work, workshop: Workshop) -> tuple[Line, ...]:
    """The lines of everything said so far.

    Lines that were voted on keep their ids (marks hang on them): what was said since is added to them or beside them.
    """
    held = seats.conversations(work.session, work.workspace, workshop.id)
    if nobody_answered([conversation.answers for _, conversation in held]):
        raise OutOfDate(NOTHING)
    told = [item for person, conversation in held for item in told_by(person, conversation.answers)]
    apart = frozenset(
        frozenset(pair) for pair in workshops.pairs(work.session, work.workspace, workshop.id, "apart")
    )
    together = frozenset(
        frozenset(pair) for pair in workshops.pairs(work.session, work.workspace, workshop.id, "together")
    )
    group = partial(group_statements, together=together)
    gathered = gather(told, group, work.new_id, apart)
    known = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
    ids = _kept_ids(known, gathered.lines)
    lines = tuple(replace(line, id=ids.get(line.id, line.id)) for line in gathered.lines)
    personas.save_lines(work.session, work.workspace, workshop.id, lines)
    for relation, found in (("contradict", gathered.contradictions), ("doubtful", gathered.doubtful)):
        renamed = [(ids.get(a, a), ids.get(b, b)) for a, b in found]
        workshops.set_pairs(work.session, work.workspace, workshop.id, relation, renamed)
    return lines


def _kept_ids(known: tuple[Line, ...], fresh: tuple[Line, ...]) -> dict[str, str]:
    """For each fresh line the id of the known line that shares most of its statements."""
    owner = {voice.statement: line.id for line in known for voice in line.voices}
    kept: dict[str, str] = {}
    for line in fresh:
        shared = [owner[voice.statement] for voice in line.voices if voice.statement in owner]
        free = [line_id for line_id in shared if line_id not in kept.values()]
        if free:
            kept[line.id] = max(set(free), key=lambda line_id: (free.count(line_id), line_id))
    return kept


def _post_reveal(work: Work, workshop: Workshop, lines: tuple[Line, ...]) -> None:
    there = {line.id for line in lines}
    pairs = workshops.pairs(work.session, work.workspace, workshop.id, "contradict")
    contradictions = [pair for pair in pairs if there.issuperset(pair)]
    held = seats.conversations(work.session, work.workspace, workshop.id)
    answers = [(person, conversation.answers) for person, conversation in held]
    shown = reveal(workshop, lines, contradictions, answers)
    handle = reveal_handle(workshop.id)
    head = reveal_head(workshop, shown, _agreed(lines))
    work.say(head, Target.channel(workshop.channel, handle=handle))
    for facet in shown.facets:
        part = part_handle(workshop.id, facet.facet)
        work.say(RevealPart(facet), Target.channel(workshop.channel, thread=handle, handle=part))


def refresh_reveal(work: Work, workshop: Workshop) -> None:
    """Shows the reveal anew after somebody changed their mind: its head, and each facet in its thread."""
    lines = personas.lines_of(work.session, work.workspace, [workshop.id]).get(workshop.id, ())
    there = {line.id for line in lines}
    pairs = workshops.pairs(work.session, work.workspace, workshop.id, "contradict")
    contradictions = [pair for pair in pairs if there.issuperset(pair)]
    workshops.set_pairs(work.session, work.workspace, workshop.id, "contradict", contradictions)
    held = seats.conversations(work.session, work.workspace, workshop.id)
    shown = reveal(workshop, lines, contradictions, [(person, c.answers) for person, c in held])
    published = workshop.stage is Stage.PUBLISHED
    head = replace(reveal_head(workshop, shown, _agreed(lines)), published=published)
    if not work.stands(reveal_handle(workshop.id)):
        return
    work.say(head, Target.update(reveal_handle(workshop.id)))
    parts = {facet.facet: facet for facet in shown.facets}
    for facet in FACETS:
        handle = part_handle(workshop.id, facet)
        if work.stands(handle):
            gone = Sentence(f"*{FACETS[facet].label}*\nWhat was said here has been withdrawn.")
            work.say(RevealPart(parts[facet]) if facet in parts else gone, Target.update(handle))
        elif facet in parts:
            place = Target.channel(workshop.channel, thread=reveal_handle(workshop.id), handle=handle)
            work.say(RevealPart(parts[facet]), place)


def _update_head(work: Work, workshop: Workshop, lines: tuple[Line, ...]) -> None:
    contradictions = workshops.pairs(work.session, work.workspace, workshop.id, "contradict")
    held = seats.conversations(work.session, work.workspace, workshop.id)
    shown = reveal(workshop, lines, contradictions, [(person, c.answers) for person, c in held])
    head = replace(reveal_head(workshop, shown, _agreed(lines)), published=True)
    work.refresh(head, reveal_handle(workshop.id))


def _agreed(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The three lines most people agree on, of those more than half agree on."""
    carried = [line for line in lines if line.agree * 2 > line.asked and line.agree > 1]
    carried.sort(key=lambda line: (-line.agree, line.no, -len(line.voices), line.position))
    return tuple(line.text for line in carried[:3])
