"""Share of the answers about tickets that lie in the top two boxes of the scale."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

ticket_csat = Measure(
    name="ticket_csat",
    title=Text(
        "Hài lòng sau khi hỗ trợ",
        "Satisfied after service",
    ),
    meaning=Text(
        "Bao nhiêu phần câu trả lời ghi rõ phiếu hỗ trợ nằm ở hai mức cao nhất của thang điểm: 4–5 trên thang 1–5. Cắt "
        "theo thời gian từ khi mở đến khi giải quyết cho thấy khách chờ lâu có hài lòng không",
        "Share of the answers that name their ticket in the top two boxes of their scale: 4–5 on 1–5. Cut by the time "
        "from opening to solution it shows whether those who waited long are satisfied",
    ),
    formula=Text(
        "Số câu ở hai mức cao nhất / số câu trả lời về phiếu",
        "Answers in the top two boxes / answers about tickets",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="ticket_answers",
    statistic=Statistic.SHARE,
    top=lambda r: r.score >= r.high - 1,
    bottom=lambda r: r.question_kind == "csat",
    opens=(
        "source_key",
        "opened_at",
        "hours_to_solve",
        "score",
        "low",
        "high",
        "answered_on",
        "queue",
        "request_kind",
        "product",
        "cause",
        "priority",
        "owner",
        "segment",
    ),
    slices=(
        "waited",
        "queue",
        "request_kind",
        "product",
        "cause",
        "priority",
        "owner",
        "segment",
        "region",
    ),
    needs_filled=("survey_answers.ticket_key",),
    level=2,
)
