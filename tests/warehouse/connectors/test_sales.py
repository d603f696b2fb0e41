import hashlib
from datetime import date
from decimal import Decimal

LINES = "order no,product id,product name,quantity,unit price vnd,order date,customer id,country\n"


def test_a_flat_sales_file_fills_five_tables(imported) -> None:
    result = imported(
        LINES
        + "0001,P1,Cốc,2,10000,2026-01-05 08:00,007,VN\n"
        + "0001,P2,Đĩa,1,5000.50,2026-01-05 08:00,007,VN\n"
        + "0002,P1,Cốc sứ,-1,10000,2026-01-09 09:00,007,VN\n"
    )

    assert result.rows("orders", "source_key", "kind", "status", "amount", "currency", "quantity") == [
        ("0001", "sale", "valid", Decimal("25000.5"), "VND", Decimal(3)),
        ("0002", "return", "valid", Decimal(-10000), "VND", None),
    ]
    assert result.rows("order_lines", "kind", "quantity", "amount", "ordered_on") == [
        ("sale", Decimal(2), Decimal(20000), date(2026, 1, 5)),
        ("sale", Decimal(1), Decimal("5000.5"), date(2026, 1, 5)),
        ("return", Decimal(-1), Decimal(-10000), date(2026, 1, 9)),
    ]
    assert result.rows("returns", "order_key", "quantity", "amount", "returned_on") == [
        (None, Decimal(1), Decimal(10000), date(2026, 1, 9))
    ]
    assert result.rows("customers", "source_key", "country") == [("007", "VN")]
    assert result.rows("products", "source_key", "name") == [("P1", "Cốc sứ"), ("P2", "Đĩa")]
    assert result.imported.notes["orders_amount"] == "from_lines_in_file"


def test_keys_agree_between_the_tables_of_a_file(imported) -> None:
    result = imported(LINES + "1,P1,Cốc,2,10000,2026-01-05,7,VN\n")

    [(order, customer)] = result.rows("orders", "order_key", "customer_key")
    assert result.rows("order_lines", "order_key", "product_key") == [
        (order, result.rows("products", "product_key")[0][0])
    ]
    assert result.rows("customers", "customer_key") == [(customer,)]


def test_each_kind_of_line_is_told_apart_and_counted(imported) -> None:
    result = imported(
        LINES
        + "1,P1,a,1,10,2026-01-05,7,VN\n"
        + "2,P1,a,-1,10,2026-01-05,,VN\n"
        + "3,P1,a,-1,0,2026-01-05,7,VN\n"
        + "4,P1,a,-5,0,2026-01-05,,VN\n"
        + "5,P1,a,3,0,2026-01-05,7,VN\n"
        + "6,B,a,1,-500,2026-01-05,,VN\n"
        + "7,P1,a,0,10,2026-01-05,7,VN\n"
    )

    kinds = [kind for (kind,) in result.rows("order_lines", "kind")]
    assert kinds == ["sale", "return", "return", "adjustment", "free", "adjustment", "zero"]
    assert [kind for (kind,) in result.rows("orders", "kind")][:5] == ["sale", "return", "return", "adjustment", "free"]
    assert result.imported.apart["order_lines.adjustment"] == 2
    assert result.imported.apart["order_lines.no_customer"] == 3
    assert result.imported.apart["orders.no_customer"] == 3
    assert result.imported.tables["returns"] == 2


def test_a_discount_line_lowers_its_order_and_a_return_line_does_not(imported) -> None:
    result = imported(
        LINES + "1,P1,a,1,100,2026-01-05,7,VN\n1,D,Giảm giá,1,-10,2026-01-05,7,VN\n1,P2,b,-1,30,2026-01-05,7,VN\n"
    )

    assert result.rows("orders", "kind", "amount") == [("sale", Decimal(90))]


def test_true_duplicates_in_one_file_are_kept(imported) -> None:
    result = imported(LINES + "1,P1,a,1,100,2026-01-05,7,VN\n" * 3)

    keys = {key for (key,) in result.rows("order_lines", "line_key")}
    assert len(keys) == 3
    assert result.rows("orders", "amount") == [(Decimal(300),)]


def test_rows_of_overlapping_exports_have_the_same_keys(imported) -> None:
    first = imported("customer id,date,amount vnd\n1,2026-01-05,10\n1,2026-01-05,10\n2,2026-01-06,5\n", source="shop")
    second = imported("customer id,date,amount vnd\n2,2026-01-06,5\n1,2026-01-05,10\n3,2026-01-07,9\n", source="shop")

    one = [key for (key,) in first.rows("orders", "order_key")]
    two = [key for (key,) in second.rows("orders", "order_key")]
    assert len(set(one)) == 3
    assert two[:2] == [one[2], one[0]]
    assert two[2] not in one


def test_keys_are_the_same_everywhere(imported) -> None:
    result = imported("order id,order date,total vnd,customer id\n77,2026-01-05,10,K1\n", source="shop")

    expected = [(_key("orders", "shop", "77"), _key("customers", "shop", "K1"))]
    assert result.rows("orders", "order_key", "customer_key") == expected


