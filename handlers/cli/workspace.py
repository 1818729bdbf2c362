"""`dramatis workspace`: which workspaces have the app, and the key their tokens are encrypted with."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.counts import many
from bot.errors import DramatisError
from handlers.cli.refusing import refuse

if TYPE_CHECKING:
    from storage.store import Store

DROP_OLD = "The other keys can be dropped now."
PUT_IN_FRONT = (
    "To change the key put a new one in front (DRAMATIS_KEY=new,old), "
    "start every process anew, and do this again."
)
group = typer.Typer(
    help="Workspaces that installed the app, and the key of their tokens.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(group, name="workspace")


@group.command("list")
def list_all(
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """List the workspaces that have or had the app."""
    found: list[dict[str, Any]] = _with_store(_all, as_json)
    if as_json:
        typer.echo(json.dumps({"workspaces": found}, ensure_ascii=False))
        return
    if not found:
        typer.echo("No workspace has the app yet.")
    for each in found:
        left = f", left on {each['left'][:10]} ({each['why']})" if each["left"] else ""
        whole = f" of {each['organisation']}" if each["organisation"] else ""
        typer.echo(f"{each['id']:<12} {each['name'] or '-'}{whole}: since {each['since'][:10]}{left}")


@group.command("rekey")
def rekey(
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Encrypt the stored tokens anew: with a fresh key in the key file, or with the first of DRAMATIS_KEY."""
    count, words = _with_store(_rekey, as_json)
    if as_json:
        typer.echo(json.dumps({"encrypted": count}))
    else:
        typer.echo(words)


@group.command("key")
def key() -> None:
    """Print a fresh key, for DRAMATIS_KEY."""
    from storage.installations import new_key

    typer.echo(new_key())


def _all(store: Store) -> list[dict[str, Any]]:
    from storage import workspaces

    with store.reading() as session:
        return [
            {
                "id": each.workspace,
                "name": each.name,
                "organisation": each.enterprise,
                "since": each.since.isoformat(),
                "left": None if each.left is None else each.left.isoformat(),
                "why": each.why,
            }
            for each in workspaces.everyone(session)
        ]


def _rekey(store: Store) -> tuple[int, str]:
    from handlers.settings import load
    from handlers.slack.connecting import keys_of
    from storage.installations import Installations, new_key

    keys = keys_of(load())
    before = list(keys())
    installations = Installations(store, keys)
    installations.prove_key()
    if not keys.is_file:
        count = installations.reencrypt()
        more = DROP_OLD if len(before) > 1 else PUT_IN_FRONT
        return count, f"{many(count, 'installation')} encrypted with the first key of DRAMATIS_KEY. {more}"
    keys.write([new_key(), *before])
    count = installations.reencrypt()
    kept = keys.retire()
    return count, (
        f"{many(count, 'installation')} encrypted with a fresh key. The old one is kept in {kept} for backups made "
        "before; delete it when there are none."
    )


def _with_store(do: Callable[[Store], Any], as_json: bool) -> Any:
    from handlers.settings import load
    from storage.store import Store

    try:
        store = Store(load().database_url)
        try:
            store.migrate()
            return do(store)
        finally:
            store.close()
    except DramatisError as error:
        refuse("misconfigured", error.sentence, as_json)
