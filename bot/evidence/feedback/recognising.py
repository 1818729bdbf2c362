"""Whether a table that was read as a survey is rather a feedback file: reviews or tickets, texts with dates and stars."""

from __future__ import annotations

import re

from bot.survey.survey import Question, QuestionType, Survey

_TEXT = re.compile(
    r"\b(?:reviews?|comments?|feedback|text|body|messages?|descriptions?|content|verbatim|kommentar|bewertungstext"
    r"|nachricht|avis|comentario)\b",
    re.I,
)
_STRONG = re.compile(
    r"\b(?:reviews?|reviewer|tickets?|stars?|sterne|csat|subject|betreff|bewertung|app version|requester)\b",
    re.I,
)
_RATING = re.compile(r"\b(?:rating|stars?|score|csat|nps|bewertung|sterne|satisfaction)\b", re.I)
_ABOUT = re.compile(
    r"\b(?:versions?|status|state|priority|severity|channel|source|store|platform|product|app|os|device|country|region"
    r"|language|locale|tags?|labels?|type|category|topic|id|agent|assignee|group|team|brand|url|link|helpful|votes?"
    r"|thumbs|reply|response|title|subject|headline|summary|plan)\b",
    re.I,
)
_SILENT = (QuestionType.PERSONAL, QuestionType.METADATA, QuestionType.IDENTIFIER)
LEAST_WORDS = 4.0  # on average in the texts
LEAST_FILLED = 0.5
MOST_UNKNOWN = 4  # other columns, where headings speak of reviews or tickets; else one


def reads_like_feedback(survey: Survey) -> bool:
    """Whether these columns are those of reviews or tickets and not answers to a questionnaire.

    Only tables of no known survey tool, with a column of texts named so, beside a date, a rating or a heading that only
    reviews and tickets have; a heading worded as a question makes it a survey.
    """
    if survey.source_format != "generic" or not survey.respondents:
        return False
    headings = [_plain(question.text) for question in survey.questions]
    if any(heading.endswith("?") or len(heading.split()) > 7 for heading in headings):
        return False
    texts = [question for question in survey.questions if _holds_texts(survey, question)]
    if not texts:
        return False
    strong = any(_STRONG.search(heading) for heading in headings)
    dated = any(question.type is QuestionType.DATE for question in survey.questions) or any(
        question.type is QuestionType.METADATA for question in survey.questions
    )
    rated = any(_RATING.search(heading) for heading in headings)
    if not strong and not (dated or rated):
        return False
    unknown = [
        question
        for question in survey.questions
        if question.type not in (*_SILENT, QuestionType.DATE)
        and question not in texts
        and not _RATING.search(_plain(question.text))
        and not _ABOUT.search(_plain(question.text))
    ]
    return len(unknown) <= (MOST_UNKNOWN if strong else 1)


def is_prose(survey: Survey) -> bool:
    """Whether a text file is only a text: one column of sentences, which the reader of tables takes for a question."""
    asked = [question for question in survey.questions if question.type not in _SILENT]
    return len(asked) <= 1 and all(question.type is QuestionType.OPEN_TEXT for question in asked)


def _holds_texts(survey: Survey, question: Question) -> bool:
    if question.type is not QuestionType.OPEN_TEXT or not _TEXT.search(_plain(question.text)):
        return False
    if question.missing > (1 - LEAST_FILLED) * survey.respondents or question.id not in survey.answers:
        return False
    written = [len(str(text).split()) for text in survey.answers[question.id].dropna().head(500)]
    return bool(written) and sum(written) / len(written) >= LEAST_WORDS


def _plain(heading: str) -> str:
    return re.sub(r"[_\W]+$", "", re.sub(r"_+", " ", heading)) + (
        "?" if heading.rstrip().endswith("?") else ""
    )
