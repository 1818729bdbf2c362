"""SPSS files (.sav, .zsav) into a table, from memory: labels of variables as headers, labels of values kept beside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bot.survey.reading.limits import Limits
from bot.survey.reading.refusals import refused
from bot.survey.reading.table import Gatherer, Table

_SECONDS = 120


def read_spss(data: bytes, limits: Limits) -> Table:
    """The table of an SPSS file: row 0 holds the variables' labels (or names), every other row one case, codes as codes.

    The file goes through a pipe to a process of its own (`sav_child.py`), which a broken file may crash; nothing is
    written to disk.
    """
    child = [sys.executable, "-I", str(Path(__file__).with_name("sav_child.py"))]
    try:
        done = subprocess.run(child, input=data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise refused("too_large") from None
    if done.returncode:
        raise refused("corrupt")
    found = json.loads(done.stdout)
    if len(found["names"]) > limits.columns:
        raise refused("too_many_columns")
    if not found["names"]:
        raise refused("empty")
    gatherer = Gatherer()
    gatherer.add(found["headers"])
    gatherer.extend(list(row) for row in zip(*found["columns"], strict=True))
    table = gatherer.table()
    table.names = found["names"]
    table.spss = True
    positions = {name: at for at, name in enumerate(table.names)}
    table.labels = {positions[name]: labels for name, labels in found["labels"].items() if name in positions}
    table.sets = found["sets"]
    return table
