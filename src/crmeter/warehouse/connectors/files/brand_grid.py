"""Columns that each rate one brand in one aspect, told from how their headers are put together.

`Highlands_taste`, `taste [Highlands]`, `Rate the taste - Highlands`, or two rows of headers, which are read as
`Highlands [taste]`. Which side is the brand is known by words for aspects; where both or neither side has one, somebody
has to say it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.folding import plain_words

# What says that no column rates one brand among several.
NO_BRANDS = "-"
_MARKS = (" - ", " – ", " — ", ": ", " | ", " / ", "_", ".", ":", "|", "/", "-", " ")
_BRACKETED = re.compile(r"(?P<out>.+?)\s*[\[(](?P<inside>[^\[\]()]+)[\])]\s*")
_CODE = re.compile(r"q?\d+", re.IGNORECASE)
_FEWEST = 2
# Folded: without marks and in lower case.
_OF_ASPECTS = re.compile(
    r"\b(taste|flavou?r|prices?|cost|quality|value|services?|staff|speed|delivery|space|atmosphere|location|menu|design"
    r"|comfort|reliability|convenience|variety|choice|packaging|support|safety|cleanliness|image|trust|performance"
    r"|durability|warranty|importance|satisfaction|rating|score|overall|recommend|gia|gia ca|vi|huong vi|ngon"
    r"|chat luong|phuc vu|dich vu|nhan vien|toc do|giao hang|khong gian|dia diem|thuc don|thiet ke|tien loi|da dang"
    r"|bao bi|ho tro|an toan|sach se|hinh anh|tin cay|do ben|bao hanh|hai long|chung)\b"
)


@dataclass(frozen=True, slots=True)
class BrandGrid:
    """Which column rates which brand in which aspect.

    Args:
        brands: in the order of the file.
        aspects: likewise.
        columns: by header, aspect and brand.
    """

    brands: tuple[str, ...]
    aspects: tuple[str, ...]
    columns: Mapping[str, tuple[str, str]]

    def header_of(self, aspect: str, brand: str) -> str | None:
        """Return the column of an aspect of a brand; None where there is none."""
        return next((header for header, cell in self.columns.items() if cell == (aspect, brand)), None)


def listed_brands(written: str) -> tuple[str, ...]:
    """Return the brands of a list divided by commas or semicolons; none of `-`."""
    if written.strip() == NO_BRANDS:
        return ()
    return tuple(dict.fromkeys(each.strip() for each in re.split(r"[;,]", written) if each.strip()))


def grid_of(headers: Sequence[str], brands: Sequence[str]) -> BrandGrid:
    """Return which columns rate which of some brands.

    Args:
        headers: of the file.
        brands: as headers write them, whatever the case.

    Raises:
        Misused: a brand has no column, a header names two brands, or two headers the same brand and aspect.
    """
    columns: dict[str, tuple[str, str]] = {}
    by_cell: dict[tuple[str, str], str] = {}
    for header in headers:
        found = {(aspect, brand) for brand in brands if (aspect := beside(header, brand)) is not None}
        # `Phúc Long Express` is no `Phúc Long`.
        longest = max((len(brand) for _, brand in found), default=0)
        found = {each for each in found if len(each[1]) == longest}
        if len(found) > 1:
            raise Misused("two_brands", _TWO.fill(header=header, brands=", ".join(sorted({b for _, b in found}))))
        for cell in found:
            if cell in by_cell:
                raise Misused("cell_twice", _TWICE.fill(first=by_cell[cell], second=header))
            by_cell[cell], columns[header] = header, cell
    rated = {brand for _, brand in columns.values()}
    lacking = [brand for brand in brands if brand not in rated]
    if lacking:
        raise Misused("brand_without_column", _LACKING.fill(brands=", ".join(lacking), headers=", ".join(headers)))
    return BrandGrid(
        tuple(dict.fromkeys(brand for _, brand in columns.values())),
        tuple(dict.fromkeys(aspect for aspect, _ in columns.values())),
        columns,
    )


def columns_by_brand(aspect: str, headers: Sequence[str]) -> dict[str, str]:
    """Return by brand the column of an aspect, however the two are put together.

    Args:
        aspect: what is rated, as headers write it, whatever the case.
        headers: of the file.

    Raises:
        Misused: fewer than two columns are of the aspect and a brand, or two are of the same.
    """
    found: dict[str, str] = {}
    for header in headers:
        brand = beside(header, aspect)
        if brand is None:
            continue
        if brand in found:
            raise Misused("cell_twice", _TWICE.fill(first=found[brand], second=header))
        found[brand] = header
    if len(found) < _FEWEST:
        raise Misused("unknown_driver", _NO_COLUMNS.fill(driver=aspect, headers=", ".join(headers)))
    return found


def shared_brands(of_each: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the brands that every aspect has a column for, in the order of the file.

    Args:
        of_each: the columns of each aspect by brand.

    Raises:
        Misused: one lacks a brand that another has.
    """
    brands = tuple(of_each[0])
    if any(set(each) != set(brands) for each in of_each):
        raise Misused("brands_differ", _DIFFER.fill(brands="; ".join(", ".join(each) for each in of_each)))
    return brands


