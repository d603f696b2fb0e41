"""What cases of customers at risk are called on pages."""

from collections.abc import Mapping

from crmeter.records.retention_cases.kinds import Arm, Outcome, RiskKind
from crmeter.vocabulary import Text, Undefined

ARMS: Mapping[Arm, Text] = {
    Arm.TREATED: Text("đang chăm sóc", "looked after"),
    Arm.HELD_OUT: Text("để riêng", "held out"),
    Arm.NOT_CHOSEN: Text("không chọn", "not chosen"),
}
RISKS: Mapping[RiskKind, Text] = {
    RiskKind.SILENCE: Text("im lặng lâu hơn nhịp mua", "silent for longer than their rhythm"),
    RiskKind.CONTRACT: Text("có thể rời hợp đồng", "may leave their contract"),
}
# How each outcome reads and looks, by what was feared.
OUTCOMES: Mapping[tuple[RiskKind, Outcome], tuple[Text, str]] = {
    (RiskKind.SILENCE, Outcome.KEPT): (Text("đã mua lại", "bought again"), "good"),
    (RiskKind.SILENCE, Outcome.LOST): (Text("không mua lại", "did not buy"), "bad"),
    (RiskKind.SILENCE, Outcome.RUNNING): (Text("đang theo dõi", "being watched"), ""),
    (RiskKind.CONTRACT, Outcome.KEPT): (Text("còn hợp đồng", "contract goes on"), "good"),
    (RiskKind.CONTRACT, Outcome.LOST): (Text("đã rời", "left"), "bad"),
    (RiskKind.CONTRACT, Outcome.RUNNING): (Text("đang theo dõi", "being watched"), ""),
}
RUN_GONE = Undefined(
    "run_gone",
    Text("dữ liệu của lần đánh giá này không còn được giữ", "the data of this evaluation are not kept any more"),
    Text("một lần đánh giá mới", "a new evaluation"),
)
