# ruff: noqa: E501  (sentences, patterns and word lists read better as lines)
"""Every reason for which a file is refused, with the one sentence its uploader reads."""

from __future__ import annotations

from bot.errors import SurveyRefused

REASONS = {
    "empty": "This file is empty. Export the responses again and upload that file.",
    "no_responses": "This file has questions but no responses yet. Export it again once people have answered.",
    "not_a_survey": "This does not look like survey responses. Upload the export with one row for each person, as CSV, Excel or SPSS.",
    "corrupt": "This file is damaged and cannot be opened. Export it again and upload the new file.",
    "encrypted": "This workbook is locked with a password. Save it without a password and upload it again.",
    "macros": "This workbook holds macros. Save it as .xlsx without macros and upload it again.",
    "external_links": "This workbook links to other files. Save it with values only and upload it again.",
    "unsafe": "This file is built in a way that is not safe to open. Export the responses again straight from your survey tool.",
    "xml_entities": "This file holds XML entities, which survey tools never write, so it was not opened. Export the responses again.",
    "zip_bomb": "This file unpacks to far more than a survey could hold, so it was not opened. Export the responses again.",
    "too_large": "This file is too large to read. Export fewer columns or a shorter time span, or upload it as CSV.",
    "too_many_columns": "This file has more columns than any survey. Export the responses with one row for each person.",
    "unsupported": "This kind of file cannot be read. Export the responses as CSV, Excel (.xlsx) or SPSS (.sav).",
    "wrong_type": "This file is not what its name says and holds no table. Export the responses as CSV, Excel or SPSS.",
    "malformed": "The quotation marks of this file do not match up, so answers could be lost. Export it again as Excel (.xlsx).",
    "summary_export": "This is a summary with percentages, not the responses. In your survey tool, export “All individual responses” instead.",
}


def refused(reason: str, sentence: str | None = None) -> SurveyRefused:
    """The error for `reason`, with its usual sentence or a more fitting one."""
    return SurveyRefused(reason, sentence or REASONS[reason])
