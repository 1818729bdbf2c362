# ruff: noqa: E501  (sentences, patterns and word lists read better as lines)
"""What people's exports mean: formats, scales, choices with commas, rankings, personal data, rows left out, weights."""

from __future__ import annotations

import importlib.util
import json
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from bot.errors import SurveyRefused
from bot.survey.reading import read_survey, read_survey_file, to_json
from bot.survey.reading.encoding import decoding_of, repaired
from bot.survey.reading.limits import Limits
from bot.survey.reading.pipeline import read_unguarded
from bot.survey.reading.words.amounts import band_places, number
from bot.survey.reading.words.nonanswers import is_said
from bot.survey.reading.words.personal import asks, mask
from bot.survey.reading.words.scales import places
from bot.survey.survey import QuestionType, Survey
from tests.bench.reading import scoring
from tests.bench.reading.questionnaires import ALL
from tests.fuzz.reading.__main__ import seeds
from tests.fuzz.reading.mutations import many


def csv_survey(*rows: str, name: str = "survey.csv") -> Survey:
    """A survey read from lines of CSV."""
    return read_survey("\n".join(rows).encode(), name)


def by_text(survey: Survey, text: str) -> str:
    """The id of the question that begins with `text`."""
    return next(question.id for question in survey.questions if question.text.startswith(text))


@pytest.mark.parametrize(
    "questionnaire", [ALL[0], ALL[2], ALL[7], ALL[12]], ids=lambda entry: str(entry.language)
)
def test_every_tool_is_understood_in_every_language(
    questionnaire: scoring.Questionnaire, tmp_path: Path
) -> None:
    low = {}
    for name, data, expected in scoring.files(questionnaire):
        path = tmp_path / name
        path.write_bytes(data) if isinstance(data, bytes) else data(path)
        survey = read_survey_file(path)
        value, notes = scoring.score(expected, json.loads(json.dumps(to_json(survey))))
        _holds_its_layout(survey)
        if value < 0.93:
            low[name] = (value, notes)
    assert not low


def _holds_its_layout(survey: Survey) -> None:
    """Survey.answers is what its docstring says."""
    answers = survey.answers
    assert len(answers) == survey.respondents
    for question in survey.questions:
        if question.type in (QuestionType.PERSONAL, QuestionType.METADATA, QuestionType.IDENTIFIER):
            assert question.id not in answers
        elif question.type is QuestionType.SINGLE_CHOICE:
            assert list(answers[question.id].cat.categories) == list(question.options)
        elif question.type is QuestionType.ORDINAL:
            assert answers[question.id].dtype == "Int16"
            assert answers[question.id].dropna().between(0, len(question.options) - 1).all()
        elif question.type in (QuestionType.MULTI_CHOICE, QuestionType.RANKING):
            kinds = {str(answers[f"{question.id}::{at}"].dtype) for at in range(len(question.options))}
            assert kinds <= {"boolean"} if question.type is QuestionType.MULTI_CHOICE else kinds <= {"Int16"}
        elif question.type in (QuestionType.NUMERIC, QuestionType.NPS):
            assert answers[question.id].dtype == "float64"
        elif question.type is QuestionType.DATE:
            assert str(answers[question.id].dtype).startswith("datetime64")
        assert 0 <= question.missing <= survey.respondents


@pytest.mark.parametrize(
    "scale",
    [
        "Strongly disagree|Disagree|Somewhat disagree|Neither agree nor disagree|Somewhat agree|Agree|Strongly agree",
        "Not at all important|Slightly important|Moderately important|Very important|Extremely important",
        "Stimme überhaupt nicht zu|Stimme eher nicht zu|Teils/teils|Stimme eher zu|Stimme voll und ganz zu",
        "pas_du_tout_d_accord|plutot_pas_d_accord|ni_d_accord_ni_pas_d_acc|plutot_d_accord|tout_a_fait_d_accord",
        "Muy insatisfecho|Insatisfecho|Neutral|Satisfecho|Muy satisfecho",
        "Per niente d'accordo|Poco d'accordo|Abbastanza d'accordo|Molto d'accordo",
        "Discordo totalmente|Discordo|Não concordo nem discordo|Concordo|Concordo totalmente",
        "Helemaal mee oneens|Mee oneens|Niet mee eens, niet mee oneens|Mee eens|Helemaal mee eens",
        "Zdecydowanie się nie zgadzam|Raczej się nie zgadzam|Raczej się zgadzam|Zdecydowanie się zgadzam",
        "Täysin eri mieltä|Jokseenkin eri mieltä|Jokseenkin samaa mieltä|Täysin samaa mieltä",
        "Rozhodně nesouhlasím|Spíše nesouhlasím|Spíše souhlasím|Rozhodně souhlasím",
        "Kesinlikle katılmıyorum|Katılmıyorum|Kararsızım|Katılıyorum|Kesinlikle katılıyorum",
        "全くそう思わない|どちらともいえない|そう思う|とてもそう思う",
        "Poor|Fair|Good|Very good|Excellent",
        "Much worse|Worse|About the same|Better|Much better",
        "Less than high school degree|High school degree|Bachelor degree|Graduate degree",
    ],
)
def test_a_scale_in_words_has_an_order(scale: str) -> None:
    steps = scale.split("|")
    found = places(steps[::-1])
    assert found is not None
    order = sorted(steps, key=lambda step: found[step])
    assert order in (steps, steps[::-1])


