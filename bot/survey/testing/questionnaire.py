"""A questionnaire for what no survey has asked: one question a line, and one for each gap.

The questions are fixed templates around people's own words. A line that can surely be told as "I …" is told so and
answered on a scale of agreement; any other line is quoted as it stands, which is right in every language.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.facets import FACETS
from bot.nouns import Line
from bot.survey.testing.first_person import first_person
from bot.survey.testing.matches import Match

AGREEMENT = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
DESCRIBES = ("Not at all", "A little", "Partly", "Mostly", "Completely")
IMPORTANCE = ("Not important", "Slightly important", "Fairly important", "Very important", "Essential")
TRUTH = ("Yes", "No", "Not sure")
NONE_OF_THESE = "None of these"

_GAP_NEED = re.compile(
    r"^\W*(?:which|what|who|do(?:es)?)\b.*?\b(?:needs?|wants?|asks? for|cares? about|values?)\s+(?P<what>.{2,120}?)\W*$",
    re.I | re.S,
)
_GAP_USE = re.compile(
    r"^\W*(?:which|what|who)\b.*?\b(?:uses?|has|have|owns?)\s+(?P<what>.{2,120}?)\W*$", re.I | re.S
)
_SPREADSHEET_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class QuestionKind(StrEnum):
    """How a question of ours is answered."""

    SCALE = "scale"
    SINGLE = "single_choice"
    MULTI = "multi_choice"
    OPEN = "open_text"


@dataclass(frozen=True)
class Asked:
    """One question to be asked. `line`: the line it tests, None for a gap; `says_so`: the options that speak for it."""

    id: str
    text: str
    kind: QuestionKind
    options: tuple[str, ...] = ()
    line: str | None = None
    says_so: tuple[str, ...] = ()

    def match(self) -> Match | None:
        """How the answers will speak for the line once the survey comes back (its question keeps this id)."""
        return Match(self.line, self.id, self.says_so) if self.line and self.says_so else None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {**asdict(self), "options": list(self.options), "says_so": list(self.says_so)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Asked:
        """From what `to_json` gave."""
        return cls(
            data["id"],
            data["text"],
            QuestionKind(data["kind"]),
            tuple(data.get("options", ())),
            data.get("line"),
            tuple(data.get("says_so", ())),
        )


def questionnaire(lines: Sequence[Line], gaps: Sequence[str] = ()) -> tuple[Asked, ...]:
    """One question a line (dropped and empty ones are left out), then one a gap; ids are Q1, Q2, …

    `gaps` are questions of product managers that no persona answers. Of equal texts only the first is asked.
    """
    made: list[Asked] = []
    seen: set[str] = set()
    for line in lines:
        key = _key(line.text)
        if line.dropped or not key or key in seen:
            continue
        seen.add(key)
        made.append(_for_line(line, f"Q{len(made) + 1}"))
    for gap in gaps:
        key = _key(gap)
        if not key or key in seen:
            continue
        seen.add(key)
        made.append(_for_gap(gap, f"Q{len(made) + 1}"))
    return tuple(made)


def is_made_of(text: str, question: str, options: Sequence[str]) -> bool:
    """Whether a question of ours was made of a line that read so: it quotes it, as "I …" or as it stood, or its options
    are the items of the list that the line is."""
    own = _own_words(text)
    if not own:
        return False
    told = first_person(own)
    if f"“{own}”" in question or (told is not None and f"“{told}.”" in question):
        return True
    return bool(options) and tuple(options) == _items(own)


def _for_line(line: Line, name: str) -> Asked:
    text = _own_words(line.text)
    facet = FACETS[line.facet]
    items = _items(text) if facet.list_question else ()
    if items:
        options = (*items, NONE_OF_THESE)
        return Asked(name, facet.list_question, QuestionKind.MULTI, options, line.id, items)
    told = first_person(text)
    if told is not None and line.facet != "quote":
        question = f"How much do you agree with this sentence? “{told}.”"
        return Asked(name, question, QuestionKind.SCALE, AGREEMENT, line.id, AGREEMENT[3:])
    if line.facet in {"traits", "company"}:
        question = f"{facet.lead} “{text}”. Is this true of {'yours' if line.facet == 'company' else 'you'}?"
        return Asked(name, question, QuestionKind.SINGLE, TRUTH, line.id, TRUTH[:1])
    question = f"{facet.lead} “{text}”. How well does this describe you?"
    return Asked(name, question, QuestionKind.SCALE, DESCRIBES, line.id, DESCRIBES[3:])


def _for_gap(gap: str, name: str) -> Asked:
    need = _GAP_NEED.match(gap.strip())
    if need:
        question = f"How important is this to you: “{_own_words(need['what'])}”?"
        return Asked(name, question, QuestionKind.SCALE, IMPORTANCE)
    use = _GAP_USE.match(gap.strip())
    if use:
        question = f"Is this true of you: you have or use “{_own_words(use['what'])}”?"
        return Asked(name, question, QuestionKind.SINGLE, TRUTH)
    return Asked(name, f"What would you answer to this question? “{_own_words(gap)}”", QuestionKind.OPEN)


def _items(text: str) -> tuple[str, ...]:
    """The items of a bare list ("Lightroom, an old iPhone and a MacBook"); empty where the line is a sentence."""
    if first_person(text) is not None or re.search(r"[.;:!?]", text):
        return ()
    parts = [part.strip() for part in re.split(r",\s*(?:and\s+|or\s+|und\s+)?|\s+(?:and|or|und)\s+", text)]
    parts = [part for part in parts if part]
    if not 2 <= len(parts) <= 12 or any(len(part.split()) > 5 for part in parts):
        return ()
    if re.search(r"\b(?:is|are|was|has|have|not|no|never|but|with no|without|because|when|if)\b", text, re.I):
        return ()
    unique = tuple(dict.fromkeys(part[0].upper() + part[1:] for part in parts))
    return unique if len(unique) >= 2 else ()


def _own_words(text: str) -> str:
    """A person's words, ready to be quoted: white space tidied, outer quotation marks and the full stop off."""
    return (
        re.sub(r"\s+", " ", text)
        .strip()
        .strip('“”"„')
        .rstrip(".")
        .replace("“", "‘")
        .replace("”", "’")
        .strip()
    )


