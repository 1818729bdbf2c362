"""Headless Chromium, and a page of the playground in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000


def missing() -> str | None:
    """Why no browser test can run; None where one can."""
    return None if Path(CHROMIUM).exists() else "Chromium is not installed"


def required() -> bool:
    """Whether a missing browser is a failure."""
    return os.environ.get("DRAMATIS_REQUIRE_BROWSER") == "1"


@contextmanager
def launched() -> Iterator[Any]:
    """A running browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@contextmanager
def page_of(browser: Any, url: str, **look: Any) -> Iterator[Any]:
    """The page at `url`; what it complains about in the console is collected in `page.complaints`."""
    context = browser.new_context(viewport=look.pop("viewport", {"width": 1200, "height": 900}), **look)
    shown = context.new_page()
    shown.complaints = []
    shown.on("console", lambda m: _complain(shown, m))
    shown.on("pageerror", lambda e: shown.complaints.append(str(e)))
    shown.set_default_timeout(PATIENCE)
    shown.goto(url)
    shown.get_by_role("heading", name="#general").wait_for()
    yield shown
    context.close()


def _complain(page: Any, message: Any) -> None:
    if message.type == "error":
        page.complaints.append(f"{message.text} {message.location.get('url', '')}")
