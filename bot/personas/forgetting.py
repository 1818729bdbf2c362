"""Lines after somebody's words are forgotten: who else said it speaks for it, what only they said is gone.

Counts stay: whoever said a line counts as one who agrees with it, from then on without a name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.nouns import Line
from bot.workshop.lines import readable


@dataclass(frozen=True)
class Forgotten:
    """Lines without a person's words: `removed` are gone, of `spoken` a voice became a bare agreement (ids)."""

    lines: tuple[Line, ...]
    removed: tuple[str, ...]
    spoken: tuple[str, ...]
    changed: bool


def forget_voices(
    lines: Sequence[Line], person: str, texts: Collection[str], earlier: Mapping[str, str]
) -> Forgotten:
    """`texts`: everything this person ever worded; `earlier`: a wording of theirs → what stood there before it.

    A line without voices (drafted from a survey) that the person reworded gets its earlier wording back.
    """
    kept: list[Line] = []
    removed: list[str] = []
    spoken: list[str] = []
    for line in lines:
        others = tuple(voice for voice in line.voices if voice.person != person)
        own = len(others) < len(line.voices)
        wording = line.text in texts and line.text not in {voice.text for voice in others}
        if own and not others:
            removed.append(line.id)
            continue
        changed = replace(line, voices=others) if own else line
        if own:
            spoken.append(line.id)
        if wording and others:
            speaks = max(others, key=lambda voice: readable(voice.text))
            changed = replace(changed, text=speaks.text, polarity=speaks.polarity)
        elif wording:
            before = _before(line.text, texts, earlier)
            if before is None:
                removed.append(line.id)
                continue
            changed = replace(changed, text=before)
        kept.append(changed)
    after = tuple(kept)
    return Forgotten(after, tuple(removed), tuple(spoken), after != tuple(lines))


def _before(text: str, texts: Collection[str], earlier: Mapping[str, str]) -> str | None:
    """The newest wording before `text` that is not this person's; None where there is none."""
    seen: set[str] = set()
    while text in texts and text not in seen:
        seen.add(text)
        text = earlier.get(text, "")
    return text if text and text not in texts else None
