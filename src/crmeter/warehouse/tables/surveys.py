"""Who was asked by surveys, and what they answered.

`question_kind`: `nps` (0–10), `csat` (1–5), `ces` (1–7), `rating`, `importance` and `price` on the scale from `low` to
`high`, `last_brand` and `choice` (what was chosen is the `brand`), `next_brand` (percent), `spend` (for one purchase),
`frequency` (purchases in a year) or `text`, whose words stay with the records, or in `survey_words` where a file
brought them. An answer may name the ticket or the order that it is about. Answers with the same `response_key` are one
person's; of an anonymous survey nothing says whose.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

_ABOUT = (
    Column("survey", "VARCHAR", Text("Khảo sát", "Survey"), required=True),
    Column("survey_key", "BIGINT", Text("Khóa khảo sát", "Survey key"), required=True),
    Column("wave", "INTEGER", Text("Đợt", "Wave"), required=True),
    Column("respondents", "VARCHAR", Text("Người trả lời", "Respondents"), required=True),
    Column("product_key", "BIGINT", Text("Khóa sản phẩm", "Product key")),
)

survey_invitations = Table(
    name="survey_invitations",
    title=Text("Lời mời khảo sát", "Survey invitations"),
    grain=Text("một người được mời trong một đợt", "one person asked in one wave"),
    key="invitation_key",
    date="asked_on",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("invitation_key", "BIGINT", Text("Khóa lời mời", "Invitation key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        *_ABOUT,
        Column("agent", "VARCHAR", Text("Người phục vụ", "Agent")),
        Column("asked_on", "DATE", Text("Ngày mời", "Asked on"), required=True),
        Column("arrived", "BOOLEAN", Text("Thư đã đến", "Arrived"), required=True),
        Column("answered", "BOOLEAN", Text("Đã trả lời", "Answered"), required=True),
        Column("answered_on", "DATE", Text("Ngày trả lời", "Answered on")),
        *origin(),
    ),
)

survey_answers = Table(
    name="survey_answers",
    title=Text("Câu trả lời khảo sát", "Survey answers"),
    grain=Text("một câu trả lời, hoặc một ô của bảng chấm điểm", "one answer, or one cell of a grid"),
    key="answer_key",
    date="answered_on",
    owned_by=(
        OwnedBy("customer_key", through="customers"),
        OwnedBy("ticket_key", through="tickets"),
        OwnedBy("order_key", through="orders"),
    ),
    columns=(
        Column("answer_key", "BIGINT", Text("Khóa câu trả lời", "Answer key"), required=True),
        Column("response_key", "BIGINT", Text("Khóa lượt trả lời", "Response key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        *_ABOUT,
        Column("question_key", "BIGINT", Text("Khóa câu hỏi", "Question key"), required=True),
        Column("question_kind", "VARCHAR", Text("Loại câu hỏi", "Kind of question"), required=True),
        Column("question", "VARCHAR", Text("Câu hỏi", "Question"), required=True),
        Column("driver", "VARCHAR", Text("Mặt đánh giá", "Driver")),
        Column("brand", "VARCHAR", Text("Hãng hoặc ý được chọn", "Brand or choice")),
        Column("value", "DECIMAL(18,4)", Text("Giá trị", "Value")),
        Column("low", "INTEGER", Text("Điểm thấp nhất", "Least on the scale")),
        Column("high", "INTEGER", Text("Điểm cao nhất", "Most on the scale")),
        Column("text_given", "BOOLEAN", Text("Có viết lời", "Words were written"), required=True),
        Column("weight", "DECIMAL(18,4)", Text("Trọng số", "Weight"), required=True),
        Column("channel", "VARCHAR", Text("Đến qua", "Came by"), required=True),
        Column("agent", "VARCHAR", Text("Người phục vụ", "Agent")),
        Column("asked_on", "DATE", Text("Ngày mời", "Asked on")),
        Column("answered_on", "DATE", Text("Ngày trả lời", "Answered on"), required=True),
        Column("ticket_key", "BIGINT", Text("Khóa phiếu", "Ticket key")),
        Column("order_key", "BIGINT", Text("Khóa đơn hàng", "Order key")),
        *origin(),
    ),
)
