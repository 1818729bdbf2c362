"""Owner and facilitator change a persona; others cannot; every change is in the history and on the card."""

from __future__ import annotations

from collections.abc import Callable

from bot.pictures.drawn import draw
from handlers.use_cases import undelivered
from handlers.use_cases.personas import cards
from tests.slack.personas.conftest import Cast


def choose(who: object, words: str, verb: str) -> None:
    """Chooses in the menu beside a line of the open window."""
    window = who.modal()  # type: ignore[attr-defined]
    for block in window.blocks:
        if block["type"] == "section" and words in block["text"]["text"]:
            option = next(o for o in block["accessory"]["options"] if o["value"].startswith(verb + ":"))
            args = {
                "view_id": window.id,
                "block_id": block["block_id"],
                "action_id": block["accessory"]["action_id"],
                "value": option["value"],
            }
            who.do("press", **args)  # type: ignore[attr-defined]
            return
    raise AssertionError(f"no line {words!r}")


def test_the_owner_changes_name_and_picture_and_the_card_follows_in_place(cast: Cast) -> None:
    amina = cast.person("amina")
    card = cast.card()
    amina.choose(card, "persona.more", "Edit")
    amina.wait_for_modal("Edit the persona")
    assert not amina.submit(name="Noor Rahman", role="Photographer at weddings", picture="leaf")
    after = cast.card(words="Drawing of a smiling green leaf")
    assert after.ts == card.ts
    assert "Noor Rahman" in after.everything
    section = next(b for b in after.raw["blocks"] if b["type"] == "section")
    assert section["accessory"]["slack_file"]["id"]
    assert section["accessory"]["alt_text"] == "Drawing of a smiling green leaf"
    whats = [what for _, what, _, _ in cast.history()]
    assert whats[:3] == ["changed the picture", "changed the role", "changed the name"]
    assert (amina.id, "changed the name", "Robin", "Noor Rahman") in cast.history()


def test_a_photo_of_ones_own_is_shown_by_its_file(cast: Cast) -> None:
    amina = cast.person("amina")
    photo = amina.upload(draw("sun", 32), "desk.png")
    amina.choose(cast.card(), "persona.more", "Edit")
    amina.wait_for_modal("Edit the persona")
    assert not amina.submit(photo=[photo], alt="a desk by a train window")
    amina.wait_for(
        lambda: any(
            b.get("accessory", {}).get("slack_file", {}).get("id") == photo for b in cast.card().raw["blocks"]
        )
    )
    assert "a desk by a train window" in str(cast.card().raw["blocks"])


def test_a_drawn_picture_is_uploaded_once_a_workspace(make: Callable[..., Cast]) -> None:
    first = make(drawn="sun", name="Sunny")
    amina = first.person("amina")
    amina.wait_for(lambda: "Drawing of a smiling yellow sun" in first.card().everything)
    second = make(drawn="sun", name="Kim", subject="wedding planners")
    amina.wait_for(lambda: "Drawing of a smiling yellow sun" in second.card().everything)
    uploads = first.stage.admin.calls("files.completeUploadExternal")
    assert len([call for call in uploads if "Sun" in str(call["args"])]) == 1


def test_somebody_else_cannot_edit(cast: Cast) -> None:
    tomas = cast.person("tomas")
    tomas.choose(cast.card(tomas), "persona.more", "Edit")
    tomas.wait_for(
        lambda: any("owns this persona" in m.text for m in tomas.read(cast.channel) if m.ephemeral)
    )
    assert tomas.modal() is None


def test_lines_are_reworded_dropped_taken_back_and_pinned(cast: Cast) -> None:
    amina = cast.person("amina")
    amina.choose(cast.card(), "persona.more", "Edit")
    amina.press(amina.wait_for_modal("Edit the persona"), "Edit the lines")
    amina.wait_for_modal("laptop dies")
    choose(amina, "laptop dies", "drop")
    amina.wait_for_modal("laptop dies at weddings (dropped)")
    amina.wait_for(lambda: "laptop" not in cast.card().everything)
    choose(amina, "laptop dies", "take_back")
    amina.wait_for(lambda: "(dropped)" not in amina.modal().everything)
    choose(amina, "laptop dies", "pin")
    amina.wait_for_modal("(pinned)")
    choose(amina, "laptop dies", "reword")
    amina.wait_for_modal("Reword a line")
    assert not amina.submit(text="Their battery is empty by the evening")
    amina.wait_for_modal("Their battery is empty by the evening (pinned)")
    line = next(line for line in cast.now().lines if "battery" in line.text)
    assert [voice.text for voice in line.voices] == ["Their laptop dies at weddings"]
    assert (
        amina.id,
        "reworded a line",
        "Their laptop dies at weddings",
        "Their battery is empty by the evening",
    ) in cast.history()
    amina.wait_for(lambda: "battery is empty" in cast.card().everything)


