"""How long customers with a contract stay, by one model fitted to a file of contracts or of a cohort."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import KaplanMeier, ShiftedBetaGeometric, TimeUnit
from crmeter.evaluation.estimate import Estimated
from crmeter.evaluation.external.staying_study import StayingFile, read_stays
from crmeter.vocabulary import LeftOut, Misused, NotEnoughData, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import read_columns

ESTIMATORS = ("shifted_beta_geometric", "kaplan_meier")
_NOT_WHOLE = Text("số kỳ gia hạn phải là số nguyên không âm", "renewals are whole numbers, not negative")
_RISES = Text(
    "số khách còn lại phải là số không âm và không tăng từ kỳ này sang kỳ sau",
    "customers still there are numbers that are not negative and do not rise from one period to the next",
)


@dataclass(frozen=True, slots=True)
class CohortFile:
    """A file with a row for each period, the first being that in which a cohort came.

    Args:
        active: the column of how many of them were still there.
    """

    active: str


def estimate_contracts(
    name: str,
    path: Path,
    told: StayingFile | CohortFile,
    *,
    unit: TimeUnit,
    answers: Answers,
    work: Work | None = None,
) -> Estimated:
    """Fit one model to a file with a row for each contract, or for each period of one cohort.

    Args:
        name: `shifted_beta_geometric`, whose durations are renewals come to, or `kaplan_meier`.
        path: the file.
        told: what its columns are.
        unit: of the durations.
        answers: decimal mark and encoding of the file.
        work: told the progress.

    Raises:
        NotEnoughData: the contracts cannot carry the model.
        Misused: a column is not there, nobody left by the word that was named, or durations are no renewals.
    """
    if isinstance(told, CohortFile):
        durations, left, customers, left_out = _of_cohort(path, told, answers, work)
    else:
        durations, left, left_out = read_stays(path, told, answers, work)
        customers = np.ones(len(durations), dtype=np.int64)
    rows, reasons = len(durations), tuple((each.reason, each.n) for each in left_out)
    if name == "kaplan_meier":
        curve = KaplanMeier().fit(durations, left, customers)
        return Estimated(
            name, unit, None, curve.n_, rows, reasons, {}, {}, None, None, converged=None, diagnosis=None, curve=curve
        )
    if not np.all(durations == np.floor(durations)):
        raise Misused("not_whole", _NOT_WHOLE)
    fit = ShiftedBetaGeometric().fit_durations(durations, left, customers)
    return Estimated(
        estimator=name,
        unit=unit,
        observed_until=None,
        n=fit.n_,
        used=rows,
        left_out=reasons,
        params=fit.params_,
        standard_errors=fit.standard_errors_,
        loglik=fit.loglik_,
        aic=fit.aic_,
        converged=fit.converged_,
        diagnosis=fit.diagnosis_,
    )


def _of_cohort(
    path: Path, told: CohortFile, answers: Answers, work: Work | None
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64], tuple[LeftOut, ...]]:
    """Return at which renewal how many left, and how many made the last one."""
    there = read_columns(path, answers, numbers=[told.active], work=work).numbers[told.active]
    known = there[np.isfinite(there)]
    if len(known) < 2:
        raise NotEnoughData(
            "one_period",
            Text("chỉ có một kỳ, chưa thấy lần gia hạn nào", "there is one period, and so no renewal"),
            Text("ít nhất hai dòng", "at least two rows"),
        )
    lost = -np.diff(known)
    if known[-1] < 0 or (lost < 0).any() or (known != np.floor(known)).any():
        raise Misused("rises", _RISES)
    renewals = len(lost)
    counts = np.append(lost, known[-1]).astype(np.int64)
    durations = np.append(np.arange(1, renewals + 1), renewals).astype(np.float64)
    present = counts > 0
    empty = LeftOut("empty", Text("kỳ không ghi số khách", "periods without a number"), len(there) - len(known))
    return (
        durations[present],
        (np.arange(renewals + 1) < renewals)[present],
        counts[present],
        (empty,) if empty.n else (),
    )
