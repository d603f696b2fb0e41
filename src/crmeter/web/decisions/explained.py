"""What is behind the figures of a decision: how its weights come about, what the alternatives add up from."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from crmeter.records.judgements.kinds import Together, Weighing
from crmeter.records.judgements.queries import DecisionView, Seat
from crmeter.vocabulary import LeftOut, Text
from crmeter.web.explain.methods import AHP as BY_PAIRS
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut, by_key
from crmeter.web.explain.written import added, number, percent

if TYPE_CHECKING:
    from crmeter.estimators import AHP
    from crmeter.evaluation.external.decision_study import DecisionStudy


def decision_explained(
    decision: DecisionView, study: "DecisionStudy", seats: Sequence[Seat]
) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `weight_0` by criterion, `total_0` by alternative, `consistency`.

    Args:
        decision: which.
        study: what it comes to.
        seats: who judges.
    """
    finished = [each.finished_at for each in seats if each.finished_at is not None]
    unfinished = len(seats) - len(finished)
    behind = Behind(
        _BY_HAND if decision.weighing == Weighing.SET else _EVALUATORS.fill(n=len(study.own), all=len(seats)),
        max(finished, default=None),
        BY_PAIRS,
        (Origin(_JUDGEMENTS.fill(title=decision.title), reverse("decision", args=[decision.id])),),
        _assumed(decision),
        (LeftOut("unfinished", _UNFINISHED, unfinished),) if unfinished else (),
    )
    return by_key([*_weights(decision, study, behind), *_totals(decision, study, behind), *_consistency(study, behind)])


def _assumed(decision: DecisionView) -> tuple[tuple[Text, Text], ...]:
    if decision.weighing == Weighing.SET:
        return tuple(
            (_SET.fill(criterion=decision.words[key]), number(percents))
            for key, percents in decision.set_weights.items()
        )
    return ((_TOGETHER, _AS_ONE if decision.together == Together.JUDGEMENTS else _EACH), (_VOTES, _ALIKE))


def _weights(decision: DecisionView, study: "DecisionStudy", behind: Behind) -> Iterator[WorkedOut]:
    for place, name in enumerate(study.criteria):
        formula, figures = _of_weight(decision, study, place)
        value = percent(float(study.weights[place]))
        spread = study.spread(place)
        yield WorkedOut(
            f"weight_{place}",
            _WEIGHT.fill(criterion=decision.words[name]),
            value,
            _WEIGHT_IS,
            formula,
            Text.same("{figures} = {value}").fill(figures=figures, value=value),
            behind,
            unbounded=_NO_SAMPLE if spread is None else _SPREAD.fill(low=percent(spread[0]), high=percent(spread[1])),
        )


def _of_weight(decision: DecisionView, study: "DecisionStudy", place: int) -> tuple[Text, Text]:
    """Return how a weight comes about, in words and with its figures."""
    if decision.weighing == Weighing.SET:
        percents = [decision.set_weights[name] for name in study.criteria]
        parts = Text.join([number(each) for each in percents], " + ")
        return _SET_FORMULA, _OVER.fill(over=number(percents[place]), under=parts)
    if decision.together == Together.JUDGEMENTS and study.by_judgements is not None:
        joint = study.by_judgements.combined
        assert joint is not None  # noqa: S101 - judgements that were combined have a fit of their own
        return _EIGEN_FORMULA, _EIGEN.fill(parts=added(_row(joint, place)), most=number(joint.lambda_max_, 3))
    roots = [
        math.prod(float(fit.weights_[at]) for fit in study.own.values()) ** (1 / len(study.own))
        for at in range(len(study.criteria))
    ]
    own = Text.join((percent(float(fit.weights_[place])) for fit in study.own.values()), " × ")
    return _ROOT_FORMULA, _ROOT.fill(own=own, n=len(study.own), all=percent(sum(roots)))


def _row(fit: "AHP", place: int) -> Iterator[Text]:
    """Yield the summands of a row of A w; what nobody judged counts as w_i / w_j, so once more on the diagonal."""
    judged = fit.judged_[place]
    missing = sum(map(math.isnan, judged))
    for at, each in enumerate(judged):
        times = 1.0 + missing if at == place else float(each)
        if not math.isnan(times):
            yield _PART.fill(times=number(times, 2), weight=percent(float(fit.weights_[at])))


def _totals(decision: DecisionView, study: "DecisionStudy", behind: Behind) -> Iterator[WorkedOut]:
    if study.totals is None or study.scores is None:
        return
    for place, name in enumerate(study.alternatives):
        value = percent(float(study.totals[place]))
        parts = (
            _SCORED.fill(weight=percent(float(weight)), score=percent(float(score)))
            for weight, score in zip(study.weights, study.scores[place], strict=True)
        )
        yield WorkedOut(
            f"total_{place}",
            _TOTAL.fill(alternative=decision.words[name]),
            value,
            _TOTAL_IS,
            _TOTAL_FORMULA,
            Text.same("{parts} = {value}").fill(parts=added(parts), value=value),
            behind,
            unbounded=_NO_SAMPLE,
        )


