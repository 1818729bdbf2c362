"""Tests of lines against surveys, and which answers people said speak for a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.survey.packing import question_from_json, question_to_json
from bot.survey.testing.batch import LineTest, TestState
from bot.survey.testing.matches import Match
from bot.survey.testing.remembered import Remembered
from storage.store import from_micros, micros
from storage.tables_testing import LineMatchRow, LineTestRow

GONE = "That test is not there any more. Press “Test assumptions” to begin anew."
_OVER = (TestState.DONE, TestState.FAILED)


def save_test(session: Session, workspace: str, test: LineTest) -> None:
    """Writes a test, new or changed; once it is over only that it was is kept."""
    over = test.state in _OVER
    session.merge(
        LineTestRow(
            workspace=workspace,
            id=test.id,
            persona=test.persona,
            survey=test.survey,
            person=test.person,
            state=test.state,
            lines=_text(list(test.lines)),
            questions="[]" if over else _text([question_to_json(q) for q in test.questions]),
            proposals="{}"
            if over
            else _text(
                {line: [match.to_json() for match in found] for line, found in test.proposals.items()}
            ),
            choices="{}"
            if over
            else _text({line: match and match.to_json() for line, match in test.choices.items()}),
            among=test.among,
            view=test.view,
            created=micros(test.created),
        )
    )
    session.flush()


def get_test(session: Session, workspace: str, test: str) -> LineTest:
    """A test, whoever asks: who may see its persona and survey is for the use case to say. Raises NotFound."""
    row = session.get(LineTestRow, (workspace, test))
    if row is None:
        raise NotFound(GONE)
    choices = json.loads(row.choices)
    return LineTest(
        id=row.id,
        persona=row.persona,
        survey=row.survey,
        person=row.person,
        state=TestState(row.state),
        created=from_micros(row.created),
        lines=tuple(json.loads(row.lines)),
        questions=tuple(question_from_json(entry) for entry in json.loads(row.questions)),
        proposals={
            line: tuple(Match.from_json(one) for one in found)
            for line, found in json.loads(row.proposals).items()
        },
        choices={line: None if match is None else Match.from_json(match) for line, match in choices.items()},
        among=row.among,
        view=row.view,
    )


def remember(session: Session, workspace: str, persona: str, said: Iterable[Remembered]) -> None:
    """Keeps what was said of lines, in the place of what was said before of the same line and survey."""
    for one in said:
        session.merge(
            LineMatchRow(
                workspace=workspace,
                persona=persona,
                line=one.line,
                survey=one.survey,
                name=one.name,
                question=one.question,
                match=None if one.match is None else _text(one.match.to_json()),
                person=one.person,
                at=micros(one.at),
            )
        )
    session.flush()


def remembered(session: Session, workspace: str, persona: str) -> tuple[Remembered, ...]:
    """Everything that was said of a persona's lines, newest first."""
    rows = session.exec(
        select(LineMatchRow)
        .where(LineMatchRow.workspace == workspace, LineMatchRow.persona == persona)
        .order_by(col(LineMatchRow.at).desc(), col(LineMatchRow.line))
    )
    return tuple(
        Remembered(
            row.line,
            row.survey,
            row.name,
            row.question,
            None if row.match is None else Match.from_json(json.loads(row.match)),
            row.person,
            from_micros(row.at),
        )
        for row in rows
    )


def carry_matches(session: Session, workspace: str, persona: str, to: str, lines: Mapping[str, str]) -> None:
    """What was said of lines that went to another persona (`lines`: old id → new id) goes with them.

    Where two lines became one, what was said of that one stays.
    """
    there = {(one.line, one.survey) for one in remembered(session, workspace, to)}
    known = remembered(session, workspace, persona)
    remember(
        session,
        workspace,
        to,
        [
            Remembered(
                lines[one.line], one.survey, one.name, one.question, _renamed(one, lines), one.person, one.at
            )
            for one in reversed(known)
            if one.line in lines and (lines[one.line], one.survey) not in there
        ],
    )


def _renamed(one: Remembered, lines: Mapping[str, str]) -> Match | None:
    return None if one.match is None else replace(one.match, line=lines[one.line])


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
