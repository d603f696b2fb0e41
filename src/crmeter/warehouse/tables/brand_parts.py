"""What each component adds to the score of the brand in one evaluation, by the weights of all and of each evaluator."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, Table

brand_parts = Table(
    name="brand_parts",
    title=Text("Phần của điểm thương hiệu", "Parts of the brand score"),
    grain=Text(
        "một thành phần thương hiệu theo trọng số chung hoặc của một người đánh giá, ở một lần đánh giá",
        "a component of the brand by the weights of all or of one evaluator, in one evaluation",
    ),
    key="brand_part_key",
    columns=(
        Column("brand_part_key", "BIGINT", Text("Khóa phần", "Part key"), required=True),
        # Empty where evaluators are taken together.
        Column("evaluator", "VARCHAR", Text("Người đánh giá", "Evaluator")),
        Column("component", "VARCHAR", Text("Thành phần thương hiệu", "Component of the brand"), required=True),
        Column("told_by", "VARCHAR", Text("Đo bằng", "Told by"), required=True),
        Column("people", "INTEGER", Text("Số người", "People"), required=True),
        Column("score", "DECIMAL(18,4)", Text("Điểm 0–100", "Score 0–100"), required=True),
        Column("weight", "DECIMAL(18,9)", Text("Trọng số", "Weight"), required=True),
    ),
)
