"""A cast as JSON, out and in again. The shape stands in docs/cast.schema.json; docs/EXPORTS.md tells it in words.

The file is also a product file of `dramatis ask --file`, and product files (docs/COMMAND-LINE.md) can be read here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from bot.errors import BadInput
from bot.export.escaping import clean
from bot.export.nouns import SharedCast, SharedDoubt, SharedLine, SharedPersona, SharedVoice
from bot.facets import facet_of
from bot.nouns import Attribution, Evidence, EvidenceKind, HowKnown, Level, Polarity, Purpose, Verdict
from bot.personas.cards import LEVEL_WARNING

FORMAT, VERSION = "dramatis-cast", 1
MOST_PERSONAS, MOST_LINES, LONGEST = 200, 1000, 2000
E = TypeVar("E", bound=StrEnum)


def write(cast: SharedCast) -> str:
    """The cast as text."""
    return json.dumps(as_json(cast), ensure_ascii=False, indent=2) + "\n"


def as_json(cast: SharedCast) -> dict[str, Any]:
    """The cast as plain JSON values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": cast.at.astimezone(UTC).isoformat(timespec="seconds"),
        "personas": [_persona(persona, number) for number, persona in enumerate(cast.personas, start=1)],
    }


def _persona(persona: SharedPersona, number: int) -> dict[str, Any]:
    return {
        "name": persona.name,
        "role": persona.role,
        "product": persona.product,
        "purpose": persona.purpose.value,
        "level": persona.level.value,
        "warning": persona.warning,
        "attribution": persona.attribution.value,
        "active": persona.active,
        "picture": {"drawn": persona.drawn, "alt": persona.alt} if persona.drawn else None,
        "changed": persona.changed.isoformat() if persona.changed else None,
        "statements": [_line(line, f"{number}.{place}") for place, line in enumerate(persona.lines, start=1)],
    }


def _line(line: SharedLine, key: str) -> dict[str, Any]:
    return {
        "id": key,
        "facet": line.facet,
        "text": line.text,
        "polarity": line.polarity.value,
        "pinned": line.pinned,
        "verdict": line.verdict.value,
        "said": line.said,
        "agree": line.agree,
        "no": line.no,
        "dont_know": line.dont_know,
        "asked": line.asked,
        "known": {how.value: count for how, count in line.ways},
        "voices": [
            {"person": v.person, "text": v.text, "how": v.how.value if v.how else None} for v in line.voices
        ],
        "evidence": [_evidence(item) for item in line.evidence],
        "doubts": [{"why": doubt.why, "person": doubt.person} for doubt in line.doubts],
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "source": item.source,
        "kind": item.kind.value,
        "verdict": item.verdict.value,
        "words": item.words,
        "share": item.share,
        "low": item.low,
        "high": item.high,
        "count": item.count,
        "of": item.of,
        "at": item.at.astimezone(UTC).isoformat(timespec="seconds") if item.at else None,
    }


