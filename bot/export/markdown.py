"""A cast as Markdown for a wiki: people's words escaped, evidence below the line it speaks of."""

from __future__ import annotations

from bot.export.escaping import markdown as esc
from bot.export.nouns import SharedCast, SharedLine, SharedPersona
from bot.export.telling import (
    NO_PERSONAS,
    NOTHING,
    PROMISE,
    RETIRED,
    evidence_words,
    made_on,
    voice_words,
)
from bot.nouns import Verdict


def markdown(cast: SharedCast) -> str:
    """One heading for each persona; where there are several, a heading for all of them first."""
    several = len(cast.personas) != 1
    rows = [f"# {esc(cast.title)}", ""] if several else []
    if not cast.personas:
        rows += [NO_PERSONAS, ""]
    for persona in cast.personas:
        rows += _persona(persona, "##" if several else "#")
    rows += ["---", "", f"{made_on(cast)}. {PROMISE}"]
    return "\n".join(rows) + "\n"


def _persona(persona: SharedPersona, mark: str) -> list[str]:
    rows = [f"{mark} {esc(persona.title)}", ""]
    if persona.name and persona.role:
        rows += [f"**{esc(persona.role)}**", ""]
    if not persona.active:
        rows += [f"*{RETIRED}*", ""]
    rows += [f"> {esc(persona.warning)}", ""]
    if not persona.lines:
        rows += [NOTHING, ""]
    for label, lines in persona.by_facet():
        rows += [f"{mark}# {esc(label)}", ""]
        for line in lines:
            rows += _line(line)
        rows.append("")
    return rows


def _line(line: SharedLine) -> list[str]:
    words = esc(line.text)
    rows = [f"- {f'~~{words}~~' if line.verdict is Verdict.CONTRADICTED else words}"]
    said = " · ".join(part for part in (line.said, "pinned" if line.pinned else "") if part)
    rows += [f"  - *{esc(said)}*"] if said else []
    rows += [f"  - {esc(told)}" for told in voice_words(line)]
    rows += [f"  - {esc(evidence_words(item))}" for item in line.evidence]
    for doubt in line.doubts:
        by = f" by {esc(doubt.person)}" if doubt.person else ""
        rows.append(f"  - **Doubted**{by}: {esc(doubt.why)}")
    return rows
