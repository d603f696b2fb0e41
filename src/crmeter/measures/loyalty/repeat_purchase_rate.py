"""Share of all customers who bought on two or more days."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

repeat_purchase_rate = Measure(
    name="repeat_purchase_rate",
    title=Text(
        "Tỷ lệ mua lặp lại",
        "Repeat purchase rate",
    ),
    meaning=Text(
        "Trong số khách đã mua, bao nhiêu phần mua từ hai ngày khác nhau trở lên",
        "Share of all customers who bought on two or more days",
    ),
    formula=Text(
        "Khách mua từ hai lần / mọi khách đã mua",
        "Customers with two or more purchases / all customers who bought",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="customers",
    statistic=Statistic.SHARE,
    top=lambda r: r.purchases > 1,
    bottom=lambda r: r.purchases > 0,
    opens=(
        "source_key",
        "first_on",
        "last_on",
        "purchases",
        "orders_in_window",
        "spend_in_window",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    level=2,
)
