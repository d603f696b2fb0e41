"""Share of the tickets first solved in the period that needed one contact only."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import REOPENED, SLICES
from crmeter.vocabulary import Good, Text, Unit

first_contact_resolution_rate = Measure(
    name="first_contact_resolution_rate",
    title=Text(
        "Giải quyết ngay lần đầu",
        "Solved at first contact",
    ),
    meaning=Text(
        "Trong số phiếu được giải quyết lần đầu trong kỳ, bao nhiêu phần không phải hỏi lại khách, không chuyển sang "
        "người khác và không mở lại, tính đến ngày đánh giá",
        "Share of the tickets first solved in the period that never had to wait for the customer, never left the "
        "hands of whoever had them and were not opened again, up to the day of the evaluation",
    ),
    formula=Text(
        "Không chờ khách, không chuyển tay, không mở lại / giải quyết lần đầu trong kỳ",
        "Never waiting, handed on or opened again / first solved in the period",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="tickets",
    statistic=Statistic.SHARE,
    top=lambda r: ~(r.has_waited | r.was_handed_on | r.was_reopened),
    concerns=lambda r: r.first_solved_in_period | (r.solved_in_period & ~r.has_course),
    among=lambda r: r.has_course & r.hands_are_known,
    left_out=Text(
        "phiếu không có nhật ký, hoặc không ghi các lần giao việc",
        "tickets without a history, or whose assignments are not written down",
    ),
    opens=REOPENED,
    slices=SLICES,
    level=2,
)
