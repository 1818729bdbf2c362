"""`make fuzz`: everything that can be fuzzed, one after the other. `FUZZ="--count 10000"` says how long."""

from __future__ import annotations

import subprocess
import sys

PARTS = ("reading", "slack")


def main() -> int:
    """Runs each part with the arguments given."""
    codes = [
        subprocess.run([sys.executable, "-m", f"tests.fuzz.{name}", *sys.argv[1:]], check=False).returncode
        for name in PARTS
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
