"""What is wrong is said in the chosen language, with where and what to do, and with the right exit code."""

import re
import zlib
from pathlib import Path
from typing import Any

import pytest

from crmeter.cli.parser import in_both_languages
from crmeter.evaluation.report.words import METHOD_WORDS

VIETNAMESE = re.compile(r"[ăâđêôơưạảãáàịỉĩíìụủũúùọỏõóòẹẻẽéèếềểễệấầẩẫậắằẳẵặốồổỗộớờởỡợứừửữự]")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + zlib.compress(bytes(range(256)) * 8)
HEADER = "order id,order date,total,currency,customer id\n"


@pytest.fixture
def files(folder: Path) -> Path:
    """A folder of files with something wrong."""
    (folder / "empty.csv").write_text("")
    (folder / "header.csv").write_text(HEADER)
    (folder / "picture.csv").write_bytes(PNG)
    (folder / "noise.csv").write_bytes(bytes(range(256)) * 20)
    (folder / "xyz.csv").write_text(HEADER + "1,2026-01-05,10,XYZ,A\n2,2026-01-06,20,XYZ,B\n")
    (folder / "map.json").write_text('{"total vnd":\n oops}')
    (folder / "nofield.json").write_text('{"total vnd": "orders.nothing"}')
    (folder / "nothing in it").mkdir()
    return folder


# Words after `crmeter`, the exit code, and what both languages must name; {} stands for the folder.
SLIPS = [
    ((), 2, "--help"),
    (("nothing",), 2, "nothing"),
    (("evaluate", "--nothing"), 2, "evaluate --help"),
    (("evaluate", "--source"), 2, "--source"),
    (("evaluate", "--date-order", "ddd"), 2, "'ddd'"),
    (("evaluate", "--as-of", "2026-13-01"), 2, "2026-01-31"),
    (("evaluate", "--as-of", "0001-01-02"), 2, "1900"),
    (("evaluate", "--as-of", "2099-01-01"), 2, "2099"),
    (("evaluate", "--memory", "abc"), 2, "--memory"),
    (("evaluate", "--memory", "1KB"), 2, "--memory"),
    (("evaluate", "--window-days", "0"), 2, "--window-days"),
    (("evaluate", "--window-days", "99999999"), 2, "--window-days"),
    (("evaluate", "--annual-discount-rate", "nan"), 2, "--annual-discount-rate"),
    (("evaluate", "--window-days", "many"), 2, "'many'"),
    (("evaluate", "--currency", "XYZ"), 2, "ISO 4217"),
    (("evaluate", "--out", "report.pdf"), 2, "report.pdf"),
    (("evaluate", "--out", "{}/orders.csv/report.html"), 1, "orders.csv"),
    (("evaluate", "--snapshot", "../000001"), 1, "../000001"),
    (("evaluate", "--source", "{}/nowhere.csv"), 1, "nowhere.csv"),
    (("evaluate", "--source", "{}/empty.csv"), 3, "empty.csv"),
    (("evaluate", "--source", "{}/header.csv"), 3, "header.csv"),
    (("evaluate", "--source", "{}/nothing in it"), 3, "nothing in it"),
    (("evaluate", "--source", "{}/picture.csv"), 1, "PNG"),
    (("evaluate", "--source", "{}/noise.csv"), 1, "noise.csv"),
    (("evaluate", "--source", "{}/xyz.csv"), 1, "ISO 4217"),
    (("evaluate", "--source", "{}/orders.csv", "--map", "{}/map.json"), 2, "map.json"),
    (("evaluate", "--source", "{}/orders.csv", "--map", "{}/nofield.json"), 2, "orders.nothing"),
    (("evaluate", "--source", "{}/orders.csv", "--encoding", "klingon"), 2, "klingon"),
    (("import",), 2, "crmeter import"),
    (("import", "--undo", "0123456789abcdef"), 1, "--list"),
    (("measures", "revenu"), 2, "revenue"),
    (("explain", "revenue"), 1, "crmeter evaluate"),
    (("demo", "--out", "{}/orders.csv"), 1, "orders.csv"),
    (("estimate", "nothing"), 2, "bg_nbd"),
]


@pytest.mark.parametrize(("words", "code", "names"), SLIPS, ids=[" ".join(words) for words, _, _ in SLIPS])
def test_what_is_wrong_is_said_in_the_chosen_language(
    crmeter: Any, files: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, names: str
) -> None:
    given = [word.replace("{}", str(files)) for word in words]

    said = {}
    for language in ("vi", "en"):
        monkeypatch.setenv("CRMETER_LANGUAGE", language)
        said[language] = crmeter(*given)
    told = [s.err.replace(str(files), "") for s in said.values()]

    assert [s.code for s in said.values()] == [code, code]
    assert VIETNAMESE.search(told[0])
    assert not VIETNAMESE.search(told[1])
    assert all(names in words for words in told)
    if words:
        error = crmeter(*given, "--json").json()["error"]
        assert error["exit"] == code
        assert {"vi", "en"} == set(error["text"])


def test_the_language_flag_holds_for_complaints_about_flags(crmeter: Any) -> None:
    for flag in (["--language", "vi"], ["--language=vi"], ["--lang", "vi"]):
        assert crmeter("evaluate", "--nothing", *flag).err.startswith("Không rõ")


def test_a_refused_file_tells_its_first_bad_row(crmeter: Any, files: Path) -> None:
    said = crmeter("import", files / "xyz.csv")

    assert "2 rows were refused. Line 2, column “currency”, “XYZ”" in said.err


def test_a_question_says_how_to_answer(crmeter: Any, folder: Path) -> None:
    (folder / "orders.csv").write_text("order id,order date,total,customer id\n1,2026-01-05,10,A\n")

    said = crmeter("import", folder / "orders.csv")

    assert said.code == 2
    assert "orders.csv: What currency" in said.err
    assert "--currency: VND, USD" in said.err
    assert said.json()["questions"][0]["file"] == "orders.csv"


def test_a_mistake_of_the_program_is_told_by_its_place(crmeter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("crmeter.cli.measures.run", broken)

    said = crmeter("measures")

    assert said.code == 1
    assert re.search(r"ZeroDivisionError at test_complaints\.py:\d+: planted", said.err)


@pytest.mark.parametrize(
    "message",
    [
        "argument --slice: expected one argument",
        "argument --json: ignored explicit argument 'x'",
        "ambiguous option: --da could match --date, --date-order",
        "the following arguments are required: --out",
    ],
)
def test_complaints_of_the_standard_library_are_known(message: str) -> None:
    text = in_both_languages(message)

    assert VIETNAMESE.search(text.vi)
    assert message not in text.vi


def test_the_method_of_an_interval_is_named_in_words(crmeter: Any, folder: Path) -> None:
    report = crmeter("evaluate", "--source", folder / "orders.csv", "--json", "--workspace", folder / "own").json()
    used = {interval["method"] for reading in report["readings"] for interval in reading["intervals"]}

    said = crmeter("explain", "average_order_value", "--workspace", folder / "own", "--language", "vi")

    assert used
    assert used <= set(METHOD_WORDS)
    assert "t của Student" in said.out
    assert not any(f"({method})" in said.out for method in used)
