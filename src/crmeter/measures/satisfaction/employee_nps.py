"""Promoters minus detractors among the answers of employees, in points."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

employee_nps = Measure(
    name="employee_nps",
    title=Text(
        "NPS của nhân viên",
        "Employee NPS",
    ),
    meaning=Text(
        "Nhân viên có sẵn lòng giới thiệu nơi làm việc này không: phần trăm cho 9–10 trừ phần trăm cho 0–6, thang "
        "0–10; đợt có dưới 5 người trả lời không tính, để không biết ai trả lời gì",
        "Whether employees would recommend working here: percent giving 9–10 minus percent giving 0–6, on 0–10; a wave "
        "that fewer than 5 answered does not count, so that nobody can tell who answered what",
    ),
    formula=Text(
        "100 × (số câu 9–10 − số câu 0–6) / số câu trả lời",
        "100 × (answers of 9–10 − answers of 0–6) / answers",
    ),
    unit=Unit.POINTS,
    good=Good.HIGHER,
    rows="answers",
    statistic=Statistic.NET_SHARE,
    top=lambda r: (r.score >= 9).cast("int64") * 100 - (r.score <= 6).cast("int64") * 100,
    bottom=lambda r: (r.respondents == "employee") & (r.question_kind == "nps"),
    among=lambda r: (r.low == 0) & (r.high == 10),
    left_out=Text("câu hỏi dùng thang khác 0–10", "asked on another scale than 0–10"),
    opens=(
        "wave",
        "question",
        "score",
        "answered_on",
    ),
    slices=("wave",),
    level=2,
)
