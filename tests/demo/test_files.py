import unicodedata
from pathlib import Path

import duckdb
import phonenumbers
import pytest

from crmeter.demo import SampleCompany
from crmeter.evaluation.sources import take_sources
from crmeter.warehouse.workspace import Workspace

HEADERS = {
    "khach_hang.csv": "Mã khách hàng,Tên khách hàng,Loại khách,Phân khúc,Tỉnh/Thành,Kênh,Điện thoại,Email,"
    "Địa chỉ,Ngày tạo,Phụ trách",
    "don_hang.csv": "Mã đơn hàng,Mã khách hàng,Ngày đặt,Trạng thái,Kênh bán,Tỉnh/Thành,Phụ trách,"
    "Ngày hẹn giao,Ngày giao",
    "dong_don_hang.csv": "Mã đơn hàng,Mã sản phẩm,Tên sản phẩm,Nhóm hàng,Số lượng,Đơn giá,Giá vốn,Thành tiền,Tiền tệ",
    "tra_hang.csv": "Mã trả hàng,Mã đơn hàng,Mã khách hàng,Mã sản phẩm,Ngày trả,Số lượng trả,Số tiền trả,Tiền tệ",
    "khach_tiem_nang.csv": "Mã khách tiềm năng,Ngày tạo,Kênh,Chiến dịch,Trạng thái,Mã khách hàng,"
    "Ngày chuyển đổi,Phụ trách",
    "tiep_xuc.csv": "Mã tiếp xúc,Mã khách hàng,Mã khách tiềm năng,Thời điểm,Kênh,Chiều,Kết quả",
    "giao_hang.csv": "Mã đơn hàng,Mã sản phẩm,Ngày hẹn giao,Ngày giao,Số lượng giao,Số lượng hỏng,Chứng từ đúng",
    "bao_hanh.csv": "Mã bảo hành,Mã đơn hàng,Mã khách hàng,Mã sản phẩm,Ngày bảo hành,Ngày hoàn thành,Lý do,Trạng thái,"
    "Chi phí,Tiền tệ",
    "nhap_hang.csv": "Mã đơn mua,Nhà cung cấp,Mã sản phẩm,Ngày đặt,Ngày hẹn,Ngày nhập kho,Số lượng đặt,Số lượng nhận,"
    "Số lượng từ chối",
    "ton_kho.csv": "Mã sản phẩm,Kho,Ngày ghi tồn,Tồn kho",
    "khao_sat.csv": "Mã phiếu,Tên khảo sát,Đợt,Ngày trả lời,Mã khách hàng,Nhân viên phục vụ,Kênh khảo sát,"
    "Sẵn lòng giới thiệu,Mức độ hài lòng,Mức độ dễ dàng,Giao hàng,Chất lượng,Chăm sóc,Giá cả",
    "so_sanh_hang.csv": "Mã người trả lời,Đợt,Mã khách hàng,Hãng,Chất lượng,Giá cả,Chăm sóc khách hàng,Thuận tiện,"
    "Danh tiếng,Mua lần gần nhất,Khả năng mua lần tới (%),Cảm nhận giá,Chi mỗi lần,Số lần mỗi năm",
}


def count(files: duckdb.DuckDBPyConnection, rest: str) -> int:
    row = files.execute(f"SELECT count(*) FROM {rest}").fetchone()
    assert row is not None
    return int(row[0])


def test_headers_are_those_of_a_vietnamese_firm(company: SampleCompany) -> None:
    first_lines = {name: path.read_text(encoding="utf-8").split("\n", 1)[0] for name, path in company.files.items()}
    assert first_lines == HEADERS


def test_all_text_is_composed_unicode_with_plain_line_ends(company: SampleCompany) -> None:
    for path in company.files.values():
        text = path.read_bytes().decode("utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert "\r" not in text
        assert "Ð" not in text, "the Icelandic letter that looks like Đ"


def test_names_are_written_with_vietnamese_letters_only(files: duckdb.DuckDBPyConnection) -> None:
    names = [name for (name,) in files.execute('SELECT "Tên khách hàng" FROM khach_hang').fetchall()]
    letters = set("".join(names)) - {" "}

    assert all(len(name.split()) >= 3 for name in names)
    assert {letter for letter in letters if not unicodedata.name(letter).startswith("LATIN")} == set()
    assert sum(name.startswith("Nguyễn") for name in names) > 500


def test_phones_are_valid_in_viet_nam(files: duckdb.DuckDBPyConnection) -> None:
    phones = [phone for (phone,) in files.execute('SELECT "Điện thoại" FROM khach_hang').fetchall()]

    assert [p for p in phones if not phonenumbers.is_valid_number(phonenumbers.parse(p, "VN"))] == []


def test_mail_goes_nowhere(files: duckdb.DuckDBPyConnection) -> None:
    assert count(files, "khach_hang WHERE Email IS NULL") > 0
    assert count(files, "khach_hang WHERE Email NOT SIMILAR TO '[a-z0-9.]+@example\\.com'") == 0


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("khach_hang", '"Mã khách hàng"'),
        ("don_hang", '"Mã đơn hàng"'),
        ("dong_don_hang", '"Mã đơn hàng", "Mã sản phẩm"'),
        ("tra_hang", '"Mã trả hàng"'),
        ("giao_hang", '"Mã đơn hàng", "Mã sản phẩm"'),
        ("bao_hanh", '"Mã bảo hành"'),
        ("nhap_hang", '"Mã đơn mua"'),
        ("khach_tiem_nang", '"Mã khách tiềm năng"'),
        ("tiep_xuc", '"Mã tiếp xúc"'),
    ],
)
def test_keys_are_unique_and_in_order(files: duckdb.DuckDBPyConnection, table: str, key: str) -> None:
    assert count(files, f"(SELECT {key} FROM {table} GROUP BY ALL)") == count(files, table)
    first = key.split(", ", maxsplit=1)[0]
    assert count(files, f"(SELECT {first} AS k, lag({first}) OVER (ORDER BY rowid) AS b FROM {table}) WHERE b > k") == 0


