"""What the study of the days until quotes calls its columns and says in words."""

from crmeter.evaluation.result import ResultColumn
from crmeter.vocabulary import NotEnoughData, Text

TITLE = Text("Báo giá sớm hay muộn", "Days until the quote")
# Up to so many days, in order; the last of those with a quote has no end.
ENDS = (0, 2, 7, 14)
BANDS = (
    Text("trong ngày", "same day"),
    Text("1–2 ngày", "1–2 days"),
    Text("3–7 ngày", "3–7 days"),
    Text("8–14 ngày", "8–14 days"),
    Text("trên 14 ngày", "over 14 days"),
    Text("chưa gửi", "none sent"),
)
COLUMNS = (
    ResultColumn("band", Text("Đến khi báo giá", "Until the quote"), "text"),
    ResultColumn("deals", Text("Cơ hội", "Deals"), "count"),
    ResultColumn("ended", Text("Đã kết thúc", "Ended"), "count"),
    ResultColumn("won", Text("Thắng", "Won"), "count"),
    ResultColumn("rate", Text("Tỷ lệ thắng", "Win rate"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("priced", Text("Thắng, rõ giá trị", "Won, with amounts"), "count"),
    ResultColumn("value", Text("Giá trị thắng trung bình", "Mean won value"), "money"),
    ResultColumn("value_low", Text("Giá trị, cận dưới 80%", "Value, 80% from"), "money"),
    ResultColumn("value_high", Text("Giá trị, cận trên 80%", "Value, 80% to"), "money"),
    ResultColumn("customers", Text("Khách đã đủ 180 ngày", "Customers of 180 days"), "count"),
    ResultColumn("again", Text("Mua lại", "Ordered again"), "count"),
    ResultColumn("loyal", Text("Tỷ lệ mua lại", "Share that ordered again"), "share"),
    ResultColumn("loyal_low", Text("Mua lại, cận dưới 80%", "Again, 80% from"), "share"),
    ResultColumn("loyal_high", Text("Mua lại, cận trên 80%", "Again, 80% to"), "share"),
    ResultColumn("lacking", Text("Chưa tính được", "Not known yet"), "text"),
)
NONE_ENDED = Text("chưa cơ hội nào kết thúc", "no deal has ended")
NONE_WON = Text("chưa cơ hội nào thắng", "no deal was won")
WINS_LEFT_OUT = Text(
    "cơ hội thắng mà không có báo giá không tính ở đây nên không có tỷ lệ thắng",
    "deals won without a quote are left out here, so there is no win rate",
)
NONE_PRICED = Text(
    "không cơ hội thắng nào ghi giá trị bằng tiền của công ty", "no won deal has an amount in the firm's currency"
)
NONE_OLD = Text("chưa khách nào thắng đã đủ {days} ngày", "no customer was won {days} days ago")
NO_OWN_ORDER = Text(
    "các cơ hội thắng không ghi đơn hàng nào là của mình nên không rõ khách có mua lại",
    "the won deals do not name the orders they became, so nobody knows who ordered again",
)
NOT_TOLD = NotEnoughData(
    "no_quotes",
    Text(
        "không cơ hội nào tạo trong kỳ cho biết báo giá gửi ngày nào",
        "no deal created in the period tells when its quote was sent",
    ),
    Text(
        "giai đoạn được đánh dấu là đã gửi báo giá, hay cột ngày gửi báo giá",
        "a stage that is marked as the one in which the quote is out, or a column of the day",
    ),
)
ROWS = Text(
    "Cơ hội tạo trong kỳ, kết quả tính đến ngày đánh giá. Mua lại: khách có đơn khác trong {days} ngày sau khi thắng, "
    "không kể đơn của chính cơ hội; mỗi khách tính lần thắng đầu.",
    "Deals created in the period, as they had ended by the day of the evaluation. Ordered again: the customer has "
    "another order within {days} days of the win, the deal's own one aside; of each customer the first win counts.",
)
NAIVE = Text(
    "So thô trong số có báo giá và đã kết thúc, báo giá trong {limit} ngày thắng {rate}, muộn hơn thắng {others}: "
    "chênh {points} điểm.",
    "Without looking further, of those with a quote that ended, {rate} were won where it came within {limit} days and "
    "{others} where it came later: {points} points apart.",
)
ALIKE = Text(
    "So trong cùng quy trình, đồng tiền và cỡ cơ hội (ba phần bằng nhau): {points} điểm (80%: {low} đến {high}).",
    "Among deals of the same pipeline, currency and third of size: {points} points (80%: {low} to {high}).",
)
NOT_ALIKE = Text(
    "Chưa đủ cơ hội cùng quy trình, đồng tiền và cỡ để so: {reason}.",
    "Too few deals of one pipeline, currency and size to compare: {reason}.",
)
NO_EFFECT = Text(
    "Đây không phải tác dụng của báo giá sớm: các nhóm còn khác nhau ở nhiều điều, như cỡ cơ hội và việc khách đã "
    "quyết hay chưa; nhóm muộn là những cơ hội còn đến lúc đó, nhóm chưa gửi phần lớn đã mất trước khi có báo giá.",
    "This is no effect of quick quotes: the bands differ in other things, such as the size of deals and how decided "
    "the customer was; late ones are those still there by then, and most without a quote were lost before it.",
)
BY_WIN = Text(
    "{n} cơ hội thắng mà không có báo giá nào gửi trước đó nên không nói gì và không tính.",
    "{n} deals were won without any quote sent before; they tell nothing and are left out.",
)
UNKNOWN = Text(
    "{n} cơ hội không rõ có báo giá hay chưa hoặc từ ngày nào nên không tính.",
    "{n} deals do not tell whether or since when they have a quote and are left out.",
)
NO_ORDER = Text(
    "{n} khách thắng đã đủ {days} ngày không tính vào phần mua lại: cơ hội không ghi đơn hàng nào là của mình, nên "
    "không biết đơn nào là đơn khác.",
    "{n} customers won {days} days ago are left out of who ordered again: their deals do not name the order they "
    "became, so nobody knows which one is another.",
)
NO_SIZE = Text(
    "{n} cơ hội không ghi giá trị hay đồng tiền nên không xếp được theo cỡ để so.",
    "{n} deals have no amount or currency, so their size cannot be compared.",
)
