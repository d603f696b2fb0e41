"""Where segments of respondents wish their next purchase to be, of those segments that are large enough to tell."""

from collections import Counter
from collections.abc import Sequence

from crmeter.estimators.value_analysis.wished_region import WishedRegion
from crmeter.evaluation.external.value_places import Axes, wished
from crmeter.vocabulary import LeftOut, Text

# Of fewer people the spread of what they wish is not known well enough to be drawn.
LEAST_WISHES = 20


def wished_segments(
    axes: Axes, wishes: Sequence[tuple[str | None, str]], level: float
) -> tuple[tuple[WishedRegion, ...], tuple[LeftOut, ...]]:
    """Return the region of each segment of enough people, and who are in none; one of all where no segment has enough.

    Args:
        axes: where the products lie.
        wishes: segment, None where it is not known, and product of each respondent.
        level: probability that the interval of a mean holds the truth.
    """
    there = [(segment, product) for segment, product in wishes if product in axes.products]
    people = Counter(segment for segment, _ in there)
    large = {segment for segment, n in people.items() if segment is not None and n >= LEAST_WISHES}
    if not large and len(there) >= LEAST_WISHES:
        return wished(axes, [""] * len(there), [product for _, product in there], [1.0] * len(there), level), ()
    left = tuple(
        LeftOut("few_wishes", _UNKNOWN if segment is None else _FEW.fill(segment=segment, n=LEAST_WISHES), n)
        for segment, n in people.items()
        if segment not in large
    )
    kept = [(segment, product) for segment, product in there if segment is not None and segment in large]
    if not kept:
        return (), left
    segments, products = zip(*kept, strict=True)
    return wished(axes, segments, products, [1.0] * len(kept), level), left


_UNKNOWN = Text("chưa rõ phân khúc, nên không vào vùng mong muốn nào", "segment not known, so in no wished region")
_FEW = Text(
    "phân khúc “{segment}” dưới {n} người, nên không vẽ vùng mong muốn",
    "segment “{segment}” has fewer than {n} people, so its wished region is not drawn",
)
