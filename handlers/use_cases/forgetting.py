"""`/persona privacy` and `/persona forget me`: a person's words go, counts stay; docs/PRIVACY.md says it to people."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import NotFound, OutOfDate
from bot.nouns import BLIND, FORGOTTEN, Ballot, Change, Choice, Persona, Stage
from bot.personas.forgetting import forget_voices
from bot.privacy import FORGOTTEN as DONE
from bot.privacy import NOTHING, ForgetMe, PrivacyShort
from handlers.use_cases import erasure
from handlers.use_cases.asking import team
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas.card import refresh_card
from handlers.use_cases.work import Look, Target, Work, acting
from handlers.use_cases.workshops import customers
from handlers.use_cases.workshops.posts import show_progress
from handlers.use_cases.workshops.reveals import refresh_reveal
from storage import asking, forgetting, personas, workshops
from storage import persona_life as life

FORGOT = "forgot what somebody had said"


def show_privacy(work: Work, days: int, origin: Origin) -> None:
    """`/persona privacy`: one short message."""
    origin.answer(work, PrivacyShort(days))


def ask(work: Work, origin: Origin) -> None:
    """`/persona forget me`: says what goes and what stays; nothing is done before the button is pressed."""
    texts = forgetting.texts_of(work.session, work.workspace, acting(work))
    origin.answer(work, ForgetMe(len(texts), _owns(work)))


def _owns(look: Look) -> tuple[str, ...]:
    titles = []
    for one in life.owned_by(look.session, look.workspace, acting(look)):
        titles.append(personas.any_persona(look.session, look.workspace, one).title)
    return tuple(sorted(titles))


def forget_me(work: Work, origin: Origin) -> None:
    """Forgets everything the person who acts has written, in one transaction; their marks count on without a name."""
    session, workspace, person = work.session, work.workspace, acting(work)
    texts = forgetting.texts_of(session, workspace, person)
    held = forgetting.seats_of(session, workspace, person)
    posts = forgetting.posts_about(session, workspace, person)
    rounds = forgetting.rounds_of(session, workspace, person)
    put = asking.team_questions_by(session, workspace, person)
    stand_in = FORGOTTEN + work.new_id()
    touched = _forget_lines(work, person, texts)
    forgetting.drop_seats(session, workspace, held)
    forgetting.uninvite(session, workspace, person)
    forgetting.forget_person(session, workspace, person, stand_in)
    forgetting.forget_texts(session, workspace, texts)
    forgetting.forget_tests(session, workspace, texts, touched)
    forgetting.forget_undelivered(session, workspace, person, texts)
    life.set_gone(session, workspace, stand_in, True)  # so that nobody sends it anything
    _forget_vectors(work)
    for handle in posts:
        work.say(None, Target.delete(handle))
    for question in put:
        team.take_back(work, question)
    for workshop in dict.fromkeys(workshop for _, workshop, _ in held):
        _show_workshop(work, workshop)
    for round_ in rounds:
        customers.refresh(work, round_)
    erasure.scrub_soon(work)
    origin.tell(work, DONE if texts or held or rounds else NOTHING)


def _forget_lines(work: Work, person: str, texts: frozenset[str]) -> dict[str, frozenset[str]]:
    """On every workshop and persona: voices go, lines that only this person said go, agreement stays as a mark. Returns
    by persona the lines that this person had said or worded."""
    touched: dict[str, frozenset[str]] = {}
    earlier = forgetting.rewordings(work.session, work.workspace, person)
    for belongs in forgetting.places_of(work.session, work.workspace, person, texts):
        try:
            persona: Persona | None = personas.any_persona(work.session, work.workspace, belongs)
        except NotFound:
            persona = None
        lines = (
            persona.lines
            if persona is not None
            else personas.lines_of(work.session, work.workspace, [belongs]).get(belongs, ())
        )
        after = forget_voices(lines, person, texts, earlier)
        if not after.changed:
            continue
        forgetting.drop_lines(work.session, work.workspace, belongs, after.removed)
        ballots = workshops.ballots(work.session, work.workspace, belongs)
        marked = next((ballot.marks for ballot in ballots if ballot.person == person), {})
        agreed = {line: Choice.AGREE for line in after.spoken if line not in marked}
        workshops.cast(work.session, work.workspace, belongs, Ballot(person, agreed))
        if persona is None:
            personas.save_lines(work.session, work.workspace, belongs, after.lines)
            continue
        left = set(after.lines)
        touched[belongs] = frozenset(line.id for line in lines if line not in left)
        pins = tuple(pin for pin in persona.pins if pin not in after.removed)
        changed = replace(persona, lines=after.lines, pins=pins, changed=work.now)
        personas.save_persona(work.session, work.workspace, changed)
        entry = Change(work.now, "", FORGOT)
        personas.add_change(work.session, work.workspace, work.new_id(), persona.id, entry)
        refresh_card(work, changed)
    return touched


def _forget_vectors(work: Work) -> None:
    """The places of texts in the space of meaning go with the texts."""
    from bot.meaning.encoder import WEIGHTS_SHA256

    asking.forget_vectors(work.session, work.workspace, WEIGHTS_SHA256)


def _show_workshop(work: Work, workshop_id: str) -> None:
    """What the channel and the facilitator see of it, as it is now."""
    try:
        workshop = workshops.get_workshop(work.session, work.workspace, workshop_id)
    except (NotFound, OutOfDate):
        return
    if workshop.stage in BLIND:
        show_progress(work, workshop)
    elif workshop.stage in (Stage.REVEALED, Stage.PUBLISHED):
        refresh_reveal(work, workshop)
