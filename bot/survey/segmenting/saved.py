"""A saved model: what `--save` writes and `--model` reads, plain JSON without anybody's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import BadInput
from bot.survey.segmenting.place import Placement, Placer
from bot.survey.segmenting.result import Segmentation


@dataclass(frozen=True)
class SavedModel:
    """A placer with the names of its segments, in the order of their ids."""

    placer: Placer
    names: tuple[str, ...]

    @classmethod
    def of(cls, segmentation: Segmentation) -> SavedModel:
        """The model of a segmentation; raises BadInput where it has no segments."""
        if segmentation.placer is None:
            raise BadInput(f"There are no segments to place anybody in. {segmentation.reason}")
        return cls(segmentation.placer, tuple(segment.name for segment in segmentation.segments))

    def place(self, answers: Mapping[str, object]) -> dict[str, Any]:
        """Where one respondent belongs, as JSON: segment, name, probability, probabilities, answered."""
        placed: Placement = self.placer.place(answers)
        known = placed.segment is not None
        return {
            "segment": placed.segment,
            "name": self.names[placed.segment - 1] if placed.segment is not None else None,
            "probability": max(placed.probabilities) if known else None,
            "probabilities": list(placed.probabilities),
            "answered": placed.answered,
        }

    def to_json(self) -> dict[str, Any]:
        """A JSON value."""
        return {"dramatis": "segments", "names": list(self.names), "model": self.placer.to_json()}

    @classmethod
    def from_json(cls, data: object) -> SavedModel:
        """What `to_json` wrote; raises BadInput where it is something else."""
        if not isinstance(data, dict) or data.get("dramatis") != "segments" or "model" not in data:
            raise BadInput("This is not a model saved by “dramatis segment --save”.")
        placer = Placer.from_json(data["model"])
        names = data.get("names")
        if not isinstance(names, list) or len(names) != placer.classes:
            raise BadInput("This is not a model saved by “dramatis segment --save”.")
        return cls(placer, tuple(str(name) for name in names))
