"""Median number of our contacts with a customer up to the first order."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

touches_per_conversion = Measure(
    name="touches_per_conversion",
    title=Text(
        "Số lần tiếp cận đến khi mua",
        "Contacts until the first order",
    ),
    meaning=Text(
        "Trung vị số lần ta liên hệ với khách tới ngày có đơn đầu tiên, kể cả ngày đó, trên khách mua lần đầu trong "
        "kỳ. Khách tự mua mà chưa ai liên hệ được tính là không lần nào",
        "Median number of our contacts with a customer up to and including the day of the first order, of the "
        "customers who first bought in the period. Those who bought without any count as none",
    ),
    formula=Text(
        "Trung vị số lần liên hệ đi tới đơn đầu",
        "Median of outbound contacts until the first order",
    ),
    unit=Unit.TOUCHES,
    good=Good.LOWER,
    rows="first_sales",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.ordered_in_period.ifelse(r.contacts, None),
    opens=(
        "source_key",
        "met_on",
        "ordered_on",
        "contacts",
        "channel",
        "owner",
        "segment",
        "region",
    ),
    slices=(
        "channel",
        "owner",
        "segment",
        "region",
    ),
    needs_filled=("touches.touched_on",),
)
