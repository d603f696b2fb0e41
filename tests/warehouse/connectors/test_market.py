"""Files of figures of the market: periods by their words, shares in per cent or as parts, who says so."""

from datetime import date
from decimal import Decimal

HEADS = "Kỳ;Doanh nghiệp;Quy mô (VND);Sản lượng;Thị phần;Giá;Nguồn;Ngày công bố\n"


def test_periods_holders_and_shares_are_read_as_they_are_written(imported) -> None:
    result = imported(
        HEADS + "2024;Thị trường;20.000.000.000.000;;;150000;GfK;25/03/2025\n"
        "Q3/2025;Mình;;1200;12,5;;GfK;25/11/2025\n"
        "07/2025;Hãng A;;;30;;GfK;25/11/2025\n"
    )

    assert sorted(result.rows("market_figures", "span", "starts_on", "who", "name", "amount", "units", "share")) == [
        ("month", date(2025, 7, 1), "competitor", "Hãng A", None, None, Decimal("0.3")),
        ("quarter", date(2025, 7, 1), "us", None, None, Decimal(1200), Decimal("0.125")),
        ("year", date(2024, 1, 1), "market", None, Decimal(20_000_000_000_000), None, None),
    ]
    assert set(result.rows("market_figures", "currency", "said_by")) == {("VND", "GfK")}


def test_shares_that_are_parts_of_one_stay_so(imported) -> None:
    result = imported("year,company,market share,source\n2024,A,0.3,GfK\n2024,B,0.25,GfK\n")

    assert sorted(result.rows("market_figures", "name", "share")) == [
        ("A", Decimal("0.3")),
        ("B", Decimal("0.25")),
    ]


def test_a_row_without_a_period_or_a_source_is_refused_with_its_line(imported) -> None:
    result = imported("year,company,market share,source\n2024,A,30,GfK\nsoon,A,31,GfK\n2025,A,32,\n")

    assert [key for (key,) in result.rows("market_figures", "starts_on")] == [date(2024, 1, 1)]
    assert result.imported.rejected == 2
