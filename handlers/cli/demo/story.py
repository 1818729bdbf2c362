"""The story of the demo in acts: kinds of customers, the conversation, the vote, the reveal, the card, questions."""

from __future__ import annotations

from handlers.cli.demo import (
    comparing,
    linking,
    listening,
    reviewing,
    selling,
    sizing,
    taking_away,
    testing,
    valuing,
    weekly,
    words,
)
from handlers.cli.demo.answering import Conversation
from handlers.cli.demo.export import RESPONDENTS, survey_export
from handlers.cli.demo.pressing import COUNTING, PATIENCE, submit
from handlers.cli.demo.stage import Stage, opened
from handlers.cli.demo.telling import Echo, Teller
from playground.client import Person
from playground.client.seen import Message, View, texts_of
from playground.client.transport import CannotError

CHANNEL = "#general"
IN_CHANNEL = "in #general"
PEOPLE = ("amina", "tomas", "priya", "jonas")
UNTIL_REMINDED = 2.01
WHO = "The market as a whole"


class StoryBroken(Exception):
    """Something in the story did not happen; the sentence says what."""


def play(fast: bool, echo: Echo) -> None:
    """Plays it all and prints it. Raises StoryBroken where a person did not get to see what they should."""
    with opened(fast) as stage:
        try:
            Story(stage, echo).play()
        except (TimeoutError, CannotError, LookupError) as error:
            first = str(error).strip().splitlines()[0]
            raise StoryBroken(f"The story stopped: {first}") from None


