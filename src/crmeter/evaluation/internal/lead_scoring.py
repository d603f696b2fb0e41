"""Scores of leads learnt from those that had their time, and tried on later ones beside simple rules."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.outreach.lead_score import Kinds, LeadScore
from crmeter.estimators.outreach.ranking_check import RankingCheck, chance_after, ranking_check
from crmeter.evaluation.internal.lead_history import WEEK, Leads
from crmeter.vocabulary import NotEnoughData, Text

SCORE, BY_CHANNEL, NEWEST = "score", "by_channel", "newest"
# So many of the leads that had their time, the last ones, are kept back to try the score on; fewer where those before
# them are too few to learn from.
_KEPT_BACK = (0.3, 0.2, 0.1)
# Of so many leads not all convert by chance.
_ALL_OF = 20


@dataclass(frozen=True)
class Scored:
    """A score of leads, of the day on which they come (age 0) or of a week after it.

    Args:
        leads: all.
        age: at which they are scored, in days.
        days: within how many days of its creation a lead converts.
        fields: by which.
        model: learnt from all that had their time.
        telling: fields that are left out, for one of their values tells without fail who converts.
    """

    leads: Leads
    age: int
    days: int
    fields: tuple[str, ...]
    model: LeadScore
    telling: tuple[str, ...]

    @cached_property
    def known(self) -> Booleans:
        """Leads of which is known whether they convert after that age, in time."""
        return _known(self.leads, self.age, self.days)

    @cached_property
    def gone(self) -> Booleans:
        """Leads that had converted by that age and are none any more."""
        return _gone_by(self.leads, self.age)

    @cached_property
    def codes(self) -> Integers:
        """Of all leads."""
        return self.leads.coded(self.fields)

    def chances(self, rows: Booleans | Integers) -> tuple[Floats, Floats, Floats]:
        """Return the chance of some leads to convert in the time that they have left, with 80% bounds."""
        told = self.model.predict(self.codes[rows], 0.8)
        gone = self._gone(self.leads.age[rows])
        assert told.low is not None  # noqa: S101 - they are asked for
        assert told.high is not None  # noqa: S101 - they are asked for
        return chance_after(told.value, gone), chance_after(told.low, gone), chance_after(told.high, gone)

    def _gone(self, age: Integers) -> Floats:
        """Return the share of conversions after the age of scoring that have come by some later age."""
        took = np.sort(self.leads.converted[self.known & (self.leads.converted <= self.days)])
        return np.asarray(np.searchsorted(took, age, side="right") / max(1, len(took)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Tried:
    """A score tried on leads that came after those it had been learnt from.

    Args:
        checks: by way of putting leads in order.
        told: the chances of the later leads.
        came: whether they converted.
        learnt: leads that it had been learnt from.
    """

    checks: dict[str, RankingCheck]
    told: Floats
    came: Booleans
    learnt: int


def score_leads(leads: Leads, age: int, days: int) -> Scored:
    """Learn a score from all leads that had their time.

    Raises:
        NotEnoughData: too few of them, or nothing tells them apart.
    """
    found = leads.fields(with_contacts=age >= WEEK)
    known = _known(leads, age, days)
    telling = tuple(name for name in found if _tells(leads, name, known, days))
    fields = tuple(name for name in found if name not in telling)
    if not fields:
        raise NotEnoughData("leads_alike", _ALIKE, _NEEDS)
    return Scored(leads, age, days, fields, _learnt(leads, fields, known, days), telling)


def try_score(scored: Scored) -> Tried | None:
    """Learn from earlier leads what was known on the day when the later ones began to come, and foretell those.

    Returns:
        None where either part has too few who converted.
    """
    return next((found for share in _KEPT_BACK if (found := _tried(scored, share)) is not None), None)


def _tried(scored: Scored, kept_back: float) -> Tried | None:
    leads, known = scored.leads, scored.known
    first = int(np.quantile(leads.created[known], 1 - kept_back, method="higher"))
    later = known & (leads.created >= first)
    # What became of a lead is known only once it had its days.
    earlier = known & (leads.created + scored.days < first)
    try:
        model = _learnt(leads, scored.fields, earlier, scored.days)
    except NotEnoughData:
        return None
    came = leads.converted[later] <= scored.days
    orders = {
        SCORE: model.log_odds(scored.codes[later]),
        BY_CHANNEL: _rates(leads, earlier, scored.days)[leads.codes["channel"][later]],
        NEWEST: leads.created[later].astype(np.float64),
    }
    checks = {name: found for name, order in orders.items() if (found := ranking_check(order, came)) is not None}
    if len(checks) < len(orders):
        return None
    told = model.predict(scored.codes[later]).value
    return Tried(checks, np.asarray(told), np.asarray(came), int(earlier.sum()))


def _known(leads: Leads, age: int, days: int) -> Booleans:
    return np.asarray((leads.age >= days) & ~_gone_by(leads, age))


def _gone_by(leads: Leads, age: int) -> Booleans:
    return np.asarray(leads.converted <= age) if age else np.zeros(len(leads.key), np.bool_)


def _tells(leads: Leads, field: str, rows: Booleans, days: int) -> bool:
    """Return whether all leads of some value convert: what does so is mostly written down because they did."""
    codes, won = leads.codes[field][rows], leads.converted[rows] <= days
    n = np.bincount(codes)
    return bool(((n >= _ALL_OF) & (np.bincount(codes, won, len(n)) == n)).any())


def _learnt(leads: Leads, fields: tuple[str, ...], rows: Booleans, days: int) -> LeadScore:
    codes = leads.coded(fields)[rows]
    model = LeadScore([len(leads.values[name]) for name in fields])
    return model.fit(Kinds.of(codes, leads.converted[rows] <= days))


def _rates(leads: Leads, rows: Booleans, days: int) -> Floats:
    """Return the conversion of each channel; of one without a lead, that of all."""
    channel, won = leads.codes["channel"][rows], leads.converted[rows] <= days
    n = np.bincount(channel, minlength=len(leads.values["channel"]))
    of = np.bincount(channel, won, len(n))
    return np.asarray(np.where(n > 0, of / np.maximum(n, 1), won.mean()), dtype=np.float64)


_ALIKE = Text("mọi khách tiềm năng như nhau", "all leads are alike")
_NEEDS = Text("kênh, chiến dịch hoặc lần liên hệ của họ", "their channel, campaign or contacts")
