"""Share of the tickets solved in the period that were opened again."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import REOPENED, SLICES
from crmeter.vocabulary import Good, Text, Unit

reopen_rate = Measure(
    name="reopen_rate",
    title=Text(
        "Tỷ lệ mở lại",
        "Reopen rate",
    ),
    meaning=Text(
        "Trong số phiếu có lần giải quyết trong kỳ, bao nhiêu phần phải mở lại sau đó, tính đến ngày đánh giá. Phiếu "
        "vừa xong có thể còn mở lại",
        "Share of the tickets solved in the period, for good or not, that were opened again after it, up to the day "
        "of the evaluation. One solved just now may still be",
    ),
    formula=Text(
        "Phiếu mở lại / phiếu có lần giải quyết trong kỳ",
        "Opened again / solved at least once in the period",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.SHARE,
    top=lambda r: r.reopened_since,
    concerns=lambda r: r.was_solved_in_period | (r.solved_in_period & ~r.has_course),
    among=lambda r: r.has_course,
    left_out=Text(
        "phiếu không có nhật ký",
        "tickets without a history",
    ),
    opens=REOPENED,
    slices=SLICES,
    level=2,
)
