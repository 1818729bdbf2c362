"""The page in headless Chromium: what two people see and do, and what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from playground import RunningPlayground
from playground.client import Person
from tests.playground.conftest import Connect, button, field, modal, section, text

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Any, pg: RunningPlayground) -> Iterator[Any]:
    """The page, with everything it complains about collected; a complaint fails the test."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    shown.on("pageerror", lambda e: complaints.append(str(e)))
    shown.set_default_timeout(15_000)
    shown.goto(pg.url)
    shown.get_by_role("heading", name="#general").wait_for()
    yield shown
    context.close()
    assert complaints == []


def play_as(page: Any, name: str) -> None:
    page.get_by_label("You are").select_option(label=name)


def write(page: Any, words: str, where: str = "Message #general") -> None:
    box = page.get_by_role("combobox", name=where)
    box.fill(words)
    box.press("Enter")


def test_two_people_talk_and_see_each_other_live(page: Any, amina: Person, tomas: Person) -> None:
    write(page, "Good *morning* <b>all</b> <script>alert(1)</script> &amp; `code`")
    message = page.get_by_role("article").filter(has_text="Good")
    message.wait_for()
    assert message.locator("strong").inner_text() == "morning"
    assert "<b>all</b> <script>alert(1)</script> &amp;" in message.inner_text()
    assert page.locator("#messages script, #messages b").count() == 0
    tomas.say("#general", "Morning, @Amina Diallo")
    page.get_by_role("article").filter(has_text="Morning, @Amina Diallo").wait_for()
    tomas.say("#design", "a sketch")
    page.get_by_role("button", name="design 1 unread").click()
    page.get_by_role("article").filter(has_text="a sketch").wait_for()
    play_as(page, "Tomás Herrera, customer support")
    page.get_by_role("button", name="More", exact=True).first.wait_for(state="attached")
    assert page.get_by_role("heading", name="#design").is_visible()


def test_a_command_is_completed_and_its_modal_filled_in(
    page: Any, bolt: App, connect: Connect, amina: Person
) -> None:
    saved: list[Any] = []

    @bolt.command("/persona")
    def persona(ack: Any, command: Any, client: WebClient) -> None:
        ack()
        options = [{"text": text(w), "value": w.lower()} for w in ("Whole", "Marketing")]
        client.views_open(
            trigger_id=command["trigger_id"],
            view=modal(
                field("who", "Which customers?", {"type": "plain_text_input"}),
                field("people", "Who is asked?", {"type": "multi_users_select"}),
                field("purpose", "Purpose", {"type": "static_select", "options": options}),
                field("note", "Note", {"type": "plain_text_input", "multiline": True}, optional=True),
            ),
        )

    @bolt.view("cb")
    def save(ack: Any, view: Any) -> None:
        values = view["state"]["values"]
        if values["who"]["v"]["value"] == "everyone":
            ack(response_action="errors", errors={"who": "Nobody can picture everyone."})
        else:
            ack()
            saved.append(values)

    connect(bolt)
    box = page.get_by_role("combobox", name="Message #general")
    box.press_sequentially("/per")
    page.get_by_role("option", name="/persona new").click()
    assert box.input_value() == "/persona new "
    box.press("Enter")
    dialog = page.get_by_role("dialog", name="A window")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.closest('[data-block]').dataset.block") == "who"
    page.keyboard.type("everyone")
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_text("Please complete this required field.").first.wait_for()
    assert dialog.get_by_label("Which customers?").input_value() == "everyone"
    dialog.get_by_label("Priya Raman").check()
    dialog.get_by_label("Purpose").select_option("marketing")
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_text("Nobody can picture everyone.").wait_for()
    assert dialog.get_by_label("Priya Raman").is_checked()
    dialog.get_by_label("Which customers?").fill("freelance photographers")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")
    assert saved[0]["people"]["v"]["selected_users"] == ["U0PRIYA001"]
    assert saved[0]["purpose"]["v"]["selected_option"]["value"] == "marketing"
    assert amina.modal() is None


