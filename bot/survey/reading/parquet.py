"""Parquet files into a table: the names of the columns are its first row, everything else is text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.survey.reading.limits import Limits
from bot.survey.reading.refusals import refused
from bot.survey.reading.table import HEAD_ROWS, Column, Table

MAGIC = b"PAR1"
_INDEX = "__index_level_"


def read_parquet(
    source: bytes | Path, limits: Limits, groups: Sequence[int] | None = None, header: bool = True
) -> Table:
    """The table of a Parquet file, or of some of its row groups; raises SurveyRefused.

    Lists (several choices) become one text with ";" between, dates and times are written as ISO 8601 says.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        names = [name for name in file.schema_arrow.names if not name.startswith(_INDEX)]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise refused("corrupt") from error
    if len(names) > limits.columns:
        raise refused("too_many_columns")
    if not names:
        raise refused("empty")
    if groups is None and (file.metadata.num_rows > limits.rows or _unpacked(file) > limits.unpacked_bytes):
        raise refused("too_large")
    try:
        wanted = range(file.metadata.num_row_groups) if groups is None else groups
        read = file.read_row_groups(list(wanted), columns=names)
        columns = [_column(read.column(at), name if header else None) for at, name in enumerate(names)]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise refused("corrupt") from error
    rows = read.num_rows + int(header)
    head = [[column.at(row) for column in columns] for row in range(min(rows, HEAD_ROWS))]
    return Table(head, columns, rows)


def _unpacked(file: Any) -> int:
    meta = file.metadata
    return sum(meta.row_group(at).total_byte_size for at in range(meta.num_row_groups))


def _column(values: Any, name: str | None) -> Column:
    """One column of text; the name is its first cell."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_nested(values.type) and not pa.types.is_list(values.type):
        raise refused(
            "unsupported", "This Parquet file has columns within columns. Export it flat, or as CSV."
        )
    if pa.types.is_list(values.type):
        values = pa.chunked_array(
            [
                pa.array(
                    [None if v is None else ";".join(str(x) for x in v) for v in values.to_pylist()],
                    pa.string(),
                )
            ]
        )
    if pa.types.is_dictionary(values.type):
        values = values.cast(values.type.value_type)
    if pa.types.is_boolean(values.type):
        values = pc.if_else(values, "Yes", "No")
    if pa.types.is_floating(values.type):
        values = pc.if_else(pc.is_finite(values), values, None)
    if pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type):
        raise refused("unsupported", "This Parquet file has columns of bytes. Export the responses as CSV.")
    coded = values.cast(pa.string()).combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    texts: dict[str, int] = {}
    move = []
    if name is not None and name.strip():
        texts[name.strip()] = 0
    for text in coded.dictionary.to_pylist():
        text = _plain_number(text.strip())
        move.append(texts.setdefault(text, len(texts)) if text else -1)
    codes = np.array([*move, -1], dtype=np.int32)[
        coded.indices.fill_null(len(move)).to_numpy(zero_copy_only=False).astype(np.int64)
    ]
    if name is not None:
        codes = np.concatenate([np.array([0 if name.strip() else -1], dtype=np.int32), codes])
    return Column(list(texts), codes.astype(np.int32))


def _plain_number(text: str) -> str:
    """Whole numbers that are stored with a point, as pandas does where some are missing: "3.0" is "3"."""
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdigit() else text
