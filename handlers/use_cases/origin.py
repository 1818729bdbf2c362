"""Where a person did something, so that an answer only they see can be given there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages import Message, Sentence
from handlers.use_cases.work import Target, Work


@dataclass(frozen=True)
class Origin:
    """The place an event came from: a channel (or DM) and, for a short while, an address to respond to."""

    channel: str | None = None
    response_url: str | None = None

    def answer(self, work: Work, message: Message) -> None:
        """Says something only the person who acted sees: at the place, or in their DM."""
        if work.person is not None:
            work.say(message, self.target(work.person))

    def target(self, person: str) -> Target:
        """Where an answer to this person goes: to the place, or to their DM."""
        if self.response_url is not None or self.channel is not None:
            return Target.only(self.channel or "", person, self.response_url)
        return Target.dm(person)

    def tell(self, work: Work, sentence: str) -> None:
        """The same with one plain sentence."""
        self.answer(work, Sentence(sentence))
