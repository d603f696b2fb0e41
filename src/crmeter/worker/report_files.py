"""The files of a board, or of the report of the whole evaluation, as one person may see it."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from crmeter.evaluation.document import from_document
from crmeter.evaluation.reading_document import reading_from_document
from crmeter.evaluation.report.embed import open_page
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.html import to_html
from crmeter.evaluation.report.paper.board import board_on_paper
from crmeter.evaluation.report.paper.pdf import NoPdf, to_pdf
from crmeter.evaluation.report.tiles.asked import Look
from crmeter.evaluation.report.tiles.board_file import board_file
from crmeter.evaluation.report.tiles.workbook import board_workbook
from crmeter.evaluation.report.xlsx import to_xlsx
from crmeter.evaluation.result import Evaluation
from crmeter.records.readings.queries import StoredRun, current_run, document_of, readings_of, run_a_year_before
from crmeter.records.staff.owner_words import owner_words
from crmeter.records.staff.queries import Person, scope_of
from crmeter.strategy.boards.beside import beside_of
from crmeter.strategy.boards.queries import BoardView
from crmeter.strategy.boards.sent_actions import Made
from crmeter.vocabulary import Language, Text

# The files of the typeface by the names that the page gives them.
_FACES = {f"Inter {part}": f"crmeter/built/fonts/inter-{part}.woff2" for part in ("latin", "latin-ext", "vietnamese")}
REPORT = Text("Báo cáo đánh giá", "Report of the evaluation")


class ReportFiles:
    """Makes files, and those that are alike for several people once.

    Everybody who sees the same rows of a run in the same language gets the same bytes.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Made] = {}

    def of(self, board: BoardView | None, reader: Person) -> Made | Text:
        """Return the files of a board, or of the report, as somebody may see it, or why there are none.

        Raises:
            PartNotMade: their part has to be worked out first.
            NothingAssigned: no row is theirs.
        """
        scope = scope_of(reader)
        run = current_run(scope, frozenset() if scope.kind == "all" else owner_words(scope))
        if run is None:
            return _NO_RUN
        language = language_of(reader)
        key = (run.id, run.part, language, None if board is None else (board.id, board.version))
        if key not in self._made:
            self._made[key] = _report(run, language) if board is None else _board(run, board, language)
        return self._made[key]


def language_of(reader: Person) -> Language:
    """Return in which language somebody reads."""
    return "en" if reader.language == "en" else "vi"


def _board(run: StoredRun, board: BoardView, language: Language) -> Made:
    cuts = sorted({"", board.look_by, *(each.asked.cut for each in board.tiles)})
    page = open_page(_opened(run, cuts), language)
    look = Look(None, board.look_by, board.look_code, "year" if board.compare == "year" else "before")
    if not board.compare:
        look = Look(None, board.look_by, board.look_code, "")
    earlier = _a_year_before(run, cuts, language) if board.compare == "year" else None
    tiles = [(each.asked, each.width, each.height) for each in board.tiles]
    beside = beside_of(run, [each.asked for each in board.tiles])
    workbook = board_workbook(board.name, page, [each.asked for each in board.tiles], look, language, earlier)
    document = board_file(board.name, page, tiles, look, earlier, beside)
    try:
        pdf = to_pdf(board_on_paper(board.name, page, tiles, look, earlier=earlier, faces=_faces(), beside=beside))
    except NoPdf as missing:
        return Made(run.id, workbook, document, None, missing.text)
    return Made(run.id, workbook, document, pdf)


def _report(run: StoredRun, language: Language) -> Made:
    evaluation = _opened(run, None)
    other: Language = "en" if language == "vi" else "vi"
    return Made(run.id, to_xlsx(evaluation, language), to_html(evaluation, (language, other)).encode())


def _opened(run: StoredRun, cuts: Sequence[str] | None) -> Evaluation:
    held = document_of(run)
    readings = map(reading_from_document, readings_of(run, cuts=cuts))
    # Findings are of a whole evaluation; a board holds none, and they may name what it does not open.
    return from_document(held if cuts is None else {**held, "findings": []}, readings)


def _a_year_before(run: StoredRun, cuts: Sequence[str], language: Language) -> Page | None:
    found = run_a_year_before(run)
    return None if found is None else open_page(_opened(found, cuts), language)


@cache
def _faces() -> Mapping[str, str]:
    """Return the typeface as addresses that hold it; nothing where it was not built, and the system has one."""
    found = {name: finders.find(place) for name, place in _FACES.items()}
    if not all(found.values()):
        return {}
    return {
        name: f"data:font/woff2;base64,{b64encode(Path(str(place)).read_bytes()).decode()}"
        for name, place in found.items()
    }


_NO_RUN = Text("chưa có lần đánh giá nào", "there was no evaluation yet")
