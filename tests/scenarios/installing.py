"""Installing the app as somebody does in a browser: our page, Slack's page, and back to ours."""

from __future__ import annotations

import html
import re
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests

from playground.running import RunningPlayground


@dataclass(frozen=True)
class Installed:
    """The last page: its status and text, and the address Slack sent the browser to."""

    status: int
    text: str
    address: str


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def close_to_all(playground: RunningPlayground) -> None:
    """Takes the app out of every workspace that a new playground has it in."""
    for team in playground.play.world.teams.values():
        team.installed = False
        team.tokens.clear()


def install(bot_url: str, team: str, back_to: str | None = None, keep_cookie: bool = True) -> Installed:
    """Installs into a workspace. `back_to`: come back to another replica than the one where it was begun."""
    first = requests.get(f"{bot_url}/slack/install", timeout=30)
    assert first.status_code == 200, first.text
    cookie = first.headers["Set-Cookie"].split(";")[0]
    asking = html.unescape(re.search(r'href="([^"]+)"', first.text)[1])  # type: ignore[index]
    slack = requests.get(asking, timeout=30)
    assert slack.status_code == 200, slack.text
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', slack.text)
    form = {name: html.unescape(value) for name, value in hidden} | {"team": team}
    allowed = requests.post(
        urljoin(asking, urlsplit(asking).path), data=form, allow_redirects=False, timeout=30
    )
    assert allowed.status_code == 303, allowed.text
    address = allowed.headers["Location"]
    if back_to:
        address = f"{back_to}{urlsplit(address).path}?{urlsplit(address).query}"
    last = requests.get(address, headers={"Cookie": cookie} if keep_cookie else {}, timeout=30)
    return Installed(last.status_code, last.text, address)
