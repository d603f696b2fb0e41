"""Phone numbers in the international form E.164, old Vietnamese numbers mapped to today's."""

import re
from functools import lru_cache

import phonenumbers

# The 11-digit mobile prefixes of before 2018 and what became of them.
OLD_PREFIXES: dict[str, str] = {
    "0162": "032",
    "0163": "033",
    "0164": "034",
    "0165": "035",
    "0166": "036",
    "0167": "037",
    "0168": "038",
    "0169": "039",
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0126": "076",
    "0128": "078",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0127": "081",
    "0129": "082",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
# The country of numbers that name none, unless somebody says otherwise of a whole file.
HOME = "VN"
_SEVERAL = re.compile(r"[;/,]| - | hoặc | or ")
_COUNTRY = re.compile(r"^(?:\+|00)?84(?:\(0\)|0)?(?=\d{8,10}$)")


@lru_cache(maxsize=100_000)
def e164(text: str, region: str = HOME) -> str | None:
    """Return a number in E.164, or None where it is no possible number.

    Args:
        text: as somebody wrote it; the first of several is taken.
        region: the country of numbers that name none.
    """
    first = _SEVERAL.split(text.strip().lstrip("'"))[0]
    digits = re.sub(r"[^\d+]", "", first)
    if region == HOME:
        digits = _today(digits)
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _today(digits: str) -> str:
    national = _COUNTRY.sub("0", digits)
    # A spreadsheet that took the number for a figure has lost its first zero.
    if len(national) in (9, 10) and national[0] in "1235789" and not national.startswith(("18", "19")):
        national = "0" + national
    if len(national) == 11 and national[:4] in OLD_PREFIXES:
        return OLD_PREFIXES[national[:4]] + national[4:]
    return national
