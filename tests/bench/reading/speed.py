# ruff: noqa: E501  (made data reads better as lines)
"""How long and how much memory a 100 MB CSV takes, beside `pandas.read_csv` in the same run."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_READ = """
import resource, sys, time
from pathlib import Path
started = time.process_time()
{body}
print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_PANDAS = "import pandas; pandas.read_csv(sys.argv[1])"
_OURS = "from bot.survey.reading import read_survey_file; survey = read_survey_file(Path(sys.argv[1]))"


def write_large(path: Path, megabytes: int = 100) -> None:
    """A Google Forms export of about this size."""
    random_ = random.Random(3)
    scale = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
    tools = ["Jira", "Asana", "Slack", "Notion", "Spreadsheets, of course"]
    bands = ["18-24", "25-34", "35-44", "45-54", "55-64", "65+"]
    words = [
        "more",
        "time",
        "for",
        "it",
        "please",
        "the",
        "search",
        "is",
        "slow",
        "again",
        "and",
        "nobody",
        "answers",
        "when",
        "I",
        "call",
        "about",
        "invoices",
        "on",
        "Monday",
    ]
    header = [
        "Timestamp",
        "Email Address",
        "How old are you?",
        "Which tools do you use? (select all that apply)",
        *[f"How much do you agree? [Statement {at}]" for at in range(1, 13)],
    ]
    header += [
        "How likely are you to recommend us?",
        "How many hours a week?",
        "Which region do you live in?",
        "What should we improve?",
    ]
    with path.open("w", encoding="utf-8") as out:
        out.write(",".join(f'"{cell}"' if "," in cell else cell for cell in header) + "\n")
        size = 0
        index = 0
        while size < megabytes * 1_000_000:
            index += 1
            picked = ", ".join(tool for tool in tools if random_.random() < 0.4)
            cells = [
                f"2025/03/{index % 28 + 1:02d} 10:{index % 60:02d}:{index % 59:02d}",
                f"p{index}@example.com",
                random_.choice(bands),
                f'"{picked}"',
                *random_.choices(scale, k=12),
            ]
            text = " ".join(random_.choices(words, k=9)) if index % 3 else ""
            line = (
                ",".join(
                    [
                        *cells,
                        str(random_.randint(0, 10)),
                        str(random_.randint(1, 40)),
                        random_.choice(("North", "South", "East", "West")),
                        f'"{text}"',
                    ]
                )
                + "\n"
            )
            size += len(line)
            out.write(line)


def main() -> None:
    """Prints seconds of processor time, peak memory and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        write_large(path)
        found = {}
        for name, body in (("pandas.read_csv", _PANDAS), ("read_survey_file", _OURS)):
            started = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", _READ.format(body=body), str(path)],
                capture_output=True,
                text=True,
                check=True,
            )
            seconds, memory = map(float, done.stdout.split())
            found[name] = seconds
            print(
                f"{name:20} {seconds:6.2f} s processor, {time.perf_counter() - started:6.2f} s, {memory:6.0f} MB at most ({path.stat().st_size / 1e6:.0f} MB file)"
            )
        print(
            f"ratio {found['read_survey_file'] / found['pandas.read_csv']:.2f} (aim: below 4); this process used {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"
        )


if __name__ == "__main__":
    main()
