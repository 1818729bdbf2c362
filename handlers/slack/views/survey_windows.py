"""The windows of surveys: giving a file, correcting a question."""

from __future__ import annotations

from bot.facets import Base
from bot.survey.correcting import allowed_types, correctable
from bot.survey.kept import SAMPLE_WORDS, KeptSurvey
from bot.survey.survey import Question, Survey
from bot.survey.understood import TYPE_WORDS
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut, esc

FILE_TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "sav", "zsav", "zip"]
ALL, LATER, NO_BASE = "all", "later", "none"
BASE_WORDS = {
    Base.DEMOGRAPHIC: "Demographic: age, family, income",
    Base.PSYCHOGRAPHIC: "Psychographic: values, attitudes, interests",
    Base.FIRMOGRAPHIC: "Firmographic: size, industry, place",
    Base.TECHNOGRAPHIC: "Technographic: devices, software, tools",
    Base.NEEDS: "Needs: what they need, want, miss",
    Base.VALUE: "Value: worth, frequency, growth",
}


def give_survey(channel: str) -> Block:
    """A file, which questions to look at, who was surveyed."""
    bases = [
        kit.option("All questions", ALL),
        *(kit.option(words, base) for base, words in BASE_WORDS.items()),
        kit.option("No segments for now", LATER),
    ]
    samples = [kit.option(words[:1].upper() + words[1:], sample) for sample, words in SAMPLE_WORDS.items()]
    blocks = [
        kit.field(
            "The survey's answers",
            "file",
            {"type": "file_input", "filetypes": FILE_TYPES, "max_files": 1},
            hint="An export from any survey tool, 10 MB at most. Drop larger files into the channel.",
        ),
        kit.field("Find segments by", "base", kit.choice("static_select", bases, ALL)),
        kit.field("Who was surveyed?", "sample", kit.select("Choose", "value", samples), optional=True),
        kit.context("Names, addresses and other personal data are dropped while reading and kept nowhere."),
    ]
    return kit.modal("survey.give", "Survey", blocks, submit="Read it", meta=channel)


def choose_question(kept: KeptSurvey, survey: Survey, channel: str) -> Block:
    """Which question is to be corrected."""
    options = [
        kit.option(f"{place}. {question.text}", question.id[:150])
        for place, question in enumerate(correctable(survey), start=1)
    ]
    element = kit.menu("static_select", "Choose a question", options)
    blocks = [kit.field("Question", "question", element)]
    return kit.modal(
        "survey.question", "Correct a question", blocks, submit="Next", meta=f"{kept.id}:{channel}"
    )


def correct_question(kept: KeptSurvey, question: Question, channel: str) -> Block:
    """Its type among those its answers can be read as, its base, or leaving it out."""
    now = kept.corrections.get(question.id, {})
    types = [
        kit.option(TYPE_WORDS[kind][0].capitalize(), kind)
        for kind in allowed_types(question)
        if kind in TYPE_WORDS
    ]
    bases = [
        *(kit.option(words, base) for base, words in BASE_WORDS.items()),
        kit.option("None of these", NO_BASE),
    ]
    out = [kit.option("Leave this question out", "out", "It forms no segments and stands in no profile")]
    leave: Block = {"type": "checkboxes", "options": out}
    if now.get("out"):
        leave["initial_options"] = out
    base = now.get("base", question.base) or NO_BASE
    blocks = [
        kit.section(kit.bold(cut(question.text, 1000))),
        *([kit.context(esc(cut(" · ".join(question.options), 600)))] if question.options else []),
        kit.field("Type", "type", kit.choice("static_select", types, now.get("type", question.type))),
        kit.field("What it says something about", "base", kit.choice("static_select", bases, base)),
        kit.field("Or", "out", leave, optional=True),
    ]
    meta = f"{kept.id}:{channel}:{question.id}"
    return kit.modal("survey.corrected", "Correct a question", blocks, submit="Save", meta=meta)
