"""The windows of surveys and segments: giving a file, correcting a question, choosing bases, linking, rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.nouns import Persona
from bot.personas.value.target import ASKED
from bot.survey.correcting import allowed_types, correctable
from bot.survey.kept import SAMPLE_WORDS, KeptSurvey
from bot.survey.segmenting.result import Segment
from bot.survey.segments.wishes import MOST_SEGMENTS
from bot.survey.survey import Base, Question, Survey
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
_PAGE = 100


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
    element: Block = {"type": "static_select", "placeholder": kit.plain("Choose a question")}
    if len(options) > _PAGE:
        element["option_groups"] = [
            {
                "label": kit.plain(f"{at + 1} to {min(at + _PAGE, len(options))}"),
                "options": options[at : at + _PAGE],
            }
            for at in range(0, min(len(options), _PAGE * _PAGE), _PAGE)
        ]
    else:
        element["options"] = options
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


def choose_bases(kept: KeptSurvey, counts: Mapping[Base, int], channel: str) -> Block:
    """All questions, or those of some of the six bases; and how many segments, if that is wished."""
    options = [kit.option(words, base, _questions(counts.get(base, 0))) for base, words in BASE_WORDS.items()]
    numbers = [
        kit.option("As many as there are", ALL),
        *(kit.option(str(k), str(k)) for k in range(2, MOST_SEGMENTS + 1)),
    ]
    blocks = [
        kit.section(kit.bold(kept.name)),
        kit.field(
            "Which questions?",
            "bases",
            {"type": "checkboxes", "options": options},
            optional=True,
            hint="Choose one or a mix. With none chosen, all questions are used.",
        ),
        kit.field(
            "How many segments?",
            "k",
            kit.choice("static_select", numbers, ALL),
            hint="With a number you get that many, and are told whether the data has them by itself.",
        ),
    ]
    return kit.modal("segments.find", "Find segments", blocks, submit="Find", meta=f"{kept.id}:{channel}")


def link_persona(segment: Segment, people: Sequence[Persona], value: str, channel: str) -> Block:
    """Which persona stands for the segment."""
    options = [
        kit.option(f"{p.title}, {p.role}" if p.name and p.role else p.title, p.id) for p in people[:100]
    ]
    element: Block = {
        "type": "static_select",
        "placeholder": kit.plain("Choose a persona"),
        "options": options,
    }
    blocks = [
        kit.section(kit.bold(segment.name)),
        kit.field(
            "Persona", "persona", element, hint="Only its owner and whoever ran its workshop may link it."
        ),
    ]
    return kit.modal("segment.link", "Link a persona", blocks, submit="Link", meta=f"{value}:{channel}")


def rate_target(segment: Segment, before: tuple[int, int, int] | None, value: str, channel: str) -> Block:
    """Fit, reach and value, each 1 to 5."""
    marks = [
        kit.option(words, str(n))
        for n, words in enumerate(("1, poor", "2", "3", "4", "5, very good"), start=1)
    ]
    blocks = [kit.section(kit.bold(segment.name))]
    for place, (name, question) in enumerate(ASKED.items()):
        chosen = str(before[place]) if before else None
        blocks.append(kit.field(question, f"rate_{name}", kit.choice("static_select", marks, chosen)))
    return kit.modal("segment.target", "Mark as target", blocks, submit="Save", meta=f"{value}:{channel}")


def _questions(count: int) -> str:
    return "no question" if not count else "1 question" if count == 1 else f"{count} questions"
