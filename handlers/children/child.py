"""The process that reads, segments or counts in one survey: bytes in on standard input, frames out on standard output.

It runs by itself so that a file that needs too much memory or time, or brings a library down, harms nobody. Frames: a
line of JSON with `bytes` (a list of lengths), followed by that many bytes. It writes no file, and nothing to standard
error: a library's words could hold somebody's answers.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from handlers.children import child_evidence

MEGABYTE = 1 << 20


class Line:
    """The way back to the parent."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._lock = threading.Lock()

    def send(self, what: dict[str, Any], *parts: bytes) -> None:
        """One frame."""
        head = json.dumps({**what, "bytes": [len(part) for part in parts]}, allow_nan=False).encode()
        with self._lock:
            self._out.write(head + b"\n")
            for part in parts:
                self._out.write(part)
            self._out.flush()

    def progress(self, share: float, words: str) -> None:
        """How far it is."""
        self.send({"progress": round(float(share), 3), "words": words})


def limit(megabytes: int, seconds: int) -> None:
    """No more memory and processor time than this, where the system can say so; politely behind the bot."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
        os.nice(5)
    except (ImportError, ValueError, OSError):
        return


def read(task: dict[str, Any], data: bytes, line: Line) -> None:
    """Reads a dropped file: answers with a survey's clean answers, or as an interview or feedback where it is one.

    `as`: what a person said it is, empty where nobody has; `either`: it may be an interview.
    """
    from bot.errors import BadInput, DramatisError, SurveyRefused
    from bot.evidence.feedback.recognising import is_prose, reads_like_feedback
    from bot.survey.packing import pack
    from bot.survey.reading import Limits, read_survey

    transcript = no_transcript = None
    if task.get("either") and not task.get("as"):
        from bot.evidence.interviews.transcript import read_transcript

        try:
            transcript = read_transcript(data, task["name"])
        except BadInput as error:
            no_transcript = error
        if transcript is not None and transcript.is_conversation:
            child_evidence.tell_transcript(transcript, line)
            return
    if task.get("as") == "feedback":
        child_evidence.feedback(task, data, line)
        return
    try:
        survey = read_survey(data, task["name"], limits=Limits(file_bytes=task["limit"]))
    except SurveyRefused:
        if transcript is None:
            raise
        child_evidence.tell_transcript(transcript, line)
        return
    if task.get("either") and is_prose(survey):
        if transcript is None:
            raise no_transcript or BadInput("There is nothing in this file that could be read.")
        child_evidence.tell_transcript(transcript, line)
        return
    if not task.get("as") and reads_like_feedback(survey):
        try:
            child_evidence.feedback(task, data, line)
            return
        except DramatisError:
            pass  # no theme is frequent enough: then it is at least a table
    del data
    understood, answers = pack(survey)
    line.send({"understood": understood}, answers)


def segment(task: dict[str, Any], data: bytes, line: Line) -> None:
    """Segments a survey: answers with the result and its charts."""
    from bot.survey.correcting import corrected
    from bot.survey.packing import unpack
    from bot.survey.segmenting import segment as find
    from bot.survey.segments.drawing import charts
    from bot.survey.segments.wishes import questions_for

    survey = corrected(unpack(task["understood"], data), task["corrections"])
    bases = tuple(task["bases"])
    result = find(
        survey,
        base=bases[0] if len(bases) == 1 else None,
        questions=questions_for(survey, bases) if len(bases) > 1 else None,
        k=task["k"],
        progress=lambda share, words: line.progress(0.95 * share, words),
    )
    line.progress(0.97, "Drawing the charts")
    drawn = charts(result, task["title"])
    named = [{"name": name, "alt": chart.alt} for name, chart in drawn]
    text = json.dumps(result.to_json(), ensure_ascii=False, allow_nan=False).encode()
    line.send({"charts": named}, text, *(chart.png for _, chart in drawn))


def test(task: dict[str, Any], data: bytes, line: Line) -> None:
    """Holds lines of a persona against a survey: answers with one finding a line."""
    from bot.survey.correcting import corrected
    from bot.survey.packing import unpack
    from bot.survey.testing.findings import check_ids
    from bot.survey.testing.matches import Match

    findings = check_ids(
        task["lines"],
        [Match.from_json(one) for one in task["matches"]],
        corrected(unpack(task["understood"], data), task["corrections"]),
        task["assignments"],
        task["segment"],
        formed_by=task["formed_by"],
    )
    line.send({}, json.dumps([one.to_json() for one in findings], allow_nan=False).encode())


def value(task: dict[str, Any], data: bytes, line: Line) -> None:
    """Counts worth and the ideal customer of a segmentation: answers with the report."""
    from bot.personas.value.report import value_report
    from bot.survey.correcting import corrected
    from bot.survey.packing import unpack

    survey = corrected(unpack(task["understood"], data), task["corrections"])
    segments = {int(key): name for key, name in task["segments"].items()}
    report = value_report(
        survey,
        task["assignments"],
        segments,
        task["formed"],
        worth_by=task["worth_by"],
        best=task["best"],
        ratings={int(key): mark for key, mark in task["ratings"].items()},
        seed=task["seed"],
    )
    line.send({}, json.dumps(report.to_json(), ensure_ascii=False, allow_nan=False).encode())


TASKS: dict[str, Callable[[dict[str, Any], bytes, Line], None]] = {
    "read": read,
    "segment": segment,
    "test": test,
    "value": value,
    "interview": child_evidence.interview,
    "compare": child_evidence.compare,
    "feedback": child_evidence.feedback,
}


def main() -> int:
    """One task."""
    line = Line(os.fdopen(os.dup(1), "wb"))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    source = sys.stdin.buffer
    task = json.loads(source.readline())
    data = source.read(task["length"])
    limit(task["megabytes"], task["seconds"])
    threading.Thread(target=_leave_with_the_parent, args=(source,), daemon=True).start()
    try:
        perform(task, data, line)
    except MemoryError:
        os._exit(9)
    return 0


def perform(task: dict[str, Any], data: bytes, line: Line) -> None:
    """Does what the task asks for; the last frame is its answer, a refusal, or the type and places of a defect.

    Raises MemoryError.
    """
    from bot.errors import DramatisError, SurveyRefused

    try:
        TASKS[task["do"]](task, data, line)
    except SurveyRefused as error:
        line.send({"refused": error.sentence, "reason": error.reason})
    except DramatisError as error:
        line.send({"refused": error.sentence, "reason": "bad_input"})
    except MemoryError:
        raise
    except Exception as error:
        line.send({"defect": type(error).__name__, "at": _places(error)})


def _leave_with_the_parent(source: BinaryIO) -> None:
    source.read()  # ends when the parent is gone
    os._exit(1)


def _places(error: BaseException) -> list[str]:
    """Where a defect happened, without its words: they may hold somebody's answers."""
    import traceback

    return [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]


if __name__ == "__main__":
    code = main()
    os._exit(code)  # no waiting for threads of libraries
