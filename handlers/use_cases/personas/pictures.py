"""The drawn pictures: each is uploaded once a workspace, before the first card that shows it."""

from __future__ import annotations

from bot.nouns import Picture
from bot.pictures.drawn import SHAPES, alt_text
from handlers.use_cases.work import Target, Work
from storage.queue import find_post


def picture_handle(key: str) -> str:
    """The handle under which a drawn picture is remembered."""
    return f"picture:{key}"


def ensure_drawn(work: Work, picture: Picture | None, channel: str) -> None:
    """Uploads a drawn picture ahead of what is said to this channel next, unless the workspace has it already."""
    if picture is None or picture.drawn not in SHAPES:
        return
    from bot.pictures.drawn import draw

    key = picture.drawn
    post = find_post(work.session, work.workspace, picture_handle(key))
    if post is not None and post.file_id is not None:
        return
    upload = Target.file(
        channel,
        f"{key}.png",
        draw(key),
        SHAPES[key].label,
        alt_text(key),
        handle=picture_handle(key),
        share=False,
    )
    work.say(None, upload)
