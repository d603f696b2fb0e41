"""`crmeter value-map`: what products are worth to customers against what they cost."""

import argparse
import math
from collections.abc import Callable

from crmeter.cli.console import DONE, Console
from crmeter.cli.reading_flags import reading_of
from crmeter.cli.shown_estimates import left_out_line, with_interval
from crmeter.cli.value_map_flags import add_value_map_flags, told_of
from crmeter.cli.value_map_json import study_as_json
from crmeter.evaluation.external.product_table import ProductTable, study_product_table
from crmeter.evaluation.external.rated_values import study_ratings
from crmeter.evaluation.external.value_places import PlacedSet, one_of, written_price
from crmeter.evaluation.external.value_study import Profile, ValueStudy
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace

Write = Callable[[float], str]


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_value_map_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    told = told_of(arguments)
    answers = reading_of(arguments)
    path, us, weight, work = arguments.file, arguments.us, arguments.price_weight, console.work()
    if isinstance(told, ProductTable):
        study = study_product_table(path, told, answers, us=us, price_weight=weight, work=work)
    else:
        against = arguments.against
        study = study_ratings(path, told, answers, us=us, against=against, price_weight=weight, work=work)
    for left in study.left_out:
        console.say(left_out_line(left))
    for cell in study.unread:
        words = Text("Dòng {line}, cột {column}: {cell} không phải là số", "Line {line}, {column}: {cell} is no number")
        console.say(words.fill(line=cell.line, column=cell.column, cell=cell.cell))
    if console.as_json:
        console.data(study_as_json(study))
    else:
        _show(console, study)
    return DONE


def _show(console: Console, study: ValueStudy) -> None:
    def point(value: float) -> str:
        return formats.number(value, console.language, 1)

    def change(value: float) -> str:
        return formats.signed(value, lambda each: formats.number(each, console.language, 1))

    for profile in study.profiles:
        _show_profile(console, study, profile, point)
    for each in study.maps:
        _show_map(console, study, each, point)
    if study.moves:
        console.show(_MOVED.in_(console.language))
    for move in study.moves:
        name = " · ".join(word for word in (move.of_set, move.product, f"{move.before} → {move.after}") if word)
        figures = {
            "quality": with_interval(move.quality, change),
            "price": with_interval(move.price, change),
            "distance": with_interval(move.distance, change),
        }
        console.show(f"  {name}: " + _FIGURES.fill(**figures).in_(console.language))


def _show_map(console: Console, study: ValueStudy, placed: PlacedSet, point: Write) -> None:
    def far(value: float) -> str:
        return formats.signed(value, lambda each: formats.number(each, console.language, 1))

    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    title = " · ".join(word for word in (placed.of_set, placed.wave) if word)
    say(_MAP.fill(title=f" {title}" if title else "", n=len(placed.places)))
    width = max(len(each.product) for each in placed.places)
    for each in placed.places:
        mark = "*" if each.product == study.us else " "
        paid = written_price(each.paid, placed.currency).in_(console.language)
        figures = {"quality": with_interval(each.quality, point), "price": with_interval(each.price, point)}
        line = _PLACE.fill(**figures, paid=paid, distance=with_interval(each.by_diagonal, far)).in_(console.language)
        if study.price_weight != 0.5:
            line += "   " + _BY_WEIGHT.fill(distance=with_interval(each.by_weight, far)).in_(console.language)
        verdict = "" if each.verdict is None else f"   {each.verdict.label.in_(console.language)}"
        console.show(f"{mark} {each.product:<{width}} {line}{verdict}")
    if placed.market is not None:
        wished = placed.market
        said = {"quality": point(float(wished.quality.value)), "price": point(float(wished.price.value))}
        say(_MARKET.fill(**said, qsd=point(wished.quality_sd), psd=point(wished.price_sd)))
    for each in placed.places:
        # Of the others, that nothing can be told of them is seen from ours.
        if each.advice.action is not None or each.product == study.us:
            say(Text("  {reason}", "  {reason}").fill(reason=each.advice.reason))


def _show_profile(console: Console, study: ValueStudy, profile: Profile, point: Write) -> None:
    def ratio(value: float) -> str:
        return formats.number(value, console.language, 2)

    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    title = "" if profile.wave is None else f" {profile.wave}"
    score = with_interval(profile.score, point)
    say(_PROFILE.fill(us=study.us, title=title, n=profile.respondents, score=score))
    if profile.again:
        say(_AGAIN.fill(n=profile.again))
    width = max(len(each) for each in profile.attributes)
    fitted = profile.fitted
    for n, attribute in enumerate(profile.attributes):
        weight = formats.percent(float(profile.weights.share[n]), console.language)
        means = f"{ratio(float(fitted.ours_[n]))} / {ratio(float(fitted.others_[n]))}"
        console.show(f"  {attribute:<{width}} {weight:>6}   {means} = {with_interval(one_of(profile.ratio, n), ratio)}")
    if profile.duel is None:
        return
    say(_AGAINST.fill(us=study.us, other=study.against or ""))
    ratios = profile.duel.ratio(study.level)
    for n, attribute in enumerate(profile.attributes):
        p = float(profile.duel.p_adjusted_[n])
        words = _UNTOLD
        if math.isfinite(p):
            told = _DIFFERS if profile.duel.is_significant_[n] else _ALIKE
            words = told.fill(p=formats.p_value(p, console.language))
        console.show(
            f"  {attribute:<{width}} {with_interval(one_of(ratios, n), ratio)}   {words.in_(console.language)}"
        )


_MAP = Text("Bản đồ giá trị{title}, {n} sản phẩm:", "Value map{title}, {n} products:")
_PLACE = Text(
    "chất lượng {quality}   giá {price} ({paid})   cách đường 45° {distance}",
    "quality {quality}   price {price} ({paid})   from the 45° line {distance}",
)
_BY_WEIGHT = Text("cách đường theo trọng số của giá {distance}", "from the line by price weight {distance}")
_MARKET = Text(
    "Thị trường chọn chất lượng {quality} ± {qsd}, giá {price} ± {psd}",
    "The market chooses quality {quality} ± {qsd}, price {price} ± {psd}",
)
_MOVED = Text("Thay đổi giữa các đợt:", "Changes between waves:")
_FIGURES = Text(
    "chất lượng {quality}, giá {price}, khoảng cách {distance}", "quality {quality}, price {price}, distance {distance}"
)
_PROFILE = Text(
    "{us}{title}, {n} người chấm: chất lượng cảm nhận {score}; 100 là mức của các sản phẩm khác",
    "{us}{title}, {n} respondents: market-perceived quality {score}; 100 is the others' level",
)
_AGAIN = Text(
    "  {n} người đã chấm ở đợt trước: khoảng tin cậy của thay đổi rộng hơn thực tế",
    "  {n} of them rated in the wave before: intervals of changes are too wide",
)
_AGAINST = Text("{us} so với {other}:", "{us} against {other}:")
_DIFFERS = Text("khác nhau, {p}", "they differ, {p}")
_ALIKE = Text("chưa thấy khác nhau, {p}", "they cannot be told apart, {p}")
_UNTOLD = Text("chưa đủ điểm khác nhau để so sánh", "too few different ratings to compare")
