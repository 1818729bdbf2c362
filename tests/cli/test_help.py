"""Help is there at once: no command imports anything heavy before it runs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "pandas",
    "sklearn",
    "scipy",
    "matplotlib",
    "numpy",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "aiohttp",
    "tokenizers",
)


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, handlers.cli.main; print(' '.join(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not set(told.split()) & set(HEAVY)
