"""What somebody asks of a value map; all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from crmeter.records.concept.values import read_amount
from crmeter.vocabulary import Text

DIAGONAL, BY_WEIGHT = "diagonal", "weights"
DERIVED, STATED, GIVEN = "derived", "stated", "given"
_LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class MapAsked:
    """What is asked.

    Args:
        source: of the map, such as `survey-3`; empty for the first.
        us: our product; empty for the first.
        against: the competitor; empty for the one that leads.
        of_set: the set of equivalent products; empty for the first.
        wave: empty for the newest.
        segment: of the customers who are asked; empty for all.
        line: `diagonal` or `weights`.
        price_weight: of price in percent, for the line by weights; None where it is not said, or wrong.
        price_weight_typed: as it stands in the field.
        price_weight_error: why it is wrong.
        weighing: `derived` from what respondents would buy, `stated` by them, or `given`.
        to: relative quality and price to which our point was drawn; None where it was not.
        asked: of the address, for what depends on the attributes.
    """

    source: str
    us: str
    against: str
    of_set: str
    wave: str
    segment: str
    line: str
    price_weight: float | None
    price_weight_typed: str
    price_weight_error: Text | None
    weighing: str
    to: tuple[float, float] | None
    asked: QueryDict

    @property
    def is_diagonal(self) -> bool:
        """Whether price and quality count the same."""
        return self.line == DIAGONAL

    def weights(self, attributes: tuple[str, ...]) -> Mapping[str, float]:
        """Return how much each attribute counts; 1 where nothing was typed, and for all where all are 0."""
        typed = {name: number(self.asked.get(f"weight-{place}", "")) for place, name in enumerate(attributes)}
        given = {name: 1.0 if value is None or value < 0 else value for name, value in typed.items()}
        return given if any(given.values()) else dict.fromkeys(attributes, 1.0)


def map_asked(asked: QueryDict) -> MapAsked:
    """Read what the address asks."""
    typed = asked.get("price-weight", "").strip()
    value = number(typed)
    is_good = value is not None and 0 < value < 100
    return MapAsked(
        asked.get("source", ""),
        asked.get("us", ""),
        asked.get("against", ""),
        asked.get("set", ""),
        asked.get("wave", ""),
        asked.get("segment", ""),
        BY_WEIGHT if asked.get("line") == BY_WEIGHT else DIAGONAL,
        value if is_good else None,
        typed,
        _BETWEEN if typed and not is_good else None,
        next((each for each in (STATED, GIVEN) if each == asked.get("weighing")), DERIVED),
        _drawn_to(asked),
        asked,
    )


def _drawn_to(asked: QueryDict) -> tuple[float, float] | None:
    quality, price = (number(asked.get(f"to-{axis}", "")) for axis in ("quality", "price"))
    return None if quality is None or price is None else (quality, price)


def number(typed: str) -> float | None:
    """Return what was typed as a number, or None where it is none, or larger than anything that is counted here."""
    try:
        found = float(read_amount(typed)) if typed.strip() else None
    except ValueError:
        return None
    return found if found is not None and abs(found) <= _LARGEST else None


_BETWEEN = Text("một số giữa 0 và 100", "a number between 0 and 100")
