"""What people do on the page: by clicking and typing only, found by the names that are read out."""

from __future__ import annotations

import re
from typing import Any

PEOPLE = {
    "amina": "Amina Diallo, head of product",
    "tomas": "Tomás Herrera, customer support",
    "priya": "Priya Raman, ux researcher",
    "jonas": "Jonas Lindqvist, engineer",
}


def play_as(page: Any, name: str) -> None:
    """Become somebody else."""
    page.get_by_label("You are").select_option(label=PEOPLE[name])


def go_to(page: Any, conversation: str) -> None:
    """Open a conversation from the side."""
    side = page.get_by_role("navigation", name="Conversations")
    side.get_by_role("button", name=re.compile(rf"^(# ?)?{conversation}\b")).first.click()
    page.get_by_role("heading", level=1, name=re.compile(conversation)).wait_for()


def write(page: Any, words: str) -> None:
    """Type into the conversation and send it."""
    box = page.locator("#composer").get_by_role("combobox")
    box.fill(words)
    box.press("Enter")


def newest(page: Any, words: str, button: str | None = None) -> Any:
    """The newest message with these words (and this button) in the conversation or the open thread."""
    found = page.get_by_role("article").filter(has_text=words)
    if button is not None:
        found = found.filter(has=_labelled(page, button))
    found.last.wait_for()
    return found.last


def press(message: Any, label: str) -> None:
    """Press the button of a message with this label (what is read out may say more)."""
    _labelled(message, label).click()


def _labelled(where: Any, label: str) -> Any:
    return where.locator("button").filter(has_text=re.compile(f"^{re.escape(label)}$"))


def start_workshop(
    page: Any, asked: tuple[str, ...] = (), short: bool = True, subject: str = "freelance photographers"
) -> None:
    """`/persona new` and its window."""
    write(page, f"/persona new {subject}")
    window = page.get_by_role("dialog", name="New workshop")
    window.wait_for()
    window.get_by_label("For which product?").fill("Lumen")
    for name in asked:
        window.get_by_label(name).check()
    if short:
        window.get_by_label("Short: three questions only").check()
    window.get_by_role("button", name="Invite").click()
    window.wait_for(state="detached")
    newest(page, "really?", "Join")


def join(page: Any, name: str, of: int = 3) -> None:
    """Press Join, and open the thread in the direct messages."""
    play_as(page, name)
    go_to(page, "general")
    press(newest(page, "really?", "Join"), "Join")
    page.get_by_text("I have sent you the questions").last.wait_for()
    go_to(page, "Dramatis")
    root = newest(page, "Your picture of")
    root.get_by_role("button", name=re.compile("repl")).click()
    in_thread(page, f"1 of {of}")


def in_thread(page: Any, words: str) -> Any:
    """The newest message of the open thread with these words."""
    found = (
        page.get_by_role("complementary", name="Thread").get_by_role("article").filter(has_text=words).last
    )
    found.wait_for()
    return found


def answer(page: Any, words: str, then: str, how: str | None = "Seen it myself") -> None:
    """Type an answer in the thread; `then` stands in what comes next."""
    box = page.get_by_role("complementary", name="Thread").get_by_role("combobox")
    box.fill(words)
    box.press("Enter")
    heard = in_thread(page, then)
    if how is not None:
        press(heard, how)
        in_thread(page, f"How you know: {how}")


def finish(page: Any) -> None:
    """Press Done under the summary."""
    press(in_thread(page, "Is it right?"), "Done")
    in_thread(page, "Thank you, that is everything")


def answer_three(page: Any, name: str, answers: tuple[str, str, str]) -> None:
    """One person's short conversation."""
    join(page, name)
    for text, then in zip(answers, ("2 of 3", "3 of 3", "Is it right?"), strict=True):
        answer(page, text, then)
    finish(page)
