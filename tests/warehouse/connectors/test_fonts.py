import unicodedata

import openpyxl
import pytest

from crmeter.warehouse.connectors.files import Answers, NeedsAnswers, inspect
from crmeter.warehouse.connectors.files.encoding import encoding_of
from crmeter.warehouse.connectors.files.fontcodes import FONT_CODES, meant, seen_without_font
from crmeter.warehouse.connectors.files.preview import preview

from .biff import Sheet, xls

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
# The twelve vowels in six tones and đ, small and capital, less the ten that are plain ASCII: 134 with their marks.
MARKED = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LETTERS = [letter for letter in [*MARKED, "đ"] if not letter.isascii()]
BOTH = [*LETTERS, *(letter.upper() for letter in LETTERS)]

CUSTOMERS = """Mã KH,Họ tên,Địa chỉ
K1,Nguyễn Văn An,Phường Bến Nghé
K2,Trần Thị Bình,Quận Hoàn Kiếm
K3,Lê Đình Cường,Thành phố Huế
K4,Phạm Hồng Đức,Đường Nguyễn Huệ
K5,Vũ Ngọc Ánh,Tỉnh Quảng Ngãi
"""


def test_there_are_134_letters_with_marks() -> None:
    assert len(set(BOTH)) == 134


@pytest.mark.parametrize("code", FONT_CODES)
def test_every_vietnamese_letter_comes_back_in_composed_form(code: str) -> None:
    for letter in BOTH:
        # Rare capitals of TCVN 5712 stand where Western text has punctuation: they are letters among capitals.
        word = f"T{letter}N" if letter.isupper() else f"t{letter}n"
        read = word.encode(code).decode(code)
        assert (read, unicodedata.is_normalized("NFC", read)) == (word, True)


@pytest.mark.parametrize(
    ("code", "seen", "said"),
    [
        ("tcvn3", "NguyÔn V¨n An", "Nguyễn Văn An"),
        ("tcvn3", "§Æng ThÞ Ngäc ¸nh", "Đặng Thị Ngọc ánh"),
        ("tcvn3", "C«ng ty – “ViÖt”", "Công ty – “Việt”"),
        ("tcvn3", "30°C", "30°C"),
        ("vni", "Nguyeãn Vaên An", "Nguyễn Văn An"),
        ("vni", "Ñaëng Thò Ngoïc AÙnh", "Đặng Thị Ngọc Ánh"),
        ("vni", "TRÖÔØNG ÑAÏI HOÏC", "TRƯỜNG ĐẠI HỌC"),
        ("vni", "Huøng Vöông, Quaän Bình Thaïnh", "Hùng Vương, Quận Bình Thạnh"),
    ],
)
def test_known_words_are_read_as_they_are_written_everywhere(code: str, seen: str, said: str) -> None:
    assert meant(seen, code) == said
    assert meant(seen_without_font(said, code), code) == said


def test_small_letters_among_capitals_were_of_a_font_of_capitals() -> None:
    assert meant("NGUYÔN V¡N §øC", "tcvn3") == "NGUYỄN VĂN ĐỨC"


@pytest.mark.parametrize("code", FONT_CODES)
def test_a_file_of_an_old_font_is_recognised_and_read(imported, code: str) -> None:
    result = imported(CUSTOMERS.encode(code))

    assert set(result.rows("identities", "name")) >= {("Nguyễn Văn An",), ("Trần Thị Bình",), ("Phạm Hồng Đức",)}
    assert ("Đường Nguyễn Huệ",) in result.rows("identities", "address")


@pytest.mark.parametrize("code", FONT_CODES)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_text_of_an_old_font_that_was_saved_as_unicode_is_read(imported, code: str, bom: str) -> None:
    result = imported(bom + seen_without_font(CUSTOMERS, code))

    assert ("Nguyễn Văn An",) in result.rows("identities", "name")
    assert result.rejected == ()


@pytest.mark.parametrize("code", FONT_CODES)
def test_cells_of_an_old_font_are_read_in_new_and_old_workbooks(imported, tmp_path, code: str) -> None:
    rows = [line.split(",") for line in seen_without_font(CUSTOMERS, code).splitlines()]
    new = tmp_path / "new.xlsx"
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(new)
    old = tmp_path / "old.xls"
    old.write_bytes(xls([Sheet("Sheet1", rows)], biff=5))

    for path in (new, old):
        assert preview(path)["encoding"]["name"] == code
        assert ("Vũ Ngọc Ánh",) in imported(path).rows("identities", "name")


