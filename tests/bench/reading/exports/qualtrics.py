"""Qualtrics, with three header rows."""

from __future__ import annotations

import json

from tests.bench.reading.exports.about import ips, numbered, stamps
from tests.bench.reading.exports.questions import (
    all_in_one_cell,
    column_an_item,
    column_an_option,
    one_column,
    ranks_of_items,
)
from tests.bench.reading.exports.sheet import Sheet


def qualtrics(sheet: Sheet, joined: bool, codes: bool = False) -> None:
    def about(code: str, text: str, identity: str, cells: list[str], kind: str = "metadata") -> None:
        sheet.about((code, text, json.dumps({"ImportId": identity})), cells, kind)

    count = len(sheet.answers)
    about("StartDate", "Start Date", "startDate", stamps(sheet))
    about("EndDate", "End Date", "endDate", stamps(sheet))
    about("Status", "Response Type", "status", ["0" if codes else "IP Address"] * count)
    about("IPAddress", "IP Address", "ipAddress", ips(sheet), "personal")
    about("Progress", "Progress", "progress", ["100"] * count)
    about("Duration (in seconds)", "Duration (in seconds)", "duration", numbered(sheet, start=200))
    about("Finished", "Finished", "finished", ["1" if codes else "True"] * count)
    about("RecordedDate", "Recorded Date", "recordedDate", stamps(sheet))
    about("ResponseId", "Response ID", "_recordId", numbered(sheet, "R_3xAbc"), "identifier")
    about("RecipientLastName", "Recipient Last Name", "recipientLastName", [""] * count, "personal")
    about("RecipientFirstName", "Recipient First Name", "recipientFirstName", [""] * count, "personal")
    about("RecipientEmail", "Recipient Email", "recipientEmail", [""] * count, "personal")
    about("ExternalReference", "External Data Reference", "externalDataReference", [""] * count)
    about("LocationLatitude", "Location Latitude", "locationLatitude", ["48.1234"] * count, "personal")
    about("LocationLongitude", "Location Longitude", "locationLongitude", ["11.5678"] * count, "personal")
    about("DistributionChannel", "Distribution Channel", "distributionChannel", ["anonymous"] * count)
    about("UserLanguage", "User Language", "userLanguage", ["EN"] * count)
    for number, ask in enumerate(sheet.questionnaire.asks, start=1):
        q = f"Q{number}"
        qid = f"QID{number + 3}"
        if ask.kind == "multi" and joined:
            all_in_one_cell(
                sheet, ask, (q, f"{ask.text} - Selected Choice", json.dumps({"ImportId": qid})), ","
            )
        elif ask.kind == "multi":
            column_an_option(
                sheet,
                ask,
                lambda option, at, ask=ask, q=q, qid=qid: (
                    f"{q}_{at + 1}",
                    f"{ask.text} - Selected Choice - {option}",
                    json.dumps({"ImportId": qid, "choiceId": str(at + 1)}),
                ),
                lambda option, _at: "1" if codes else option,
                "",
                (
                    f"{q}_9_TEXT",
                    f"{ask.text} - {ask.other} - Text",
                    json.dumps({"ImportId": f"{qid}_9_TEXT"}),
                ),
            )
        elif ask.kind == "matrix":
            places = {option: str(at) for at, option in enumerate(ask.options, start=1)}
            column_an_item(
                sheet,
                ask,
                lambda item, at, ask=ask, q=q, qid=qid: (
                    f"{q}_{at + 1}",
                    f"{ask.text} - {item}",
                    json.dumps({"ImportId": f"{qid}_{at + 1}"}),
                ),
                (lambda option, places=places: places.get(option, "")) if codes else str,
            )
            sheet.about(
                (
                    f"{q}_Page Submit",
                    "Timing - Page Submit",
                    json.dumps({"ImportId": f"QID{number + 90}_PAGE_SUBMIT"}),
                ),
                ["12.5"] * count,
            )
        elif ask.kind == "ranking":
            ranks_of_items(
                sheet,
                ask,
                lambda item, at, ask=ask, q=q, qid=qid: (
                    f"{q}_{at + 1}",
                    f"{ask.text} - {item}",
                    json.dumps({"ImportId": f"{qid}_{at + 1}"}),
                ),
            )
        else:
            suffix = "_TEXT" if ask.kind in ("text", "email", "name", "phone", "date", "number") else ""
            if ask.kind == "nps":
                groups = [
                    ""
                    if person[ask.id] is None
                    else "Promoter"
                    if person[ask.id] > 8
                    else "Passive"
                    if person[ask.id] > 6
                    else "Detractor"
                    for person in sheet.answers
                ]
                sheet.column(
                    (f"{q}_NPS_GROUP", f"{ask.text} - Group", json.dumps({"ImportId": f"{qid}_NPS_GROUP"})),
                    groups,
                )
                sheet.expected.append(
                    {
                        "id": f"{q}_g",
                        "text": "",
                        "type": "single_choice",
                        "options": sorted(set(groups) - {""}),
                        "columns": [len(sheet.columns) - 1],
                        "also_ok": ["metadata", "ordinal"],
                    }
                )
            tail = " - Selected Choice" if ask.other else ""
            one_column(
                sheet,
                ask,
                (q, ask.text + tail, json.dumps({"ImportId": qid + suffix})),
                (
                    f"{q}_8_TEXT",
                    f"{ask.text} - {ask.other} - Text",
                    json.dumps({"ImportId": f"{qid}_8_TEXT"}),
                ),
            )
    sheet.about(("utm_source", "utm_source", json.dumps({"ImportId": "utm_source"})), ["mail"] * count)