class Story:
    """Four people in #general; Amina leads."""

    def __init__(self, stage: Stage, echo: Echo) -> None:
        self._stage = stage
        self._people = {name: stage.person(name) for name in PEOPLE}
        self._amina = self._people["amina"]
        names = {person.id: person.name for person in self._people.values()} | {self._amina.bot: "Dramatis"}
        self._told = Teller(echo, names)

    def play(self) -> None:
        """All acts."""
        self._told.begin()
        shown = self._kinds()
        invitation = self._start(shown)
        self._answers(invitation)
        self._vote()
        self._reveal()
        card = self._publish()
        self._live_on(card)
        self._ask()
        survey = self._survey()
        self._told.act("10. The persona meets the survey")
        testing.play(self._told, self._amina, self._people["jonas"], CHANNEL)
        self._told.act("11. Somebody has talked to five customers")
        listening.play(self._told, self._amina, CHANNEL)
        self._told.act("12. The persona stands for a segment")
        linking.play(self._told, self._amina, CHANNEL, survey)
        self._told.act("13. What sales needs")
        selling.play(self._told, self._people["jonas"], self._people["tomas"], CHANNEL)
        self._told.act("14. How large is the market?")
        sizing.play(self._told, self._amina, CHANNEL)
        self._told.act("15. Who is the ideal customer?")
        valuing.play(self._told, self._people["priya"], CHANNEL, survey)
        self._told.act("16. The segments are looked at closely")
        comparing.play(self._told, self._people["priya"], self._people["tomas"], CHANNEL, survey)
        self._told.act("17. What do customers write?")
        reviewing.play(self._told, self._people["priya"], CHANNEL)
        self._told.act("18. The persona is taken away as a page")
        taking_away.play(self._told, self._people["priya"], CHANNEL)
        self._told.act("19. Every Monday the channel hears of its personas")
        weekly.play(self._stage, self._told, self._amina, self._people["jonas"], CHANNEL)
        problems = self._stage.playground.admin.problems()
        if problems:
            raise StoryBroken(f"Slack would have refused something: {problems[0]}")
        self._told.end()

    def _kinds(self) -> Message:
        self._told.act("1. Which kinds of customers have we?")
        self._command(self._amina, "/persona customers")
        for name, person in self._people.items():
            post = self._post(person, "Which kinds of customers", "Name kinds")
            if person is not self._amina:
                self._told.saw(person, IN_CHANNEL, post)
            person.press(post, "Name kinds")
            person.wait_for_modal("Kinds of customers", PATIENCE)
            kinds = words.KINDS[name]
            submit(person, **{f"kind{place}": kind for place, kind in enumerate(kinds)})
            self._told.did(person, "names, unseen by the others: " + ", ".join(kinds))
        counted = self._post(self._amina, "4 people have named theirs", "Show")
        self._amina.press(counted, "Show")
        shown = self._post(self._people["tomas"], "named by 3 of 4", "Start a workshop")
        self._told.saw(self._people["tomas"], IN_CHANNEL, shown)
        return shown

    def _start(self, shown: Message) -> Message:
        self._told.act("2. A workshop about the first of them")
        self._amina.press(shown, "customers.start")
        window = self._amina.wait_for_modal("New workshop", PATIENCE)
        self._told.saw(self._amina, IN_CHANNEL, window)
        asked = [person.id for person in self._people.values()]
        submit(self._amina, product=words.PRODUCT, asked=asked, extras=["vote"])
        invitation = self._post(self._people["jonas"], "Press Join", "Join")
        self._told.saw(self._people["jonas"], IN_CHANNEL, invitation)
        return invitation

    def _answers(self, invitation: Message) -> None:
        self._told.act("3. Everybody answers alone, in a direct message")
        for name, person in self._people.items():
            seat = Conversation(
                person, invitation, self._told, lambda: self._stage.let_time_pass(UNTIL_REMINDED)
            )
            seat.go_through(words.ANSWERS[name])

    def _vote(self) -> None:
        self._told.act("4. The vote, blind")
        panel = self._amina.wait_for_bot("4 of 4 joined, 4 done", button="Start the vote", timeout=PATIENCE)
        self._told.saw(self._amina, "in the direct messages", panel)
        self._amina.press(panel, "Start the vote")
        for name, person in self._people.items():
            call = person.wait_for_bot("Please vote", button="Vote", timeout=PATIENCE)
            self._told.saw(person, "in the direct messages", call)
            person.press(call, "Vote")
            marks = marks_of(name, person.wait_for_modal("Vote", PATIENCE))
            submit(person, **marks)
            counts = {choice: list(marks.values()).count(choice) for choice in ("agree", "no", "dont_know")}
            self._told.did(
                person,
                f"marks {counts['agree']} lines with agree, {counts['no']} with no, "
                f"{counts['dont_know']} with don't know",
            )

    def _reveal(self) -> None:
        self._told.act("5. The reveal")
        panel = self._amina.wait_for_bot("4 voted", button="Reveal", timeout=PATIENCE)
        self._amina.press(panel, "Reveal")
        priya = self._people["priya"]
        reveal = self._post(priya, "The reveal of")
        self._told.saw(priya, IN_CHANNEL, reveal)
        if "People disagree" not in reveal.everything:
            raise StoryBroken(
                "The reveal shows no contradiction, though Jonas said the opposite of the others."
            )
        found = [text.strip() for text in texts_of(reveal.raw["blocks"])]
        place = found.index("People disagree")
        self._told.saw(priya, IN_CHANNEL, f"People disagree: {' '.join(found[place + 1 : place + 4])}")
        for part in ("Needs", "Decisions"):
            shown = priya.wait_for_message(CHANNEL, f"{part}:", thread=reveal, timeout=PATIENCE)
            self._told.saw(priya, "in its thread", shown)

    def _publish(self) -> Message:
        self._told.act("6. The persona")
        self._amina.press(self._post(self._amina, "The reveal of", "Make the persona"), "Make the persona")
        window = self._amina.wait_for_modal("Make the persona", PATIENCE)
        drawn = [o["value"] for o in window.inputs["picture"]["options"] if o["value"] != "none"]
        submit(self._amina, role=words.ROLE, name=words.NAME, picture=drawn[0])
        self._told.did(self._amina, f"names the persona {words.NAME} and gives it a role and a drawn picture")
        jonas = self._people["jonas"]
        card = self._post(jonas, words.NAME, "Everything")
        self._told.saw(jonas, IN_CHANNEL, card)
        return card

    def _live_on(self, card: Message) -> None:
        self._told.act("7. The card lives on")
        priya, jonas = self._people["priya"], self._people["jonas"]
        jonas.choose(card, "persona.lens", "As sales")
        lens = self._post(jonas, "for sales")
        self._told.saw(jonas, "(only he)", lens)
        priya.press(card, "Challenge")
        window = priya.wait_for_modal("I doubt this", PATIENCE)
        lines = [o for group in window.inputs["line"]["option_groups"] for o in group["options"]]
        wanted = [o for o in lines if "trains" in o["text"]["text"]] or lines
        submit(priya, line=wanted[0]["value"], why=words.DOUBT)
        self._told.did(priya, f"doubts “{wanted[0]['text']['text']}”: {words.DOUBT}")
        told = self._amina.wait_for_bot("doubts a line", timeout=PATIENCE)
        self._told.saw(self._amina, "in the direct messages", told)
        jonas.press(card, "Everything")
        everything = self._post(jonas, words.DOUBT)
        self._told.saw(jonas, "under Everything (only he)", everything)

    def _ask(self) -> None:
        self._told.act("8. Which persona needs what?")
        tomas = self._people["tomas"]
        for question, expected in words.QUESTIONS.items():
            before = {m.ts for m in tomas.ephemerals(CHANNEL)}
            self._command(tomas, f"/persona ask {question}")
            answer = tomas.wait_for(
                lambda before=before: next(
                    (m for m in tomas.ephemerals(CHANNEL) if m.ts not in before), None
                ),  # type: ignore[misc]
                PATIENCE,
                f"an answer to {question!r}",
            )
            self._told.saw(tomas, "(only he)", answer)
            if expected not in answer.everything:
                raise StoryBroken(f"The answer to “{question}” should say “{expected}”.")

    def _survey(self) -> Message:
        self._told.act("9. A survey is dropped")
        priya = self._people["priya"]
        priya.drop_file(CHANNEL, survey_export(), "photographers.csv")
        self._told.did(priya, f"drops a survey export with {RESPONDENTS} responses into #general")
        read = priya.wait_for_message(
            CHANNEL, f"{RESPONDENTS} responses", button="Find segments", timeout=COUNTING
        )
        self._told.saw(priya, IN_CHANNEL, read)
        priya.choose(read, "survey.sample", WHO)
        self._told.did(priya, f"says who was surveyed: {WHO.lower()}")
        priya.press(read, "Find segments")
        priya.wait_for_modal("Which questions?", PATIENCE)
        submit(priya, bases=["needs"])
        self._told.did(priya, "presses Find segments, by the questions about needs")
        found = priya.wait_for_message(CHANNEL, "", thread=read, button="Export", timeout=COUNTING)
        self._told.saw(self._amina, "in its thread", found)
        for number in (1, 2):
            segment = self._amina.wait_for_message(
                CHANNEL, f"{number}. ", thread=read, button="Draft persona", timeout=PATIENCE
            )
            self._told.saw(self._amina, "in its thread", segment)
        return read

    def _command(self, who: Person, line: str) -> None:
        self._told.did(who, f"types {line}")
        who.command(CHANNEL, line)

    def _post(self, who: Person, text: str, button: str | None = None) -> Message:
        return who.wait_for_message(CHANNEL, text, button=button, timeout=PATIENCE)


def marks_of(name: str, window: View) -> dict[str, str]:
    """Block id → choice for every line of the ballot."""
    against, unsure = words.AGAINST.get(name, ()), words.UNSURE.get(name, ())
    marks = {}
    for block, words_ in window.labels.items():
        line = words_.casefold()
        no = any(part in line for part in against)
        marks[block] = "no" if no else "dont_know" if any(p in line for p in unsure) else "agree"
    return marks
