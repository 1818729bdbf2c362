"""A Bolt app in the playground: commands, modals, buttons, menus, shortcuts and what people see of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from playground import RunningPlayground
from playground.client import Admin, CannotError, Person
from tests.playground.conftest import Connect, button, field, modal, section


def test_bolt_plays_a_whole_story(bolt: App, connect: Connect, admin: Admin, amina: Person) -> None:
    seen: dict[str, Any] = {}

    @bolt.command("/persona")
    def persona(ack: Any, command: Any, client: WebClient) -> None:
        ack("One moment.")
        client.views_open(
            trigger_id=command["trigger_id"],
            view=modal(
                field("who", "Who?", {"type": "plain_text_input"}),
                field("people", "Asked", {"type": "multi_users_select"}),
                field("when", "By", {"type": "datepicker"}, optional=True),
                private_metadata=command["channel_id"],
                notify_on_close=True,
            ),
        )

    @bolt.view("cb")
    def save(ack: Any, view: Any, body: Any, client: WebClient) -> None:
        values = view["state"]["values"]
        if values["who"]["v"]["value"] == "everyone":
            ack(response_action="errors", errors={"who": "Nobody can picture everyone."})
            return
        ack()
        seen["values"] = values
        blocks = [
            section("Join"),
            {"type": "actions", "block_id": "b", "elements": [button("join", "Join", value="7")]},
        ]
        client.chat_postMessage(channel=view["private_metadata"], text="A workshop", blocks=blocks)

    @bolt.view_closed("cb")
    def closed(ack: Any) -> None:
        ack()
        seen["closed"] = True

    @bolt.action("join")
    def join(ack: Any, body: Any, respond: Any) -> None:
        ack()
        seen["join"] = body
        respond("You are in.", replace_original=False)

    connect(bolt)
    amina.command("#design", "/persona new photographers")
    assert amina.wait_for_message("#design", "One moment").ephemeral
    amina.wait_for_modal("Who?")
    assert set(amina.submit(people=[amina.id])) == {"who"}
    assert amina.submit(who="everyone") == {"who": "Nobody can picture everyone."}
    assert amina.submit(who="freelance photographers") == {}
    assert amina.modal() is None
    invitation = amina.wait_for_message("#design", "A workshop", button="Join")
    amina.press(invitation, "Join")
    assert amina.wait_for_message("#design", "You are in").ephemeral
    assert seen["values"]["people"]["v"] == {"type": "multi_users_select", "selected_users": [amina.id]}
    assert seen["values"]["when"]["v"] == {"type": "datepicker", "selected_date": None}
    action = seen["join"]["actions"][0]
    assert (action["action_id"], action["value"], action["block_id"]) == ("join", "7", "b")
    assert seen["join"]["container"]["message_ts"] == invitation.ts
    assert seen["join"]["message"]["text"] == "A workshop"

    amina.command("#design", "/persona again")
    amina.wait_for_modal("Who?")
    amina.close()
    assert amina.wait_for(lambda: seen.get("closed"))
    assert admin.problems() == []
    assert all(d["delay"] is not None for d in admin.deliveries())


def test_modals_are_updated_pushed_and_cleared_by_the_answer(
    bolt: App, connect: Connect, pg: RunningPlayground, client: WebClient, amina: Person
) -> None:
    answers: Iterator[dict[str, Any]] = iter(
        [
            {"response_action": "update", "view": modal(section("second"))},
            {"response_action": "push", "view": modal(section("on top"))},
            {"response_action": "clear"},
        ]
    )

    @bolt.view("cb")
    def save(ack: Any) -> None:
        ack(**next(answers))

    connect(bolt)
    client.views_open(
        trigger_id=pg.play.handles.new_trigger("T0PLAYGRND", amina.id), view=modal(section("first"))
    )
    amina.submit()
    assert "second" in amina.wait_for_modal().everything
    amina.submit()
    assert "on top" in amina.wait_for_modal().everything
    assert len(amina.see()["modals"]) == 2
    amina.submit()
    assert amina.modal() is None


def test_a_broken_answer_is_shown_as_trouble_and_written_down(
    bolt: App, connect: Connect, pg: RunningPlayground, admin: Admin, client: WebClient, amina: Person
) -> None:
    @bolt.view("cb")
    def save(ack: Any) -> None:
        ack(response_action="errors", errors={"no_such_block": "x"})

    connect(bolt)
    client.views_open(
        trigger_id=pg.play.handles.new_trigger("T0PLAYGRND", amina.id), view=modal(section("first"))
    )
    with pytest.raises(CannotError, match="trouble connecting"):
        amina.submit()
    assert "no_such_block" in admin.problems()[0]


def test_menus_shortcuts_and_message_shortcuts(
    bolt: App, connect: Connect, client: WebClient, amina: Person
) -> None:
    seen: dict[str, Any] = {}

    @bolt.action("lens")
    def lens(ack: Any, action: Any) -> None:
        ack()
        seen["lens"] = action

    @bolt.shortcut("new_workshop")
    def new(ack: Any, shortcut: Any) -> None:
        ack()
        seen["global"] = shortcut

    @bolt.shortcut("capture")
    def capture(ack: Any, shortcut: Any) -> None:
        ack()
        seen["message"] = shortcut

    connect(bolt)
    options = [{"text": {"type": "plain_text", "text": w}, "value": w.lower()} for w in ("Sales", "Support")]
    menu = {"type": "static_select", "action_id": "lens", "options": options}
    client.chat_postMessage(channel="C0GENERAL1", text="Card", blocks=[section("Card", accessory=menu)])
    card = amina.wait_for_message("#general", "Card")
    amina.choose(card, "lens", "Support")
    assert seen["lens"]["selected_option"]["value"] == "support"
    with pytest.raises(CannotError, match="cannot be chosen"):
        amina.choose(card, "lens", "Marketing")
    amina.shortcut("new_workshop")
    said = amina.say("#general", "nobody reads manuals")
    amina.shortcut("capture", said)
    assert seen["global"]["type"] == "shortcut"
    assert seen["message"]["message"]["text"] == "nobody reads manuals"
    assert seen["message"]["message_ts"] == said.ts


def test_names_in_a_command_are_given_as_ids(bolt: App, connect: Connect, amina: Person) -> None:
    got: list[str] = []

    @bolt.command("/persona")
    def persona(ack: Any, command: Any) -> None:
        ack()
        got.append(command["text"])

    connect(bolt)
    amina.command("#general", "/persona ask @Priya Raman in #design & co")
    assert got == ["ask <@U0PRIYA001|priya> in <#C0DESIGN01|design> & co"]


def test_a_response_url_is_used_five_times_at_most(
    bolt: App, connect: Connect, client: WebClient, amina: Person
) -> None:
    answers: list[int] = []

    @bolt.action("go")
    def go(ack: Any, respond: Any) -> None:
        ack()
        respond("replaced", replace_original=True)
        answers.extend(respond(f"more {i}").status_code for i in range(5))

    connect(bolt)
    client.chat_postMessage(
        channel="C0GENERAL1", text="press", blocks=[{"type": "actions", "elements": [button("go", "Go")]}]
    )
    amina.press(amina.wait_for_message("#general", "press"), "Go")
    amina.wait_for(lambda: len(answers) == 5)
    assert answers == [200] * 4 + [404]
    assert amina.read("#general")[0].text == "replaced"


def test_a_stale_button_still_reaches_the_app(
    bolt: App, connect: Connect, client: WebClient, amina: Person
) -> None:
    pressed: list[str] = []

    @bolt.action("old")
    def old(ack: Any, action: Any) -> None:
        ack()
        pressed.append(action["value"])

    connect(bolt)
    posted = client.chat_postMessage(
        channel="C0GENERAL1",
        text="v1",
        blocks=[{"type": "actions", "elements": [button("old", "Old", value="1")]}],
    )
    as_seen = amina.wait_for_message("#general", "v1")
    client.chat_update(channel="C0GENERAL1", ts=posted["ts"], text="v2", blocks=[section("v2")])
    amina.press(as_seen, "Old")
    assert pressed == ["1"]


def test_commands_are_not_taken_in_threads(amina: Person) -> None:
    root = amina.say("#general", "a thread")
    with pytest.raises(CannotError, match="not supported in threads"):
        amina.do("type", channel="#general", text="/persona list", thread_ts=root.ts)
