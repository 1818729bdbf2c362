"""`dramatis demo`: a whole story played against the playground, and what each person saw of it.

stage.py      the playground and the bot in one process, in a temporary folder
telling.py    what is printed: who did what, who saw what
words.py      what the four people say
answering.py  how one of them goes through the conversation
export.py     the survey that is dropped
testing.py listening.py linking.py  evidence: a survey against lines, five interviews, a segment
selling.py sizing.py valuing.py reviewing.py  what sales needs, the market, ideal customers, reviews
comparing.py  the act in which segments are looked at closely
taking_away.py  the act of the exported page
weekly.py     the act of the digest
pressing.py   what these acts share
story.py      the acts, from the kinds of customers to a question asked
"""

from __future__ import annotations

import sys

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)


def demo(
    fast: bool = typer.Option(
        True, "--fast/--slow", help="Post as fast as possible, or at the pace Slack asks for."
    ),
) -> None:
    """Play a whole story against the playground: four people make a persona, doubt it and ask it."""
    from bot.errors import DramatisError
    from handlers.cli.demo.story import StoryBroken, play

    try:
        play(fast, typer.echo)
    except (StoryBroken, DramatisError) as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
