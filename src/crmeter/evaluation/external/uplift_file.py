"""What something that was done for some customers of a file changed, compared with the others."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Uplift, money_uplift, uplift
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
    """

    treated: str
    treated_is: str
    happened: str
    happened_is: str
    strata: str | None = None
    money: str | None = None


@dataclass(frozen=True, slots=True)
class FileUplift:
    """How treated customers of a file differ from the others.

    Args:
        shares: of those who did.
        money: spend per customer; undefined where it says nothing, None where it was not asked.
        left_out: customers who were not counted.
    """

    shares: Uplift
    money: Uplift | Undefined | None
    left_out: tuple[LeftOut, ...]


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
        Misused: a column is not there, or nobody had the treatment by the word that was named.
        NotEnoughData: fewer than five customers with or without treatment can be compared.
    """
    words = [each for each in (told.treated, told.happened, told.strata) if each]
    found = read_columns(path, answers, words=words, numbers=[told.money] if told.money else [], work=work)
    said, outcome = found.words[told.treated], found.words[told.happened]
    is_known = _told(said) & _told(outcome)
    treated, happened = said[is_known] == told.treated_is, outcome[is_known] == told.happened_is
    if not treated.any():
        raise Misused("nobody_treated", _nobody(told, said))
    strata = None
    if told.strata:
        strata = np.array(["" if each is None else str(each) for each in found.words[told.strata][is_known]])
    left = LeftOut(
        "unknown",
        Text("khách không rõ được chăm sóc hay kết quả", "customers whose treatment or outcome is not known"),
        int((~is_known).sum()),
    )
    money: Uplift | Undefined | None = None
    if told.money:
        spent = found.numbers[told.money][is_known]
        priced = np.isfinite(spent)
        try:
            of = None if strata is None else strata[priced]
            money = money_uplift(spent[priced], treated[priced], of, level=level)
        except NotEnoughData as nothing:
            money = nothing.undefined
    return FileUplift(uplift(happened, treated, strata, level=level), money, (left,) if left.n else ())


def _told(words: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.array([each is not None for each in words], dtype=np.bool_)


def _nobody(told: TreatedFile, said: NDArray[np.object_]) -> Text:
    words = sorted({str(each) for each in said if each is not None})[:10]
    return Text(
        "không khách nào có {column} = {word}; ở đó có: {words}", "nobody has {column} = {word}; there are: {words}"
    ).fill(column=told.treated, word=told.treated_is, words=", ".join(words))
