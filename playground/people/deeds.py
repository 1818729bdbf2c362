"""The table of verbs: what a person can do, by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playground.playground import Playground
from playground.world import Conversation, Team, User, World
from playground.world.nouns import Json


class CannotError(Exception):
    """What somebody wants cannot be done; `error` is one word, the message a sentence for them."""

    def __init__(self, error: str, sentence: str) -> None:
        super().__init__(sentence)
        self.error = error


@dataclass
class Deed:
    """One thing a person does, with its arguments."""

    play: Playground
    team: Team
    user: User
    args: Json

    @property
    def world(self) -> World:
        """Everything there is."""
        return self.play.world

    def need(self, name: str) -> Any:
        """An argument that must be there."""
        if self.args.get(name) in (None, ""):
            raise CannotError("missing_argument", f"This needs `{name}`.")
        return self.args[name]

    def channel(self) -> Conversation:
        """The conversation of argument `channel`: an id, `#name`, `@name`, or a person's id for direct messages."""
        wanted = str(self.need("channel"))
        c = find_channel(self.world, self.team, self.user.id, wanted)
        if c is None or (c.kind != "public" and self.user.id not in c.members):
            raise CannotError(
                "channel_not_found", f"There is no conversation {wanted} for {self.user.real_name}."
            )
        return c


def find_channel(world: World, team: Team, user: str, wanted: str) -> Conversation | None:
    """A conversation by id or name; direct messages are opened by the other person's id or `@name`."""
    if wanted in team.conversations:
        return team.conversations[wanted]
    if wanted.startswith("#"):
        return next((c for c in team.conversations.values() if c.name == wanted[1:]), None)
    name = wanted.removeprefix("@").lower()
    for other in team.users.values():
        if other.id == wanted or name in (other.name.lower(), other.real_name.lower()):
            return world.dm(team, user, other.id)
    return None


Verb = Callable[[Deed], Awaitable[Json]]
VERBS: dict[str, Verb] = {}


def verb(name: str) -> Callable[[Verb], Verb]:
    """Enter a function in the table."""

    def enter(function: Verb) -> Verb:
        VERBS[name] = function
        return function

    return enter


async def do(play: Playground, args: Json) -> Json:
    """Do what `args` say: `team`, `user`, `verb` and the verb's own. The answer has `ok`, and where not `error`."""
    try:
        team = play.world.teams.get(str(args.get("team") or "")) or next(iter(play.world.teams.values()))
        user = team.users.get(str(args.get("user") or ""))
        run = VERBS.get(str(args.get("verb") or ""))
        if user is None:
            raise CannotError("user_not_found", "There is no such person here.")
        if run is None:
            raise CannotError("unknown_verb", f"Nobody can do {args.get('verb')!r}.")
        return {"ok": True, **await run(Deed(play, team, user, args))}
    except CannotError as cannot:
        return {"ok": False, "error": cannot.error, "message": str(cannot)}
