"""A small JSON schema interpreter: the subset of draft 7 that the Block Kit schema uses, compiled to closures.

Each compiled check is `check(value, path, report)`: it appends `(path, keyword, message)` to `report` and keeps `path`
(a list of keys and indexes) as it found it. Keywords outside the subset raise at compile time rather than pass silently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

Path_ = list[str | int]
Report = list[tuple[tuple[str | int, ...], str, str]]
Check = Callable[[Any, Path_, Report], None]

_IGNORED = {"$schema", "title", "$comment", "description", "definitions", "then", "else"}
_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "integer": lambda v: (
        (isinstance(v, int) and not isinstance(v, bool)) or (isinstance(v, float) and v.is_integer())
    ),
}


def _same(a: Any, b: Any) -> bool:
    """JSON equality: true is not 1."""
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "…"


class Schema:
    """The compiled definitions of one schema file."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self._definitions = definitions
        self._compiled: dict[str, Check] = {}

    def report(self, value: Any, entry: str) -> Report:
        """Everything in `value` that does not have the shape of definition `entry`."""
        out: Report = []
        self._definition(entry)(value, [], out)
        return out

    def _definition(self, name: str) -> Check:
        if name not in self._compiled:
            # A definition may contain itself (a list in a list): the placeholder is looked up when it is run.
            self._compiled[name] = lambda v, p, r: self._compiled[name](v, p, r)
            self._compiled[name] = self._compile(self._definitions[name])
        return self._compiled[name]

    def _compile(self, schema: Any) -> Check:
        if schema is True or schema == {}:
            return lambda value, path, report: None
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/definitions/")
            return lambda value, path, report: self._definition(name)(value, path, report)
        checks = [
            getattr(self, "_k_" + keyword)(argument, schema)
            for keyword, argument in schema.items()
            if keyword not in _IGNORED
        ]

        def run(value: Any, path: Path_, report: Report) -> None:
            for check in checks:
                check(value, path, report)

        return run

    def _holds(self, check: Check, value: Any) -> bool:
        out: Report = []
        check(value, [], out)
        return not out

    def _k_type(self, wanted: Any, _: Any) -> Check:
        names = wanted if isinstance(wanted, list) else [wanted]
        tests = [_TYPES[n] for n in names]

        def run(value: Any, path: Path_, report: Report) -> None:
            if not any(t(value) for t in tests):
                report.append((tuple(path), "type", f"must be {' or '.join(names)}, is {_short(value)}"))

        return run

    def _k_const(self, wanted: Any, _: Any) -> Check:
        def run(value: Any, path: Path_, report: Report) -> None:
            if not _same(value, wanted):
                report.append((tuple(path), "const", f"must be {_short(wanted)}, is {_short(value)}"))

        return run

    def _k_enum(self, wanted: list[Any], _: Any) -> Check:
        def run(value: Any, path: Path_, report: Report) -> None:
            if not any(_same(value, w) for w in wanted):
                report.append((tuple(path), "enum", f"unsupported value: {_short(value)}"))

        return run

    def _k_pattern(self, pattern: str, _: Any) -> Check:
        compiled = re.compile(pattern)

        def run(value: Any, path: Path_, report: Report) -> None:
            if isinstance(value, str) and not compiled.search(value):
                report.append((tuple(path), "pattern", f"does not have the form {pattern}"))

        return run

    def _k_required(self, names: list[str], _: Any) -> Check:
        def run(value: Any, path: Path_, report: Report) -> None:
            if isinstance(value, dict):
                for name in names:
                    if name not in value:
                        report.append((tuple(path), "required", f"missing required field: {name}"))

        return run

    def _k_properties(self, properties: dict[str, Any], _: Any) -> Check:
        compiled = {name: self._compile(s) for name, s in properties.items()}

        def run(value: Any, path: Path_, report: Report) -> None:
            if isinstance(value, dict):
                for name, item in value.items():
                    check = compiled.get(name)
                    if check is not None:
                        path.append(name)
                        check(item, path, report)
                        path.pop()

        return run

    def _k_additionalProperties(self, allowed: Any, schema: Any) -> Check:  # noqa: N802 - the keyword's own name
        if allowed is not False:
            raise NotImplementedError("additionalProperties other than false")
        known = set(schema.get("properties", {}))

        def run(value: Any, path: Path_, report: Report) -> None:
            if isinstance(value, dict):
                extra = [k for k in value if k not in known]
                if extra:
                    report.append(
                        (
                            tuple(path),
                            "additionalProperties",
                            "invalid additional property: " + ", ".join(map(str, extra)),
                        )
                    )

        return run

    def _k_items(self, schema: Any, _: Any) -> Check:
        check = self._compile(schema)

        def run(value: Any, path: Path_, report: Report) -> None:
            if isinstance(value, list):
                for i, item in enumerate(value):
                    path.append(i)
                    check(item, path, report)
                    path.pop()

        return run

    def _k_allOf(self, schemas: list[Any], _: Any) -> Check:  # noqa: N802
        by_type = self._by_const(schemas)
        if by_type is not None:
            field, table = by_type

            def dispatch(value: Any, path: Path_, report: Report) -> None:
                if not isinstance(value, dict):
                    # Such a condition holds of anything that is no object, so all branches apply.
                    for check in table.values():
                        check(value, path, report)
                elif isinstance(value.get(field), str) and value[field] in table:
                    table[value[field]](value, path, report)

            return dispatch
        compiled = [self._compile(s) for s in schemas]

        def run(value: Any, path: Path_, report: Report) -> None:
            for check in compiled:
                check(value, path, report)

        return run

    def _by_const(self, schemas: list[Any]) -> tuple[str, dict[str, Check]] | None:
        """A chain of "if type is X then Y" as one look-up, because unions of twenty blocks are written so."""
        field: str | None = None
        table: dict[str, Check] = {}
        for s in schemas:
            cond = s.get("if", {})
            names = list(cond.get("properties", {}))
            if set(s) != {"if", "then"} or len(names) != 1 or cond.get("required") != names:
                return None
            const = cond["properties"][names[0]]
            if set(const) != {"const"} or field not in (None, names[0]) or const["const"] in table:
                return None
            field = names[0]
            table[const["const"]] = self._compile(s["then"])
        return (field, table) if field else None

    def _k_if(self, condition: Any, schema: Any) -> Check:
        cond = self._compile(condition)
        then = self._compile(schema.get("then", True))
        otherwise = self._compile(schema.get("else", True))

        def run(value: Any, path: Path_, report: Report) -> None:
            (then if self._holds(cond, value) else otherwise)(value, path, report)

        return run

    def _k_anyOf(self, schemas: list[Any], _: Any) -> Check:  # noqa: N802
        compiled = [self._compile(s) for s in schemas]

        def run(value: Any, path: Path_, report: Report) -> None:
            if not any(self._holds(c, value) for c in compiled):
                report.append((tuple(path), "anyOf", f"has none of the allowed forms: {_short(value)}"))

        return run

    def _k_oneOf(self, schemas: list[Any], _: Any) -> Check:  # noqa: N802
        compiled = [self._compile(s) for s in schemas]
        names = " or ".join("+".join(s.get("required", ["another form"])) for s in schemas)

        def run(value: Any, path: Path_, report: Report) -> None:
            if sum(self._holds(c, value) for c in compiled) != 1:
                report.append((tuple(path), "oneOf", f"exactly one of {names} is needed"))

        return run


@cache
def block_kit() -> Schema:
    """The Block Kit schema, compiled once."""
    text = (Path(__file__).parent / "blockkit.schema.json").read_text(encoding="utf-8")
    return Schema(json.loads(text)["definitions"])
