"""How satisfied customers are by what they went through: answers in bands, each with its intervals."""

from collections.abc import Sequence

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.intervals import mean, wilson
from crmeter.evaluation.result import ResultColumn
from crmeter.vocabulary import Text

LEVEL = 0.8
_ANSWERS = (
    ResultColumn("answers", Text("Câu trả lời", "Answers"), "count"),
    ResultColumn("rate", Text("Hài lòng", "Satisfied"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("mean", Text("Điểm trung bình", "Mean score"), "number"),
    ResultColumn("mean_low", Text("Điểm, cận dưới 80%", "Score, 80% from"), "number"),
    ResultColumn("mean_high", Text("Điểm, cận trên 80%", "Score, 80% to"), "number"),
)


def columns(band: Text) -> tuple[ResultColumn, ...]:
    """Return the columns of a table of bands; a satisfied answer is one in the top two boxes of its scale."""
    return (ResultColumn("band", band, "text"), *_ANSWERS)


def rows(
    names: Sequence[Text], band: Integers, score: Floats, satisfied: Booleans, is_on_main_scale: Booleans
) -> tuple[tuple[object, ...], ...]:
    """Return a row for each band that has an answer.

    Args:
        names: of the bands, in order.
        band: of each answer, index into the names, shape (n,).
        score: of each answer, shape (n,).
        satisfied: whether it lies in the top two boxes of its scale, shape (n,).
        is_on_main_scale: whether it was given on the scale that most were: the mean is of these alone, shape (n,).

    Formula: Wilson's interval of the share, Hall's of the mean (see `estimators.intervals`).
    """
    found = []
    for at, name in enumerate(names):
        these = band == at
        n = int(these.sum())
        share = wilson(float(satisfied[these].sum()), float(n), LEVEL)
        if share is None:
            continue
        scores = score[these & is_on_main_scale]
        centre = float(scores.mean()) if len(scores) else None
        around = mean(scores, LEVEL)
        bounds = (None, None) if around is None else (float(around.low), float(around.high))
        found.append((name, n, float(satisfied[these].mean()), float(share.low), float(share.high), centre, *bounds))
    return tuple(found)
