"""`crmeter measures`: the catalogue."""

import argparse
from collections.abc import Mapping
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.measures.catalogue import SUBJECTS, measures, subject_of, unknown_measure
from crmeter.measures.measure import Measure
from crmeter.measures.view import Settings
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("name", nargs="?", help="một chỉ số / one measure")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    catalogue: Mapping[str, Measure] = measures()
    if arguments.name is not None:
        if arguments.name not in catalogue:
            raise unknown_measure(arguments.name)
        catalogue = {arguments.name: catalogue[arguments.name]}
    if console.as_json:
        console.data({"schema": "crmeter.measures/1", "measures": [_as_json(m) for m in catalogue.values()]})
        return DONE
    language = console.language
    subject = ""
    for measure in catalogue.values():
        if subject_of(measure.name) != subject:
            subject = subject_of(measure.name)
            console.show(SUBJECTS[subject].in_(language))
        console.show(f"  {measure.name:<30} {measure.title.in_(language)}")
        if arguments.name is not None:
            console.show(f"    {measure.meaning_under(Settings()).in_(language)}")
            console.show(f"    {measure.formula_under(Settings()).in_(language)}")
    return DONE


def _as_json(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "subject": subject_of(measure.name),
        "title": measure.title.to_json(),
        "meaning": measure.meaning_under(Settings()).to_json(),
        "formula": measure.formula_under(Settings()).to_json(),
        "unit": measure.unit.value,
        "good": measure.good.value,
        "level": measure.level,
        "statistic": measure.statistic.value,
        "slices": list(measure.cuts),
        "benchmark": measure.benchmark
        and {
            "low": measure.benchmark.low,
            "high": measure.benchmark.high,
            "source": measure.benchmark.source.to_json(),
            "window_days": measure.benchmark.window_days and list(measure.benchmark.window_days),
        },
    }
