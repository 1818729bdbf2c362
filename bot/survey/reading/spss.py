"""SPSS files (.sav, .zsav) into a table, from memory: labels of variables as headers, labels of values kept beside."""

from __future__ import annotations

import io
from typing import Any

from bot.survey.reading.limits import Limits
from bot.survey.reading.refusals import refused
from bot.survey.reading.table import Gatherer, Table
from bot.survey.reading.workbook import as_text


def _code(value: Any) -> str:
    return as_text(value) if not isinstance(value, float) or value == value else ""


def read_spss(data: bytes, limits: Limits) -> Table:
    """The table of an SPSS file: row 0 holds the variables' labels (or names), every other row one case, codes as
    codes.
    """
    import pandas as pd
    import pyreadstat

    try:
        frame, meta = pyreadstat.read_sav(io.BytesIO(data), user_missing=False)
    except MemoryError:
        raise
    except Exception:
        try:
            frame, meta = pyreadstat.read_sav(io.BytesIO(data), user_missing=False, encoding="LATIN1")
        except MemoryError:
            raise
        except Exception:
            raise refused("corrupt") from None
    if frame.shape[1] > limits.columns:
        raise refused("too_many_columns")
    if not frame.shape[1]:
        raise refused("empty")
    names = list(meta.column_names)
    headers = [(meta.column_names_to_labels or {}).get(name) or name for name in names]
    gatherer = Gatherer()
    gatherer.add([str(header) for header in headers])
    columns: list[list[str]] = []
    for at in range(frame.shape[1]):
        series = frame.iloc[:, at]
        if pd.api.types.is_float_dtype(series):
            columns.append(["" if value != value else as_text(value) for value in series.tolist()])
        else:
            columns.append(
                [
                    ""
                    if value is None or value is pd.NaT or value != value
                    else as_text(value.to_pydatetime() if hasattr(value, "to_pydatetime") else value)
                    for value in series.tolist()
                ]
            )
    gatherer.extend(list(row) for row in zip(*columns, strict=True))
    table = gatherer.table()
    table.names = names
    table.spss = True
    positions = {name: at for at, name in enumerate(names)}
    for name, labels in (meta.variable_value_labels or {}).items():
        table.labels[positions[name]] = {
            _code(code): str(label) for code, label in labels.items() if str(label).strip()
        }
    for name, measure in (getattr(meta, "variable_measure", None) or {}).items():
        table.measures[positions[name]] = str(measure)
    for name, group in (getattr(meta, "mr_sets", None) or {}).items():
        members = group.get("variable_list") or []
        table.sets[str(name)] = [str(member) for member in members]
    return table
