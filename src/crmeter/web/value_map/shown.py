"""A source that was studied, as the template draws it."""

import math
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from crmeter.estimators import Estimates
from crmeter.evaluation.external.value_places import Place, written_price
from crmeter.evaluation.report.value_chart import Handle, Mark, Region, ValueChart, value_chart
from crmeter.vocabulary import Text, formats
from crmeter.web.templatetags.figures import language
from crmeter.web.value_map import sentences
from crmeter.web.value_map.asked import MapAsked
from crmeter.web.value_map.opened import Opened
from crmeter.web.value_map.switched import switched

if TYPE_CHECKING:
    from crmeter.evaluation.external.value_duel import Duel
    from crmeter.evaluation.external.value_trial import Spot

# Below so many ratings an attribute is shown faint.
_FEW = 30
_MOST_ROUTES = 4
# Of a point of relative quality or price; less is no move.
_HARDLY = 0.005


def shown(opened: Opened, asked: MapAsked, tried: "Spot | None") -> dict[str, Any]:
    """Return what the template of a map needs.

    Args:
        opened: the source.
        asked: by the address.
        tried: where our point is while something is tried; None where nothing can be.
    """
    return {
        "opened": opened,
        "us": opened.called(opened.us),
        "them": None if opened.against is None else opened.called(opened.against),
        "finding": sentences.finding(opened),
        "chart": _chart(opened, tried),
        "tried": None if tried is None or not _is_moved(opened, tried) else _tried(opened, tried),
        "zone": _zone(opened),
        "slope": (1 - opened.study.price_weight) / opened.study.price_weight,
        "places": [_place(opened, each, n) for n, each in enumerate(opened.placed.places)],
        "has_share": opened.placed.share is not None,
        "duels": _duels(opened),
        "tells_duels": any(each.p is not None for each in opened.duels),
        "score": bounded(opened.study.profiles[-1].score) if opened.study.profiles else None,
        "lead": None if opened.overtaking is None else bounded(opened.overtaking.lead),
        "routes": [
            (opened.called(name), route, bounded(route.needed))
            for name, route in (opened.overtaking.routes if opened.overtaking else ())[:_MOST_ROUTES]
        ],
        "wishes": _regions(opened),
        "moves": [
            (each, bounded(each.quality), bounded(each.price), bounded(each.distance))
            for each in opened.study.moves
            if each.product == opened.us and each.of_set == opened.placed.of_set
        ],
        "formulas": [
            (_QUALITY, sentences.quality_formula(opened, opened.us)),
            (_PRICE, sentences.price_formula(opened, opened.us)),
            (_DISTANCE, sentences.distance_formula(opened, opened.us)),
        ],
        "left_out": [*opened.study.left_out, *opened.left_out],
    } | switched(opened, asked)


def bounded(one: Estimates) -> dict[str, float | None]:
    """Return a figure with its bounds, None where it has none."""
    known = one.low is not None and one.high is not None and math.isfinite(float(one.low))
    low, high = (
        (float(one.low), float(one.high)) if known and one.low is not None and one.high is not None else (None, None)
    )
    return {"value": float(one.value), "low": low, "high": high}


def map_chart(opened: Opened) -> SafeString:
    """Return the map alone, by which nothing can be tried."""
    return _chart(opened, None)


def _zone(opened: Opened) -> float | None:
    """Return half the mean height of the intervals of distance: what lies within cannot be told from the line."""
    halves = [
        (float(each.by_weight.high) - float(each.by_weight.low)) / 2
        for each in opened.placed.places
        if each.by_weight.low is not None and each.by_weight.high is not None
    ]
    return sum(halves) / len(halves) if halves else None


def _chart(opened: Opened, tried: "Spot | None") -> SafeString:
    spoken = language()
    shares = opened.placed.share
    marks = []
    for n, each in enumerate(opened.placed.places):
        style = "us" if each.product == opened.us else "rival" if each.product == opened.against else "other"
        quality, price = bounded(each.quality), bounded(each.price)
        said = _SAID.fill(
            name=opened.called(each.product),
            quality=sentences.with_bounds(each.quality),
            price=sentences.with_bounds(each.price),
            distance=sentences.with_bounds(each.by_weight),
        )
        marks.append(
            Mark(
                opened.called(each.product).in_(spoken),
                said.in_(spoken),
                (float(each.quality.value), quality["low"], quality["high"]),
                (float(each.price.value), price["low"], price["high"]),
                None if shares is None else float(shares[n]),
                style,
            )
        )
    chart = ValueChart(
        label=sentences.finding(opened).in_(spoken),
        across=_("Relative quality (100 = the others)") if opened.people else _("Relative quality (100 = the mean)"),
        up=_("Relative price"),
        corners=(_("Dear for its quality"), _("Worth more than it costs")),
        marks=marks,
        slope=(1 - opened.study.price_weight) / opened.study.price_weight,
        zone=_zone(opened),
        path=opened.path,
        regions=_regions(opened),
        handle=None if tried is None else _handle(opened, tried),
    )
    drawn = value_chart(chart, lambda value: formats.number(value, spoken))
    return mark_safe(str(drawn))  # noqa: S308 - htpy has escaped every word


