"""Structured logs, one JSON object a line, into which no token and no text of a person can get.

A record keeps its fixed message and the fields of `extra` that are on the list below; everything else is dropped, and
what looks like a token is blotted out even there. Tracebacks keep files, lines and exception types, not their words:
the words of an exception may be somebody's answer (a database error quotes its parameters).
"""

from __future__ import annotations

import contextlib
import contextvars
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TextIO

# The only fields that get through. None of them may hold what a person wrote.
FIELDS = (
    "workspace", "person", "channel", "ref", "kind", "key", "queue", "row", "rows", "lane", "method", "attempt",
    "error", "status", "seconds", "count", "port", "host", "path", "version", "mode", "owner", "job", "replica",
)  # fmt: skip
_TOKEN = re.compile(
    r"(xox[a-z]?(?:\.xox[a-z])?-[\w.-]+|xapp-[\w-]+|xoxe-[\w-]+|Bearer\s+\S+|https://hooks\.slack\.com/\S+|gAAAA[\w=-]{20,})",
    re.IGNORECASE,
)
_OURS = ("dramatis", "handlers", "storage", "bot", "playground")
_request: contextvars.ContextVar[str | None] = contextvars.ContextVar("request", default=None)


def blot(text: str) -> str:
    """The text without anything that looks like a token or a secret address."""
    return _TOKEN.sub("[secret]", text)


@contextlib.contextmanager
def request_id(value: str) -> Iterator[None]:
    """Every line logged inside carries this id."""
    token = _request.set(value)
    try:
        yield
    finally:
        _request.reset(token)


class OneLine(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, the listed fields, and where an exception came from."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        request = _request.get()
        if request is not None:
            line["request"] = request
        for name in FIELDS:
            value = record.__dict__.get(name)
            if value is not None:
                line[name] = value if isinstance(value, (int, float)) else blot(str(value))
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = type(record.exc_info[1]).__name__
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        # Our own messages are fixed words. Those of libraries may quote payloads in their arguments or in the string
        # itself, so only the first words of the template are kept, without what is interpolated.
        if record.name.split(".")[0] in _OURS:
            return blot(str(record.msg) if not record.args else record.getMessage())
        if record.levelno >= logging.WARNING:
            return blot(re.split(r"[:{('\"]", str(record.msg), maxsplit=1)[0])[:80]
        return blot(str(record.msg).split(":")[0])[:80]


def trace_of(error: BaseException) -> list[str]:
    """Where an exception came from, outermost first, causes included: `file:line in function` and types, no words."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(lines) < 60:
        lines.append(type(seen).__name__)
        lines.extend(
            f"  {frame.filename.rpartition('/site-packages/')[2]}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)[-20:]
        )
        seen = seen.__cause__ or seen.__context__
    return lines


def set_up_logs(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Sends every logger of the process through `OneLine`; libraries speak from WARNING on."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(OneLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("dramatis").setLevel(level.upper())
    for chatty in ("slack_sdk", "slack_bolt", "waitress", "werkzeug", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
