"""What the tables of scored leads are called, and what their notes say."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from crmeter.evaluation.internal.lead_history import WEEK
from crmeter.evaluation.internal.lead_scoring import BY_CHANNEL, NEWEST, SCORE
from crmeter.evaluation.result import ResultColumn
from crmeter.vocabulary import Text, formats

SCORES = Text("Điểm khách tiềm năng", "Scores of open leads")
POINTS = Text("Điểm của từng điều đã biết", "Points of what is known")
TEST = Text("Thử điểm khách tiềm năng", "Lead score, tried")
CALIBRATION = Text("Khả năng thành khách hàng", "Chances to convert")
DRIFT = Text("Khách tiềm năng nay khác trước", "Drift of leads")
WHEN: Mapping[int, Text] = MappingProxyType(
    {0: Text("lúc mới đến", "when it comes"), WEEK: Text("sau 7 ngày", "after 7 days")}
)
ORDERS: Mapping[str, Text] = MappingProxyType(
    {
        SCORE: Text("theo điểm", "by score"),
        BY_CHANNEL: Text("theo tỷ lệ chuyển đổi của kênh", "by the conversion of the channel"),
        NEWEST: Text("mới nhất trước", "newest first"),
    }
)
BEST = Text("tốt nhất", "best")
LIKE_OTHERS = Text("như mọi khách tiềm năng", "like all leads")
CHANCE = Text("không hơn ngẫu nhiên", "no more than chance")
SCORE_COLUMNS = (
    ResultColumn("lead", Text("Khách tiềm năng", "Lead"), "text"),
    ResultColumn("age", Text("Đã đến", "Came before"), "days"),
    ResultColumn("chance", Text("Khả năng thành khách hàng", "Chance to become a customer"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("score", Text("Điểm", "Score"), "number"),
    ResultColumn("reasons", Text("Vì sao", "Why"), "text"),
    ResultColumn("lead_key", Text("Khóa khách tiềm năng", "Lead key"), "text"),
    ResultColumn("source", Text("Nguồn", "Source"), "text"),
)
POINT_COLUMNS = (
    ResultColumn("scored", Text("Chấm lúc", "Scored"), "text"),
    ResultColumn("field", Text("Điều đã biết", "What is known"), "text"),
    ResultColumn("value", Text("Là", "Is"), "text"),
    ResultColumn("leads", Text("Khách tiềm năng", "Leads"), "count"),
    ResultColumn("rate", Text("Thành khách hàng", "Became customers"), "share"),
    ResultColumn("points", Text("Điểm cộng", "Points"), "number"),
)
TEST_COLUMNS = (
    ResultColumn("scored", Text("Chấm lúc", "Scored"), "text"),
    ResultColumn("order", Text("Gọi theo thứ tự", "Call in the order"), "text"),
    ResultColumn("auc", Text("Xếp đúng cặp (AUC)", "Pairs in order (AUC)"), "share"),
    ResultColumn("lift", Text("20% đầu hơn chung (lần)", "First 20% over all (times)"), "number"),
    ResultColumn("caught", Text("Khách có trong 20% đầu", "Customers in the first 20%"), "share"),
    ResultColumn("brier", Text("Điểm Brier", "Brier score"), "number"),
    ResultColumn("brier_of_rate", Text("Brier nếu ai cũng như nhau", "Brier if all were alike"), "number"),
    ResultColumn("learnt", Text("Học từ", "Learnt from"), "count"),
    ResultColumn("n", Text("Thử trên", "Tried on"), "count"),
    ResultColumn("chosen", Text("Tốt nhất", "Best"), "text"),
)
CALIBRATION_COLUMNS = (
    ResultColumn("fitted", Text("Đã báo (trung bình)", "Told (mean)"), "share"),
    ResultColumn("n", Text("Khách tiềm năng", "Leads"), "count"),
    ResultColumn("came", Text("Thành khách hàng", "Became customers"), "count"),
    ResultColumn("rate", Text("Tỷ lệ thật", "Share that did"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
)
DRIFT_COLUMNS = (
    ResultColumn("field", Text("Điều đã biết", "What is known"), "text"),
    ResultColumn("index", Text("Chỉ số lệch (PSI)", "Stability index (PSI)"), "number"),
    ResultColumn("bound", Text("Ngẫu nhiên tới", "Chance up to"), "number"),
    ResultColumn("n", Text("Khách tiềm năng gần đây", "Leads of late"), "count"),
    ResultColumn("verdict", Text("Nhận xét", "Verdict"), "text"),
)
POINTS_NOTE = Text(
    "Điểm là 50 cộng các điểm này; cứ 10 điểm thì khả năng (tỷ số được – không) gấp đôi. Điểm của một điều là khi mọi "
    "điều khác như nhau, kéo về 0 khi còn ít dữ liệu. Đây là mối liên hệ, không phải tác dụng.",
    "A score is 50 and these points; ten points double the odds. The points of one thing are those with everything "
    "else alike, drawn to nought where data are few. They are associations, not effects.",
)
TEST_NOTE = Text(
    "Học từ những người đến trước, đã rõ kết quả vào ngày người đầu tiên của nhóm thử đến; thử trên những người đến "
    "sau cùng. Không dùng người phụ trách, trạng thái và phân khúc: chúng được ghi sau khi đã biết kết quả.",
    "Learnt from those who came earlier, of whom the outcome was known on the day when the first of the others came; "
    "tried on the last who came. Owner, status and segment are not used: they are written down after the outcome.",
)
UNTRIED = Text(
    "Chưa đủ khách tiềm năng đến trước và đến sau để thử.", "There are not enough earlier and later leads to try it on."
)
CALIBRATION_NOTE = Text(
    "Mỗi điểm là những khách tiềm năng đến sau được báo khả năng gần bằng nhau.",
    "Each point holds later leads that were told chances alike.",
)
DRIFT_NOTE = Text(
    "So những khách tiềm năng đã dùng để học với những người đến gần đây. PSI từ 0,1 là lệch ít, từ 0,25 là lệch "
    "nhiều (Siddiqi 2006): khi đó hãy tin điểm ít hơn.",
    "Leads that the score was learnt from beside those who came of late. A PSI from 0.1 is a small change, from 0.25 "
    "a large one (Siddiqi 2006): trust the score less then.",
)
_SHOWN = Text(
    "{shown} trên {n} khách tiềm năng đang mở, theo khả năng thành khách hàng trong {days} ngày từ lúc đến, tính phần "
    "thời gian còn lại. {late} người đã quá {days} ngày, {odd} người thành khách trước khi đến: không chấm.",
    "{shown} of {n} open leads, by the chance to become a customer within {days} days of coming, in the time that is "
    "left. {late} past {days} days and {odd} that became customers before they came are not scored.",
)
_RULE_WINS = Text(
    "Chấm {when}: thử trên những người đến sau, quy tắc đơn giản xếp đúng hơn ({order}), hãy gọi theo quy tắc đó.",
    "Scored {when}: tried on those who came later, a simple rule puts them in better order ({order}); call by that "
    "rule.",
)
_SCORE_WINS = Text(
    "Chấm {when}: thử trên những người đến sau, điểm xếp đúng hơn các quy tắc đơn giản.",
    "Scored {when}: tried on those who came later, the score puts them in better order than simple rules.",
)
_TELLING = Text(
    "Không dùng: {fields}. Có trường hợp mà mọi khách tiềm năng đều thành khách hàng: có thể điều đó chỉ xảy ra vì họ "
    "sắp mua.",
    "Not used: {fields}. There are cases of it in which all leads became customers: it may happen because they are "
    "about to.",
)
_REASON = Text("{what}: {value} {points}", "{what}: {value} {points}")


def scores_note(shown: int, n: int, late: int, days: int, odd: int, best: Mapping[int, str | None]) -> Text:
    """Return which leads are scored, and by age of scoring whether a simple rule does better."""
    told = [
        _SCORE_WINS.fill(when=WHEN[age]) if order == SCORE else _RULE_WINS.fill(when=WHEN[age], order=ORDERS[order])
        for age, order in best.items()
        if order is not None
    ]
    shown_ = _SHOWN.fill(shown=shown, n=n, late=late, days=days, odd=odd)
    return Text.join([*(told or [UNTRIED]), shown_], " ")


def points_note(telling: Sequence[Text]) -> Text:
    """Return how points are read, and which fields were left out because they tell the outcome without fail."""
    left_out = [_TELLING.fill(fields=Text.join(telling, ", "))] if telling else []
    return Text.join([POINTS_NOTE, *left_out], " ")


def reason(what: Text, value: Text | str, points: float) -> Text:
    """Return one reason of a score: what is known, and by how many points it raises or lowers it."""
    signed = Text(
        f"({formats.signed(points, lambda each: formats.number(each, 'vi', 0))})",
        f"({formats.signed(points, lambda each: formats.number(each, 'en', 0))})",
    )
    return _REASON.fill(what=what, value=value, points=signed)


def verdict(index: float, small: float, large: float) -> Text:
    """Return how much a field has changed."""
    if index >= large:
        return Text("lệch nhiều", "a large change")
    return Text("lệch ít", "a small change") if index >= small else Text("ổn định", "stable")
