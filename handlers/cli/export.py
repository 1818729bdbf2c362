"""`dramatis export`: personas as files, from the database or from a file of personas."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadInput, DramatisError, NotFound
from handlers.cli.database import opened, refuse, the_one

if TYPE_CHECKING:
    from bot.export.nouns import SharedCast
    from bot.export.writing import File

KINDS = "html, markdown, png, json or csv"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("export")(export)


def export(
    persona: Annotated[str, typer.Argument(help="A name or role; all: every active persona.")] = "all",
    kind: Annotated[str | None, typer.Option("--as", help=f"{KINDS}; html unless --json is given.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="A file, or a folder; else standard output.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Read personas from this JSON file, not from the database.")
    ] = None,
    workspace: Annotated[
        str | None, typer.Option("--workspace", help="Whose; needed where there are several.")
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Also personas made in private channels.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Results and errors as JSON.")] = False,
) -> None:
    """Export a persona, or all, to a file: a page to print, Markdown, pictures, JSON, or lines with evidence as CSV."""
    try:
        made = _files(persona, kind or ("json" if as_json else "html"), file, workspace, private)
        _write(made, out, as_json)
    except DramatisError as error:
        refuse(error, as_json)


def _files(
    persona: str, kind: str, file: Path | None, workspace: str | None, private: bool
) -> tuple[File, ...]:
    from bot.export.writing import files, format_of

    format_ = format_of(kind)
    if format_ is None:
        raise BadInput(f"“{kind[:40]}” is no format. Choose {KINDS}.")
    cast = _chosen(read_cast(file), persona) if file else _kept(persona, workspace, private)
    return files(cast, format_)


def read_cast(path: Path) -> SharedCast:
    """The personas of a file. Raises BadInput."""
    from datetime import UTC, datetime

    from bot.export.asjson import read
    from bot.workshop.splitting.polarity import polarity

    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise BadInput(f"The file {path.name} cannot be opened.") from None
    except ValueError:
        raise BadInput(f"The file {path.name} is not UTF-8 text.") from None
    return read(text, datetime.now(UTC), polarity)


def _chosen(cast: SharedCast, name: str) -> SharedCast:
    from dataclasses import replace

    if name == "all":
        return cast
    found = tuple(
        one for one in cast.personas if name.casefold() in (one.name.casefold(), one.role.casefold())
    )
    if not found:
        names = ", ".join(one.title for one in cast.personas[:8]) or "nobody"
        raise NotFound(f"There is no persona called “{name}”. There are: {names}.")
    return replace(cast, personas=found)


def _kept(name: str, workspace: str | None, private: bool) -> SharedCast:
    """Personas of the database: public ones, and with `private` also the others."""
    from dataclasses import replace

    from handlers.use_cases.personas.exporting import cast_of
    from storage.personas import all_personas

    with opened() as services, services.look("") as look:
        look.workspace = the_one(look.session, workspace)
        found = [one for one in all_personas(look.session, look.workspace) if private or not one.private]
        if name == "all":
            found = [one for one in found if one.active]
        cast = cast_of(look, sorted(found, key=lambda one: (one.title.casefold(), one.id)), {})
    return _chosen(replace(cast), name)


def _write(made: tuple[File, ...], out: Path | None, as_json: bool) -> None:
    if out is None:
        if len(made) != 1 or (made[0].name.endswith(".png") and sys.stdout.isatty()):
            raise BadInput("Pictures go into a folder: name one with --out FOLDER.")
        sys.stdout.buffer.write(made[0].data)
        sys.stdout.flush()
        return
    folder = len(made) != 1 or out.is_dir() or not out.suffix
    paths = [out / file.name for file in made] if folder else [out]
    try:
        (out if folder else out.parent).mkdir(parents=True, exist_ok=True)
        for path, file in zip(paths, made, strict=True):
            path.write_bytes(file.data)
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror}.") from None
    names = [str(path) for path in paths]
    typer.echo(json.dumps({"files": names}, ensure_ascii=False) if as_json else "\n".join(names))
