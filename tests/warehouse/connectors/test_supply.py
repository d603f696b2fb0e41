from datetime import date
from decimal import Decimal

import pytest


def test_stock_levels_are_told_in_both_languages(imported) -> None:
    english = imported("SKU,Date,Warehouse,On hand\nA1,2026-03-01,North,0\nA1,2026-03-01,South,12.5\n", name="s.csv")
    vietnamese = imported(
        "Mã hàng;Tên hàng;Kho;Ngày kiểm kho;Tồn kho\nA1;Cốc;Kho 1;20/03/2026;-2\nA1;Cốc;Kho 1;21/03/2026;\n",
        name="t.csv",
    )

    assert english.rows("stock_levels", "place", "counted_on", "quantity") == [
        ("North", date(2026, 3, 1), Decimal(0)),
        ("South", date(2026, 3, 1), Decimal("12.5")),
    ]
    assert vietnamese.rows("stock_levels", "place", "quantity") == [("Kho 1", Decimal(-2))]
    assert vietnamese.faults == [(3, "missing")]
    assert vietnamese.rejected[0].column == "Tồn kho"
    assert vietnamese.rows("products", "name") == [("Cốc",)]


def test_of_one_product_at_one_place_on_one_day_the_last_reading_counts(imported) -> None:
    result = imported("SKU,Stock date,On hand\nA1,2026-03-01,4\nA1,2026-03-01,0\n")

    assert result.rows("stock_levels", "quantity") == [(Decimal(0),)]
    assert result.faults == [(2, "same_key")]


def test_deliveries_of_suppliers_keep_promise_and_what_was_turned_away(imported) -> None:
    result = imported(
        "PO number,Supplier,SKU,PO date,Promised date,Received date,"
        "Quantity ordered,Quantity received,Quantity rejected\n"
        "P1,Bình Minh,A1,2026-01-02,2026-01-10,2026-01-09,100,100,3\n"
        "P1,Bình Minh,A2,2026-01-02,2026-01-10,,50,,\n"
        "P2,Hoa Sen,A1,2026-01-05,2026-01-15,2026-01-20,10,10,-1\n"
        "P3,,A1,2026-01-05,2026-01-15,2026-01-20,10,10,0\n"
    )

    assert result.rows("supplier_deliveries", "supplier", "received_on", "quantity_received", "quantity_rejected") == [
        ("Bình Minh", date(2026, 1, 9), Decimal(100), Decimal(3)),
        ("Bình Minh", None, None, None),
    ]
    assert result.faults == [(4, "negative_quantity"), (5, "missing")]
    assert result.rejected[0].reason.vi == "Số lượng không thể âm."


def test_a_line_of_a_supplier_that_is_told_again_is_the_same_line(imported) -> None:
    head = "Nhà cung cấp,Mã hàng,Ngày đặt,Ngày hẹn,Ngày nhập kho,Số lượng nhận\n"
    first = imported(head + "Hoa Sen,A1,2026-01-02,2026-01-10,,\n", name="first.csv", source="kho")
    later = imported(head + "Hoa Sen,A1,2026-01-02,2026-01-10,2026-01-12,40\n", name="later.csv", source="kho")

    assert first.rows("supplier_deliveries", "supply_key") == later.rows("supplier_deliveries", "supply_key")


def test_claims_under_warranty_know_their_state_by_words_of_both_languages(imported) -> None:
    result = imported(
        "Mã bảo hành,Mã đơn hàng,Mã sản phẩm,Ngày bảo hành,Ngày hoàn thành,Lý do,Trạng thái,Chi phí (VND)\n"
        "B1,D1,A1,2026-02-01,2026-02-05,Rò nước,Đã đổi,120000\n"
        "B2,D2,A1,2026-02-03,,Không chạy,Từ chối,\n"
        "B3,,A1,2026-02-04,,Ồn,chờ sếp duyệt,\n"
    )

    assert result.rows("warranty_claims", "claimed_on", "closed_on", "status", "cost", "currency") == [
        (date(2026, 2, 1), date(2026, 2, 5), "accepted", Decimal(120_000), "VND"),
        (date(2026, 2, 3), None, "refused", None, "VND"),
        (date(2026, 2, 4), None, None, None, "VND"),
    ]
    assert result.imported.apart["warranty_claims.unknown_state"] == 1
    assert result.imported.apart["warranty_claims.no_order"] == 1


def test_a_delivery_may_say_what_was_in_it_and_whether_all_was_well(imported) -> None:
    result = imported(
        "Delivery ID,Order ID,SKU,Promised date,Delivered date,Quantity ordered,Quantity delivered,Damaged quantity,"
        "Documents right\n"
        "G1,D1,A1,2026-01-05,2026-01-05,4,4,0,yes\n"
        "G1,D1,A2,2026-01-05,2026-01-05,2,1,1,yes\n"
        "G2,D2,A1,2026-01-06,2026-01-07,1,1,,no\n"
    )

    assert result.rows("deliveries", "source_key", "delivered_on", "documents_right") == [
        ("G1", date(2026, 1, 5), True),
        ("G2", date(2026, 1, 7), False),
    ]
    assert result.rows("delivery_lines", "quantity_ordered", "quantity", "damaged") == [
        (Decimal(4), Decimal(4), Decimal(0)),
        (Decimal(2), Decimal(1), Decimal(1)),
        (Decimal(1), Decimal(1), None),
    ]


def test_a_delivery_without_an_id_has_come_when_each_of_its_rows_has(imported) -> None:
    result = imported(
        "Mã đơn hàng,Mã hàng,Ngày hẹn giao,Ngày giao,Số lượng giao\n"
        "D1,A1,2026-01-05,2026-01-05,4\nD1,A2,2026-01-05,,\nD2,A1,2026-01-05,2026-01-06,1\n"
    )

    assert result.rows("deliveries", "source_key", "delivered_on") == [("D1", None), ("D2", date(2026, 1, 6))]


@pytest.mark.parametrize(
    ("word", "damaged"), [("có", True), ("Hỏng", True), ("nguyên vẹn", False), ("0", False), ("", None)]
)
def test_damage_of_a_whole_delivery_is_read_by_its_word(imported, word: str, damaged: bool | None) -> None:
    result = imported(f"Order ID,Promised date,Delivered date,Hư hỏng\nD1,2026-01-05,2026-01-05,{word}\n")

    assert result.rows("deliveries", "damaged") == [(damaged,)]


def test_a_word_that_says_neither_right_nor_wrong_costs_the_row(imported) -> None:
    result = imported(
        "Order ID,Promised date,Delivered date,Documents right\nD1,2026-01-05,2026-01-05,maybe\n"
        "D2,2026-01-05,2026-01-05,đủ\n"
    )

    assert result.faults == [(2, "neither_yes_nor_no")]
    assert result.rejected[0].column == "Documents right"
    assert result.rows("deliveries", "documents_right") == [(True,)]


def test_a_list_of_goods_that_names_its_supplier_stays_a_list_of_goods(imported) -> None:
    result = imported("SKU,Product name,Supplier,Stock\nA1,Cup,Hoa Sen,4\nA2,Pump,Hoa Sen,7\n")

    assert list(result.imported.tables) == ["products"]
