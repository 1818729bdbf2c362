"""The formats of survey tools, one module each with the same two functions: `recognise(table)` and `lay_out(table)`.

To add a tool, write its module and add it to FORMATS; `generic` takes whatever no other recognises. `blocks` holds what
many formats share: cutting "question - item" headers apart.
"""

from __future__ import annotations

from bot.survey.reading.formats import (
    alchemer,
    generic,
    google_forms,
    jotform,
    kobo,
    limesurvey,
    ms_forms,
    qualtrics,
    qualtrics_legacy,
    redcap,
    spss,
    surveymonkey,
    tally,
    typeform,
)
from bot.survey.reading.layout import Format, Layout
from bot.survey.reading.table import Table

FORMATS: tuple[Format, ...] = (
    spss,
    qualtrics,
    qualtrics_legacy,
    limesurvey,
    kobo,
    redcap,
    alchemer,
    tally,
    typeform,
    jotform,
    ms_forms,
    google_forms,
    surveymonkey,
    generic,
)


_SURE = 0.5


def lay_out(table: Table) -> Layout:
    """The layout by the format that is surest of the table; rows with a title above the header are set aside first."""
    best = max(FORMATS, key=lambda candidate: candidate.recognise(table))
    if best.recognise(table) >= _SURE:
        return best.lay_out(table)
    row = generic.header_row(table)
    if row:
        below = Table(table.head[row:], table.columns, table.row_count, spss=table.spss)
        best = max(FORMATS, key=lambda candidate: candidate.recognise(below))
        if best.recognise(below) >= _SURE:
            layout = best.lay_out(below)
            layout.body += row
            layout.warnings["title_rows"] = row
            return layout
    return generic.lay_out(table)
