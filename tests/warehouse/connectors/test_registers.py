from datetime import date
from decimal import Decimal


def test_a_list_of_customers_fills_customers_and_identities(imported) -> None:
    result = imported(
        "Mã KH;Họ;Tên;Điện thoại;Email;Địa chỉ;Nhóm khách;Tỉnh;Ngày tạo\n"
        "001;Nguyễn Văn;An;0163 123 4567;AN@Example.com;1 Lê Lợi;Sỉ;Huế;20/11/2025\n"
    )

    assert result.rows("customers", "source_key", "segment", "region", "created_on") == [
        ("001", "Sỉ", "Huế", date(2025, 11, 20))
    ]
    assert result.rows("identities", "name", "phone", "email", "address") == [
        ("Nguyễn Văn An", "+84331234567", "an@example.com", "1 Lê Lợi")
    ]


def test_western_names_put_the_given_name_first(imported) -> None:
    result = imported("customer id,first name,last name\n1,John,Smith\n2,Minh,Lê Mai\n")

    assert sorted(result.rows("identities", "name")) == [("John Smith",), ("Lê Mai Minh",)]


def test_ids_made_anew_for_each_order_become_aliases_of_the_person(imported) -> None:
    result = imported("customer id,unique customer id,state\nc1,p1,SP\nc2,p1,RJ\nc3,p2,SP\n", source="shop")
    orders = imported("order id,customer id,order date,total usd\no1,c2,2026-01-05,5\n", name="o.csv", source="shop")

    people = dict(result.rows("customers", "source_key", "customer_key"))
    aliases = dict(result.rows("customer_aliases", "alias_key", "customer_key"))
    assert sorted(people) == ["p1", "p2"]
    assert result.imported.notes["aliases"] == "customer_aliases"
    [(of_order,)] = orders.rows("orders", "customer_key")
    assert aliases[of_order] == people["p1"]


def test_a_customer_has_one_row_and_the_latest_of_everything(imported) -> None:
    result = imported("customer id,name,segment\n1,An,Lẻ\n1,,Sỉ\n2,Bình,\n")

    assert result.rows("customers", "source_key", "segment") == [("1", "Sỉ"), ("2", None)]
    assert sorted(result.rows("identities", "name")) == [("An",), ("Bình",)]


def test_leads_keep_their_dates_and_count_conversions_without_one(imported) -> None:
    result = imported(
        "lead id,created date,lead source,status,converted,converted date,customer id,name\n"
        "1,2026-01-05,web,new,0,,,An\n2,2026-01-06,ads,won,1,2026-02-01,K1,Bình\n3,2026-01-07,ads,won,1,,,Chi\n"
    )

    assert result.rows("leads", "source_key", "channel", "converted_on") == [
        ("1", "web", None),
        ("2", "ads", date(2026, 2, 1)),
        ("3", "ads", None),
    ]
    assert [key is None for (key,) in result.rows("leads", "customer_key")] == [True, False, True]
    assert result.imported.apart["leads.converted_without_date"] == 1
    assert "identities" not in result.imported.tables


def test_a_lead_without_an_id_is_known_by_its_contact(imported) -> None:
    first = imported("created date,lead source,email\n2026-01-05,web,an@example.com\n", source="web")
    second = imported(
        "created date,lead source,email\n2026-01-05,web,AN@example.com\n2026-01-09,ads,b@example.com\n", source="web"
    )

    assert second.rows("leads", "lead_key")[0] == first.rows("leads", "lead_key")[0]


def test_touches_say_who_called_whom(imported) -> None:
    result = imported(
        "call date,customer id,direction,outcome,channel\n"
        "2026-01-05 09:00,1,inbound,answered,phone\n"
        "2026-01-05 10:00,1,gọi đi,no_answer,phone\n"
        "2026-01-05 11:00,1,?,x,phone\n"
    )

    assert result.rows("touches", "direction", "outcome") == [("in", "answered"), ("out", "no_answer")]
    assert result.faults == [(4, "unknown_direction")]
    assert result.rejected[0].reason.vi == "Không rõ chiều tiếp xúc: đến hay đi."


