"""What nobody's lines answer is put to those who should know; the owner confirms, and until then nobody else sees it."""

from __future__ import annotations

from tests.slack.asking.conftest import Asking

CHANNEL = "#general"


def test_a_gap_is_put_to_the_team_and_the_owner_puts_the_answer_on_the_persona(asking: Asking) -> None:
    amina, tomas, priya = (asking.person(name) for name in ("amina", "tomas", "priya"))
    priya.command(CHANNEL, "/persona ask who rents lenses for a weekend?")
    priya.wait_for_message(CHANNEL, "None of the", button="Ask the team")
    priya.command(CHANNEL, "/persona gaps")
    gaps = priya.wait_for_message(CHANNEL, "What nobody's lines answer", button="Ask the team")
    priya.press(gaps, "Ask the team")
    window = priya.wait_for_modal("Ask the team")
    assert "rents lenses for a weekend?" in window.inputs["question"]["initial_value"]
    assert "Robin" in window.everything
    assert "Otto" in window.everything, "Priya took part in that workshop, so she may see it"
    assert not priya.submit(persona=asking.robin.persona, question="Does Robin rent lenses?")
    told = priya.wait_for_message(CHANNEL, "2 colleagues are asked")
    assert told.ephemeral

    call = tomas.wait_for_bot("Does Robin rent lenses?", button="Answer")
    tomas.press(call, "Answer")
    tomas.wait_for_modal("Does Robin rent lenses?")
    assert not tomas.submit(text="Rents lenses for a weekend twice a year", how="told")
    tomas.wait_for_bot("Your answer is with the persona's owner")

    says = amina.wait_for_bot("Rents lenses for a weekend twice a year", button="Put it on the persona")
    assert "A colleague" in says.everything, "counts only: the owner is not told who"
    assert tomas.id not in str(says.raw["blocks"][0])
    for reader in (priya, asking.person("jonas")):
        assert "twice a year" not in str([m.everything for m in reader.read(CHANNEL, everything=True)])
    priya.tell_bot("who rents lenses for a weekend?")
    assert "twice a year" not in priya.wait_for_bot("None of the", button="Ask the team").everything

    amina.press(says, "Put it on the persona")
    amina.wait_for_bot("Put on the persona.")
    tomas.wait_for_bot("Your answer is on the persona now")
    line = next(line for line in asking.robin.now().standing if "twice a year" in line.text)
    assert [voice.person for voice in line.voices] == [tomas.id]

    priya.tell_bot("who rents lenses for a weekend?")
    answer = priya.wait_for_bot("Robin", button="Not right")
    assert "Rents lenses for a weekend twice a year" in answer.everything
    priya.command(CHANNEL, "/persona gaps")
    now = priya.wait_for_message(CHANNEL, after=gaps)
    assert "rents lenses" not in now.everything, "what is answered by now is no gap any more"


def test_somebody_who_does_not_know_may_say_so_and_answer_later(asking: Asking) -> None:
    amina, tomas = asking.person("amina"), asking.person("tomas")
    amina.tell_bot("who owns a drone?")
    answer = amina.wait_for_bot("None of the", button="Ask the team")
    amina.press(answer, "Ask the team")
    amina.wait_for_modal("Ask the team")
    assert not amina.submit(persona=asking.robin.persona)
    call = tomas.wait_for_bot("who owns a drone?", button="I don't know")
    tomas.press(call, "I don't know")
    later = tomas.wait_for_bot("You do not know. That helps too", button="Answer")
    tomas.press(later, "Answer")
    tomas.wait_for_modal("who owns a drone?")
    assert not tomas.submit(text="Flies a drone over vineyards")
    says = amina.wait_for_bot("Flies a drone over vineyards", button="Leave it out")
    amina.press(says, "Leave it out")
    tomas.wait_for_bot("The owner left it out")
    assert "drone" not in str(asking.robin.now().standing)


def test_a_persona_only_its_owner_spoke_of_has_nobody_to_ask(asking: Asking) -> None:
    from tests.slack.personas.conftest import publish

    said = {
        "jonas": ["Lives in a lighthouse", "Needs a foghorn", "Gulls"],
        "amina": ["Sails", "Rows", "Swims"],
    }
    alone = publish(asking.stage, said={"amina": said["amina"]}, name="Solo", subject="lone sailors")
    amina = asking.person("amina")
    amina.tell_bot("who owns a submarine?")
    amina.press(amina.wait_for_bot("None of the", button="Ask the team"), "Ask the team")
    amina.wait_for_modal("Ask the team")
    assert not amina.submit(persona=alone.persona, question="Does Solo own a submarine?")
    amina.wait_for_bot("Nobody else took part in the workshops of Solo")
