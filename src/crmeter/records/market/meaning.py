"""What a figure of the market says, and when it makes no sense."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crmeter.records.concept.amount import DECIMALS, is_kept_whole
from crmeter.records.ledger.refusals import Refused
from crmeter.records.market.kinds import Span, Who, begins_rightly
from crmeter.records.market.models import LONGEST_NAME, LONGEST_SOURCE
from crmeter.vocabulary import CURRENCIES, Text

_MOST = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of the market; see the model."""

    span: Span
    starts_on: date
    who: Who
    said_by: str
    said_on: date
    product_set: str = ""
    name: str = ""
    amount: Decimal | None = None
    currency: str = ""
    units: Decimal | None = None
    share: Decimal | None = None
    price: Decimal | None = None


def refuse_without_meaning(said: Said, today: date) -> None:
    """Refuse what cannot be a figure of a market.

    Raises:
        Refused: it is of no period, of nobody, without a figure, without a source, or out of what there can be.
    """
    if not begins_rightly(said.span, said.starts_on):
        raise Refused("no_period", _NO_PERIOD)
    if (said.who is Who.COMPETITOR) != bool(said.name):
        raise Refused("no_name", _NO_NAME if said.who is Who.COMPETITOR else _NAME_OF_NOBODY)
    if len(said.name) > LONGEST_NAME or len(said.product_set) > LONGEST_NAME:
        raise Refused("too_long", _LONG.fill(most=LONGEST_NAME))
    if not said.said_by or len(said.said_by) > LONGEST_SOURCE:
        raise Refused("no_source", _NO_SOURCE.fill(most=LONGEST_SOURCE))
    if said.said_on > today:
        raise Refused("said_later", _LATER)
    figures = (said.amount, said.units, said.share, said.price)
    if all(each is None for each in figures):
        raise Refused("no_figure", _NO_FIGURE)
    if any(each is not None and not 0 <= each < _MOST for each in figures) or said.price == 0:
        raise Refused("out_of_range", _OUT_OF_RANGE)
    if not all(is_kept_whole(each) for each in figures if each is not None):
        raise Refused("too_fine", _TOO_FINE.fill(most=DECIMALS, of_share=DECIMALS - 2))
    if said.share is not None and (said.who is Who.MARKET or said.share > 1):
        raise Refused("no_share", _NO_SHARE)
    if said.who is Who.MARKET and 0 in (said.amount, said.units):
        raise Refused("no_market", _NO_MARKET)
    if (said.amount is not None or said.price is not None) and said.currency not in CURRENCIES:
        raise Refused("no_currency", _NO_CURRENCY.fill(currency=said.currency or "–"))


_NO_PERIOD = Text(
    "kỳ phải bắt đầu vào ngày đầu tháng, đầu quý (tháng 1, 4, 7, 10) hoặc ngày 1 tháng 1",
    "a period begins on the first day of a month, of a quarter (January, April, July, October) or of a year",
)
_NO_NAME = Text("hãy ghi tên đối thủ", "name the competitor")
_NAME_OF_NOBODY = Text("chỉ đối thủ mới có tên", "only competitors have a name here")
_LONG = Text("tên dài quá {most} ký tự", "a name is longer than {most} characters")
_NO_SOURCE = Text("hãy ghi ai nói con số này (không quá {most} ký tự)", "say who says so, in at most {most} characters")
_LATER = Text("ngày công bố nằm trong tương lai", "the day on which it was said is still to come")
_NO_FIGURE = Text(
    "hãy ghi ít nhất một số: số tiền, số lượng, thị phần hoặc giá",
    "give at least one figure: an amount, units, a share or a price",
)
_OUT_OF_RANGE = Text(
    "con số phải từ 0 đến dưới 100 nghìn tỷ, giá phải lớn hơn 0",
    "figures are from 0 to below 100 trillion, prices above 0",
)
_TOO_FINE = Text(
    "con số có không quá {most} chữ số thập phân, thị phần tính bằng % không quá {of_share}",
    "figures have at most {most} decimals, shares in per cent at most {of_share}",
)
_NO_SHARE = Text(
    "thị phần nằm trong 0% và 100%, và là của mình hoặc của một đối thủ",
    "a share lies within 0% and 100%, and is ours or that of a competitor",
)
_NO_MARKET = Text("quy mô thị trường phải lớn hơn 0", "the size of a market is above 0")
_NO_CURRENCY = Text("“{currency}” không phải mã tiền tệ", "“{currency}” is no code of a currency")
