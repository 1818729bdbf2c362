"""The market as it is typed into a form: read whole, or refused field by field with one sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.errors import BadInput
from bot.personas.market.counts import parse_count, parse_exclusion
from bot.personas.market.market import Exclusion, Market, Reason

MOST_ROWS = 8
NAME_LIMIT, UNIT_LIMIT, SOURCE_LIMIT, AMOUNT_LIMIT = 120, 40, 300, 60
REASON_WORDS = {
    Reason.COMPETITOR: "Bound to a competitor",
    Reason.LANGUAGE: "Speak another language",
    Reason.REGION: "Live in another region",
    Reason.DISTRIBUTION: "No distribution there",
    Reason.OTHER: "Another reason",
}
NOTHING = "Write how many there are. If nobody knows, close the window: what is unknown stays unknown."
NO_AMOUNT = "How many does this take away? Write a number or a percentage."
FUTURE = "This date lies in the future."
NO_DATE = "Choose a date, or leave it out."
NO_PRODUCT = "Name the product this is the market of."


@dataclass(frozen=True)
class ExclusionRow:
    """One exclusion as it is typed: a reason, who it is in words, and how many."""

    reason: Reason = Reason.COMPETITOR
    name: str = ""
    amount: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.name.strip() or self.amount.strip())


@dataclass(frozen=True)
class MarketForm:
    """What stands in the form. `known_on` is an ISO date or empty; `product` its name."""

    product: str = ""
    tam: str = ""
    unit: str = ""
    source: str = ""
    known_on: str = ""
    rows: tuple[ExclusionRow, ...] = ()

    def problems(self, today: date) -> dict[str, str]:
        """field → one sentence; fields of row i are `name:i` and `amount:i`. Nothing where it can be taken."""
        return self._read(today)[1]

    def market(self, today: date) -> Market:
        """The market. Raises BadInput with the first problem."""
        market, problems = self._read(today)
        if market is None:
            field, sentence = next(iter(problems.items()))
            raise BadInput(sentence, field)
        return market

    def _read(self, today: date) -> tuple[Market | None, dict[str, str]]:
        problems: dict[str, str] = {}
        if not self.product.strip():
            problems["product"] = NO_PRODUCT
        filled = [(place, row) for place, row in enumerate(self.rows) if not row.is_empty]
        tam = None
        if self.tam.strip():
            try:
                tam = parse_count(self.tam)
            except BadInput as error:
                problems["tam"] = error.sentence
        elif not filled:
            problems["tam"] = NOTHING
        known_on = None
        if self.known_on:
            try:
                known_on = date.fromisoformat(self.known_on)
            except ValueError:
                problems["known_on"] = NO_DATE
            if known_on is not None and known_on > today:
                problems["known_on"] = FUTURE
        market = None
        if "tam" not in problems:
            market = self._with_exclusions(tam, known_on, filled, problems)
        return (None if problems else market), problems

    def _with_exclusions(
        self,
        tam: float | None,
        known_on: date | None,
        filled: list[tuple[int, ExclusionRow]],
        problems: dict[str, str],
    ) -> Market | None:
        """The market with one exclusion after the other, so that a refusal stands beside the one that is too much."""
        unit = " ".join(self.unit.split())[:UNIT_LIMIT] or "people"
        source = " ".join(self.source.split())[:SOURCE_LIMIT]
        taken: list[Exclusion] = []
        market = None
        try:
            market = Market(tam, unit, source, known_on)
        except BadInput as error:
            problems["tam"] = error.sentence
        for place, row in filled:
            field = f"amount:{place}"
            if not row.amount.strip():
                problems[field] = NO_AMOUNT
                continue
            name = " ".join(row.name.split())[:NAME_LIMIT] or REASON_WORDS[row.reason]
            try:
                exclusion = parse_exclusion(name, row.amount, row.reason)
                market = Market(tam, unit, source, known_on, (*taken, exclusion))
                taken.append(exclusion)
            except BadInput as error:
                problems[field] = error.sentence
        return market


def form_of(market: Market | None, product: str) -> MarketForm:
    """The form as it stands when it is opened."""
    if market is None:
        return MarketForm(product=product, unit="people")
    return MarketForm(
        product,
        "" if market.tam is None else amount_words(market.tam),
        market.unit,
        market.source,
        market.known_on.isoformat() if market.known_on else "",
        tuple(
            ExclusionRow(e.reason, "" if e.name == REASON_WORDS[e.reason] else e.name, exclusion_amount(e))
            for e in market.exclusions
        ),
    )


def amount_words(number: float) -> str:
    """A count as it can be typed again without losing anything: "1,200,000"."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def exclusion_amount(exclusion: Exclusion) -> str:
    """What an exclusion takes away, as it can be typed again: "30 %", "120,000"."""
    if exclusion.share is not None:
        return f"{100 * exclusion.share:.10f}".rstrip("0").rstrip(".") + " %"
    return amount_words(exclusion.count or 0.0)
