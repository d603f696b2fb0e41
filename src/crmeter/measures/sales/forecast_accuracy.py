"""By how much what was foretold of won value missed what was won."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

forecast_accuracy = Measure(
    name="forecast_accuracy",
    title=Text(
        "Sai số dự báo đã lưu (WAPE)",
        "Error of stored forecasts (WAPE)",
    ),
    meaning=Text(
        "Dự báo giá trị thắng lệch bao nhiêu so với thực tế, trên các tháng kết thúc trong kỳ: lấy con số mới nhất đã "
        "báo trước khi tháng bắt đầu, giữ nguyên như lúc báo",
        "How far forecasts of won value were off, over the months that ended in the period: the newest that was told "
        "before a month began, as it was told then",
    ),
    formula=Text(
        "Σ |dự báo đã lưu − giá trị thắng| / Σ giá trị thắng",
        "Σ |stored forecast − won value| / Σ won value",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="months_foretold",
    statistic=Statistic.QUOTIENT,
    top=lambda r: r.error_amount,
    bottom=lambda r: r.won_amount,
    # A month in which nothing was won was foretold all the same.
    counts_without_bottom=True,
    among=lambda r: r.error_amount.notnull(),
    left_out=Text(
        "tháng được dự báo bằng tiền tệ khác, hoặc có cơ hội thắng mà không rõ số tiền",
        "months told in another currency, or with a deal won for an unknown amount",
    ),
    opens=(
        "month",
        "told_on",
        "told_value",
        "told_value_low",
        "told_value_high",
        "won_amount",
        "error_amount",
        "deals_won",
        "without_amount",
    ),
    level=2,
    needs_filled=("deals.won_on", "deals.lost_on"),
    needs_amounts=True,
)
