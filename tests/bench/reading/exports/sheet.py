"""A sheet being written: header rows, columns, and what a reader should understand of them."""

from __future__ import annotations

from dataclasses import dataclass, field
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
