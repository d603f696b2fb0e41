"""Names, phones and e-mail addresses; all invented, and all mail goes to the reserved domain example.com."""

import unicodedata

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.places import PROVINCES
from crmeter.demo.segments import SEGMENTS

Words = NDArray[np.object_]

SURNAMES = (
    ("Nguyễn", 32),
    ("Trần", 11),
    ("Lê", 10),
    ("Phạm", 7),
    ("Huỳnh", 5),
    ("Hoàng", 4),
    ("Võ", 5),
    ("Phan", 5),
    ("Đặng", 3),
    ("Bùi", 3),
    ("Đỗ", 2),
    ("Hồ", 3),
    ("Ngô", 2),
    ("Dương", 2),
    ("Trương", 2),
    ("Đinh", 2),
    ("Mai", 1),
    ("Tôn Nữ", 1),
)
MIDDLE_NAMES = (
    "Văn",
    "Hữu",
    "Đức",
    "Quang",
    "Minh",
    "Công",
    "Thị",
    "Thị Thu",
    "Thị Ngọc",
    "Thị Thanh",
    "Kim",
    "Bích",
)
MALE_MIDDLE_NAMES = 6
MALE_NAMES = (
    "Nam",
    "Hưng",
    "Tú",
    "Phúc",
    "Trung",
    "Quang",
    "Khoa",
    "Dũng",
    "Thành",
    "Huy",
    "Tùng",
    "Hải",
    "Đạt",
    "Sơn",
)
FEMALE_NAMES = (
    "Hương",
    "Lan",
    "Mai",
    "Thảo",
    "Linh",
    "Hồng",
    "Chi",
    "Vân",
    "Yến",
    "Ánh",
    "Hà",
    "Phương",
    "Trang",
    "Hạnh",
)
BRAND_FIRST = (
    "An", "Bình", "Minh", "Phú", "Hồng", "Thanh", "Kim", "Hải", "Thiên", "Bảo",
    "Ngọc", "Gia", "Tân", "Hoàng", "Mỹ", "Đông", "Việt", "Nhật", "Trường", "Tâm",
)  # fmt: skip
BRAND_SECOND = (
    "Phát", "An", "Thịnh", "Long", "Hưng", "Đức", "Lộc", "Phúc", "Hà", "Sơn",
    "Vân", "Khang", "Phong", "Nguyên", "Thành", "Tiến", "Châu", "Anh", "Đạt", "Xuân",
)  # fmt: skip
STAFF = (
    "Lê Thị Thu Hà",
    "Nguyễn Văn Hải",
    "Trần Quang Huy",
    "Phan Thị Ngọc Lan",
    "Võ Minh Tùng",
    "Hồ Thị Thanh Trang",
    "Đặng Hữu Phúc",
    "Huỳnh Kim Yến",
    "Bùi Đức Nam",
    "Ngô Thị Hồng",
    "Trương Công Sơn",
    "Đinh Bích Phương",
)
MOBILE_PREFIXES = (
    "086", "096", "097", "098", "032", "033", "034", "035", "036", "037", "038", "039", "070", "076", "077",
    "078", "079", "081", "082", "083", "084", "085", "088", "090", "091", "093", "094", "092", "056", "058",
)  # fmt: skip
LANDLINE_SHARE = 0.2


def unaccented(words: str) -> str:
    """Return Vietnamese words without marks, as people type them in a hurry: Đỗ becomes Do."""
    bare = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def draw_names(segment: NDArray[np.int64], rng: np.random.Generator) -> list[str]:
    """Return a name for each customer: of a person in households, of a firm elsewhere.

    Args:
        segment: shape (n,), index into `SEGMENTS`.
        rng: the stream to draw from.
    """
    n = len(segment)
    weights = np.cumsum([weight for _, weight in SURNAMES])
    surname = np.searchsorted(weights, rng.integers(0, weights[-1], n), side="right").tolist()
    middle = rng.integers(0, len(MIDDLE_NAMES), n).tolist()
    given = rng.integers(0, len(MALE_NAMES), n).tolist()
    first = rng.integers(0, len(BRAND_FIRST), n).tolist()
    second = rng.integers(0, len(BRAND_SECOND), n).tolist()
    head = rng.integers(0, 2**31, n).tolist()
    names = []
    for i, kind in enumerate(segment.tolist()):
        heads = SEGMENTS[kind].name_heads
        if heads:
            names.append(f"{heads[head[i] % len(heads)]} {BRAND_FIRST[first[i]]} {BRAND_SECOND[second[i]]}")
        else:
            names.append(f"{SURNAMES[surname[i]][0]} {MIDDLE_NAMES[middle[i]]} {_given(middle[i], given[i])}")
    return names


def _given(middle: int, given: int) -> str:
    return MALE_NAMES[given] if middle < MALE_MIDDLE_NAMES else FEMALE_NAMES[given]


def draw_phones(firm: NDArray[np.bool_], province: NDArray[np.int64], rng: np.random.Generator) -> list[str]:
    """Return a phone number for each customer, no two alike: mobiles, and some landlines of firms.

    Args:
        firm: shape (n,), whether the customer is a firm.
        province: shape (n,), index into `PROVINCES`, for the area code.
        rng: the stream to draw from.
    """
    landline = firm & (rng.random(len(firm)) < LANDLINE_SHARE)
    # A step without common factor walks through all numbers of a range before it repeats one.
    mobile_start, landline_start = rng.integers(0, 10**6, 2).tolist()
    phones = []
    for i, (fixed, at) in enumerate(zip(landline.tolist(), province.tolist(), strict=True)):
        if fixed:
            subscriber = 3_000_000 + (landline_start + i * 611_953) % 1_000_000
            area = PROVINCES[at].area_code
            phones.append(f"{area}{'3' if len(area) == 3 else ''}{subscriber}")
        else:
            number = (mobile_start + i * 179_424_673) % (len(MOBILE_PREFIXES) * 10**7)
            phones.append(f"{MOBILE_PREFIXES[number // 10**7]}{number % 10**7:07d}")
    return phones


def write_emails(names: list[str], has_email: NDArray[np.bool_]) -> list[str]:
    """Return an address made of the last two words of the name and a running number, or nothing."""
    return [
        f"{'.'.join(unaccented(name).lower().split()[-2:])}{i + 1}@example.com" if wanted else ""
        for i, (name, wanted) in enumerate(zip(names, has_email.tolist(), strict=True))
    ]