def _consistency(study: "DecisionStudy", behind: Behind) -> Iterator[WorkedOut]:
    joint = None if study.by_judgements is None else study.by_judgements.combined
    if joint is None or joint.consistency_ratio_ is None or not joint.random_index_:
        return
    n = len(joint.names_)
    yield WorkedOut(
        "consistency",
        _RATIO,
        number(joint.consistency_ratio_, 2),
        _RATIO_IS,
        _RATIO_FORMULA,
        _RATIO_FIGURES.fill(
            most=number(joint.lambda_max_, 3),
            n=n,
            less=n - 1,
            index=number(joint.random_index_, 2),
            value=number(joint.consistency_ratio_, 2),
        ),
        behind,
        unbounded=_NO_SAMPLE,
    )


_EVALUATORS = Text("{n} trong {all} người đánh giá", "{n} of {all} evaluators")
_BY_HAND = Text("trọng số đặt bằng tay", "weights set by hand")
_UNFINISHED = Text("người đánh giá chưa nộp", "evaluators who have not finished")
_JUDGEMENTS = Text(
    "quyết định “{title}”: lời đánh giá của từng người, tải về được",
    "the decision “{title}”: each one's judgements, as a file",
)
_SET = Text("{criterion}: đặt bằng tay (%)", "{criterion}: set by hand (%)")
_TOGETHER = Text("Gộp người đánh giá", "Evaluators are taken")
_AS_ONE = Text(
    "như một nhóm quyết định chung (trung bình nhân của lời đánh giá)", "as one (geometric mean of judgements)"
)
_EACH = Text("mỗi người cho mình (trung bình nhân của trọng số)", "each for themselves (geometric mean of weights)")
_VOTES = Text("Tiếng nói của mỗi người", "How much each counts")
_ALIKE = Text("như nhau", "alike")
_NO_SAMPLE = Text("lời đánh giá không phải một mẫu", "judgements are no sample")
_SPREAD = Text(
    "lời đánh giá không phải một mẫu; giữa những người đánh giá là {low} – {high}",
    "judgements are no sample; between evaluators it goes from {low} to {high}",
)
_WEIGHT = Text("Trọng số của {criterion}", "Weight of {criterion}")
_WEIGHT_IS = Text(
    "tiêu chí này quan trọng đến đâu trong cả quyết định; mọi trọng số cộng lại là 100%",
    "how much the criterion counts in the decision; all weights add up to 100%",
)
_SET_FORMULA = Text("Số đã đặt ÷ tổng các số đã đặt", "What was set ÷ sum of all that was set")
_OVER = Text.same("{over} ÷ ({under})")
_EIGEN_FORMULA = Text(
    "Véctơ riêng chính của ma trận đánh giá A: w = A·w ÷ λ; hàng của tiêu chí này là Σ (số lần được ưu tiên × trọng "
    "số) ÷ λ",
    "Principal eigenvector of the judgements A: w = A·w ÷ λ; the row of this criterion is Σ (times preferred × weight) "
    "÷ λ",
)
_EIGEN = Text.same("({parts}) ÷ {most}")
_PART = Text.same("{times} × {weight}")
_ROOT_FORMULA = Text(
    "Trung bình nhân trọng số của từng người ÷ tổng các trung bình nhân của mọi tiêu chí",
    "Geometric mean of each one's weight ÷ sum of the geometric means of all criteria",
)
_ROOT = Text("căn bậc {n} của ({own}) ÷ {all}", "root {n} of ({own}) ÷ {all}")
_TOTAL = Text("Mức ưu tiên của {alternative}", "Priority of {alternative}")
_TOTAL_IS = Text(
    "phương án đạt bao nhiêu khi gộp mọi tiêu chí theo trọng số; mọi phương án cộng lại là 100%",
    "what the alternative comes to over all criteria by their weights; all alternatives add up to 100%",
)
_TOTAL_FORMULA = Text(
    "Σ trọng số của tiêu chí × điểm của phương án theo tiêu chí đó", "Σ weight of a criterion × score by that criterion"
)
_SCORED = Text.same("{weight} × {score}")
_RATIO = Text("Tỷ số nhất quán (CR) của cả nhóm", "Consistency ratio (CR) of all as one")
_RATIO_IS = Text(
    "các lời đánh giá đã gộp có mâu thuẫn nhau không; trên 0,10 thì nên xem lại",
    "whether the combined judgements contradict each other; above 0.10 they should be looked at again",
)
_RATIO_FORMULA = Text("(λ − n) ÷ (n − 1) ÷ chỉ số ngẫu nhiên", "(λ − n) ÷ (n − 1) ÷ random index")
_RATIO_FIGURES = Text.same("({most} − {n}) ÷ {less} ÷ {index} = {value}")
