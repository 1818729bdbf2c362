"""The app's home and the agent view's prompts, for one person."""

from __future__ import annotations

from bot.home import SHOWN, Home, OpenSeat, RunWorkshop, SeenPersona, prompts
from bot.nouns import BLIND
from handlers.use_cases.work import Target, Work
from handlers.use_cases.workshops.posts import progress_of
from storage import personas, seats, workshops


def show_home(work: Work) -> None:
    """Open conversations, workshops they run, personas they may see."""
    if work.person is None:
        return
    work.say(_home(work, work.person), Target.home(work.person))


def suggest_prompts(work: Work, channel: str) -> None:
    """Prompts made from the personas this person may see."""
    if work.person is None:
        return
    visible = personas.visible_personas(work.session, work.workspace, work.person)
    active = [persona for persona in visible if persona.active]
    work.say(prompts(active), Target.prompts(channel, work.person))


def _home(work: Work, person: str) -> Home:
    open_seats = []
    for seat, workshop in workshops.workshops_of(work.session, work.workspace, person):
        if workshop.stage not in BLIND:
            continue
        conversation = seats.load_conversation(work.session, work.workspace, seat)
        if not conversation.finished:
            left = sum(conversation.answer(facet) is None for facet in conversation.script)
            open_seats.append(OpenSeat(seat, workshop.subject, left))
    runs = [
        RunWorkshop(w.id, w.subject, w.stage, w.channel, progress_of(work, w).sentence())
        for w in workshops.running_workshops(work.session, work.workspace, person)
    ]
    visible = [p for p in personas.visible_personas(work.session, work.workspace, person) if p.active]
    seen = [SeenPersona(p.id, p.title, p.role, len(p.standing)) for p in visible]
    return Home(
        tuple(open_seats[:SHOWN]), tuple(runs[:SHOWN]), tuple(seen[:SHOWN]), max(0, len(seen) - SHOWN)
    )
