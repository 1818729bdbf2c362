"""`python -m tests.fuzz.rules --minutes 10`: the property tests of the suite, with another seed each round.

Hypothesis prints the smallest input that breaks a rule, and keeps it for the next `make test` on this machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.fuzz.budget import budget, parser

TESTS = Path(__file__).parents[2]


def main() -> int:
    """Goes round until the count (of rounds) or the time is used up; stops at the first broken rule."""
    limits = budget(parser(__doc__, 3).parse_args())
    os.environ["DRAMATIS_FUZZ"] = "1"  # rules that are tried on fixed examples are tried on others
    rounds = 0
    for index in limits.rounds():
        seed = limits.seed * 1_000 + index
        code = pytest.main(
            [
                str(TESTS),
                *("-q", "-x", "--no-header", "-p", "no:cacheprovider", "-m", "hypothesis"),
                f"--hypothesis-seed={seed}",
            ]
        )
        rounds += 1
        if code:
            print(f"rules: broken in round {rounds} (seed {seed}), 1 findings")
            return 1
    print(f"rules: {rounds} rounds, 0 findings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
