"""Kinds of customers first, the home tab, the example: what leads people to a workshop."""

from __future__ import annotations

from tests.scenarios.stage import CHANNEL, Stage, answer_all, start_workshop


def test_kinds_of_customers_are_named_blind_counted_and_lead_to_a_workshop(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    amina.command(CHANNEL, "/persona customers")
    for person, kinds in (
        (amina, ["freelance photographers", "small studios"]),
        (tomas, ["Freelance photographers"]),
    ):
        post = person.wait_for_message(CHANNEL, "Which kinds of customers", button="Name kinds")
        person.press(post, "Name kinds")
        person.wait_for_modal("Kinds of customers")
        assert not person.submit(**{f"kind{place}": kind for place, kind in enumerate(kinds)})
    post = tomas.wait_for_message(CHANNEL, "2 people have named theirs", button="Show")
    assert "studios" not in post.everything
    amina.press(post, "Show")
    shown = tomas.wait_for_message(CHANNEL, "named by 2 of 2", button="Start a workshop")
    assert "small studios" in shown.everything
    amina.press(shown, "customers.start")
    window = amina.wait_for_modal("New workshop")
    assert "reelance photographers" in str(window.blocks)


def test_a_kind_must_be_named_and_a_stranger_to_the_round_cannot_show_it(stage: Stage) -> None:
    amina, tomas = stage.person("amina"), stage.person("tomas")
    amina.command(CHANNEL, "/persona customers")
    post = tomas.wait_for_message(CHANNEL, "Which kinds of customers", button="Name kinds")
    tomas.press(post, "Name kinds")
    tomas.wait_for_modal("Kinds of customers")
    assert "kind0" in tomas.submit(kind0="   ")
    tomas.close()
    tomas.press(post, "Show")
    tomas.wait_for_message(CHANNEL, "shows the kinds when enough colleagues")


def test_the_home_tab_leads_back_to_what_is_open(stage: Stage) -> None:
    amina = stage.person("amina")
    amina.open_home()
    assert "Welcome" in amina.wait_for_home("Welcome").everything
    invitation = start_workshop(amina)
    amina.press(invitation, "Join")
    amina.wait_for_bot("1 of 3", button="Skip")
    amina.open_home()
    home = amina.wait_for_home("Your open conversations")
    assert "Workshops you run" in home.everything
    amina.press(home, "Continue")
    again = [m for m in amina.read_bot() if "1 of 3" in m.text]
    amina.wait_for(lambda: len([m for m in amina.read_bot() if "1 of 3" in m.text]) > len(again) - 1)


def test_the_example_is_a_finished_workshop_with_a_card(stage: Stage) -> None:
    priya = stage.person("priya")
    priya.command(CHANNEL, "/persona example")
    card = priya.wait_for_message(CHANNEL, "Robin Jansen", button="Everything", timeout=60)
    assert "Edit photos on trains without wifi" in card.everything
    assert not stage.admin.problems()
    assert not any("joined" in message.everything for message in priya.read_bot()), (
        "no panel of made-up people"
    )
    priya.command(CHANNEL, "/persona example")
    priya.wait_for_message(CHANNEL, "stands in this channel already")
    priya.command(CHANNEL, "/persona list")
    priya.wait_for_message(CHANNEL, "Robin Jansen", button="Show", timeout=60)
    priya.command(CHANNEL, "/persona new")
    window = priya.wait_for_modal("New workshop")
    assert not window.inputs["product"].get("initial_value"), "the channel has no made-up product"


def test_the_agent_view_suggests_prompts_from_the_personas(stage: Stage) -> None:
    priya = stage.person("priya")
    priya.command(CHANNEL, "/persona example")
    priya.wait_for_message(CHANNEL, "Robin Jansen", button="Everything", timeout=60)
    priya.open_home("messages")
    priya.wait_for(lambda: "Robin Jansen" in str(stage.admin.calls("assistant.threads.setSuggestedPrompts")))


def test_seven_questions_take_at_most_twenty_five_presses_and_messages(stage: Stage) -> None:
    tomas = stage.person("tomas")
    invitation = start_workshop(tomas, extras=["vote"])
    deeds = {"count": 0}
    do = tomas.do

    def counted(verb: str, **args: object) -> object:
        deeds["count"] += 1
        return do(verb, **args)

    tomas.do = counted  # type: ignore[assignment,method-assign]
    answers = [
        "28 to 40, live in Berlin",
        "Distrust subscriptions and ask a friend before they read a manual",
        "Lightroom on a MacBook",
        "Edit photos on trains without wifi",
        "Lose half a day each month chasing unpaid invoices",
        "The studio owner signs after a two-week trial",
        "“If I have to type it twice, I won't type it at all.”",
    ]
    answer_all(tomas, invitation, answers)
    assert 15 <= deeds["count"] <= 25
