"""What people talk about: sentences grouped by meaning, counted by item, named by people's own most typical words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import BadInput
from bot.evidence.feedback.reading import Feedback
from bot.evidence.feedback.trend import Trend, months_of, trend_test
from bot.evidence.interviews.quotes import NEEDS, PAINS, Quote, QuoteMatch, match_quotes, sentences
from bot.nouns import Evidence, EvidenceKind, Line, Verdict
from bot.phrases import interval_words
from bot.survey.testing import shares
from bot.survey.testing.wording import STOP, Encode, Similar, stem, word_set, words

LEAST_ITEMS = 5  # a theme; fewer are never shown in numbers
MOST_SENTENCES = 6_000
MOST_MEANT = 1_200  # sentences where meaning is compared, which takes a hundredth of a second each
SAMPLE = 1_500  # sentences that the groups are made from; all others join the nearest
NEAR_MEANING = 0.42  # cosine from which two sentences of the encoder belong together (average linkage)
NEAR_WORDS = 0.18
CLOSE = 0.9  # a member is about √near from its group's middle; a little less still belongs
MOST_THEMES = 25
ERROR = 0.05  # chance that any trend is told as rising or falling that is none
_DULL = word_set("app product thing things lot really get got use used using one would could also even just")


@dataclass(frozen=True)
class Theme:
    """What several people say. `name`: their most typical words; `share` of all items with 95 % interval.

    `facet`: pains or needs, the facet of the line it may become; `rating`: mean of its items with interval, None where
    unrated; `others_rating`: mean of the rest. `quotes`: the most typical sentences.
    """

    name: str
    facet: str
    count: int
    of: int
    share: float
    low: float
    high: float
    quotes: tuple[str, ...]
    trend: Trend
    rating: float | None = None
    rating_low: float | None = None
    rating_high: float | None = None
    others_rating: float | None = None

    def evidence(self, source: str) -> Evidence:
        """As a line keeps it. Who writes a review chooses to, so a count gives no verdict on its own."""
        text = f"{self.count} of {self.of} mention it ({interval_words(self.low, self.high)})"
        if self.trend.direction in ("rising", "falling"):
            text += f", {self.trend.direction}"
        return Evidence(
            source,
            Verdict.UNTESTED,
            text,
            self.share,
            self.low,
            self.high,
            self.count,
            self.of,
            kind=EvidenceKind.FEEDBACK,
        )

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**plain, "quotes": list(self.quotes), "trend": self.trend.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Theme:
        """From what `to_json` gave."""
        return cls(**{**data, "quotes": tuple(data["quotes"]), "trend": Trend.from_json(data["trend"])})


def find_themes(feedback: Feedback, encode: Encode | None = None, seed: int = 0) -> tuple[Theme, ...]:
    """The themes of a feedback file, the most frequent first.

    `encode`: texts to unit vectors (n, width); without it words decide (TF-IDF and its main directions, Deerwester et
    al. 1990). Groups by average linkage on cosines, cut where sentences no longer mean the same. An item counts for every
    theme that one of its sentences is in. Empty where no theme reaches LEAST_ITEMS items. The seed fixes the sample.
    """
    texts, owners = _sentences(feedback, seed, MOST_SENTENCES if encode is None else MOST_MEANT)
    if len(set(owners)) < LEAST_ITEMS:
        return ()
    # What many wrote word for word is one sentence for the grouping, and many for the count.
    unique = {text.casefold(): place for place, text in reversed(list(enumerate(texts)))}
    row = {key: place for place, key in enumerate(unique)}
    rows = np.array([row[text.casefold()] for text in texts])
    vectors, near = _vectors([texts[place] for place in unique.values()], encode, seed)
    groups = _groups(vectors, near, seed)[rows]
    vectors = vectors[rows]
    total = len(set(owners))
    items = [feedback.items[owner] for owner in sorted(set(owners))]
    place_of = {owner: place for place, owner in enumerate(sorted(set(owners)))}
    owner_places = np.array([place_of[owner] for owner in owners])
    least = max(LEAST_ITEMS, math.ceil(0.01 * total))
    spread = Counter(token for text in texts for token in set(_tokens(text)))
    themes: list[Theme] = []
    named: set[str] = set()
    for group in range(int(groups.max(initial=-1)) + 1):
        members = np.flatnonzero(groups == group)
        present = np.zeros(total, dtype=bool)
        present[owner_places[members]] = True
        count = int(present.sum())
        if count < least or count == 0:
            continue
        chosen = [texts[place] for place in members]
        name = _name(chosen, spread, len(texts))
        if not name or name in named:
            continue
        named.add(name)
        low, high = shares.wilson(count, total)
        months = months_of([item.on for item in items], list(present))
        slope, p_value = trend_test(months)
        theme = Theme(
            name=name,
            facet=_facet(
                chosen, [item.rating for item, here in zip(items, present, strict=True) if here], feedback
            ),
            count=count,
            of=total,
            share=count / total,
            low=float(low),
            high=float(high),
            quotes=_typical(chosen, vectors[members]),
            trend=Trend(months, slope, p_value, "unknown"),
        )
        themes.append(_rated(theme, items, present))
    themes.sort(key=lambda theme: (-theme.count, theme.name))
    return _with_directions(themes[:MOST_THEMES])


def _sentences(feedback: Feedback, seed: int, most: int) -> tuple[list[str], list[int]]:
    """Sentences that say something and the items they belong to; of very many items a seeded sample.

    What is written word for word the same again costs nothing, so only different sentences count towards `most`.
    """
    order = np.arange(len(feedback.items))
    np.random.default_rng(seed).shuffle(order)
    texts: list[str] = []
    owners: list[int] = []
    different: set[str] = set()
    for place in order:
        if len(different) >= most or len(texts) >= MOST_SENTENCES:
            break
        for sentence in sentences(feedback.items[int(place)].text):
            if _tokens(sentence):
                texts.append(sentence)
                owners.append(int(place))
                different.add(sentence.casefold())
    return texts, owners


def _tokens(text: str) -> list[str]:
    return [
        word
        for word in words(text)
        if word not in STOP and word not in _DULL and len(word) > 2 and not word.isdigit()
        and word not in {"name", "number", "link", "e-mail", "participant"}
    ]  # fmt: skip


def _vectors(texts: list[str], encode: Encode | None, seed: int) -> tuple[npt.NDArray[np.float64], float]:
    """Unit vectors of the sentences and how near is near."""
    if encode is not None:
        return np.asarray(encode(texts), dtype=float), NEAR_MEANING
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    weigh = TfidfVectorizer(
        analyzer=lambda text: [stem(token) for token in _tokens(text)], sublinear_tf=True, min_df=2
    )
    try:
        table = weigh.fit_transform(texts)
    except ValueError:  # no word comes twice
        return np.zeros((len(texts), 1)), NEAR_WORDS
    width = min(40, table.shape[1] - 1, table.shape[0] - 1)
    vectors = TruncatedSVD(width, random_state=seed).fit_transform(table) if width >= 2 else table.toarray()
    return np.asarray(_unit(np.asarray(vectors, dtype=float))), NEAR_WORDS


def _unit(vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 1e-9))


def _groups(vectors: npt.NDArray[np.float64], near: float, seed: int) -> npt.NDArray[np.intp]:
    """The group of each sentence, -1 for none; shape (sentences,)."""
    found = np.full(len(vectors), -1, dtype=np.intp)
    alive = np.flatnonzero(np.linalg.norm(vectors, axis=1) > 1e-9)
    if len(alive) < 2:
        return found
    sample = alive
    if len(alive) > SAMPLE:
        sample = np.sort(np.random.default_rng(seed).choice(alive, SAMPLE, replace=False))

    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import pdist

    tree = linkage(np.clip(pdist(vectors[sample], "cosine"), 0, 2), "average")
    labels = fcluster(tree, 1 - near, "distance") - 1
    sizes = np.bincount(labels)
    kept = np.flatnonzero(sizes >= max(3, len(sample) // 300))
    if len(kept) == 0:
        return found
    centres = _unit(np.array([vectors[sample][labels == label].mean(axis=0) for label in kept]))
    alike = vectors[alive] @ centres.T
    best = alike.argmax(axis=1)
    inside = alike[np.arange(len(alive)), best] >= CLOSE * math.sqrt(near)
    found[alive[inside]] = best[inside]
    return found


def _name(chosen: Sequence[str], spread: Mapping[str, int], total: int) -> str:
    """Up to three words, as people write them, that are frequent here and rarer elsewhere."""
    by_stem: dict[str, Counter[str]] = {}
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for token, count in spread.items():
        outside[stem(token)] += count
    for text in chosen:
        for token in set(_tokens(text)):
            by_stem.setdefault(stem(token), Counter())[token] += 1
        inside.update({stem(token) for token in _tokens(text)})
    scores = {
        root: count / len(chosen) * math.log((total + 1) / (outside[root] + 1) + 1)
        for root, count in inside.items()
        if count >= max(2, 0.12 * len(chosen))
    }
    best = sorted(scores, key=lambda root: (-scores[root], root))[:3]
    return ", ".join(min(by_stem[root], key=lambda word: (-by_stem[root][word], word)) for root in best)


def _typical(chosen: Sequence[str], vectors: npt.NDArray[np.float64], most: int = 3) -> tuple[str, ...]:
    """The sentences nearest to the middle of the group, of a length one can quote, each once."""
    middle = _unit(vectors.mean(axis=0, keepdims=True))[0]
    near = vectors @ middle
    quotable = np.array([4 <= len(text.split()) <= 40 for text in chosen])
    order = np.lexsort((-near, ~quotable))
    unique: dict[str, str] = {}
    for place in order:
        unique.setdefault(chosen[place].casefold().strip(" .!"), chosen[place])
    return tuple(unique.values())[:most]


def _facet(chosen: Sequence[str], ratings: Sequence[float | None], feedback: Feedback) -> str:
    pains = sum(bool(PAINS.search(text)) for text in chosen)
    needs = sum(bool(NEEDS.search(text)) for text in chosen)
    given = [rating for rating in ratings if rating is not None]
    low = False
    if given and feedback.rating_range:
        least, most = feedback.rating_range
        low = sum(given) / len(given) < (least + most) / 2
    return (
        "pains"
        if pains > needs or (low and pains == needs) or (low and needs < 0.2 * len(chosen))
        else "needs"
    )


def _rated(theme: Theme, items: Sequence[Any], present: npt.NDArray[np.bool_]) -> Theme:
    """With the mean rating of its items, Student's interval, and the mean of the others."""
    mine = np.array(
        [i.rating for i, here in zip(items, present, strict=True) if here and i.rating is not None]
    )
    rest = np.array(
        [i.rating for i, here in zip(items, present, strict=True) if not here and i.rating is not None]
    )
    if len(mine) < LEAST_ITEMS:
        return theme
    from scipy.stats import t

    mean, half = (
        float(mine.mean()),
        float(t.ppf(0.975, len(mine) - 1) * mine.std(ddof=1) / math.sqrt(len(mine))),
    )
    others = float(rest.mean()) if len(rest) >= LEAST_ITEMS else None
    return replace(theme, rating=mean, rating_low=mean - half, rating_high=mean + half, others_rating=others)


