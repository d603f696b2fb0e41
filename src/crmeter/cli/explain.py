"""`crmeter explain`: everything behind one figure of a run."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.out_path import writable
from crmeter.evaluation.explain import written
from crmeter.evaluation.explain_run import ExplainedRun, latest_run, open_run
from crmeter.evaluation.report.csv import write_csv
from crmeter.evaluation.report.json import explanation_to_json
from crmeter.evaluation.report.words import method_words
from crmeter.evaluation.result import Explanation
from crmeter.vocabulary import Misused, Text, formats
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("measure", metavar="MEASURE", help="chỉ số / measure")
    parser.add_argument("--run", dest="run_id", metavar="ID", help="lần đánh giá / evaluation run (default: latest)")
    parser.add_argument("--slice", action="append", default=[], metavar="COLUMN=VALUE", help="lát cắt / slice")
    parser.add_argument("--rows", type=Path, metavar="OUT.csv", help="viết mọi dòng phía sau / write all rows behind")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    if arguments.rows is not None:
        writable(arguments.rows)
    slice_ = dict(_pair(words) for words in arguments.slice)
    where, run_id = latest_run(workspace, arguments.run_id)
    with open_run(where, run_id) as opened:
        explanation = opened.explain(arguments.measure, slice_)
        if arguments.rows is not None:
            write_csv(arguments.rows, *opened.all_rows(explanation))
            console.say(
                Text("{n} dòng: {path}", "{n} rows: {path}").fill(n=explanation.n_rows, path=str(arguments.rows))
            )
        if console.as_json:
            console.data(_as_json(opened, explanation))
        else:
            _tell(explanation, slice_, console)
    return DONE


def _pair(words: str) -> tuple[str, str]:
    column, separator, value = words.partition("=")
    if not separator:
        raise Misused(
            "slice_unreadable",
            Text(
                "--slice viết dạng CỘT=GIÁ TRỊ, như channel=web, không phải {words}",
                "--slice is written COLUMN=VALUE, such as channel=web, not {words}",
            ).fill(words=words),
        )
    return column, value


def _as_json(opened: ExplainedRun, explanation: Explanation) -> dict[str, Any]:
    return {"schema": "crmeter.explanation/1", "run": opened.run.id, "snapshot": opened.run.snapshot} | (
        explanation_to_json(explanation)
    )


def _tell(explanation: Explanation, slice_: Mapping[str, str], console: Console) -> None:
    language, reading = console.language, explanation.reading
    cut = "".join(f", {column} = {value}" for column, value in slice_.items())
    console.show(f"{explanation.title.in_(language)}{cut}")
    value = written(reading.value, reading.unit, reading.currency, language)
    console.show(f"  {value}   n = {formats.number(reading.n, language)}")
    for interval in reading.intervals:
        low = written(interval.low, reading.unit, reading.currency, language)
        high = written(interval.high, reading.unit, reading.currency, language)
        method = method_words(interval.method).in_(language)
        console.show(f"  {round(100 * interval.level)}%: {formats.span(low, high)}  ({method})")
    if reading.undefined is not None:
        console.show(f"  {reading.undefined.reason.in_(language)}")
        if reading.undefined.needs is not None:
            console.show(f"  → {reading.undefined.needs.in_(language)}")
    console.show(f"\n{explanation.meaning.in_(language)}.")
    console.show(f"{explanation.formula.in_(language)}:  {explanation.figures.in_(language)}")
    score = reading.trust.score
    trust = formats.EMPTY if score is None else formats.number(score, language, 0)
    console.show(Text("\nĐộ tin cậy dữ liệu: {score}", "\nData trust: {score}").fill(score=trust).in_(language))
    for part, reason in reading.trust.reasons.items():
        console.show(f"  {reading.trust.parts[part]:5.1f}  {reason.in_(language)}")
    for left in reading.coverage.left_out:
        words = Text("Không dùng {n}: {reason}", "Left out {n}: {reason}").fill(n=left.n, reason=left.reason)
        console.show(f"  {words.in_(language)}")
    console.show(f"\n{explanation.sql}\n")
    if explanation.rows.rows:
        columns = explanation.rows.columns
        console.show("\t".join(column.title.in_(language) for column in columns))
        for row in explanation.rows.rows:
            console.show("\t".join(formats.EMPTY if cell is None else str(cell) for cell in row))
        more = explanation.n_rows - len(explanation.rows.rows)
        if more > 0:
            console.show(
                Text("… và {n} dòng nữa (--rows OUT.csv)", "… and {n} more rows (--rows OUT.csv)")
                .fill(n=more)
                .in_(language)
            )
