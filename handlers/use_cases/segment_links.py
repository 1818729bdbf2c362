"""How a persona names the segment it stands for, and the segment behind that name."""

from __future__ import annotations

from bot.errors import NotFound
from bot.survey.segmenting.result import Segment
from bot.survey.segments.kept import KeptRun
from handlers.use_cases.work import Look
from storage import surveys


def link_to(run: str, number: int) -> str:
    """The name of a segment: "<run>:<segment number>"."""
    return f"{run}:{number}"


def linked(look: Look, link: str | None) -> tuple[KeptRun, Segment] | None:
    """The run and the segment; None without a link, and where the run is gone."""
    run_id, _, number = (link or "").partition(":")
    if not number.isdigit():
        return None
    try:
        run = surveys.get_run(look.session, look.workspace, run_id)
        return run, run.segment(int(number))
    except NotFound:
        return None