def _with_directions(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """Trends told as rising or falling only where they hold after Holm over all themes."""
    p_values = [np.nan if theme.trend.p_value is None else theme.trend.p_value for theme in themes]
    made = []
    for theme, adjusted in zip(themes, shares.holm(p_values), strict=True):
        trend = theme.trend
        if trend.p_value is not None and trend.slope is not None:
            sure = "rising" if trend.slope > 0 else "falling"
            trend = replace(trend, p_value=float(adjusted), direction=sure if adjusted < ERROR else "steady")
        made.append(replace(theme, trend=trend))
    return tuple(made)


@dataclass(frozen=True)
class ThemeMatch:
    """A theme that speaks for (or against) a line, and the quote that says so; a person confirms."""

    theme: str
    line: str
    against: bool
    probability: float
    quote: str


def match_themes(
    themes: Sequence[Theme], lines: Sequence[Line], similar: Similar | None = None
) -> tuple[ThemeMatch, ...]:
    """Which themes speak to which lines, by their typical quotes; best first, each pair once."""
    quotes = [Quote(theme.name, text, place) for place, theme in enumerate(themes) for text in theme.quotes]
    best: dict[tuple[str, str], QuoteMatch] = {}
    for match in match_quotes(quotes, lines, similar):
        best.setdefault((match.quote.speaker, match.line), match)
    return tuple(
        ThemeMatch(theme, line, match.against, match.probability, match.quote.text)
        for (theme, line), match in best.items()
    )


def require_themes(themes: Sequence[Theme]) -> Sequence[Theme]:
    """The themes, or BadInput with one sentence where there are none."""
    if not themes:
        raise BadInput(f"No theme comes up in at least {LEAST_ITEMS} of these texts.")
    return themes
