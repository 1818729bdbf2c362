"""What a file really is, told from its first bytes; its name is only compared with that."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from bot.survey.reading.refusals import refused


class Kind(StrEnum):
    """How the bytes of a file are to be opened."""

    TEXT = "text"
    ZIP = "zip"
    OLE = "ole"
    SAV = "sav"
    HTML = "html"
    PARQUET = "parquet"


_BINARY = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document"),
    (b"\x00\x00\x00\x0cjP", "a picture"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
)
_EXTENSIONS = {
    Kind.TEXT: {".csv", ".tsv", ".txt", ".tab", ".dat", ""},
    Kind.ZIP: {".xlsx", ".xlsm", ".xlsb", ".ods", ".zip", ".xltx"},
    Kind.OLE: {".xls", ".xlt"},
    Kind.SAV: {".sav", ".zsav"},
    Kind.HTML: {".html", ".htm"},
    Kind.PARQUET: {".parquet", ".pq"},
}


def sniff(data: bytes) -> Kind:
    """How to open `data`; raises SurveyRefused for what is no table at all."""
    if not data:
        raise refused("empty")
    head = data[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    if head.startswith((b"$FL2", b"$FL3")):
        return Kind.SAV
    if head.startswith((b"\x09\x08\x10\x00\x00\x06", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")):
        return Kind.OLE
    if head.startswith(b"PAR1") and data.endswith(b"PAR1"):
        return Kind.PARQUET
    for magic, what in _BINARY:
        if head.startswith(magic) and not (magic in (b"MZ", b"ID3", b"BZh") and b"\x00" not in head[:512]):
            raise refused(
                "not_a_survey",
                f"This is {what}, not survey responses. Upload the responses as CSV, Excel or SPSS.",
            )
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe") and not data.strip(
        b" \t\r\n\x00\xef\xbb\xbf\xff\xfe,;"
    ):
        raise refused("empty")
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\x00", b"")[:1024].lower()
    if re.match(
        rb"<(?:!doctype html|html|table|head|body|\?xml[^>]*>\s*<(?:!doctype html|html|table))", text
    ):
        return Kind.HTML
    if re.match(rb"<\?xml", text):
        if b"<workbook" in data[:20_000].lower():
            raise refused(
                "unsupported", "This is an old Excel XML file. Save it as .xlsx and upload it again."
            )
        raise refused("unsupported", "This is an XML file. Export the responses as CSV, Excel or SPSS.")
    if re.match(rb'(?:\{\s*["}]|\[\s*[\[{"\]])', text) and not re.match(rb'\{"importid', text):
        raise refused("not_a_survey", "This is a JSON file. Export the responses as CSV, Excel or SPSS.")
    return Kind.TEXT


def is_binary(data: bytes) -> bool:
    """Whether text decoding would only produce noise: many control bytes that no encoding of text uses."""
    sample = data[:65_536]
    control = sum(sample.count(bytes([byte])) for byte in (*range(1, 9), *range(14, 27), 28, 29, 30, 31))
    return control > max(8, len(sample) * 0.01)


def wrong_extension(kind: Kind, name: str) -> bool:
    """Whether a file's name promises something else than its bytes hold."""
    suffix = PurePath(name.replace("\\", "/")).suffix.casefold()
    known = set().union(*_EXTENSIONS.values()) - {""}
    return suffix in known and suffix not in _EXTENSIONS[kind]
