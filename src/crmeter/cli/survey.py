"""`crmeter survey`: scores from a file of answers, by segment and wave, with weights, and what drives satisfaction."""

import argparse

from crmeter.cli.console import DONE, Console
from crmeter.cli.survey_flags import add_survey_flags, survey_file_of
from crmeter.cli.survey_json import survey_as_json
from crmeter.cli.survey_lines import lines_of
from crmeter.cli.survey_written import comment_column, tell_imported, tell_themes_alone
from crmeter.evaluation.external.survey_file import read_survey
from crmeter.evaluation.external.survey_study import study_survey
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import headers_of
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_survey_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    if arguments.part == "themes" and not arguments.file.exists():
        return tell_imported(arguments, workspace, console)
    answers = Answers(decimal=arguments.decimal, encoding=arguments.encoding)
    headers = headers_of(arguments.file, answers)
    if arguments.part == "themes":
        arguments.text = arguments.text or comment_column(headers)
    told = survey_file_of(arguments, headers)
    given = read_survey(arguments.file, told, answers, console.work())
    for left in given.left_out:
        console.say(Text("Không dùng {n}: {reason}", "Left out {n}: {reason}").fill(n=left.n, reason=left.reason))
    for cell in given.unread:
        words = Text("Dòng {line}, cột {column}: {cell} không phải là số", "Line {line}, {column}: {cell} is no number")
        console.say(words.fill(line=str(cell.line), column=cell.column, cell=cell.cell))
    study = study_survey(given, ridge=arguments.ridge)
    if arguments.part == "themes":
        tell_themes_alone(study, console)
    elif console.as_json:
        console.data(survey_as_json(study))
    else:
        for line in lines_of(study, console.language):
            console.show(line)
    return DONE
