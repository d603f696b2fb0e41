import pytest

from crmeter.warehouse.connectors.files import FileRefused, NeedsAnswers

HEAD = "customer id,name,city\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_of_every_system(imported, mark: str, end: str) -> None:
    result = imported(end.join([mark.join(r) for r in (("customer id", "name"), ("001", "An"), ("002", "Bình"))]))

    assert result.rows("customers", "source_key", "source_line") == [("001", 2), ("002", 3)]


def test_titles_and_empty_lines_above_the_header_are_passed_over(imported) -> None:
    result = imported("Danh sách khách hàng 2026\n\nXuất ngày 20/11/2026\n" + HEAD + "7,An,Huế\n")

    assert result.rows("customers", "source_key", "source_line") == [("7", 5)]


def test_quotes_commas_and_line_breaks_inside_cells_stay_inside(imported) -> None:
    result = imported(HEAD + '1,"An, ""Bé"" Lê","Huế\nphường 1"\n2,Bình,Vinh\n')

    assert result.rows("identities", "name") == [('An, "Bé" Lê',), ("Bình",)]
    assert result.rows("customers", "region", "source_line") == [("Huế\nphường 1", 2), ("Vinh", 4)]


def test_ragged_rows_are_told_with_line_and_reason_and_nothing_shifts(imported) -> None:
    result = imported(HEAD + "1,An\n2,Bình,Vinh\n3,Chi,Huế,thừa\n4,Dũng,Hà Nội,\n")

    assert result.faults == [(2, "too_few_fields"), (4, "too_many_fields")]
    assert result.rows("customers", "source_key", "region") == [("2", "Vinh"), ("4", "Hà Nội")]
    assert result.rejected[0].reason.vi == "Dòng thiếu cột so với tiêu đề."
    assert result.rejected[0].reason.en == "The row has fewer fields than the header."
    assert result.rejected[1].raw == "3,Chi,Huế,thừa"


def test_trailing_commas_make_no_column(imported) -> None:
    result = imported("customer id,name,,\n1,An,,\n2,Bình,,\n")

    assert result.imported.rejected == 0
    assert result.imported.tables["customers"] == 2


def test_a_lone_quote_costs_its_own_row_and_no_other(imported) -> None:
    result = imported(HEAD + '1,"An,Huế\n2,Bình,Vinh\n3,Chi,Hà Nội\n4,"Dũng,Huế\n5,Em,Huế\n')

    assert result.faults == [(2, "lone_quote"), (5, "lone_quote")]
    assert [key for (key,) in result.rows("customers", "source_key")] == ["2", "3", "5"]


def test_an_inch_mark_inside_a_cell_is_just_a_letter(imported) -> None:
    result = imported('product id,product name\n1,Màn hình 24" cong\n2,"Ống 5"" nhựa"\n')

    assert result.rows("products", "name") == [('Màn hình 24" cong',), ('Ống 5" nhựa',)]


def test_text_after_a_closing_quote_is_refused(imported) -> None:
    result = imported(HEAD + '1,"An" x,Huế\n2,Bình,Vinh\n')

    assert result.faults == [(2, "lone_quote")]


def test_nul_and_far_too_long_fields_are_refused_by_row(imported) -> None:
    result = imported(HEAD.encode() + b"1,A\0n,X\n2," + b"y" * 40_000 + b",X\n3,Chi,X\n")

    assert result.faults == [(2, "nul"), (3, "field_too_long")]
    assert result.rows("customers", "source_key") == [("3",)]


def test_a_cell_as_long_as_a_spreadsheet_allows_is_kept(imported) -> None:
    result = imported(HEAD + f"1,{'y' * 32_767},X\n")

    assert result.imported.rejected == 0


def test_duplicate_headers_are_told_apart(imported) -> None:
    result = imported("customer id,name,name\n1,An,Ân\n", mapping={"name": "", "name (2)": "name"})

    assert result.rows("identities", "name") == [("Ân",)]


def test_a_file_without_header_asks_what_its_columns_are(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported("0001,2026-01-05,120000\n0002,2026-01-06,90000\n")

    assert asked.value.questions[0].code == "mapping"
    assert asked.value.questions[0].text.vi.startswith("Tệp không có dòng tiêu đề")


def test_columns_of_a_file_without_header_are_told_by_their_place(imported) -> None:
    result = imported(
        "0001,2026-01-05,120000\n0002,2026-01-06,90000\n",
        mapping={"1": "customer_key", "2": "ordered_at", "3": "orders.amount"},
        currency="VND",
    )

    assert [float(amount) for (amount,) in result.rows("orders", "amount")] == [120000, 90000]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"PAR1 broken", "damaged"),
        (b"\x1f\x8b broken", "damaged"),
        (b"a" * 2_000_000, "record_too_long"),
        (b",".join(b"x%d" % n for n in range(1500)) + b"\n", "too_many_columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(imported, content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        imported(content)

    assert refused.value.code == code
    assert refused.value.reason.vi != refused.value.reason.en


def test_a_quote_that_opens_and_swallows_a_megabyte_costs_one_row(imported) -> None:
    rows = "".join(f"{n},Khách {n},Huế\n" for n in range(2, 60_000))

    result = imported(HEAD + '1,"An,Huế\n' + rows)

    assert result.faults == [(2, "lone_quote")]
    assert result.imported.tables["customers"] == 59_998
