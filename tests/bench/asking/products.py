"""Products written for training and judging: personas with lines, questions with their answers, pairs to merge.

A product is a text file, one item a line:

    # title                      @ persona | role               id facet+ text   (+ or - is the polarity)
    ? question | ids that answer it (none: nobody says so)
    = a || b (same)              ! a || b (contradict)           ~ a || b (different, but near)
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

ROOM = Path(__file__).parent / "products"
NEAR_MISSES = Path(__file__).with_name("near_misses.txt")
UNSEEN = ("freight", "mealkit")  # never trained on: they judge


@dataclass(frozen=True)
class Statement:
    """One line of a persona: `polarity` is "pos" or "neg"."""

    id: str
    persona: str
    role: str
    facet: str
    text: str
    polarity: str


@dataclass
class Product:
    """What a product file holds. Pairs are (a, b, "same" | "contradict" | "different")."""

    name: str
    title: str = ""
    statements: list[Statement] = field(default_factory=list)
    questions: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    pairs: list[tuple[str, str, str]] = field(default_factory=list)

    def as_judged(self) -> dict[str, object]:
        """The product as the shared judge reads it (personas, questions, merge_pairs)."""
        personas: dict[str, dict[str, object]] = {}
        lines: dict[str, list[dict[str, str]]] = {}
        for one in self.statements:
            personas.setdefault(one.persona, {"name": one.persona, "role": one.role})
            lines.setdefault(one.persona, []).append(
                {"id": one.id, "facet": one.facet, "text": one.text, "polarity": one.polarity}
            )
        of = {one.id: one.persona for one in self.statements}
        return {
            "product": self.title,
            "personas": [{**personas[name], "statements": lines[name]} for name in personas],
            "questions": [
                {
                    "question": text,
                    "relevant_personas": sorted({of[key] for key in ids}),
                    "relevant_statements": sorted(ids),
                    "answerable": bool(ids),
                }
                for text, ids in self.questions
            ],
            "merge_pairs": [
                {"a": a, "b": b, "same": kind == "same", "contradict": kind == "contradict", "hard": False}
                for a, b, kind in self.pairs
            ],
        }


PAIR_KINDS = {"=": "same", "!": "contradict", "~": "different"}


def read_product(path: Path) -> Product:
    """A product from its text file."""
    product = Product(path.stem)
    persona = role = ""
    for row in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = row.partition(" ")
        if not row.strip():
            continue
        if mark == "#":
            product.title = rest
        elif mark == "@":
            persona, role = rest.split(" | ")
        elif mark == "?":
            question, _, ids = rest.rpartition("|")
            product.questions.append((question.strip(), frozenset(ids.split())))
        elif mark in PAIR_KINDS:
            a, b = rest.split(" || ")
            product.pairs.append((a, b, PAIR_KINDS[mark]))
        else:
            facet, _, text = rest.partition(" ")
            polarity = "neg" if facet.endswith("-") else "pos"
            product.statements.append(Statement(mark, persona, role, facet[:-1], text, polarity))
    return product


def all_products() -> list[Product]:
    """Every product of the room, by name."""
    return [read_product(path) for path in sorted(ROOM.glob("*.txt"))]


def near_misses() -> dict[str, list[str]]:
    """More questions without an answer, by product: each asks for a neighbour of what a line has.

    They teach when to say that no persona says so, and are no part of what is judged.
    """
    found: dict[str, list[str]] = {}
    name = ""
    for row in NEAR_MISSES.read_text(encoding="utf-8").splitlines():
        if row.startswith("# "):
            name = row[2:]
        elif row.strip():
            found.setdefault(name, []).append(row.strip())
    return found


def read_shared(path: Path) -> Product:
    """A product in the judge's JSON."""
    data = json.loads(path.read_text(encoding="utf-8"))
    product = Product(path.stem, data["product"])
    for persona in data["personas"]:
        for one in persona["statements"]:
            product.statements.append(
                Statement(
                    one["id"], persona["name"], persona["role"], one["facet"], one["text"], one["polarity"]
                )
            )
    product.questions = [
        (one["question"], frozenset(one["relevant_statements"])) for one in data["questions"]
    ]
    product.pairs = [
        (one["a"], one["b"], "same" if one["same"] else "contradict" if one["contradict"] else "different")
        for one in data["merge_pairs"]
    ]
    return product
