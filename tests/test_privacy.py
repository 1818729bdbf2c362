"""Every promise of docs/PRIVACY.md names a test, and that test is there; and the promises that have no other place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "PRIVACY.md").read_text("utf-8")
PROMISES = re.findall(r"^- (.+)$", PAGE, re.MULTILINE)
NAMED = re.compile(r"<!-- (tests/[\w/]+\.py)::(test_\w+) -->")


def test_there_are_promises() -> None:
    assert len(PROMISES) > 20


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_names_a_test_that_is_there(promise: str) -> None:
    named = NAMED.findall(promise)
    assert named, "put the test that holds it beside the sentence"
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        found = next((n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name), None)
        assert found is not None, f"{file} has no {name}"
        assert any(isinstance(node, ast.Assert | ast.With) for node in ast.walk(found)), (
            "a test that cannot fail"
        )
        marks = [ast.unparse(mark) for mark in found.decorator_list]
        assert not any("skip" in mark or "xfail" in mark for mark in marks)


def test_the_app_may_read_no_channel() -> None:
    scopes = yaml.safe_load((ROOT / "app.yaml").read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
    read = {scope for scope in scopes if scope.endswith((":history", ":read"))}
    assert read <= {"im:history", "files:read", "users:read", "app_mentions:read"}


def test_an_upload_leaves_no_file() -> None:
    """Nothing on an upload's way opens a file for writing."""
    for path in [ROOT / "handlers" / "files.py", *(ROOT / "handlers" / "surveys").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = node.func if isinstance(node, ast.Call) else None
            called = (
                name.id
                if isinstance(name, ast.Name)
                else name.attr
                if isinstance(name, ast.Attribute)
                else ""
            )
            if called == "open" and _only_reads(node):
                continue
            assert called not in {
                "open", "write_bytes", "write_text", "mkstemp", "NamedTemporaryFile", "TemporaryFile", "mkdtemp",
            }, f"{path.name}:{getattr(node, 'lineno', 0)}"  # fmt: skip


def _only_reads(node: ast.AST) -> bool:
    """A call of `open` whose mode is not given, or only reads; or one that speaks to the system, not to a disk."""
    assert isinstance(node, ast.Call)
    first = node.args[0] if node.args else None
    if first is not None and ast.unparse(first) in ("os.devnull", "'/proc/self/oom_score_adj'"):
        return True
    modes = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "mode")]
    return all(isinstance(mode, ast.Constant) and set(str(mode.value)) <= set("rbt") for mode in modes)


def test_only_slack_is_spoken_to() -> None:
    """Addresses in the code lead to Slack or to this machine."""
    namespaces = r"schemas\.openxmlformats\.org|www\.w3\.org|purl\.oclc\.org"
    allowed = re.compile(rf"https?://(?:(?:[\w-]+\.)*slack\.com\b|127\.0\.0\.1|localhost|{{|{namespaces})")
    for folder in ("bot", "handlers", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    for address in re.findall(r"https?://[\w{][\w.{-]*", node.value.replace("\\", "")):
                        assert allowed.match(address), f"{path.name}: {address}"
