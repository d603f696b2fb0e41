"""One unit of `currency` is worth `rate` of `to_currency` on the day.

A rate has twelve decimals: one đồng is some 0.00004 dollars.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

exchange_rates = Table(
    name="exchange_rates",
    title=Text("Tỷ giá", "Exchange rates"),
    grain=Text("tỷ giá của một tiền tệ vào một ngày", "the rate of one currency on one day"),
    key="rate_key",
    date="rated_on",
    is_shared=True,
    columns=(
        Column("rate_key", "BIGINT", Text("Khóa tỷ giá", "Rate key"), required=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), required=True),
        Column("to_currency", "VARCHAR", Text("Sang tiền tệ", "To currency"), required=True),
        Column("rated_on", "DATE", Text("Ngày", "Rated on"), required=True),
        Column("rate", "DECIMAL(38,12)", Text("Tỷ giá", "Rate"), required=True),
        *origin(),
    ),
)
