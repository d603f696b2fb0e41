"""After how many days half of the deals begun in the period have a quote or an approval, with those that wait."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

decision_time = Measure(
    name="decision_time",
    title=Text(
        "Thời gian ra quyết định",
        "Decision time",
    ),
    meaning=Text(
        "Số ngày từ khi tạo tới khi một nửa cơ hội tạo trong kỳ đã được gửi báo giá hay duyệt: lần đầu vào giai đoạn "
        "được đánh dấu hoặc giai đoạn đang mở sau nó. Cơ hội chưa có báo giá được tính là đang chờ; thua, hay thắng "
        "thẳng mà chưa qua giai đoạn nào như vậy, là không có báo giá và được tính tới ngày đó",
        "Days until half of the deals created in the period have their quote or approval: until they first came to a "
        "stage that is marked so, or to an open one behind it. Those without a quote count as waiting still; those "
        "that were lost, or won straight away without any such stage, have none and count until that day",
    ),
    formula=Text(
        "Trung vị Kaplan–Meier của (ngày gửi báo giá hay duyệt − ngày tạo)",
        "Kaplan–Meier median of (day of the quote or approval − day created)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="deals",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.created_in_period.ifelse(r.days_to_quote, None),
    # What ended before it was created waited for nothing, and is counted as left out.
    bottom=lambda r: r.created_in_period & (r.quoted_on.notnull() | ~r.quote_is_known | (r.days_to_quote < 0)),
    among=lambda r: r.quote_is_known & (r.days_to_quote >= 0),
    left_out=Text(
        "cơ hội không rõ có báo giá hay chưa hoặc từ ngày nào: quy trình chưa đánh dấu giai đoạn báo giá, cơ hội được "
        "ghi lại khi đã báo giá, hay ngày báo giá hoặc kết thúc trước ngày tạo",
        "deals of which nobody knows whether or since when they have a quote: no stage of their pipeline is marked, "
        "they were written down with it, or its day or that of their end lies before that of their creation",
    ),
    opens=(
        "source_key",
        "created_on",
        "quoted_on",
        "days_to_quote",
        "won_on",
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    needs_filled=("deals.is_quoted",),
    level=2,
)
