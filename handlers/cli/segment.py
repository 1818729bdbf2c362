"""`dramatis segment`: finds segments in a survey file, or says that there are none; places new respondents."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handlers.cli.refusing import refuse
from handlers.cli.segment_words import as_text

if TYPE_CHECKING:
    from bot.survey.segmenting.result import Segmentation
    from bot.survey.survey import Survey

IN_PARTS = (".csv", ".tsv", ".parquet")
HELP = """Find segments in a survey FILE, or say honestly that there are none.

Without --k only natural segments are given: kinds of people that beat every difference by degree. With --k that many
are made, and the verdict says what they are (natural, reproducible, constructive). --against BASE finds segments a second
time, in the questions of another base, and says who of the one is where in the other.

Placing somebody new: --place takes the answers of one or more people and tells the segment of each. They are a JSON
object {"question id": answer} (or a list of such objects), given as it is or as the path of a .json file, or a .csv
file whose header holds question ids. Options are given in their words, numbers as numbers, a multi-select or a ranking
(best first) as a list or with ";" between; questions left out count as not answered. The segments come from FILE, or
from a model that was kept before with --save MODEL.json: a plain JSON file that holds the questions with their levels,
and for every segment the log probabilities of all answers, but nothing that anybody answered.

  dramatis segment survey.csv --base needs --against value\n
  dramatis segment survey.csv --save model.json\n
  dramatis segment --model model.json --place '{"Q3": "Offline", "Q5": 4}'
"""


def register(app: typer.Typer) -> None:
    """Adds the command `segment`."""

    @app.command("segment", help=HELP)
    def segment_file(
        file: Annotated[Path | None, typer.Argument(help="A survey export; not needed with --model.")] = None,
        as_json: bool = typer.Option(False, "--json", help="Print JSON, as docs/COMMAND-LINE.md says."),
        base: str | None = typer.Option(
            None,
            help="Use only questions of one base: demographic, psychographic, firmographic, technographic, needs, value.",
        ),
        against: str | None = typer.Option(
            None, metavar="BASE", help="Find segments in this base too, and set the two against each other."
        ),
        questions: str | None = typer.Option(None, help="Use only these question ids, with commas between."),
        k: str | None = typer.Option(None, "--k", metavar="NUMBER", help="Make this many segments."),
        seed: str = typer.Option("0", metavar="NUMBER", help="Same file and seed, same result."),
        save: Annotated[Path | None, typer.Option(help="Keep the model here, to place people later.")] = None,
        model: Annotated[Path | None, typer.Option(help="Place with this kept model, not a FILE.")] = None,
        place: str | None = typer.Option(
            None, metavar="ANSWERS", help="Answers of new people: JSON, or a .json or .csv file."
        ),
        dask: str | None = typer.Option(
            None,
            envvar="DRAMATIS_DASK",
            metavar="ADDRESS",
            help="A Dask scheduler whose workers read, encode and place large files part by part.",
        ),
    ) -> None:
        from bot.errors import DramatisError, SurveyRefused

        try:
            if (file is None) == (model is None):
                _refuse("Give either a survey file or, with --model, a kept model.")
            if against is not None and (model is not None or place is not None):
                _refuse("--against sets two segmentations of a FILE against each other; it places nobody.")
            if model is not None and place is None:
                _refuse("A kept model is only good for placing somebody: give their answers with --place.")
            people = None if place is None else read_people(place)
            if model is not None:
                assert people is not None
                _print_placements(_placed(_load(model), people), as_json)
                return
            assert file is not None
            wanted = None if questions is None else [q.strip() for q in questions.split(",") if q.strip()]
            many = None if k is None else _whole(k, "--k")
            asked = [(base, wanted), *([] if against is None else [(against, None)])]
            result, *others = _find(file, asked, many, _whole(seed, "--seed"), dask)
            if save is not None:
                _keep(result, save)
            if people is not None:
                from bot.survey.segmenting.saved import SavedModel

                _print_placements(_placed(SavedModel.of(result), people), as_json)
            elif as_json:
                print(json.dumps(_as_json(result, others), ensure_ascii=False))
            else:
                print(as_text(result, *others))
        except DramatisError as error:
            reason = error.reason if isinstance(error, SurveyRefused) else "bad_input"
            refuse(reason, error.sentence, as_json)


def _whole(text: str, option: str) -> int:
    """A whole number from 0 on; read here, so that a wrong one is refused like everything else, in JSON if wished."""
    if not text.strip().isdecimal() or len(text) > 18:
        _refuse(f"{option} must be a whole number, not “{text}”.")
    return int(text)


def _refuse(sentence: str) -> None:
    from bot.errors import BadInput

    raise BadInput(sentence)


def _find(
    file: Path,
    asked: list[tuple[str | None, list[str] | None]],
    k: int | None,
    seed: int,
    dask: str | None,
) -> list[Segmentation]:
    """A segmentation for each (base, questions) that is asked for."""
    from bot.survey.reading import Limits, read_survey_file
    from bot.survey.segmenting import segment

    if not file.is_file():
        _refuse(f"There is no file “{file}”.")
    with Bar() as report, ExitStack() as open_until_done:
        report(0.0, "Reading the file")
        is_large = file.stat().st_size > Limits().file_bytes
        survey = None
        if is_large or (dask and file.suffix.lower() in IN_PARTS):
            survey = _in_parts(file, dask, open_until_done, is_large)
        survey = survey or read_survey_file(file)
        found = []
        for number, (base, questions) in enumerate(asked):

            def part(share: float, words: str, done: int = number) -> None:
                report((done + share) / len(asked), words)

            found.append(segment(survey, base=base, questions=questions, k=k, seed=seed, progress=part))
        return found


def _as_json(result: Segmentation, others: list[Segmentation]) -> dict[str, Any]:
    """The result, as docs/COMMAND-LINE.md has it; with a second one under `against`, the cross table with it."""
    from bot.survey.segments.crossing import crossed

    data = result.to_json(model=False)
    for other in others:
        crossing = crossed(result, other) if result.segments and other.segments else None
        data["against"] = {
            **other.to_json(model=False),
            "agreement": None if crossing is None else crossing.agreement,
            "adjusted_rand": None if crossing is None else round(crossing.rand, 4),
            "table": None
            if crossing is None
            else [None if cells is None else [people for people, _ in cells] for _, cells in crossing.rows],
        }
    return data


def _in_parts(file: Path, dask: str | None, until_done: ExitStack, is_large: bool) -> Survey | None:
    """The survey in parts, with a cluster's workers where there is one; None for a small file that cannot be cut."""
    from bot.errors import SurveyRefused
    from bot.survey.parts.answers import survey_of

    runner = None
    if dask:
        from handlers.children.cluster import Cluster

        runner = until_done.enter_context(Cluster(dask))
    try:
        return survey_of(file.resolve(), runner)
    except SurveyRefused:
        if is_large:
            raise
        return None


