"""The market of a product: said in a window, kept with every version, shown with its funnel."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from bot.counts import count_words
from bot.errors import BadInput, NotFound, OutOfDate
from bot.nouns import Persona
from bot.personas.market.form import NO_PRODUCT, MarketForm, form_of
from bot.personas.market.market import Market
from bot.personas.market.messages import (
    MarketHistory,
    MarketShown,
    MarketVersion,
    PersonaPeople,
    in_short,
    steps_in_words,
)
from bot.pictures.charts.style import Chart
from handlers.use_cases import how_many
from handlers.use_cases.conversations import is_channel
from handlers.use_cases.origin import Origin
from handlers.use_cases.work import Look, Target, Work, acting
from storage import market as markets
from storage import personas, workshops
from storage.market import KeptMarket

GONE = "The market of that product is not there any more, or you cannot see it."
ELSEWHERE = "Share it from a channel: type `/persona market` there and press Share."
ONLY_THERE = "This market was said in a private channel, so it can only be shared there."
VERSIONS_SHOWN = 20
PERSONAS_SHOWN = 10
_one_at_a_time = threading.Lock()  # the drawing library measures text with things that threads would share


@dataclass(frozen=True)
class Here:
    """What `/persona market` finds in a place: the product, if it is clear which, and its market, if it is known."""

    product: str = ""
    name: str = ""
    kept: KeptMarket | None = None

    def form(self) -> MarketForm:
        """The form as it stands when it is opened."""
        return form_of(self.kept.market if self.kept else None, self.name)


def here(look: Look, channel: str | None, named: str = "") -> Here:
    """The product that is meant: the one named, else the channel's, else the only one in sight."""
    seen = _products(look, channel)
    wanted = " ".join(named.split()).casefold()
    if wanted:
        found = [product for product in seen if product[1].casefold() == wanted]
        if not found:
            return Here(name=" ".join(named.split()))
        product = found[0]
    else:
        known = workshops.product_of(look.session, look.workspace, channel or "")
        if known is None and len(seen) != 1:
            return Here()
        product = known or seen[0]
    kept = markets.market_of(look.session, look.workspace, product[0], how_many.scope_of(look, channel))
    return Here(*product, kept)


def to_edit(look: Look, product: str, channel: str | None) -> Here:
    """The market that Edit was pressed on, as it is by now. Raises NotFound."""
    kept = _in_sight(look, product, channel)
    name = markets.product_name(look.session, look.workspace, product)
    return Here(product, name or "", kept)


def draw(market: Market, name: str) -> Chart:
    """The funnel. Takes a second: call it before a transaction is open."""
    from bot.personas.market.chart import chart_of

    with _one_at_a_time:
        return chart_of(market, f"The market of {name}")


def keep(
    work: Work, product: str, name: str, market: Market, chart: Chart, channel: str | None, origin: Origin
) -> None:
    """The window was saved: a further version, shown to whoever said it."""
    if not product:
        product = _product_named(work, name, channel)
    elif product not in {key for key, _ in _products(work, channel)}:
        raise NotFound(GONE)
    scope = how_many.scope_of(work, channel)
    before = markets.market_of(work.session, work.workspace, product, scope)
    if before is not None and before.market == market:
        origin.tell(work, "That is what was known already. Nothing was changed.")
        return
    kept = markets.keep_market(work.session, work.workspace, product, scope, market, acting(work), work.now)
    where = channel if channel is not None and is_channel(channel) else acting(work)
    upload = Target.file(
        where, "market.png", chart.png, "Market", chart.alt[:1000], handle=_chart_handle(kept), share=False
    )
    work.say(None, replace(upload, lane=origin.target(acting(work)).lane))  # before the answer that shows it
    origin.answer(work, _shown(work, kept, channel, alt=chart.alt))


def show(work: Work, product: str, origin: Origin) -> None:
    """The market as it is known, for the one who asks."""
    kept = _in_sight(work, product, origin.channel)
    origin.answer(work, _shown(work, kept, origin.channel))


def share(work: Work, product: str, channel: str) -> None:
    """Posts the market for everybody in a channel, with the personas everybody there may see."""
    if not is_channel(channel):
        raise OutOfDate(ELSEWHERE)
    kept = _in_sight(work, product, channel)
    if kept.scope and kept.scope != channel:
        raise NotFound(ONLY_THERE)
    shown = _shown(work, kept, channel, for_all=True)
    work.share(shown, channel)


