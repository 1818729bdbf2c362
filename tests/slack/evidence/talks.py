"""Interviews with photographers, made up for the stories, each told with names that must stand nowhere afterwards."""

from __future__ import annotations

NAMES = ("Wilhelmina", "Quackenbush", "Thaddeus", "Zwiebelmann", "Guinevere")
SURNAMES = ("Oberhuber", "Featherstone", "Pfefferkorn", "Rosenblatt", "Silberstein")
ASKER = "Hildegard Interrogans"

ANSWERS = (
    (
        "On the train I edit my photos, and there is no wifi there. Every single week.",
        "Chasing invoices costs me half a day. I hate it.",
        "My laptop died in the middle of a wedding last summer.",
        "I need shared albums that my couples can open without a password.",
    ),
    (
        "I edit photos on trains without wifi, that is when I have time.",
        "I lose half a day chasing unpaid invoices each month.",
        "The laptop dies at weddings, so I carry a second battery.",
        "I struggle with backups, they take hours every night.",
    ),
    (
        "Editing on trains without any wifi is normal for me.",
        "Invoices? I chase them half the day, honestly.",
        "My laptop has never died on me at a wedding.",
        "I like the light in autumn and my dog likes it too.",
    ),
    (
        "I edit my pictures on the train without wifi on the way home.",
        "Chasing invoices takes me half a day, it is a nightmare.",
        "At two weddings my laptop just died.",
        "My sister has a bakery in the village where we grew up.",
    ),
    (
        "When I sit on trains without wifi I edit photos.",
        "I lose half a day with chasing invoices, and I hate it.",
        "My laptop dies at every second wedding.",
        "We moved to the coast three years ago with the children.",
    ),
)


def name_of(number: int) -> str:
    """Who answers in one of the interviews."""
    return f"{NAMES[number]} {SURNAMES[number]}"


def lines(number: int) -> list[str]:
    """One interview, a line a turn."""
    who = name_of(number)
    first = NAMES[number]
    told = [f"{ASKER}: Thanks for coming, {first}. Where do you edit your photos?"]
    questions = (
        "And the money side?",
        "What goes wrong on the day itself?",
        "Anything else?",
        "Thanks a lot?",
    )
    for answer, question in zip(ANSWERS[number], questions, strict=True):
        told += [f"{who}: {answer}", f"{ASKER}: {question}"]
    told.append(f"{who}: You can reach me at {first.lower()}@zwiebel-example.org, {ASKER.split()[0]}.")
    return told


def transcript(number: int) -> bytes:
    """One interview as a text file."""
    return "\n\n".join(lines(number)).encode()
