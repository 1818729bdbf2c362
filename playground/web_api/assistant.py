"""The agent view: suggested prompts, what the bot is doing, the title of a thread."""

from __future__ import annotations

from playground.web_api.registry import Call, RefusedError, method
from playground.world import Conversation
from playground.world.nouns import Json

MOST_PROMPTS = 4


def _dm(call: Call) -> Conversation:
    call.args["channel"] = call.need("channel_id")
    c = call.channel()
    if not c.is_dm:
        raise RefusedError("channel_not_found")
    return c


@method("assistant.threads.setSuggestedPrompts", "assistant:write")
def set_prompts(call: Call) -> Json:
    """Up to four prompts; without a thread they stand at the top of the messages tab."""
    c = _dm(call)
    prompts = call.need("prompts")
    good = isinstance(prompts, list) and all(
        isinstance(p, dict) and isinstance(p.get("title"), str) and isinstance(p.get("message"), str)
        for p in prompts
    )
    if not good or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise RefusedError("invalid_arguments", [f"one to {MOST_PROMPTS} prompts with title and message"])
    c.prompts = {
        "title": str(call.args.get("title") or ""),
        "prompts": prompts,
        "thread_ts": call.args.get("thread_ts"),
    }
    call.world.changed("conversation", call.team, c)
    return {}


@method("assistant.threads.setStatus", "assistant:write", "chat:write")
def set_status(call: Call) -> Json:
    """What the bot is doing; an empty status, or its next message, ends it."""
    c = _dm(call)
    thread, status = str(call.args.get("thread_ts") or ""), str(call.args.get("status") or "")
    if status:
        c.statuses[thread] = status
    else:
        c.statuses.pop(thread, None)
    call.world.changed("conversation", call.team, c)
    return {}


@method("assistant.threads.setTitle", "assistant:write")
def set_title(call: Call) -> Json:
    """The title of a thread."""
    c = _dm(call)
    root = c.at(str(call.need("thread_ts")))
    if root is None:
        raise RefusedError("thread_not_found")
    root["_title"] = str(call.need("title"))
    call.world.changed("message", call.team, c, root["ts"])
    return {}