class Bar:
    """A progress bar on standard error, only where that is a terminal."""

    WIDTH = 24

    def __enter__(self) -> Callable[[float, str], None]:
        self._shown = sys.stderr.isatty()
        return self._report

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def _report(self, share: float, words: str) -> None:
        if self._shown:
            full = int(share * self.WIDTH)
            bar = "█" * full + "░" * (self.WIDTH - full)
            print(f"\r\033[K{bar} {share:4.0%}  {words}", end="", file=sys.stderr, flush=True)


# ---------------------------------------------------------------------- placing
def read_people(given: str) -> list[dict[str, Any]]:
    """Answers by question id of each person, from JSON, or from a .json or .csv file; raises BadInput."""
    from bot.errors import BadInput

    unreadable = "The answers to --place could not be read: give a JSON object, or a .json or .csv file."
    text = given.strip()
    if not text.startswith(("{", "[")):
        path = Path(given)
        if not path.is_file():
            raise BadInput(f"There is no file “{given}” with answers.")
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(unreadable) from error
        if path.suffix.lower() != ".json":
            import csv

            rows = list(csv.DictReader(text.splitlines()))
            if not rows:
                raise BadInput(
                    "The file with answers needs a header of question ids and a row for each person."
                )
            return [{q: a for q, a in row.items() if q is not None and a not in (None, "")} for row in rows]
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(unreadable) from error
    people = data if isinstance(data, list) else [data]
    if not people or not all(isinstance(person, dict) for person in people):
        raise BadInput(unreadable)
    return people


def _placed(model: Any, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [model.place(person) for person in people]


def _load(path: Path) -> Any:
    from bot.errors import BadInput
    from bot.survey.segmenting.saved import SavedModel

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(f"The model “{path}” could not be read.") from error
    return SavedModel.from_json(data)


def _keep(result: Segmentation, path: Path) -> None:
    from bot.errors import BadInput
    from bot.survey.segmenting.saved import SavedModel

    text = json.dumps(SavedModel.of(result).to_json(), ensure_ascii=False)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"The model could not be written to “{path}”.") from error


def _print_placements(placements: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"placements": placements}, ensure_ascii=False))
        return
    for one in placements:
        if one["segment"] is None:
            print("No segment: the answers do not suffice.")
        else:
            print(f"Segment {one['segment']}, {one['name']} ({one['probability']:.0%} sure)")