def test_names_of_departments_are_no_scale() -> None:
    assert places(["Sales", "Marketing", "HR"]) is None
    assert places(["Yes", "No"]) is None


@pytest.mark.parametrize(
    "bands",
    [
        "Under 18|18-24|25-34|65 or older",
        "$0 - $24,999|$25,000 - $49,999|$150,000+",
        "Less than 1 year|1-2 years|3-5 years|More than 10 years",
        "Menos de 18|18-24|55 o más",
        "18歳未満|18-29歳|60歳以上",
        "Less than 30 minutes|30-60 minutes|1-2 hours|More than 2 hours",
        "Never|Less than once a month|1-3 times a month|Once a week|Several times a week|Daily",
        "nie|selten|manchmal|oft|sehr oft|immer",
    ],
)
def test_bands_and_frequencies_have_an_order(bands: str) -> None:
    steps = bands.split("|")
    found = band_places(steps[::-1])
    assert found is not None
    assert sorted(steps, key=lambda step: found[step]) == steps


def test_numbers_are_read_in_any_notation() -> None:
    assert number("1.234,50 €", True) == 1234.5
    assert number("1,234.50") == 1234.5
    assert number("93,37", True) == 93.37
    assert number("2024-01-01") is None
    assert number("4 apples") is None


def test_dont_know_is_told_from_a_dash() -> None:
    assert is_said("Weiß nicht")
    assert is_said("Prefer not to say")
    assert is_said("je_prefere_ne_pas_repond")
    assert not is_said("Not sure yet, maybe later")


def test_commas_inside_options_do_not_cut_them() -> None:
    options = ("Saves time", "Better choice, fresher products", "Tools (mail, chat)")
    rows = [
        ", ".join(options[at] for at in range(3) if chosen >> at & 1) for chosen in (1, 2, 3, 4, 5, 6, 7) * 5
    ]
    survey = csv_survey(
        "Timestamp,Why? Select all that apply.", *(f'2025-01-02 10:00:00,"{row}"' for row in rows)
    )
    question = survey.questions[1]
    assert question.type is QuestionType.MULTI_CHOICE
    assert set(question.options) == set(options)
    assert survey.answers[f"{question.id}::{question.options.index(options[1])}"].sum() == 20


def test_one_choice_with_a_comma_is_no_multiple_choice() -> None:
    roles = ("Engineer", "Executive, founder or owner", "Designer")
    survey = csv_survey(
        "Timestamp,What is your role?", *(f'2025-01-02 10:00:00,"{roles[at % 3]}"' for at in range(30))
    )
    assert survey.questions[1].type is QuestionType.SINGLE_CHOICE
    assert set(survey.questions[1].options) == set(roles)


def test_personal_columns_are_dropped_and_their_values_appear_nowhere(
    capfd: pytest.CaptureFixture[str],
) -> None:
    head = "Timestamp,Email Address,Your name,Phone number,How often do you check email?,Anything else?"
    often = ("Daily", "Weekly", "Never")
    rows = [
        f'2025-01-02 10:00:00,ada{at}@quill.example.org,Ada Quill{at},+44 20 7946 {at:04d},{often[at % 3]},"call +44 20 7946 {at:04d} or b{at}@marsh.example.org"'
        for at in range(24)
    ]
    survey = csv_survey(head, *rows)
    assert survey.personal_columns == (1, 2, 3)
    everything = json.dumps(to_json(survey)) + survey.answers.to_csv() + "".join(capfd.readouterr())
    assert "quill" not in everything
    assert "marsh" not in everything
    assert "7946" not in everything
    assert "personal_in_text:24" in survey.warnings
    assert survey.question(by_text(survey, "How often")).type is QuestionType.ORDINAL


def test_a_question_about_a_company_is_not_personal() -> None:
    assert asks("Which company do you work for?") is None
    assert asks("First and last name (for the prize draw)") == "name"
    assert asks("Ihre E-Mail-Adresse für die Verlosung") == "email"
    assert mask("from 2024-03-04 to 2025-01-01, 1000 people") == "from 2024-03-04 to 2025-01-01, 1000 people"


def test_preview_total_and_blank_rows_are_left_out() -> None:
    head = (
        "StartDate,Finished,DistributionChannel,ResponseId,Q1",
        "Start Date,Finished,Distribution Channel,Response ID,How do you travel?",
    )
    ids = '"{""ImportId"":""startDate""}","{""ImportId"":""finished""}","{""ImportId"":""distributionChannel""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"'
    rows = [
        f"2025-01-02 10:00:00,{at % 10 > 0},{'preview' if at < 2 else 'anonymous'},R_{at},{('Bus', 'Bike')[at % 2]}"
        for at in range(30)
    ]
    survey = csv_survey(*head, ids, *rows, ",,,,")
    assert survey.respondents == 28
    assert survey.left_out["preview_rows"] == 2
    assert "unfinished:2" in survey.warnings
    plain = csv_survey(
        "ID,How do you travel?,Trips",
        *(f"{at},{('Bus', 'Bike')[at % 2]},{at}" for at in range(25)),
        "",
        "Total,,300",
    )
    assert plain.respondents == 25
    assert "summary_row:1" in plain.warnings


