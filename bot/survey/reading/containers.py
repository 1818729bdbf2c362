"""Looks into zip and OLE containers before anything unpacks them: sizes, entities, paths, locks, macros, links,
phantom rows.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.survey.reading.limits import Limits
from bot.survey.reading.refusals import refused

_XML_PEEK = 1 << 20
_DATA_SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".sav", ".zsav", ".tab", ".xlsm", ".xlsb"}
_GAP = 2_000


@dataclass
class Inside:
    """What a zip holds: `kind` is "workbook" or "file"; `data` is safe to open; `warnings` what was seen on the way."""

    kind: str
    data: bytes
    name: str = ""
    warnings: dict[str, int] = field(default_factory=dict)


def _inflated(archive: zipfile.ZipFile, data: bytes, part: zipfile.ZipInfo, cap: int) -> int:
    """How many bytes a part really unpacks to, counted up to just beyond `cap` and thrown away."""
    with zipfile.ZipFile(io.BytesIO(data)) as fresh:
        fresh.fp.seek(part.header_offset)  # type: ignore[union-attr]
        head = fresh.fp.read(30)  # type: ignore[union-attr]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise refused("corrupt")
    start = (
        part.header_offset
        + 30
        + int.from_bytes(head[26:28], "little")
        + int.from_bytes(head[28:30], "little")
    )
    packed = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise refused("unsupported")
    unpacker = zlib.decompressobj(-15)
    total = 0
    try:
        for at in range(0, len(packed), 1 << 16):
            piece = bytes(packed[at : at + (1 << 16)])
            while piece:
                total += len(unpacker.decompress(piece, 1 << 20))
                piece = unpacker.unconsumed_tail
                if total > cap:
                    return total
    except zlib.error:
        raise refused("corrupt") from None
    return total


def _check_sizes(archive: zipfile.ZipFile, data: bytes, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.zip_parts:
        raise refused("zip_bomb")
    declared = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if packed > len(data) * 1.5 + 1000:
        raise refused("zip_bomb")  # parts that overlap
    for part in parts:
        if part.file_size > 20_000_000 and part.file_size / max(part.compress_size, 1) > limits.ratio:
            raise refused("zip_bomb")
    if declared > limits.unpacked_bytes:
        raise refused("zip_bomb" if declared / packed > limits.ratio / 2 else "too_large")
    for part in parts:
        if part.flag_bits & 0x1:
            raise refused(
                "encrypted", "This zip is locked with a password. Unpack it and upload the file inside."
            )
        if part.compress_size and _inflated(archive, data, part, part.file_size + 1) > part.file_size:
            raise refused("zip_bomb")


def _check_entities(archive: zipfile.ZipFile) -> None:
    """A document type or entity declaration may only stand before the root element, so only that much is read."""
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml", ".xhtml")):
            continue
        with archive.open(part) as stream:
            seen = b""
            while len(seen) < _XML_PEEK:
                piece = stream.read(16_384)
                if not piece:
                    break
                seen += piece
                if re.search(rb"<[A-Za-z_]", seen):
                    break
            upper = seen.replace(b"\x00", b"").upper()
            if b"<!ENTITY" in upper or b"<!DOCTYPE" in upper:
                raise refused("xml_entities")
            if len(seen) >= _XML_PEEK and not re.search(rb"<[A-Za-z_]", seen):
                raise refused("unsafe")


def _check_paths(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
            raise refused("unsafe")


def _phantom_free(archive: zipfile.ZipFile, data: bytes) -> bytes:
    """The workbook without rows after a wide gap of empty ones, which would blow up in memory."""
    cuts: dict[str, bytes] = {}
    for part in archive.infolist():
        if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename):
            continue
        if part.file_size > 60_000_000:
            continue
        xml = archive.read(part)
        last = 0
        last_end = None
        for match in re.finditer(rb'<row\b[^>]*?\br="(\d{1,9})"[^>]*?(/>|>)', xml):
            row = int(match.group(1))
            if row - last > _GAP and last_end is not None:
                break
            if match.group(2) == b">" and re.compile(rb"\s*<c\b[^>]*[^/]>").match(xml, match.end()):
                last = row
                end = xml.find(b"</row>", match.end())
                last_end = end + 6 if end >= 0 else None
        else:
            continue
        end = xml.rfind(b"</sheetData>")
        if last_end is not None and end > last_end:
            cuts[part.filename] = xml[:last_end] + xml[end:]
    if not cuts:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for part in archive.infolist():
            content = cuts.get(part.filename)
            if content is not None:
                content = re.sub(rb"<dimension\b[^>]*/>", b"", content)
            fresh.writestr(part.filename, archive.read(part) if content is None else content)
    return out.getvalue()


def _check_columns(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuses sheets with cells so far to the right that the whole width would have to be held."""
    for part in archive.infolist():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename) and part.file_size <= 60_000_000:
            rows = 0
            widest = 0
            with archive.open(part) as stream:
                tail = b""
                while piece := stream.read(1 << 20):
                    text = tail + piece
                    for letters in set(re.findall(rb'<c r="([A-Z]{3})\d', text)):
                        widest = max(
                            widest, ((letters[0] - 64) * 26 + letters[1] - 64) * 26 + letters[2] - 64
                        )
                    rows += text.count(b"<row")
                    tail = text[-16:]
            if widest > limits.columns and rows * widest > 2_000_000:
                raise refused("too_many_columns")
            if widest > limits.columns * 2:
                raise refused("too_many_columns")


