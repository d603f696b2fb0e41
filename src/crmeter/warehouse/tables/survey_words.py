"""What people wrote to surveys that came in files, apart from the snapshots.

This table keeps no history: words may name anybody, an erasure rewrites it, and no total reads it.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

survey_words = Table(
    name="survey_words",
    title=Text("Lời viết trong khảo sát", "Words of surveys"),
    grain=Text(
        "lời một người viết cho một câu hỏi; không giữ lịch sử",
        "what one person wrote to one question; keeps no history",
    ),
    key="answer_key",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("answer_key", "BIGINT", Text("Khóa câu trả lời", "Answer key"), required=True),
        Column("response_key", "BIGINT", Text("Khóa lượt trả lời", "Response key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("survey", "VARCHAR", Text("Khảo sát", "Survey"), required=True),
        Column("survey_key", "BIGINT", Text("Khóa khảo sát", "Survey key"), required=True),
        Column("respondents", "VARCHAR", Text("Người trả lời", "Respondents"), required=True),
        Column("question_key", "BIGINT", Text("Khóa câu hỏi", "Question key"), required=True),
        Column("question", "VARCHAR", Text("Câu hỏi", "Question"), required=True),
        Column("words", "VARCHAR", Text("Lời viết", "Words"), required=True),
        Column("answered_on", "DATE", Text("Ngày trả lời", "Answered on"), required=True),
        *origin(),
    ),
)