def test_retired_personas_stand_at_the_end_of_the_list_and_come_back(make: Callable[..., Cast]) -> None:
    robin = make(name="Ariel Katz")
    make(name="Zoe Weber", subject="wedding planners")
    amina = robin.person("amina")
    amina.choose(robin.card(), "persona.more", "Retire")
    amina.wait_for(lambda: "Retired" in robin.card().everything)
    card = robin.card()
    assert card.buttons == ["Everything", "History"]
    amina.command("#design", "/persona list")
    listed = amina.wait_for_message("#design", "retired")
    assert listed.everything.index("Zoe Weber") < listed.everything.index("Ariel Katz")
    amina.choose(card, "persona.more", "Restore")
    amina.wait_for(lambda: "Challenge" in robin.card().buttons)


def test_a_persona_whose_owner_left_can_be_taken_over(cast: Cast) -> None:
    tomas = cast.person("tomas")
    amina = cast.person("amina")
    card = cast.card(tomas)
    cast.stage.admin.deactivate(amina.id)
    tomas.choose(card, "persona.more", "Edit")
    tomas.wait_for(lambda: "who has left" in cast.card(tomas).everything)
    tomas.choose(cast.card(tomas), "persona.more", "Take over")
    tomas.wait_for(lambda: cast.now().owner == tomas.id)
    tomas.wait_for(lambda: "who has left" not in cast.card(tomas).everything)
    assert cast.history()[0][1] == "took it over, as its owner has left"
    cast.stage.admin.shape("deactivate", user=amina.id, deleted=False)


def test_ownership_is_handed_over_and_the_new_owner_is_told(cast: Cast) -> None:
    amina, tomas = cast.person("amina"), cast.person("tomas")
    amina.choose(cast.card(), "persona.more", "Edit")
    amina.wait_for_modal("Edit the persona")
    assert not amina.submit(owner=tomas.id)
    tomas.wait_for_bot("is yours now", button="Show the card")
    assert cast.now().owner == tomas.id
    tomas.choose(cast.card(tomas), "persona.more", "Edit")
    assert tomas.wait_for_modal("Edit the persona")
    # she ran the workshop, so she may still change it
    amina.choose(cast.card(), "persona.more", "Retire")
    amina.wait_for(lambda: not cast.now().active)


def test_a_persona_cannot_be_handed_to_somebody_who_left(cast: Cast) -> None:
    amina, jonas = cast.person("amina"), cast.person("jonas")
    cast.stage.admin.deactivate(jonas.id)
    amina.choose(cast.card(), "persona.more", "Edit")
    amina.wait_for_modal("Edit the persona")
    amina.submit(owner=jonas.id)
    amina.wait_for_bot("only be handed to a colleague")
    assert cast.now().owner == amina.id
    cast.stage.admin.shape("deactivate", user=jonas.id, deleted=False)


def test_a_card_whose_photo_was_deleted_goes_on_without_it(cast: Cast) -> None:
    amina = cast.person("amina")
    photo = amina.upload(draw("star", 32), "star.png")
    amina.choose(cast.card(), "persona.more", "Edit")
    amina.wait_for_modal("Edit the persona")
    assert not amina.submit(photo=[photo])
    amina.wait_for(lambda: photo in str(cast.card().raw["blocks"]))
    with cast.unit("") as work:
        undelivered.tell(work, f"persona:{cast.persona}:card", "C0GENERAL1", "invalid_blocks")
    amina.wait_for(lambda: photo not in str(cast.card().raw["blocks"]))
    assert cast.history()[0][1] == "lost the picture, as its file is gone"


def test_who_shares_where_the_bot_may_not_post_is_told(cast: Cast) -> None:
    tomas = cast.person("tomas")
    cast.stage.admin.remove_bot("#product")
    with cast.unit(tomas.id) as work:
        cards.share(work, cast.persona, "C0PRODUCT1")
    tomas.wait_for_bot("/invite @Dramatis")
    cast.stage.admin.invite_bot("#product")
