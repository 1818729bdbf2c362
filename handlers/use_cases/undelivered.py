"""A message that Slack refuses for good: whoever runs the thing it belongs to is told what to do."""

from __future__ import annotations

from bot.errors import NotFound
from bot.messages import Sentence
from bot.nouns import Workshop
from bot.workshop.messages import TakeOver, literal
from handlers.use_cases.defects import NOT_SHOWN
from handlers.use_cases.digests import subscriptions
from handlers.use_cases.personas import edit
from handlers.use_cases.work import Target, Work
from handlers.use_cases.workshops.posts import show_progress
from storage import personas, seats, workshops
from storage.queue import forget_post

_WHY = {
    "not_in_channel": "I am not a member there. Type `/invite @Dramatis` in the channel, then do it again.",
    "channel_not_found": "I cannot see that channel. Type `/invite @Dramatis` in it, then do it again.",
    "is_archived": "The channel is archived. Unarchive it, or start again in another one.",
    "restricted_action": "The channel does not let me post. Ask an admin of the workspace to allow it.",
}
_NOT_HERE = frozenset({"user_disabled", "user_not_found", "account_inactive", "channel_not_found"})
AGAIN = " After that, press “Post it again” on the panel of your workshop."
OTHER = "Slack refused it ({error}). Please tell whoever looks after Dramatis."


def tell(
    work: Work, handle: str | None, channel: str | None, error: str, whom: str | None = None, row: int = 0
) -> None:
    """Tells whoever runs the workshop, owns the persona or shared the card that the post belonged to.

    An answer to one person (`whom`) that a defect of ours kept from being shown is owned up to, with its number.
    """
    if whom is not None and error.startswith("defect"):
        work.say(Sentence(NOT_SHOWN.format(ref=row)), Target.dm(whom))
        return
    kind, _, rest = (handle or "").partition(":")
    thing, _, place = rest.partition(":")
    again = ""
    try:
        match kind:
            case "workshop":
                workshop = workshops.get_workshop(work.session, work.workspace, thing)
                whom, about = workshop.facilitator, workshop.subject
                if place.startswith("vote:"):
                    words = f"I could not reach <@{place.removeprefix('vote:')}> for the vote on {literal(about)}."
                    work.say(Sentence(words), Target.dm(whom))
                    return
                if place == f"panel:{whom}" and error in _NOT_HERE:
                    _offer(work, workshop)
                    return
                if place not in ("invitation", "reveal"):
                    return  # what belongs to a post that was told of already
                forget_post(work.session, work.workspace, handle or "")
                show_progress(work, workshop)
                again = AGAIN
            case "persona":
                persona = personas.any_persona(work.session, work.workspace, thing)
                if error.startswith("invalid_blocks") and persona.picture and persona.picture.file:
                    edit.drop_photo(work, persona.id)
                    return
                whom, about = persona.owner, persona.title
            case "digest":
                subscriptions.undelivered(work, thing, _WHY.get(error))
                return
            case "shared":
                whom, about = thing, "that persona"
            case _:
                return
    except NotFound:
        return
    where = f" in <#{channel}>" if channel and channel.startswith("C") else ""
    why = _WHY.get(error, OTHER.format(error=error))
    work.say(Sentence(f"I could not post about {literal(about)}{where}. {why}{again}"), Target.dm(whom))


def _offer(work: Work, workshop: Workshop) -> None:
    """The facilitator cannot be reached any more: those who hold a seat are asked whether they run it."""
    offer = TakeOver(workshop.id, workshop.subject, workshop.facilitator)
    for person, _ in seats.standing(work.session, work.workspace, workshop.id):
        if person != workshop.facilitator:
            work.say(offer, Target.dm(person))
