"""Dockerfile and compose.yaml name only what there is: files, commands, settings, services. (Docker is not here.)"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from handlers.cli.main import app
from handlers.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
OTHERS = {"DRAMATIS_DASK"}  # read where the extra is installed
COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]


def test_there_are_a_database_two_replicas_and_a_cluster() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"postgres", "bot", "dask-scheduler", "dask-worker"}
    assert services["bot"]["deploy"]["replicas"] == 2
    assert services["bot"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert "healthcheck" in services["postgres"]
    for service in services.values():
        assert set(service.get("depends_on", [])) <= set(services)
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in COMPOSE["volumes"]


def test_every_setting_named_is_one() -> None:
    named = set(COMPOSE["services"]["bot"]["environment"])
    named |= set(re.findall(r"\b(HOST|PORT|DRAMATIS_\w+|SLACK_\w+)=", DOCKERFILE))
    assert named - {name.upper() for name in Settings.model_fields} <= OTHERS


def test_commands_are_there_and_a_container_ends_gently() -> None:
    assert COMPOSE["services"]["bot"]["command"][0] in COMMANDS
    assert json.loads(re.findall(r"^CMD (.*)$", DOCKERFILE, re.M)[-1])[0] in COMMANDS
    assert json.loads(re.findall(r"^ENTRYPOINT (.*)$", DOCKERFILE, re.M)[0]) == ["dramatis"]
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE
    assert int(COMPOSE["services"]["bot"]["stop_grace_period"].removesuffix("s")) >= 30


def test_every_file_that_is_copied_is_there_and_all_that_is_shipped_is_copied() -> None:
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.M) for name in line.split()
    }
    assert all((ROOT / name).exists() for name in copied), copied
    assert {"bot", "handlers", "storage", "playground"} <= copied


def test_all_that_is_installed_is_pinned_and_the_cluster_is_the_tested_one() -> None:
    for line in re.findall(r"pip install .*", DOCKERFILE):
        assert "--require-hashes" in line, line
    pinned = [
        dict(
            re.findall(
                r"^([a-z0-9.-]+)==(\S+)", (ROOT / f"requirements-{name}.lock").read_text("utf-8"), re.M
            )
        )
        for name in ("dask", "dev")
    ]
    assert {"dask", "distributed", "sqlmodel"} <= set(pinned[0])
    for name, version in pinned[0].items():
        assert pinned[1].get(name, version) == version, name


@pytest.mark.parametrize("text", [DOCKERFILE, (ROOT / "compose.yaml").read_text("utf-8")])
def test_no_secret_stands_in_them(text: str) -> None:
    assert not re.search(r"xox|xapp|PASSWORD: (?!\$)|KEY: (?!\$)", text)
