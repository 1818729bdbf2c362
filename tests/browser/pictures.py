"""Takes the pictures of the README: `python -m tests.browser.pictures [folder]`. They show the real bot on the page."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.export.writing import Format, files
from handlers.cli.demo import weekly, words
from handlers.cli.demo.export import RESPONDENTS, survey_export
from handlers.use_cases.personas import exporting
from playground.client import Person
from storage import personas
from tests.browser import hands
from tests.browser.chromium import launched, page_of
from tests.scenarios.stage import CHANNEL, Stage

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDE = {"width": 1240, "height": 860}
TALL = {"width": 1240, "height": 1400}
NARROW = {"width": 400, "height": 800}
LIMIT = 200_000
COLOURS = 128


def main() -> None:
    """All pictures, one after the other, from one story."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, launched() as browser:
        stage = Stage(Path(kept))
        stage.admin.settings(ack_seconds=20)
        try:
            _take_all(stage, browser, folder)
        finally:
            stage.close()


def _take_all(stage: Stage, browser: Any, folder: Path) -> None:
    people = {name: stage.person(name) for name in words.ANSWERS}
    url = stage.playground.url
    with page_of(browser, url, viewport=WIDE) as page:
        subject = "freelance photographers"
        hands.start_workshop(page, tuple(p.name for p in people.values()), short=False, subject=subject)
        invitation = people["jonas"].wait_for_message(CHANNEL, subject, button="Join")
        hands.join(page, "amina", of=7)
        for say, then in zip(words.ANSWERS["amina"], ("2 of 7", "3 of 7", "4 of 7"), strict=False):
            hands.answer(page, say.text or "", then, how=say.how if then != "4 of 7" else None)
        hands.in_thread(page, "4 of 7").scroll_into_view_if_needed()
        _keep(page, folder / "question.png", page.get_by_role("complementary", name="Thread"))
        for name, person in people.items():
            _go_through(person, invitation, name)
        _vote_and_reveal(people)
        hands.play_as(page, "amina")
        hands.go_to(page, "general")
        reveal = hands.newest(page, "The reveal: freelance photographers")
        _keep(page, folder / "reveal.png", reveal)
        _publish(people["amina"])
        card = hands.newest(page, words.NAME, "Everything")
        card.locator("img").first.wait_for()
        _keep(page, folder / "card.png", card)
    _take_exports(stage, browser, folder)
    _segments(stage, browser, folder)
    _digest(stage, browser, folder)
    for name, look in (
        ("dark", {"viewport": WIDE, "color_scheme": "dark"}),
        ("narrow", {"viewport": NARROW, "device_scale_factor": 2}),
    ):
        with page_of(browser, url, **look) as page:
            hands.newest(page, words.NAME, "Everything").scroll_into_view_if_needed()
            _keep(page, folder / f"{name}.png")


def _take_exports(stage: Stage, browser: Any, folder: Path) -> None:
    """The exported page as a browser shows it, and the exported picture."""
    services = stage.running.transport.services
    with services.look("T0PLAYGRND", stage.person("amina").id) as look:
        seen = personas.visible_personas(look.session, look.workspace, look.person or "")
        cast = exporting.cast_of(look, seen, {})
    (page_file,), (picture, *_) = files(cast, Format.HTML), files(cast, Format.PNG)
    page = browser.new_page(viewport={"width": 820, "height": 1000})
    page.set_content(page_file.data.decode())
    _keep(page, folder / "exported-page.png")
    page.close()
    _save(picture.data, folder / "exported-card.png", width=520)


def _segments(stage: Stage, browser: Any, folder: Path) -> None:
    """What is found in the demo's survey: the verdict with its charts, and the ideal customers."""
    priya = stage.person("priya")
    priya.drop_file("#product", survey_export(), "photographers.csv")
    read = priya.wait_for_message("#product", f"{RESPONDENTS} responses", button="Find segments", timeout=60)
    priya.press(read, "Find segments")
    priya.wait_for_modal("Which questions?", 20)
    assert not priya.submit(bases=["needs"])
    priya.wait_for_message("#product", "3. ", thread=read, button="Draft persona", timeout=120)
    counted = "Worth and ideal customers"
    priya.press(priya.wait_for_message("#product", "", thread=read, button=counted), counted)
    priya.wait_for_message("#product", "Look for, before they buy", thread=read, timeout=120)
    with page_of(browser, stage.playground.url, viewport=TALL) as page:
        hands.play_as(page, "priya")
        hands.go_to(page, "product")
        root = hands.newest(page, "photographers.csv", "Find segments")
        root.get_by_role("button", name=re.compile("repl")).click()
        found = hands.in_thread(page, "There are 3 segments here")
        found.locator("img").last.wait_for()
        _keep(page, folder / "segments.png", found)
        ideal = hands.in_thread(page, "Look for, before they buy")
        ideal.scroll_into_view_if_needed()
        _keep(page, folder / "ideal.png", ideal)