def _key(*parts: str) -> int:
    """The lower 63 bits of the MD5 of concept, source and key joined by the unit separator, by hashlib."""
    digest = hashlib.md5("\x1f".join(parts).encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") & (2**63 - 1)


def test_an_orders_file_fills_orders_deliveries_and_customers(imported) -> None:
    result = imported(
        "order id,customer id,status,order date,shipped date,delivered date,estimated delivery date,total brl\n"
        "a,1,delivered,2026-01-05 10:00,2026-01-06,2026-01-09,2026-01-12,10\n"
        "b,2,canceled,2026-01-06 10:00,,,,0\n"
        "c,3,Đã hủy,2026-01-06,,,2026-01-20,7\n"
        "d,3,refunded,2026-01-06,,,,7\n"
        "e,3,đang bay,2026-01-06,,,,7\n"
        "f,3,hoàn thành,2026-01-07,,,,-7\n"
    )

    assert result.rows("orders", "status", "kind") == [
        ("valid", "sale"),
        ("cancelled", "free"),
        ("cancelled", "sale"),
        ("reversed", "sale"),
        ("valid", "sale"),
        ("valid", "return"),
    ]
    assert result.rows("deliveries", "source_key", "promised_on", "delivered_on") == [
        ("a", date(2026, 1, 12), date(2026, 1, 9)),
        ("c", date(2026, 1, 20), None),
    ]
    assert result.rows("returns", "amount", "order_key") == [(Decimal(7), None)]
    assert result.imported.apart["orders.cancelled"] == 2
    assert result.imported.notes["unknown_statuses"] == {"đang bay": 1}


def test_orders_without_amounts_wait_for_their_lines(imported) -> None:
    orders = imported("order id,customer id,order date\na,1,2026-01-05\n", source="shop")
    items = "order id,item no,product id,price\na,1,P1,10.5\na,2,P1,10.5\n"
    lines = imported(items, name="items.csv", source="shop", currency="BRL")

    assert orders.rows("orders", "amount", "kind") == [(None, "sale")]
    assert orders.imported.notes["orders_amount"] == "sum_of_lines"
    assert lines.rows("order_lines", "ordered_on", "amount", "currency") == [(None, Decimal("10.5"), "BRL")] * 2
    assert lines.imported.notes["fill_from_orders"] == ["order_lines.ordered_on"]
    assert orders.rows("orders", "order_key") == [lines.rows("order_lines", "order_key")[0]]
    assert set(lines.imported.tables) == {"order_lines", "products"}


def test_the_same_order_twice_counts_once_and_a_contradiction_is_rejected(imported) -> None:
    result = imported(
        "order id,order date,total vnd\na,2026-01-05,10\na,2026-01-05,10\nb,2026-01-06,5\nb,2026-01-06,6\n"
    )

    assert result.rows("orders", "source_key", "amount") == [("a", Decimal(10)), ("b", Decimal(6))]
    assert result.imported.apart["repeated"] == 1
    assert result.faults == [(4, "same_key")]
    assert result.imported.rejected == 1


def test_an_order_takes_its_own_columns_from_its_first_row(imported) -> None:
    result = imported(
        "order id,order date,order total,currency,product name,quantity,price,email\n"
        "#1,2026-01-05,95,USD,Cup,1,50,an@example.com\n"
        "#1,,,,Dish,1,50,an@example.com\n"
        "#2,,,,Dish,1,50,\n"
    )

    assert result.rows("orders", "source_key", "amount", "currency") == [("#1", Decimal(95), "USD")]
    assert [day for (day,) in result.rows("order_lines", "ordered_on")] == [date(2026, 1, 5)] * 2
    assert result.faults == [(4, "no_date_in_order")]
    assert result.imported.tables["customers"] == 1


def test_a_list_of_purchases_without_order_numbers_groups_by_customer_and_time(imported) -> None:
    result = imported(
        "date,customer id,product name,quantity,price vnd\n"
        "2026-01-05 08:00,1,Cốc,1,10\n2026-01-05 08:00,1,Đĩa,1,5\n2026-01-06 08:00,1,Cốc,1,10\n"
    )

    assert [amount for (amount,) in result.rows("orders", "amount")] == [Decimal(15), Decimal(10)]


def test_a_customer_known_by_phone_only_leaves_no_phone_in_the_snapshot(imported) -> None:
    result = imported(
        "order id,order date,total vnd,tên khách hàng,sđt\n"
        "1,2026-01-05,10,An,0903032239\n"
        "2,2026-01-06,10,Anh An,+84 903 032 239\n"
    )

    [(key, shown)] = result.rows("customers", "customer_key", "source_key")
    assert shown == f"{key:016x}"
    assert result.rows("identities") == [(key, "Anh An", "+84903032239", None, None)]
    assert {k for (k,) in result.rows("orders", "customer_key")} == {key}
    everything = str([result.rows(table) for table in ("orders", "customers")])
    assert "903032239" not in everything
    assert "An" not in everything
