"""`dramatis export` and `dramatis workspace`: out of a file or the database, back in as it was, erased for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.export.asjson import read
from bot.workshop.splitting.polarity import polarity
from handlers.cli.main import app
from handlers.use_cases.personas.importing import bring_in
from handlers.use_cases.work import Services
from storage import personas, workshops
from storage.erasing import workspaces
from storage.store import Store
from tests.bot.export.test_exports import HERE, rich, small
from tests.databases import drop, postgres_server, postgres_url, sqlite_url
from tests.traces import fill, traces

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def postgres() -> Iterator[object]:
    """One server for this file."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The database the command line finds, of each kind."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    url = postgres_url(server) if server else sqlite_url(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    made = Store(url)
    yield made
    made.close()
    if server:
        drop(server, url)


def run(*words: str, code: int = 0, typed: str | None = None) -> str:
    """What the command says, on standard output or, where it refuses, on standard error."""
    result = CliRunner().invoke(app, list(words), input=typed)
    assert result.exit_code == code, (words, result.output, result.exception)
    return result.stdout if code == 0 else result.stdout + result.stderr


def kept(store: Store) -> dict[str, int]:
    """Of which workspaces anything is kept."""
    with store.reading() as session:
        return workspaces(session)


def keep(store: Store) -> None:
    """Robin in public, the office manager in a private channel, of T1."""
    with store.writing() as session:
        product = workshops.keep_product(session, "T1", "", "Lumen", "lumen")
        workshops.keep_channel(session, "T1", "C1", private=False)
        personas.save_persona(session, "T1", replace(rich(), product=product))
        hidden = replace(small(), id="p2", private=True, product=product)
        personas.save_persona(
            session, "T1", replace(hidden, lines=tuple(replace(x, id=f"p2{x.id}") for x in hidden.lines))
        )


@pytest.mark.parametrize("kind", ["markdown", "html", "csv"])
def test_a_file_of_personas_becomes_every_format(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = HERE / "rich.json"
    ending = {"markdown": "md"}.get(kind, kind)
    assert run("export", "--file", str(source), "--as", kind) == (HERE / f"rich.{ending}").read_text("utf-8")
    told = json.loads(run("export", "--file", str(source), "--as", kind, "--out", "folder", "--json"))
    assert told == {"files": [str(Path("folder") / f"robin.{ending}")]}
    assert run("export", "--file", str(source), "--as", "png", "--out", "one.png").strip() == "one.png"
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")


def test_private_personas_are_exported_only_when_it_is_said(store: Store) -> None:
    keep(store)
    assert [p["name"] for p in json.loads(run("export", "--json"))["personas"]] == ["Robin"]
    both = json.loads(run("export", "--json", "--private", "--workspace", "T1"))["personas"]
    assert [p["role"] for p in both] == ["Wedding photographer", "The office manager"]
    assert "There is no persona called" in run("export", "The office manager", code=1)
    assert "# Robin" in run("export", "robin", "--as", "md")


def test_what_cannot_be_done_is_said_in_one_sentence(store: Store, tmp_path: Path) -> None:
    assert "There are: none" in run("export", code=1)
    keep(store)
    assert json.loads(run("export", "--as", "docx", "--json", code=1))["error"]["reason"] == "malformed"
    assert "cannot be opened" in run("export", "--file", "nowhere.json", code=1)
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe\x00{")
    assert "not UTF-8" in run("export", "--file", "bad.json", code=1)
    assert "Pictures go into a folder" in run("export", "--private", "--as", "png", code=1)
    assert "Nothing is kept" in run("workspace", "erase", "T9", code=1)
    with store.writing() as session:
        workshops.keep_product(session, "T2", "", "Other", "other")
    assert "Say whose" in run("export", code=1)


def test_a_missing_database_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite3")
    assert "no database yet" in run("export", code=1)
    assert not (tmp_path / "none.sqlite3").exists()


def test_personas_of_a_file_come_in_and_go_out_as_they_were(store: Store, tmp_path: Path) -> None:
    for case in ("rich", "small", "empty"):
        before = json.loads((HERE / f"{case}.json").read_text("utf-8"))
        run("workspace", "import", f"T{case}", str(HERE / f"{case}.json"), "--owner", "U1", "--channel", "C1")
        after = json.loads(
            run(
                "export",
                before["personas"][0]["name"] or "The office manager",
                "--json",
                "--private",
                "--workspace",
                f"T{case}",
            )
        )
        for given, kept in zip(before["personas"], after["personas"], strict=True):
            for level in ("level", "warning", "changed"):  # worked out anew from what came along
                given.pop(level), kept.pop(level)
            given["product"] = given["product"] or "Our product"
            assert kept == given


def test_a_card_tells_what_the_file_said_apart_from_what_is_counted_here(store: Store) -> None:
    from bot.personas.cards import said

    cast = read((HERE / "rich.json").read_text("utf-8"), AT, polarity)
    with Services(store, "test").unit("T1", "U1") as work:
        (robin,) = bring_in(work, cast, "U1", "C1")
    with store.reading() as session:
        kept = personas.any_persona(session, "T1", robin.id)
    lines = {line.text: line for line in kept.lines}
    assert (
        said(lines["28 to 40, live in cities"])
        == "from a file: 4 of 6 asked agree, 2 do not know · seen it myself 2"
    )
    agreed = replace(lines["28 to 40, live in cities"], agree=1, asked=1)
    assert said(agreed).startswith("one person's word · from a file: 4 of 6")


def test_a_whole_workspace_goes_out_and_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    keep(store)
    fill(store, "T3", "Zebrawords")
    for workspace in ("T1", "T3"):
        run("workspace", "export", workspace, "--out", "before.jsonl")
        run("workspace", "erase", workspace, "--yes")
        assert workspace not in kept(store)
        run("workspace", "import", workspace, "before.jsonl")
        run("workspace", "export", workspace, "--out", "after.jsonl")
        before, after = (
            (tmp_path / f"{name}.jsonl").read_text().splitlines()[1:] for name in ("before", "after")
        )
        assert before == after
        assert len(before) > 5
        assert "already" in run("workspace", "import", workspace, "before.jsonl", code=1)


def test_an_export_of_a_workspace_holds_no_token(store: Store) -> None:
    fill(store, "T3", "Zebrawords")
    out = run("workspace", "export", "T3")
    assert "installation" not in out
    assert "Zebrawords in answer.sources" in out


def test_a_workspace_is_erased_after_its_id_was_typed_and_leaves_no_byte(store: Store) -> None:
    fill(store, "T3", "Zebrawords")
    assert "Nothing was erased" in run("workspace", "erase", "T3", typed="T4\n", code=1)
    assert traces(store, "Zebrawords")
    run("workspace", "erase", "T3", typed="T3\n")
    assert traces(store, "Zebrawords") == []
    assert kept(store) == {}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{}",
        '{"table": "seat", "row": {"nonsense": 1}}',
        '{"table": "seat", "row": {}}',
        '{"table": "installation", "row": {}}',
    ],
)
def test_a_broken_workspace_file_changes_nothing(store: Store, tmp_path: Path, line: str) -> None:
    keep(store)
    run("workspace", "export", "T1", "--out", "good.jsonl")
    head, *rows = (tmp_path / "good.jsonl").read_text().splitlines()
    (tmp_path / "bad.jsonl").write_text("\n".join([head, *rows, line or "x"]))
    assert "that file" in run("workspace", "import", "T9", "bad.jsonl", code=1).casefold()
    assert "T9" not in kept(store)
    (tmp_path / "old.jsonl").write_text(head.replace('"schema": "', '"schema": "0') + "\n")
    assert "at step" in run("workspace", "import", "T9", "old.jsonl", code=1)
