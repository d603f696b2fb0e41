"""`crmeter demo`: write the sample company, and evaluate it if asked."""

import argparse
from pathlib import Path

from crmeter.cli.console import DONE, Console
from crmeter.cli.flag_values import day
from crmeter.cli.out_path import folder_writable
from crmeter.demo import DEFAULT_AS_OF, DEFAULT_SEED, write_sample
from crmeter.evaluation.library import write_report
from crmeter.evaluation.run import Request
from crmeter.evaluation.sources import evaluate_sources
from crmeter.vocabulary import Text
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="thư mục để viết / folder to write")
    parser.add_argument("--size", choices=("small", "large"), default="small", help="4.800 / 100.000 khách, customers")
    parser.add_argument("--as-of", type=day, default=DEFAULT_AS_OF, metavar="DATE")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--evaluate", action="store_true", help="đánh giá ngay và viết báo cáo / evaluate at once")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    folder_writable(arguments.out)
    console.say(Text("Đang viết công ty mẫu…", "Writing the sample company…"))
    sample = write_sample(arguments.out, arguments.size, as_of=arguments.as_of, seed=arguments.seed)
    if not arguments.evaluate:
        console.say(Text("Công ty mẫu: {path}", "Sample company: {path}").fill(path=str(sample.folder.absolute())))
        return DONE
    console.say(Text("Đang đánh giá (khoảng nửa phút)…", "Evaluating (about half a minute)…"))
    own = Workspace(arguments.out.absolute() / "workspace")
    evaluation = evaluate_sources(sample.measured, sample.answers, Request(as_of=arguments.as_of), own, console.work())
    report = arguments.out.absolute() / "report.html"
    write_report(evaluation, report, console.language)
    for finding in evaluation.findings:
        console.show(f"- {finding.sentence.in_(console.language)}")
    console.show(Text("Báo cáo: {path}", "Report: {path}").fill(path=str(report)).in_(console.language))
    return DONE
