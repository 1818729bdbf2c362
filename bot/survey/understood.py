"""What was understood of a survey, in plain words: counts and headings, never a respondent's answer."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bot.survey.correcting import SILENT
from bot.survey.kept import KeptSurvey
from bot.survey.messages import Understood
from bot.survey.survey import QuestionType, Survey

TYPE_WORDS = {
    QuestionType.SINGLE_CHOICE: ("one choice", "one choice"),
    QuestionType.MULTI_CHOICE: ("several choices", "several choices"),
    QuestionType.ORDINAL: ("scale", "scales"),
    QuestionType.NUMERIC: ("number", "numbers"),
    QuestionType.NPS: ("0–10 recommendation", "0–10 recommendations"),
    QuestionType.RANKING: ("ranking", "rankings"),
    QuestionType.OPEN_TEXT: ("free text", "free texts"),
    QuestionType.DATE: ("date", "dates"),
}
SOURCES = {
    "qualtrics": "Qualtrics",
    "qualtrics_legacy": "Qualtrics",
    "surveymonkey": "SurveyMonkey",
    "google_forms": "Google Forms",
    "ms_forms": "Microsoft Forms",
    "limesurvey": "LimeSurvey",
    "typeform": "Typeform",
    "alchemer": "Alchemer",
    "kobo": "KoboToolbox",
    "redcap": "REDCap",
    "spss": "SPSS",
    "jotform": "Jotform",
    "tally": "Tally",
}
LEFT_OUT = {
    "preview_rows": ("{n} test or preview row", "{n} test or preview rows"),
    "summary_row": ("{n} row of totals", "{n} rows of totals"),
    "blank_rows": ("{n} blank row", "{n} blank rows"),
}
WARNINGS = {
    "unfinished": (
        "1 person broke off before the end; counted.",
        "{n} people broke off before the end; counted.",
    ),
    "duplicates": (
        "1 response repeats an earlier one; counted.",
        "{n} responses repeat earlier ones; counted.",
    ),
    "straightliners": (
        "1 person gave the same answer to every row of a matrix.",
        "{n} people gave the same answer to every row of a matrix.",
    ),
    "formula_cells": (
        "1 cell begins like a formula; it is only text here.",
        "{n} cells begin like formulas; they are only text here.",
    ),
    "personal_in_text": (
        "In 1 free text an e-mail address or a number was masked.",
        "In {n} free texts e-mail addresses or numbers were masked.",
    ),
    "encoding_guess": ("The file does not say how its letters are written; this is the best guess.",) * 2,
    "small_sample": ("With so few responses, shares say little.",) * 2,
    "ragged_rows": (
        "1 row has more or fewer cells than the heading.",
        "{n} rows have more or fewer cells than the heading.",
    ),
    "duplicate_header": ("Several questions have the same wording.",) * 2,
    "quotes": ("Some quotation marks do not match up; they were read as written.",) * 2,
    "wrong_extension": ("The file is not what its name says; it was read as what it is.",) * 2,
    "html": ("The file is a web page with a table in it.",) * 2,
    "macros": ("The workbook holds macros; they were not run.",) * 2,
    "external_links": ("The workbook links to other files; they were not opened.",) * 2,
    "no_header": ("The first row looks like answers, not like questions.",) * 2,
}


def left_out_in_words(survey: Survey) -> tuple[str, ...]:
    """Which rows are no responses: "3 blank rows"."""
    return tuple(_counted(LEFT_OUT[word], n) for word, n in survey.left_out.items() if n and word in LEFT_OUT)


def warnings_in_words(survey: Survey) -> tuple[str, ...]:
    """What whoever gave the file should know of it, a sentence each."""
    found = [warning.partition(":") for warning in survey.warnings]
    return tuple(
        _counted(WARNINGS[word], int(n) if n.isdigit() else 2) for word, _, n in found if word in WARNINGS
    )


def understood(kept: KeptSurvey, survey: Survey, until: datetime | None = None) -> Understood:
    """What is said once a survey is read. `until`: when its answers are deleted."""
    asked = [question for question in survey.questions if question.type not in SILENT]
    counted = Counter(question.type for question in asked)
    about = sum(q.type in (QuestionType.METADATA, QuestionType.IDENTIFIER) for q in survey.questions)
    return Understood(
        survey=kept.id,
        name=kept.name,
        respondents=survey.respondents,
        source=SOURCES.get(survey.source_format, ""),
        questions=len(asked),
        types=tuple((TYPE_WORDS[kind][n > 1], n) for kind, n in counted.most_common() if kind in TYPE_WORDS),
        left_out=left_out_in_words(survey),
        personal=personal_columns(survey),
        about=about,
        warnings=warnings_in_words(survey),
        weighted=survey.weights is not None,
        corrected=len(kept.corrections),
        sample=kept.sample,
        until="" if until is None else f"{until.day} {until:%B %Y}",
        texts=survey.holds_texts,
    )


def personal_columns(survey: Survey) -> tuple[str, ...]:
    """The columns dropped as personal, by their letter in a spreadsheet and their heading.

    Only the letter where the file has no row of headings: what stands there could be somebody's name.
    """
    headless = any(warning.startswith("no_header") for warning in survey.warnings)
    headings = {
        position: " ".join(question.text.split())
        for question in survey.questions
        if question.type is QuestionType.PERSONAL
        for position in question.columns
    }
    named = []
    for position in survey.personal_columns:
        heading = "" if headless else headings.get(position, "")
        named.append(f"{letters(position)} ({heading[:60]})" if heading else letters(position))
    return tuple(named)


def letters(position: int) -> str:
    """The letter of a column in a spreadsheet: 0 is A, 26 is AA."""
    name, position = "", position + 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def _counted(words: tuple[str, ...], n: int) -> str:
    return words[0 if n == 1 else 1].format(n=f"{n:,}")
