"""Files of views of pages and products, of discounts, of what bounced and of when leads were qualified."""

from datetime import date
from decimal import Decimal


def test_views_are_told_one_by_one_with_who_it_was_and_how_it_ended(imported) -> None:
    result = imported(
        "Trang;Thời gian xem;Mã KH;Đã chuyển đổi;Kênh\n"
        "/gia;15/01/2026 09:30;K1;có;Zalo\n/gia;15/01/2026 09:31;;không;\n/gia;15/01/2026 09:31;;không;\n"
    )

    assert result.rows("page_views", "page", "viewed_on", "views", "actions", "channel") == [
        ("/gia", date(2026, 1, 15), 1, 1, "Zalo"),
        ("/gia", date(2026, 1, 15), 1, 0, None),
        ("/gia", date(2026, 1, 15), 1, 0, None),
    ]
    assert [key is None for (key,) in result.rows("page_views", "customer_key")] == [False, True, True]
    assert result.rows("page_views", "count(DISTINCT view_key)") == [(3,)]


def test_views_counted_by_page_and_day_come_with_their_counts(imported) -> None:
    result = imported("page path,date,views,key events\n/a,2026-01-05,120,4\n/b,2026-01-05,80,\n")

    assert result.rows("page_views", "page", "views", "actions") == [("/a", 120, 4), ("/b", 80, None)]
    assert result.imported.apart["page_views.actions_unknown"] == 1


def test_views_of_products_are_known_by_the_product(imported) -> None:
    result = imported("product name,view date,views\nCà phê,2026-01-05,3\n", table="page_views")

    assert result.rows("page_views", "page", "product_key IS NOT NULL") == [("Cà phê", True)]


def test_what_cannot_be_is_refused_by_line_with_the_reason(imported) -> None:
    result = imported(
        "page,date,views,conversions\n/a,2026-01-05,10,2\n/a,2026-01-06,0,0\n/a,2026-01-07,3,4\n,2026-01-07,3,1\n"
        "/a,2026-01-08,2.5,1\n/a,2026-13-45,5,1\n"
    )

    assert result.rows("page_views", "views", "actions") == [(10, 2)]
    assert result.faults == [
        (3, "no_views"),
        (4, "impossible_actions"),
        (5, "missing"),
        (6, "no_views"),
        (7, "not_a_date"),
    ]


def test_a_discount_is_money_or_percent_as_its_column_says(imported) -> None:
    money = imported(
        "order id,order date,product,qty,unit price,discount amount,amount vnd\n"
        "1,2026-01-05,A,2,100,30,170\n1,2026-01-05,B,1,50,0,50\n"
    )
    percent = imported(
        "order id,order date,product,qty,unit price,discount percent\n2,2026-01-05,A,2,100,15\n2,2026-01-05,B,1,50,\n",
        name="percent.csv",
        currency="VND",
    )

    assert money.rows("order_lines", "amount", "discount") == [(Decimal(170), Decimal(30)), (Decimal(50), Decimal(0))]
    assert percent.rows("order_lines", "amount", "discount") == [(Decimal(170), Decimal(30)), (Decimal(50), None)]


def test_a_bare_word_for_a_discount_is_not_guessed_at(imported) -> None:
    result = imported("order id,order date,product,qty,unit price,discount,amount vnd\n1,2026-01-05,A,2,100,0.2,160\n")

    assert result.rows("order_lines", "amount", "discount") == [(Decimal(160), None)]


def test_a_discount_beyond_all_or_below_none_is_refused(imported) -> None:
    result = imported(
        "order id,order date,product,qty,unit price,discount percent\n"
        "1,2026-01-05,A,1,100,120\n1,2026-01-05,B,1,100,10\n",
        currency="VND",
    )

    assert result.faults == [(2, "not_a_share")]


def test_what_bounced_was_answered_by_nobody_and_calls_are_not_delivered(imported) -> None:
    result = imported(
        "ngày;kênh;chiều;kết quả;email\n"
        "15/01/2026;Email;đi;bị trả lại;a@x.vn\n16/01/2026;Email;đi;có trả lời;b@x.vn\n"
        "17/01/2026;Email;đi;;c@x.vn\n18/01/2026;Điện thoại;đi;không nghe máy;d@x.vn\n"
    )

    assert result.rows("touches", "outcome", "arrived") == [
        ("no_answer", False),
        ("answered", True),
        (None, None),
        ("no_answer", None),
    ]


def test_leads_keep_the_day_on_which_they_were_qualified(imported) -> None:
    result = imported("lead id,created date,qualified date,converted date\n1,2026-01-05,2026-01-09,\n2,2026-01-06,,\n")

    assert result.rows("leads", "qualified_on") == [(date(2026, 1, 9),), (None,)]
