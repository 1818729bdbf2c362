"""How short messages about a persona look: a doubt, words that were kept, a new owner, how to test a line."""

from __future__ import annotations

from bot.personas.notes import Captured, Doubted, HandedOver, HowToTest
from handlers.slack.views import kit
from handlers.slack.views.kit import cut
from handlers.slack.views.rendering import Rendered, renders


@renders(Doubted)
def doubted(message: Doubted) -> Rendered:
    """What the owner is told of a challenge."""
    who = f"<@{message.person}>" if message.person else "Somebody"
    blocks = [
        kit.section(f"{who} doubts a line of {kit.bold(message.title)}:"),
        kit.rich(
            kit.bullets([[kit.text(cut(message.line, kit.SHOWN))]]),
            kit.line(kit.text("Why: ", bold=True), kit.text(message.why)),
        ),
        kit.actions([kit.button("Show the card", "persona.show", message.persona)]),
    ]
    words = f"{'A colleague' if message.person else 'Somebody'} doubts a line of {message.title}: "
    return Rendered(f"{words}{message.line}. Why: {message.why}", blocks)


@renders(Captured)
def captured(message: Captured) -> Rendered:
    """What somebody is told whose words were kept."""
    if message.withdrawn:
        words = "You took back what had been kept of you. The words are gone."
        return Rendered(words, [kit.section(words)])
    about_ = f" about {kit.bold(message.title)}" if message.title else ""
    head = f"<@{message.captor}> kept something you said" if message.captor else "You kept something you said"
    blocks = [
        kit.section(f"{head} as an assumption{about_} ({message.facet.lower()}):"),
        kit.rich(kit.quote(message.text)),
        kit.context(
            "It counts as your voice. If you did not mean it so, take it back: the words are then gone."
        ),
        kit.actions([kit.button("Take it back", "capture.take_back", message.capture)]),
    ]
    return Rendered(f"Something you said was kept as an assumption: {message.text}", blocks)


@renders(HandedOver)
def handed_over(message: HandedOver) -> Rendered:
    """What a new owner is told."""
    words = f"<@{message.by}> handed the persona {kit.bold(message.title)} over to you: you may edit it from now on."
    show = kit.button("Show the card", "persona.show", message.persona)
    return Rendered(f"The persona {message.title} is yours now.", [kit.section(words), kit.actions([show])])


@renders(HowToTest)
def how_to_test(message: HowToTest) -> Rendered:
    """The question that would test a line."""
    question = kit.rich(
        kit.quote(cut(message.question, 1000)),
        *(
            [kit.bullets([[kit.text(cut(option, 200))] for option in message.options])]
            if message.options
            else []
        ),
    )
    blocks = [
        kit.section(f"Nobody has tested this line of {kit.bold(message.title)} yet. Ask those it is about:"),
        question,
        kit.context(
            "Put it into your next survey as it stands, or ask it in interviews. Once a survey is here, its owner or "
            "whoever ran its workshop can test the line with it."
        ),
        kit.actions([kit.button("Questionnaire", "evidence.questionnaire", message.persona)]),
    ]
    options = f" ({' / '.join(message.options)})" if message.options else ""
    return Rendered(f"To test “{message.line}”, ask: {message.question}{options}", blocks)
