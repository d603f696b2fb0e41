"""What evaluations foretold of the deals won in a month that had not begun, kept as it was told.

`value` is in `currency`, with the ends of its 80 % band; `typed`, `rate_times_value` and `last_month` are what simpler
ways said then, where they said anything. An evaluation of an earlier day may have been made later: `as_of` is the last
day that it saw, `told_on` the day on which it was shown.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

told_forecasts = Table(
    name="told_forecasts",
    title=Text("Dự báo đã lưu", "Stored forecasts"),
    grain=Text(
        "một tháng chưa bắt đầu mà một lần đánh giá đã dự báo",
        "one month of which an evaluation told before it began",
    ),
    key="forecast_key",
    date="told_on",
    columns=(
        Column("forecast_key", "BIGINT", Text("Khóa dự báo", "Forecast key"), required=True),
        Column("run", "VARCHAR", Text("Lần đánh giá", "Evaluation"), required=True),
        Column("as_of", "DATE", Text("Đánh giá tính đến ngày", "Evaluation as of"), required=True),
        Column("told_on", "DATE", Text("Ngày báo", "Told on"), required=True),
        Column("month", "DATE", Text("Ngày đầu tháng", "First day of the month"), required=True),
        Column("ends_on", "DATE", Text("Ngày cuối tháng", "Last day of the month"), required=True),
        Column("currency", "VARCHAR", Text("Tiền tệ", "Currency"), required=True),
        Column("method", "VARCHAR", Text("Cách dự báo", "Way to forecast"), required=True),
        Column("value", "DECIMAL(18,4)", Text("Giá trị thắng dự báo", "Won value foretold"), required=True),
        Column("low", "DECIMAL(18,4)", Text("Cận dưới 80%", "Lower 80%"), required=True),
        Column("high", "DECIMAL(18,4)", Text("Cận trên 80%", "Upper 80%"), required=True),
        Column("typed", "DECIMAL(18,4)", Text("Theo khả năng đã nhập", "By chances typed in")),
        Column("rate_times_value", "DECIMAL(18,4)", Text("Tỷ lệ thắng × đang mở", "Win rate × open")),
        Column("last_month", "DECIMAL(18,4)", Text("Như tháng trước", "As last month")),
        *origin(),
    ),
)
