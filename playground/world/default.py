"""The workspace a new playground starts with, and how more of them are made."""

from __future__ import annotations

from playground.world.nouns import Conversation, Json, Team, User
from playground.world.world import World

BOT_NAME = "Dramatis"

# What app.yaml says the app has; a test holds the two together.
SCOPES = [
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "users:read",
]
BOT_EVENTS = [
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "file_shared",
    "message.im",
    "tokens_revoked",
]
COMMANDS: list[Json] = [
    {
        "command": "/persona",
        "description": "Make, see and ask your personas",
        "usage_hint": "new freelance photographers | list | show NAME | help",
        "should_escape": True,
    }
]
SHORTCUTS: list[Json] = [
    {
        "name": "New persona workshop",
        "type": "global",
        "callback_id": "new_workshop",
        "description": "Ask colleagues for their picture of a kind of customer",
    },
    {
        "name": "Capture as an assumption",
        "type": "message",
        "callback_id": "capture",
        "description": "Keep what somebody said as a line of a persona",
    },
]

PEOPLE = [
    ("U0AMINA001", "amina", "Amina Diallo", "Head of product", True, "Africa/Dakar", "fr-FR"),
    ("U0TOMAS001", "tomas", "Tomás Herrera", "Customer support", False, "America/Bogota", "es-ES"),
    ("U0PRIYA001", "priya", "Priya Raman", "UX researcher", False, "Asia/Kolkata", "en-GB"),
    ("U0JONAS001", "jonas", "Jonas Lindqvist", "Engineer", False, "Europe/Stockholm", "en-GB"),
]


def make_team(world: World, team_id: str, name: str, domain: str, *, installed: bool = True) -> Team:
    """A workspace with the bot's user and, if `installed`, its token; no people and no channels."""
    suffix = team_id.removeprefix("T0")[:8]
    team = Team(
        team_id, name, domain, bot_user=f"U0BOT{suffix}", bot_id=f"B0BOT{suffix}", installed=installed
    )
    team.users[team.bot_user] = User(team.bot_user, BOT_NAME.lower(), BOT_NAME, team_id, bot=True)
    team.users["USLACKBOT"] = User("USLACKBOT", "slackbot", "Slackbot", team_id, bot=False)
    if installed:
        team.tokens[f"xoxb-playground-{team_id}"] = {"revoked": False, "expires": None, "scopes": None}
    world.teams[team_id] = team
    return team


def configure(world: World) -> None:
    """Give the app its settings; they belong to this version of the app, not to a world that was kept."""
    world.app.scopes = list(SCOPES)
    world.app.bot_events = list(BOT_EVENTS)
    world.app.commands = [dict(c) for c in COMMANDS]
    world.app.shortcuts = [dict(s) for s in SHORTCUTS]


def fill(world: World) -> None:
    """Make the workspace "Playground": four people, three channels and a private one."""
    team = make_team(world, "T0PLAYGRND", "Playground", "playground")
    for id_, handle, real_name, title, admin, tz, locale in PEOPLE:
        team.users[id_] = User(id_, handle, real_name, team.id, title, admin=admin, tz=tz, locale=locale)
    everyone = [p[0] for p in PEOPLE]
    for id_, name, kind, members, topic in (
        ("C0GENERAL1", "general", "public", [*everyone, team.bot_user], "Everything that concerns everyone"),
        ("C0DESIGN01", "design", "public", [*everyone, team.bot_user], "Sketches and questions"),
        ("C0PRODUCT1", "product", "public", [*everyone, team.bot_user], "What we build next"),
        ("C0RESEARCH", "research", "private", ["U0AMINA001", "U0PRIYA001"], "Interviews and surveys"),
    ):
        team.conversations[id_] = Conversation(
            id_, name, kind, members, created=int(world.now()), creator=everyone[0], topic=topic
        )
    for person in everyone:
        world.dm(team, person, team.bot_user)
