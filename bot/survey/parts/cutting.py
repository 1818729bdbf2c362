"""Where a file can be cut: a CSV between two records, a Parquet file between row groups."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.survey.reading.delimited import delimiter_of
from bot.survey.reading.encoding import Decoding, decoding_of
from bot.survey.reading.parquet import MAGIC
from bot.survey.reading.refusals import refused

PART = 64_000_000
SAMPLE = 1 << 20
LONGEST_RECORD = 16_000_000
MOST_TRIES = 50
NO_CUT = (
    "This file is too large to be read at once and cannot be cut into parts. Export it again as CSV in UTF-8."
)


@dataclass(frozen=True)
class Text:
    """How all parts of a CSV are read."""

    decoding: Decoding
    delimiter: str


@dataclass(frozen=True)
class Part:
    """A piece of a file: bytes `start` to `end` of a CSV, or row groups `start` to `end` of a Parquet file."""

    path: str
    start: int
    end: int
    first: bool
    last: bool
    text: Text | None = None


def parts_of(path: Path, size: int = PART) -> list[Part]:
    """The parts of a file, of about `size` bytes each. Raises SurveyRefused where it cannot be cut."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head:
        raise refused("empty")
    if head.startswith(MAGIC):
        return _row_groups(path, size)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"$FL", b"\xff\xfe", b"\xfe\xff")):
        raise refused("too_large", NO_CUT)
    last = max(head.rfind(b"\n"), head.rfind(b"\r"))
    decoding = decoding_of(head[: last + 1] if last >= 0 else head)
    if decoding.codec.startswith(("utf-16", "utf-32")):
        raise refused("too_large", NO_CUT)
    how = Text(decoding, delimiter_of(head, decoding))
    edges = _edges(path, size)
    return [
        Part(str(path), start, end, at == 0, at == len(edges) - 2, how)
        for at, (start, end) in enumerate(pairwise(edges))
    ]


def _edges(path: Path, size: int) -> list[int]:
    """Offsets at which records begin, and the end. A line break within quotation marks ends no record."""
    total = path.stat().st_size
    edges, at = [0], 0
    with path.open("rb") as file:
        while at + size < total:
            file.seek(at)
            block = file.read(size)
            cut = _last_record(block)
            while cut < 0 and len(block) < size + LONGEST_RECORD:
                more = file.read(min(size, LONGEST_RECORD))
                if not more:
                    return [*edges, total]
                block += more
                cut = _last_record(block)
            if cut < 0:
                raise refused("too_large", NO_CUT)
            at += cut
            if at < total:
                edges.append(at)
    return [*edges, total]


def _last_record(block: bytes) -> int:
    """The offset after the last line break that stands outside quotation marks, in a block that begins with a record;
    -1 where there is none."""
    end = len(block)
    for _ in range(MOST_TRIES):
        cut = block.rfind(b"\n", 0, end)
        if cut < 0:
            return -1
        if block.count(b'"', 0, cut) % 2 == 0:
            return cut + 1
        end = block.rfind(b'"', 0, cut)  # what lies behind the mark that opened is inside too
    return -1


def _row_groups(path: Path, size: int) -> list[Part]:
    import pyarrow.parquet as pq

    try:
        meta = pq.ParquetFile(path).metadata
        sizes = [meta.row_group(at).total_byte_size for at in range(meta.num_row_groups)]
    except Exception as error:
        raise refused("corrupt") from error
    edges, held = [0], 0
    for at, one in enumerate(sizes):
        if held and held + one > size:
            edges.append(at)
            held = 0
        held += one
    edges.append(len(sizes))
    return [
        Part(str(path), start, end, at == 0, at == len(edges) - 2)
        for at, (start, end) in enumerate(pairwise(edges))
    ]
