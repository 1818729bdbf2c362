"""The licence of an installed package: what it declares, brought to one word of SPDX where that can be done."""

from __future__ import annotations

import re
from importlib import metadata

# What packages write in place of an SPDX expression (older metadata), longest first.
_WRITTEN = (
    ("Python Software Foundation", "PSF-2.0"),
    ("Mozilla Public License 2.0", "MPL-2.0"),
    ("GNU Lesser General Public License", "LGPL-3.0"),
    ("GNU General Public License", "GPL-3.0"),
    ("Zope Public", "ZPL-2.1"),
    ("ZPL 2.1", "ZPL-2.1"),
    ("Apache", "Apache-2.0"),
    ("ISC", "ISC"),
    ("BSD", "BSD-3-Clause"),
    ("MIT", "MIT"),
)
# Licences under which a service may be run and its source passed on beside them. LGPL: used as a library, unchanged.
ACCEPTED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0", "LGPL-3.0-only"),
    *("MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "ZPL-2.1", "Zlib"),
}


def licence_of(name: str) -> str | None:
    """The licence as an SPDX expression; "" where none is told, None where the package is not installed here."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classifiers = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    first_line = str(told.get("License") or "").strip().partition("\n")[0]
    for text in (*classifiers, first_line):
        if text in ACCEPTED or re.fullmatch(r"[\w.-]+( (AND|OR) [\w.-]+)+", text):
            return text
        known = next((spdx for words, spdx in _WRITTEN if words in text), None)
        if known is not None:
            return known
    return ""


def is_accepted(expression: str) -> bool:
    """Whether every part that must be kept is accepted ("A OR B": one of them is enough)."""
    return all(
        any(one.strip("() ") in ACCEPTED for one in part.split(" OR "))
        for part in re.split(r" AND ", expression)
    )
