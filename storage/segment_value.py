"""What was counted of a segmentation's needs and value: kept with the run, also when the answers are gone."""

from __future__ import annotations

import json
from datetime import datetime

from sqlmodel import Session

from bot.personas.value.report import ValueReport
from storage.store import micros
from storage.tables_market import ValueRow


def keep_report(session: Session, workspace: str, run: str, report: ValueReport, now: datetime) -> None:
    """Writes the report of a segmentation, in the place of an earlier one."""
    text = json.dumps(report.to_json(), ensure_ascii=False, allow_nan=False)
    session.merge(ValueRow(workspace=workspace, segmentation=run, report=text, at=micros(now)))
    session.flush()


def report_of(session: Session, workspace: str, run: str) -> ValueReport | None:
    """The report of a segmentation; None before it was counted."""
    row = session.get(ValueRow, (workspace, run))
    return None if row is None else ValueReport.from_json(json.loads(row.report))
