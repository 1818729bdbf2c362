"""What a dropped file could be by its name: a table, an interview, a text that may be either, or nothing for us."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a dropped file could be; EITHER is a text, which may hold a table or an interview."""

    TABLE = "table"
    INTERVIEW = "interview"
    EITHER = "either"
    OTHER = "other"


_BY_ENDING = {
    FileKind.TABLE: frozenset(
        {"csv", "tsv", "tab", "xlsx", "xlsm", "xls", "ods", "sav", "zsav", "zip", "parquet"}
    ),
    FileKind.INTERVIEW: frozenset({"docx", "docm", "md", "vtt", "srt"}),
    FileKind.EITHER: frozenset({"txt"}),
}
_BY_TYPE = {
    FileKind.TABLE: frozenset({"csv", "tsv", "xlsx", "xls", "ods", "zip", "excel"}),
    FileKind.INTERVIEW: frozenset({"docx", "markdown", "post", "vtt", "srt", "subrip"}),
    FileKind.EITHER: frozenset({"text", "txt"}),
}


def file_kind(name: str, kind: str = "") -> FileKind:
    """What a file could be by its name, or by its type in Slack's words where the name has no ending."""
    stem, dot, ending = name.rpartition(".")
    named = bool(dot and stem)
    word = ending.strip().casefold() if named else kind.casefold()
    known = _BY_ENDING if named else _BY_TYPE
    return next((one for one, words in known.items() if word in words), FileKind.OTHER)
