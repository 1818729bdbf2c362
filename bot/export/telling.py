"""The words every format shares: verdicts, levels, evidence, how it is known."""

from __future__ import annotations

from bot.export.nouns import SharedCast, SharedLine
from bot.nouns import Evidence, Level, Verdict

VERDICTS = {
    Verdict.UNTESTED: "untested",
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.MIXED: "mixed evidence",
    Verdict.TOO_FEW: "too few to tell",
}
LEVELS = {Level.PROTO: "Proto", Level.QUALITATIVE: "Qualitative", Level.STATISTICAL: "Statistical"}
NOTHING = "Nothing is known yet."
NO_PERSONAS = "There are no personas here yet."
RETIRED = "Retired."
PROMISE = "Every line is people's own words or a counted number; none was made by a machine."


def made_on(cast: SharedCast) -> str:
    """When it was exported."""
    return f"Exported from Dramatis on {cast.at:%d %B %Y}".replace(" 0", " ")


def evidence_words(item: Evidence) -> str:
    """ "supported: 61 % say so (54 to 68 %) (Spring survey, May 2026)"."""
    source = item.source + (f", {item.at:%B %Y}" if item.at else "")
    words = f"{VERDICTS[item.verdict]}: {item.words}" if item.words else VERDICTS[item.verdict]
    return f"{words} ({source})" if source else words


def voice_words(line: SharedLine) -> tuple[str, ...]:
    """Who said it and how they know, where names were agreed to; their own wording where it differs."""
    told = []
    for voice in line.voices:
        how = f", {voice.how.words}" if voice.how else ""
        own = f": “{voice.text}”" if voice.text != line.text else ""
        told.append(f"{voice.person}{how}{own}")
    return tuple(told)
