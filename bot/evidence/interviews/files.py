"""The text lines of an interview file: .txt, .md, .docx, .vtt, .srt; whatever else it is, one sentence says so."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from bot.errors import BadInput
from bot.evidence.interviews.docx import docx_paragraphs

KINDS = (".txt", ".md", ".docx", ".vtt", ".srt")
LARGEST = 20_000_000  # bytes
LARGEST_TEXT = 5_000_000  # characters, about 1,500 pages
_BINARY = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF; save it as .docx or .txt",
    b"RIFF": "a recording; send its transcript",
    b"ID3": "a recording; send its transcript",
    b"OggS": "a recording; send its transcript",
    b"\x1aE\xdf\xa3": "a recording; send its transcript",
    b"{\\rtf": "a rich text file; save it as .docx or .txt",
}
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_ARROW = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^>]+)>", re.I)
_TAG = re.compile(r"</?(?:[a-z]{1,4}(?:\.[\w.-]+)?|\d[\d:.]*)(?:\s[^>]*)?>", re.I)


@dataclass(frozen=True)
class Said:
    """One piece of text as it stands in the file; `speaker` where the format itself names one."""

    text: str
    speaker: str | None = None


def read_pieces(data: bytes, name: str) -> list[Said]:
    """The pieces of an interview file in their order; BadInput (one sentence) where it can't be read as one."""
    kind = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if kind == ".docm":
        raise BadInput("Word documents with macros are refused; save it as .docx or .txt.")
    if kind not in KINDS:
        raise BadInput("Interviews are read from .txt, .md, .docx, .vtt and .srt files.")
    if not data:
        raise BadInput("This file is empty.")
    if len(data) > LARGEST:
        raise BadInput(f"This file is larger than {LARGEST // 1_000_000} MB, which no transcript needs.")
    for start, what in _BINARY.items():
        if data.startswith(start) or (start == b"ID3" and data[4:8] == b"ftyp"):
            raise BadInput(f"This file is named {kind} but is {what}.")
    if kind == ".docx":
        pieces = [Said(part) for paragraph in docx_paragraphs(data) for part in paragraph.split("\n")]
    else:
        text = _decoded(data, kind)
        pieces = _captions(text) if kind in (".vtt", ".srt") or "-->" in text[:2000] else _plain(text)
    if sum(len(piece.text) for piece in pieces) > LARGEST_TEXT:
        raise BadInput("This file holds far more text than an interview.")
    pieces = [piece for piece in pieces if piece.text.strip()]
    if not pieces:
        raise BadInput("There is no text in this file.")
    return pieces


def _decoded(data: bytes, kind: str) -> str:
    """The text of a file in whatever encoding; BadInput where it is no text."""
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise BadInput(
            f"This file is named {kind} but is a document of another kind; send it by its own name."
        )
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data[:4096]:
        if data[1:2] == b"\x00" and data[3:4] == b"\x00":
            return data.decode("utf-16-le", "replace")
        raise BadInput(f"This file is named {kind} but is not a text.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum(character < " " and character not in "\t\n\r\f\x0b\x1b" for character in text[:20_000])
    if odd > 0.01 * min(len(text), 20_000) + 2:
        raise BadInput(f"This file is named {kind} but is not a text.")
    return text


def _plain(text: str) -> list[Said]:
    pieces = []
    for line in text.splitlines():
        line = re.sub(
            r"^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+(?=\*\*|\S+:))", "", line
        )  # headings, quotes, lists of Markdown
        line = re.sub(r"(\*\*|__)(.+?)\1", r"\2", line)
        pieces.append(Said(line))
    return pieces


def _captions(text: str) -> list[Said]:
    """The cues of WebVTT (W3C) or SubRip: `<v Name>` names the speaker; a cue may go on in the next."""
    pieces: list[Said] = []
    speaker: str | None = None
    skipping = False
    lines = text.splitlines()
    for place, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            skipping = False
            continue
        if skipping:
            continue
        if bare.startswith("WEBVTT") or re.match(r"(?:NOTE|STYLE|REGION)\b(?!.*-->)", bare):
            skipping = re.match(r"(?:NOTE|STYLE|REGION)\b", bare) is not None
            continue
        if _ARROW.match(bare):
            speaker = None
            continue
        following = next((after.strip() for after in lines[place + 1 : place + 2]), "")
        if _ARROW.match(following):
            continue  # the cue's number or name
        voice = _VOICE.search(bare)
        if voice:
            speaker = html.unescape(voice[1]).strip()
        said = html.unescape(_TAG.sub("", _VOICE.sub("", bare))).strip()
        if said:
            pieces.append(Said(said, speaker))
    return pieces
