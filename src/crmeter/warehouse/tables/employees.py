"""Who works or worked for the firm, from when to when; by a number, without names.

`ended_on` is the last day on which somebody was there; `has_left` is told where it is known that somebody left, be it
on a day that nobody knows.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table, origin

employees = Table(
    name="employees",
    title=Text("Nhân viên", "Employees"),
    grain=Text("một người làm cho công ty", "one person who works or worked for the firm"),
    key="employee_key",
    columns=(
        Column("employee_key", "BIGINT", Text("Khóa nhân viên", "Employee key"), required=True),
        Column("team", "VARCHAR", Text("Bộ phận", "Team")),
        Column("started_on", "DATE", Text("Ngày vào làm", "Started on"), expected=True),
        Column("ended_on", "DATE", Text("Ngày làm cuối", "Last day there")),
        Column("has_left", "BOOLEAN", Text("Đã nghỉ việc", "Has left")),
        Column("reason", "VARCHAR", Text("Lý do nghỉ", "Left because")),
        *origin(),
    ),
)
