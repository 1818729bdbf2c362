"""What becomes of each table when a person's words are forgotten: a rule for every table.

A new table must have its rule here; tests fail for a table without one, for a column of texts that no rule speaks of,
and where a person's words are left in a column that is not said to stay. docs/PRIVACY.md says the same to people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Does(StrEnum):
    """What happens to rows in which a column names the person."""

    DELETED = "deleted"
    UNNAMED = "unnamed"  # the column is emptied
    DRAWN = "drawn"  # a stand-in takes the person's place, so that counts stay
    STAYS = "stays"  # a role that somebody has to have, until it is handed over


@dataclass(frozen=True)
class Rule:
    """One table. `people`: column that names a person → what happens to their rows. `words`: columns that are emptied
    (or go with their row) by this module or `handlers/use_cases/forgetting.py`. `stays`: column → why its texts stay."""

    people: Mapping[str, Does] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    stays: Mapping[str, str] = field(default_factory=dict)


IDS = frozenset(
    """
    workspace id seat line statement persona workshop product channel survey segmentation subscription period
    round belongs a b relation facet polarity how state kind verdict ref choice phase stage purpose customers
    attribution ts place thread conversation shown script voted_on days zone lens used segment file sample was
    merged_into pins handle lane uuid method key lease_by enterprise team digest vector
    """.split()  # noqa: SIM905
)
"""Columns that hold ids, one of a few words, or numbers, and never what somebody wrote, unless a rule says otherwise."""

_NAME = "the name of a thing that the team shares; rename it"
_FILE = "comes from the file or from counting, not from a colleague"
_DELETED, _UNNAMED, _DRAWN, _STAYS = Does.DELETED, Does.UNNAMED, Does.DRAWN, Does.STAYS

RULES: dict[str, Rule] = {
    "answer": Rule(words=("sources", "earlier")),  # with its seat
    "asked": Rule({"person": _DELETED}, ("question",)),
    "capture": Rule({"author": _DELETED, "captor": _UNNAMED}),
    "change": Rule({"person": _UNNAMED, "by": _UNNAMED}, ("before", "after"), {"what": "words of the bot"}),
    "channel": Rule(),
    "customer_kinds": Rule({"person": _DELETED}, ("kinds",)),
    "customer_round": Rule({"opener": _STAYS}),
    "digest_sent": Rule(),
    "doubt": Rule({"person": _DELETED}, ("why",)),
    "evidence": Rule(stays={"words": _FILE, "source": _FILE}),
    "feedback": Rule(
        {"owner": _STAYS},
        stays={"name": _FILE, "about": _FILE, "themes": "counts, and masked quotes until their date"},
    ),
    "gap": Rule({"asker": _DELETED}, ("question", "words", "scope")),
    "gone_person": Rule({"person": _STAYS}),
    "inbox": Rule(words=("body", "error")),
    "installation": Rule({"person": _STAYS}, stays={"secret": "tokens, encrypted"}),
    "interview": Rule(
        {"owner": _STAYS},
        stays={
            "pending": "masked words of participants, until somebody decides on them",
            "note": "words of the bot",
            "held": "a day",
            "given_in": "ids",
        },
    ),
    "interview_quote": Rule(
        stays={
            "text": "masked words of participants, until their date",
            "interview": "ids",
            "speaker": "a number in the place of a name",
            "day": "a day",
        }
    ),
    "job": Rule(stays={"payload": "ids", "error": "the name of an error"}),
    "judgement": Rule({"person": _DELETED}, ("question",)),
    "key_proof": Rule(stays={"secret": "encrypted, nobody's words"}),
    "line": Rule(words=("text",), stays={"brought": "counts of the file it came from"}),
    "line_origin": Rule(),
    "line_match": Rule(
        {"person": _UNNAMED}, ("question",), {"name": _FILE, "match": "a question of the survey, or of ours"}
    ),
    "line_test": Rule({"person": _DELETED}, ("lines", "questions", "proposals", "choices", "among", "view")),
    "mark": Rule({"person": _DRAWN}),
    "market": Rule({"person": _UNNAMED}, stays={"market": _NAME, "scope": "ids"}),
    "oauth_state": Rule(),
    "outbox": Rule(words=("message", "target", "error")),
    "pair": Rule(),
    "panel_stand": Rule({"person": _UNNAMED}),
    "persona": Rule({"owner": _STAYS}, stays={"name": _NAME, "role": _NAME, "picture": _NAME}),
    "persona_card": Rule(),
    "posted": Rule(stays={"file_id": "ids"}),
    "product": Rule(stays={"name": _NAME}),
    "proposed_line": Rule({"person": _DELETED}, ("text", "proof")),
    "seat": Rule({"person": _DRAWN}),
    "segment_chart": Rule(stays={"name": _FILE, "alt": _FILE, "png": _FILE}),
    "segment_quote": Rule({"person": _UNNAMED}, stays={"answer": "ids", "question": _FILE, "text": _FILE}),
    "segment_target": Rule({"person": _UNNAMED}),
    "segment_value": Rule(stays={"report": _FILE}),
    "segmentation": Rule({"asker": _STAYS}, stays={"result": _FILE, "wish": "ids and numbers"}),
    "sight": Rule({"person": _DELETED}),
    "statement": Rule(words=("text",), stays={"source": "ids", "asked": "ids"}),
    "subscription": Rule({"person": _STAYS}, stays={"memory": "ids and counted words"}),
    "survey": Rule(
        {"owner": _STAYS},
        stays={
            "name": _FILE,
            "understood": _FILE,
            "corrections": "types of questions",
            "wish": "ids and numbers",
        },
    ),
    "survey_answers": Rule(stays={"data": "answers of respondents, until the retention date"}),
    "team_answer": Rule({"person": _DELETED}, ("text",), {"question": "ids"}),
    "team_question": Rule({"asker": _UNNAMED}, ("question",)),
    "text_vector": Rule(),
    "voice": Rule({"person": _DELETED}, ("text",)),
    "workshop": Rule({"facilitator": _STAYS}, stays={"subject": _NAME, "asked": "ids"}),
    "workspace": Rule(stays={"name": _NAME, "why": "one of a few words"}),
}