def _handle(opened: Opened, tried: "Spot") -> Handle:
    said = _HANDLE.fill(
        us=opened.called(opened.us),
        quality=sentences.written(tried.quality),
        price=sentences.written(tried.price),
    )
    return Handle(tried.quality, tried.price, _is_moved(opened, tried), said.in_(language()), _TRIED.in_(language()))


def _is_moved(opened: Opened, tried: "Spot") -> bool:
    now = _our_place(opened)
    far = max(abs(tried.quality - float(now.quality.value)), abs(tried.price - float(now.price.value)))
    return far > _HARDLY


def _tried(opened: Opened, tried: "Spot") -> list[tuple[Text, float, float]]:
    """Return quality, price and distance from the line, now and while something is tried."""
    now, slope = _our_place(opened), (1 - opened.study.price_weight) / opened.study.price_weight
    then = slope * (tried.quality - 100) - (tried.price - 100)
    return [
        (_QUALITY, float(now.quality.value), tried.quality),
        (_PRICE, float(now.price.value), tried.price),
        (_DISTANCE, float(now.by_weight.value), then),
    ]


def _our_place(opened: Opened) -> Place:
    return next(each for each in opened.placed.places if each.product == opened.us)


def _regions(opened: Opened) -> list[Region]:
    """Return where segments wish to be; of a table, what the market chooses."""
    market = () if opened.placed.market is None or opened.wishes else (opened.placed.market,)
    return [
        Region(
            each.segment or _("the whole market"),
            float(each.quality.value),
            float(each.price.value),
            each.quality_sd,
            each.price_sd,
            each.correlation,
            each.n_effective if opened.people else None,
        )
        for each in (*opened.wishes, *market)
        if math.isfinite(each.quality_sd) and math.isfinite(each.price_sd)
    ]


def _place(opened: Opened, place: Place, n: int) -> dict[str, Any]:
    shares = opened.placed.share
    return {
        "name": opened.called(place.product),
        "key": place.product,
        "is_us": place.product == opened.us,
        "quality": bounded(place.quality),
        "price": bounded(place.price),
        "distance": bounded(place.by_weight),
        "paid": None if opened.people else written_price(place.paid, opened.placed.currency),
        "share": None if shares is None else float(shares[n]),
        "verdict": None if place.verdict is None else place.verdict.label,
    }


def _duels(opened: Opened) -> list[dict[str, Any]]:
    widest = max((abs(math.log(float(each.ratio.value))) for each in opened.duels), default=0.0) or 1.0
    return [_duel(opened, each, widest) for each in opened.duels]


def _duel(opened: Opened, each: "Duel", widest: float) -> dict[str, Any]:
    ratio = float(each.ratio.value)
    return {
        "name": opened.called(each.name),
        "weight": bounded(each.weight),
        "ours": each.ours,
        "theirs": each.theirs,
        "ratio": bounded(each.ratio),
        "wide": f"{50 * abs(math.log(ratio)) / widest:.1f}",
        "is_better": ratio >= 1,
        "p": each.p,
        "differs": each.differs,
        "n_ours": each.n_ours,
        "n_theirs": each.n_theirs,
        "is_faint": each.n_ours is not None and min(each.n_ours, each.n_theirs or 0) < _FEW,
    }


_QUALITY = Text("Chất lượng tương đối", "Relative quality")
_PRICE = Text("Giá tương đối", "Relative price")
_DISTANCE = Text("Khoảng cách tới đường giá trị", "Distance from the fair-value line")
_HANDLE = Text(
    "Thử chỗ khác cho {us}: kéo, hoặc phím mũi tên trái phải đổi chất lượng, lên xuống đổi giá. Đang ở chất lượng"
    " {quality}, giá {price}",
    "Try another place for {us}: drag, or arrow keys, left and right for quality, up and down for price. It stands at"
    " quality {quality}, price {price}",
)
_TRIED = Text("thử", "tried")
_SAID = Text(
    "{name}: chất lượng {quality}, giá {price}, cách đường giá trị hợp lý {distance}",
    "{name}: quality {quality}, price {price}, from the fair-value line {distance}",
)