def show_history(work: Work, product: str, origin: Origin) -> None:
    """Every version, newest first, for the one who asks."""
    kept = _in_sight(work, product, origin.channel)
    versions = markets.history_of(work.session, work.workspace, product, kept.scope)
    rows = tuple(MarketVersion(one.person, one.at, in_short(one.market)) for one in versions[:VERSIONS_SHOWN])
    name = markets.product_name(work.session, work.workspace, product) or ""
    origin.answer(work, MarketHistory(name, rows, max(0, len(versions) - len(rows))))


def _shown(
    look: Look, kept: KeptMarket, channel: str | None, for_all: bool = False, alt: str = ""
) -> MarketShown:
    market = kept.market
    sam = market.sam
    reader = "" if for_all else acting(look)
    seen = personas.visible_personas(look.session, look.workspace, reader, channel, kept.product)
    name = markets.product_name(look.session, look.workspace, kept.product) or ""
    return MarketShown(
        product=kept.product,
        name=name,
        tam="" if market.tam is None else count_words(market.tam),
        sam="" if sam is None else count_words(sam),
        unit=market.unit,
        source=market.source,
        known_on=f"{market.known_on:%d %b %Y}" if market.known_on else "",
        steps=steps_in_words(market),
        by=kept.person,
        at=kept.at,
        versions=kept.number,
        chart=_chart_handle(kept),
        alt=alt or _alt(market, name),
        people=_people(look, seen),
        only_here=bool(kept.scope),
        shareable=not for_all,
    )


def _people(look: Look, seen: tuple[Persona, ...]) -> tuple[PersonaPeople, ...]:
    """How many people each linked persona stands for."""
    found = []
    for persona in sorted(seen, key=lambda one: one.title.casefold()):
        if not persona.active or persona.segment is None:
            continue
        counted = how_many.of_persona(look, persona)
        if counted is not None:
            found.append(PersonaPeople(persona.title, counted.why))
    return tuple(found[:PERSONAS_SHOWN])


def _alt(market: Market, name: str) -> str:
    """What the funnel shows, without drawing it again."""
    reasons = "; ".join(f"minus {count_words(step.taken)}, {step.name}" for step in market.steps()[1:])
    if market.tam is None or market.sam is None:
        return f"The market of {name}. Its size is not known yet."
    words = f"The market of {name}. Of {count_words(market.tam)} {market.unit} in all, "
    words += f"{count_words(market.sam)} can be served"
    return f"{words}: {reasons}." if reasons else f"{words}."


def _in_sight(look: Look, product: str, channel: str | None) -> KeptMarket:
    """The market of a product somebody may see. Raises NotFound."""
    if product not in {key for key, _ in _products(look, channel)}:
        raise NotFound(GONE)
    scope = how_many.scope_of(look, channel)
    kept = markets.market_of(look.session, look.workspace, product, scope)
    if kept is None:
        raise NotFound(GONE)
    return kept


def _products(look: Look, channel: str | None) -> tuple[tuple[str, str], ...]:
    """(id, name) of the products the person may know of: those of public channels, of this channel, of the personas
    in sight, and those whose market they said something of."""
    person = acting(look)
    ids = set(markets.products_of_channels(look.session, look.workspace, channel))
    ids |= set(markets.products_said_by(look.session, look.workspace, person))
    seen = personas.visible_personas(look.session, look.workspace, person, channel)
    ids |= {persona.product for persona in seen}
    return tuple(product for product in workshops.products(look.session, look.workspace) if product[0] in ids)


def _product_named(work: Work, name: str, channel: str | None) -> str:
    """The product of this name, made where it is new; the channel is about it from now on, if about none yet."""
    words = " ".join(name.split())
    if not words:
        raise BadInput(NO_PRODUCT, "product")
    product = workshops.keep_product(work.session, work.workspace, "", words, work.new_id())
    is_new = channel is not None and is_channel(channel)
    if is_new and workshops.product_of(work.session, work.workspace, str(channel)) is None:
        workshops.keep_channel(work.session, work.workspace, str(channel), product=product)
    return product


def _chart_handle(kept: KeptMarket) -> str:
    return f"market:{kept.product}:{kept.scope}:{kept.number}"
