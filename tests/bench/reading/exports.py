"""Writes made answers in each tool's way of exporting, with what a reader should understand."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.reading.questionnaires import Ask, Questionnaire

Row = list[Any]


@dataclass
class Sheet:
    """Header rows and body being written, with the expected questions."""

    questionnaire: Questionnaire
    answers: list[dict[str, Any]]
    headers: list[list[str]] = field(default_factory=list)
    columns: list[list[str]] = field(default_factory=list)
    expected: list[dict[str, Any]] = field(default_factory=list)
    personal: list[int] = field(default_factory=list)

    def column(self, headers: tuple[str, ...], cells: list[str]) -> int:
        """Adds one column; returns its position."""
        self.headers.append(list(headers))
        self.columns.append(cells)
        return len(self.columns) - 1

    def about(self, headers: tuple[str, ...], cells: list[str], kind: str = "metadata") -> None:
        """Adds a column about the response."""
        at = self.column(headers, cells)
        if kind == "personal":
            self.personal.append(at)
        self.expected.append(
            {
                "id": headers[0],
                "text": headers[-1],
                "type": kind,
                "options": [],
                "columns": [at],
                "also_ok": []
                if kind == "personal"
                else [
                    "identifier",
                    "metadata",
                    "date",
                    "single_choice",
                    "numeric",
                    "open_text",
                    "ordinal",
                    "personal",
                ],
            }
        )

    def ask(
        self,
        ask: Ask,
        kind: str,
        columns: list[int],
        options: list[str] | None = None,
        item: str = "",
        also: tuple[str, ...] = (),
        other: int | None = None,
    ) -> None:
        """Notes what a reader should understand of a question."""
        entry: dict[str, Any] = {
            "id": ask.id + item,
            "text": ask.text,
            "type": kind,
            "options": options or [],
            "columns": columns,
            "also_ok": list(also),
            "other_values": [
                "something rare",
                "a mixture",
                "seasonal work",
                "it varies",
                "both",
                ask.other,
                "other",
            ],
        }
        if kind == "ordinal" and options:
            entry["ordered"] = [option for option in ask.options if option in options] or list(options)
        if ask.aside:
            entry["nonsubstantive"] = [ask.aside]
        self.expected.append(entry)
        if kind == "personal":
            self.personal.extend(columns)
        if other is not None:
            self.expected.append(
                {
                    "id": ask.id + "_other",
                    "text": ask.other,
                    "type": "open_text",
                    "options": [],
                    "columns": [other],
                    "other_of": ask.id,
                    "also_ok": ["single_choice"],
                }
            )


_KINDS = {
    "single": "single_choice",
    "ordinal": "ordinal",
    "scale": "ordinal",
    "nps": "nps",
    "number": "numeric",
    "text": "open_text",
    "date": "date",
    "email": "personal",
    "name": "personal",
    "phone": "personal",
}


def _seen(ask: Ask, cells: list[str]) -> list[str]:
    known = [*ask.options, *([ask.aside] if ask.aside else [])]
    return [option for option in known if option in set(cells)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("other", ""))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def _simple(
    sheet: Sheet,
    ask: Ask,
    headers: tuple[str, ...],
    other_header: tuple[str, ...] | None = None,
    number: Callable[[str], str] = str,
) -> None:
    """A question that takes one column (and one for its write-ins, if the tool has one)."""
    values = [person[ask.id] for person in sheet.answers]
    if other_header and ask.other:
        cells = [(ask.other if isinstance(value, dict) else _text(value)) for value in values]
    else:
        cells = [_text(value) for value in values]
    if ask.kind == "number":
        cells = [number(cell) for cell in cells]
    at = sheet.column(headers, cells)
    other = (
        sheet.column(other_header, [_text(value) if isinstance(value, dict) else "" for value in values])
        if other_header and ask.other
        else None
    )
    kind = _KINDS[ask.kind]
    options = (
        _seen(ask, cells)
        if ask.kind in ("single", "ordinal")
        else sorted(set(cells) - {""})
        if ask.kind == "scale"
        else None
    )
    sheet.ask(ask, kind, [at], options, also=("numeric",) if ask.kind == "scale" else (), other=other)


def _spread(
    sheet: Sheet,
    ask: Ask,
    header: Callable[[str, int], tuple[str, ...]],
    yes: Callable[[str, int], str],
    no: str,
    other_header: tuple[str, ...] | None = None,
    joined: tuple[tuple[str, ...], str] | None = None,
) -> None:
    """A multiple choice with one column for each option."""
    values = [person[ask.id] for person in sheet.answers]
    columns = []
    if joined:
        columns.append(sheet.column(joined[0], [joined[1].join(value) if value else "" for value in values]))
    for at, option in enumerate(ask.options):
        columns.append(
            sheet.column(
                header(option, at),
                [("" if value is None else yes(option, at) if option in value else no) for value in values],
            )
        )
    other = (
        sheet.column(
            other_header,
            ["" if random.Random(index).random() > 0.06 else "a mixture" for index in range(len(values))],
        )
        if other_header and ask.other
        else None
    )
    used = [option for option in ask.options if any(value and option in value for value in values)]
    sheet.ask(ask, "multi_choice", columns, used, other=other)


def _joined(sheet: Sheet, ask: Ask, headers: tuple[str, ...], joint: str, tail: str = "") -> None:
    values = [person[ask.id] for person in sheet.answers]
    at = sheet.column(headers, [joint.join(value) + tail if value else "" for value in values])
    sheet.ask(
        ask,
        "ranking" if ask.kind == "ranking" else "multi_choice",
        [at],
        [option for option in ask.options if any(value and option in value for value in values)],
    )


def _matrix(
    sheet: Sheet, ask: Ask, header: Callable[[str, int], tuple[str, ...]], code: Callable[[str], str] = str
) -> None:
    for index, item in enumerate(ask.items):
        cells = [code((person[ask.id] or {}).get(item, "")) for person in sheet.answers]
        at = sheet.column(header(item, index), cells)
        used = [code(option) for option in ask.options if code(option) in set(cells)]
        sheet.ask(
            Ask(ask.id, ask.kind, f"{ask.text} - {item}", [code(option) for option in ask.options]),
            "ordinal",
            [at],
            used,
            item=f"_{index + 1}",
            also=("numeric", "single_choice") if code is not str else (),
        )


def _ranks(sheet: Sheet, ask: Ask, header: Callable[[str, int], tuple[str, ...]]) -> None:
    columns = []
    for index, item in enumerate(ask.options):
        columns.append(
            sheet.column(
                header(item, index),
                [str(person[ask.id].index(item) + 1) if person[ask.id] else "" for person in sheet.answers],
            )
        )
    sheet.ask(ask, "ranking", columns, ask.options)


def _places(sheet: Sheet, ask: Ask, header: Callable[[int], tuple[str, ...]]) -> None:
    columns = [
        sheet.column(
            header(place), [person[ask.id][place] if person[ask.id] else "" for person in sheet.answers]
        )
        for place in range(len(ask.options))
    ]
    sheet.ask(ask, "ranking", columns, ask.options)


def _stamps(sheet: Sheet, form: str = "2025-03-{day:02d} {hour:02d}:{minute:02d}:07") -> list[str]:
    random_ = random.Random(7)
    return [
        form.format(day=1 + index % 28, hour=random_.randint(7, 22), minute=random_.randint(0, 59))
        for index in range(len(sheet.answers))
    ]


def _ids(sheet: Sheet, prefix: str = "", step: int = 1, start: int = 1) -> list[str]:
    return [f"{prefix}{start + step * index}" for index in range(len(sheet.answers))]


def _mails(sheet: Sheet) -> list[str]:
    return [f"someone{index}@example.org" for index in range(len(sheet.answers))]


def _ips(sheet: Sheet) -> list[str]:
    return [f"192.0.2.{index % 250 + 1}" for index in range(len(sheet.answers))]


# --- the tools -------------------------------------------------------------------------------------------------------


def google(sheet: Sheet, stamp: str, joint: str = ", ", mail: str = "") -> None:
    sheet.about((stamp,), _stamps(sheet, "{day:02d}/03/2025 {hour:02d}:{minute:02d}:07"))
    if mail:
        sheet.about((mail,), _mails(sheet), "personal")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _joined(sheet, ask, (ask.text,), joint)
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} [{item}]",))
        elif ask.kind == "ranking":
            _ranks(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} [{item}]",))
        else:
            _simple(sheet, ask, (ask.text,))


def microsoft(sheet: Sheet, words: tuple[str, ...], quiz: str = "") -> None:
    sheet.about(("ID",), _ids(sheet), "identifier")
    sheet.about((words[0],), _stamps(sheet))
    sheet.about((words[1],), _stamps(sheet))
    sheet.about((words[2],), _mails(sheet), "personal")
    sheet.about((words[3],), ["Pat Example"] * len(sheet.answers), "personal")
    for ask in sheet.questionnaire.asks:
        if ask.kind in ("multi", "ranking"):
            _joined(sheet, ask, (ask.text,), ";", ";")
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at: (item,))
        else:
            _simple(sheet, ask, (ask.text,))
        if quiz:
            for word in quiz.split("|"):
                sheet.about((f"{word} - {ask.text}",), [""] * len(sheet.answers))


def surveymonkey(
    sheet: Sheet,
    response: str = "Response",
    open_response: str = "Open-Ended Response",
    condensed: bool = False,
) -> None:
    sheet.about(("Respondent ID", ""), _ids(sheet, start=118000001, step=977), "identifier")
    sheet.about(("Collector ID", ""), ["4021"] * len(sheet.answers), "identifier")
    sheet.about(("Date Created", ""), _stamps(sheet))
    sheet.about(("Date Modified", ""), _stamps(sheet))
    sheet.about(("IP Address", ""), _ips(sheet), "personal")
    sheet.about(("Email Address", ""), [""] * len(sheet.answers), "personal")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi" and condensed:
            _joined(sheet, ask, (ask.text, response), ", ")
        elif ask.kind == "multi":
            _spread(
                sheet,
                ask,
                lambda option, at, ask=ask: (ask.text if at == 0 else "", option),
                lambda option, _at: option,
                "",
                ("", ask.other),
            )
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, at, ask=ask: (ask.text if at == 0 else "", item))
        elif ask.kind == "ranking":
            _ranks(sheet, ask, lambda item, at, ask=ask: (ask.text if at == 0 else "", item))
        elif ask.kind in ("text", "email", "name", "phone", "date", "number"):
            _simple(sheet, ask, (ask.text, open_response))
        else:
            _simple(sheet, ask, (ask.text, response), ("", ask.other))


def surveymonkey_row(sheet: Sheet) -> None:
    sheet.about(("RespondentID",), _ids(sheet, start=4337000037, step=37), "identifier")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _spread(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text} - {option}",),
                lambda option, _at: option,
                "",
                (f"{ask.text} - {ask.other}",),
            )
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} - {item}",))
        elif ask.kind == "ranking":
            _ranks(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} - {item}",))
        else:
            _simple(sheet, ask, (ask.text,), (f"{ask.text} - {ask.other}",))


def qualtrics(sheet: Sheet, joined: bool, codes: bool = False) -> None:
    def about(code: str, text: str, identity: str, cells: list[str], kind: str = "metadata") -> None:
        sheet.about((code, text, json.dumps({"ImportId": identity})), cells, kind)

    count = len(sheet.answers)
    about("StartDate", "Start Date", "startDate", _stamps(sheet))
    about("EndDate", "End Date", "endDate", _stamps(sheet))
    about("Status", "Response Type", "status", ["0" if codes else "IP Address"] * count)
    about("IPAddress", "IP Address", "ipAddress", _ips(sheet), "personal")
    about("Progress", "Progress", "progress", ["100"] * count)
    about("Duration (in seconds)", "Duration (in seconds)", "duration", _ids(sheet, start=200))
    about("Finished", "Finished", "finished", ["1" if codes else "True"] * count)
    about("RecordedDate", "Recorded Date", "recordedDate", _stamps(sheet))
    about("ResponseId", "Response ID", "_recordId", _ids(sheet, "R_3xAbc"), "identifier")
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
            _joined(sheet, ask, (q, f"{ask.text} - Selected Choice", json.dumps({"ImportId": qid})), ",")
        elif ask.kind == "multi":
            _spread(
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
            _matrix(
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
            _ranks(
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
            _simple(
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


def typeform(sheet: Sheet) -> None:
    sheet.about(("#",), _ids(sheet, "a9f3c"), "identifier")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _spread(sheet, ask, lambda option, _at: (option,), lambda option, _at: option, "", (ask.other,))
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} - {item}",))
        elif ask.kind == "ranking":
            _ranks(sheet, ask, lambda item, _at: (item,))
        else:
            _simple(sheet, ask, (ask.text,), (ask.other,))
    sheet.about(("utm_campaign",), [""] * len(sheet.answers))
    for name in (
        "Response Type",
        "Start Date (UTC)",
        "Stage Date (UTC)",
        "Submit Date (UTC)",
        "Network ID",
        "Tags",
    ):
        sheet.about(
            (name,),
            ["completed"] * len(sheet.answers)
            if name == "Response Type"
            else _stamps(sheet)
            if "Date" in name and "Stage" not in name
            else _ids(sheet, "f00d")
            if name == "Network ID"
            else [""] * len(sheet.answers),
        )


def limesurvey(sheet: Sheet, style: str, words: tuple[str, ...], yes: str, no: str, rank: str) -> None:
    ids = ("id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr") if style == "codes" else words
    sheet.about((ids[0],), _ids(sheet), "identifier")
    sheet.about((ids[1],), _stamps(sheet))
    sheet.about((ids[2],), ["4"] * len(sheet.answers))
    sheet.about((ids[3],), [sheet.questionnaire.language] * len(sheet.answers))
    sheet.about((ids[4],), _ids(sheet, start=99123))
    sheet.about((ids[5],), _ips(sheet), "personal")
    for ask in sheet.questionnaire.asks:
        head = {"codes": ask.id, "full": ask.text, "both": f"{ask.id}. {ask.text}"}[style]

        def sub(code: str, item: str, ask: Ask = ask) -> tuple[str]:
            return (
                {
                    "codes": f"{ask.id}[{code}]",
                    "full": f"{ask.text} [{item}]",
                    "both": f"{ask.id}[{code}]. {ask.text} [{item}]",
                }[style],
            )

        if ask.kind == "multi":
            values = [person[ask.id] for person in sheet.answers]
            _spread(
                sheet,
                ask,
                lambda option, at: sub(f"SQ00{at + 1}", option),
                lambda _option, _at: "Y" if style == "codes" else yes,
                "" if style == "codes" else no,
                sub("other", ask.other or "Other"),
            )
            if style == "codes":
                entry = next(entry for entry in reversed(sheet.expected) if entry["type"] == "multi_choice")
                entry["options"] = [
                    f"SQ00{at + 1}"
                    for at, option in enumerate(ask.options)
                    if any(value and option in value for value in values)
                ]
        elif ask.kind == "matrix":
            codes = {option: f"A{at}" for at, option in enumerate(ask.options, start=1)}
            _matrix(
                sheet,
                ask,
                lambda item, at: sub(f"SQ00{at + 1}", item),
                (lambda option, codes=codes: codes.get(option, "")) if style == "codes" else str,
            )
        elif ask.kind == "ranking":
            _places(sheet, ask, lambda place: sub(str(place + 1), f"{rank} {place + 1}"))
        elif style == "codes" and ask.kind in ("single", "ordinal"):
            codes = {option: f"A{at}" for at, option in enumerate([*ask.options, ask.aside], start=1)}
            cells = [
                "-oth-" if isinstance(person[ask.id], dict) else codes.get(_text(person[ask.id]), "")
                for person in sheet.answers
            ]
            at = sheet.column((head,), cells)
            other = (
                sheet.column(
                    sub("other", ""),
                    [
                        _text(person[ask.id]) if isinstance(person[ask.id], dict) else ""
                        for person in sheet.answers
                    ],
                )
                if ask.other
                else None
            )
            sheet.ask(
                Ask(ask.id, ask.kind, ask.text, list(codes.values())),
                _KINDS[ask.kind],
                [at],
                sorted(set(cells) - {"", "-oth-"}),
                also=("single_choice", "ordinal", "numeric"),
                other=other,
            )
            sheet.expected[-2 if other is not None else -1]["other_values"].append("-oth-")
        else:
            _simple(sheet, ask, (head,), sub("other", ask.other or "Other"))


def alchemer(sheet: Sheet) -> None:
    count = len(sheet.answers)
    sheet.about(("Response ID",), _ids(sheet), "identifier")
    for name in ("Time Started", "Date Submitted"):
        sheet.about((name,), _stamps(sheet))
    sheet.about(("Status",), ["Complete"] * count)
    for name in ("Contact ID", "Legacy Comments", "Comments"):
        sheet.about((name,), [""] * count)
    sheet.about(("Language",), ["English"] * count)
    sheet.about(("Referer",), ["https://example.com/s3/1"] * count)
    sheet.about(("SessionID",), _ids(sheet, "170_ab"), "identifier")
    sheet.about(("User Agent",), ["Mozilla/5.0 (X11)"] * count)
    sheet.about(("IP Address",), _ips(sheet), "personal")
    sheet.about(("Longitude",), [f"{index % 20}.4512" for index in range(count)], "personal")
    sheet.about(("Latitude",), [f"{40 + index % 20}.9923" for index in range(count)], "personal")
    sheet.about(("Country",), ["Austria"] * count)
    sheet.about(("City",), ["Graz"] * count)
    sheet.about(("State/Region",), ["ST"] * count)
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _spread(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{option}:{ask.text}",),
                lambda option, _at: option,
                "",
                (f"{ask.other} - Write In:{ask.text}",),
            )
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at, ask=ask: (f"{item}:{ask.text}",))
        elif ask.kind == "ranking":
            _ranks(sheet, ask, lambda item, _at, ask=ask: (f"{item}:{ask.text}",))
        else:
            _simple(sheet, ask, (ask.text,), (f"{ask.other} - Write In:{ask.text}",))


def kobo_labels(sheet: Sheet) -> None:
    sheet.about(("start",), _stamps(sheet, "2025-03-{day:02d}T{hour:02d}:{minute:02d}:07.000+01:00"))
    sheet.about(("end",), _stamps(sheet, "2025-03-{day:02d}T{hour:02d}:{minute:02d}:07.000+01:00"))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _spread(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text}/{option}",),
                lambda _option, _at: "1",
                "0",
                None,
                ((ask.text,), " "),
            )
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at: (item,))
        elif ask.kind == "ranking":
            _places(
                sheet,
                ask,
                lambda place, ask=ask: (f"{ask.text}/{('1st', '2nd', '3rd', '4th')[place]} choice",),
            )
        else:
            _simple(sheet, ask, (ask.text,))
    for name in (
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
        "_tags",
        "_index",
    ):
        sheet.about(
            (name,), _ids(sheet, "v") if name in ("_id", "_uuid", "_index") else [""] * len(sheet.answers)
        )


def redcap_labels(sheet: Sheet) -> None:
    sheet.about(("Record ID",), _ids(sheet), "identifier")
    sheet.about(("Survey Identifier",), [""] * len(sheet.answers))
    sheet.about(("Survey Timestamp",), _stamps(sheet))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _spread(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text} (choice={option})",),
                lambda _option, _at: "Checked",
                "Unchecked",
            )
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at: (item,))
        elif ask.kind == "ranking":
            continue
        else:
            _simple(sheet, ask, (ask.text,))
    sheet.about(("Complete?",), ["Complete"] * len(sheet.answers))


def jotform(sheet: Sheet) -> None:
    sheet.about(("Submission Date",), _stamps(sheet, "Mar {day}, 2025"))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _joined(sheet, ask, (ask.text,), "\n")
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} >> {item}",))
        elif ask.kind == "ranking":
            _ranks(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} >> {item}",))
        else:
            _simple(sheet, ask, (ask.text,))
    sheet.about(("Submission IP",), _ips(sheet), "personal")
    sheet.about(("Submission ID",), _ids(sheet, "58"), "identifier")


def tally(sheet: Sheet) -> None:
    sheet.about(("Submission ID",), _ids(sheet, "aXk"), "identifier")
    sheet.about(("Respondent ID",), _ids(sheet, "bYk"), "identifier")
    sheet.about(("Submitted at",), _stamps(sheet))
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _spread(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text} ({option})",),
                lambda _option, _at: "TRUE",
                "FALSE",
                None,
                ((ask.text,), ", "),
            )
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text} ({item})",))
        elif ask.kind == "ranking":
            _joined(sheet, ask, (ask.text,), ", ")
        else:
            _simple(sheet, ask, (ask.text,))


def plain_table(
    sheet: Sheet, mark: str = ": ", yes: str = "1", no: str = "0", comma: bool = False, identity: str = "ID"
) -> None:
    sheet.about((identity,), _ids(sheet), "identifier")
    for ask in sheet.questionnaire.asks:
        if ask.kind == "multi":
            _spread(
                sheet,
                ask,
                lambda option, _at, ask=ask: (f"{ask.text}{mark}{option}",),
                lambda _option, _at: yes,
                no,
                (f"{ask.text}{mark}{ask.other}",),
            )
        elif ask.kind == "matrix":
            _matrix(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text}{mark}{item}",))
        elif ask.kind == "ranking":
            _ranks(sheet, ask, lambda item, _at, ask=ask: (f"{ask.text}{mark}{item}",))
        else:
            _simple(
                sheet,
                ask,
                (ask.text,),
                (f"{ask.text}{mark}{ask.other}",),
                number=(lambda text: text.replace(".", ",")) if comma else str,
            )


# --- files -----------------------------------------------------------------------------------------------------------


def rows(sheet: Sheet) -> tuple[list[Row], list[Row]]:
    """(header rows, body rows)."""
    height = max(len(header) for header in sheet.headers)
    head = [[header[at] if at < len(header) else "" for header in sheet.headers] for at in range(height)]
    return head, [list(row) for row in zip(*sheet.columns, strict=True)]


def as_csv(
    sheet: Sheet,
    delimiter: str = ",",
    encoding: str = "utf-8",
    quoting: int = csv.QUOTE_MINIMAL,
    above: list[Row] | None = None,
    below: list[Row] | None = None,
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    head, body = rows(sheet)
    writer.writerows([*(above or []), *head, *body, *(below or [])])
    return out.getvalue().encode(encoding, "replace")


def _cell(text: str) -> Any:
    try:
        value = float(text)
    except ValueError:
        return text
    return value if text.isascii() and len(text) < 12 and not text.lower().startswith(("n", "i")) else text


def as_xlsx(sheet: Sheet, above: list[Row] | None = None) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    head, body = rows(sheet)
    for at, row in enumerate([*(above or []), *head, *body]):
        for column, text in enumerate(row):
            if text != "":
                page.write(at, column, _cell(str(text))) if at >= len(head) + len(
                    above or []
                ) else page.write_string(at, column, str(text))
    book.close()
    return out.getvalue()


def as_xls(sheet: Sheet) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    head, body = rows(sheet)
    for at, row in enumerate([*head, *body]):
        for column, text in enumerate(row):
            page.write(at, column, _cell(str(text)) if at >= len(head) else str(text))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(sheet: Sheet) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    page = Table(name="Antworten")
    head, body = rows(sheet)
    for row in [*head, *body]:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(text)))
            line.addElement(cell)
        page.addElement(line)
    book.spreadsheet.addElement(page)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def as_sav(sheet: Sheet, path: Path, compress: bool) -> None:
    """SPSS with labels for every choice; `path` gets the file."""
    import pandas as pd
    import pyreadstat

    data: dict[str, Any] = {}
    labels: dict[str, str] = {}
    values: dict[str, dict[float, str]] = {}
    kinds = {at: entry for entry in sheet.expected for at in entry["columns"]}
    for at, (header, cells) in enumerate(zip(sheet.headers, sheet.columns, strict=True)):
        name = f"v{at + 1}"
        entry = kinds[at]
        labels[name] = header[0][:250]
        if (
            entry["type"] in ("single_choice", "ordinal")
            and entry["options"]
            and not entry["options"][0].isdigit()
        ):
            order = entry.get("ordered") or entry["options"]
            known = [*order, *[text for text in dict.fromkeys(cells) if text and text not in order]]
            values[name] = {float(place): text[:110] for place, text in enumerate(known, start=1)}
            place = {text: float(index) for index, text in enumerate(known, start=1)}
            data[name] = pd.Series([place.get(cell) for cell in cells], dtype="float64")
        elif entry["type"] in ("numeric", "nps", "ordinal", "ranking", "multi_choice"):
            data[name] = pd.Series([float(cell) if cell else None for cell in cells], dtype="float64")
            if entry["type"] == "multi_choice":
                values[name] = {0.0: "Not selected", 1.0: header[0].rpartition(": ")[2][:110]}
        else:
            data[name] = cells
    pyreadstat.write_sav(
        pd.DataFrame(data), str(path), column_labels=labels, variable_value_labels=values, compress=compress
    )
