"""What the firm chose to stand out."""

from dataclasses import dataclass

from crmeter.strategy.headline.models import Headline


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """The choice, with the version to be named by a change; 0 where nobody has chosen."""

    version: int
    measures: tuple[str, ...]
    set_by: str


def chosen_headline() -> tuple[str, ...]:
    """Return the chosen measures, in order; empty where nobody chose."""
    found = Headline.objects.values_list("measures", flat=True).first()
    return tuple(found or ())


def headline_choice() -> HeadlineView:
    """Return the choice and who made it."""
    row = Headline.objects.select_related("set_by").first()
    return HeadlineView(0, (), "") if row is None else HeadlineView(row.version, tuple(row.measures), str(row.set_by))
