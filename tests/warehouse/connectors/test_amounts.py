from decimal import Decimal

import pytest

from crmeter.warehouse.connectors.files import NeedsAnswers


def orders(*amounts: str, header: str = "total vnd") -> str:
    lines = "".join(f'{n};2026-01-05;"{amount}"\n' for n, amount in enumerate(amounts, start=1))
    return f"order id;order date;{header}\n{lines}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1500000", "1500000"),
        ("1.000.000,50", "1000000.5"),
        ("1,000,000.50", "1000000.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,50 ₫", "1234.5"),
        ("1.234.567đ", "1234567"),
        ("₫1,234,567", "1234567"),
        ("1tr", "1000000"),
        ("2 triệu", "2000000"),
        ("1,5 tỷ", "1500000000"),
        ("350k", "350000"),
        ("15 nghìn đồng", "15000"),
        ("(12.5)", "-12.5"),
        ("12.5-", "-12.5"),
        ("−12.5", "-12.5"),
        ("-1.000.000", "-1000000"),
        ("1'234'567", "1234567"),
        ("+99.90", "99.9"),
        ("1.5E+6", "1500000"),
        ("0.125", "0.125"),
    ],
)
def test_each_way_of_writing_an_amount_is_read(imported, written: str, meant: str) -> None:
    result = imported(orders(written))

    assert result.rows("orders", "amount") == [(Decimal(meant),)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("abc1", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("12,34,5", "not_a_number"),
        ("10000000000000", "amount_too_large"),
        ("1e15", "amount_too_large"),
        ("99999999999999999999", "amount_too_large"),
        ("99999999999999999999999999999 tỷ", "not_a_number"),
        ("99999999999999999999 tỷ", "amount_too_large"),
        ("", "missing"),
    ],
)
def test_what_is_no_amount_is_refused_by_row(imported, written: str, code: str) -> None:
    result = imported(orders("1,000,000.50", written))

    assert result.faults == [(3, code)]
    assert result.rejected[0].column == "total vnd"


def test_dong_have_no_decimals_so_a_lone_dot_parts_thousands(imported) -> None:
    result = imported(orders("1.234", "15.000"))

    assert [int(a) for (a,) in result.rows("orders", "amount")] == [1234, 15000]


def test_a_lone_mark_before_three_digits_is_asked_about_in_other_currencies(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(orders("1.234", "15.000", header="total usd"))

    question = asked.value.questions[0]
    assert (question.code, question.choices, question.column) == ("decimal", ("comma", "point"), "total usd")
    assert question.examples == ("1.234", "15.000")


@pytest.mark.parametrize(("mark", "meant"), [("comma", "1234"), ("point", "1.234")])
def test_the_answer_is_used(imported, mark: str, meant: str) -> None:
    result = imported(orders("1.234", header="total usd"), decimal=mark)

    assert result.rows("orders", "amount") == [(Decimal(meant),)]


def test_one_sure_value_settles_the_whole_column_even_at_its_end(imported) -> None:
    result = imported(orders(*["1.234"] * 2500, "2,5", header="total usd"))

    assert result.rows("orders", "amount")[0] == (Decimal(1234),)


def test_a_column_of_both_marks_is_asked_about(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(orders("1.000.000,50", "1,000,000.50", header="total usd"))

    assert asked.value.questions[0].code == "decimal"


def test_after_the_answer_the_other_mark_is_refused_by_row(imported) -> None:
    result = imported(orders("1.000.000,50", "1,000,000.50"), decimal="comma")

    assert result.faults == [(3, "not_a_number")]


@pytest.mark.parametrize(
    ("header", "amount", "currency"),
    [
        ("amount_usd", "10", "USD"),
        ("Price total (GBP)", "10", "GBP"),
        ("Tổng tiền (đ)", "10", "VND"),
        ("Tổng tiền VND", "10", "VND"),
        ("total", "$10.50", "USD"),
        ("total", "10.500 ₫", "VND"),
        ("total", "€10.50", "EUR"),
        ("total", "R$ 10,50", "BRL"),
    ],
)
def test_header_or_sign_names_the_currency(imported, header: str, amount: str, currency: str) -> None:
    result = imported(orders(amount, header=header), mapping={header: "orders.amount"})

    assert result.rows("orders", "currency") == [(currency,)]


def test_a_currency_column_is_read_row_by_row(imported) -> None:
    result = imported(
        "order id,order date,total,currency\n1,2026-01-05,10.5,usd\n2,2026-01-05,20,₫\n3,2026-01-05,1,?\n"
    )

    assert result.rows("orders", "currency") == [("USD",), ("VND",)]
    assert result.faults == [(4, "unknown_currency")]


def test_without_any_sign_the_currency_is_asked(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(orders("10", header="total"))

    assert asked.value.questions[0].code == "currency"
    assert asked.value.questions[0].text.vi == "Số tiền trong tệp tính bằng tiền tệ nào?"


def test_signs_of_several_currencies_count_row_by_row(imported) -> None:
    result = imported(orders("$10.50", "€9.90", header="total"))

    assert result.rows("orders", "currency") == [("USD",), ("EUR",)]
