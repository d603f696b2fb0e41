"""Who is about to leave a contract, by what was known of those who stood where they stand now, and for which reasons.

What goes with leaving is learnt from a day in the past: customers whose contract went on on it, as they stood then,
and whether they had left after so many days. Learnt from how they stand now, those who left long ago would have
neither tickets nor orders of late, and their silence would pass for the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crmeter.estimators import LeavingLogit
from crmeter.estimators.arrays import Booleans, Floats
from crmeter.evaluation.external.contract_table import LATELY, NUMBERS, WORDS, Standing
from crmeter.vocabulary import NotEnoughData, Text, formats

HORIZONS = (90, 180, 365)
MOST_AT_RISK = 500
_REASONS = 3
# A word that fewer customers have is no feature of its own.
_FEWEST = 10
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Effect:
    """By how much the chance of leaving goes with something.

    Args:
        title: what it is.
        log_odds: with one standard deviation more of it; of a word, for those who have it.
        error: standard error of it; None where the data alone cannot tell it apart.
    """

    title: Text
    log_odds: float
    error: float | None


@dataclass(frozen=True, slots=True)
class ContractAtRisk:
    """A customer whose contract goes on.

    Args:
        key: of the customer.
        chance: that they have left after the time.
        low: lower bound of it; None where nobody like them was seen.
        high: upper bound.
        yearly: what their contracts bring in a year, or None.
        expected_loss: chance × that, or None.
        reasons: what raises the chance most.
    """

    key: int
    chance: float
    low: float | None
    high: float | None
    yearly: float | None
    expected_loss: float | None
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves within a time.

    Args:
        days: of the time.
        model: fitted, with its check by customers that a fit has not seen.
        effects: the strongest first.
        at_risk: by expected loss, else by chance; `MOST_AT_RISK` at most.
        expected_loss: of all whose contract goes on; None where no amount is known.
        without_amount: customers without one.
    """

    days: int
    model: LeavingLogit
    effects: tuple[Effect, ...]
    at_risk: tuple[ContractAtRisk, ...]
    expected_loss: float | None
    without_amount: int


@dataclass(frozen=True, slots=True)
class _Feature:
    """One column: a number, or whether a word is there."""

    name: str
    word: str | None
    filled_by: float = 0.0

    def of(self, standing: Standing) -> Floats:
        if self.word is not None:
            return np.array([each == self.word for each in standing.words[self.name]], dtype=np.float64)
        values = standing.numbers[self.name]
        scaled = np.log1p(values) if self.name == "monthly" else values
        return np.where(np.isfinite(scaled), scaled, self.filled_by)


def who_leaves(before: Standing, now: Standing, days: int, currency: str, level: float) -> Leaving:
    """Learn from the past who leaves, and rank those whose contract goes on now.

    Args:
        before: those of a day so many days ago, with who has left since.
        now: those of today.
        days: how long the time is.
        currency: of money.
        level: of intervals.

    Raises:
        NotEnoughData: fewer than ten left or stayed, or nothing tells customers apart.
    """
    features = _features(before)
    model = LeavingLogit([f"{each.name}={each.word}" if each.word else each.name for each in features])
    x = np.column_stack([each.of(before) for each in features]) if features else np.empty((len(before.left), 0))
    if not features and len(before.left):
        raise NotEnoughData(
            "no_differences",
            Text("mọi khách như nhau", "all customers are alike"),
            Text("những khách khác nhau", "customers who differ"),
        )
    model.fit(x, before.left)
    known = np.isfinite(now.yearly)
    x_now = np.column_stack([each.of(now) for each in features])
    chances = model.predict(x_now, level)
    return Leaving(
        days=days,
        model=model,
        effects=_effects(model, features, x),
        at_risk=_ranked(model, features, now, x_now, currency, level),
        expected_loss=float(chances.value[known] @ now.yearly[known]) if known.any() else None,
        without_amount=int((~known).sum()),
    )


def _features(before: Standing) -> tuple[_Feature, ...]:
    found = []
    for name in NUMBERS:
        feature = _Feature(name, None)
        values = np.log1p(before.numbers[name]) if name == "monthly" else before.numbers[name]
        known = values[np.isfinite(values)]
        if len(known) and known.min() < known.max():
            found.append(_Feature(feature.name, None, float(np.median(known))))
    for name in WORDS:
        said = [str(each) for each in before.words[name] if each is not None]
        words, counts = np.unique(said, return_counts=True) if said else (np.array([]), np.array([]))
        order = np.argsort(-counts, kind="stable")[:_MOST_WORDS]
        large = [str(words[each]) for each in order if _FEWEST <= counts[each] < len(before.left)]
        # Of two words that share all customers between them, one says all.
        found += [_Feature(name, word) for word in (large[1:] if sum(counts) == len(before.left) else large)]
    return tuple(found)