def _key(text: str) -> str:
    return _own_words(text).casefold()


def as_markdown(questions: Sequence[Asked], title: str = "Questionnaire") -> str:
    """The questionnaire for people to read and copy."""
    parts = [f"# {_escape(title)}", ""]
    hints = {
        QuestionKind.SCALE: "Choose one.",
        QuestionKind.SINGLE: "Choose one.",
        QuestionKind.MULTI: "Choose all that apply.",
        QuestionKind.OPEN: "Write a few words.",
    }
    for number, question in enumerate(questions, start=1):
        parts += [f"{number}. **{_escape(question.text)}**", ""]
        if "Choose all" not in question.text:
            parts += [f"   *{hints[question.kind]}*", ""]
        parts += [f"   - [ ] {_escape(option)}" for option in question.options]
        if question.options:
            parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def as_csv(questions: Sequence[Asked]) -> str:
    """The questionnaire as survey tools import it: one row a question, one column an option.

    Columns: id, question, type (scale, single_choice, multi_choice, open_text), required, option 1 …; a cell that a
    spreadsheet would take for a formula is defused by an apostrophe.
    """
    widest = max((len(question.options) for question in questions), default=0)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["id", "question", "type", "required", *(f"option {i + 1}" for i in range(widest))])
    for question in questions:
        padded = [*question.options, *[""] * (widest - len(question.options))]
        writer.writerow(
            [_safe(cell) for cell in (question.id, question.text, question.kind.value, "no", *padded)]
        )
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_SPREADSHEET_FORMULA) else cell


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", re.sub(r"\s+", " ", text))
