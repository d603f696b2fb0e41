"""The score of the brand wave after wave, drawn with its intervals."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.vocabulary import formats
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.web.readings.opened import safe
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.evaluation.external.brand_answers import ComponentWave
    from crmeter.evaluation.external.brand_score import ScoreAt


def over_waves(
    waves: "Mapping[str, tuple[ComponentWave, ...]]", brand: str, weights: Mapping[str, float]
) -> dict[str, Any]:
    """Return the scores after each wave with their chart; nothing while there is one wave only.

    Args:
        waves: of each component that surveys measure.
        brand: whose score.
        weights: by component.
    """
    from crmeter.evaluation.external.brand_score import score_over_waves  # noqa: PLC0415 - loads numpy

    found = score_over_waves(waves, brand, weights)
    if len(found) < 2:
        return {}
    counted = found[0].score.weights
    return {
        "scored_waves": found,
        "scored_line": safe(str(_drawn(found))),
        "not_in_line": [
            BRAND_COMPONENTS[name] for name, weight in weights.items() if weight > 0 and name not in counted
        ],
    }


def _drawn(found: "tuple[ScoreAt, ...]") -> object:
    words = language()

    def write(value: float) -> str:
        return formats.number(value, words, 0)

    first, last = (formats.number(each.score.value, words, 1) for each in (found[0], found[-1]))
    label = _("Brand score: %(first)s after the first wave, %(last)s after the last") % {"first": first, "last": last}
    chart = LineChart(
        label,
        [formats.month(each.on, words) for each in found],
        [Line([each.score.value for each in found], "us")],
        [Band([each.score.low for each in found], [each.score.high for each in found], "b80")],
        from_zero=False,
        most_labels=4,
    )
    return line_chart(chart, write)
