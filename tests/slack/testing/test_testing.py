"""Stories of a persona that meets a survey: proposed, confirmed in one batch, counted at once, kept as evidence."""

from __future__ import annotations

from playground.client import Person
from playground.client.person import Message, View
from tests.slack.personas.conftest import Cast
from tests.slack.testing import exports

PATIENCE = 60.0


def dropped(who: Person, data: bytes, name: str, channel: str = "#general") -> Message:
    """Drops a survey and waits until it is understood."""
    who.drop_file(channel, data, name)
    return who.wait_for_message(channel, name, button="Test assumptions", timeout=PATIENCE)


def matched(who: Person, **fields: object) -> View:
    """Fills in the first window and waits for the proposals."""
    who.wait_for_modal("Survey")
    errors = who.submit(**fields)
    assert not errors, errors
    return who.wait_for_modal("Which answers speak for each line?", PATIENCE)


def lines_of(window: View) -> dict[str, tuple[str, list[str]]]:
    """The text of each line → (what is chosen, what can be chosen)."""
    found = {}
    for block in window.blocks:
        if block["type"] == "input":
            element = block["element"]
            found[block["label"]["text"]] = (
                element["initial_option"]["text"]["text"],
                [option["text"]["text"] for option in element["options"]],
            )
    return found


def test_two_lines_of_a_persona_turn_out_contradicted(cast: Cast) -> None:
    amina = cast.person("amina")
    dropped(amina, exports.export(), "robins.csv")
    amina.press(cast.card(amina), "Test it")
    window = matched(amina)
    print(window.everything)
    for text, row in lines_of(window).items():
        print(text, row)
    assert not amina.submit()
    verdicts = amina.wait_for_modal("Verdicts", PATIENCE)
    print(verdicts.everything)
    print(cast.card(amina, "contradicted").everything)
    print(cast.history())
