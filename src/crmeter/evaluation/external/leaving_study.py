"""Which customers with a contract are about to leave, what that costs, and why."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import LeavingLogit
from crmeter.evaluation.external.customer_features import CustomerFeatures, Feature, read_features
from crmeter.evaluation.external.said_words import ANYTHING, is_said, nobody_says, rows_that_say
from crmeter.evaluation.external.telling_columns import without_telling_columns
from crmeter.vocabulary import LeftOut, NotEnoughData, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import headers_of, read_columns

Floats = NDArray[np.float64]
_REASONS = 3


@dataclass(frozen=True, slots=True)
class LeavingFile:
    """Which columns of a file of customers tell what.

    Args:
        left: the column that says who left.
        left_is: what stands there of who did.
        customer: what a customer is called; None for the line of the file.
        value: money that is lost with a customer; None where only chances are told.
        features: columns that may go with leaving; None for all others that could be known before it.
    """

    left: str
    left_is: str
    customer: str | None = None
    value: str | None = None
    features: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What raises the chance that a customer leaves.

    Args:
        column: of the file.
        word: what stands there of the customer; None where nothing does.
        log_odds: by how much more than with the mean customer, all features of the column together.
    """

    column: str
    word: str | None
    log_odds: float


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A customer who is still there.

    Args:
        customer: what they are called.
        chance: that they leave.
        low: lower bound of it; None of somebody unlike all whom the model was fitted to.
        high: upper bound; likewise.
        value: money that goes with them, or None.
        expected_loss: chance × value, or None.
        reasons: the three strongest.
    """

    customer: str
    chance: float
    low: float | None
    high: float | None
    value: float | None
    expected_loss: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LeavingStudy:
    """A model of leaving with what it shows.

    Args:
        model: fitted.
        features: in the order of the model.
        at_risk: customers who are still there, by expected loss, else by chance.
        expected_loss: of all of them, money, or None.
        left_out: columns that are no features, and customers who were not counted.
    """

    model: LeavingLogit
    features: tuple[Feature, ...]
    at_risk: tuple[AtRisk, ...]
    expected_loss: float | None
    left_out: tuple[LeftOut, ...]


def study_leaving(
    path: Path, told: LeavingFile, answers: Answers, *, ridge: float | None = None, most: int = 100,
    work: Work | None = None,
) -> LeavingStudy:  # fmt: skip
    """Fit who leaves, and rank those who are still there.

    Args:
        path: the file, a row for each customer.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        ridge: see `LeavingLogit`.
        most: customers that are named.
        work: told the progress.

    Raises:
        Misused: a column is not there, or nobody left by the word that was named.
        NotEnoughData: too few left or stayed, or no column tells anything.
    """
    headers = headers_of(path, answers)
    apart = [each for each in (told.left, told.customer, told.value) if each]
    columns = told.features if told.features is not None else tuple(each for each in headers if each not in apart)
    beside = [each for each in (told.left, told.customer) if each]
    found = read_features(path, columns, beside, answers, work)
    said = found.told[told.left]
    left = rows_that_say(said, told.left_is)
    # Who says nothing of leaving is not known, but where anything said of it tells that they left.
    is_known = np.ones(len(said), np.bool_) if told.left_is == ANYTHING else is_said(said)
    if not left.any():
        raise nobody_says("nobody_left", told.left, told.left_is, said)
    if told.features is None:
        found = without_telling_columns(found, left, is_known)
    if not found.features:
        raise NotEnoughData("no_features", _NO_FEATURES, _NEEDS_FEATURES)
    model = LeavingLogit([each.name for each in found.features], ridge=ridge)
    model.fit(found.values[is_known], left[is_known])
    value = read_columns(path, answers, numbers=[told.value], work=work).numbers[told.value] if told.value else None
    there = np.flatnonzero(is_known & ~left)
    at_risk = _ranked(model, found, there, value, told.customer, most)
    loss = None
    if value is not None:
        chances = model.predict(found.values[there]).value
        loss = float(np.nansum(chances * value[there]))
    unknown = LeftOut(
        "unknown",
        Text("khách không rõ còn hay đã rời", "customers of whom it is not known whether they left"),
        int((~is_known).sum()),
    )
    valueless = LeftOut(
        "no_value",
        Text("khách không rõ giá trị, không tính vào thiệt hại", "customers without a value, not in the loss"),
        0 if value is None else int((~np.isfinite(value[there])).sum()),
    )
    counted = tuple(each for each in (unknown, valueless) if each.n)
    return LeavingStudy(model, found.features, at_risk, loss, (*found.left_out, *counted))


def _ranked(
    model: LeavingLogit,
    found: CustomerFeatures,
    there: NDArray[np.int64],
    value: Floats | None,
    customer: str | None,
    most: int,
) -> tuple[AtRisk, ...]:
    chances = model.predict(found.values[there])
    assert chances.low is not None  # noqa: S101 - they are asked for
    assert chances.high is not None  # noqa: S101 - they are asked for
    stake = chances.value if value is None else np.nan_to_num(chances.value * value[there])
    columns = tuple(dict.fromkeys(each.column for each in found.features))
    of = np.array([columns.index(each.column) for each in found.features])
    ranked = []
    for place in np.argsort(-stake, kind="stable")[:most]:
        row = int(there[place])
        named = found.told[customer][row] if customer else None
        worth = None if value is None or not np.isfinite(value[row]) else float(value[row])
        log_odds = np.bincount(of, model.reasons(found.values[row : row + 1])[0], len(columns))
        strongest = [int(each) for each in np.argsort(-log_odds)[:_REASONS] if log_odds[each] > 0]
        ranked.append(
            AtRisk(
                customer=f"#{row + 1}" if named is None else str(named),
                chance=float(chances.value[place]),
                low=_number(chances.low[place]),
                high=_number(chances.high[place]),
                value=worth,
                expected_loss=None if worth is None else worth * float(chances.value[place]),
                reasons=tuple(
                    Reason(columns[each], found.told[columns[each]][row], float(log_odds[each])) for each in strongest
                ),
            )
        )
    return tuple(ranked)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


_NO_FEATURES = Text("không cột nào khác nhau giữa các khách", "no column differs from customer to customer")
_NEEDS_FEATURES = Text("ít nhất một cột có thể cho biết ai sắp rời", "at least one column that may go with leaving")
