"""Files: look, upload in three steps, delete; and the download that needs the bot's token."""

from __future__ import annotations

import mimetypes
import secrets
from typing import Any

from aiohttp import web

from playground.playground import Playground
from playground.web_api.chat import bot_fields, check_slack_files, thread_of
from playground.web_api.registry import Call, RefusedError, method
from playground.world import File, World
from playground.world.nouns import Json

SIGN_IN = (
    "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head>"
    "<body><h1>Sign in to your workspace</h1></body></html>"
)


def new_file(world: World, team: str, user: str, name: str, data: bytes, *, ready: bool = True) -> File:
    """A file with its bytes; its kind is guessed from its name, as Slack does."""
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else "binary"
    file = File(
        world.new_id("F"), name, name, user, team, len(data), guessed, suffix, int(world.now()), ready=ready
    )
    world.files[file.id] = file
    world.bytes[file.id] = data
    world.changed("file", file, "with its bytes")
    return file


def _visible(call: Call) -> File:
    file = call.world.files.get(str(call.args.get("file") or ""))
    if file is None or file.team != call.team.id or not file.ready:
        raise RefusedError("file_not_found")
    if file.deleted:
        raise RefusedError("file_deleted")
    mine = file.user == call.team.bot_user
    inside = any(
        call.team.bot_user in call.team.conversations[c].members
        for c in file.channels()
        if c in call.team.conversations
    )
    if not mine and not inside and not file.given:
        raise RefusedError("file_not_found")
    return file


@method("files.info", "files:read")
def info(call: Call) -> Json:
    """One file; it may not be known yet for a while after it was shared."""
    file = _visible(call)
    if file.hidden_for > 0:
        file.hidden_for -= 1
        raise RefusedError("file_not_found")
    shown = file.json(call.world.base_url, call.team.domain)
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


@method("files.delete", "files:write")
def delete(call: Call) -> Json:
    """Delete one of the bot's files."""
    file = _visible(call)
    if file.user != call.team.bot_user:
        raise RefusedError("cant_delete_file")
    file.deleted = True
    call.world.bytes.pop(file.id, None)
    call.world.changed("file", file, "with its bytes")
    return {}


@method("files.getUploadURLExternal", "files:write")
def get_upload_url(call: Call) -> Json:
    """Step one of an upload: an address to send the bytes to."""
    name = str(call.need("filename"))
    try:
        length = int(call.need("length"))
    except ValueError as wrong:
        raise RefusedError("invalid_arguments", ["length must be a number"]) from wrong
    if length <= 0:
        raise RefusedError("invalid_arguments", ["length must be positive"])
    file = new_file(call.world, call.team.id, call.team.bot_user, name, b"", ready=False)
    file.size, file.alt_text = length, str(call.args.get("alt_txt") or "")
    ticket = secrets.token_urlsafe(16)
    call.play.uploads[ticket] = file.id
    return {"upload_url": f"{call.world.base_url}/upload/v1/{ticket}", "file_id": file.id}


async def receive_upload(request: web.Request, play: Playground) -> web.Response:
    """Step two: the bytes, raw or as a multipart form."""
    file = play.world.files.get(play.uploads.get(request.match_info["ticket"], ""))
    if file is None:
        return web.Response(status=404, text="no such upload")
    data = b""
    if request.content_type.startswith("multipart/"):
        for value in (await request.post()).values():
            if isinstance(value, web.FileField):
                data = value.file.read()
    else:
        data = await request.read()
    file.size = len(data)
    play.world.bytes[file.id] = data
    play.world.changed("file", file, "with its bytes")
    return web.Response(text=f"OK - {len(data)}")


@method("files.completeUploadExternal", "files:write")
def complete_upload(call: Call) -> Json:
    """Step three: the files are there, and shared if a channel is named."""
    wanted = call.need("files")
    if not isinstance(wanted, list):
        raise RefusedError("invalid_arguments", ["files must be a list"])
    files: list[File] = []
    for item in wanted:
        file = call.world.files.get(str(item.get("id")) if isinstance(item, dict) else "")
        if file is None or file.user != call.team.bot_user:
            raise RefusedError("file_not_found")
        if not call.world.bytes.get(file.id):
            raise RefusedError("file_update_failed")
        files.append(file)
    channels: list[Any] = [c for c in str(call.args.get("channels") or "").split(",") if c]
    if call.args.get("channel_id"):
        channels = [call.args["channel_id"]]
    targets = []
    for channel in channels:
        call.args["channel"] = channel
        targets.append(call.channel(writable=True))
    for file, item in zip(files, wanted, strict=True):
        file.ready, file.title = True, str(item.get("title") or file.name)
        call.world.changed("file", file)
    for c in targets:
        message = {
            **bot_fields(call),
            "text": str(call.args.get("initial_comment") or ""),
            **thread_of(call, c),
        }
        if call.args.get("blocks"):
            call.checked_blocks(call.args["blocks"], "message", "invalid_blocks")
            check_slack_files(call, call.args["blocks"])
            message["blocks"] = call.args["blocks"]
        call.play.happenings.share(call.team, c, files, message)
    return {"files": [f.json(call.world.base_url, call.team.domain) for f in files]}


def download(request: web.Request, play: Playground) -> web.StreamResponse:
    """A file's bytes for who holds a bot token of its workspace; a sign-in page with status 200 for others."""
    team_id, _, file_id = request.match_info["file"].partition("-")
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    found = play.world.team_of(token)
    if found is None or found[1]["revoked"] or found[0].id != team_id:
        return web.Response(text=SIGN_IN, content_type="text/html")
    file = play.world.files.get(file_id)
    if file is None or file.deleted or file.team != team_id:
        return web.Response(status=404, text="File not found")
    return web.Response(
        body=play.world.bytes.get(file_id, b""),
        content_type=file.mimetype,
        headers={"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"},
    )
