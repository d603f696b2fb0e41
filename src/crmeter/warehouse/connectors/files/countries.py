"""Which country a file names, by a word or by a currency, and whether its phone numbers are written as there."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import phonenumbers

from crmeter.warehouse.connectors.files.phones import HOME, e164

# Words for countries beside their ISO 3166 codes: in English, in Vietnamese and by themselves, without accents.
_WORDS = {
    "AE": "united arab emirates|uae|tieu vuong quoc a rap thong nhat",
    "AR": "argentina",
    "AT": "austria|osterreich|ao",
    "AU": "australia|uc",
    "BD": "bangladesh",
    "BE": "belgium|belgique|belgie|bi",
    "BR": "brazil|brasil",
    "CA": "canada",
    "CH": "switzerland|schweiz|suisse|svizzera|thuy si",
    "CN": "china|trung quoc|中国",
    "CZ": "czechia|czech republic|cesko|sec",
    "DE": "germany|deutschland|duc",
    "DK": "denmark|danmark|dan mach",
    "EG": "egypt|ai cap",
    "ES": "spain|espana|tay ban nha",
    "FI": "finland|suomi|phan lan",
    "FR": "france|phap",
    "GB": "united kingdom|great britain|england|uk|anh|vuong quoc anh",
    "GR": "greece|hy lap",
    "HK": "hong kong",
    "HU": "hungary|magyarorszag",
    "ID": "indonesia",
    "IE": "ireland|ai len",
    "IL": "israel",
    "IN": "india|bharat|an do",
    "IT": "italy|italia|y",
    "JP": "japan|nhat ban|nhat|日本",
    "KH": "cambodia|campuchia",
    "KR": "korea|south korea|republic of korea|han quoc|한국",
    "LA": "laos|lao",
    "LK": "sri lanka",
    "MM": "myanmar|burma|mien dien",
    "MX": "mexico",
    "MY": "malaysia",
    "NL": "netherlands|nederland|holland|ha lan",
    "NO": "norway|norge|na uy",
    "NZ": "new zealand",
    "PH": "philippines",
    "PK": "pakistan",
    "PL": "poland|polska|ba lan",
    "PT": "portugal|bo dao nha",
    "RO": "romania",
    "RU": "russia|russian federation|nga",
    "SA": "saudi arabia|a rap xe ut",
    "SE": "sweden|sverige|thuy dien",
    "SG": "singapore",
    "TH": "thailand|thai lan|ประเทศไทย|ไทย",
    "TR": "turkey|turkiye|tho nhi ky",
    "TW": "taiwan|dai loan|臺灣|台灣",
    "UA": "ukraine",
    "US": "united states|united states of america|usa|america|my|hoa ky",
    "VN": "vietnam|viet nam",
    "ZA": "south africa|nam phi",
}
_BY_WORD = {word: region for region, words in _WORDS.items() for word in words.split("|")}
_EURO = tuple(re.findall("..", "ATBECYDEEEESFIFRGRHRIEITLTLULVMTNLPTSISK"))
# Shorter numbers are extensions and house numbers, and fit any country.
_FEWEST_DIGITS = 7


def is_region(code: str) -> bool:
    """Whether a code is a country that phone numbers are known of."""
    return code in phonenumbers.SUPPORTED_REGIONS


def region_of_word(word: str) -> str | None:
    """Return the country that a cell names, by its ISO code or by a name, or None."""
    if is_region(word.strip().upper()):
        return word.strip().upper()
    plain = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # Letters of other scripts fall apart too, so that the names are compared as they are and without their marks.
    return _BY_WORD.get(" ".join(plain.split())) or _BY_WORD.get(word.strip())


def regions_of_currency(currency: str) -> Sequence[str]:
    """Return the countries that pay in a currency: those of the euro, else that whose code it begins with."""
    if currency == "EUR":
        return _EURO
    return (currency[:2],) if is_region(currency[:2]) else ()


def written_elsewhere(numbers: Iterable[str], named: Iterable[str]) -> tuple[str, ...]:
    """Return the named countries as whose local numbers most of the numbers can be read, the likeliest first.

    Args:
        numbers: phone numbers as they stand in the file.
        named: the countries that the file names.

    Returns:
        None of them where most numbers are good Vietnamese ones, or where no named country fits.
    """
    local = [number for number in numbers if _is_local(number)]

    def readable(region: str) -> int:
        return sum(e164(number, region) is not None for number in local)

    if readable(HOME) * 2 >= len(local):
        return ()
    fitting = {region: readable(region) for region in sorted(set(named)) if region != HOME}
    likely = sorted(fitting, key=lambda region: -fitting[region])
    return tuple(region for region in likely if fitting[region] * 2 > len(local))


def _is_local(number: str) -> bool:
    text = number.strip().lstrip("'(")
    return not text.startswith(("+", "00")) and sum(letter.isdigit() for letter in text) >= _FEWEST_DIGITS
