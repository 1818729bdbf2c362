"""The lock files as values: which package in which version, under which hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TO_RUN = ("requirements.lock", "requirements-encoder.lock")
TO_TEST = ("requirements-dev.lock",)
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Pin:
    """One locked package: its normalised name, its version, how many hashes it may have."""

    name: str
    version: str
    hashes: int


def normal(name: str) -> str:
    """A package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(*files: str) -> list[Pin]:
    """The packages that the lock files name, in their order; one that is locked for two platforms stands twice."""
    found = []
    for file in files:
        text = (ROOT / file).read_text("utf-8")
        starts = list(_PIN.finditer(text))
        for start, end in zip(starts, [*(at.start() for at in starts[1:]), len(text)], strict=True):
            hashes = len(_HASH.findall(text[start.start() : end]))
            found.append(Pin(normal(start.group(1)), start.group(2), hashes))
    return found
