"""The paragraphs of a Word document, read without trusting it: no macros, no entities, no bombs."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from bot.errors import BadInput

LARGEST_PART = 60_000_000  # bytes of unpacked text; a 1,000-page transcript has about 10 million
MOST_TIMES = 200  # Word's own documents unpack to about 10 times their size
MOST_PARTS = 5_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

NOT_WORD = "This file is named .docx but is not a Word document; save it as .docx or .txt and send it again."
BROKEN = "This Word document is damaged and can't be read; save it again and send it once more."
BOMB = "This Word document unpacks to far more than a transcript and was refused."
MACROS = "This Word document holds macros and was refused; save it as a plain .docx or .txt."
ENTITIES = "This Word document holds XML entities, which no transcript needs, and was refused."
LOCKED = "This Word document is locked with a password; take the password off and send it again."


def docx_paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a .docx in order, line breaks kept; BadInput (one sentence) for anything else."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise BadInput(LOCKED if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in data else NOT_WORD)
    if data[:4] != b"PK\x03\x04":
        raise BadInput(NOT_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _paragraphs(_document(archive))
    except BadInput:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
    ):
        raise BadInput(BROKEN) from None


def _document(archive: zipfile.ZipFile) -> bytes:
    """The document's main part, after the whole archive has been looked at."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise BadInput(BOMB)
    names = {part.filename.lower() for part in parts}
    if any("vbaproject" in name or name.endswith((".bin.exe", ".vbs", ".js")) for name in names):
        raise BadInput(MACROS)
    types = next((part for part in parts if part.filename.lower() == "[content_types].xml"), None)
    if types is None:
        raise BadInput(NOT_WORD)
    if b"macroenabled" in _unpacked(archive, types).lower():
        raise BadInput(MACROS)
    found = next((part for part in parts if part.filename.lower() == "word/document.xml"), None)
    if found is None:
        raise BadInput(NOT_WORD)
    if found.flag_bits & 1:
        raise BadInput(LOCKED)
    return _unpacked(archive, found)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """One part, read no further than the limits, whatever its header says of its size."""
    limit = min(LARGEST_PART, max(1_000_000, part.compress_size * MOST_TIMES))
    with archive.open(part) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise BadInput(BOMB)
    return data


def _paragraphs(xml: bytes) -> list[str]:
    """The texts of `w:p` elements. Deleted text (tracked changes) is not in `w:t` and thus left out."""
    parser = expat.ParserCreate(namespace_separator=" ")
    paragraphs: list[str] = []
    stack: list[list[str]] = []  # text boxes put paragraphs into paragraphs
    in_text = False
    closes = {f"{space} p" for space in (_WORD, _STRICT)}
    texts = {f"{space} t" for space in (_WORD, _STRICT)}
    tabs = {f"{space} tab" for space in (_WORD, _STRICT)}
    breaks = {f"{space} {name}" for space in (_WORD, _STRICT) for name in ("br", "cr")}

    def refuse(*_: object) -> None:
        raise BadInput(ENTITIES)

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal in_text
        if name in closes:
            stack.append([])
        elif name in texts:
            in_text = True
        elif stack and name in tabs:
            stack[-1].append("\t")
        elif stack and name in breaks:
            stack[-1].append("\n")

    def end(name: str) -> None:
        nonlocal in_text
        if name in closes and stack:
            paragraphs.append("".join(stack.pop()))
        elif name in texts:
            in_text = False

    def text(data: str) -> None:
        if in_text and stack:
            stack[-1].append(data)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding nobody knows
        raise BadInput(BROKEN) from None
    return paragraphs
