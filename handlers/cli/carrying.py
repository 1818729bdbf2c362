"""`dramatis workspace export`, `import` and `erase`: taking one out whole, bringing things in, erasing it for good."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import BadInput, DramatisError
from handlers.cli.database import opened, refuse, the_one
from handlers.cli.workspace import group

if TYPE_CHECKING:
    from sqlmodel import Session

    from handlers.use_cases.work import Services

FORMAT, VERSION = "dramatis-workspace", 1
AsJson = Annotated[bool, typer.Option("--json", help="Results and errors as JSON.")]
Workspace = Annotated[str, typer.Argument(help="The workspace's Slack id, as T0123456.")]


def register(_app: typer.Typer) -> None:
    """Adds the commands to `dramatis workspace`."""
    group.command("export")(export)
    group.command("import")(bring_in)
    group.command("erase")(erase)


def export(
    workspace: Workspace,
    out: Annotated[Path | None, typer.Option("--out", help="A file; else standard output.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take out everything that is kept of a workspace, one JSON object a line; `import` puts it back."""
    with _sentences(as_json), opened() as services, services.look("") as look:
        the_one(look.session, workspace)
        if out is None:
            for line in _lines(look.session, workspace, look.now.isoformat()):
                sys.stdout.write(line)
            return
        try:
            with out.open("w", encoding="utf-8") as target:
                target.writelines(_lines(look.session, workspace, look.now.isoformat()))
        except OSError as error:
            raise BadInput(f"{out} cannot be written: {error.strerror}.") from None
        typer.echo(json.dumps({"file": str(out)}) if as_json else f"Everything of {workspace} is in {out}.")


def _lines(session: Session, workspace: str, now: str) -> Iterator[str]:
    from storage.carrying import rows_of
    from storage.migrate import newest

    head = {"format": FORMAT, "version": VERSION, "schema": newest(), "workspace": workspace, "exported": now}
    yield json.dumps(head) + "\n"
    for table, row in rows_of(session, workspace):
        yield json.dumps({"table": table, "row": row}, ensure_ascii=False) + "\n"


def bring_in(
    workspace: Workspace,
    file: Annotated[Path, typer.Argument(help="What `workspace export` or `export --as json` made.")],
    owner: Annotated[
        str | None, typer.Option("--owner", help="For personas: the Slack id of who owns them, as U0123456.")
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option("--channel", help="For personas: the Slack id of the channel they belong to."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put back a whole workspace, or make personas of an export as JSON."""
    with _sentences(as_json), opened() as services:
        try:
            with file.open(encoding="utf-8-sig") as lines:
                first = lines.readline()
                head = _object(first)
                if head is not None and head.get("format") == FORMAT:
                    count, what = _put_back(services, workspace, head, lines), "rows"
                else:
                    count, what = _personas(services, workspace, file, owner, channel), "personas"
        except OSError:
            raise BadInput(f"The file {file.name} cannot be opened.") from None
        except UnicodeDecodeError:
            raise BadInput(f"The file {file.name} is not UTF-8 text.") from None
        typer.echo(json.dumps({what: count}) if as_json else f"{count:,} {what} are in {workspace} now.")


def _put_back(services: Services, workspace: str, head: dict[str, Any], lines: Any) -> int:
    from storage.carrying import put_back
    from storage.erasing import workspaces
    from storage.migrate import newest

    if head.get("version") != VERSION or head.get("schema") != newest():
        raise BadInput(
            f"That file was made at step {head.get('schema')} of the database, this Dramatis is at {newest()}. "
            "Import it with the version that made it, then update."
        )
    with services.unit(workspace) as work:
        if workspaces(work.session).get(workspace):
            raise BadInput(f"There is something in {workspace} already. Erase it first, or import elsewhere.")
        return put_back(work.session, workspace, _rows(lines))


def _rows(lines: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(lines, start=2):
        row = _object(line)
        if row is None or not isinstance(row.get("table"), str) or not isinstance(row.get("row"), dict):
            raise BadInput(f"Line {number} of that file cannot be read. Nothing was imported.")
        yield row["table"], row["row"]


def _personas(services: Services, workspace: str, file: Path, owner: str | None, channel: str | None) -> int:
    from handlers.cli.export import read_cast
    from handlers.use_cases.personas.importing import bring_in

    cast = read_cast(file)
    if not owner or not channel:
        raise BadInput("Say whose the personas are: --owner U… and --channel C…")
    with services.unit(workspace, owner) as work:
        return len(bring_in(work, cast, owner, channel))


def erase(
    workspace: Workspace,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase everything that is kept of a workspace, its tokens too. It cannot be taken back."""
    from handlers.use_cases import erasure

    with _sentences(as_json), opened() as services:
        with services.look("") as look:
            the_one(look.session, workspace)
        if not yes:
            question = f"Everything of {workspace} will be gone for good. Type its id to go on"
            if as_json or typer.prompt(question, err=True, default="", show_default=False) != workspace:
                raise BadInput("Nothing was erased. Type the id when asked, or give --yes.")
        with services.unit(workspace) as work:
            rows = erasure.erase(work)
        erasure.scrub_now(services)
        typer.echo(json.dumps({"erased": rows}) if as_json else f"Erased: {rows:,} rows of {workspace}.")


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


@contextmanager
def _sentences(as_json: bool) -> Iterator[None]:

    try:
        yield
    except DramatisError as error:
        refuse(error, as_json)