def _digest(stage: Stage, browser: Any, folder: Path) -> None:
    """What #general gets on the next Monday: a new persona, a question nobody's lines answer, and a guess."""
    amina, tomas = stage.person("amina"), stage.person("tomas")
    tomas.command(CHANNEL, "/persona ask who needs a dark mode?")
    tomas.wait_for(
        lambda: any("does not say" in m.everything for m in tomas.ephemerals(CHANNEL)), 20, "a gap"
    )
    amina.command(CHANNEL, f"/persona digest here {weekly.RHYTHM}")
    amina.wait_for_message(CHANNEL, "set up a persona digest", timeout=20)
    stage.admin.move_clock(weekly.days_to_monday(stage.admin.now()) * 86_400)
    tomas.wait_for_message(CHANNEL, "Persona digest", button="Show", timeout=20)
    with page_of(browser, stage.playground.url, viewport=WIDE) as page:
        post = hands.newest(page, "Persona digest", "Show")
        post.scroll_into_view_if_needed()
        _keep(page, folder / "digest.png", post)


def _go_through(person: Person, invitation: Any, name: str) -> None:
    """The rest of a conversation, without the page."""
    person.press(invitation, "Join")
    while True:
        asked = person.wait_for(lambda: _open(person), 20.0, "an open question")
        if "Done" in asked.buttons:
            break
        number = int(asked.text.split(" of 7")[0].split()[-1]) if " of 7" in asked.text else 0
        say = words.ANSWERS[name][number - 1] if number else None
        if say is None:
            person.press(asked, "Leave it so")
        elif say.text is None:
            person.press(asked, "I don't know")
        else:
            person.tell_bot(say.edited or say.text, asked.thread_ts)
        person.wait_for(
            lambda asked=asked: _open(person) and _open(person).ts != asked.ts, 20.0, "the next question"
        )  # type: ignore[union-attr,misc]
        if say is not None and say.how is not None:
            heard = person.message(asked.channel, _open(person).ts)  # type: ignore[union-attr]
            if say.how in heard.buttons:
                person.press(heard, say.how)
    person.press(asked, "Done")
    person.wait_for_bot("Thank you, that is everything", timeout=20)


def _open(person: Person) -> Any:
    """The newest message that waits for an answer."""
    waits = ("I don't know", "Leave it so", "Done")
    return next((m for m in reversed(person.read_bot()) if any(b in m.buttons for b in waits)), None)


def _vote_and_reveal(people: dict[str, Person]) -> None:
    from handlers.cli.demo.story import marks_of

    amina = people["amina"]
    amina.press(
        amina.wait_for_bot("4 of 4 joined, 4 done", button="Start the vote", timeout=20), "Start the vote"
    )
    for name, person in people.items():
        person.press(person.wait_for_bot("Please vote", button="Vote", timeout=20), "Vote")
        assert not person.submit(**marks_of(name, person.wait_for_modal("Vote", 20)))
    amina.press(amina.wait_for_bot("4 voted", button="Reveal", timeout=20), "Reveal")
    amina.wait_for_message(CHANNEL, "The reveal of", button="Make the persona", timeout=20)


def _publish(amina: Person) -> None:
    reveal = amina.wait_for_message(CHANNEL, "The reveal of", button="Make the persona")
    amina.press(reveal, "Make the persona")
    window = amina.wait_for_modal("Make the persona", 20)
    drawn = [o["value"] for o in window.inputs["picture"]["options"] if o["value"] != "none"]
    assert not amina.submit(role=words.ROLE, name=words.NAME, picture=drawn[0])


def _keep(page: Any, path: Path, part: Any = None) -> None:
    """A picture of the page, or of one message in it, in few colours and under the limit."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    _save((part or page).screenshot(), path)


def _save(data: bytes, path: Path, width: int | None = None) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(data)).convert("RGB")
    if width is not None:
        picture = picture.resize(
            (width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS
        )
    picture = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB")
    if size > LIMIT:
        raise SystemExit(f"{path.name} has {size} bytes, more than {LIMIT}.")


if __name__ == "__main__":
    main()