def read(text: str, now: datetime, polarity: Callable[[str, str], str]) -> SharedCast:
    """The cast of such a text, or of a product file. `polarity(text, facet)` fills in what a product file leaves out.

    Raises BadInput with a sentence that says which persona and line cannot be read. A facet that is not known here is
    kept as it is called.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("That file is not JSON. Give one that `/persona export … as json` made.") from None
    rows = data.get("personas") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise BadInput("That file has no list “personas”. Give one that `/persona export … as json` made.")
    if data.get("format", FORMAT) != FORMAT or data.get("version", VERSION) != VERSION:
        raise BadInput(f"That file is of another kind; this Dramatis reads {FORMAT} version {VERSION}.")
    if len(rows) > MOST_PERSONAS:
        raise BadInput(f"That file has {len(rows):,} personas; {MOST_PERSONAS} at once is the most.")
    product = data.get("product")
    usual = product if isinstance(product, str) else ""
    personas = tuple(
        _read_persona(row, f"Persona {n}", usual, polarity) for n, row in enumerate(rows, start=1)
    )
    return SharedCast(personas, _moment(data.get("exported"), "The file") or now)


def _read_persona(row: Any, where: str, product: str, polarity: Callable[[str, str], str]) -> SharedPersona:
    if not isinstance(row, dict):
        raise BadInput(f"{where} is not an object.")
    name, role = _text(row, "name", where), _text(row, "role", where)
    if not name.strip() and not role.strip():
        raise BadInput(f"{where} has neither a name nor a role.")
    where = f"{where} ({(name or role)[:60]})"
    lines = row.get("statements", [])
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        raise BadInput(f"{where} needs a list “statements” of at most {MOST_LINES:,}.")
    picture = row.get("picture")
    picture = picture if isinstance(picture, dict) else {}
    changed = _moment(row.get("changed"), where)
    level = _word(Level, row.get("level"), Level.PROTO, f"the level of {where}")
    return SharedPersona(
        name=name,
        role=role,
        level=level,
        warning=_text(row, "warning", where) or LEVEL_WARNING[level],
        lines=tuple(
            _read_line(line, f"Line {n} of {where}", polarity) for n, line in enumerate(lines, start=1)
        ),
        purpose=_word(Purpose, row.get("purpose"), Purpose.WHOLE, f"the purpose of {where}"),
        attribution=_word(
            Attribution, row.get("attribution"), Attribution.COUNTS, f"the attribution of {where}"
        ),
        active=row.get("active") is not False,
        product=_text(row, "product", where) or product,
        drawn=_text(picture, "drawn", where),
        alt=_text(picture, "alt", where),
        changed=changed.date() if changed else None,
    )


def _read_line(row: Any, where: str, polarity: Callable[[str, str], str]) -> SharedLine:
    if not isinstance(row, dict):
        raise BadInput(f"{where} is not an object.")
    text, word = _text(row, "text", where), _text(row, "facet", where)
    if not text.strip():
        raise BadInput(f"{where} has no text.")
    facet = facet_of(word) or word.strip()
    side = row.get("polarity")
    known = row.get("known") or {}
    if not isinstance(known, dict):
        raise BadInput(f"“known” of {where} is not an object.")
    return SharedLine(
        facet=facet,
        text=text,
        polarity=Polarity(side if side in list(Polarity) else polarity(text, facet)),
        said=_text(row, "said", where),
        verdict=_word(Verdict, row.get("verdict"), Verdict.UNTESTED, f"the verdict of {where}"),
        agree=_count(row, "agree", where),
        no=_count(row, "no", where),
        dont_know=_count(row, "dont_know", where),
        asked=_count(row, "asked", where) or 0,
        ways=tuple(
            (_word(HowKnown, how, HowKnown.GUT, f"“known” of {where}"), _count(known, how, where))
            for how in known
        ),
        evidence=tuple(_read_evidence(item, where) for item in _list(row, "evidence", where)),
        voices=tuple(
            SharedVoice(
                _text(voice, "person", where),
                _text(voice, "text", where),
                HowKnown(voice["how"]) if voice.get("how") in list(HowKnown) else None,
            )
            for voice in _list(row, "voices", where)
        ),
        doubts=tuple(
            SharedDoubt(_text(doubt, "why", where), _text(doubt, "person", where))
            for doubt in _list(row, "doubts", where)
        ),
        pinned=row.get("pinned") is True,
    )


def _read_evidence(row: Mapping[str, Any], where: str) -> Evidence:
    about = f"the evidence of {where}"
    return Evidence(
        source=_text(row, "source", where),
        verdict=_word(Verdict, row.get("verdict"), Verdict.UNTESTED, about),
        words=_text(row, "words", where),
        share=_share(row, "share", about),
        low=_share(row, "low", about),
        high=_share(row, "high", about),
        count=_count(row, "count", about),
        of=_count(row, "of", about),
        at=_moment(row.get("at"), about),
        kind=_word(EvidenceKind, row.get("kind"), EvidenceKind.SURVEY, about),
    )


def _list(row: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    found = row.get(key) or []
    if not isinstance(found, list) or any(not isinstance(item, dict) for item in found):
        raise BadInput(f"“{key}” of {where} is not a list of objects.")
    return found[:MOST_LINES]


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    found = row.get(key)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > LONGEST:
        raise BadInput(f"“{key}” of {where} is not a text of at most {LONGEST:,} characters.")
    return clean(found)


def _count(row: Mapping[str, Any], key: str, where: str) -> int | None:
    found = row.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= 10_000_000:
        raise BadInput(f"“{key}” of {where} is not a whole number.")
    return found


def _share(row: Mapping[str, Any], key: str, where: str) -> float | None:
    found = row.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        raise BadInput(f"“{key}” of {where} is not a share between 0 and 1.")
    return float(found)


def _word(words: type[E], found: Any, usual: E, where: str) -> E:
    if found is None:
        return usual
    if found not in list(words):
        raise BadInput(f"{where[0].upper()}{where[1:]} is “{str(found)[:40]}”, which is not known here.")
    return words(found)


def _moment(found: Any, where: str) -> datetime | None:
    if found is None:
        return None
    try:
        made = datetime.fromisoformat(found)
    except (TypeError, ValueError):
        raise BadInput(f"A date of {where} is not one: it reads like 2026-05-04.") from None
    return made if made.tzinfo else made.replace(tzinfo=UTC)
