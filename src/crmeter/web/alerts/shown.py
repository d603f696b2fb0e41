"""Alerts and watches with the words of the page beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crmeter.evaluation.report.written import in_full
from crmeter.measures.catalogue import SUBJECTS, measures, subject_of
from crmeter.strategy.alerts.kinds import KINDS, SEVERE, SIDES, STATES
from crmeter.strategy.alerts.queries import AlertView, WatchView
from crmeter.vocabulary import Text, Unit
from crmeter.web.templatetags.figures import language

_AMBIGUOUS_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """An alert with the name of its measure, how it is watched, where it stands and whether it weighs more."""

    alert: AlertView
    title: Text
    kind: Text
    state: Text
    is_severe: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form of a watch."""

    measure: str
    kind: str
    side: str
    bound: str
    persistence: int
    owner: int


@dataclass(frozen=True, slots=True)
class ShownWatch:
    """A watch with the name of its measure, how it is watched, its bound, and what its form begins with."""

    watch: WatchView
    title: Text
    kind: Text
    side: Text | None
    bound: str
    typed: Typed
    is_share: bool


def shown_alerts(found: Sequence[AlertView]) -> list[ShownAlert]:
    """Return alerts as the page shows them."""
    return [
        ShownAlert(each, title_of(each.measure), KINDS[each.kind], STATES[each.state], each.kind in SEVERE)
        for each in found
    ]


def shown_watches(found: Sequence[WatchView]) -> list[ShownWatch]:
    """Return watches as the page shows them."""
    return [_shown(each) for each in found]


def title_of(name: str) -> Text:
    """Return the name of a measure; one that left the catalogue is called by its address."""
    found = measures().get(name)
    return Text.same(name) if found is None else found.title


def choices() -> Mapping[Text, Sequence[tuple[str, Text]]]:
    """Return the measures that are taken month by month, by name and title, under their subjects."""
    found: dict[Text, list[tuple[str, Text]]] = {}
    for measure in measures().values():
        if measure.over_time:
            found.setdefault(SUBJECTS[subject_of(measure.name)], []).append((measure.name, measure.title))
    return {
        subject: sorted(listed, key=lambda each: each[1].in_(language()).casefold())
        for subject, listed in found.items()
    }


def _shown(watch: WatchView) -> ShownWatch:
    measure = measures().get(watch.measure)
    is_share = measure is not None and measure.unit is Unit.SHARE
    bound = written = ""
    if watch.bound is not None:
        written = _typed(watch.bound * 100 if is_share else watch.bound)
        bound = written if measure is None else in_full(watch.bound, measure.unit, watch.currency, language())
    side = None if watch.side is None else SIDES[watch.side]
    typed = Typed(watch.measure, watch.kind, watch.side or "", written, watch.persistence, watch.owner_id)
    return ShownWatch(watch, title_of(watch.measure), KINDS[watch.kind], side, bound, typed, is_share)


def _typed(value: Decimal) -> str:
    """Write a number so that it is read as the same one: three decimals alone would be taken for thousands."""
    written = f"{value.normalize():f}"
    decimals = written.partition(".")[2]
    return f"{written}0" if len(decimals) == _AMBIGUOUS_DECIMALS else written
