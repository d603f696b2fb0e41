"""Share of the views of pages and products that ended in what was wanted."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

view_action_rate = Measure(
    name="view_action_rate",
    title=Text(
        "Tỷ lệ xem dẫn tới hành động",
        "Views that ended as wanted",
    ),
    meaning=Text(
        "Trong số lượt xem trong kỳ, bao nhiêu phần dẫn tới điều mong muốn: do tệp ghi, hoặc khách đã xem một sản "
        "phẩm thì mua nó trong {attribution_days} ngày",
        "Share of the views in the period that ended as wanted: as the file tells, or a customer who looked at a "
        "product bought it within {attribution_days} days",
    ),
    formula=Text(
        "Σ lượt dẫn tới điều mong muốn / Σ lượt xem",
        "Σ views that ended as wanted / Σ views",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="page_views",
    statistic=Statistic.RATIO,
    top=lambda r: r.actions,
    bottom=lambda r: r.views,
    among=lambda r: r.actions.notnull(),
    left_out=Text(
        "lượt xem không rõ có dẫn tới điều mong muốn không, hoặc chưa đủ ngày để xét",
        "views of which nobody knows whether they ended as wanted, or that came too lately to judge",
    ),
    opens=(
        "source_key",
        "viewed_on",
        "page",
        "views",
        "actions",
        "bought_on",
        "channel",
        "campaign",
    ),
    slices=(
        "channel",
        "campaign",
        "category",
        "segment",
    ),
    level=2,
)
