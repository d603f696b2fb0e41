"""What something that was done for some customers of a file changed, compared with the others."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Uplift, money_uplift, uplift
from crmeter.estimators.retention.uplift_by_group import GroupUplift, uplift_by_group
from crmeter.evaluation.external.said_words import is_said, nobody_says, rows_that_say
from crmeter.vocabulary import LeftOut, Misused, NotEnoughData, Text, Undefined, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import read_columns


@dataclass(frozen=True, slots=True)
class TreatedFile:
    """Which columns of a file of customers tell what.

    Args:
        treated: the column that says who had the treatment.
        treated_is: what stands there of who had.
        happened: the column that says who did what was hoped for.
        happened_is: what stands there of who did.
        strata: the column of groups within which customers are alike; None for one.
        money: the column of what each spent; None where only shares are told.
        segments: the column of groups that are looked at one by one; None for none.
        control: what stands in the column `treated` of those who are compared with; None for all who had no treatment.
    """

    treated: str
    treated_is: str
    happened: str
    happened_is: str
    strata: str | None = None
    money: str | None = None
    control: str | None = None
    segments: str | None = None


@dataclass(frozen=True, slots=True)
class FileUplift:
    """How treated customers of a file differ from the others.

    Args:
        shares: of those who did.
        money: spend per customer; undefined where it says nothing, None where it was not asked.
        left_out: customers who were not counted.
        against: words of those who are compared with.
        by_segment: the same of each segment, where a column of them was named.
    """

    shares: Uplift
    money: Uplift | Undefined | None
    left_out: tuple[LeftOut, ...]
    against: tuple[str, ...] = ()
    by_segment: tuple[GroupUplift, ...] = ()


def uplift_of_file(
    path: Path, told: TreatedFile, answers: Answers, *, level: float = 0.8, work: Work | None = None
) -> FileUplift:
    """Compare those who had a treatment with those who had none.

    Args:
        path: the file, a row for each customer.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        level: of the intervals.
        work: told the progress.

    Raises:
        Misused: a column is not there, or nobody has a word that was named.
        NotEnoughData: fewer than five customers with or without treatment can be compared.
    """
    words = [each for each in (told.treated, told.happened, told.strata, told.segments) if each]
    found = read_columns(path, answers, words=words, numbers=[told.money] if told.money else [], work=work)
    said, outcome = found.words[told.treated], found.words[told.happened]
    is_known = is_said(said) & is_said(outcome)
    unknown = int((~is_known).sum())
    treated, happened = rows_that_say(said, told.treated_is), rows_that_say(outcome, told.happened_is)
    if not treated.any():
        raise nobody_says("nobody_treated", told.treated, told.treated_is, said)
    if not happened.any():
        raise nobody_says("nobody_did", told.happened, told.happened_is, outcome)
    elsewhere, against = _against(said, treated, told)
    is_known &= ~elsewhere
    treated, happened = treated[is_known], happened[is_known]
    strata = None
    if told.strata:
        strata = np.array(["" if each is None else str(each) for each in found.words[told.strata][is_known]])
    left = LeftOut(
        "unknown",
        Text("khách không rõ được chăm sóc hay kết quả", "customers whose treatment or outcome is not known"),
        unknown,
    )
    other = LeftOut("other_arm", _OTHER_ARM, int((elsewhere & is_said(outcome)).sum()))
    money: Uplift | Undefined | None = None
    if told.money:
        spent = found.numbers[told.money][is_known]
        priced = np.isfinite(spent)
        try:
            of = None if strata is None else strata[priced]
            money = money_uplift(spent[priced], treated[priced], of, level=level)
        except NotEnoughData as nothing:
            money = nothing.undefined
    by_segment: tuple[GroupUplift, ...] = ()
    if told.segments:
        named = found.words[told.segments][is_known]
        in_one = is_said(named)
        by_segment = uplift_by_group(happened[in_one], treated[in_one], named[in_one], level=level)
    left_out = tuple(each for each in (left, other) if each.n)
    return FileUplift(uplift(happened, treated, strata, level=level), money, left_out, against, by_segment)


def _against(
    said: NDArray[np.object_], treated: NDArray[np.bool_], told: TreatedFile
) -> tuple[NDArray[np.bool_], tuple[str, ...]]:
    """Return who is in neither group, and the words of the group that is compared with."""
    if told.control is None:
        return np.zeros(len(said), np.bool_), tuple(sorted({str(each) for each in said[~treated] if each is not None}))
    control = rows_that_say(said, told.control)
    if not control.any():
        raise nobody_says("nobody_control", told.treated, told.control, said)
    if (control & treated).any():
        raise Misused("same_group", _SAME_GROUP.fill(word=told.control))
    return ~(control | treated) & is_said(said), (told.control,)


_OTHER_ARM = Text("khách thuộc nhóm khác", "customers of other groups")
_SAME_GROUP = Text("{word} là cả hai nhóm được so sánh", "{word} is both of the groups that are compared")
