import pytest

from crmeter.warehouse.connectors.files import Answers, NeedsAnswers, inspect
from crmeter.warehouse.connectors.files.matching import folded, match


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Mã khách hàng", "ma khach hang"),
        ("MA_KHACH_HANG", "ma khach hang"),
        ("  Đơn giá (VND) ", "don gia"),
        ("InvoiceNo", "invoice no"),
        ("order_purchase-date", "order purchase date"),
        ("amount_usd", "amount"),
        ("CUSTOMERID", "customerid"),
    ],
)
def test_headers_are_compared_by_bare_words(header: str, words: str) -> None:
    assert folded(header) == words


def fields(headers: str, table: str | None = None) -> tuple[str | None, dict[str, str]]:
    found = match(headers.split(","), {}, table)
    return (found.form.table if found.form else None), {h: m.field for h, m in found.columns.items()}


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        ("Mã đơn hàng,Ngày đặt,Tên khách hàng,SĐT,Tổng tiền,Trạng thái", "orders"),
        ("ma_don_hang,ngay_dat,ma_khach_hang,tong_tien", "orders"),
        ("Số hóa đơn,Ngày bán,Mã hàng,Tên hàng,Số lượng,Đơn giá,Thành tiền,Mã KH", "order_lines"),
        ("order_id,order_date,customer_id,total", "orders"),
        ("Order No,SKU,Qty,Unit Price,Order Date", "order_lines"),
        ("order id,item no,product id,price", "order_lines"),
        ("customer id,date,amount", "orders"),
        ("Mã KH,Họ tên,Điện thoại,Email,Địa chỉ", "customers"),
        ("Mã sản phẩm,Tên sản phẩm,Nhóm hàng,Giá vốn", "products"),
        ("lead id,created date,lead source,status,converted date", "leads"),
        ("Mã khách tiềm năng,Ngày tạo,Nguồn,Ngày chuyển đổi", "leads"),
        ("call date,customer id,direction,outcome", "touches"),
        ("Ngày gọi,Mã khách hàng,Chiều gọi,Kết quả", "touches"),
        ("order id,promised date,delivered date", "deliveries"),
        ("Mã trả hàng,Ngày trả,Mã đơn hàng,Số tiền hoàn", "returns"),
        ("currency,to currency,rate date,exchange rate", "exchange_rates"),
        ("Ngoại tệ,Ngày,Tỷ giá", "exchange_rates"),
    ],
)
def test_the_kind_of_file_is_known_by_its_headers(headers: str, table: str) -> None:
    assert fields(headers)[0] == table


def test_each_column_of_a_vietnamese_sales_list_finds_its_field() -> None:
    _, found = fields("Số hóa đơn,Ngày bán,Mã hàng,Tên hàng,Số lượng,Đơn giá,Thành tiền,Mã KH,Tên khách hàng")

    assert found == {
        "Số hóa đơn": "orders.source_key",
        "Ngày bán": "orders.ordered_at",
        "Mã hàng": "products.source_key",
        "Tên hàng": "products.name",
        "Số lượng": "order_lines.quantity",
        "Đơn giá": "order_lines.unit_price",
        "Thành tiền": "order_lines.amount",
        "Mã KH": "customers.source_key",
        "Tên khách hàng": "identities.name",
    }


def test_a_sales_book_that_names_only_the_customer_is_of_customers() -> None:
    assert fields("Số phiếu,Ngày bán,Khách,Thành tiền,Tình trạng,Ghi chú nội bộ") == (
        "orders",
        {
            "Số phiếu": "orders.source_key",
            "Ngày bán": "orders.ordered_at",
            "Khách": "identities.name",
            "Thành tiền": "orders.amount",
            "Tình trạng": "orders.status",
        },
    )


def test_dates_with_composed_names_find_their_field() -> None:
    _, found = fields(
        "order_id,purchase timestamp,order approved at,carrier handed date,customer delivered date,estimated date"
    )

    assert found == {
        "order_id": "orders.source_key",
        "purchase timestamp": "orders.ordered_at",
        "carrier handed date": "deliveries.shipped_on",
        "customer delivered date": "deliveries.delivered_on",
        "estimated date": "deliveries.promised_on",
    }


def test_the_id_of_the_person_beats_the_id_of_one_purchase() -> None:
    assert fields("master customer id,customer id,date,amount")[1]["master customer id"] == "customers.source_key"
    assert "customer id" not in fields("master customer id,customer id,date,amount")[1]


def test_payments_and_tickets_are_no_orders() -> None:
    assert fields("order_id,payment_type,payment_installments,payment_value")[0] is None
    assert fields("Id,Created at,Status,Subject,Requester")[0] is None


def test_a_column_that_holds_something_else_is_not_believed() -> None:
    found = match(["order id", "order date", "total"], {"order date": ["chiều", "sáng"], "total": ["5", "6"]})

    assert "order date" not in found.columns


def test_an_unknown_kind_of_file_is_asked_about(tmp_path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("apples,pears\na,b\n")

    question = inspect(path).questions[0]

    assert question.code == "table"
    assert "orders" in question.choices


def test_a_missing_column_is_asked_for_by_field(tmp_path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("order id,gió\n1,2026-01-05\n")

    question = inspect(path, Answers(table="orders")).questions[0]

    assert (question.code, question.column, question.choices) == ("mapping", "orders.ordered_at", ("order id", "gió"))


def test_a_told_mapping_wins_and_an_empty_word_leaves_out(imported) -> None:
    result = imported(
        "order id,gió,nắng,total\n1,2026-01-05,K7,5\n",
        table="orders",
        mapping={"gió": "ordered_at", "nắng": "customers.source_key", "total": ""},
        currency="VND",
    )

    assert result.rows("customers", "source_key") == [("K7",)]
    assert result.rows("orders", "amount") == [(None,)]
    assert result.imported.notes["orders_amount"] == "sum_of_lines"


@pytest.mark.parametrize(
    "wrong", [{"mapping": {"pears": "orders.amount"}}, {"table": "apples"}, {"encoding": "klingon"}]
)
def test_answers_that_name_nothing_are_an_error(imported, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"pears|apples|klingon"):
        imported("order id,order date\n1,2026-01-05\n", **wrong)


def test_answers_travel_as_json() -> None:
    answers = Answers(table="orders", mapping={"a": "amount"}, date_order="dmy")

    assert Answers.from_json(answers.to_json()) == answers
    with pytest.raises(ValueError, match="date_order"):
        Answers.from_json({"date_order": "dym"})
    with pytest.raises(ValueError, match="colour"):
        Answers.from_json({"colour": "red"})


def test_an_inspection_reads_as_json_with_confidence_and_questions(tmp_path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("order id;order date;total\n1;03/04/2026;5\n")

    shown = inspect(path).to_json()

    assert shown["encoding"] == {"name": "utf-8", "confidence": 1.0}
    assert shown["delimiter"] == ";"
    assert shown["mapping"]["order id"] == {"field": "orders.source_key", "confidence": 1.0}
    assert [question["code"] for question in shown["questions"]] == ["date_order", "currency"]
    assert shown["tables"] == ["orders", "returns"]


def test_several_questions_come_at_once(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported("order id;order date;total\n1;03/04/2026;1.234\n")

    assert {q.code for q in asked.value.questions} == {"date_order", "currency", "decimal"}
