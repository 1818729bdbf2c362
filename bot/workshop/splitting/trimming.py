"""Making a cut piece a statement: bullets, connectives, hedges at its start and marks at its end are taken off."""

from __future__ import annotations

import re

from bot.workshop.splitting import words as w

_HEDGE = "|".join(re.escape(h) for h in sorted(w.HEDGES, key=len, reverse=True))
_BULLET = re.compile(
    r"(?:[-*•·▪●◦>–—|+,;:=→➡⇒✓✔.…]+(?=\s|[^\W\d_])|\d{1,2}[.)](?=\s|[^\W\d])|[a-h]\)(?=\s))\s*"
)
_CONNECTIVE = re.compile(r"(?:and then|and|but|or|also|then|plus|so|y|und|et|&|n)(?=[\s,\"“„«]),?\s*", re.I)
_OPENER = re.compile(rf"(?:{_HEDGE})(?=[\s,.…?]),?[.…?]*\s*", re.I)
_END = " \t\r\n,;.–—-|/+=&>→•*"


def unbullet(piece: str) -> str:
    """`piece` without the bullets or the number it begins with, which are marks of a list and no words."""
    said = piece.strip()
    while (match := _BULLET.match(said)) and match.end() < len(said):
        said = said[match.end() :]
    return said


def trim(piece: str) -> str:
    """`piece` without bullets, leading connectives and hedges and without end marks; never empty if it has a word."""
    said = piece.strip()
    for _ in range(8):
        shorter = said
        for pattern in (_BULLET, _CONNECTIVE, _OPENER):
            match = pattern.match(shorter)
            if match and match.end() < len(shorter):
                shorter = shorter[match.end() :]
        if shorter == said:
            break
        said = shorter
    return _rstrip(said) or piece.strip()


def _rstrip(said: str) -> str:
    """Without end marks; what belongs to the word before ("50+", "e.g.", "…)") stays."""
    end = len(said)
    while end and (said[end - 1] in _END or said[end - 1].isspace()):
        if said[end - 1] == "+" and end > 1 and said[end - 2].isalnum():
            break
        end -= 1
    return said[:end]
