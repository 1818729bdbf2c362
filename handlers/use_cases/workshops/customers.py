"""Which kinds of customers have we: asking, naming, showing the count."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import BadInput, NotAllowed, OutOfDate
from bot.workshop.customers import SHOWN, Kind, Round, RoundPost, check_kinds, count_kinds
from handlers.use_cases.engine import group_statements
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Target, Work
from storage import customers
from storage.store import micros

OVER = "The kinds are shown already. Ask again with `/persona customers`."


def ask(work: Work, origin: Origin, in_channel: bool) -> None:
    """Asks a channel which kinds of customers there are."""
    if not in_channel or origin.channel is None:
        raise BadInput(
            "Ask this in a channel, so that colleagues can answer: type `/persona customers` there."
        )
    round_ = Round(work.new_id(), origin.channel, work.person or "", False, ())
    customers.add_round(work.session, work.workspace, round_, micros(work.now))
    work.say(_post(round_), Target.channel(round_.channel, handle=_handle(round_.id)))


def named_before(look: Look, round_id: str) -> tuple[str, ...]:
    """What this person named so far, while it is still blind. Raises OutOfDate."""
    round_ = customers.get_round(look.session, look.workspace, round_id)
    if round_.shown:
        raise OutOfDate(OVER)
    return dict(round_.kinds).get(look.person or "", ())


def name(work: Work, round_id: str, typed: list[str]) -> None:
    """One person's kinds; the post counts people and shows no kind."""
    kinds = check_kinds(typed)
    named_before(work, round_id)
    customers.keep_kinds(work.session, work.workspace, round_id, work.person or "", kinds)
    round_ = customers.get_round(work.session, work.workspace, round_id)
    work.say(_post(round_), Target.update(_handle(round_id)))


def show(work: Work, round_id: str) -> None:
    """The counted kinds, for everybody."""
    round_ = customers.get_round(work.session, work.workspace, round_id)
    if round_.opener != work.person:
        raise NotAllowed(
            f"<@{round_.opener}> asked, and shows the kinds when enough colleagues have named theirs."
        )
    if round_.shown:
        raise OutOfDate(OVER)
    if not round_.kinds:
        raise OutOfDate("Nobody has named a kind yet, so there is nothing to show.")
    customers.mark_shown(work.session, work.workspace, round_id)
    shown = replace(round_, shown=True)
    work.say(_post(shown, count_kinds(shown, group_statements)), Target.update(_handle(round_id)))


def refresh(work: Work, round_id: str) -> None:
    """Shows a round as it is now, after somebody's kinds were forgotten."""
    round_ = customers.get_round(work.session, work.workspace, round_id)
    kinds = count_kinds(round_, group_statements) if round_.shown else ()
    work.refresh(_post(round_, kinds), _handle(round_id))


def kind_at(look: Look, round_id: str, place: int) -> tuple[str, str]:
    """(channel, name) of a counted kind, to start a workshop about."""
    round_ = customers.get_round(look.session, look.workspace, round_id)
    kinds = count_kinds(round_, group_statements) if round_.shown else ()
    if place >= len(kinds):
        raise OutOfDate("That kind is not there any more.")
    return round_.channel, kinds[place].name


def _post(round_: Round, kinds: tuple[Kind, ...] = ()) -> RoundPost:
    return RoundPost(round_.id, round_.opener, len(round_.kinds), round_.shown, kinds[:SHOWN])


def _handle(round_id: str) -> str:
    return f"customers:{round_id}"
