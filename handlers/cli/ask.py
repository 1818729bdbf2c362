"""`dramatis ask`: questions on standard input, personas with the lines that say so on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import BadInput, DramatisError
from handlers.cli.refusing import as_error, refuse

if TYPE_CHECKING:
    from bot.asking.nouns import Answer, AskLine


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("ask")(ask_personas)


def ask_personas(
    file: Annotated[Path, typer.Option("--file", help="A product: its personas and their lines, as JSON.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line in and out.")] = False,
) -> None:
    """Ask which persona needs, uses, pays or dislikes something. One question a line."""
    try:
        lines = read_personas(file)
    except DramatisError as error:
        refuse("malformed", error.sentence, as_json)
    from bot.asking.ask import ask
    from bot.asking.index import build
    from bot.meaning.encoder import MISSING, load_encoder

    encoder = load_encoder()
    if encoder is None:
        typer.echo(MISSING, err=True)
    index = build(lines, encoder)
    for row in sys.stdin:
        if not row.strip():
            continue
        if as_json:
            question = _question(row)
            if question is None:
                reply = as_error("malformed", 'Give one JSON object a line: {"question": "…"}.')
            else:
                reply = as_reply(ask(index, question, encoder))
            typer.echo(json.dumps(reply, ensure_ascii=False))
        else:
            typer.echo(as_text(ask(index, row.strip(), encoder)) + "\n")
        sys.stdout.flush()


def _question(row: str) -> str | None:
    try:
        data = json.loads(row)
    except ValueError:
        return None
    question = data.get("question") if isinstance(data, dict) else None
    return question if isinstance(question, str) else None


def read_personas(path: Path) -> list[AskLine]:
    """The lines of a product file. Unknown facets are left empty, a missing polarity is computed.

    Raises BadInput with the sentence for the person where the file cannot be read as a product.
    """
    from bot.asking.nouns import AskLine
    from bot.facets import facet_of
    from bot.workshop.splitting.polarity import polarity

    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadInput(f"The file {path.name} cannot be opened.") from None
    except ValueError:
        raise BadInput(f"The file {path.name} is not JSON.") from None
    personas = data.get("personas") if isinstance(data, dict) else None
    if not isinstance(personas, list):
        raise BadInput(f"The file {path.name} has no list “personas”.")
    lines = []
    for place, persona in enumerate(personas):
        if not isinstance(persona, dict) or not isinstance(persona.get("name"), str):
            raise BadInput(f"Persona {place + 1} of {path.name} has no name.")
        statements = persona.get("statements", [])
        if not isinstance(statements, list):
            raise BadInput(f"The statements of {persona['name']} are not a list.")
        for one in statements:
            if not isinstance(one, dict) or not isinstance(one.get("text"), str) or "id" not in one:
                raise BadInput(f"A statement of {persona['name']} has no id or no text.")
            facet = facet_of(str(one.get("facet") or "")) or ""
            side = one.get("polarity")
            lines.append(
                AskLine(
                    id=str(one["id"]),
                    persona=persona["name"],
                    name=persona["name"],
                    role=str(persona.get("role") or ""),
                    facet=facet,
                    text=one["text"],
                    polarity=side if side in ("pos", "neg") else polarity(one["text"], facet),
                )
            )
    return lines


def as_reply(answer: Answer) -> dict[str, Any]:
    """The answer as docs/COMMAND-LINE.md has it, with the leading sentence and the nearest lines beside."""
    from bot.asking.nouns import Comparison, Counted, MostNeeded, Nobody, Personas, Riskiest, Unclear, Unknown

    reply: dict[str, Any] = {"personas": [], "answered": True}
    if isinstance(answer, Personas | Counted):
        reply["personas"] = [
            {"name": one.name, "score": one.score, "statements": [hit.line.id for hit in one.lines]}
            for one in answer.personas
        ]
    elif isinstance(answer, Comparison):
        reply["personas"] = [
            {"name": one.name, "score": one.score, "statements": [hit.line.id for hit in one.lines]}
            for one in answer.sides
        ]
    elif isinstance(answer, MostNeeded):
        reply["personas"] = [
            {"name": answer.name, "score": 1.0, "statements": [line.id for line in answer.lines]}
        ]
    elif isinstance(answer, Unknown):
        reply["personas"] = [
            {"name": answer.name, "score": 1.0, "statements": [line.id for line in answer.untested]}
        ]
        reply["silent_facets"] = list(answer.silent_facets)
    elif isinstance(answer, Riskiest):
        by_name: dict[str, dict[str, Any]] = {}
        for line, score in answer.lines:
            entry = by_name.setdefault(line.name, {"name": line.name, "score": score, "statements": []})
            entry["statements"].append(line.id)
        reply["personas"] = list(by_name.values())
    elif isinstance(answer, Nobody | Unclear):
        reply["answered"] = False
        if isinstance(answer, Nobody):
            reply["nearest"] = [hit.line.id for hit in answer.nearest]
    reply["answered"] = reply["answered"] and bool(reply["personas"])
    reply["sentence"] = answer.sentence
    return reply


def as_text(answer: Answer) -> str:
    """The answer for people: the sentence, then each persona with its lines."""
    from bot.asking.nouns import Comparison, Counted, MostNeeded, Nobody, Personas, Riskiest, Unknown
    from bot.facets import FACETS

    rows = [answer.sentence]
    if isinstance(answer, Personas | Counted | Comparison):
        for one in answer.sides if isinstance(answer, Comparison) else answer.personas:
            rows.append(f"  {one.name}" + (f", {one.role}" if one.role else ""))
            for hit in one.lines:
                rows.append(
                    f"    “{hit.line.text}”" + (" (data contradict this)" if hit.contradicted else "")
                )
    elif isinstance(answer, MostNeeded):
        rows += [f"    “{line.text}”" for line in answer.lines]
    elif isinstance(answer, Unknown):
        if answer.silent_facets:
            rows.append(
                "  No line on: " + ", ".join(FACETS[key].label.lower() for key in answer.silent_facets)
            )
        rows += [f"    untested: “{line.text}”" for line in answer.untested]
    elif isinstance(answer, Riskiest):
        rows += [f"    {line.name}: “{line.text}”" for line, _ in answer.lines]
    elif isinstance(answer, Nobody) and answer.nearest:
        rows.append("  Not an answer, but near:")
        rows += [f"    {hit.line.name}: “{hit.line.text}”" for hit in answer.nearest]
    return "\n".join(rows)
