"""Surveys, their answers until the retention date, segmentations with charts, and ratings of segments.

A survey belongs to its channel: whoever is in a private one sees it there, its owner sees it everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import NotFound
from bot.personas.value.target import Target
from bot.survey.kept import KeptSurvey, Sample, SurveyState, Wish
from bot.survey.packing import unpack
from bot.survey.segmenting.result import Segmentation
from bot.survey.segments.kept import KeptRun, RunState
from bot.survey.survey import Survey
from storage.store import from_micros, micros
from storage.tables_surveys import AnswersRow, ChartRow, SegmentationRow, SurveyRow, TargetRow

SHOWN = 40
GONE = "That survey is not there any more, or you cannot see it."
DELETED = "The answers of this survey have been deleted at their retention date; its numbers stay. Drop the file again."


def add_survey(session: Session, workspace: str, survey: KeptSurvey) -> bool:
    """Writes a new survey; False, and nothing is written, where its file is known already."""
    known = session.exec(
        select(SurveyRow.id).where(SurveyRow.workspace == workspace, SurveyRow.file == survey.file)
    ).first()
    if known is not None:
        return False
    session.add(_row(workspace, survey))
    session.flush()
    return True


def save_survey(session: Session, workspace: str, survey: KeptSurvey) -> None:
    """Writes a changed survey."""
    session.merge(_row(workspace, survey))
    session.flush()


def any_survey(session: Session, workspace: str, survey: str) -> KeptSurvey:
    """A survey whoever asks: for what the bot does by itself. Raises NotFound."""
    row = session.get(SurveyRow, (workspace, survey))
    if row is None:
        raise NotFound(GONE)
    return _survey(row)


def get_survey(session: Session, workspace: str, survey: str, person: str, channel: str | None) -> KeptSurvey:
    """A survey this person may see, asking in this channel. Raises NotFound, also where it is out of sight."""
    row = session.get(SurveyRow, (workspace, survey))
    if row is None or not (not row.private or row.owner == person or (channel and row.channel == channel)):
        raise NotFound(GONE)
    return _survey(row)


def visible_surveys(
    session: Session, workspace: str, person: str, channel: str | None = None
) -> tuple[KeptSurvey, ...]:
    """The read surveys a person may see, newest first, at most SHOWN."""
    sight: list[sa.ColumnElement[bool]] = [col(SurveyRow.private).is_(False), col(SurveyRow.owner) == person]
    if channel:
        sight.append(col(SurveyRow.channel) == channel)
    rows = session.exec(
        select(SurveyRow)
        .where(
            SurveyRow.workspace == workspace,
            SurveyRow.state == SurveyState.READ,
            sa.or_(*sight),
        )
        .order_by(col(SurveyRow.created).desc(), col(SurveyRow.id))
        .limit(SHOWN)
    )
    return tuple(_survey(row) for row in rows)


# Answers


def keep_answers(session: Session, workspace: str, survey: str, data: bytes, until: int) -> None:
    """Keeps the clean answers (Parquet) until a time in microseconds."""
    session.merge(AnswersRow(workspace=workspace, survey=survey, data=data, until=until))
    session.flush()


def answers_of(session: Session, workspace: str, survey: str) -> bytes:
    """The clean answers as Parquet. Raises NotFound once they have been deleted."""
    row = session.get(AnswersRow, (workspace, survey))
    if row is None:
        raise NotFound(DELETED)
    return row.data


def has_answers(session: Session, workspace: str, survey: str) -> bool:
    """Whether the answers are still there."""
    query = select(AnswersRow.survey).where(AnswersRow.workspace == workspace, AnswersRow.survey == survey)
    return session.exec(query).first() is not None


def kept_until(session: Session, workspace: str, survey: str) -> datetime | None:
    """When the answers are deleted; None once they are."""
    query = select(AnswersRow.until).where(AnswersRow.workspace == workspace, AnswersRow.survey == survey)
    until = session.exec(query).first()
    return None if until is None else from_micros(until)


def delete_answers(session: Session, workspace: str, survey: str, now: int) -> bool:
    """Deletes the answers of a survey whose time is over; whether there were any."""
    done = session.execute(
        sa.delete(AnswersRow).where(
            col(AnswersRow.workspace) == workspace,
            col(AnswersRow.survey) == survey,
            col(AnswersRow.until) <= now,
        )
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def drop_answers(session: Session, workspace: str, survey: str) -> None:
    """Deletes the answers of a survey at once: the file is read as something else."""
    session.execute(
        sa.delete(AnswersRow).where(col(AnswersRow.workspace) == workspace, col(AnswersRow.survey) == survey)
    )


def load_survey(session: Session, workspace: str, survey: str) -> Survey:
    """The typed survey with its answers and corrections. Raises NotFound once the answers have been deleted."""
    from bot.survey.correcting import corrected

    kept = any_survey(session, workspace, survey)
    return corrected(unpack(kept.understood, answers_of(session, workspace, survey)), kept.corrections)


# Segmentations


def save_run(session: Session, workspace: str, run: KeptRun) -> None:
    """Writes a segmentation, new or changed."""
    result = (
        None if run.result is None else json.dumps(run.result.to_json(), ensure_ascii=False, allow_nan=False)
    )
    session.merge(
        SegmentationRow(
            workspace=workspace,
            id=run.id,
            survey=run.survey,
            asker=run.asker,
            state=run.state,
            wish=json.dumps(run.wish.to_json()),
            result=result,
            created=micros(run.created),
        )
    )
    session.flush()


def get_run(session: Session, workspace: str, run: str) -> KeptRun:
    """A segmentation; who may see its survey may see it. Raises NotFound."""
    row = session.get(SegmentationRow, (workspace, run))
    if row is None:
        raise NotFound("Those segments are not there any more.")
    return _run(row)


def run_state(session: Session, workspace: str, run: str) -> RunState | None:
    """Where a segmentation stands, without reading its result."""
    state = session.exec(
        select(SegmentationRow.state).where(SegmentationRow.workspace == workspace, SegmentationRow.id == run)
    ).first()
    return None if state is None else RunState(state)


def runs_of(session: Session, workspace: str, survey: str) -> tuple[KeptRun, ...]:
    """The segmentations of a survey, newest first."""
    rows = session.exec(
        select(SegmentationRow)
        .where(SegmentationRow.workspace == workspace, SegmentationRow.survey == survey)
        .order_by(col(SegmentationRow.created).desc(), col(SegmentationRow.id))
    )
    return tuple(_run(row) for row in rows)


def running(session: Session, workspace: str, survey: str) -> tuple[str, ...]:
    """Ids of the segmentations of a survey that are under way."""
    rows = session.exec(
        select(SegmentationRow.id).where(
            SegmentationRow.workspace == workspace,
            SegmentationRow.survey == survey,
            SegmentationRow.state == RunState.RUNNING,
        )
    )
    return tuple(rows)


def keep_charts(session: Session, workspace: str, run: str, charts: Iterable[tuple[str, str, bytes]]) -> None:
    """Keeps charts: (name, alt text, PNG)."""
    for name, alt, png in charts:
        session.merge(ChartRow(workspace=workspace, segmentation=run, name=name, alt=alt, png=png))
    session.flush()


def charts_of(session: Session, workspace: str, run: str) -> tuple[tuple[str, str, bytes], ...]:
    """(name, alt text, PNG) of every chart of a segmentation."""
    rows = session.exec(
        select(ChartRow)
        .where(ChartRow.workspace == workspace, ChartRow.segmentation == run)
        .order_by(col(ChartRow.name))
    )
    return tuple((row.name, row.alt, row.png) for row in rows)


# Ratings


def rate(session: Session, workspace: str, run: str, segment: int, target: Target, person: str) -> None:
    """Writes the team's rating of a segment, in the place of an earlier one."""
    session.merge(
        TargetRow(
            workspace=workspace,
            segmentation=run,
            segment=segment,
            fit=target.fit,
            reach=target.reach,
            value=target.value,
            person=person,
        )
    )
    session.flush()