def test_a_weight_column_weights_and_asks_nothing() -> None:
    survey = csv_survey(
        "ID,How do you travel?,weight",
        *(f"{at},{('Bus', 'Bike')[at % 2]},{0.8 + at % 5 / 10}" for at in range(30)),
    )
    assert survey.weights is not None
    assert survey.weights.between(0.79, 1.21).all()
    assert survey.questions[2].type is QuestionType.METADATA


def test_rankings_are_one_question_however_they_are_written() -> None:
    orders = [(1, 2, 3), (2, 3, 1), (3, 1, 2), (1, 3, 2)] * 6
    survey = csv_survey(
        "ID,Rank these - Price,Rank these - Speed,Rank these - Style",
        *(f"{at},{a},{b},{c}" for at, (a, b, c) in enumerate(orders)),
    )
    question = survey.questions[1]
    assert question.type is QuestionType.RANKING
    assert question.columns == (1, 2, 3)
    assert survey.answers[f"{question.id}::1"].tolist()[:4] == [2, 3, 1, 3]


def test_minus_99_and_dashes_are_missing() -> None:
    survey = csv_survey(
        "ID,How many trips?,Which one?",
        *(
            f"{at},{-99 if at % 5 == 0 else at},{'-' if at % 3 == 0 else ('A', 'B')[at % 2]}"
            for at in range(1, 41)
        ),
    )
    trips, which = survey.questions[1:]
    assert trips.missing == 8
    assert survey.answers[trips.id].min() == 1
    assert set(which.options) == {"A", "B"}
    assert which.missing == 13


def test_dont_know_stands_aside_of_a_scale() -> None:
    moods = ("Dissatisfied", "Satisfied", "Very satisfied", "Don't know")
    survey = csv_survey("ID,How satisfied are you?", *(f"{at},{moods[at % 4]}" for at in range(40)))
    question = survey.questions[1]
    assert question.options == ("Dissatisfied", "Satisfied", "Very satisfied")
    assert question.set_aside == ("Don't know",)
    assert question.missing == 10
    assert to_json(survey)["questions"][1]["options"][-1] == "Don't know"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Größe;Wie zufrieden sind Sie?;Straße\nüber 50;schön;für später\n", "cp1252"),
        ("Wiek;Płeć;Dlaczego właśnie tak?\nźle;Mężczyzna;łatwość, śnieg\n", "cp1250"),
        ("Возраст;Как вы узнали о нас?\nстарше 50;от друзей и коллег\n", "cp1251"),
        ("Yaşınız;Görüşünüz\nküçük;çok iyi, değişik ışık\n", "cp1254"),
        ("年齢;ご意見をお聞かせください\n18歳未満;とても使いやすいです\n", "shift_jis"),
        ("Größe;Zufriedenheit\nüber 50;schön\n", "utf-16"),
    ],
)
def test_letters_are_read_in_the_encoding_they_were_written_in(text: str, codec: str) -> None:
    data = (text * 4).encode(codec)
    decoding = decoding_of(data)
    assert data.decode(decoding.codec).strip("\ufeff") == text * 4


def test_text_encoded_twice_is_set_right() -> None:
    assert repaired("GrÃ¶ÃŸe der Firma") == "Größe der Firma"
    assert repaired("Größe der Firma") == "Größe der Firma"


def test_three_hundred_broken_files_raise_nothing_but_refusals() -> None:
    small = {name: data for name, data in seeds().items() if len(data) < 60_000 and not name.endswith("sav")}
    read = 0
    for name, data in many(small, 300, 5):
        with suppress(SurveyRefused):
            read += isinstance(read_unguarded(data, name, Limits()).answers, pd.DataFrame)
    assert read > 60


def test_a_broken_spss_file_crashes_nothing() -> None:
    whole = {name: data for name, data in seeds().items() if name.endswith("sav")}
    for name, data in many(whole, 8, 6):
        with suppress(SurveyRefused):
            read_unguarded(data, name, Limits())


SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "surveys"


@pytest.mark.slow
def test_the_shared_exports_are_understood() -> None:
    if not SHARED.exists():
        pytest.skip("the shared corpus is not beside the project")
    spec = importlib.util.spec_from_file_location("check_reader", SHARED / "check_reader.py")
    assert spec is not None
    assert spec.loader is not None
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    values = []
    for path in sorted((SHARED / "dev").glob("*.expected.json")):
        expected = json.loads(path.read_text("utf-8"))
        got = to_json(read_survey_file(path.with_name(path.name.removesuffix(".expected.json"))))
        parts, _ = checker.score(expected, got, json.dumps(got, ensure_ascii=False))
        values.append(sum(checker.W[part] * parts[part] for part in checker.W))
    assert sum(values) / len(values) >= 0.97
