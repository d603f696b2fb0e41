"""What a value map says, in whole sentences made of its figures."""

import math
from collections.abc import Callable

from crmeter.estimators import Estimates
from crmeter.vocabulary import Text, formats
from crmeter.web.value_map.opened import Opened

# Half of the last digit that is shown.
_LEAST_WRITTEN = 0.05


def written(value: float, digits: int = 1) -> Text:
    """Return a figure in words."""
    return Text(formats.number(value, "vi", digits), formats.number(value, "en", digits))


def with_bounds(one: Estimates, digits: int = 1) -> Text:
    """Return a figure with its interval, where it has one."""
    value = written(float(one.value), digits)
    if one.low is None or one.high is None or not math.isfinite(float(one.low)):
        return value
    low, high = written(float(one.low), digits), written(float(one.high), digits)
    return Text.same("{value} (80%: {low} – {high})").fill(value=value, low=low, high=high)


def is_told(opened: Opened, one: Estimates) -> bool:
    """Return whether a sentence may be made of a figure; those who were asked are a sample, which needs an interval."""
    return not opened.people or (one.low is not None and math.isfinite(float(one.low)))


def finding(opened: Opened) -> Text:
    """Return the sentence over the page: how our value stands, and who leads by what."""
    place = next(each for each in opened.placed.places if each.product == opened.us)
    far, us = float(place.by_weight.value), opened.called(opened.us)
    low, high = place.by_weight.low, place.by_weight.high
    if not is_told(opened, place.by_weight):
        return _TOO_FEW.fill(us=us, n=written(opened.n, 0))
    if low is None or high is None:
        words = _WORTH if far >= 0 else _DEAR
    elif low > 0:
        words = _WORTH
    else:
        words = _DEAR if high < 0 else _FAIR
    said = words.fill(us=us, by=written(abs(far)))
    told = opened.overtaking
    if told is None or opened.against is None or not is_told(opened, told.lead):
        return _whole(said)
    lead, them = told.lead, opened.called(opened.against)
    is_sure = lead.low is not None and lead.high is not None
    if is_sure and lead.low is not None and lead.high is not None and lead.low <= 0 <= lead.high:
        more = _LEVEL.fill(them=them)
    elif is_equal(lead):
        more = _EQUAL.fill(them=them)
    elif float(lead.value) >= 0:
        more = _AHEAD.fill(them=them, by=written(float(lead.value)))
    else:
        more = _BEHIND.fill(them=them, by=written(-float(lead.value)))
        lost = sorted(
            (each for each in opened.duels if float(each.ratio.value) < 1),
            key=lambda each: float(each.weight.value) * (float(each.ratio.value) - 1),
        )
        if lost:
            named = [_inside(opened, each.name) for each in lost[:2]]
            names = Text(" và ".join(each.vi for each in named), " and ".join(each.en for each in named))
            more = _BY.fill(more=more, names=names)
    return _whole(Text.same("{said}{more}").fill(said=said, more=more))


def advice(opened: Opened) -> Text | None:
    """Return the sentence on what would overtake the competitor; None where we are ahead or nothing alone would do."""
    told = opened.overtaking
    if told is None or opened.against is None or not told.routes:
        return None
    if not is_told(opened, told.lead) or is_equal(told.lead):
        return None
    name, route = told.routes[0]
    return (_RAISE if float(route.needed.value) >= route.now else _LOWER).fill(
        them=opened.called(opened.against),
        attribute=_inside(opened, name),
        now=written(route.now, 2),
        needed=with_bounds(route.needed, 2),
        by=written(-float(told.lead.value)),
    )


def without_advice(opened: Opened) -> Text | None:
    """Return how our value stands against the competitor, where nothing is advised; None without a competitor."""
    told = opened.overtaking
    if told is None or opened.against is None:
        return None
    them = opened.called(opened.against)
    if not is_told(opened, told.lead):
        return _TOO_FEW_LEAD.fill(them=them, n=written(opened.n, 0))
    if is_equal(told.lead):
        return _AS_MUCH.fill(them=them)
    lead = float(told.lead.value)
    return _NO_WAY if lead < 0 else _WE_LEAD.fill(them=them, by=written(lead))


def is_equal(lead: Estimates) -> bool:
    """Return whether a difference is written as nothing."""
    return abs(float(lead.value)) < _LEAST_WRITTEN


def quality_formula(opened: Opened, product: str) -> Text:
    """Return how the relative quality of a product comes about, with the figures in it."""
    if opened.study.profiles:
        profile = opened.study.profiles[-1]
        ours, others = profile.fitted.means(product)
        parts = [
            _PART.fill(weight=_percent(float(w)), ours=written(float(a), 2), others=written(float(b), 2))
            for w, a, b in zip(profile.weights.share, ours, others, strict=True)
        ]
    else:
        parts = [
            _SCORED.fill(weight=_percent(float(each.weight.value)), name=opened.called(each.name))
            for each in opened.duels
        ]
    place = next(each for each in opened.placed.places if each.product == product)
    return Text.same("100 × ({parts}) = {value}").fill(parts=Text.join(parts, " + "), value=with_bounds(place.quality))


