"""A message that Slack refuses for good: whoever runs the thing it belongs to is told what to do."""

from __future__ import annotations

from bot.errors import NotFound
from bot.messages import Sentence
from handlers.use_cases import persona_edit
from handlers.use_cases.work import Target, Work
from storage import personas, workshops

_WHY = {
    "not_in_channel": "I am not a member there. Type `/invite @Dramatis` in the channel, then do it again.",
    "channel_not_found": "I cannot see that channel. Type `/invite @Dramatis` in it, then do it again.",
    "is_archived": "The channel is archived. Unarchive it, or start again in another one.",
    "restricted_action": "The channel does not let me post. Ask an admin of the workspace to allow it.",
}
OTHER = "Slack refused it ({error}). Please tell whoever looks after Dramatis."


def tell(work: Work, handle: str | None, channel: str | None, error: str) -> None:
    """Tells whoever runs the workshop, owns the persona or shared the card that the post belonged to; else nobody."""
    kind, _, rest = (handle or "").partition(":")
    thing = rest.split(":")[0]
    try:
        match kind:
            case "workshop":
                workshop = workshops.get_workshop(work.session, work.workspace, thing)
                whom, about = workshop.facilitator, workshop.subject
            case "persona":
                persona = personas.any_persona(work.session, work.workspace, thing)
                if error.startswith("invalid_blocks") and persona.picture and persona.picture.file:
                    persona_edit.drop_photo(work, persona.id)
                    return
                whom, about = persona.owner, persona.title
            case "shared":
                whom, about = thing, "that persona"
            case _:
                return
    except NotFound:
        return
    where = f" in <#{channel}>" if channel and channel.startswith("C") else ""
    why = _WHY.get(error, OTHER.format(error=error))
    shown = about.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    work.say(Sentence(f"I could not post about {shown}{where}. {why}"), Target.dm(whom))
