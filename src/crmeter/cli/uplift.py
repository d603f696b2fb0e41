"""`crmeter uplift`: what something that was done for some customers changed, beside those for whom it was not."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crmeter.cli.amounts import CURRENCY_HELP, amount_written, currency_of
from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import pair
from crmeter.cli.flag_values import currency_code
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.cli.shown_estimates import left_out_as_json, left_out_line
from crmeter.estimators import Uplift
from crmeter.estimators.retention.uplift_by_group import GroupUplift, needed_for_one
from crmeter.evaluation.external.uplift_file import FileUplift, TreatedFile, uplift_of_file
from crmeter.vocabulary import Text, Undefined, formats
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="mỗi dòng một khách / a row for each customer")
    parser.add_argument(
        "--treated", required=True, metavar="COLUMN=WORD", help="ai được chăm sóc / who was looked after: Arm=call"
    )
    parser.add_argument(
        "--control", metavar="WORD", help="so với nhóm nào / compared with: none; all others by default"
    )
    parser.add_argument("--happened", required=True, metavar="COLUMN=WORD", help="ai đã mua / who bought: Bought=yes")
    parser.add_argument("--strata", metavar="COLUMN", help="nhóm khách tương tự / groups alike: lượt giao, round")
    parser.add_argument("--segments", metavar="COLUMN", help="xem riêng từng nhóm / groups to look at one by one")
    parser.add_argument("--money", metavar="COLUMN", help="chi tiêu mỗi khách / what each spent")
    parser.add_argument(
        "--by-lot", action="store_true", help="ai được chăm sóc là bốc thăm / a lot decided who was looked after"
    )
    parser.add_argument("--currency", type=currency_code, help=CURRENCY_HELP)
    add_reading_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    beside = (arguments.strata, arguments.money, arguments.control, arguments.segments)
    told = TreatedFile(*pair(arguments.treated), *pair(arguments.happened), *beside)
    answers = reading_of(arguments)
    found = uplift_of_file(arguments.file, told, answers, work=console.work())
    for left in found.left_out:
        console.say(left_out_line(left))
    if len(found.against) > 1:
        console.say(_SEVERAL.fill(words=", ".join(found.against[:_SHOWN])))
    currency = currency_of(workspace, arguments.currency)
    if console.as_json:
        console.data(_as_json(found, currency, by_lot=arguments.by_lot))
    else:
        _show(console, found, currency, by_lot=arguments.by_lot)
    return DONE


def _show(console: Console, found: FileUplift, currency: str | None, *, by_lot: bool) -> None:
    def share(value: float) -> str:
        return formats.percent(value, console.language)

    def points(value: float) -> str:
        return formats.points(value, console.language)

    def bound(value: float) -> str:
        return formats.hundredths(value, console.language)

    def money(value: float) -> str:
        return amount_written(value, currency, console.language)

    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    shares = found.shares
    words = Text(
        "Được chăm sóc {treated} (n = {n}), không {others} (n = {m}): {points}, 80% {span}",
        "Looked after {treated} (n = {n}), not {others} (n = {m}): {points}, 80% {span}",
    )
    say(
        words.fill(
            treated=share(shares.treated),
            others=share(shares.others),
            n=shares.n_treated,
            m=shares.n_others,
            points=points(shares.difference),
            span=formats.span(bound(shares.low), bound(shares.high)),
        )
    )
    if isinstance(found.money, Undefined):
        say(found.money.reason)
    elif found.money is not None:
        spent = Text("Chi tiêu mỗi khách: {money}, 80% {span}", "Spend per customer: {money}, 80% {span}")
        span = formats.span(money(found.money.low), money(found.money.high))
        say(spent.fill(money=money(found.money.difference), span=span))
    needed = needed_for_one(shares)
    if by_lot and needed is not None and needed > 0:
        one_more = Text("Làm cho {n} khách thì thêm một người", "Done for {n} customers, one more of them does it")
        say(one_more.fill(n=math.ceil(needed)))
    for each in found.by_segment:
        say(_segment_said(each, points, bound))
    if found.by_segment:
        say(_SEGMENTS)
    if shares.n_alone:
        alone = Text("{n} khách không có ai tương tự để so", "{n} customers have nobody alike to be compared with")
        say(alone.fill(n=shares.n_alone))
    say(_EFFECT if by_lot else _ASSOCIATION)


def _segment_said(of: GroupUplift, points: Callable[[float], str], bound: Callable[[float], str]) -> Text:
    if isinstance(of.uplift, Undefined):
        return Text.join([Text.same(of.group), of.uplift.reason], ": ")
    told = _APART if of.is_told_apart else _NOT_APART
    span = formats.span(bound(of.uplift.low), bound(of.uplift.high))
    return told.fill(group=of.group, points=points(of.uplift.difference), span=span)


def _as_json(found: FileUplift, currency: str | None, *, by_lot: bool) -> dict[str, Any]:
    money = found.money
    return {
        "schema": "crmeter.uplift/1",
        "is_effect": by_lot,
        "left_out": [left_out_as_json(each) for each in found.left_out],
        "against": list(found.against),
        "shares": _told(found.shares),
        "needed_for_one": needed_for_one(found.shares),
        "segments": [
            {
                "segment": each.group,
                "p_value": each.p_value,
                **(
                    {"undefined": each.uplift.reason.to_json()}
                    if isinstance(each.uplift, Undefined)
                    else _told(each.uplift)
                ),
            }
            for each in found.by_segment
        ],
        "currency": None if money is None else currency,
        "money": {"undefined": money.reason.to_json()} if isinstance(money, Undefined) else money and _told(money),
    }


def _told(one: Uplift) -> dict[str, Any]:
    return {
        "treated": one.treated,
        "others": one.others,
        "difference": one.difference,
        "interval": [one.low, one.high],
        "n_treated": one.n_treated,
        "n_others": one.n_others,
        "n_alone": one.n_alone,
    }


_SHOWN = 10
_APART = Text("{group}: {points}, 80% {span}, khác hẳn 0", "{group}: {points}, 80% {span}, told apart from 0")
_NOT_APART = Text("{group}: {points}, 80% {span}, chưa rõ", "{group}: {points}, 80% {span}, not told apart from 0")
_SEGMENTS = Text("Đã tính tới việc so nhiều nhóm (Holm).", "Allowing for comparing several groups (Holm).")
_SEVERAL = Text(
    "So với mọi khách khác: {words}; --control chọn một nhóm trong đó",
    "Compared with all others: {words}; --control takes one group of them",
)
_EFFECT = Text("Vì bốc thăm, chênh lệch là tác dụng của việc chăm sóc.", "By lot, the difference is the effect.")
_ASSOCIATION = Text(
    "Không bốc thăm nên đây chỉ là mối liên hệ, chưa phải tác dụng.",
    "Without a lot this is an association, not the effect.",
)