def price_formula(opened: Opened, product: str) -> Text:
    """Return how the relative price of a product comes about, with the figures in it."""
    axes = opened.placed.axes
    n = axes.products.index(product)
    mean = float(axes.paid.mean() if axes.is_share_of_all else (axes.paid.sum() - axes.paid[n]) / (len(axes.paid) - 1))
    return Text.same("100 × {ours} / {mean} = {value}").fill(
        ours=written(float(axes.paid[n]), 2), mean=written(mean, 2), value=with_bounds(opened.placed.places[n].price)
    )


def distance_formula(opened: Opened, product: str) -> Text:
    """Return how far a product lies from the line, with the figures in it."""
    place = next(each for each in opened.placed.places if each.product == product)
    slope = (1 - opened.study.price_weight) / opened.study.price_weight
    return Text.same("{slope} × ({quality} − 100) − ({price} − 100) = {value}").fill(
        slope=written(slope, 2),
        quality=written(float(place.quality.value)),
        price=written(float(place.price.value)),
        value=with_bounds(place.by_weight),
    )


def _percent(share: float) -> Text:
    return Text(formats.percent(share, "vi", 0), formats.percent(share, "en", 0))


def _whole(words: Text) -> Text:
    end: Callable[[str], str] = lambda said: said if said.endswith(".") else said + "."  # noqa: E731 - of both
    return Text(end(words.vi), end(words.en))


def _inside(opened: Opened, name: str) -> Text:
    """Return an attribute as it stands inside a sentence; the header of a column stays as it is."""
    called = opened.called(name)
    if name not in opened.words or called.vi[1:2].isupper():
        return called
    return Text(called.vi[:1].lower() + called.vi[1:], called.en[:1].lower() + called.en[1:])


_TOO_FEW = Text(
    "Chưa đủ người trả lời để nói {us} đáng giá hơn hay kém mức đang bán: mới có {n} người.",
    "Too few have answered to tell whether {us} is worth more or less than it costs: {n} so far.",
)
_WORTH = Text("{us} đáng giá hơn mức đang bán {by} điểm", "{us} is worth {by} points more than it costs")
_DEAR = Text("{us} bán cao hơn mức tương xứng {by} điểm", "{us} costs {by} points more than it is worth")
_FAIR = Text("{us} chưa lệch rõ khỏi đường giá trị hợp lý", "{us} cannot be told apart from the fair-value line")
_AHEAD = Text(" và hơn {them} {by} điểm giá trị", " and is {by} points of value ahead of {them}")
_EQUAL = Text("; giá trị ngang với {them}", "; its value is the same as that of {them}")
_WE_LEAD = Text("Ta đang hơn {them} {by} điểm giá trị.", "We are {by} points of value ahead of {them}.")
_AS_MUCH = Text("Giá trị của ta ngang với {them}.", "Our value is the same as that of {them}.")
_NO_WAY = Text(
    "Nâng riêng một tiêu chí, dù lên mức cao nhất, vẫn chưa đủ: phải nâng vài tiêu chí cùng lúc, hoặc giảm giá.",
    "No single attribute would do it, even at its best: several have to rise, or the price has to fall.",
)
_TOO_FEW_LEAD = Text(
    "Chưa đủ người trả lời để so giá trị với {them}: mới có {n} người.",
    "Too few have answered to compare our value with that of {them}: {n} so far.",
)
_LEVEL = Text("; so với {them} thì chưa phân rõ hơn kém", "; against {them} neither is clearly ahead")
_BEHIND = Text("; {them} dẫn trước {by} điểm", "; {them} leads by {by} points")
_BY = Text("{more}, nhiều nhất nhờ {names}", "{more}, most of all by {names}")
_RAISE = Text(
    "Muốn vượt {them} về giá trị (đang kém {by} điểm) mà giữ nguyên giá: nâng {attribute} từ {now} lên {needed}.",
    "To overtake {them} in value ({by} points behind) at the same price: raise {attribute} from {now} to {needed}.",
)
_LOWER = Text(
    "Muốn vượt {them} về giá trị (đang kém {by} điểm) mà giữ nguyên giá: giảm {attribute} từ {now} xuống {needed}.",
    "To overtake {them} in value ({by} points behind) at the same price: lower {attribute} from {now} to {needed}.",
)
_PART = Text.same("{weight} × {ours}/{others}")
_SCORED = Text("{weight} × {name} / mức chung", "{weight} × {name} / mean")
