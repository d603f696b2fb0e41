"""Share of the goods received from suppliers in the period that were turned away."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

supplier_defect_rate = Measure(
    name="supplier_defect_rate",
    title=Text(
        "Tỷ lệ hàng lỗi của nhà cung cấp",
        "Defective goods of suppliers",
    ),
    meaning=Text(
        "Trong số lượng hàng nhận từ nhà cung cấp trong kỳ, bao nhiêu phần bị từ chối vì lỗi. Số lượng được cộng như "
        "đã ghi: hàng tính bằng đơn vị khác nhau nên xem theo nhóm hàng. Dòng không ghi số từ chối không được coi là "
        "không lỗi",
        "Share of the quantity received from suppliers in the period that was turned away as defective. Quantities are "
        "added as they stand: of goods in different units, look by category. A line that does not say how much was "
        "turned away is not taken for faultless",
    ),
    formula=Text(
        "Số lượng từ chối / số lượng nhận",
        "Quantity rejected / quantity received",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="supplies",
    statistic=Statistic.RATIO,
    top=lambda r: r.quantity_rejected,
    bottom=lambda r: r.quantity_received,
    concerns=lambda r: r.came_in_period,
    among=lambda r: r.defects_are_told,
    left_out=Text(
        "dòng không ghi đủ số nhận và số từ chối, hoặc từ chối nhiều hơn nhận",
        "lines without both quantities, or with more rejected than received",
    ),
    needs_filled=("supplier_deliveries.quantity_rejected",),
    opens=(
        "source_key",
        "supplier",
        "product",
        "category",
        "received_on",
        "quantity_received",
        "quantity_rejected",
    ),
    slices=(
        "supplier",
        "category",
    ),
    level=2,
)
