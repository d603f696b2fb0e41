"""`crmeter survey … themes`: what people wrote, by theme, in a file or in a survey that was imported."""

import argparse
from collections.abc import Sequence

from crmeter.cli.console import DONE, Console
from crmeter.cli.survey_themes import theme_lines, themes_as_json
from crmeter.evaluation.external.survey_study import SurveyStudy
from crmeter.evaluation.external.written_answers import WrittenSurvey, surveys_written_to, written_answers
from crmeter.measures.rows.answers import LEAST_EMPLOYEES
from crmeter.vocabulary import Misused, NotEnoughData, Text, Undefined
from crmeter.warehouse.connectors.files.matching import called_like
from crmeter.warehouse.workspace import Workspace

_COMMENT = "survey_answers.comment"


def comment_column(headers: Sequence[str]) -> str:
    """Return the column of a file that holds what people wrote, by its header.

    Raises:
        Misused: none is called so, or several are.
    """
    found = called_like(_COMMENT, headers)
    if len(found) != 1:
        raise Misused("no_comments", (_SEVERAL if found else _NONE).fill(headers=", ".join(found or headers)))
    return found[0]


def tell_themes_alone(study: SurveyStudy, console: Console) -> None:
    """Show the themes of a study of a file and nothing else.

    Raises:
        NotEnoughData: too few people wrote something.
    """
    told = study.answers.told
    if study.themes is None or told.text is None:
        raise _lacking(study.themes_undefined)
    if console.as_json:
        console.data(themes_as_json(study.themes, told.text, told.score_beside))
        return
    for line in theme_lines(study.themes, told.text, told.score_beside, console.language):
        console.show(line)


def tell_imported(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Show the themes of each question of an imported survey that was answered in words.

    Raises:
        Misused: there is neither such a file nor such a survey.
        NotEnoughData: too few people wrote something.
    """
    there = surveys_written_to(workspace, LEAST_EMPLOYEES)
    asked = [each for each in there if each.name == str(arguments.file)]
    if not asked:
        names = ", ".join(dict.fromkeys(each.name for each in there))
        raise Misused("no_such_survey", (_NO_SUCH if names else _NO_WORDS).fill(name=str(arguments.file), names=names))
    leave_out = [each.strip().lower() for each in arguments.leave_out.split(",") if each.strip()]
    found = [_of_one(workspace, each, leave_out, console) for each in asked]
    if console.as_json:
        console.data({"survey": str(arguments.file), "questions": found})
    return DONE


def _of_one(
    workspace: Workspace, asked: WrittenSurvey, leave_out: Sequence[str], console: Console
) -> dict[str, object]:
    written = written_answers(workspace, asked.survey, asked.question, asked.respondents, LEAST_EMPLOYEES)
    if written is None:
        # Erased or undone between the two questions.
        raise _lacking(None)
    themes, beside = written.themes(leave_out), written.beside and written.beside.upper()
    if not console.as_json:
        for line in theme_lines(themes, asked.asked, beside, console.language):
            console.show(line)
    return {"respondents": asked.respondents, **themes_as_json(themes, asked.asked, beside)}


def _lacking(undefined: Undefined | None) -> NotEnoughData:
    if undefined is None:
        return NotEnoughData("few_texts", _NOTHING)
    return NotEnoughData(undefined.code, undefined.reason, undefined.needs)


_NOTHING = Text("chưa ai viết gì", "nobody has written anything")
_NONE = Text(
    "không cột nào mang tên như lời góp ý; hãy chỉ cột bằng --text. Các cột: {headers}",
    "no column is called like comments; name it by --text. There are {headers}",
)
_SEVERAL = Text(
    "nhiều cột có vẻ là lời góp ý: {headers}; hãy chọn một bằng --text",
    "several columns look like comments: {headers}; choose one by --text",
)
_NO_SUCH = Text(
    "không có tệp hay khảo sát đã nhập nào tên {name}; các khảo sát có lời viết: {names}",
    "there is no file and no imported survey called {name}; surveys with words are {names}",
)
_NO_WORDS = Text(
    "không có tệp {name}, và chưa khảo sát đã nhập nào có lời viết; hãy nhập tệp câu trả lời có cột góp ý",
    "there is no file {name}, and no imported survey has words; import a file of answers with a column of comments",
)
