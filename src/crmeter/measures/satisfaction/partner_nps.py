"""Promoters minus detractors among the answers of suppliers and partners, in points."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

partner_nps = Measure(
    name="partner_nps",
    title=Text(
        "NPS của đối tác",
        "Partner NPS",
    ),
    meaning=Text(
        "Nhà cung cấp và đối tác có sẵn lòng giới thiệu công ty không: phần trăm cho 9–10 trừ "
        "phần trăm cho 0–6, thang 0–10",
        "Whether suppliers and partners would recommend the firm: percent giving 9–10 minus "
        "percent giving 0–6, on 0–10",
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
    bottom=lambda r: (r.respondents == "partner") & (r.question_kind == "nps"),
    among=lambda r: (r.low == 0) & (r.high == 10),
    left_out=Text("câu hỏi dùng thang khác 0–10", "asked on another scale than 0–10"),
    opens=(
        "source_key",
        "wave",
        "question",
        "score",
        "answered_on",
        "agent",
    ),
    slices=(
        "wave",
        "agent",
    ),
    level=2,
)
