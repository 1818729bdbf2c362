"""A feedback file as a team keeps it: themes with typical quotes until their date, never the texts themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.errors import NotFound
from bot.evidence.feedback.themes import Theme, ThemeMatch
from bot.nouns import Persona

PAGE = 6  # themes in one message: with quotes and buttons well within Slack's 50 blocks


@dataclass(frozen=True)
class FeedbackAbout:
    """What was understood of a file. `rows`: with texts; `looked_at`: those whose sentences were grouped.

    `suggested`: lines that themes seem to speak to, by theme number; only a person makes evidence of it.
    """

    rows: int
    left_out: int
    looked_at: int
    text_column: str
    date_column: str | None = None
    rating_column: str | None = None
    rating_range: tuple[float, float] | None = None
    suggested: tuple[tuple[int, str, str, bool], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            "rating_range": list(self.rating_range) if self.rating_range else None,
            "suggested": [list(one) for one in self.suggested],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FeedbackAbout:
        """From what `to_json` gave."""
        known = data.get("rating_range")
        return cls(
            **{
                **data,
                "rating_range": (known[0], known[1]) if known else None,
                "suggested": tuple(
                    (theme, persona, line, against)
                    for theme, persona, line, against in data.get("suggested", ())
                ),
            }
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Which column was taken for what, in words."""
        said = [f"“{self.text_column}” as the text"]
        said += [f"“{self.date_column}” as the date"] if self.date_column else []
        said += [f"“{self.rating_column}” as the rating"] if self.rating_column else []
        return tuple(said)


@dataclass(frozen=True)
class KeptFeedback:
    """One feedback file of a channel (or, with a user id as `channel`, of a person). `until`: when its quotes go."""

    id: str
    file: str
    name: str
    channel: str
    private: bool
    owner: str
    created: datetime
    until: datetime
    about: FeedbackAbout
    themes: tuple[Theme, ...]

    def theme(self, number: int) -> Theme:
        """The theme of this number. Raises NotFound."""
        if not 0 <= number < len(self.themes):
            raise NotFound("That theme is not there any more.")
        return self.themes[number]

    @property
    def has_words(self) -> bool:
        """Whether any quote is still kept."""
        return any(theme.quotes for theme in self.themes)

    def without_words(self) -> KeptFeedback:
        """The same with its counts only."""
        return replace(self, themes=tuple(replace(theme, quotes=()) for theme in self.themes))


@dataclass(frozen=True)
class Choice:
    """A theme and the personas it can be carried to. `suggested`: (persona, line, against), likeliest first."""

    feedback: KeptFeedback
    theme: Theme
    personas: tuple[Persona, ...]
    suggested: tuple[tuple[str, str, bool], ...]


def numbered(
    themes: Sequence[Theme], matches: Sequence[ThemeMatch], persona_of: Mapping[str, str]
) -> tuple[tuple[int, str, str, bool], ...]:
    """(theme number, persona, line, against) of each match, best first. `persona_of`: line → persona."""
    numbers = {theme.name: number for number, theme in enumerate(themes)}
    return tuple(
        (numbers[match.theme], persona_of[match.line], match.line, match.against)
        for match in matches
        if match.line in persona_of
    )
