"""Answers on a declared scale, with the weight of each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.vocabulary import LeftOut, NotEnoughData, Text

NO_ANSWER = Text("không trả lời câu này", "did not answer this question")
NO_WEIGHT = Text("có trọng số bằng 0", "have a weight of zero")


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """The whole numbers that could be ticked, from `lowest` to `highest`."""

    lowest: int
    highest: int

    def __post_init__(self) -> None:
        if not self.lowest < self.highest:
            raise ValueError(f"a scale rises, it does not go from {self.lowest} to {self.highest}")

    @property
    def points(self) -> int:
        """How many answers there are to choose from."""
        return self.highest - self.lowest + 1


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What was answered, and how much each answer counts.

    Args:
        given: the answers, shape (n,).
        weights: positive, of mean 1, shape (n,).
        whose: which of m people gave it, 0 to m − 1, shape (n,).
        left_out: who was not counted, and why.
    """

    given: Floats
    weights: Floats
    whose: NDArray[np.intp]
    left_out: tuple[LeftOut, ...]

    @property
    def n(self) -> int:
        """How many answers count."""
        return len(self.given)

    @property
    def people(self) -> int:
        """How many people gave them."""
        return int(self.whose.max()) + 1

    @property
    def n_effective(self) -> float:
        """How many equally weighted answers would tell as much (Kish)."""
        return effective_size(self.weights)


def effective_size(weights: Floats) -> float:
    """Return Kish's effective sample size.

    Formula: (Σw)² / Σw². Source: Kish 1965, Survey Sampling.
    """
    return float(weights.sum() ** 2 / (weights**2).sum())


def read_answers(
    answers: ArrayLike, scale: AnswerScale, weights: ArrayLike | None = None, whose: ArrayLike | None = None
) -> Answers:
    """Take the answers that count.

    Args:
        answers: shape (n,); NaN where somebody left the question out. Codes for "blank" or "does not apply" must
            have been made NaN before: off the scale they are refused.
        scale: the answers that could be given.
        weights: one per answer, shape (n,), not negative; all count alike where there are none.
        whose: who gave each, in numbers or words, shape (n,); each somebody else where it is not told.

    Raises:
        ValueError: shapes differ, an answer is infinite, or a weight is negative or no number.
        NotEnoughData: an answer is not on the scale, or nobody answered.
    """
    given = np.asarray(answers, dtype=np.float64)
    counting = np.ones(given.shape) if weights is None else np.asarray(weights, dtype=np.float64)
    if given.ndim != 1 or given.shape != counting.shape:
        raise ValueError("answers and weights are one number each for each person")
    if not np.all(np.isfinite(counting) & (counting >= 0)):
        raise ValueError("weights are finite and not negative")
    if np.any(np.isinf(given)):
        raise ValueError("answers are finite, or NaN where there is none")
    is_answered = ~np.isnan(given)
    refuse_off_scale(given[is_answered], scale)
    counts = is_answered & (counting > 0)
    if not counts.any():
        raise NotEnoughData(
            "no_answers", Text("chưa có câu trả lời nào", "there is no answer"), Text("ít nhất một câu", "one answer")
        )
    people = np.arange(len(given)) if whose is None else np.asarray(whose)
    if people.shape != given.shape:
        raise ValueError("who gave an answer is told of each")
    kept, (_, codes) = counting[counts], np.unique(people[counts], return_inverse=True)
    # Answers that are all weighted 2.5 count like those that are all weighted 1, to the last digit.
    same = bool(np.all(kept == kept[0]))
    alike = np.ones(len(kept)) if same else kept / kept.mean()
    return Answers(given[counts], alike, codes, _left_out(is_answered, counts))


def refuse_off_scale(given: Floats, scale: AnswerScale) -> None:
    """Refuse answers that could not be ticked.

    Raises:
        NotEnoughData: an answer is not a whole number of the scale.
    """
    wrong = given[(given < scale.lowest) | (given > scale.highest) | (given != np.round(given))]
    if len(wrong):
        raise NotEnoughData(
            "off_scale",
            Text(
                "có câu trả lời {answer} nằm ngoài thang {low}–{high}",
                "the answer {answer} is off the scale {low}–{high}",
            ).fill(answer=float(wrong[0]), low=scale.lowest, high=scale.highest),
            Text("đúng thang điểm, mã để trống được bỏ ra", "the scale that was used, without codes for blank answers"),
        )


def _left_out(is_answered: Booleans, counts: Booleans) -> tuple[LeftOut, ...]:
    parts = (
        LeftOut("no_answer", NO_ANSWER, int((~is_answered).sum())),
        LeftOut("no_weight", NO_WEIGHT, int((is_answered & ~counts).sum())),
    )
    return tuple(part for part in parts if part.n)
