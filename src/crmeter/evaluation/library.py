"""The evaluation as a library: what a notebook calls."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request
from crmeter.evaluation.sources import evaluate_sources
from crmeter.measures.view import Settings
from crmeter.vocabulary import LANGUAGES, Language, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.files import write_atomically
from crmeter.warehouse.workspace import Workspace

REPORT_ENDINGS = (".html", ".json", ".xlsx")


def evaluate(
    source: str | Path | Sequence[str | Path],
    *,
    as_of: date | str | None = None,
    table: str | None = None,
    mapping: Mapping[str, str] | None = None,
    date_order: Literal["dmy", "mdy", "ymd"] | None = None,
    decimal: Literal["comma", "point"] | None = None,
    currency: str | None = None,
    encoding: str | None = None,
    country: str | None = None,
    of_survey: Mapping[str, str] | None = None,
    settings: Settings = Settings(),
    workspace: str | Path | None = None,
    work: Work | None = None,
) -> Evaluation:
    """Evaluate files or folders and return the whole result.

    Args:
        source: a file or folder, or several.
        as_of: the last day to see; by default that of `first_view`.
        table: what a row of the file is about, where that is not clear.
        mapping: header to column, where that is not clear.
        date_order: how dates with slashes are written, where that is not clear.
        decimal: the decimal mark, where that is not clear.
        currency: of amounts that name none, and of the evaluation.
        encoding: of the text, where that is not clear.
        country: of phone numbers that name none, where that is not clear.
        of_survey: what answers to a survey do not say: `answered_on`, `respondents`, `nps_scale`, …; see `Answers`.
        settings: windows, thresholds, horizon, discount rate.
        workspace: where to keep what is read; by default a folder of its own.
        work: told the progress; stops it.

    Raises:
        NeedsAnswers: something must be said that no reader may guess; its `questions` say what.
        FileRefused: a file is no table or would do harm.
        NotEnoughData: there is no valid order.
    """
    sources = [Path(source)] if isinstance(source, str | Path) else [Path(path) for path in source]
    answers = Answers(
        table=table,
        mapping=mapping,
        date_order=date_order,
        decimal=decimal,
        currency=currency,
        encoding=encoding,
        country=country,
        **(of_survey or {}),
    )
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    request = Request(as_of=day, settings=settings, currency=currency)
    kept = Workspace(Path(workspace)) if workspace is not None else None
    return evaluate_sources(sources, answers, request, kept, work)


def write_report(evaluation: Evaluation, path: str | Path, language: Language = "vi") -> None:
    """Write an evaluation as a file; its ending says in which form: .html, .json or .xlsx.

    Args:
        evaluation: what to write.
        path: where to.
        language: that the HTML opens in (it holds both) and that the workbook is in.

    Raises:
        Misused: the ending is none of the three.
    """
    # Each form is imported where it is written: whoever wants figures needs no library of pages or workbooks.
    path = Path(path)
    match path.suffix.lower():
        case ".html":
            from crmeter.evaluation.report.html import to_html  # noqa: PLC0415 - see above

            write_atomically(
                path, to_html(evaluation, (language, *(other for other in LANGUAGES if other != language))).encode()
            )
        case ".json":
            from crmeter.evaluation.report.json import to_json  # noqa: PLC0415 - see above

            write_atomically(
                path, json.dumps(to_json(evaluation), ensure_ascii=False, allow_nan=False, indent=1).encode()
            )
        case ".xlsx":
            from crmeter.evaluation.report.xlsx import write_xlsx  # noqa: PLC0415 - see above

            write_xlsx(evaluation, path, language)
        case _:
            raise report_ending(path)


def report_ending(path: Path) -> Misused:
    """Return the complaint about a report whose ending says no form."""
    return Misused(
        "report_ending",
        Text(
            "tên báo cáo {path} phải kết thúc bằng .html, .json hoặc .xlsx",
            "the name of the report {path} must end in .html, .json or .xlsx",
        ).fill(path=str(path)),
    )