def ratings(session: Session, workspace: str, run: str) -> dict[int, tuple[int, int, int]]:
    """segment number → (fit, reach, value)."""
    rows = session.exec(
        select(TargetRow).where(TargetRow.workspace == workspace, TargetRow.segmentation == run)
    )
    return {row.segment: (row.fit, row.reach, row.value) for row in rows}


def _row(workspace: str, survey: KeptSurvey) -> SurveyRow:
    return SurveyRow(
        workspace=workspace,
        id=survey.id,
        file=survey.file,
        name=survey.name,
        channel=survey.channel,
        private=survey.private,
        owner=survey.owner,
        state=survey.state,
        sample=survey.sample or "",
        wish=json.dumps(survey.wish.to_json()) if survey.wish else "",
        understood=json.dumps(survey.understood, ensure_ascii=False),
        corrections=json.dumps(survey.corrections, ensure_ascii=False),
        created=micros(survey.created),
    )


def _survey(row: SurveyRow) -> KeptSurvey:
    return KeptSurvey(
        id=row.id,
        file=row.file,
        name=row.name,
        channel=row.channel,
        private=row.private,
        owner=row.owner,
        state=SurveyState(row.state),
        created=from_micros(row.created),
        sample=Sample(row.sample) if row.sample else None,
        wish=Wish.from_json(json.loads(row.wish)) if row.wish else None,
        understood=json.loads(row.understood),
        corrections=json.loads(row.corrections),
    )


def _run(row: SegmentationRow) -> KeptRun:
    return KeptRun(
        id=row.id,
        survey=row.survey,
        asker=row.asker,
        state=RunState(row.state),
        wish=Wish.from_json(json.loads(row.wish)),
        created=from_micros(row.created),
        result=Segmentation.from_json(json.loads(row.result)) if row.result else None,
    )
