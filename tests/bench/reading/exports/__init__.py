"""Writes made answers in each tool's way of exporting, with what a reader should understand.

sheet.py      header rows, columns and the expected reading
questions.py  how a question becomes columns
about.py      columns about the response itself
files.py      a sheet as a file
The others: one tool each.
"""

from tests.bench.reading.exports.alchemer import alchemer
from tests.bench.reading.exports.files import as_csv, as_ods, as_sav, as_xls, as_xlsx
from tests.bench.reading.exports.google import google
from tests.bench.reading.exports.jotform import jotform
from tests.bench.reading.exports.kobo import kobo_labels
from tests.bench.reading.exports.limesurvey import limesurvey
from tests.bench.reading.exports.microsoft import microsoft
from tests.bench.reading.exports.plain import plain_table
from tests.bench.reading.exports.qualtrics import qualtrics
from tests.bench.reading.exports.redcap import redcap_labels
from tests.bench.reading.exports.sheet import Sheet
from tests.bench.reading.exports.surveymonkey import surveymonkey, surveymonkey_row
from tests.bench.reading.exports.tally import tally
from tests.bench.reading.exports.typeform import typeform

__all__ = [
    "Sheet",
    "alchemer",
    "as_csv",
    "as_ods",
    "as_sav",
    "as_xls",
    "as_xlsx",
    "google",
    "jotform",
    "kobo_labels",
    "limesurvey",
    "microsoft",
    "plain_table",
    "qualtrics",
    "redcap_labels",
    "surveymonkey",
    "surveymonkey_row",
    "tally",
    "typeform",
]