def open_zip(data: bytes, limits: Limits) -> Inside:
    """A zip checked from outside: a workbook, or the one data file in it. Raises SurveyRefused for anything unsafe."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        raise refused("corrupt") from None
    try:
        with archive:
            _check_sizes(archive, data, limits)
            _check_paths(archive)
            _check_entities(archive)
            lowered = {name.lower() for name in names}
            if "[content_types].xml" in lowered and any(name.startswith("xl/") for name in lowered):
                return _workbook(archive, data, lowered, limits)
            if "content.xml" in lowered or "mimetype" in lowered:
                kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
                if kind and b"spreadsheet" not in kind:
                    raise refused(
                        "unsupported",
                        "This is a text document or slides. Upload the responses as CSV, Excel or SPSS.",
                    )
                manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
                if b"encryption-data" in manifest:
                    raise refused("encrypted")
                return Inside(
                    "workbook",
                    data,
                    warnings={"macros": 0} if any(name.startswith("basic/") for name in lowered) else {},
                )
            if any(name.startswith(("word/", "ppt/")) for name in lowered) or any(
                name.endswith(".iwa") for name in lowered
            ):
                raise refused(
                    "unsupported",
                    "This is a document, slides or a Numbers file. Save the table as .xlsx or CSV and upload that.",
                )
            files = [
                part
                for part in archive.infolist()
                if not part.is_dir()
                and not part.filename.startswith("__MACOSX/")
                and not PurePosixPath(part.filename).name.startswith(".")
            ]
            tables = [part for part in files if PurePosixPath(part.filename).suffix.lower() in _DATA_SUFFIXES]
            if not files:
                raise refused("empty", "This zip is empty. Upload the file with the responses.")
            if len(tables) > 1:
                raise refused(
                    "unsupported", "This zip holds several files. Upload the one with the responses."
                )
            if not tables:
                raise refused(
                    "unsupported",
                    "This zip holds no CSV, Excel or SPSS file. Upload the file with the responses.",
                )
            return Inside("file", archive.read(tables[0]), PurePosixPath(tables[0].filename).name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
    ):
        raise refused("corrupt") from None


def _workbook(archive: zipfile.ZipFile, data: bytes, lowered: set[str], limits: Limits) -> Inside:
    warnings: dict[str, int] = {}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lowered):
        warnings["macros"] = 0
    if any(name.startswith("xl/externallinks/") for name in lowered):
        warnings["external_links"] = 0
    _check_columns(archive, limits)
    return Inside("workbook", _phantom_free(archive, data), warnings=warnings)


def check_ole(data: bytes) -> dict[str, int]:
    """Warnings about an old Excel workbook; raises SurveyRefused for locked workbooks and other OLE files."""
    import olefile  # type: ignore[import-untyped]

    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return {}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {"/".join(path).lower() for path in container.listdir()}
    except Exception:
        raise refused("corrupt") from None
    if any("encryptedpackage" in stream or "encryptioninfo" in stream for stream in streams):
        raise refused("encrypted")
    if not streams & {"workbook", "book"}:
        raise refused(
            "unsupported", "This is not an Excel workbook. Upload the responses as CSV, Excel or SPSS."
        )
    return {"macros": 0} if any("_vba_project" in stream for stream in streams) else {}
