"""Which of several brands somebody chooses, by what they think of each and which they chose last."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.choice.choice_data import ChoiceData
from crmeter.estimators.choice.logit_likelihood import evaluated, probabilities, scores
from crmeter.vocabulary import NotEnoughData, Text

# Beyond this ratio of the longest to the shortest axis of the drivers, single coefficients say little (Belsley, Kuh &
# Welsch 1980, chapter 3).
COLLINEAR = 30.0
_MOST_STEPS = 50
_CLOSE = 1e-8
# Of samples drawn anew; the last step leaves about the square of it.
_CLOSE_ENOUGH = 1e-4
# A coefficient, or its error, this large in standard deviations means that choices are foretold without fail.
_RUNAWAY = 25.0
_NO_OPTIMUM = Text("ước lượng không hội tụ", "the fit did not converge")


class MultinomialLogit:
    """The multinomial logit with attributes of alternatives (McFadden's conditional logit), fitted by Newton's method.

    Args:
        names: of the attributes, K of them, such as `inertia`, `quality`, `brand B`.
        ridge: λ ≥ 0; λ/2 Σ (s_k b_k)² is taken off ln L for the attributes in `shrunk`, with s_k the standard deviation
            of attribute k within choices, so that units do not matter. It steadies coefficients that cannot be told
            apart, and draws them to 0: errors are then those of the penalised estimate, around what it would be if as
            many choices told all that choices can tell, not around the coefficients that people choose by.
        shrunk: which attributes ridge shrinks; by default all.

    Attributes (after fit):
        coefficients_: shape (K,), in the order of the names; `params_` the same by name.
        covariance_: shape (K, K): (H + λ)^-1 G (H + λ)^-1, G the products of the scores of m respondents times
            m / (m − 1), robust to what the choices of one have in common, and to chances that are stated, which scatter
            otherwise than choices do; without respondents each choice is one. Of a penalised estimate scores are less
            what each choice adds to the penalty by s_k².
        standard_errors_: by name; not a number where a coefficient has no bound.
        influence_: how each choice moves the coefficients, its score by (H + λ)^-1, shape (n, K).
        loglik_: Σ w y ln P, not penalised.
        loglik_null_: with all available alternatives as likely.
        n_: choices.
        n_respondents_: who made them.
        condition_number_: ratio of the longest to the shortest axis of the attributes, each scaled to the same length
            within choices; above 30 they are collinear.
        hit_rate_: share of choices that the most probable alternative was.
        converged_: whether the optimum is a point.
        diagnosis_: what is the matter, or None.

    Formula: U_ij = x_ij·b + e, P_ij = exp(x_ij·b) / Σ_k exp(x_ik·b) over the alternatives at hand; ln L = Σ w_i Σ_j
    y_ij ln P_ij, concave in b. Source: McFadden 1974, in Zarembka (ed.), Frontiers in Econometrics, eq. 12; shares
    y as in Rust, Lemon & Zeithaml 2004, J. Marketing 68(1), appendix; robust errors: Huber 1967, White 1982; with
    stated chances Papke & Wooldridge 1996, J. Applied Econometrics 11, 619–632.
    """

    coefficients_: Floats
    covariance_: Floats
    params_: Mapping[str, float]
    standard_errors_: Mapping[str, float]
    loglik_: float
    loglik_null_: float
    n_: int
    n_respondents_: int
    condition_number_: float
    hit_rate_: float
    converged_: bool
    diagnosis_: Text | None
    influence_: Floats

    def __init__(self, names: Sequence[str], *, ridge: float = 0.0, shrunk: Sequence[str] | None = None) -> None:
        if ridge < 0:
            raise ValueError("ridge is not negative")
        self.names = tuple(names)
        self.ridge = ridge
        self.shrunk = self.names if shrunk is None else tuple(shrunk)

    def fit(
        self,
        attributes: ArrayLike,
        chosen: ArrayLike,
        *,
        available: ArrayLike | None = None,
        weights: ArrayLike | None = None,
        respondents: ArrayLike | None = None,
    ) -> Self:
        """Find the coefficients under which the choices are most likely.

        Args:
            attributes: shape (n, J, K); what is not available may be anything.
            chosen: the place of the chosen alternative, shape (n,), or how likely each is said to be chosen, shape
                (n, J), each row adding up to 1.
            available: whether an alternative was at hand, shape (n, J); by default all were.
            weights: of choices, shape (n,), positive; by default 1.
            respondents: a code of who chose, shape (n,), the same for choices of one.

        Raises:
            ValueError: shapes differ, or a number is none.
            NotEnoughData: attributes cannot be told apart, or there are fewer choices than coefficients.
        """
        data = ChoiceData.of(attributes, chosen, available, weights, respondents)
        if len(self.names) != data.attributes.shape[2]:
            raise ValueError("there is one name for each attribute")
        gram = data.gram()
        spread = spread_within(data, gram)
        refuse_constant(self.names, spread)
        self._refuse_unknowable(data, gram, spread)
        penalty = self.ridge * np.array([float(name in self.shrunk) for name in self.names])
        b, information, self.converged_ = _climbed(data, spread, penalty, np.zeros(len(penalty)))
        self._data, self._spread, self._penalty = data, spread, penalty
        self.n_, self.n_respondents_ = len(data.weights), data.n_respondents
        self.condition_number_ = condition_number(gram / np.outer(spread, spread))
        self.loglik_ = evaluated(data, b, spread).loglik
        self.loglik_null_ = -float(data.weights @ np.log(data.available.sum(axis=1)))
        inverse = inverse_of(information)
        by_choice = scores(data, b / spread) / spread
        if self.ridge > 0:
            squares = data.influence_on_mean((data.within() ** 2).sum(axis=1)) / spread**2
            by_choice -= penalty * b * (1 / len(squares) + squares)
        by_respondent = data.added_by_respondent(by_choice)
        few = data.n_respondents / (data.n_respondents - 1)
        covariance = few * inverse @ (by_respondent.T @ by_respondent) @ inverse
        self.coefficients_ = b / spread
        self.covariance_ = covariance / np.outer(spread, spread)
        self.influence_ = by_choice @ inverse / spread
        self.params_ = dict(zip(self.names, map(float, self.coefficients_), strict=True))
        chances = probabilities(data, b / spread)
        self.hit_rate_ = float(
            np.average(
                np.take_along_axis(data.shares, chances.argmax(axis=1)[:, None], axis=1)[:, 0], weights=data.weights
            )
        )
        far = np.abs(b) > _RUNAWAY
        runaway = far | ~(np.diag(inverse) <= _RUNAWAY**2)
        errors = np.where(runaway, np.nan, np.sqrt(np.diag(self.covariance_)))
        self.standard_errors_ = dict(zip(self.names, map(float, errors), strict=True))
        self.converged_ = self.converged_ and not bool(runaway.any())
        self.diagnosis_ = self._diagnosis(
            # Where one foretells all, nothing is told of the others either; it is the one to name.
            [name for name, is_it in zip(self.names, far if far.any() else runaway, strict=True) if is_it]
        )
        return self

    def refuse_without_optimum(self) -> Self:
        """Return the model, whose coefficients stand where choices are most likely.

        Raises:
            NotEnoughData: there is no such point, so that coefficients are only where the search was given up.
        """
        if not self.converged_:
            raise NotEnoughData(
                "no_optimum",
                self.diagnosis_ or _NO_OPTIMUM,
                Text(
                    "người chọn khác với điều yếu tố đó báo trước; bỏ bớt yếu tố; hoặc dùng hồi quy ridge",
                    "people who choose otherwise than that foretells; fewer drivers; or ridge",
                ),
            )
        return self

    def predict(self, attributes: ArrayLike, available: ArrayLike | None = None) -> Floats:
        """Return the probability that each alternative is chosen, shape (n, J).

        Args:
            attributes: shape (n, J, K).
            available: whether an alternative is at hand, shape (n, J); one that is not has no chance.
        """
        x = np.asarray(attributes, dtype=np.float64)
        at_hand: Booleans = np.ones(x.shape[:2], np.bool_) if available is None else np.asarray(available, np.bool_)
        data = ChoiceData(x, np.zeros(x.shape[:2]), at_hand, np.ones(len(x)), np.arange(len(x), dtype=np.int64))
        return probabilities(data, self.coefficients_)

    def coefficients_under(self, weights: Floats) -> Floats | None:
        """Return the coefficients under other weights of the same choices, climbed to from those that were found.

        Args:
            weights: of choices, shape (n,), not negative; 0 leaves a choice out.

        Returns:
            Shape (K,), or None where the optimum is no point.
        """
        data = replace(self._data, weights=weights)
        spread = spread_within(data, data.gram()) if self.ridge > 0 else self._spread
        return self.climbed_among(data, spread, self.coefficients_) if spread.all() else None

    def climbed_among(self, data: ChoiceData, spread: Floats, start: Floats) -> Floats | None:
        """Return the coefficients of other choices, climbed to from close by; None where the optimum is no point.

        Args:
            data: the choices.
            spread: of their attributes within choices, or about it, shape (K,).
            start: coefficients, shape (K,).
        """
        b, _, is_found = _climbed(data, spread, self._penalty, start * spread, close=_CLOSE_ENOUGH)
        return b / spread if is_found and float(np.max(np.abs(b))) <= _RUNAWAY else None

    def _refuse_unknowable(self, data: ChoiceData, gram: Floats, spread: Floats) -> None:
        if data.n_respondents <= len(self.names):
            raise NotEnoughData(
                "few_respondents",
                Text("có {n} người trả lời cho {k} hệ số", "there are {n} respondents for {k} coefficients").fill(
                    n=data.n_respondents, k=len(self.names)
                ),
                Text("nhiều người trả lời hơn số hệ số", "more respondents than coefficients"),
            )
        alike = _alike(gram / np.outer(spread, spread), self.names) if self.ridge == 0 else ()
        if alike:
            raise NotEnoughData(
                "collinear",
                Text(
                    "{names}: yếu tố này là tổ hợp của các yếu tố khác, nên không tách được tác động",
                    "{names}: it is made of the other attributes, so that their effects cannot be told apart",
                ).fill(names=", ".join(alike)),
                Text("bỏ bớt một yếu tố, hoặc dùng hồi quy ridge", "fewer attributes, or ridge"),
            )

    def _diagnosis(self, runaway: Sequence[str]) -> Text | None:
        if runaway:
            return Text(
                "{names} cho biết trước chắc chắn mọi lựa chọn: hệ số lớn vô hạn",
                "choices are foretold without fail by {names}: its coefficient has no bound",
            ).fill(names=", ".join(runaway))
        if self.condition_number_ > COLLINEAR:
            return Text(
                "các yếu tố gần như đi cùng nhau (số điều kiện {number}): xem nhóm yếu tố, đừng xem từng hệ số",
                "the attributes go nearly together (condition number {number}): trust groups of them, not single ones",
            ).fill(number=round(self.condition_number_))
        return None if self.converged_ else _NO_OPTIMUM


def spread_within(data: ChoiceData, gram: Floats) -> Floats:
    """Return the standard deviation of each attribute within choices, shape (K,); 0 for one that is the same in all."""
    # What is left of a difference of large numbers is none.
    size = np.average((data.attributes**2).mean(axis=1), axis=0, weights=data.weights)
    return np.asarray(np.sqrt(np.where(np.diag(gram) > 1e-12 * size, np.diag(gram), 0.0)))


def refuse_constant(names: Sequence[str], spread: Floats) -> None:
    """Refuse attributes that are the same for all alternatives.

    Raises:
        NotEnoughData: there are some.
    """
    constant = [name for name, s in zip(names, spread, strict=True) if not s > 0]
    if constant:
        raise NotEnoughData(
            "no_differences",
            Text(
                "{names}: mọi lựa chọn đều như nhau, nên không tách được tác động",
                "{names}: all alternatives are the same in it, so that it explains no choice",
            ).fill(names=", ".join(constant)),
            Text("các thương hiệu được chấm khác nhau", "brands that are rated differently"),
        )


def _climbed(
    data: ChoiceData, spread: Floats, penalty: Floats, start: Floats, close: float = _CLOSE
) -> tuple[Floats, Floats, bool]:
    """Return the maximum, minus the second derivative there, and whether it is one."""
    b = start
    at = evaluated(data, b, spread)
    for _ in range(_MOST_STEPS):
        score, information = at.score - penalty * b, at.information + np.diag(penalty)
        try:
            step = np.linalg.solve(information, score)
        except np.linalg.LinAlgError:
            break
        if float(np.max(np.abs(step))) < close:
            # Each step squares what is missing.
            return b + step, information, True
        reached = at.loglik - 0.5 * float(penalty @ b**2)
        length = 1.0
        while True:
            tried = b + length * step
            at = evaluated(data, tried, spread)
            value = at.loglik - 0.5 * float(penalty @ tried**2)
            # In the last digits a step to the top may seem to lose.
            if value >= reached - 1e-12 * abs(reached) or length < 1e-6:
                break
            length /= 2
        b = tried
        if float(np.max(np.abs(b))) > 2 * _RUNAWAY:
            break
    return b, at.information + np.diag(penalty), False


def inverse_of(information: Floats) -> Floats:
    """Return the inverse; where there is none, nothing is known of any error."""
    try:
        return np.asarray(np.linalg.inv(information), dtype=np.float64)
    except np.linalg.LinAlgError:
        return np.full_like(information, np.nan)


def condition_number(gram: Floats) -> float:
    """Return the ratio of the longest to the shortest axis of attributes that are scaled to the same length."""
    lengths = np.linalg.eigvalsh(gram)
    return float(np.sqrt(lengths[-1] / lengths[0])) if lengths[0] > 0 else float("inf")


def _alike(gram: Floats, names: Sequence[str]) -> tuple[str, ...]:
    """Return an attribute of each combination that comes to nothing, the one with the largest part in it."""
    lengths, axes = np.linalg.eigh(gram)
    return tuple(
        names[int(np.abs(axes[:, place]).argmax())] for place in np.flatnonzero(lengths <= 1e-12 * lengths[-1])
    )
