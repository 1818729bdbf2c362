"""How many people a segment is: SAM × share, where the market is known and the sample stands for it."""

from __future__ import annotations

from bot.errors import NotFound
from bot.nouns import Persona
from bot.personas.market.market import Market, People, people_for
from bot.survey.kept import KeptSurvey
from handlers.use_cases import channels
from handlers.use_cases.conversations import is_channel
from handlers.use_cases.segment_links import linked
from handlers.use_cases.work import Look
from storage import market as markets
from storage import surveys, workshops


def scope_of(look: Look, channel: str | None) -> str:
    """Whose market is meant in a channel: a private channel's own, else everybody's (the empty scope)."""
    if channel is None or not is_channel(channel):
        return ""
    return channel if workshops.is_private(look.session, look.workspace, channel) else ""


def market_of_survey(look: Look, kept: KeptSurvey) -> Market | None:
    """The market a survey's channel is about: that of its product, or of the only product there is a market of."""
    product = channels.product_of(look, kept.channel)
    if product is None:
        return None
    found = markets.market_of(look.session, look.workspace, product[0], scope_of(look, kept.channel))
    return found.market if found else None


def of_share(
    look: Look, kept: KeptSurvey, market: Market | None, share: float, interval: tuple[float, float]
) -> People:
    """How many people a share of a survey is."""
    stands = markets.panel_stands(look.session, look.workspace, kept.id)
    return people_for(share, interval, market, kept.sample, stands)


def of_persona(look: Look, persona: Persona) -> People | None:
    """How many people a persona stands for; None where it is linked to no segment."""
    found = linked(look, persona.segment)
    if found is None:
        return None
    run, segment = found
    try:
        kept = surveys.any_survey(look.session, look.workspace, run.survey)
    except NotFound:
        return None
    scope = scope_of(look, persona.channel) if persona.private else ""
    known = markets.market_of(look.session, look.workspace, persona.product, scope)
    return of_share(look, kept, known.market if known else None, segment.share, segment.share_interval)
