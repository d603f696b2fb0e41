"""What people wrote, as words of Vietnamese and English: syllables by clause, and which of them carry no subject."""

import re
import unicodedata
from collections.abc import Iterable

Clauses = tuple[tuple[str, ...], ...]
# Words end a thought here; a term does not reach over it.
_CLAUSE = re.compile(r"[^\w\s'’-]+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STRETCHED = re.compile(r"(.)\1{2,}")
# The old and the new place of the tone: hoà, hòa.
_PLACES = (("oa", "òóỏõọ", "àáảãạ"), ("oe", "òóỏõọ", "èéẻẽẹ"), ("uy", "ùúủũụ", "ỳýỷỹỵ"))
_TONES = {
    vowels[0] + second: first + vowels[1]
    for vowels, on_first, on_second in _PLACES
    for first, second in zip(on_first, on_second, strict=True)
}
# After q the u belongs to the consonant: quý.
_AT_END = re.compile("(?<!q)(?:" + "|".join(_TONES) + r")\b")
_NEGATIONS = frozenset(("không", "chưa", "chẳng", "chả", "đừng", "not", "no", "never", "without"))
_STOP = frozenset(
    """
    a à ạ ai anh ấy bạn bao bằng bên bị bởi bây bả biết các cái cần càng cả cậu chỉ chị cho chứ chúng chuyện có con còn
    cũng của cùng cứ do dù dạ đã đang đây đấy để đến đều đi điều đó đôi được đâu em ở gì gần giờ hay hơn hoặc họ hôm hết
    kể khi khá khác là lại làm lên lúc luôn lắm mà mấy mỗi mọi một muốn mình mới năm nay này nào nên nếu ngay ngày
    người như nhưng nhiều những nó nữa nói ông phải qua quá quý ra rất rồi rằng sao sau sẽ sự suốt ta tại tất tháng
    thành theo thật thấy thế thì thêm tôi tới trên trong trước trở từ tuy tuần và vẫn vài vào vậy về vì việc với vừa
    xong xuống xin ạ ơi nhé nha ha hả nhỉ đc dc ko k kg hok nhìn chung vs j mk mik mn ng nv z thui thôi đi ý à ừ
    an and am about after again all also although am any are as at be because been before being both but by can could
    did do does doing during each even every few for from further get gets getting give given go going got had has have
    having he her here him his how i if in into is it its itself just let like lot made make makes many may me more
    most much must my of off on once one only or other our out over own really same she should since so some still such
    than that the their them then there these they thing things this those though through to too under until up us
    use used very was way we well were what when where which while who whom why will with would you your yours i'm
    it's don't i've can't won't didn't doesn't isn't wasn't aren't couldn't wouldn't
    """.split()  # noqa: SIM905 - a list of four hundred words is read better so
)


def clauses_of(text: str) -> Clauses:
    """Return the words of a text, lower-case and in one spelling, clause by clause.

    Accents composed (NFC), Icelandic ð read as đ, letters stretched for effect taken once (đẹppp), the tone of oa, oe
    and uy where it stands in dictionaries (hoà → hòa). Numbers are no words.
    """
    plain = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ").lower()
    plain = _STRETCHED.sub(r"\1", plain.replace("’", "'"))
    plain = _AT_END.sub(lambda found: _TONES[found[0]], plain)
    return tuple(
        words for clause in _CLAUSE.split(plain) if (words := tuple(each[0] for each in _WORD.finditer(clause)))
    )


def is_said_of_nothing(word: str, left_out: Iterable[str] = ()) -> bool:
    """Return whether a word alone says nothing of a subject: a word of grammar, a single letter, one to leave out."""
    return len(word) < 2 or word in _STOP or word in _NEGATIONS or word in left_out


def turns_around(word: str) -> bool:
    """Return whether a word says that something is not so."""
    return word in _NEGATIONS
