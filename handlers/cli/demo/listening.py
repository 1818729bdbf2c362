"""The act in which five interviews are given as evidence: their quotes meet the lines, and a person decides on each."""

from __future__ import annotations

from handlers.cli.demo import words
from handlers.cli.demo.pressing import COUNTING, PATIENCE, submit
from handlers.cli.demo.telling import Teller
from playground.client import Person
from playground.client.seen import Message

MOST_PAGES = 6
TALKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Wilhelmina Oberhuber",
        (
            "I edit photos on trains without wifi, that is when I have time.",
            "I lose half a day each month chasing unpaid invoices.",
            "I struggle with backups, they take hours every night.",
        ),
    ),
    (
        "Thaddeus Featherstone",
        (
            "I edit my photos on the train without wifi.",
            "I use Lightroom on a MacBook.",
            "I distrust subscriptions, I want to own what I pay for.",
        ),
    ),
    (
        "Guinevere Rosenblatt",
        (
            "I send a preview the same evening, my couples wait for it.",
            "I decide alone after a trial of two weeks.",
            "I never love subscriptions.",
        ),
    ),
    (
        "Leopold Pfefferkorn",
        (
            "I ask other photographers before I buy anything.",
            "My laptop has died in the middle of a wedding.",
            "I lose half a day chasing unpaid invoices.",
        ),
    ),
    (
        "Ottilie Silberstein",
        (
            "I back up every photo twice.",
            "I send invoices from a spreadsheet.",
            "I edit photos on trains without wifi on my way home.",
        ),
    ),
)
ASKED = ("Where do you edit your photos?", "And the money side?", "What else matters?")


def transcript(number: int) -> bytes:
    """One of the talks as a text file."""
    name, answers = TALKS[number]
    turns = [f"Interviewer: Thanks for coming, {name.split()[0]}."]
    for asked, answer in zip(ASKED, answers, strict=True):
        turns += [f"Interviewer: {asked}", f"{name}: {answer}"]
    return "\n\n".join(turns).encode()


def play(told: Teller, who: Person, channel: str) -> None:
    """Somebody gives five interviews; names are masked, and what is confirmed becomes evidence."""
    line = f"/persona interview {words.NAME}"
    told.did(who, f"types {line} five times and chooses the transcripts of talks with five customers")
    for number in range(len(TALKS)):
        who.command(channel, line)
        who.wait_for_modal("Interview", PATIENCE)
        submit(who, file=[who.upload(transcript(number), f"talk-{number + 1}.txt")])
    waiting = who.wait_for(lambda: _waiting(who), COUNTING, "five interviews that wait for her")
    told.saw(who, "in the direct messages", waiting[0])
    for asks in waiting:
        _go_through(who, asks)
    told.did(who, "goes through them and confirms what is proposed for each quote")
    heard = who.wait_for_message(
        who.bot, "For a statistical persona", button="Delete this interview", timeout=PATIENCE
    )
    told.saw(who, "in the direct messages", heard)
    card = who.wait_for_message(channel, "Qualitative persona", button="Everything", timeout=PATIENCE)
    told.saw(who, "on the card", card)


def _waiting(who: Person) -> list[Message] | None:
    """The messages that ask about quotes, once all are there."""
    asks = [m for m in who.read_bot() if "Go through them" in m.buttons]
    return asks if len(asks) == len(TALKS) else None


def _go_through(who: Person, asks: Message) -> None:
    """Confirms what is proposed for each quote, page by page."""
    who.press(asks, "Go through them")
    window = who.wait_for_modal("Quotes", PATIENCE)
    for _ in range(MOST_PAGES):
        submit(who)
        following = who.modal()
        if following is None or following.title == window.title:
            break
        window = following
    who.wait_for(lambda: _decided(who, asks), PATIENCE, "what was heard")


def _decided(who: Person, asks: Message) -> Message | None:
    """The same message once the quotes are decided on."""
    now = next((m for m in who.read_bot() if m.ts == asks.ts), None)
    return now if now is not None and "Delete this interview" in now.buttons else None
