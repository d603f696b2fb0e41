import unicodedata

import pytest

from crmeter.warehouse.connectors.files import NeedsAnswers
from crmeter.warehouse.connectors.files.encoding import encoding_of

NAMES = ["Nguyễn Thị Hồng", "Trần Văn Đức", "Lê Quỳnh Như", "Phạm Thuỳ Dương", "Võ Hoàng Ưng", "Đặng Mỹ Lệ"]
TABLE = "Mã khách hàng;Tên khách hàng\n" + "".join(f"K{n};{name}\n" for n, name in enumerate(NAMES))


def cp1258(text: str) -> bytes:
    """Python cannot encode composed letters to windows-1258: part the tones from the letters."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = _parted(letter)
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


def _parted(letter: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", marks.replace(tone, "")), tone


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + TABLE.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16-be"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
        (cp1258(TABLE), "cp1258"),
        ("id;name\n1;São João\n2;Müller & Söhne\n3;Café Crème, não\n".encode("cp1252"), "cp1252"),
        (b"id;name\n1;Smith\n", "utf-8"),
    ],
)
def test_each_encoding_is_known_by_its_bytes(data: bytes, name: str) -> None:
    found = encoding_of(data, whole=True)

    assert (found.name, found.undecided) == (name, False)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("encode", [str.encode, cp1258, lambda t: b"\xff\xfe" + t.encode("utf-16-le")])
def test_names_come_out_composed_whatever_the_file_was_in(imported, encode, form: str) -> None:
    text = TABLE if encode is cp1258 else unicodedata.normalize(form, TABLE)

    result = imported(encode(text))

    assert sorted(row[0] for row in result.rows("identities", "name")) == sorted(NAMES)


def test_words_of_no_language_are_asked_about_with_both_spellings(imported) -> None:
    with pytest.raises(NeedsAnswers) as asked:
        imported(b"customer id,name\n1,q\xd2\xfdz\n2,w\xde\xf0\xf0k\n")

    question = asked.value.questions[0]
    assert question.code == "encoding"
    assert question.examples[0].startswith("cp1258: ")
    assert question.text.vi == "Tệp được lưu theo bảng mã nào?"


def test_a_told_encoding_is_used(imported) -> None:
    result = imported(b"customer id,name\n1,q\xf0z\n", encoding="cp1252")

    assert result.rows("identities", "name") == [("qðz",)]


def test_a_byte_outside_the_encoding_costs_its_row_only(imported) -> None:
    rows = "".join(f"{n},Hoàng Đỗ {n}\n" for n in range(30)).encode()

    result = imported(b"customer id,name\n" + rows + b"98,\xc3\x28\n99,Tr\xe1\xba\xa7n\n")

    assert result.faults == [(32, "undecodable")]
    assert result.imported.tables["customers"] == 31


def test_a_code_page_far_into_a_plain_file_is_still_found(imported) -> None:
    plain = "".join(f"{n},Customer {n:09}\n" for n in range(50_000)).encode()

    result = imported(b"customer id,name\n" + plain + cp1258("x,Nguyễn Thị Hồng\ny,Trần Văn Đức\n"))

    names = dict(result.rows("identities", "name", "customer_key"))
    assert "Nguyễn Thị Hồng" in names
    assert "Trần Văn Đức" in names
