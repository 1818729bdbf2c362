"""A message that Slack refuses for good: whoever runs the thing it belongs to is told what to do."""

from __future__ import annotations

from bot.errors import NotFound
from bot.messages import Sentence
from handlers.use_cases.work import Target, Work
from storage import workshops

_WHY = {
    "not_in_channel": "I am not a member there. Type `/invite @Dramatis` in the channel, then do it again.",
    "channel_not_found": "I cannot see that channel. Type `/invite @Dramatis` in it, then do it again.",
    "is_archived": "The channel is archived. Unarchive it, or start again in another one.",
    "restricted_action": "The channel does not let me post. Ask an admin of the workspace to allow it.",
}
OTHER = "Slack refused it ({error}). Please tell whoever looks after Dramatis."


def tell(work: Work, handle: str | None, channel: str | None, error: str) -> None:
    """Tells the facilitator of the workshop that the post belonged to; nobody where it belonged to none."""
    if handle is None or not handle.startswith("workshop:"):
        return
    try:
        workshop = workshops.get_workshop(work.session, work.workspace, handle.split(":")[1])
    except NotFound:
        return
    where = f" in <#{channel}>" if channel and channel.startswith("C") else ""
    why = _WHY.get(error, OTHER.format(error=error))
    words = f"I could not post about {workshop.subject}{where}. {why}"
    work.say(Sentence(words), Target.dm(workshop.facilitator))
