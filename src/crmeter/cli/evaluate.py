"""`crmeter evaluate`: files, folders or the workspace to an evaluation and its report."""

import argparse
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from crmeter.cli.answer_flags import add_answer_flags, answers_from
from crmeter.cli.console import DONE, DONE_WITH_REJECTED_ROWS, Console
from crmeter.cli.flag_values import day, memory_size
from crmeter.cli.out_path import writable
from crmeter.evaluation.explain import written
from crmeter.evaluation.levels import LEVEL_NAMES
from crmeter.evaluation.library import REPORT_ENDINGS, report_ending, write_report
from crmeter.evaluation.report.json import to_json
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import Taken, take_only, workspace_for
from crmeter.evaluation.store import pinned_snapshots
from crmeter.measures.catalogue import measures
from crmeter.measures.own.known import own_measures_in
from crmeter.measures.view import Settings
from crmeter.vocabulary import Misused, Text, formats, local
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import load
from crmeter.warehouse.workspace import Workspace

_OWN = "own_measures"


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument(
        "--source", nargs="+", type=Path, metavar="PATH", help="tệp hay thư mục / files or folders (default: workspace)"
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="ngày cuối được thấy / last day seen")
    parser.add_argument("--out", type=Path, metavar="FILE", help="báo cáo / report: .html, .json, .xlsx")
    parser.add_argument("--snapshot", metavar="ID", help="bản chụp dữ liệu / snapshot (default: current)")
    parser.add_argument(
        "--memory", default="1GB", type=memory_size, metavar="SIZE", help="bộ nhớ của máy tính toán / engine memory"
    )
    settings = parser.add_argument_group("thiết lập / settings")
    settings.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="'TITLE = DEFINITION'",
        help="chỉ số tự đặt / own measure: 'Web = count(orders) where orders.channel = \"web\"'",
    )
    for field in fields(Settings):
        if field.name == _OWN:
            continue
        flag = "--" + field.name.replace("_", "-")
        is_name = isinstance(field.default, str)
        said = "chưa nói / not stated" if field.default == "" else field.default
        settings.add_argument(flag, type=type(field.default), metavar="NAME" if is_name else "N", help=f"({said})")
    add_answer_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    if arguments.out is not None:
        if arguments.out.suffix.lower() not in REPORT_ENDINGS:
            raise report_ending(arguments.out)
        writable(arguments.out)
    if arguments.as_of is not None and arguments.as_of > local(datetime.now(UTC)).date():
        # Nothing is known of a day that has not been: an evaluation of it would show silence where there is none.
        raise Misused(
            "as_of_in_future",
            Text(
                "--as-of {day} là ngày chưa đến; hãy chọn hôm nay hoặc ngày trước đó",
                "--as-of {day} is yet to come; choose today or a day before",
            ).fill(day=arguments.as_of),
        )
    named = [field.name for field in fields(Settings) if field.name != _OWN]
    chosen = {name: getattr(arguments, name) for name in named if getattr(arguments, name) is not None}
    chosen[_OWN] = "\n".join(arguments.measure)
    # Only the HTML report shows explanations; `crmeter explain` writes them when asked.
    explained = arguments.out is not None and arguments.out.suffix.lower() == ".html"
    request = Request(arguments.as_of, Settings(**chosen), arguments.currency, arguments.memory, explained=explained)
    work = console.work()
    taken = None
    if arguments.source:
        if not arguments.workspace:
            workspace = workspace_for(arguments.source, workspace)
        taken = take_only(workspace, arguments.source, answers_from(arguments), work)
    snapshot = load(workspace, arguments.snapshot) if arguments.snapshot else None
    if snapshot is None:
        refresh(workspace, work, pinned_snapshots(workspace), arguments.memory)
    evaluation = evaluate_snapshot(workspace, request, work, snapshot)
    if arguments.out is not None:
        write_report(evaluation, arguments.out, console.language)
    if console.as_json:
        console.data(to_json(evaluation))
    else:
        _summarise(evaluation, console)
    if arguments.out is not None:
        console.say(Text("Báo cáo: {path}", "Report: {path}").fill(path=str(arguments.out.absolute())))
    rejected = 0
    if taken is not None:
        rejected = _tell_what_came_in(taken, console)
    return DONE_WITH_REJECTED_ROWS if rejected else DONE


def _show(evaluation: Evaluation, name: str, console: Console) -> None:
    language = console.language
    reading = evaluation.reading(name)
    value = written(reading.value, reading.unit, reading.currency, language)
    interval = reading.interval()
    sure = ""
    if interval is not None:
        low = written(interval.low, reading.unit, reading.currency, language)
        high = written(interval.high, reading.unit, reading.currency, language)
        sure = f"  (80%: {formats.span(low, high)})"
    console.show(f"  {measures()[name].title.in_(language):<38} {value}{sure}")


def _summarise(evaluation: Evaluation, console: Console) -> None:
    language = console.language
    run = evaluation.run
    console.show(
        Text("Đánh giá {id} đến hết ngày {day}", "Evaluation {id} up to {day}")
        .fill(id=run.id, day=run.as_of)
        .in_(language)
    )
    for name in (*evaluation.headline, *own_measures_in(str(run.settings[_OWN]))):
        _show(evaluation, name, console)
    for finding in evaluation.findings:
        console.show(f"  - {finding.sentence.in_(language)}")
    for level in evaluation.levels:
        reached = LEVEL_NAMES[level.reached].in_(language) if level.reached else formats.EMPTY
        console.show(f"  {level.title.in_(language)}: {reached} ({level.reached}/3)")
    missing = evaluation.tables["not_computed"].rows
    if missing:
        words = Text("  Chưa tính được {n} chỉ số:", "  {n} measures cannot be computed:").fill(n=len(missing))
        console.show(words.in_(language))
    for measure, reason, needs in missing:
        wanted = f" → {needs.in_(language)}" if needs else ""
        console.show(f"    {measure.in_(language)}: {reason.in_(language)}{wanted}")


def _tell_what_came_in(taken: Taken, console: Console) -> int:
    for skipped in taken.skipped:
        console.say(
            Text("Bỏ qua {file}: {reason}", "Left out {file}: {reason}").fill(
                file=skipped.path.name, reason=skipped.reason
            )
        )
    rejected = 0
    for imported in taken.imported:
        if imported.rejected:
            rejected += imported.rejected
            console.say(
                Text(
                    "{file}: {n} dòng không đọc được; xem bằng crmeter import --rejected {id}",
                    "{file}: {n} rows could not be read; see them by crmeter import --rejected {id}",
                ).fill(file=imported.file, n=imported.rejected, id=imported.import_id)
            )
    return rejected
