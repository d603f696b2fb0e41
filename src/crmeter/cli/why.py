"""`crmeter why`: what moved a figure since the period before, by the groups of a column."""

import argparse
from fractions import Fraction
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.evaluation.change_reasons import ChangeReasons, Reason
from crmeter.evaluation.explain_run import ExplainedRun, latest_run, open_run
from crmeter.evaluation.report import written
from crmeter.evaluation.report.words import SLICE_WORDS, code_words
from crmeter.measures.catalogue import measures, unknown_measure
from crmeter.measures.measure import Measure
from crmeter.vocabulary import Misused, NotEnoughData, Period, Text, formats
from crmeter.warehouse.workspace import Workspace

# As exactly as a figure of JSON is read back.
_DIGITS = 12


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("measure", metavar="MEASURE", help="chỉ số / measure")
    parser.add_argument("--by", metavar="COLUMN", help="tách theo cột / column to split by (default: the first)")
    parser.add_argument("--run", dest="run_id", metavar="ID", help="lần đánh giá / evaluation run (default: latest)")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    measure = measures().get(arguments.measure)
    if measure is None:
        raise unknown_measure(arguments.measure)
    by = _column(measure, arguments.by)
    where, run_id = latest_run(workspace, arguments.run_id)
    with open_run(where, run_id) as opened:
        before = opened.run.period.before()
        if not any(r.measure == measure.name and r.period == before and r.value is not None for r in opened.readings):
            raise NotEnoughData(
                "no_period_before",
                Text("chưa có kỳ trước để so", "there is no period before to compare with"),
                Text("dữ liệu của hai kỳ liền nhau", "data of two periods, one after the other"),
            )
        found = opened.change_reasons(measure.name, by)
        if console.as_json:
            console.data(_as_json(opened, measure, by, found))
        else:
            _tell(console, opened, measure, by, found)
    return DONE


def _column(measure: Measure, asked: str | None) -> str:
    if not measure.change_cuts:
        raise Misused(
            "no_parts",
            Text(
                "thay đổi của {measure} không tách được thành phần", "the change of {measure} is no sum of parts"
            ).fill(measure=measure.name),
        )
    if asked is not None and asked not in measure.change_cuts:
        raise Misused(
            "unknown_column",
            Text(
                "{measure} không tách theo {column}; --by nhận: {known}",
                "{measure} is not split by {column}; --by takes: {known}",
            ).fill(measure=measure.name, column=asked, known=", ".join(measure.change_cuts)),
        )
    return asked or measure.change_cuts[0]


def _tell(console: Console, opened: ExplainedRun, measure: Measure, by: str, found: ChangeReasons) -> None:
    language, currency = console.language, opened.run.currency

    def figure(value: Fraction | None) -> str:
        return formats.EMPTY if value is None else str(written.figure(float(value), measure.unit, currency, language))

    def change(part: Fraction) -> str:
        return written.change(float(part), measure.unit, currency, language)

    title = measure.title.in_(language)
    spans = [_span(period, console) for period in (opened.run.period.before(), opened.run.period)]
    console.show(f"{title}: {figure(found.before)} ({spans[0]}) → {figure(found.now)} ({spans[1]})")
    heads = [SLICE_WORDS[by], _BEFORE, _NOW, *((_BY_RATE, _BY_MIX) if found.has_mix else ()), _ADDS]
    console.show("\t".join(head.in_(language) for head in heads))
    for each in found.reasons:
        parts = (change(each.part.by_rate), change(each.part.by_mix)) if found.has_mix else ()
        cells = [_name(by, each).in_(language), figure(each.before), figure(each.now), *parts, change(each.part.total)]
        console.show("\t".join(cells))
    whole = sum((each.part.total for each in found.reasons), Fraction(0))
    console.show(f"{_TOGETHER.in_(language)}\t{change(whole)}")


def _span(period: Period, console: Console) -> str:
    return formats.span(formats.day(period.start, console.language), formats.day(period.last_day, console.language))


def _name(by: str, reason: Reason) -> Text:
    if reason.together > 1:
        return _REST.fill(n=reason.together)
    return _UNTOLD if reason.group is None else code_words(by, reason.group)


def _as_json(opened: ExplainedRun, measure: Measure, by: str, found: ChangeReasons) -> dict[str, Any]:
    def number(value: Fraction | None) -> float | None:
        return None if value is None else round(float(value), _DIGITS)

    return {
        "schema": "crmeter.why/1",
        "run": opened.run.id,
        "measure": measure.name,
        "by": by,
        "unit": measure.unit.value,
        "before": number(found.before),
        "now": number(found.now),
        "change": number(found.now - found.before),
        "reasons": [
            {
                "group": each.group if each.together == 1 else None,
                "groups": each.together,
                "before": number(each.before),
                "now": number(each.now),
                "by_rate": number(each.part.by_rate),
                "by_mix": number(each.part.by_mix) if found.has_mix else None,
                "adds": number(each.part.total),
            }
            for each in found.reasons
        ],
    }


_BEFORE = Text("kỳ trước", "before")
_NOW = Text("kỳ này", "now")
_BY_RATE = Text("do chính nhóm đổi", "own change")
_BY_MIX = Text("do tỷ trọng đổi", "weight")
_ADDS = Text("góp vào", "adds")
_TOGETHER = Text("Cộng lại", "Together")
_UNTOLD = Text("chưa ghi", "not recorded")
_REST = Text("{n} nhóm khác", "{n} other groups")
