"""Every table has a rule for what becomes of a person's words, and the rules are carried out to the last byte."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.errors import NotFound
from bot.survey.survey import Question, QuestionType
from bot.survey.testing.batch import LineTest, TestState
from bot.survey.testing.matches import Match
from bot.survey.testing.remembered import OURS, Remembered
from storage import testing
from storage.erasing import scope
from storage.forgetting import IDS, RULES, Does, forget_person, forget_tests, forget_undelivered
from storage.migrate import all_tables
from storage.store import Store
from tests.traces import fill, row_of, traces

TABLES = {table.name: table for table in all_tables().sorted_tables}
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BY_USE_CASE = {"answer", "change", "line", "line_match", "statement", "voice", "inbox", "outbox"}
"""Tables whose words the use case removes; tests/slack/personas/test_forgetting.py looks for their bytes."""


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_has_a_rule_that_speaks_of_each_column_with_texts(table: str) -> None:
    rule = RULES.get(table)
    assert rule is not None, (
        f"say in storage/forgetting/rules.py what becomes of {table} when a person is forgotten"
    )
    spoken = {*rule.people, *rule.words, *rule.stays}
    for column in TABLES[table].c:
        plain = isinstance(column.type, sa.Integer | sa.Boolean | sa.Float)
        assert plain or column.name in IDS or column.name in spoken, f"{table}.{column.name}"
    assert spoken <= set(TABLES[table].c.keys())


def test_rules_are_about_tables_that_exist() -> None:
    assert set(RULES) == set(TABLES)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_column_that_names_people_by_its_name_is_in_the_rule(table: str) -> None:
    people = {
        "person",
        "owner",
        "author",
        "captor",
        "asker",
        "opener",
        "facilitator",
        "by",
        "uploader",
        "user",
    }
    assert people & set(TABLES[table].c.keys()) <= set(RULES[table].people)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_leaves_words_only_where_it_says_they_stay(store: Store, name: str) -> None:
    """A row of the person with words in every column: what is left are ids and what the rule names."""
    rule, table = RULES[name], TABLES[name]
    if scope(table) is None or not any(does is not Does.STAYS for does in rule.people.values()):
        pytest.skip("no column of this table names a person whose rows change")
    with store.writing() as session:
        fill_one = row_of(table, "T1", "Zebrawords")
        for column, does in rule.people.items():
            if does is not Does.STAYS:
                fill_one[column] = "U1"
        session.execute(sa.insert(table).values(fill_one))
        forget_person(session, "T1", "U1", "forgotten-x")
    with store.reading() as session:
        left = session.execute(sa.select(table)).mappings().all()
    for row in left:
        assert "U1" not in row.values()
        for column, value in row.items():
            if column in rule.words and name not in BY_USE_CASE:
                assert "Zebrawords" not in str(value), f"{name}.{column}"


def test_another_workspace_and_another_person_are_left_alone(store: Store) -> None:
    fill(store, "T2", "Yakwords")
    with store.reading() as session:
        before = {name: session.execute(sa.select(table)).all() for name, table in TABLES.items()}
    with store.writing() as session:
        forget_person(session, "T2", "U1", "forgotten-x")
        forget_person(session, "T1", "Yakwords in doubt.person", "forgotten-y")
    with store.reading() as session:
        assert before == {name: session.execute(sa.select(table)).all() for name, table in TABLES.items()}


def test_payloads_that_were_given_up_lose_the_persons_words(store: Store) -> None:
    outbox = SQLModel.metadata.tables["outbox"]
    with store.writing() as session:
        for number, words in enumerate(
            ["nothing of theirs", "they said caf\\u00e9 au lait", "to U1"], start=1
        ):
            row = row_of(outbox, "T1", "x") | {"id": number, "state": "failed", "message": words}
            session.execute(sa.insert(outbox).values(row))
        forget_undelivered(session, "T1", "U1", ["café au lait"])
    with store.reading() as session:
        left = session.execute(sa.select(outbox.c.message).order_by(outbox.c.id)).scalars().all()
    assert left == ["nothing of theirs", None, None]


def test_questions_made_of_a_forgotten_line_go_and_those_of_surveys_stay(store: Store) -> None:
    """Also where the line was turned into "I …" or into options; a short text such as "no" takes nothing with it."""

    def said(line: str, survey: str, question: str, options: tuple[str, ...] = ("Yes",)) -> Remembered:
        return Remembered(line, survey, "a.csv", question, Match(line, "Q1", options), "U2", NOW)

    with store.writing() as session:
        known = [
            said("l1", OURS, "How much do you agree with this sentence? “I never have wifi.”"),
            said("l2", OURS, "Which of these do you use?", ("A phone", "A tablet")),
            said("l3", OURS, "They say of customers “no money”. How well does this describe you?"),
            said("l4", "s1", "Do you have no wifi, or never have wifi?"),
            said("l5", OURS, "They say of customers “travels a lot”. How well does this describe you?"),
            said("l5", "s1", "Do you travel a lot?"),
        ]
        testing.remember(session, "T1", "p1", known)
        testing.remember(session, "T1", "p2", known[-2:])
        forget_tests(session, "T1", ["never has wifi", "a phone and a tablet", "no", ""], {"p1": ["l5"]})
    with store.reading() as session:
        left = {
            (p, one.line, one.survey) for p in ("p1", "p2") for one in testing.remembered(session, "T1", p)
        }
    assert left == {
        ("p1", "l3", OURS),
        ("p1", "l4", "s1"),
        ("p1", "l5", "s1"),
        ("p2", "l5", OURS),
        ("p2", "l5", "s1"),
    }


def test_tests_under_way_of_a_forgotten_line_go(store: Store) -> None:
    asked = Question("Q1", "Do you have wifi?", QuestionType.SINGLE_CHOICE, (0,), ("Yes", "No"))
    with store.writing() as session:
        for key, lines, state in (
            ("open", ("l1", "l2"), TestState.CHOOSING),
            ("another", ("l2",), TestState.CHOOSING),
            ("over", ("l1",), TestState.DONE),
        ):
            testing.save_test(session, "T1", LineTest(key, "p1", "s1", "U2", state, NOW, lines, (asked,)))
        forget_tests(session, "T1", ["l2"], {"p1": ["l1"]})
    with store.reading() as session:
        assert testing.get_test(session, "T1", "another").lines == ("l2",)
        assert testing.get_test(session, "T1", "over").questions == ()
        with pytest.raises(NotFound):
            testing.get_test(session, "T1", "open")


def test_the_search_for_traces_finds_what_was_deleted_but_not_scrubbed(store: Store) -> None:
    """Else the tests that find nothing would say nothing."""
    fill(store, "T1", "Zebrawords")
    assert traces(store, "Zebrawords")
    with store.writing() as session:
        session.execute(sa.delete(SQLModel.metadata.tables["answer"]))
    assert traces(store, "Zebrawords in answer.sources")
    assert store.scrub()
    assert not traces(store, "Zebrawords in answer.sources")
    assert traces(store, "Zebrawords in doubt.why")
