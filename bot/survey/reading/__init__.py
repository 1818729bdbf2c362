"""Reads any survey export into a typed Survey, free of personal data. Pure: bytes in, nouns out, nothing written
anywhere.

How the files divide the work, in the order they are used:

- `limits.py`, `refusals.py`   how large is too large; every reason to refuse and its sentence
- `sniffing.py`, `containers.py`, `encoding.py`   what a file really is; zip and OLE looked into before anything is
unpacked
- `delimited.py`, `workbook.py`, `spss.py` with `sav_child.py`, `htmltable.py` → `table.py`   bytes to columns of text
- `formats/`   one module for each survey tool: which row is what, which columns belong together → `layout.py`
- `kinds.py`, `choices.py`, `dates.py`   what one column of answers is
- `questions.py`, `spread.py`, `privacy.py` → `drafts.py`   which columns are one question, which belong to a person
- `answers.py`, `noticing.py`, `report.py`   clean answers, warnings with counts, JSON
- `words/`   what words mean in a survey, as data, every language side by side
"""

from __future__ import annotations

from pathlib import Path

from bot.survey.reading.limits import Limits
from bot.survey.reading.report import to_json
from bot.survey.survey import Survey

__all__ = ["Limits", "read_survey", "read_survey_file", "to_json"]


def read_survey(data: bytes, name: str, *, limits: Limits = Limits()) -> Survey:  # noqa: B008  (a frozen value)
    """The survey in `data`, the bytes of an exported file called `name`. Raises SurveyRefused and nothing else."""
    from bot.survey.reading.pipeline import read

    return read(data, name, limits)


def read_survey_file(path: Path) -> Survey:
    """The survey in a file. Raises SurveyRefused, and OSError where the file cannot be opened at all."""
    from bot.survey.reading.pipeline import read
    from bot.survey.reading.refusals import refused

    limits = Limits()
    if path.stat().st_size > limits.file_bytes:
        raise refused("too_large")
    return read(path.read_bytes(), path.name, limits)
