"""Share of the orders due in the period that were on time, in full, undamaged and with the right documents."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

perfect_order_rate = Measure(
    name="perfect_order_rate",
    title=Text(
        "Đơn hoàn hảo",
        "Perfect orders",
    ),
    meaning=Text(
        "Trong số đơn bán có chuyến giao cuối đến hạn trong kỳ và biết rõ cả bốn điều, bao nhiêu phần vừa đúng hẹn, "
        "vừa đủ số lượng, vừa không hư hỏng, vừa đúng chứng từ. Thiếu một điều chưa ghi thì đơn không được tính",
        "Share of the sales whose last delivery fell due in the period, and of which all four are known, that came on "
        "time, in full, undamaged and with the right documents. An order of which one of the four is not written down "
        "does not count",
    ),
    formula=Text(
        "Đúng hẹn, đủ, không hư và đúng chứng từ / đơn đến hạn rõ cả bốn điều",
        "On time, in full, undamaged and documented / due with all four known",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="fulfilled_orders",
    statistic=Statistic.SHARE,
    top=lambda r: r.is_perfect,
    among=lambda r: r.is_known,
    left_out=Text(
        "đơn chưa rõ đúng hẹn, đủ, hư hỏng hay chứng từ",
        "orders of which promise, quantity, damage or documents are not known",
    ),
    needs_filled=("deliveries.documents_right",),
    opens=(
        "source_key",
        "due_on",
        "delivered_on",
        "on_time",
        "in_full",
        "undamaged",
        "documents_right",
        "channel",
        "region",
        "segment",
        "owner",
    ),
    slices=(
        "segment",
        "region",
        "channel",
        "owner",
    ),
    level=2,
)
