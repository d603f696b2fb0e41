"""`crmeter views` on a file of pages, a row for each of their days (C5)."""

from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter

# Of two days each: views, and baskets.
PAGES = {"Máy lọc": (4000, 60), "Lõi": (2000, 104), "Bình 20L": (2000, 98), "Vòi": (2000, 101), "Kệ": (40, 0)}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    lines = ["Trang;Ngày;Lượt xem;Thêm giỏ"]
    for page, (views, baskets) in PAGES.items():
        lines += [
            f"{page};1/5/2026;{views // 2};{baskets // 2}",
            f"{page};2/5/2026;{views // 2};{baskets - baskets // 2}",
        ]
    lines += [";3/5/2026;5;1", "Vòi;4/5/2026;3;9"]
    path = tmp_path / "trang.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


FLAGS = ("--page", "Trang", "--views", "Lượt xem", "--actions", "Thêm giỏ")


def test_days_of_a_page_are_added_up_and_impossible_rows_counted(crmeter: Crmeter, pages: Path) -> None:
    told = crmeter("views", pages, *FLAGS, "--json").json()

    assert {each["page"]: (each["views"], each["actions"]) for each in told["pages"]} == PAGES
    assert [each["n"] for each in told["left_out"]] == [1, 1]


def test_the_page_that_is_seen_much_and_acted_on_little_is_named(crmeter: Crmeter, pages: Path) -> None:
    told = crmeter("views", pages, *FLAGS, "--json").json()
    en, vi = (crmeter("views", pages, *FLAGS, "--language", code).out for code in ("en", "vi"))

    # 363 of 10,040: at that rate 4,000 views bring 144.6.
    assert [each["page"] for each in told["pages"] if each["is_seen_and_not_acted_on"]] == ["Máy lọc"]
    assert "Seen much, acted on little: Máy lọc, 85 fewer" in en
    assert "Xem nhiều, làm ít: Máy lọc, thiếu 85 lần" in vi


def test_a_small_page_without_any_action_is_not_judged(crmeter: Crmeter, pages: Path) -> None:
    told = crmeter("views", pages, *FLAGS, "--json").json()

    assert next(each["p_value"] for each in told["pages"] if each["page"] == "Kệ") is None


def test_two_pages_are_too_few(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("page,views,carts\na,100,3\nb,100,9\n")

    refused = crmeter("views", path, "--page", "page", "--views", "views", "--actions", "carts")

    assert refused.code == 3
