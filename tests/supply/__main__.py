"""`make licences`: each package that Dramatis runs with, its version and licence; exits with 1 where one does not fit."""

from __future__ import annotations

import sys

from tests.supply.licences import is_accepted, licence_of
from tests.supply.locks import TO_RUN, pins


def main() -> int:
    """Prints the table; returns how the command ends."""
    bad = 0
    for pin in sorted(pins(*TO_RUN), key=lambda each: each.name):
        licence = licence_of(pin.name)
        words = "not for this machine" if licence is None else licence or "none told"
        fits = licence is None or (bool(licence) and is_accepted(licence))
        bad += not fits
        print(f"{pin.name:24} {pin.version:14} {words}{'' if fits else '   NOT ACCEPTED'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