def possible_brands(headers: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return what the brands may be of headers that make a whole grid, the likeliest first; nothing where none do.

    One reading where the words of one side are those of aspects and of the other are not; two where this tells nothing.

    Args:
        headers: of columns of ratings.
    """
    sides = _whole_grid(headers)
    if sides is None:
        return ()
    told = [sum(map(_is_of_aspect, side)) / len(side) for side in sides]
    readings = [side for side in sides if not any(_CODE.fullmatch(name) for name in side)]
    if len(readings) == len(sides) and told[0] != told[1]:
        return (sides[0] if told[0] < told[1] else sides[1],)
    return tuple(readings)


def _whole_grid(headers: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return both sides of the largest grid without a gap that headers make, put together in one way."""
    best: tuple[int, tuple[tuple[str, ...], tuple[str, ...]]] | None = None
    for way in range(2 * len(_MARKS) + 1):
        pairs = dict.fromkeys(pair for header in headers if (pair := _parted(header, way)) is not None)
        firsts, seconds = (tuple(dict.fromkeys(each[side] for each in pairs)) for side in (0, 1))
        is_whole = len(pairs) == len(firsts) * len(seconds) and min(len(firsts), len(seconds)) >= _FEWEST
        if is_whole and (best is None or len(pairs) > best[0]):
            best = len(pairs), (firsts, seconds)
    return None if best is None else best[1]


def _parted(header: str, way: int) -> tuple[str, str] | None:
    if way == 0:
        found = _BRACKETED.fullmatch(header)
        return None if found is None else (found["out"].strip(), found["inside"].strip())
    mark, is_last = _MARKS[(way - 1) // 2], way % 2 == 0
    before, there, after = header.rpartition(mark) if is_last else header.partition(mark)
    pair = before.strip(), after.strip()
    return pair if there and all(pair) else None


def beside(header: str, name: str) -> str | None:
    """Return what stands beside a name in a header that begins or ends with it, or has it in brackets; else None.

    Args:
        header: of a column.
        name: of a brand or an aspect, whatever the case.
    """
    plain, wanted = header.casefold(), name.casefold()
    bracketed = _BRACKETED.fullmatch(header)
    if bracketed is not None:
        out, inside = bracketed["out"].strip(), bracketed["inside"].strip()
        if wanted in (out.casefold(), inside.casefold()):
            return out if inside.casefold() == wanted else inside
    for mark in _MARKS:
        if plain.startswith(wanted + mark):
            return header[len(wanted + mark) :].strip() or None
        if plain.endswith(mark + wanted):
            return header[: -len(mark + wanted)].strip() or None
    return None


def _is_of_aspect(name: str) -> bool:
    spaced = re.sub(r"(?<=[a-zà-ỹ])(?=[A-Z])", " ", name)
    return _OF_ASPECTS.search(" ".join(plain_words(spaced))) is not None


_NO_COLUMNS = Text(
    "không có cột nào của yếu tố {driver} cho từng thương hiệu, như {driver}.A hay {driver} [A]; các cột là: {headers}",
    "no column is of the driver {driver} and one brand, such as {driver}.A or {driver} [A]; the columns are: {headers}",
)
_DIFFER = Text(
    "các yếu tố có cột cho các thương hiệu khác nhau: {brands}",
    "drivers have columns for different brands: {brands}",
)
_TWO = Text(
    "cột “{header}” nhắc đến nhiều thương hiệu: {brands}; hãy đổi tên cột hoặc bỏ bớt thương hiệu",
    "the column “{header}” names several brands: {brands}; rename it, or leave a brand out",
)
_TWICE = Text(
    "cột “{first}” và “{second}” cùng chấm một mặt của một thương hiệu; hãy bỏ một cột",
    "the columns “{first}” and “{second}” rate the same aspect of the same brand; leave one out",
)
_LACKING = Text(
    "không cột nào là của thương hiệu {brands}; tên thương hiệu đứng đầu, cuối hoặc trong ngoặc ở tiêu đề, như "
    "Highlands_vị hay vị [Highlands]. Các cột: {headers}",
    "no column is of the brand {brands}; headers begin or end with the brand or have it in brackets, such as "
    "Highlands_taste or taste [Highlands]. There are {headers}",
)
