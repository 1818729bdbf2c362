"""`make fuzz`: everything that can be fuzzed, one after the other. `FUZZ="--count 10000"` says how much of each,
`FUZZ="--minutes 60"` how long all of it together, `FUZZ="--parts slack,typed"` which.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

PARTS = {
    "reading": ("tests.fuzz.reading",),
    "tables": ("tests.fuzz.reading", "--engine", "tables"),
    "evidence": ("tests.fuzz.evidence",),
    "typed": ("tests.fuzz.typed",),
    "rules": ("tests.fuzz.rules",),
    "slack": ("tests.fuzz.slack",),
    "story": ("tests.fuzz.slack", "--story"),
}


def main() -> int:
    """Runs each part with its share of the time; a code other than 0 where one of them has found something."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--minutes", type=float)
    arguments, rest = parser.parse_known_args()
    names = arguments.parts.split(",")
    if unknown := [name for name in names if name not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; the parts are {', '.join(PARTS)}")
    if arguments.minutes:
        rest += ["--minutes", str(arguments.minutes / len(names))]
    codes = [
        subprocess.run([sys.executable, "-m", *PARTS[name], *rest], check=False).returncode for name in names
    ]
    return max(map(abs, codes))


if __name__ == "__main__":
    sys.exit(main())