@pytest.mark.parametrize("code", FONT_CODES)
def test_two_words_are_not_enough_to_be_sure_and_are_asked_about(tmp_path, code: str) -> None:
    few = "Ma KH,Ho ten\nK1,Nguyễn\nK2,Trần\n"
    plain, unicode = tmp_path / "plain.csv", tmp_path / "unicode.csv"
    plain.write_bytes(few.encode(code))
    unicode.write_text(seen_without_font(few, code))

    for path in (plain, unicode):
        with pytest.raises(NeedsAnswers) as needs:
            inspect(path)
        [question] = needs.value.questions
        assert question.code == "encoding"
        assert set(FONT_CODES) < set(question.choices)
        assert f"{code}: K1,Nguyễn · K2,Trần" in question.examples
        assert inspect(path, Answers(encoding=code)).shape.sample[0] == ("K1", "Nguyễn")
    assert inspect(unicode, Answers(encoding="utf-8")).shape.sample[0] == ("K1", seen_without_font("Nguyễn", code))


@pytest.mark.parametrize("code", FONT_CODES)
def test_columns_of_unicode_beside_columns_of_an_old_font_stay_as_they_are(imported, tmp_path, code: str) -> None:
    path = tmp_path / "mixed.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Mã khách", "Họ tên", "Địa chỉ"])
    for row in [line.split(",") for line in CUSTOMERS.splitlines()[1:]]:
        book.active.append([row[0], seen_without_font(row[1], code), "Hà Đông, Hoàn Kiếm"])
    book.save(path)

    result = imported(path)

    assert set(result.rows("identities", "name", "address")) >= {
        ("Nguyễn Văn An", "Hà Đông, Hoàn Kiếm"),
        ("Trần Thị Bình", "Hà Đông, Hoàn Kiếm"),
    }


def test_a_text_that_mixes_unicode_and_an_old_font_is_asked_about(tmp_path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text("Mã KH,Họ tên\n" + seen_without_font("K1,Nguyễn Văn An\nK2,Trần Thị Bình\n", "tcvn3"))

    with pytest.raises(NeedsAnswers) as needs:
        inspect(path)

    assert [question.code for question in needs.value.questions] == ["encoding"]


VIETNAMESE = "Họ tên: Nguyễn Văn An, Hoàng Toàn, Trần Thị Bình, ngày hoá đơn, thuế, Đoàn, loại, khoá, quý, mã, số lượng"
SAMPLES = {
    "French": "L'élève a été très gêné où le maître dînait; façade, Noël, cœur, hôtel, déjà, ça, là, naïf, forêt, août",
    "Portuguese": "Não há solução: informação, avô, avó, saúde, país, baú, três, pão, você, só, já, é, até, está",
    "Spanish": "Señor, año, niño, raíz, país, corazón, también, así, sí, más, qué, está, día, baúl, leído, oír, ningún",
    "German": "Müller, Größe, Straße, schön, über, Äpfel, Öl, für, Köln, Jürgen, Käse, Mädchen, hören, grün, böse",
    "Danish": "Søren, Århus, Ærø, København, større, på, årlig, næste, høj, også, få, første, børn, læse, måned",
}


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_western_text_is_never_taken_for_an_old_font(language: str, encoding: str) -> None:
    found = encoding_of(SAMPLES[language].encode(encoding), whole=True)

    assert (found.name, found.undecided) == (encoding, False)


@pytest.mark.parametrize("encoding", ["cp1258", "utf-8"])
def test_vietnamese_in_windows_1258_or_unicode_is_never_taken_for_an_old_font(encoding: str) -> None:
    written = VIETNAMESE if encoding == "utf-8" else in_1258(VIETNAMESE)

    found = encoding_of(written.encode(encoding), whole=True)

    assert (found.name, found.undecided) == (encoding, False)


def in_1258(text: str) -> str:
    """Letters as the code page has them: the vowel composed, its tone apart."""
    written = ""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in apart if mark in TONES[1:]), "")
        written += unicodedata.normalize("NFC", apart.replace(tone, "") if tone else apart) + tone
    return written


def test_one_word_in_a_western_file_does_not_change_it(tmp_path) -> None:
    found = encoding_of("résumé, café, où, Nestlé®, 10 µm, 1ª, © 2026, naïve, 25 °C, ½".encode(), whole=True)

    assert found.name == "utf-8"
