"""Stories of lenses: a team's view first, what nobody said is asked of the team; the journey; siblings of a segment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.nouns import Persona, Purpose
from bot.personas.editing import Edit
from handlers.use_cases.personas import desk
from tests.slack.personas.conftest import AMINA, Cast

CHANNEL = "#general"


def standing_for(cast: Cast, segment: str, purpose: Purpose = Purpose.WHOLE) -> Persona:
    """The persona, linked to a segment."""
    owner, now = cast.person("amina").id, cast.now()
    with cast.unit(owner) as work:
        edit = Edit(replace(now, segment=segment, purpose=purpose), "linked it to a segment", "", "")
        return desk.keep(work, [edit])


def test_sales_sees_its_facets_first_and_asks_the_team_for_what_nobody_said(cast: Cast) -> None:
    amina, tomas = cast.person("amina"), cast.person("tomas")
    amina.command(CHANNEL, "/persona show robin as SALES")
    view = amina.wait_for_message(CHANNEL, "Robin for sales", button="Ask the team")
    assert view.ephemeral
    words = view.everything
    assert "not known yet" in words
    assert words.index("Objections") < words.index("Also known") < words.rindex("Traits")
    assert "Company" not in words, "only companies have it, and nobody has spoken of one"

    amina.press(view, "Ask the team")
    window = amina.wait_for_modal("Ask the team")
    assert "Who decides to buy for freelance photographers" in window.everything
    assert amina.submit(facets=[])["facets"]
    assert not amina.submit(facets=["decisions", "finances"])
    told = amina.wait_for_message(CHANNEL, "1 colleague is asked 2 questions")
    assert told.ephemeral

    call = tomas.wait_for_bot("Who decides to buy for freelance photographers", button="Answer")
    tomas.wait_for_bot("What budget do freelance photographers have", button="Answer")
    tomas.press(call, "Answer")
    tomas.wait_for_modal("Answer")
    assert not tomas.submit(text="Their partner has a veto over 200 euros", how="told")
    says = amina.wait_for_bot("Their partner has a veto", button="Put it on the persona")
    amina.press(says, "Put it on the persona")
    amina.wait_for_bot("Put on the persona.")
    line = next(line for line in cast.now().standing if "veto" in line.text)
    assert line.facet == "decisions", "the answer stands where sales looks for it"

    amina.command(CHANNEL, "/persona show robin as sales")
    now = amina.wait_for_message(
        CHANNEL, "Their partner has a veto over 200 euros", button="Share to channel", after=view
    )
    amina.press(now, "Ask the team")
    again = amina.wait_for_modal("Ask the team")
    assert "Who decides" not in again.everything
    amina.close()


def test_a_view_that_was_opened_long_ago_asks_only_what_is_still_lacking(make: Callable[..., Cast]) -> None:
    cast = make(name="Lena")
    amina = cast.person("amina")
    amina.command(CHANNEL, "/persona show lena as support")
    view = amina.wait_for_message(CHANNEL, "Lena for support", button="Ask the team")
    persona = cast.now()
    with cast.unit(amina.id) as work:
        known = replace(persona.standing[0], id="l-resp", facet="response", text="Within the hour")
        channels = replace(persona.standing[0], id="l-chan", facet="support_channels", text="WhatsApp")
        quote = replace(known, id="l-quote", facet="quote", text="“Ask me after the season.”")
        desk.keep(
            work, [Edit(replace(persona, lines=(*persona.lines, known, channels, quote)), "added", "", "")]
        )
    amina.press(view, "Ask the team")
    amina.wait_for_message(CHANNEL, "Somebody has said something on that by now")


def test_the_journey_shows_each_step_and_can_be_shared(make: Callable[..., Cast]) -> None:
    said = {
        "amina": ["28 to 40", "Hears of us in a Facebook group", "Cancels after the season"],
        "tomas": ["Two of three have children", "Tries it on the phone first", "Pays twice by mistake"],
    }
    cast = make(said=said, name="Ida", role="Rower")
    amina, jonas = cast.person("amina"), cast.person("jonas")
    persona = cast.now()
    with cast.unit(amina.id) as work:
        facets = {"Hears": "touchpoints", "Tries": "touchpoints", "Cancels": "pains", "Pays": "pains"}
        lines = tuple(
            replace(line, facet=facets.get(line.text.split()[0], line.facet)) for line in persona.lines
        )
        desk.keep(work, [Edit(replace(persona, lines=lines), "moved lines", "", "")])
    amina.choose(cast.card(), "persona.lens", "As a journey")
    journey = amina.wait_for_message(CHANNEL, "The journey of Ida", button="Share to channel")
    assert journey.ephemeral
    words = journey.everything
    order = ["Hears of us in", "Tries it on", "Pays twice", "4. Using it", "not known yet", "Cancels after"]
    places = [words.rindex(word) for word in order[:4]] + [words.rindex(order[5])]
    assert places == sorted(places)
    amina.press(journey, "Share to channel")
    shared = jonas.wait_for_message(CHANNEL, "The journey of Ida")
    assert not shared.ephemeral
    assert "Share to channel" not in shared.buttons


def test_personas_of_one_segment_name_each_other_as_far_as_one_may_see(make: Callable[..., Cast]) -> None:
    robin = make()
    robin.stage.admin.invite_bot("#research")
    marta = make(name="Marta", role="Studio owner", subject="studio owners")
    otto = make(
        name="Otto",
        role="Archivist",
        subject="archivists",
        channel="#research",
        said={"amina": AMINA, "priya": AMINA},
    )
    standing_for(robin, "r7:1", Purpose.USER)
    standing_for(otto, "r7:1")
    standing_for(marta, "r7:1", Purpose.BUYER)
    card = robin.card(words="Same segment: Marta (the buyer)")
    assert "Otto" not in card.everything, "the channel may not see him"
    marta.card(words="Same segment: Robin (the user)")
    otto.card(words="Marta (the buyer), Robin (the user)")

    jonas, priya = robin.person("jonas"), robin.person("priya")
    jonas.press(card, "Everything")
    seen = jonas.wait_for_message(CHANNEL, "Same segment", button="Show Marta")
    assert "Otto" not in seen.everything
    jonas.press(seen, "Show Marta")
    jonas.wait_for_message(CHANNEL, "Studio owner", button="Share to channel", after=seen)
    priya.press(card, "Everything")
    hers = priya.wait_for_message(CHANNEL, "Same segment: Otto (whole person)", button="Share to channel")
    priya.press(hers, "Share to channel")

    def shared() -> bool:
        heads = ["header", "context"]
        posts = [m for m in jonas.read(CHANNEL) if not m.ephemeral and "Same segment" in m.everything]
        found = [m for m in posts if [b["type"] for b in m.raw["blocks"][:2]] == heads]
        return bool(found) and all("Otto" not in m.everything for m in found)

    jonas.wait_for(shared, 10.0, "what Priya shared, without Otto")

    standing_for(robin, "r8:1", Purpose.USER)
    robin.stage.admin.wait_for(
        lambda: "Same segment" not in robin.card().everything, 10.0, "the card without"
    )
    robin.stage.admin.wait_for(lambda: "Robin" not in marta.card().everything, 10.0, "Marta's card without")
