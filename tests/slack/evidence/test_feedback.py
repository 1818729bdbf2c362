"""Stories of feedback files: recognised, counted, made a line or evidence by a person, read otherwise, deleted."""

from __future__ import annotations

from bot.nouns import EvidenceKind, Verdict
from playground.client import Person
from playground.client.seen import Message
from tests.bot.evidence.reviews import reviews
from tests.scenarios.stage import CHANNEL, Stage
from tests.slack.evidence.test_interviews import PATIENCE
from tests.slack.personas.conftest import Cast
from tests.slack.surveys.test_surveys import every_message, rows


def dropped(who: Person, name: str = "reviews.csv") -> Message:
    """Drops an export of reviews; its themes."""
    table, _ = reviews(200)
    who.drop_file(CHANNEL, table.to_csv(index=False).encode(), name)
    return who.wait_for_message(CHANNEL, "Read as feedback", button="Read as survey", timeout=PATIENCE)


def test_a_feedback_export_proposes_a_need_and_is_evidence(cast: Cast, stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    themes = dropped(amina)
    assert "“Review text” as the text" in themes.everything
    assert "of 200 mention it" in themes.everything
    (chart,) = [block for block in themes.raw["blocks"] if block["type"] == "image"]
    assert "rising" in chart["alt_text"]
    assert "Anna" not in every_message(amina)
    amina.press(themes, "feedback.propose")
    window = amina.wait_for_modal("Propose a line")
    words = window.inputs["text"]["initial_value"]
    persona = window.inputs["persona"]["options"][0]["value"]
    assert not amina.submit(persona=persona, text=words)
    amina.wait_for_message(CHANNEL, "Taken as a line")
    (new,) = [line for line in cast.now().standing if line.text == words]
    assert new.evidence[0].kind is EvidenceKind.FEEDBACK
    assert new.verdict is Verdict.UNTESTED
    amina.press(themes, "feedback.prove")
    window = amina.wait_for_modal("Evidence for a line")
    options = [o for g in window.inputs["line"]["option_groups"] for o in g["options"]]
    chosen = next(o["value"] for o in options if "invoices" in o["text"]["text"])
    assert not amina.submit(line=chosen, side="for")
    amina.wait_for_message(CHANNEL, "Kept as evidence")
    invoices = next(line for line in cast.now().standing if "chasing invoices" in line.text)
    assert "of 200 mention it" in invoices.evidence[-1].words
    tomas.press(themes, "feedback.propose")
    tomas.wait_for_modal("Propose a line")
    assert not tomas.submit(persona=persona, text="Wants a help page", facet="needs")
    amina.wait_for_bot("Wants a help page", button="Take it")
    amina.press(themes, "Delete")
    amina.wait_for_message(CHANNEL, "with what it counted for")
    assert not any(line.evidence for line in cast.now().lines)
    assert rows(stage, "SELECT * FROM feedback") == rows(stage, "SELECT * FROM proposed_line") == []


def test_a_file_can_be_read_as_a_survey_and_as_feedback_again(cast: Cast, stage: Stage) -> None:
    amina = stage.person("amina")
    themes = dropped(amina)
    amina.press(themes, "Read as survey")
    survey = amina.wait_for_message(CHANNEL, "200 responses", button="Read as feedback", timeout=PATIENCE)
    assert survey.ts == themes.ts
    assert rows(stage, "SELECT * FROM feedback") == []
    amina.press(survey, "Read as feedback")
    again = amina.wait_for_message(CHANNEL, "mention it", button="Read as survey", timeout=PATIENCE)
    assert again.ts == themes.ts
    assert rows(stage, "SELECT * FROM survey_answers") == []
    assert "Syncing photos takes forever" in again.everything
    stage.admin.move_clock(181 * 86_400)
    late = amina.wait_for_message(CHANNEL, "The quotes are deleted; the numbers stay", timeout=PATIENCE)
    assert late.ts == themes.ts
    assert "of 200 mention it" in late.everything
    assert "takes forever" not in every_message(amina) + str(rows(stage, "SELECT * FROM feedback"))
