"""`python -m tests.bench.reading`: the reader's score on the made corpus, and its speed beside `pandas.read_csv`.

Options: `--verbose` names what was misread (of questionnaires that are not held out), `--held-out` scores the others,
`--keep FOLDER` keeps the files, `--only WORD`, `--no-speed`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path

from bot.errors import SurveyRefused
from bot.survey.reading import read_survey, to_json
from tests.bench.reading import scoring, speed


def main() -> None:
    """Prints both."""
    parser = argparse.ArgumentParser()
    for flag in ("--verbose", "--held-out", "--no-speed"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(arguments.keep or made)
        scoring.make(folder, arguments.held_out)
        totals: dict[str, list[float]] = defaultdict(list)
        for path in sorted(folder.glob("*.expected.json")):
            name = path.name.removesuffix(".expected.json")
            if arguments.only not in name:
                continue
            expected = json.loads(path.read_text("utf-8"))
            try:
                got = to_json(read_survey(path.with_name(name).read_bytes(), name))
            except SurveyRefused as error:
                got = {"error": error.reason}
            value, notes = scoring.score(expected, got)
            totals[name.split("_", 1)[1]].append(value)
            if value < 1 and arguments.verbose:
                print(f"{name:40} {value:.3f}  {got.get('source_format', got)}")
                for note in notes:
                    print("      ", note[:260])
        for kind, values in sorted(totals.items()):
            print(f"{kind:32} {sum(values) / len(values):.3f}")
        every = [value for values in totals.values() for value in values]
        print(f"{'all':32} {sum(every) / len(every):.3f} over {len(every)} files")
    if not arguments.no_speed:
        speed.main()


if __name__ == "__main__":
    main()
