"""Charts of contracts: how long customers stay, how it goes on, and how well leaving is foretold."""

from typing import TYPE_CHECKING

import numpy as np
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.vocabulary import formats
from crmeter.web.readings.opened import safe
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.estimators.arrays import Floats
    from crmeter.evaluation.external.contract_leaving import Leaving
    from crmeter.evaluation.external.contract_study import Curve, Projection


def survival(curve: "Curve") -> SafeString:
    """Draw the share of all customers who stay longer than so many months, with its bounds."""
    last = curve.share.value[np.isfinite(curve.share.value)]
    label = _("%(share)s stay for longer than %(months)s months") % {
        "share": _percent(float(last[-1])),
        "months": formats.number(len(last) - 1, language(), 0),
    }
    return _drawn(
        label,
        len(curve.months),
        [Line(_known(curve.share.value), "us")],
        [Band(_known(curve.share.low), _known(curve.share.high), "b80")],
    )


def projection(found: "Projection") -> SafeString:
    """Draw the share of contracts still there after so many renewals, as seen and as foretold."""
    seen = _known(found.seen)
    ahead = found.foretold
    label = _("%(share)s are foretold to make %(n)s renewals") % {
        "share": _percent(float(ahead.value[-1])),
        "n": formats.number(len(ahead.value) - 1, language(), 0),
    }
    return _drawn(
        label,
        len(ahead.value),
        [Line([*seen, *[None] * (len(ahead.value) - len(seen))], "us"), Line(_known(ahead.value), "us ahead")],
        [Band(_known(ahead.low), _known(ahead.high), "b80")],
    )


def calibration(leaving: "Leaving") -> SafeString:
    """Draw for tenths of customers, the likeliest to leave first, how many left and how many were foretold to."""
    bands = leaving.model.check_.bands
    label = _("Of the tenth likeliest to leave %(left)s left, %(foretold)s were foretold to") % {
        "left": _percent(bands[0].left),
        "foretold": _percent(bands[0].foretold),
    }
    lines = [Line([each.left for each in bands], "us"), Line([each.foretold for each in bands], "us ahead")]
    return _drawn(label, len(bands), lines, [], first=1)


def gains(leaving: "Leaving") -> SafeString:
    """Draw how many of those who left are among the customers likeliest to leave, tenth by tenth."""
    bands = leaving.model.check_.bands
    caught = [0.0, *(each.caught for each in bands)]
    label = _("The tenth likeliest to leave holds %(share)s of all who left") % {"share": _percent(caught[1])}
    alike: list[float | None] = [place / len(bands) for place in range(len(caught))]
    return _drawn(label, len(caught), [Line(caught, "us"), Line(alike, "model")], [])


def _drawn(label: str, count: int, lines: list[Line], bands: list[Band], first: int = 0) -> SafeString:
    places = [formats.number(first + place, language(), 0) for place in range(count)]
    return safe(str(line_chart(LineChart(label, places, lines, bands, height=220, most_labels=8), _percent)))


def _known(values: "Floats | None") -> list[float | None]:
    return [] if values is None else [float(each) if np.isfinite(each) else None for each in values]


def _percent(share: float) -> str:
    return formats.percent(share, language(), 0)
