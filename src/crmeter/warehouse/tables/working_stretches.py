"""When the firm worked, as one evaluation takes it: stretches of work in the order of time.

The seconds of work between two moments are those before the second less those before the first; before a moment lie
`seconds_before` of the last stretch that began by then, and as many seconds of that stretch as have passed. The last
row has no length: it is where the evaluation ends.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table

working_stretches = Table(
    name="working_stretches",
    title=Text("Giờ làm việc", "Working hours"),
    grain=Text("một khoảng giờ làm việc liền nhau trong một ngày", "one unbroken stretch of work within a day"),
    key="stretch_key",
    date="begins_on",
    is_shared=True,
    columns=(
        Column("stretch_key", "BIGINT", Text("Khóa khoảng làm việc", "Stretch key"), required=True),
        Column("begins_at", "TIMESTAMP", Text("Bắt đầu lúc", "Begins at"), required=True),
        Column("begins_on", "DATE", Text("Ngày", "Day"), required=True),
        Column("seconds", "BIGINT", Text("Số giây làm việc", "Seconds of work"), required=True),
        Column("seconds_before", "BIGINT", Text("Số giây làm việc trước đó", "Seconds of work before"), required=True),
    ),
)
