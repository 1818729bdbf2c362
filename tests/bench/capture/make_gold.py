"""Makes tune.json and holdout.json (the judge's format) from the marked-up answers in tune.txt and holdout.txt.

One answer a line: `facet[ V][ T][ !kind]: text`. V is vague, T a trap. ` || ` is a border between two statements and
` |? ` one that may be left out or set. At the end of a statement `{neg}` says that it denies, `{neg?}` that both
polarities are right, `{=pains}` that it is about another facet, `{~pains}` that both facets are right. `\\n` stands
for a line break. Run `python -m tests.bench.capture.make_gold` after editing; a test fails when they differ.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

from bot.facets import FACETS

HERE = Path(__file__).parent
_HEAD = re.compile(r"(\w+)((?: [VT]| !\w+)*):\s?(.*)", re.S)
_TAG = re.compile(r"\s*\{(neg\??|[=~]\w+)\}")
_BORDER = re.compile(r"(\|\||\|\?)")


def answer(line: str, number: int, product: str) -> dict[str, Any]:
    """One gold record out of one marked-up line."""
    head = _HEAD.fullmatch(line)
    if head is None:
        raise ValueError(f"not in the form 'facet flags: text': {line!r}")
    facet, flags, marked = head.group(1), head.group(2).split(), head.group(3).replace("\\n", "\n")
    kind = next((f[1:] for f in flags if f.startswith("!")), "answer")
    cells = _BORDER.split(marked)
    raw, borders = cells[::2], cells[1::2]
    plain = [_TAG.sub("", cell) for cell in raw]
    text = re.sub(r" {2,}", " ", " ".join(cell.strip(" ") for cell in plain)).strip(" ")
    text = re.sub(r" (\n)|(\n) ", r"\1\2", text)

    def joined(groups: list[list[int]]) -> list[str]:
        said = (" ".join(plain[i].strip() for i in group).strip().rstrip(",;") for group in groups)
        return [re.sub(r"^\d+[.)] ", "", one) for one in said]

    def grouped(cut: list[bool]) -> list[list[int]]:
        groups = [[0]]
        for i, here in enumerate(cut, start=1):
            if here:
                groups.append([i])
            else:
                groups[-1].append(i)
        return groups

    base = grouped([b == "||" for b in borders])
    statements = []
    for group, said in zip(base, joined(base), strict=True):
        tags = _TAG.findall(" ".join(raw[i] for i in group))
        entry: dict[str, Any] = {"text": said, "facet": facet, "polarity": "pos", "alternatives": []}
        for tag in tags:
            if tag == "neg":
                entry["polarity"] = "neg"
            elif tag == "neg?":
                entry["polarity_ok"] = ["pos", "neg"]
            elif tag[0] == "=":
                entry["facet"] = tag[1:]
            else:
                entry["facet_ok"] = [tag[1:]]
            if tag[0] in "=~" and tag[1:] not in FACETS:
                raise ValueError(f"unknown facet {tag} in {line!r}")
        statements.append(entry)
    loose = [i for i, b in enumerate(borders) if b == "|?"]
    also = []
    for choice in itertools.product([False, True], repeat=len(loose)):
        if any(choice):
            cut = [b == "||" for b in borders]
            for i, here in zip(loose, choice, strict=True):
                cut[i] = here
            also.append(joined(grouped(cut)))
    return {
        "id": f"{product[:3]}{number:03d}",
        "product": product,
        "facet_asked": facet,
        "question": FACETS[facet].question.replace("{subject}", product),
        "text": text,
        "statements": statements if kind == "answer" else [],
        "also_ok": also,
        "vague": "V" in flags,
        "kind": kind,
        "trap": "T" in flags,
    }


def gold(source: Path) -> list[dict[str, Any]]:
    """All records of one marked-up file."""
    product, out = "", []
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("# product: "):
            product = line.removeprefix("# product: ")
        elif line.strip() and not line.startswith("#"):
            out.append(answer(line, len(out) + 1, product))
    return out


def main() -> None:
    """Writes both JSON files beside this script."""
    for name in ("tune", "holdout"):
        records = ",\n".join(json.dumps(r, ensure_ascii=False) for r in gold(HERE / f"{name}.txt"))
        (HERE / f"{name}.json").write_text(f"[\n{records}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