def test_deliveries_returns_products_and_rates_have_lists_of_their_own(imported) -> None:
    deliveries = imported("order id,promised date,delivered date\na,2026-01-05,2026-01-06\n", name="d.csv")
    returns = imported("return id,return date,order id,refund amount vnd\nr,2026-01-05,a,-7000\n", name="r.csv")
    products = imported("Mã sản phẩm,Tên sản phẩm,Nhóm hàng,Giá vốn\n01,Cốc,Sứ,12.500\n", name="p.csv", decimal="comma")
    rates = imported("currency,rate date,exchange rate\nUSD,2026-01-05,26000\n", name="e.csv")

    assert deliveries.rows("deliveries", "promised_on", "delivered_on") == [(date(2026, 1, 5), date(2026, 1, 6))]
    assert returns.rows("returns", "amount", "currency", "returned_on") == [(Decimal(7000), "VND", date(2026, 1, 5))]
    assert products.rows("products", "source_key", "name", "category", "unit_cost") == [
        ("01", "Cốc", "Sứ", Decimal(12500))
    ]
    assert rates.rows("exchange_rates", "currency", "to_currency", "rate") == [("USD", "VND", Decimal(26000))]


def test_a_delivery_list_and_an_orders_file_mean_the_same_order(imported) -> None:
    orders = imported("order id,order date,total vnd\na,2026-01-05,10\n", name="o.csv", source="shop")
    deliveries = imported(
        "order id,promised date,delivered date\na,2026-01-05,2026-01-06\n", name="d.csv", source="shop"
    )

    assert orders.rows("orders", "order_key") == deliveries.rows("deliveries", "order_key")


def test_a_row_that_names_nobody_is_refused_and_an_empty_row_is_no_row(imported) -> None:
    result = imported("customer id,name,segment\n1,An,Lẻ\n,,Sỉ\n,,\n2,Bình,\n")

    assert result.faults == [(3, "missing")]
    assert result.imported.tables["customers"] == 2


def test_a_list_of_employees_keeps_days_and_who_left_on_a_day_nobody_told(imported) -> None:
    result = imported(
        "Mã NV;Họ tên;Bộ phận;Ngày vào làm;Ngày nghỉ việc;Tình trạng làm việc;Lý do nghỉ việc\n"
        "01;An;Kho;01/03/2020;;Đang làm việc;\n"
        "02;Bình;Kho;01/03/2021;31/08/2025;Đã nghỉ việc;Xa nhà\n"
        "03;Chi;Văn phòng;01/03/2022;;Đã nghỉ;\n"
        "04;Dung;Văn phòng;01/03/2022;;lạ;\n"
    )

    columns = ("source_key", "team", "started_on", "ended_on", "has_left", "reason")
    assert sorted(result.rows("employees", *columns)) == [
        ("01", "Kho", date(2020, 3, 1), None, False, None),
        ("02", "Kho", date(2021, 3, 1), date(2025, 8, 31), True, "Xa nhà"),
        ("03", "Văn phòng", date(2022, 3, 1), None, True, None),
    ]
    assert result.imported.apart["employees.left_without_date"] == 1
    assert result.faults == [(5, "neither_yes_nor_no")]
    assert list(result.imported.tables) == ["employees"]


def test_a_list_of_attrition_without_days_is_one_of_employees(imported) -> None:
    result = imported(
        "Age,Attrition,Department,EmployeeNumber,JobRole,MonthlyIncome,YearsAtCompany\n"
        "41,Yes,Sales,1,Sales Executive,5993,6\n49,No,Research,2,Research Scientist,5130,10\n"
    )

    assert result.rows("employees", "source_key", "team", "started_on", "has_left") == [
        ("1", "Sales", None, True),
        ("2", "Research", None, False),
    ]


def test_sales_by_employee_are_no_list_of_employees(imported) -> None:
    result = imported("employee id,order id,order date,amount vnd\n1,DH1,2026-01-05,5000\n1,DH2,2026-01-06,7000\n")

    assert "employees" not in result.imported.tables
    assert len(result.rows("orders", "order_key")) == 2


def test_a_list_of_customers_tells_partners_and_suppliers(imported) -> None:
    result = imported(
        "Mã KH;Tên;Nhóm khách;Là đối tác;Là nhà cung cấp\n1;An;Sỉ;có;không\n2;Bình;Lẻ;;x\n3;Chi;Lẻ;không;\n"
    )

    rows = result.rows("partners", "source_key", "is_partner", "is_supplier", "segment")
    assert sorted(rows) == [("1", True, False, "Sỉ"), ("2", None, True, "Lẻ")]
    assert len(result.rows("customers", "customer_key")) == 3
