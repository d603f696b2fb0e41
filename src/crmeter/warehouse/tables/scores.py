"""What fitted models say of each customer and of each respondent; a run writes them beside its readings."""

from crmeter.vocabulary import Text
from crmeter.warehouse.tables.contract import Column, OwnedBy, Table

customer_scores = Table(
    name="customer_scores",
    title=Text("Điểm của khách hàng", "Customer scores"),
    grain=Text("một khách đã mua, ở một lần đánh giá", "one customer who has bought, in one evaluation"),
    key="customer_key",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key"), required=True),
        Column("repeat_purchases", "INTEGER", Text("Số lần mua lại", "Repeat purchases"), required=True),
        Column("recency_days", "INTEGER", Text("Tuổi ở lần mua cuối", "Age at last purchase"), required=True),
        Column("age_days", "INTEGER", Text("Số ngày từ lần mua đầu", "Days since first purchase"), required=True),
        Column("first_on", "DATE", Text("Lần mua đầu", "First purchase"), required=True),
        Column("last_on", "DATE", Text("Lần mua cuối", "Last purchase"), required=True),
        Column("mean_spend", "DECIMAL(18,4)", Text("Chi tiêu mỗi lần mua lại", "Spend per repeat purchase")),
        Column(
            "probability_active",
            "DECIMAL(18,9)",
            Text("Khả năng còn hoạt động", "Probability of being active"),
        ),
        Column(
            "expected_purchases",
            "DECIMAL(18,9)",
            Text("Số lần mua dự kiến, 12 tháng", "Expected purchases, 12 months"),
        ),
        Column("expected_spend", "DECIMAL(18,4)", Text("Chi tiêu dự kiến mỗi lần", "Expected spend per purchase")),
        Column("lifetime_value", "DECIMAL(18,4)", Text("Giá trị trọn đời còn lại", "Residual lifetime value")),
        Column(
            "lifetime_value_low",
            "DECIMAL(18,4)",
            Text("Giá trị trọn đời, cận dưới 80%", "Lifetime value, lower 80%"),
        ),
        Column(
            "lifetime_value_high",
            "DECIMAL(18,4)",
            Text("Giá trị trọn đời, cận trên 80%", "Lifetime value, upper 80%"),
        ),
        Column(
            "lifetime_value_if_active",
            "DECIMAL(18,4)",
            Text("Giá trị nếu còn hoạt động", "Lifetime value if active"),
        ),
        Column("value_at_risk", "DECIMAL(18,4)", Text("Giá trị có nguy cơ", "Value at risk")),
        Column(
            "value_at_last_purchase",
            "DECIMAL(18,4)",
            Text("Giá trị còn lại ở lần mua cuối", "Value at the last purchase"),
        ),
        Column("lost_on", "DATE", Text("Ngày im lặng quá giới hạn", "Silent too long since")),
        Column(
            "probability_of_so_little",
            "DECIMAL(18,9)",
            Text("Xác suất chi ít đến vậy", "Probability of so little spend"),
        ),
        Column(
            "bought_before_and_now",
            "BOOLEAN",
            Text("Mua cả trước và nay", "Bought before and now"),
            required=True,
        ),
        Column("below_expected", "BOOLEAN", Text("Mua ít hơn dự kiến", "Buys less than expected")),
    ),
)

expected_new_customers = Table(
    name="expected_new_customers",
    title=Text("Khách mới dự kiến", "Expected new customers"),
    grain=Text("một tháng sắp tới", "one coming month"),
    key="month",
    columns=(
        Column("month", "DATE", Text("Tháng", "Month"), required=True),
        Column("customers", "DECIMAL(18,4)", Text("Khách mới dự kiến", "Expected new customers"), required=True),
        Column("value_each", "DECIMAL(18,4)", Text("Giá trị mỗi khách", "Value of each"), required=True),
        Column(
            "value",
            "DECIMAL(18,4)",
            Text("Giá trị, chiết khấu về nay", "Value, discounted to now"),
            required=True,
        ),
    ),
)

respondent_values = Table(
    name="respondent_values",
    title=Text("Giá trị của người trả lời", "Values of respondents"),
    grain=Text(
        "một người trả lời khảo sát so sánh các hãng, ở một lần đánh giá",
        "one respondent of a survey that compares brands, in one evaluation",
    ),
    key="response_key",
    owned_by=(OwnedBy("customer_key", through="customers"),),
    columns=(
        Column("response_key", "BIGINT", Text("Khóa lượt trả lời", "Response key"), required=True),
        Column("customer_key", "BIGINT", Text("Khóa khách hàng", "Customer key")),
        Column("survey", "VARCHAR", Text("Khảo sát", "Survey"), required=True),
        Column("wave", "INTEGER", Text("Đợt", "Wave"), required=True),
        Column("answered_on", "DATE", Text("Ngày trả lời", "Answered on"), required=True),
        Column("own_value", "DECIMAL(18,4)", Text("Giá trị với hãng mình", "Value to our brand"), required=True),
        Column("every_value", "DECIMAL(18,4)", Text("Giá trị với mọi hãng", "Value to all brands"), required=True),
    ),
)