def _effects(model: LeavingLogit, features: Sequence[_Feature], x: Floats) -> tuple[Effect, ...]:
    per = np.array([1.0 if each.word else float(column.std()) for each, column in zip(features, x.T, strict=True)])
    errors = np.array(list(model.standard_errors_.values())) * per
    values = model.coefficients_ * per
    order = np.argsort(-np.abs(values), kind="stable")
    return tuple(Effect(_title(features[each]), float(values[each]), _known(errors[each])) for each in order)


def _ranked(
    model: LeavingLogit, features: Sequence[_Feature], now: Standing, x: Floats, currency: str, level: float
) -> tuple[ContractAtRisk, ...]:
    chances = model.predict(x, level)
    assert chances.low is not None  # noqa: S101 - they are asked for
    assert chances.high is not None  # noqa: S101 - they are asked for
    known: Booleans = np.isfinite(now.yearly)
    stake = np.where(known, chances.value * np.nan_to_num(now.yearly), 0.0) if known.any() else chances.value
    why = model.reasons(x)
    found = []
    for row in np.argsort(-stake, kind="stable")[:MOST_AT_RISK]:
        yearly = float(now.yearly[row]) if known[row] else None
        strongest = [int(each) for each in np.argsort(-why[row])[:_REASONS] if why[row][each] > 0]
        found.append(
            ContractAtRisk(
                key=int(now.key[row]),
                chance=float(chances.value[row]),
                low=_known(chances.low[row]),
                high=_known(chances.high[row]),
                yearly=yearly,
                expected_loss=None if yearly is None else yearly * float(chances.value[row]),
                reasons=tuple(_reason(features[each], now, int(row), currency) for each in strongest),
            )
        )
    return tuple(found)


def _known(value: np.float64) -> float | None:
    return float(value) if np.isfinite(value) else None


def _title(feature: _Feature) -> Text:
    title = _TITLES[feature.name]
    return (
        title
        if feature.word is None
        else Text("{what}: {word}", "{what}: {word}").fill(what=title, word=_said(feature))
    )


def _said(feature: _Feature) -> Text | str:
    return _PERIODS.get(feature.word or "", feature.word or "") if feature.name == "period" else feature.word or ""


def _reason(feature: _Feature, now: Standing, row: int, currency: str) -> Text:
    if feature.word is not None:
        said = now.words[feature.name][row]
        other = _Feature(feature.name, None if said is None else str(said))
        word = _said(other) or Text("không rõ", "not known")
        return Text("{what}: {word}", "{what}: {word}").fill(what=_TITLES[feature.name], word=word)
    value = float(now.numbers[feature.name][row])
    if not np.isfinite(value):
        return Text("{what}: không rõ", "{what}: not known").fill(what=_TITLES[feature.name])
    if feature.name == "monthly":
        amount = Text(formats.compact_money(value, currency, "vi"), formats.compact_money(value, currency, "en"))
        return Text("{amount} mỗi tháng", "{amount} a month").fill(amount=amount)
    return _COUNTED[feature.name].fill(n=round(value), days=LATELY)


_TITLES = {
    "tenure": Text("thời gian đã dùng", "time with us"),
    "contracts": Text("số hợp đồng", "contracts"),
    "monthly": Text("tiền mỗi tháng", "money a month"),
    "tickets": Text("phiếu hỗ trợ gần đây", "tickets of late"),
    "orders": Text("đơn hàng gần đây", "orders of late"),
    "touches": Text("lần tiếp xúc gần đây", "contacts of late"),
    "period": Text("kỳ", "period"),
    "segment": Text("phân khúc", "segment"),
    "region": Text("khu vực", "region"),
}
_PERIODS = {"month": Text("tháng", "month"), "quarter": Text("quý", "quarter"), "year": Text("năm", "year")}
_COUNTED = {
    "tenure": Text("số tháng đã dùng: {n}", "months with us: {n}"),
    "contracts": Text("số hợp đồng: {n}", "contracts: {n}"),
    "tickets": Text("phiếu hỗ trợ trong {days} ngày: {n}", "tickets in {days} days: {n}"),
    "orders": Text("đơn hàng trong {days} ngày: {n}", "orders in {days} days: {n}"),
    "touches": Text("lần tiếp xúc trong {days} ngày: {n}", "contacts in {days} days: {n}"),
}
