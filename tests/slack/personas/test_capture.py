"""Shortcuts: a message kept as an assumption, which its author can take back; a new workshop from anywhere; guests."""

from __future__ import annotations

from collections.abc import Callable

from bot.personas.forms import Knowledge
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import capture
from tests.slack.personas.conftest import AMINA, Cast

SAID = "Every photographer I met keeps two batteries in the left pocket"


def keep(cast: Cast, text: str = SAID) -> None:
    """Tomás says something, Amina keeps it."""
    amina, tomas = cast.person("amina"), cast.person("tomas")
    message = tomas.say("#design", text)
    amina.shortcut("capture", message)
    window = amina.wait_for_modal("Keep an assumption")
    assert text in str(window.blocks)
    fields = {"persona": cast.persona, "facet": "tools", "how": "seen"}
    assert not amina.submit(**fields)


def test_captor_and_author_are_both_recorded_and_the_author_takes_it_back(make: Callable[..., Cast]) -> None:
    cast = make(name="Imani Walker")
    amina, tomas = cast.person("amina"), cast.person("tomas")
    keep(cast)
    told = tomas.wait_for_bot("kept something you said", button="Take it back")
    assert amina.id in str(told.raw)
    line = next(line for line in cast.now().lines if line.text == SAID)
    assert [(v.person, v.how) for v in line.voices] == [(tomas.id, "seen")]
    assert cast.history()[0][:2] == ("", "captured an assumption")
    assert SAID not in str(cast.history())

    tomas.press(told, "Take it back")
    tomas.wait_for_bot("The words are gone")
    assert all(SAID not in item.text for item in cast.now().lines)
    assert cast.history()[0][1] == "took back what they had said"
    assert SAID not in str(cast.history())
    tomas.wait_for(lambda: SAID not in cast.card(tomas).everything)


def test_words_reworded_since_leave_the_history_too(make: Callable[..., Cast]) -> None:
    from handlers.use_cases.personas import edit

    cast = make(name="Pat Kowalski")
    amina, tomas = cast.person("amina"), cast.person("tomas")
    keep(cast, "They all own a second charger from the airport")
    told = tomas.wait_for_bot("second charger", button="Take it back")
    line = next(line for line in cast.now().lines if "second charger" in line.text)
    with cast.unit(amina.id) as work:
        edit.reword_line(work, cast.persona, "", line.id, "Own two chargers", None, 0)
    tomas.press(told, "Take it back")
    tomas.wait_for(lambda: cast.history()[0][1] == "took back what they had said")
    assert "charger" not in str(cast.history())
    assert "charger" not in str(cast.now().lines)


def test_a_line_that_others_say_too_stays_when_one_takes_back(cast: Cast) -> None:
    amina, tomas = cast.person("amina"), cast.person("tomas")
    with cast.unit(tomas.id) as work:
        form = Knowledge("pains", AMINA[2], None)
        capture.capture(work, cast.persona, None, tomas.id, form, Origin())
    line = next(line for line in cast.now().lines if line.text == AMINA[2])
    assert {voice.person for voice in line.voices} == {amina.id, tomas.id}
    told = tomas.wait_for_bot(AMINA[2], button="Take it back")
    tomas.press(told, "Take it back")
    tomas.wait_for(lambda: cast.history()[0][1] == "took back what they had said")
    line = next(line for line in cast.now().lines if line.text == AMINA[2])
    assert [voice.person for voice in line.voices] == [amina.id]
    assert line.agree == 1


def test_a_message_of_a_bot_cannot_be_captured(cast: Cast) -> None:
    amina = cast.person("amina")
    amina.shortcut("capture", cast.card())
    amina.wait_for(
        lambda: any("not written by a person" in m.text for m in amina.read("#general") if m.ephemeral)
    )


def test_a_new_workshop_starts_from_the_shortcut(cast: Cast) -> None:
    jonas = cast.person("jonas")
    jonas.shortcut("new_workshop")
    assert jonas.wait_for_modal("New workshop")
    jonas.close()


def test_people_of_other_organisations_are_refused_in_one_sentence(cast: Cast) -> None:
    admin = cast.stage.admin
    guest_id = admin.add_user("guest", "Gus Guest", home_team="T0ELSEWHERE")
    admin.shape("join", channel="#general", user=guest_id)
    guest = cast.person("Gus Guest")
    guest.press(cast.card(guest), "Challenge")
    guest.wait_for(
        lambda: any(
            "people of the workspace it belongs to" in m.text for m in guest.read("#general") if m.ephemeral
        )
    )
    assert guest.modal() is None
    before = len(cast.now().lines)
    message = guest.say("#general", "I am from elsewhere")
    guest.shortcut("capture", message)
    assert guest.modal() is None
    assert len(cast.now().lines) == before
    # and their words are not kept in their name by a colleague
    amina = cast.person("amina")
    amina.shortcut("capture", message)
    amina.wait_for(
        lambda: any("another organisation" in m.text for m in amina.read("#general") if m.ephemeral)
    )