def focused(page: Any) -> str:
    """What the focus is on: its tag and what it is called."""
    words: str = page.evaluate(
        "(n => `${n.tagName} ${n.getAttribute('aria-label') || n.innerText}`)(document.activeElement)"
    )
    return words


def test_the_focus_stays_in_a_modal_and_escape_closes_it(
    page: Any, pg: RunningPlayground, client: WebClient, amina: Person
) -> None:
    trigger = pg.play.handles.new_trigger("T0PLAYGRND", amina.id)
    client.views_open(trigger_id=trigger, view=modal(field("a", "A", {"type": "plain_text_input"})))
    page.get_by_role("dialog").wait_for()
    for key in ["Tab"] * 5 + ["Shift+Tab"] * 7:
        page.keyboard.press(key)
        assert page.evaluate("!!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    assert focused(page) == "TEXTAREA Message #general"


def test_a_button_keeps_the_focus_through_its_window_and_a_redrawn_message(
    page: Any, bolt: App, connect: Connect, client: WebClient
) -> None:
    def blocks(words: str, *labels: str) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = [section(words)]
        if labels:
            made.append({"type": "actions", "elements": [button(label.lower(), label) for label in labels]})
        return made

    @bolt.action("challenge")
    def challenge(ack: Any, body: Any) -> None:
        ack()
        client.views_open(
            trigger_id=body["trigger_id"], view=modal(field("a", "Why?", {"type": "plain_text_input"}))
        )
        client.chat_update(channel="C0GENERAL1", ts=ts, text="one", blocks=blocks("one", "Join", "Challenge"))

    @bolt.action("join")
    def join(ack: Any) -> None:
        ack()
        client.chat_update(channel="C0GENERAL1", ts=ts, text="two", blocks=blocks("two"))

    connect(bolt)
    first = client.chat_postMessage(
        channel="C0GENERAL1", text="none", blocks=blocks("none", "Join", "Challenge")
    )
    ts = first["ts"]
    page.get_by_role("button", name="Challenge").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.get_by_role("article").filter(has_text="one").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    assert focused(page) == "BUTTON Challenge"
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "BUTTON Join"
    page.keyboard.press("Enter")
    page.get_by_role("article").filter(has_text="two").wait_for()
    assert focused(page).startswith("ARTICLE Dramatis")


def test_enter_sends_what_is_a_command_already(page: Any, bolt: App, connect: Connect) -> None:
    heard: list[str] = []

    @bolt.command("/persona")
    def persona(ack: Any, command: Any) -> None:
        heard.append(command["text"])
        ack("Here is help.")

    connect(bolt)
    assert (
        "Type /persona new … below, or press Load the example above."
        in page.locator("#messages").inner_text()
    )
    box = page.get_by_role("combobox", name="Message #general")
    box.press_sequentially("/persona")
    page.get_by_role("option", name="/persona new").wait_for()
    box.press("Enter")
    page.get_by_text("Here is help.").wait_for()
    assert heard == [""]
    box.press_sequentially("/persona")
    box.press("ArrowDown")
    box.press("Enter")
    assert box.input_value().startswith("/persona ")
    assert heard == [""]


def test_a_button_asks_first_and_an_ephemeral_answer_is_marked(
    page: Any, bolt: App, connect: Connect, client: WebClient
) -> None:
    pressed: list[str] = []

    @bolt.action("retire")
    def retire(ack: Any, action: Any, respond: Any) -> None:
        ack()
        pressed.append(action["action_id"])
        respond("Mara is retired.")

    connect(bolt)
    sure = {
        "title": text("Retire Mara"),
        "text": text("She stays in the history."),
        "confirm": text("Retire"),
        "deny": text("Keep"),
    }
    press = button("retire", "Retire Mara …", style="danger", confirm=sure)
    client.chat_postMessage(
        channel="C0GENERAL1",
        text="Mara",
        blocks=[section("*Mara*"), {"type": "actions", "elements": [press]}],
    )
    page.get_by_role("button", name="Retire Mara …").click()
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Retire Mara …").click()
    page.get_by_role("dialog").get_by_role("button", name="Retire", exact=True).click()
    page.get_by_text("Only visible to you").wait_for()
    assert pressed == ["retire"]
    page.get_by_role("button", name="Dismiss").click()
    page.get_by_text("Only visible to you").wait_for(state="detached")


def test_threads_edits_and_deletions(page: Any, client: WebClient, amina: Person) -> None:
    root = amina.say("#general", "Which persona?")
    client.chat_postMessage(channel="C0GENERAL1", thread_ts=root.ts, text="None says so")
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    thread.get_by_text("None says so").wait_for()
    write(page, "a pity", "Reply in the thread")
    page.get_by_role("button", name="2 replies").wait_for()
    mine = thread.get_by_role("article").filter(has_text="a pity")
    mine.hover()
    mine.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Edit message").click()
    page.get_by_label("Edit the message").fill("what a pity")
    page.get_by_role("button", name="Save").click()
    thread.get_by_text("(edited)").wait_for()
    mine = thread.get_by_role("article").filter(has_text="what a pity")
    mine.hover()
    mine.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    mine.wait_for(state="detached")
    assert [m.text for m in amina.read("#general", root)] == ["Which persona?", "None says so"]


def test_files_home_prompts_and_the_clock(
    page: Any, bolt: App, connect: Connect, client: WebClient, amina: Person, tmp_path: Path
) -> None:
    @bolt.event("app_home_opened")
    def opened(event: Any) -> None:
        if event["tab"] == "home":
            client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": [section("Your open conversations")]}
            )
        else:
            prompts = [{"title": "Show the personas", "message": "list"}]
            client.api_call(
                "assistant.threads.setSuggestedPrompts",
                json={"channel_id": event["channel"], "prompts": prompts},
            )

    @bolt.event("message")
    def message() -> None:
        pass

    @bolt.event("file_shared")
    def shared() -> None:
        pass

    connect(bolt)
    survey = tmp_path / "survey.csv"
    survey.write_text("a,b\n1,2\n")
    page.locator("#composer input[type=file]").set_input_files(survey)
    page.get_by_text("survey.csv").wait_for()
    write(page, "the export")
    page.get_by_role("link", name="survey.csv").wait_for()
    assert amina.read("#general")[-1].raw["files"][0]["size"] == 8
    page.get_by_role("navigation").get_by_role("button", name="Dramatis").click()
    page.get_by_role("button", name="Show the personas").click()
    page.get_by_role("article").filter(has_text="list").wait_for()
    page.get_by_role("tab", name="Home").click()
    page.get_by_text("Your open conversations").wait_for()
    page.get_by_role("button", name="+ 1 day").click()
    page.get_by_role("button", name="Back to now").wait_for()


def test_an_unknown_block_is_shown_loudly(page: Any, pg: RunningPlayground, client: WebClient) -> None:
    client.chat_postMessage(channel="C0GENERAL1", text="x", blocks=[section("x")])
    c = pg.play.world.teams["T0PLAYGRND"].conversations["C0GENERAL1"]
    c.messages.append({**c.messages[0], "ts": "9999999999.000001", "blocks": [{"type": "hologram"}]})
    client.chat_postMessage(channel="C0GENERAL1", text="y")
    alert = page.get_by_role("alert").filter(has_text="Unknown block: hologram")
    alert.wait_for()


def test_a_narrow_screen_shows_one_thing_at_a_time(browser: Any, pg: RunningPlayground) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 780}, color_scheme="dark")
    page = context.new_page()
    page.goto(pg.url)
    page.get_by_role("heading", name="#general").wait_for()
    assert not page.get_by_role("navigation").is_visible()
    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("navigation").get_by_role("button", name="design").click()
    page.get_by_role("heading", name="#design").wait_for()
    assert not page.get_by_role("navigation").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
