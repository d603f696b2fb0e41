"""What customers answered that measures a component of the firm's own brand.

`component` as `BRAND_COMPONENTS` names it; `score` goes from 0 to 100, whatever was asked: a place on the scale, or 100
for yes and 0 for no. Who measures what is said by people of the firm; nothing is guessed from the words of a question.
"""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table, origin

brand_answers = Table(
    name="brand_answers",
    title=Text("Câu trả lời về thương hiệu", "Answers on the brand"),
    grain=Text(
        "một thành phần thương hiệu qua câu trả lời của một người", "a component of the brand by one person's answers"
    ),
    key="brand_answer_key",
    date="answered_on",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("brand_answer_key", "BIGINT", Text("Khóa câu trả lời", "Answer key"), required=True),
        Column("response_key", "BIGINT", Text("Khóa lượt trả lời", "Response key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("survey", "VARCHAR", Text("Khảo sát", "Survey"), required=True),
        Column("wave", "INTEGER", Text("Đợt", "Wave"), required=True),
        Column("component", "VARCHAR", Text("Thành phần thương hiệu", "Component of the brand"), required=True),
        Column("score", "DECIMAL(18,4)", Text("Điểm 0–100", "Score 0–100"), required=True),
        Column("answered_on", "DATE", Text("Ngày trả lời", "Answered on"), required=True),
        *origin(),
    ),
)

brand_judgements = Table(
    name="brand_judgements",
    title=Text("Trọng số thành phần thương hiệu", "Weights of brand components"),
    grain=Text(
        "một lần so hai thành phần của một người đánh giá, hoặc một trọng số đặt bằng tay",
        "two components compared by an evaluator, or a weight set by hand",
    ),
    key="judgement_key",
    columns=(
        Column("judgement_key", "BIGINT", Text("Khóa đánh giá", "Judgement key"), required=True),
        Column("evaluator", "VARCHAR", Text("Người đánh giá", "Evaluator")),
        Column("component", "VARCHAR", Text("Thành phần thương hiệu", "Component of the brand"), required=True),
        Column("against", "VARCHAR", Text("So với", "Compared with")),
        # −8 to 8: 0 is alike, 2 is three times as much for the component, −2 for the other.
        Column("favour", "INTEGER", Text("Nghiêng về", "In favour")),
        Column("percent", "DECIMAL(18,4)", Text("Trọng số đặt (%)", "Weight set (%)")),
        Column("together", "VARCHAR", Text("Cách gộp người đánh giá", "Evaluators taken together"), required=True),
        *origin(),
    ),
)

brand_behaviours = Table(
    name="brand_behaviours",
    title=Text("Thành phần thương hiệu theo hành vi", "Brand components by behaviour"),
    grain=Text("một thành phần thương hiệu đo bằng một chỉ số", "a component of the brand that a measure tells"),
    key="behaviour_key",
    columns=(
        Column("behaviour_key", "BIGINT", Text("Khóa thành phần", "Component key"), required=True),
        Column("component", "VARCHAR", Text("Thành phần thương hiệu", "Component of the brand"), required=True),
        Column("measure", "VARCHAR", Text("Chỉ số", "Measure"), required=True),
        *origin(),
    ),
)
