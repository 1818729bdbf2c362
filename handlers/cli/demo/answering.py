"""How one person of the demo goes through the conversation, question by question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.cli.demo.pressing import PATIENCE
from handlers.cli.demo.telling import Teller
from handlers.cli.demo.words import Say
from playground.client import Person
from playground.client.seen import Message

THREAD = "in the thread with Dramatis"


class Conversation:
    """One person's seat: joins, answers, and is done. `wait_a_night` lets time pass until a reminder is due."""

    def __init__(
        self, who: Person, invitation: Message, told: Teller, wait_a_night: Callable[[], None]
    ) -> None:
        self._who = who
        self._told = told
        self._wait_a_night = wait_a_night
        self._invitation = invitation
        self._of = 0

    def go_through(self, answers: Sequence[Say]) -> None:
        """From Join to Done. Raises TimeoutError where what should follow does not."""
        self._of = len(answers)
        self._who.press(self._invitation, "Join")
        self._told.did(self._who, "presses Join")
        question = self._wait("1 of ", "I don't know")
        self._told.saw(self._who, THREAD, question)
        for number, say in enumerate(answers, start=1):
            if say.pauses:
                question = self._pause(question, number)
            question = self._answer(question, say, number)
        self._who.press(question, "Done")
        done = self._wait("Thank you, that is everything", "Change an answer", menu=True)
        self._told.saw(self._who, THREAD, "Thank you, that is everything." if done else "")

    def _answer(self, question: Message, say: Say, number: int) -> Message:
        """One question; gives the message with the next one."""
        if say.text is None:
            self._who.press(question, "I don't know")
            self._told.did(self._who, f"presses “I don't know” at question {number}")
            return self._next(number)
        typed = self._who.tell_bot(say.text, question.thread_ts)
        self._told.did(self._who, f"types: {say.text}")
        if say.more is not None:
            probe = self._wait("One thing more", "Leave it so")
            self._told.saw(self._who, THREAD, "One thing more: what would one see them do, or hear them say?")
            self._who.tell_bot(say.more, probe.thread_ts)
            self._told.did(self._who, f"types: {say.more}")
        heard = self._next(number)
        if say.how is not None:
            self._who.press(heard, say.how)
            self._told.did(self._who, f"presses “{say.how}”")
        if say.edited is not None:
            self._who.edit(typed, say.edited)
            self._told.did(self._who, f"edits that message: {say.edited}")
            edited = self._wait(say.edited)
            self._told.saw(self._who, THREAD, edited)
        return heard

    def _next(self, number: int) -> Message:
        if number == self._of:
            return self._wait("Press Done", "Done")
        return self._wait(f"{number + 1} of {self._of}", "I don't know")

    def _pause(self, question: Message, number: int) -> Message:
        self._who.press(question, "Pause")
        paused = self._wait("Paused", "Continue")
        self._told.saw(self._who, THREAD, paused)
        self._told.did(self._who, "goes home; two nights pass")
        self._wait_a_night()
        reminder = self._wait("is not finished", "Remind me tomorrow")
        self._told.saw(self._who, THREAD, reminder)
        self._who.press(reminder, "Continue")
        again = self._wait(f"{number} of {self._of}", "I don't know", after=reminder)
        self._told.saw(self._who, THREAD, again)
        return again

    def _wait(
        self, words: str, button: str | None = None, after: Message | None = None, menu: bool = False
    ) -> Message:
        if menu:
            button = None
        return self._who.wait_for_bot(words, button=button, after=after, timeout=PATIENCE)
