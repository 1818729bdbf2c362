"""What asking remembers: vectors of lines, judgements, gaps, what was asked where, questions put to the team.

tables.py      the rows of what asking remembers
members.py     the cast: the personas that may be spoken of, and their standing lines
meanings.py    the meanings of texts
judging.py     what somebody said of a line as an answer to a question: right or not
lacking.py     questions nobody's lines answer
asked.py       what was asked where, as it was understood, with what was shown
team.py        questions put to those who held seats in the workshops of a persona, and their answers
"""

from storage.asking.asked import (
    ASKED_KEPT,
    PURGE_EACH,
    Asked,
    change_shown,
    get_asked,
    keep_asked,
    last_asked,
)
from storage.asking.judging import Judgement, judgements, keep_judgement
from storage.asking.lacking import Gap, asked_again, gaps, get_gap, keep_gap
from storage.asking.meanings import digest, forget_vectors, keep_vectors, vectors
from storage.asking.members import CastMember, Sighted, cast, in_sight, is_private
from storage.asking.tables import (
    GONE,
    AskedRow,
    GapRow,
    JudgementRow,
    TeamAnswerRow,
    TeamQuestionRow,
    VectorRow,
)
from storage.asking.team import (
    TeamAnswer,
    TeamQuestion,
    add_team_question,
    get_team_answer,
    get_team_question,
    save_team_answer,
    team_answers,
    team_questions_by,
)

__all__ = [
    "ASKED_KEPT",
    "GONE",
    "PURGE_EACH",
    "Asked",
    "AskedRow",
    "CastMember",
    "Gap",
    "GapRow",
    "Judgement",
    "JudgementRow",
    "Sighted",
    "TeamAnswer",
    "TeamAnswerRow",
    "TeamQuestion",
    "TeamQuestionRow",
    "VectorRow",
    "add_team_question",
    "asked_again",
    "cast",
    "change_shown",
    "digest",
    "forget_vectors",
    "gaps",
    "get_asked",
    "get_gap",
    "get_team_answer",
    "get_team_question",
    "in_sight",
    "is_private",
    "judgements",
    "keep_asked",
    "keep_gap",
    "keep_judgement",
    "keep_vectors",
    "last_asked",
    "save_team_answer",
    "team_answers",
    "team_questions_by",
    "vectors",
]
