"""What people wrote in files of answers: kept apart from the snapshots, read by theme, forgotten with the person."""

from pathlib import Path

import duckdb
import pytest
from tests.warehouse.connectors.conftest import Importing

from crmeter.evaluation.external.written_answers import surveys_written_to, written_answers
from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.erasure.imports import Sought, erase_from_imports, keys_in_imports
from crmeter.warehouse.imports import import_file, undo_import
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

LATE = "Giao hàng chậm"
KIND = "Nhân viên nhiệt tình"
ROWS = [
    *[f"{n};2026-03-0{n};K{n};k{n}@example.vn;Bán hàng 1;3;{LATE} quá" for n in range(1, 6)],
    *[f"{n};2026-03-{n};K{n};k{n}@example.vn;Bán hàng 2;10;{KIND}, đúng hẹn" for n in range(10, 16)],
    "20;2026-03-20;K20;k20@example.vn;Bán hàng 2;9;",
    "21;2026-03-21;K21;k21@example.vn;Bán hàng 2;9;Hỏi k1@example.vn thì rõ",
]
ANSWERS = "\n".join(["Mã phiếu;Ngày trả lời;Mã khách hàng;Email;Người phụ trách;NPS;Góp ý", *ROWS])
OWNED = """Mã khách hàng;Tên;Người phụ trách
K1;An;Lan
K2;Bình;Minh
"""
TOLD = {"nps_scale": "0-10", "source": "quý 1"}


def words_in(workspace: Workspace) -> set[str]:
    with duckdb.connect() as connection:
        return {row[0] for row in connection.execute(f"SELECT words FROM '{workspace.survey_words}'").fetchall()}


def test_words_are_kept_beside_the_answers_and_in_no_snapshot(imported: Importing, workspace: Workspace) -> None:
    result = imported(ANSWERS, **TOLD)

    refresh(workspace)

    assert result.rows("survey_answers", "count(*) FILTER (text_given)") == [(12,)]
    assert result.imported.tables["survey_words"] == 12
    assert words_in(workspace) == {f"{LATE} quá", f"{KIND}, đúng hẹn", "Hỏi k1@example.vn thì rõ"}
    snapshot = current(workspace)
    assert snapshot is not None
    assert "survey_words" not in snapshot.tables


def test_themes_of_a_file_stand_beside_the_score_of_the_same_people(imported: Importing, workspace: Workspace) -> None:
    imported(ANSWERS, **TOLD)
    refresh(workspace)

    (asked,) = surveys_written_to(workspace, 5)
    written = written_answers(workspace, asked.survey, asked.question, "customer", 5)

    assert (asked.name, asked.asked, asked.n) == ("quý 1", "Góp ý", 12)
    assert written is not None
    assert (written.beside, written.scale) == ("nps", (0, 10))
    late = next(each for each in written.themes().themes if "chậm" in each.terms)
    assert late.score is not None
    # Five who gave 3.
    assert (len(late.answers), late.score.value) == (5, 3.0)


def test_whoever_sees_a_part_reads_the_words_of_their_customers(imported: Importing, workspace: Workspace) -> None:
    imported(ANSWERS, **TOLD)
    imported(OWNED, "customers.csv", source="quý 1")
    refresh(workspace)

    (asked,) = surveys_written_to(workspace, 5, {spelled("Lan")})
    written = written_answers(workspace, asked.survey, asked.question, "customer", 5, {spelled("Lan")})

    assert written is not None
    assert [(each.text, each.score) for each in written.answers] == [(f"{LATE} quá", 3.0)]
    assert surveys_written_to(workspace, 5, {spelled("Ai khác")}) == ()


def test_an_erasure_takes_what_somebody_wrote_and_what_others_wrote_of_them(
    imported: Importing, workspace: Workspace
) -> None:
    result = imported(ANSWERS, **TOLD)
    refresh(workspace)
    sought = Sought(frozenset(), ("k1@example.vn",), (), (), ("k1@example.vn",))

    keys = keys_in_imports(workspace, sought)
    erase_from_imports(workspace, keys, sought.needles)
    refresh(workspace, erased=keys)

    assert len(keys) == 1
    assert result.rows("survey_words", "count(*)") == [(10,)]
    assert "Hỏi k1@example.vn thì rõ" not in words_in(workspace)
    # That they answered stays, and the scores: no total changes.
    assert result.rows("survey_answers", "count(*) FILTER (text_given)") == [(12,)]


def test_words_of_somebody_erased_do_not_come_back_by_a_later_file(
    imported: Importing, workspace: Workspace, tmp_path: Path
) -> None:
    imported(ANSWERS, **TOLD)
    keys = keys_in_imports(workspace, Sought(frozenset(), ("k2@example.vn",), (), (), ("k2@example.vn",)))
    erase_from_imports(workspace, keys, ("k2@example.vn",))
    later = tmp_path / "later.csv"
    later.write_text("\n".join([ANSWERS.splitlines()[0], "90;2026-04-01;K2;k2@example.vn;;2;Vẫn chậm"]))

    import_file(workspace, later, Answers.from_json(TOLD))
    refresh(workspace)

    assert "Vẫn chậm" not in words_in(workspace)


def test_an_import_that_is_undone_takes_its_words_along(imported: Importing, workspace: Workspace) -> None:
    result = imported(ANSWERS, **TOLD)
    undo_import(workspace, result.imported.import_id)

    refresh(workspace)

    assert words_in(workspace) == set()


STAFF = "\n".join(
    ["Response ID,Survey date,Employee email,Recommend,Comments"]
    + [f"{n},2026-05-0{n},e{n}@firm.vn,{n},Too many meetings" for n in range(1, 5)]
)


@pytest.mark.parametrize(("more", "readable"), [("", 0), ("\n9,2026-05-09,e9@firm.vn,9,Good team", 1)])
def test_employees_are_no_customers_and_few_of_them_are_not_read(
    imported: Importing, workspace: Workspace, more: str, readable: int
) -> None:
    told = {"Employee email": "identities.email"}

    result = imported(
        STAFF + more, mapping=told, table="survey_answers", respondents="employee", nps_scale="0-10", date_order="ymd"
    )
    refresh(workspace)

    assert len(surveys_written_to(workspace, 5)) == readable
    assert result.rows("survey_words", "count(customer_key)") == [(0,)]
    assert result.rows("customers", "count(*)") == [(0,)]
    assert result.rows("identities", "count(*)") == [(0,)]
