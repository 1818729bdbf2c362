"""How many people a segment is: SAM × share, where the market is known and the sample stands for it."""

from __future__ import annotations

from bot.errors import NotFound
from bot.nouns import Persona
from bot.personas.market import Market, People, Surveyed, people_for
from bot.survey.kept import KeptSurvey, Sample
from handlers.use_cases.work import Look
from storage import market as markets
from storage import surveys, workshops


def scope_of(look: Look, channel: str | None) -> str:
    """Whose market is meant in a channel: a private channel's own, else everybody's (the empty scope)."""
    if not channel or channel[:1] not in ("C", "G"):
        return ""
    return channel if workshops.is_private(look.session, look.workspace, channel) else ""


def surveyed_of(sample: Sample | None) -> Surveyed | None:
    """Who was surveyed, as the market's rules name it."""
    return None if sample is None else Surveyed(sample.value)


def market_of_survey(look: Look, kept: KeptSurvey) -> Market | None:
    """The market a survey's channel is about: that of its product, or of the only product there is a market of."""
    product = workshops.product_of(look.session, look.workspace, kept.channel)
    if product is None:
        every = workshops.products(look.session, look.workspace)
        product = every[0] if len(every) == 1 else None
    if product is None:
        return None
    found = markets.market_of(look.session, look.workspace, product[0], scope_of(look, kept.channel))
    return found.market if found else None


def of_share(
    look: Look, kept: KeptSurvey, market: Market | None, share: float, interval: tuple[float, float]
) -> People:
    """How many people a share of a survey is."""
    stands = markets.panel_stands(look.session, look.workspace, kept.id)
    return people_for(share, interval, market, surveyed_of(kept.sample), stands)


def of_persona(look: Look, persona: Persona) -> People | None:
    """How many people a persona stands for; None where it is linked to no segment."""
    run_id, _, number = (persona.segment or "").partition(":")
    if not number.isdigit():
        return None
    try:
        run = surveys.get_run(look.session, look.workspace, run_id)
        segment = run.segment(int(number))
        kept = surveys.any_survey(look.session, look.workspace, run.survey)
    except NotFound:
        return None
    scope = scope_of(look, persona.channel) if persona.private else ""
    found = markets.market_of(look.session, look.workspace, persona.product, scope)
    return of_share(look, kept, found.market if found else None, segment.share, segment.share_interval)
