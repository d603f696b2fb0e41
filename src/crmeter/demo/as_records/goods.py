"""What the company sells, and who sells the like."""

from collections.abc import Iterator

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.books import Books
from crmeter.demo.csv_files import CURRENCY
from crmeter.demo.people import STAFF
from crmeter.demo.products import GROUPS, PRODUCTS, PriceList
from crmeter.vocabulary import ForeignRecord

UNITS = ("bình", "thùng", "cái", "máy")
# (key, name, what is said of it, its goods as (code, name, group, price))
COMPETITORS = (
    (
        "DT1",
        "Nước Suối Non Xanh",
        "Giá thấp hơn 8–10%, giao chậm vào mùa nóng.",
        (("NX-B20", "Nước tinh khiết Non Xanh, bình 20 lít", 0, 50_000),),
    ),
    (
        "DT2",
        "Lọc Việt Tín",
        "Mạnh về máy lọc cho hộ gia đình, bảo hành 24 tháng.",
        (("VT-R8", "Máy lọc nước RO Việt Tín R8", 3, 3_650_000), ("VT-RO", "Lõi lọc RO Việt Tín", 2, 310_000)),
    ),
    (
        "DT3",
        "Aqua Sông Hàn",
        "Chuyên khách sạn và nhà hàng lớn.",
        (
            ("SH-B20", "Nước khoáng Sông Hàn, bình 20 lít", 0, 75_000),
            ("SH-C500", "Nước Sông Hàn, thùng 24 chai", 1, 99_000),
        ),
    ),
    ("DT4", "Nhà phân phối Bảo Lộc", "Bán lại nhiều nhãn, chiết khấu cao cho đại lý.", ()),
)


def competitors(_: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the competitors."""
    for key, name, about, _goods in COMPETITORS:
        yield ForeignRecord(key, name, dates.midnight(dates.last - 900), {"about": about}, owner=STAFF[0])


def products(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the goods of the company at the prices of its last list, and those of competitors."""
    prices = PriceList.over(books.history)
    for at, good in enumerate(PRODUCTS):
        yield ForeignRecord(
            good.code,
            good.name,
            dates.midnight(books.history.first),
            {
                "code": good.code,
                "category": GROUPS[good.group],
                "unit": UNITS[good.group],
                "price": int(prices.price[-1, at]),
                "unit_cost": int(prices.cost[-1, at]),
                "currency": CURRENCY,
            },
            owner=STAFF[0],
        )
    for key, _name, _about, goods in COMPETITORS:
        for code, name, group, price in goods:
            yield ForeignRecord(
                code,
                name,
                dates.midnight(dates.last - 400),
                {"code": code, "category": GROUPS[group], "unit": UNITS[group], "price": price, "currency": CURRENCY},
                {"competitor": key},
            )
