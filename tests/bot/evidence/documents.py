"""Interview files in the shapes that tools export, made for the tests."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
)
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"

TALK = [
    ("Ruth Becker", "Thanks for coming, Jonas. Where do you edit your photos?"),
    ("Jonas Weber", "Mostly on trains. I edit photos on trains without wifi, every single week."),
    ("Ruth Becker", "And what annoys you about it?"),
    ("Jonas Weber", "I lose half a day each month chasing unpaid invoices. My boss Karla says the same."),
    ("Ruth Becker", "What would you change, Jonas?"),
    (
        "Jonas Weber",
        "I need shared albums that work offline. Call me at +49 170 1234567 or jonas@weber.de, Ruth.",
    ),
    ("Ruth Becker", "Would you pay for that?"),
    ("Jonas Weber", "I don't want another login. Weber Photography pays for enough of them already."),
]


def docx(
    xml_paragraphs: str,
    kind: str = PLAIN,
    prolog: str = "",
    extra: dict[str, bytes] | None = None,
    encoding: str = "UTF-8",
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(kind=kind))
        body = f'<w:document xmlns:w="{WORD}"><w:body>{xml_paragraphs}</w:body></w:document>'
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="{encoding}"?>{prolog}{body}')
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def docx_of(lines: list[str]) -> bytes:
    return docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))


def as_text(talk=TALK) -> bytes:
    return "\n\n".join(f"{who}: {said}" for who, said in talk).encode()


def as_timed(talk=TALK) -> bytes:
    return "\n".join(f"[00:0{i}:12] {who}: {said}" for i, (who, said) in enumerate(talk)).encode()


def as_headings(talk=TALK) -> bytes:
    return "\n\n".join(f"{who}  0:{i:02}\n{said}" for i, (who, said) in enumerate(talk)).encode()


def as_markdown(talk=TALK) -> bytes:
    return ("# Interview\n\n" + "\n\n".join(f"**{who}:** {said}" for who, said in talk)).encode()


def as_vtt(talk=TALK) -> bytes:
    cues = [
        f"{i}\n00:00:{i:02}.000 --> 00:00:{i + 1:02}.000\n<v {who}>{said}</v>"
        for i, (who, said) in enumerate(talk)
    ]
    return ("WEBVTT\n\nNOTE made by a tool\nof some kind\n\n" + "\n\n".join(cues)).encode()


def as_zoom_vtt(talk=TALK) -> bytes:
    cues = [
        f"{i}\n00:00:{i:02}.000 --> 00:00:{i + 1:02}.000\n{who}: {said}" for i, (who, said) in enumerate(talk)
    ]
    return ("WEBVTT\n\n" + "\n\n".join(cues)).encode()


def as_srt(talk=TALK) -> bytes:
    cues = [
        f"{i}\n00:00:{i:02},000 --> 00:00:{i + 1:02},000\n{who}: {said}" for i, (who, said) in enumerate(talk)
    ]
    return "\r\n\r\n".join(cues).encode("cp1252")


def as_docx(talk=TALK) -> bytes:
    return docx_of([f"{who}: {said}" for who, said in talk])


def as_speaker_numbers(talk=TALK) -> bytes:
    number = {"Ruth Becker": "Speaker 1", "Jonas Weber": "Speaker 2"}
    return as_text([(number[who], said) for who, said in talk])
