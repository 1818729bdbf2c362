"""Stories of a persona that meets a survey: proposed, confirmed in one batch, counted at once, kept as evidence."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.nouns import Level, Verdict
from handlers.use_cases.personas.levels import level_of_persona
from playground.client import Person
from playground.client.seen import Message, View
from storage import personas
from tests.scenarios.stage import Stage
from tests.slack.personas.conftest import Cast
from tests.slack.surveys.exports import with_segments
from tests.slack.testing import exports

PATIENCE = 90.0
OFFLINE, LAPTOP = "Edits photos on trains without wifi", "Their laptop dies at weddings"
CHILDREN, INVOICES = "Two of three have children under ten", "Loses half a day chasing invoices"


def dropped(who: Person, data: bytes, name: str, channel: str = "#general") -> Message:
    """Drops a survey and waits until it is understood."""
    who.drop_file(channel, data, name)
    return who.wait_for_message(channel, name, button="Test assumptions", timeout=PATIENCE)


def matched(who: Person, survey: str = "", **fields: Any) -> View:
    """Fills in the first window and waits for the proposals."""
    window = who.wait_for_modal("Survey", PATIENCE)
    if survey:
        fields["survey"] = option(window.inputs["survey"], survey)
    errors = who.submit(**fields)
    assert not errors, errors
    return who.wait_for_modal("Which answers speak for each line?", PATIENCE)


def option(element: dict[str, Any], words: str) -> str:
    """The value of the option with these words."""
    return next(str(one["value"]) for one in element["options"] if words in one["text"]["text"])


def lines_of(window: View) -> dict[str, str]:
    """The text of each line → what is chosen for it."""
    return {
        block["label"]["text"]: block["element"]["initial_option"]["text"]["text"]
        for block in window.blocks
        if block["type"] == "input"
    }


def say(who: Person, window: View, line: str, words: str) -> None:
    """Chooses for one line."""
    block = next(b for b in window.blocks if b["type"] == "input" and b["label"]["text"] == line)
    who.fill(**{block["block_id"]: option(block["element"], words)})


def press_beside(who: Person, window: View, line: str) -> None:
    """Presses Other answers under one line."""
    place = next(
        n for n, b in enumerate(window.blocks) if b["type"] == "input" and b["label"]["text"] == line
    )
    beside = window.blocks[place + 1]
    who.do(
        "press",
        view_id=window.id,
        block_id=beside["block_id"],
        action_id="evidence.other",
        values=who._filled.get(window.id, {}),
    )


def counted(who: Person) -> View:
    """Confirms the last page and waits for the verdicts."""
    assert not who.submit()
    return who.wait_for_modal("Picture", PATIENCE)


def verdicts(cast: Cast) -> dict[str, Verdict]:
    """The verdict of each standing line."""
    return {line.text: line.verdict for line in cast.now().standing}


def test_two_lines_of_a_persona_turn_out_contradicted_and_are_dropped(cast: Cast) -> None:
    amina, tomas = cast.person("amina"), cast.person("tomas")
    dropped(amina, exports.export(), "robins.csv")
    amina.press(cast.card(amina), "Test it")
    window = matched(amina, "robins.csv")
    proposed = lines_of(window)
    assert proposed[OFFLINE] == proposed[LAPTOP] == proposed[CHILDREN] == "Yes"
    assert "everybody who answered" in window.everything
    say(amina, window, "28 to 40", "Not asked")
    told = counted(amina)
    assert "2 contradicted, 1 supported" in told.everything
    assert "not asked" in told.everything

    now = verdicts(cast)
    assert now[LAPTOP] is now[CHILDREN] is Verdict.CONTRADICTED
    assert now[OFFLINE] is Verdict.SUPPORTED
    assert now["28 to 40"] is Verdict.UNTESTED
    card = cast.card(tomas, "contradicted")
    assert "of 200 say so (" in card.everything
    assert "not yet tested" not in card.everything
    struck = [
        run["text"]
        for block in card.raw["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for entry in part["elements"]
        for run in entry.get("elements", [])
        if run.get("style", {}).get("strike")
    ]
    assert sorted(struck) == sorted([LAPTOP, CHILDREN])
    thread = tomas.wait_for_message("#general", "2 contradicted", thread=card, timeout=PATIENCE)
    assert "All lines were tested at once" in thread.everything
    person, what, _, after = cast.history()[0]
    assert (person, what) == (amina.id, "tested lines against a survey")
    assert after.startswith("robins.csv: 2 contradicted")

    amina.close()
    tomas.press(card, "Drop contradicted lines")
    assert tomas.wait_for_message("#general", "owns this persona").ephemeral
    amina.press(cast.card(amina), "Drop contradicted lines")
    window = amina.wait_for_modal("struck through, until they are dropped")
    assert "say so" in str(window.raw)
    assert "lines0" in amina.submit()
    laptop = next(one["value"] for one in window.inputs["lines0"]["options"] if one["text"]["text"] == LAPTOP)
    assert not amina.submit(lines0=[laptop])
    amina.wait_for_bot("dropped and kept in the history")
    assert LAPTOP not in verdicts(cast)
    assert CHILDREN in verdicts(cast)
    assert cast.history()[0][1:3] == ("dropped a line", LAPTOP)


def test_what_was_confirmed_is_proposed_by_the_next_survey(make: Callable[..., Cast]) -> None:
    cast = make(name="Kim")
    amina = cast.person("amina")
    read = dropped(amina, exports.export(), "wave one.csv")
    amina.press(read, "Test assumptions")
    window = amina.wait_for_modal("Persona")
    window = matched(amina, persona=cast.persona)

    press_beside(amina, window, INVOICES)
    question = amina.wait_for_modal("Which question asks for it?")
    places = question.inputs["question"]["options"]
    mine = next(one["value"] for one in places if one["text"]["text"] == exports.INVOICES)
    assert not amina.submit(question=mine)
    answers = amina.wait_for_modal("speak for the line?")
    assert "options" in amina.submit(options=[])
    chosen = [option(answers.inputs["options"], words) for words in ("Half a day", "Several days")]
    assert not amina.submit(options=chosen)
    window = amina.wait_for_modal("Half a day or Several days", PATIENCE)
    assert lines_of(window)[INVOICES] == "Half a day or Several days"
    counted(amina)
    amina.close()

    dropped(amina, exports.export(seed=8), "wave two.csv")
    amina.command("#general", "/persona test Kim")
    window = matched(amina, "wave two.csv")
    assert lines_of(window)[INVOICES] == "Half a day or Several days"
    assert "Matched so in wave one.csv." in str(window.raw)
    counted(amina)
    proofs = next(line for line in cast.now().standing if line.text == INVOICES).evidence
    assert [proof.source for proof in proofs] == ["wave one.csv", "wave two.csv"]
    amina.close()

    amina.command("#general", "/persona test Kim")
    window = matched(amina, "wave two.csv")
    assert "Matched so before." in str(window.raw)
    say(amina, window, INVOICES, "Not asked")
    counted(amina)
    proofs = next(line for line in cast.now().standing if line.text == INVOICES).evidence
    assert [(proof.source, proof.verdict is Verdict.UNTESTED) for proof in proofs] == [
        ("wave one.csv", False),
        ("wave two.csv", True),
    ]


def test_a_question_that_was_left_out_meanwhile_gives_one_sentence_and_changes_nothing(
    make: Callable[..., Cast],
) -> None:
    cast = make(name="Lee")
    amina = cast.person("amina")
    read = dropped(amina, exports.export(60, seed=9), "changing.csv")
    amina.command("#general", "/persona test Lee")
    matched(amina, "changing.csv")
    priya = cast.person("priya")
    priya.press(read, "Correct a question")
    options = priya.wait_for_modal("Correct a question").inputs["question"]["options"]
    priya.submit(question=next(one["value"] for one in options if "laptop" in one["text"]["text"]))
    priya.wait_for_modal("What it says something about")
    assert not priya.submit(out=["out"])
    priya.wait_for_message("#general", "1 question corrected by hand", timeout=PATIENCE)
    before = cast.now()
    assert not amina.submit()
    told = amina.wait_for_modal("can't be counted", PATIENCE)
    assert "laptop" in told.everything
    assert cast.now() == before
    assert cast.history()[0][1] == "published"


def test_many_lines_take_pages_and_a_page_can_be_gone_back_to(make: Callable[..., Cast]) -> None:
    cast = make(name="Sam")
    with cast.unit(cast.person("amina").id) as work:
        persona = personas.any_persona(work.session, work.workspace, cast.persona)
        line = persona.standing[-1]
        more = [replace(line, id=f"{line.id}{n}", text=f"Line {n}", position=50 + n) for n in range(17)]
        personas.save_persona(work.session, work.workspace, replace(persona, lines=(*persona.lines, *more)))
    amina = cast.person("amina")
    dropped(amina, exports.export(60, seed=10), "pages.csv")
    amina.command("#general", "/persona test Sam")
    first = matched(amina, "pages.csv")
    assert len(lines_of(first)) == 10
    say(amina, first, OFFLINE, "Not asked")
    assert not amina.submit()
    second = amina.wait_for_modal("Earlier lines")
    assert "2 of 3" in second.title
    amina.press(second, "Earlier lines")
    again = amina.wait_for_modal("Which answers speak", PATIENCE)
    amina.wait_for(lambda: "1 of 3" in (amina.modal() or again).title, PATIENCE, "the first page again")
    assert lines_of(amina.modal() or again)[OFFLINE] == "Not asked in this survey"
    for page in ("2 of 3", "3 of 3"):
        assert not amina.submit()
        amina.wait_for(lambda page=page: page in (amina.modal() or again).title, PATIENCE, page)  # type: ignore[misc]
    counted(amina)
    assert verdicts(cast)[OFFLINE] is Verdict.UNTESTED
    assert verdicts(cast)[LAPTOP] is not Verdict.UNTESTED


def test_who_may_not_test_sees_the_question_that_would(cast: Cast) -> None:
    tomas = cast.person("tomas")
    tomas.press(cast.card(tomas), "Test it")
    shown = tomas.wait_for_message("#general", "To test “", button="Questionnaire")
    assert shown.ephemeral
    tomas.press(cast.card(tomas), "Everything")
    shown = tomas.wait_for_message("#general", "Agree or not", button="Test assumptions")
    tomas.press(shown, "Test assumptions")
    assert tomas.wait_for_message("#general", "may change it").ephemeral


def test_a_private_channels_survey_stays_off_other_peoples_personas(
    stage: Stage, make: Callable[..., Cast]
) -> None:
    stage.admin.invite_bot("#research")
    inside = make(name="Hidden", channel="#research")
    outside = make(name="Open")
    amina = inside.person("amina")
    read = dropped(amina, exports.export(60, seed=11), "secret.csv", "#research")
    amina.press(read, "Test assumptions")
    window = amina.wait_for_modal("Survey")
    assert "Open" not in window.everything
    matched(amina)
    counted(amina)
    amina.close()
    amina.command("#general", "/persona test Open")
    try:
        window = amina.wait_for_modal("Survey", 5)
        assert "secret.csv" not in window.everything
        amina.close()
    except TimeoutError:
        assert amina.wait_for_message("#general", "no survey in your sight")
    assert not [line for line in outside.now().lines if line.evidence]
    jonas = inside.person("jonas")
    seen = "".join(m.everything for m in jonas.read("#general", everything=True)) + str(jonas.read_bot())
    assert "secret.csv" not in seen


def test_linking_a_segment_makes_a_tested_persona_statistical(make: Callable[..., Cast]) -> None:
    said = {
        "amina": ["Travels for work weekly", "Decides alone what to buy", "Speed matters most"],
        "tomas": ["Uses a phone most", "Working offline is very important", "Edits mostly in a team"],
    }
    cast = make(name="Noor", said=said)
    amina = cast.person("amina")
    read = dropped(amina, with_segments(), "segments.csv")
    amina.press(read, "Find segments")
    amina.wait_for_modal("Which questions?")
    assert not amina.submit()
    amina.wait_for_message("#general", "3. ", thread=read, button="Link a persona", timeout=PATIENCE)
    amina.command("#general", "/persona test Noor")
    matched(amina, "segments.csv")
    counted(amina)
    amina.close()
    persona = cast.now()
    with cast.unit(amina.id) as work:
        report = level_of_persona(work, persona)
    assert report.level is Level.PROTO
    assert report.counted * 2 >= report.lines
    segment = next(m for m in amina.read("#general", read) if "Link a persona" in m.buttons)
    amina.press(segment, "Link a persona")
    amina.wait_for_modal("Link a persona")
    assert not amina.submit(persona=cast.persona)
    amina.wait_for_bot("It is a statistical persona")
    assert "Statistical persona" in cast.card(amina, "Statistical").everything

    amina.command("#general", "/persona test Noor")
    window = matched(amina, "segments.csv")
    assert "compared with the others" in window.everything
    told = counted(amina)
    assert "of the others" in told.everything
    assert "helped to form the segment" in told.everything
    amina.command("#general", "/persona list")
    listed = amina.wait_for_message("#general", "Noor", button="Show")
    assert "Statistical" in listed.everything


def test_a_questionnaire_comes_as_files_and_its_answers_are_matched_by_themselves(
    make: Callable[..., Cast],
) -> None:
    cast = make(name="Vic")
    amina = cast.person("amina")
    amina.command("#general", "/persona ask who needs a dark mode?")
    amina.command("#general", "/persona questionnaire Vic")
    card = cast.card(amina)

    def files(messages: list[Message]) -> dict[str, str]:
        return {f["name"]: f["id"] for message in messages for f in message.raw.get("files", [])}

    amina.wait_for(
        lambda: {"vic-questionnaire.md", "vic-questionnaire.csv"} <= set(files(amina.read("#general", card))),
        PATIENCE,
        "the files in the thread",
    )
    world = cast.stage.playground.play.world
    texts = {f.name: world.bytes[f.id].decode() for f in world.files.values() if f.name.startswith("vic-")}
    markdown, table = texts["vic-questionnaire.md"], texts["vic-questionnaire.csv"]
    assert "I edit photos on trains without wifi" in markdown
    assert "dark mode" in table
    assert table.splitlines()[0].startswith("id,question,type,required,option 1")

    rows = list(csv.reader(io.StringIO(table)))[1:]
    options = [[option for option in row[4:] if option] for row in rows]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([row[1] for row in rows])
    for number in range(60):
        writer.writerow([some[number % len(some)] if some else "a few words" for some in options])
    dropped(amina, out.getvalue().encode(), "answers.csv")
    amina.command("#general", "/persona test Vic")
    window = matched(amina, "answers.csv")
    assert "It was asked for this line." in str(window.raw)
    assert lines_of(window)[OFFLINE] == "Agree or Strongly agree"


def test_the_picture_of_the_evidence_comes_into_the_thread_of_the_card(cast: Cast) -> None:
    amina = cast.person("amina")
    amina.press(cast.card(amina), "Everything")
    shown = amina.wait_for_message("#general", "Agree or not", button="Picture")
    amina.press(shown, "Picture")
    card = cast.card(amina)
    amina.wait_for(
        lambda: [
            f
            for m in amina.read("#general", card)
            for f in m.raw.get("files", [])
            if f["name"] == "evidence.png"
        ],
        PATIENCE,
        "the picture in the thread",
    )


@pytest.mark.parametrize("name", ["", "Nobody"])
def test_words_that_name_nothing_are_answered_with_a_sentence(cast: Cast, name: str) -> None:
    priya = cast.person("priya")
    priya.command("#general", f"/persona test {name}".strip())
    words = "no persona called" if name else "may test"
    assert priya.wait_for_message("#general", words, timeout=PATIENCE).ephemeral


def test_a_restart_while_lines_are_compared_or_counted_loses_nothing(make: Callable[..., Cast]) -> None:
    cast = make(name="Max")
    amina = cast.person("amina")
    dropped(amina, exports.export(60, seed=12), "restarted.csv")
    amina.command("#general", "/persona test Max")
    window = amina.wait_for_modal("Survey", PATIENCE)
    assert not amina.submit(survey=option(window.inputs["survey"], "restarted.csv"))
    cast.stage.restart()
    amina.wait_for_modal("Which answers speak for each line?", PATIENCE)
    assert not amina.submit()
    cast.stage.restart()
    amina.wait_for_modal("Picture", PATIENCE)
    assert [what for _, what, _, _ in cast.history()] == ["tested lines against a survey", "published"]
    card = cast.card(amina)
    told = [m for m in amina.read("#general", card) if "Tested by" in m.everything]
    assert len(told) == 1


def test_a_draft_of_a_segment_is_judged_by_the_rules_and_tested_again_without_guessing(
    make: Callable[..., Cast],
) -> None:
    cast = make(name="Ana")
    amina = cast.person("amina")
    read = dropped(amina, with_segments(seed=3), "draft.csv")
    amina.press(read, "Find segments")
    amina.wait_for_modal("Which questions?")
    assert not amina.submit()
    amina.wait_for_message("#general", "1. ", thread=read, button="Draft persona", timeout=PATIENCE)
    segment = next(m for m in amina.read("#general", read) if "Draft persona" in m.buttons)
    amina.press(segment, "Draft persona")
    amina.wait_for_message("#general", "is drafted from", thread=read, timeout=PATIENCE)
    with cast.unit(amina.id) as work:
        (draft,) = [
            one
            for one in personas.visible_personas(work.session, work.workspace, amina.id)
            if one.workshop is None
        ]
        report = level_of_persona(work, draft)
    assert report.level is Level.STATISTICAL
    assert not any(line.voices for line in draft.lines)
    assert all(line.evidence[0].count is not None for line in draft.lines)
    assert {line.verdict for line in draft.lines} <= {Verdict.SUPPORTED, Verdict.MIXED, Verdict.TOO_FEW}
    before = {line.id: line.evidence[0].share for line in draft.lines}
    amina.press(read, "Test assumptions")
    window = amina.wait_for_modal("Persona")
    window = matched(amina, persona=draft.id)
    assert str(window.raw).count("Matched so before.") == len(draft.lines)
    counted(amina)
    with cast.unit(amina.id) as work:
        after = personas.any_persona(work.session, work.workspace, draft.id)
    assert {line.id: len(line.evidence) for line in after.lines} == dict.fromkeys(before, 1)
    for line in after.lines:
        assert line.evidence[0].share == pytest.approx(before[line.id], abs=1e-4)
