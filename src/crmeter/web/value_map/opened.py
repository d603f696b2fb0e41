"""What a value map is drawn of, whether a survey or a table told it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from crmeter.vocabulary import LeftOut, Text

if TYPE_CHECKING:
    from crmeter.estimators.value_analysis.wished_region import WishedRegion
    from crmeter.evaluation.external.brand_choices import BrandChoices
    from crmeter.evaluation.external.product_values import Score
    from crmeter.evaluation.external.value_duel import Duel
    from crmeter.evaluation.external.value_overtaking import Overtaking
    from crmeter.evaluation.external.value_places import PlacedSet
    from crmeter.evaluation.external.value_study import ValueStudy


@dataclass(frozen=True, slots=True)
class Switched:
    """Who bought a brand last, and which brand they say comes next.

    Args:
        brand: bought last.
        n: how many.
        next: mean chance of each brand, in [0, 1].
    """

    brand: str
    n: int
    next: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A source, read and studied.

    Args:
        study: all its maps.
        placed: the map that is shown.
        us: our product.
        against: the competitor; None where the map has no other.
        words: what products and attributes are called now, by the key that answers say.
        n: respondents, or products.
        people: whether n counts respondents.
        price: what tells the price.
        weights: where the weights come from.
        price_weight: where the weight of the price comes from; None in a table, which says nothing of it.
        made_at: as of when.
        duels: us against the competitor.
        overtaking: what would bring us level; None without a competitor.
        wishes: where segments wish to be.
        path: our places in earlier waves.
        switching: by the brand bought last; empty where nobody told.
        brands: the columns of switching: the brands that are rated, then what nobody rates.
        left_out: what was not used, beside what the study left out.
        note: what is the matter with what was asked; None where nothing is.
        choices: for what-if; None where nobody chose.
        lacking: why there is no what-if.
        scale: of the ratings and of the price; None in a table.
        sets: of equivalent products that can be chosen.
        waves: that can be chosen.
        segments: of customers that can be chosen, with how many of them answered.
        segment: that is chosen; empty for all.
        scores: of a table of products.
    """

    study: "ValueStudy"
    placed: "PlacedSet"
    us: str
    against: str | None
    words: Mapping[str, Text]
    n: int
    people: bool
    price: Text
    weights: Text
    made_at: datetime
    duels: tuple["Duel", ...] = ()
    overtaking: "Overtaking | None" = None
    wishes: tuple["WishedRegion", ...] = ()
    path: tuple[tuple[float, float], ...] = ()
    switching: tuple[Switched, ...] = ()
    brands: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    note: Text | None = None
    choices: "BrandChoices | None" = None
    lacking: Text | None = None
    scale: tuple[tuple[float, float], tuple[float, float]] | None = None
    sets: tuple[str, ...] = field(default=())
    waves: tuple[str, ...] = field(default=())
    segments: tuple[tuple[str, int], ...] = ()
    segment: str = ""
    scores: tuple["Score", ...] = ()
    price_weight: Text | None = None

    def called(self, key: str) -> Text:
        """Return what a product or an attribute is called."""
        return self.words.get(key, Text.same(key))