@pytest.mark.parametrize(
    ("table", "key", "of"),
    [
        ("don_hang", "Mã khách hàng", "khach_hang"),
        ("dong_don_hang", "Mã đơn hàng", "don_hang"),
        ("tra_hang", "Mã đơn hàng", "don_hang"),
        ("giao_hang", "Mã đơn hàng", "don_hang"),
        ("bao_hanh", "Mã đơn hàng", "don_hang"),
        ("bao_hanh", "Mã khách hàng", "khach_hang"),
        ("tra_hang", "Mã khách hàng", "khach_hang"),
        ("khach_tiem_nang", "Mã khách hàng", "khach_hang"),
        ("tiep_xuc", "Mã khách hàng", "khach_hang"),
        ("tiep_xuc", "Mã khách tiềm năng", "khach_tiem_nang"),
    ],
)
def test_every_code_leads_to_its_row(files: duckdb.DuckDBPyConnection, table: str, key: str, of: str) -> None:
    assert count(files, f'{table} WHERE "{key}" IS NOT NULL') > 0
    assert count(files, f'{table} ANTI JOIN {of} USING ("{key}") WHERE "{key}" IS NOT NULL') == 0


def test_every_order_has_lines_and_every_line_adds_up(files: duckdb.DuckDBPyConnection) -> None:
    assert count(files, 'don_hang ANTI JOIN dong_don_hang USING ("Mã đơn hàng")') == 0
    assert count(files, 'dong_don_hang WHERE "Số lượng"::INT * "Đơn giá"::INT <> "Thành tiền"::BIGINT') == 0
    assert count(files, 'dong_don_hang WHERE "Số lượng"::INT < 1 OR "Giá vốn"::INT <= 0') == 0
    assert count(files, 'dong_don_hang WHERE "Đơn giá"::INT > 0 AND "Đơn giá"::INT <= "Giá vốn"::INT') == 0
    assert count(files, "dong_don_hang WHERE \"Tiền tệ\" <> 'VND'") == 0


def test_returns_send_back_what_was_bought_after_it_came(files: duckdb.DuckDBPyConnection) -> None:
    joined = 'tra_hang JOIN dong_don_hang d USING ("Mã đơn hàng", "Mã sản phẩm") JOIN don_hang o USING ("Mã đơn hàng")'
    good = (
        '"Số lượng trả"::INT BETWEEN 1 AND "Số lượng"::INT '
        'AND "Số tiền trả"::INT = "Số lượng trả"::INT * "Đơn giá"::INT '
        'AND "Ngày trả" > "Ngày giao" AND tra_hang."Mã khách hàng" = o."Mã khách hàng" '
        "AND \"Trạng thái\" = 'Hoàn thành'"
    )
    assert count(files, f"{joined} WHERE {good}") == count(files, "tra_hang")


def test_nothing_has_happened_after_the_last_day(files: duckdb.DuckDBPyConnection) -> None:
    for table, column in (
        ("khach_hang", "Ngày tạo"),
        ("don_hang", "Ngày đặt"),
        ("don_hang", "Ngày giao"),
        ("tra_hang", "Ngày trả"),
        ("khach_tiem_nang", "Ngày tạo"),
        ("khach_tiem_nang", "Ngày chuyển đổi"),
    ):
        assert count(files, f"{table} WHERE \"{column}\" > DATE '2026-11-20'") == 0
        assert count(files, f"{table} WHERE \"{column}\" < DATE '2023-11-18'") == 0
    assert count(files, "tiep_xuc WHERE strptime(\"Thời điểm\", '%d/%m/%Y %H:%M') >= TIMESTAMP '2026-11-21'") == 0


def test_delivery_follows_the_order_and_a_cancelled_order_has_none(files: duckdb.DuckDBPyConnection) -> None:
    assert count(files, 'don_hang WHERE "Ngày giao" < "Ngày đặt"') == 0
    assert count(files, 'don_hang WHERE "Trạng thái" = \'Đã hủy\' AND "Ngày giao" IS NOT NULL') == 0


def test_a_converted_lead_became_a_customer_on_the_day_of_the_first_order(
    files: duckdb.DuckDBPyConnection,
) -> None:
    first = '(SELECT "Mã khách hàng", min("Ngày đặt") AS bought FROM don_hang GROUP BY 1)'
    converted = "khach_tiem_nang WHERE \"Trạng thái\" = 'Đã chuyển đổi'"
    assert count(files, 'khach_tiem_nang WHERE "Ngày chuyển đổi" IS NOT NULL') == count(files, converted)
    assert count(files, f'khach_tiem_nang JOIN {first} USING ("Mã khách hàng") WHERE bought = "Ngày chuyển đổi"') == (
        count(files, converted)
    )
    assert count(files, 'khach_tiem_nang WHERE "Ngày chuyển đổi" - "Ngày tạo" NOT BETWEEN 0 AND 89') == 0


def test_they_are_taken_in_without_a_question(company: SampleCompany, tmp_path: Path) -> None:
    taken = take_sources(Workspace(tmp_path), company.measured, company.answers)

    assert [imported.file for imported in taken.imported] == [path.name for path in company.measured]
    assert sum(imported.rejected for imported in taken.imported) == 0
