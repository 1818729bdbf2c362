"""Cutting headers of the form "question - item" apart, and other things many formats share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from bot.survey.reading.layout import Field, Role
from bot.survey.reading.words.headers import is_identifier, is_metadata, is_other
from bot.survey.reading.words.plain import plain

_BRACKETS = (
    re.compile(r"^(?P<stem>.*\S)\s*\[(?P<item>[^\[\]]+(?:\[[^\[\]]*\][^\[\]]*)?)\]\s*$", re.DOTALL),
    re.compile(r"^(?P<stem>.*\S)\s*\((?P<item>[^()]+(?:\([^()]*\)[^()]*)?)\)\s*$", re.DOTALL),
)
_SEPARATORS = (
    " >> ",
    " » ",
    " › ",
    " -> ",
    " → ",
    " – ",
    " — ",
    " - ",
    " | ",
    " / ",
    ": ",
    ":",
    "/",
    ". ",
    "? ",
    "?",
    "_",
    ".",
    "-",
    " ",
)
# Separators as weak as these only count where three columns or more share them.
_WEAK = {"/", ". ", "? ", "?", "_", ".", "-", " ", ":"}


def in_brackets(header: str, kind: int = 0) -> tuple[str, str] | None:
    """("question", "item") of "question [item]" (kind 0) or "question (item)" (kind 1); None for others."""
    match = _BRACKETS[kind].match(header)
    return (match["stem"].strip(), match["item"].strip()) if match else None


def base_fields(headers: Sequence[str], names: Sequence[str] | None = None) -> list[Field]:
    """One field for each header, with nothing known but that it is about the response where its words say so."""
    fields = []
    for position, header in enumerate(headers):
        text = header.replace("\xa0", " ").strip()
        role = Role.ANSWER
        if is_identifier(text):
            role = Role.IDENTIFIER
        elif is_metadata(text):
            role = Role.METADATA
        fields.append(Field(position, (names[position] if names else header) or header, text, role=role))
    return fields


def group(fields: Sequence[Field], cut: Callable[[Field], tuple[str, str] | None], least: int = 2) -> None:
    """Puts fields that `cut` gives the same question into one block, where at least `least` of them share it."""
    found: dict[str, list[tuple[Field, str]]] = defaultdict(list)
    for entry in fields:
        if entry.block or entry.role is not Role.ANSWER:
            continue
        parts = cut(entry)
        if parts is not None:
            found[parts[0]].append((entry, parts[1]))
    for stem, members in found.items():
        if len(members) < least:
            continue
        for run in _runs(members):
            if len(run) < least:
                continue
            key = f"{stem}#{run[0][0].position}"
            for entry, item in run:
                entry.block, entry.stem, entry.item = key, stem, item


def _runs(members: list[tuple[Field, str]]) -> list[list[tuple[Field, str]]]:
    """Members in runs that lie close together in the file: the same wording far apart was asked twice."""
    runs: list[list[tuple[Field, str]]] = []
    for member in members:
        if runs and member[0].position - runs[-1][-1][0].position <= 4:
            runs[-1].append(member)
        else:
            runs.append([member])
    return runs


def group_by_separators(fields: Sequence[Field], weak: bool = True) -> None:
    """Finds "question - item" headers by their common beginning before a separator: neighbours that share one are
    a block.

    The longest common beginning that ends in a separator is taken, so that items may hold the separator themselves.
    """
    free = [entry for entry in fields if entry.role is Role.ANSWER and not entry.block and entry.text]
    at = 0
    while at < len(free):
        best: tuple[int, str, str] | None = None
        for separator in _SEPARATORS:
            if separator in _WEAK and not weak:
                continue
            for stem in _stems(free[at].text, separator):
                run = 1
                while (
                    at + run < len(free)
                    and free[at + run].text.startswith(stem + separator)
                    and len(free[at + run].text) > len(stem + separator)
                    and free[at + run].position - free[at + run - 1].position <= 3
                ):
                    run += 1
                least = 3 if separator in _WEAK else 2
                if separator in {" ", "-", ".", "_", "?"} and len(stem) < 3:
                    continue
                if run >= least and separator == " " and not _numbered(free[at : at + run], stem):
                    continue
                if run >= least and separator in {". ", "-", "?", "? ", "/"} and len(plain(stem)) < 6:
                    continue
                if run >= least and (
                    best is None
                    or run > best[0]
                    or (run == best[0] and len(stem) > len(best[1]) and best[2] == separator)
                ):
                    best = run, stem, separator
        if best is None:
            at += 1
            continue
        run, stem, separator = best
        key = f"{stem}#{free[at].position}"
        for entry in free[at : at + run]:
            entry.block, entry.stem = key, stem.strip(" :-–—>/|")
            entry.item = entry.text[len(stem) + len(separator) :].strip()
        at += run


def _stems(text: str, separator: str) -> list[str]:
    """Every beginning of a header that ends before this separator, longest first."""
    cuts = [match.start() for match in re.finditer(re.escape(separator), text) if match.start() > 0]
    return [text[:cut] for cut in reversed(cuts[-6:])]


def _numbered(run: Sequence[Field], stem: str) -> bool:
    return all(re.fullmatch(r"\d{1,3}", entry.text[len(stem) :].strip()) for entry in run)


def adopt_joined(fields: Sequence[Field]) -> None:
    """A column whose header is a block's question holds that block's answers in one cell: it joins the block."""
    blocks: dict[str, tuple[str, str, int]] = {}
    for entry in fields:
        if entry.block and entry.item:
            blocks.setdefault(plain(entry.stem), (entry.block, entry.stem, entry.position))
    for entry in fields:
        found = blocks.get(plain(entry.text)) if entry.text else None
        if found and not entry.block and entry.role is Role.ANSWER and -3 <= found[2] - entry.position <= 3:
            entry.block, entry.stem, entry.item = found[0], found[1], ""


def mark_others(fields: Sequence[Field]) -> None:
    """Marks single columns that are another column's "Other (please specify)": their own header says so."""
    for at, entry in enumerate(fields):
        if entry.role is not Role.ANSWER or entry.block:
            continue
        before = fields[at - 1] if at else None
        if is_other(entry.text) or (
            before
            and before.text
            and entry.text.startswith(before.text)
            and is_other(entry.text[len(before.text) :].strip(" -–:[]()_/>."))
        ):
            entry.role = Role.OTHER
            entry.item = entry.item or entry.text
