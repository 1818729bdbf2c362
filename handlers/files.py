"""Uploads are fetched here: only from Slack's own hosts, streamed, limited in size, and sniffed. Nothing is written.

The bot token goes with the request, so an address elsewhere is never asked, and redirects are followed by hand.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests

from bot.errors import BadInput, NotConnected

PATIENCE = (5.0, 30.0)  # seconds to connect, and between two pieces
LONGEST = 180.0  # seconds for the whole file
PIECE = 1 << 16
REDIRECTS = 3
ELSEWHERE = "The file does not lie with Slack, so Dramatis does not fetch it. Upload the file itself, not a link to it."
SIGN_IN = (
    "Slack gave a sign-in page instead of the file. Whoever looks after Dramatis should check that the app "
    "may read files (files:read) and install it again."
)
GONE = "The file is not there any more. Drop it again."
TOO_SLOW = "Fetching the file took too long. Drop it again later."


class Unfetched(Exception):
    """Slack could not give the file right now (connection, 429, 5xx): worth another attempt."""


@dataclass(frozen=True)
class Fetcher:
    """Fetches files of one Slack. `api_url` may be another base address; `limit` in bytes."""

    api_url: str
    limit: int
    clock: Callable[[], float] = time.monotonic

    def fetch(self, url: str, token: str) -> bytes:
        """The bytes of a file. Raises BadInput, NotConnected with a sentence; Unfetched where a retry may help."""
        deadline = self.clock() + LONGEST
        try:
            for _ in range(REDIRECTS + 1):
                self.check(url)
                with requests.get(
                    url,
                    headers={"Authorization": f"Bearer {token}"},
                    stream=True,
                    timeout=PATIENCE,
                    allow_redirects=False,
                ) as answer:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers["location"])
                        continue
                    return self._body(answer, deadline)
        except requests.RequestException as error:
            raise Unfetched(type(error).__name__) from None  # its words may hold the address
        raise NotConnected(SIGN_IN)

    def check(self, url: str) -> None:
        """Raises BadInput where an address is not one of Slack's (or of the base address that stands for Slack)."""
        asked, ours = urlsplit(url), urlsplit(self.api_url)
        try:
            asked_port = asked.port
        except ValueError:
            raise BadInput(ELSEWHERE) from None
        if asked.username is not None or asked.password is not None:
            raise BadInput(ELSEWHERE)
        if (asked.scheme, asked.hostname, asked_port) == (ours.scheme, ours.hostname, ours.port):
            return
        host = asked.hostname or ""
        of_slack = host == "slack.com" or host.endswith(".slack.com")
        if asked.scheme != "https" or not of_slack or asked_port not in (None, 443):
            raise BadInput(ELSEWHERE)

    def _body(self, answer: requests.Response, deadline: float) -> bytes:
        if answer.status_code == 429 or answer.status_code >= 500:
            raise Unfetched(str(answer.status_code))
        if answer.status_code in (401, 403):
            raise NotConnected(SIGN_IN)
        if answer.status_code != 200:
            raise BadInput(GONE)
        length = answer.headers.get("content-length", "")
        if length.isdigit() and int(length) > self.limit:
            raise BadInput(too_large(self.limit))
        found = bytearray()
        for piece in answer.iter_content(PIECE):
            found += piece
            if len(found) > self.limit:
                raise BadInput(too_large(self.limit))
            if self.clock() > deadline:
                raise BadInput(TOO_SLOW)
        if is_page(bytes(found[:512]), answer.headers.get("content-type", "")):
            raise NotConnected(SIGN_IN)
        return bytes(found)


def is_page(start: bytes, content_type: str) -> bool:
    """Whether a web page came instead of the file: Slack serves uploaded files under their own type, never as a page."""
    words = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    looks = words.startswith((b"<!doctype html", b"<html"))
    return looks and content_type.split(";")[0].strip().lower() == "text/html"


def too_large(limit: int) -> str:
    """The sentence for a file that is larger than `limit` bytes."""
    return f"The file is larger than {limit // 1_000_000} MB. Export fewer columns or rows, or zip it."
