"""Run as a program of its own: an SPSS file on standard input, its cells as JSON on standard output.

The C library that reads SPSS files can be crashed by a broken one, so it never runs inside the bot's own process.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

_MEMORY = 4_000_000_000


def text_of(value: Any) -> str:
    """One cell as text: 3.0 is "3", midnight is a date, nothing is ""."""
    if isinstance(value, float):
        return (
            ""
            if value != value
            else str(int(value))
            if value.is_integer() and abs(value) < 1e15
            else repr(value)
        )
    if value is None or value != value:
        return ""
    if hasattr(value, "strftime") and hasattr(value, "hour") and hasattr(value, "year"):
        return str(
            value.strftime("%Y-%m-%d %H:%M:%S" if value.hour or value.minute or value.second else "%Y-%m-%d")
        )
    return str(value)


def main() -> None:
    """Reads, converts, prints; any failure is a non-zero exit code."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    import pyreadstat

    data = sys.stdin.buffer.read()
    try:
        frame, meta = pyreadstat.read_sav(io.BytesIO(data), user_missing=False)
    except (UnicodeDecodeError, pyreadstat.ReadstatError):
        frame, meta = pyreadstat.read_sav(io.BytesIO(data), user_missing=False, encoding="LATIN1")
    names = [str(name) for name in meta.column_names]
    wordings = meta.column_names_to_labels or {}
    found = {
        "names": names,
        "headers": [str(wordings.get(name) or name) for name in names],
        "columns": [[text_of(value) for value in frame.iloc[:, at].tolist()] for at in range(frame.shape[1])],
        "labels": {
            str(name): {text_of(code): str(label) for code, label in labels.items() if str(label).strip()}
            for name, labels in (meta.variable_value_labels or {}).items()
        },
        "sets": {
            str(name): [str(member) for member in group.get("variable_list") or []]
            for name, group in (getattr(meta, "mr_sets", None) or {}).items()
        },
    }
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=True).encode("ascii"))


if __name__ == "__main__":
    main()
