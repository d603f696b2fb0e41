from pathlib import Path
from typing import Any

import pytest


def test_importing_twice_counts_once(crmeter: Any, folder: Path) -> None:
    first = crmeter("import", folder / "orders.csv", "--json")
    second = crmeter("import", folder / "orders.csv", "--json")

    assert (first.code, second.code) == (0, 0)
    assert first.json()["tables"]["orders"] == second.json()["tables"]["orders"] == 30
    assert first.json()["snapshot"] == second.json()["snapshot"]
    assert [i["already_imported"] for i in (first.json()["imports"][0], second.json()["imports"][0])] == [False, True]
    assert "not counted twice" in crmeter("import", folder / "orders.csv").out


def test_undo_takes_the_rows_out_and_importing_again_brings_them_back(crmeter: Any, folder: Path) -> None:
    imported = crmeter("import", folder / "orders.csv", "--json").json()["imports"][0]["import_id"]

    undone = crmeter("import", "--undo", imported)

    assert (undone.code, undone.err.strip()) == (0, "Undone: orders.csv")
    assert crmeter("doctor", "--json").json()["tables"]["orders"] == 0
    assert [i["state"] for i in crmeter("import", "--list", "--json").json()["imports"]] == ["undone"]
    assert crmeter("import", folder / "orders.csv", "--json").json()["tables"]["orders"] == 30


def test_undoing_what_is_not_there_fails_in_words(crmeter: Any) -> None:
    said = crmeter("import", "--undo", "0123456789abcdef")

    assert said.code in (1, 2)
    assert "0123456789abcdef" in said.err


def test_rejected_rows_end_with_their_own_code_and_can_be_seen(crmeter: Any, folder: Path) -> None:
    (folder / "orders.csv").write_text(
        "order id,order date,total vnd,customer id\n1,2026-01-05,10,A\n2,2026-02-31,20,B\n3,2026-01-06,x,C\n"
    )

    imported = crmeter("import", folder / "orders.csv", "--json")

    assert imported.code == 4
    [told] = imported.json()["imports"]
    assert (told["rows"], told["rejected"]) == (3, 2)
    rejected = crmeter("import", "--rejected", told["import_id"], "--json").json()["rejected"]
    assert [row["line"] for row in rejected] == [3, 4]
    assert all(row["reason"]["vi"] != row["reason"]["en"] for row in rejected)
    assert crmeter("import", "--rejected", told["import_id"]).out.startswith("line,reason,column,value,raw")


def test_what_cannot_be_guessed_is_asked_and_answered_by_flags(crmeter: Any, folder: Path) -> None:
    path = folder / "orders.csv"
    path.write_text("order id,order date,total,customer id\n1,05/01/2026,10,A\n2,06/02/2026,20,B\n")

    asked = crmeter("import", path)

    assert asked.code == 2
    questions = {question["code"]: question for question in asked.json()["questions"]}
    assert set(questions) == {"currency", "date_order"}
    assert questions["date_order"]["choices"] == ["dmy", "mdy", "ymd"]
    assert questions["date_order"]["column"] == "order date"
    assert "05/01/2026" in questions["date_order"]["examples"]
    assert questions["currency"]["text"]["vi"] != questions["currency"]["text"]["en"]
    assert questions["currency"]["text"]["en"] in asked.err
    half = crmeter("import", path, "--currency", "vnd")
    assert (half.code, [q["code"] for q in half.json()["questions"]]) == (2, ["date_order"])
    assert crmeter("import", path, "--currency", "vnd", "--date-order", "dmy").code == 0


def test_a_mapping_answers_what_headers_do_not_say(crmeter: Any, folder: Path) -> None:
    path, mapping = folder / "odd.csv", folder / "map.json"
    path.write_text("a,b,c,d\n1,2026-01-05,10,A\n")
    mapping.write_text(
        '{"a": "orders.source_key", "b": "orders.ordered_at", "c": "orders.amount", "d": "customers.source_key"}'
    )

    assert crmeter("import", path).code == 2
    assert crmeter("import", path, "--table", "orders", "--map", mapping, "--currency", "VND").code == 0
    mapping.write_text('["a"]')
    assert crmeter("import", path, "--table", "orders", "--map", mapping).code in (1, 2)


@pytest.mark.parametrize(("words", "code"), [((), 2), (("nowhere.csv",), 1), (("--table", "nothing"), 2)])
def test_what_makes_no_sense_is_said(crmeter: Any, words: tuple[str, ...], code: int) -> None:
    said = crmeter("import", *words)

    assert said.code == code
    assert said.err.strip()


def test_rejecting_speaks_both_languages(crmeter: Any, folder: Path) -> None:
    said = [crmeter("import", folder / "nowhere.csv", "--language", language).err for language in ("vi", "en")]

    assert said[0].startswith(f"{folder / 'nowhere.csv'}: không có tệp")
    assert said[1].startswith(f"{folder / 'nowhere.csv'}: there is no such file")
