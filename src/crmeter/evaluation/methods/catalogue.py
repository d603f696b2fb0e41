"""The questions that several methods answer, and the methods: what each does and when it applies."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Args:
        name: its word in settings and JSON.
        title: the question.
        result: what a method answers with.
        fit: by what it is judged how well it did.
    """

    name: str
    title: Text
    result: Text
    fit: Text


@dataclass(frozen=True, slots=True)
class Method:
    """A way to answer.

    Args:
        name: `question.method`.
        title: what it is called.
        applies: when it does.
        page: of `docs/methods`.
    """

    name: str
    title: Text
    applies: Text
    page: str

    @property
    def question(self) -> str:
        """What it answers."""
        return self.name.partition(".")[0]


QUESTIONS: Mapping[str, Question] = {
    each.name: each
    for each in (
        Question(
            "value",
            Text("Khách nào sẽ đáng giá nhất?", "Which customers will be worth most?"),
            Text("Chi tiêu dự báo kỳ thử", "Spend foretold for the test"),
            Text("Tương quan hạng với chi tiêu thật", "Rank correlation with what was spent"),
        ),
        Question(
            "again",
            Text("Bao nhiêu khách đang mua sẽ mua lại?", "How many of those who buy will buy again?"),
            Text("Tỷ lệ mua lại dự báo", "Share foretold to buy again"),
            Text("Chênh với tỷ lệ thật", "Off from what came"),
        ),
        Question(
            "contracts",
            Text("Hợp đồng còn lại bao nhiêu sau 12 tháng?", "How many contracts are left after 12 months?"),
            Text("Còn lại sau 12 tháng", "Left after 12 months"),
            Text("Sai lệch trung bình với đường quan sát", "Mean distance from the curve that was seen"),
        ),
        Question(
            "drivers",
            Text("Điều gì đi cùng mức hài lòng?", "What does satisfaction go with?"),
            Text("Mặt quan trọng nhất", "Most important driver"),
            Text("R² của mô hình", "R² of the model"),
        ),
    )
}

METHODS: Mapping[str, Method] = {
    each.name: each
    for each in (
        Method(
            "value.bg_nbd",
            Text("BG/NBD × Gamma-Gamma", "BG/NBD × gamma-gamma"),
            Text(
                "mua lặp không hợp đồng; khách có thể rời ngay sau một lần mua",
                "repeat purchases without a contract; customers may leave right after a purchase",
            ),
            "bg_nbd",
        ),
        Method(
            "value.mbg_nbd",
            Text("MBG/NBD × Gamma-Gamma", "MBG/NBD × gamma-gamma"),
            Text("như BG/NBD, khi nhiều khách chỉ mua một lần", "as BG/NBD, where many buy once only"),
            "mbg_nbd",
        ),
        Method(
            "value.pareto_nbd",
            Text("Pareto/NBD × Gamma-Gamma", "Pareto/NBD × gamma-gamma"),
            Text("khách có thể rời bất cứ lúc nào, không chỉ sau khi mua", "customers may leave at any time"),
            "pareto_nbd",
        ),
        Method(
            "value.rfm",
            Text("RFM (năm bậc mỗi mặt)", "RFM (five steps each)"),
            Text("khi chỉ cần thứ hạng; không cho ra số tiền", "where an order is enough; it gives no amount"),
            "methods_side_by_side",
        ),
        Method(
            "value.past_spend",
            Text("Chi tiêu kỳ trước", "Spend of the period before"),
            Text("nhu cầu đều, ít khách mới và ít khách rời", "steady demand, few who come or leave"),
            "methods_side_by_side",
        ),
        Method(
            "again.past_rate",
            Text("Tỷ lệ của kỳ trước", "Rate of the period before"),
            Text("khi nhịp mua không đổi", "where nothing changes"),
            "methods_side_by_side",
        ),
        Method(
            "again.gaps",
            Text("Kaplan–Meier trên khoảng cách mua", "Kaplan–Meier on gaps"),
            Text(
                "không giả định dạng phân phối; mọi khách được coi như nhau",
                "assumes no shape; takes all customers for alike",
            ),
            "kaplan_meier",
        ),
        Method(
            "again.bg_nbd",
            Text.same("BG/NBD"),
            Text("mua lặp không hợp đồng", "repeat purchases without a contract"),
            "bg_nbd",
        ),
        Method(
            "again.pareto_nbd",
            Text.same("Pareto/NBD"),
            Text(
                "mua lặp không hợp đồng, rời bất cứ lúc nào", "repeat purchases without a contract, leaving at any time"
            ),
            "pareto_nbd",
        ),
        Method(
            "contracts.kaplan_meier",
            Text.same("Kaplan–Meier"),
            Text("trong khoảng thời gian đã quan sát", "within the time that was seen"),
            "kaplan_meier",
        ),
        Method(
            "contracts.sbg",
            Text.same("Shifted beta-geometric"),
            Text(
                "gia hạn theo kỳ, khi cần nhìn xa hơn dữ liệu",
                "renewals by period, to look farther than the data reach",
            ),
            "shifted_beta_geometric",
        ),
        Method(
            "drivers.regression",
            Text("Hồi quy chuẩn hóa", "Standardised regression"),
            Text("khi các mặt ít đi cùng nhau", "where drivers hardly go together"),
            "satisfaction_drivers",
        ),
        Method(
            "drivers.lmg",
            Text("Tỷ phần R² (LMG)", "Shares of R² (LMG)"),
            Text("khi các mặt đi cùng nhau", "where drivers go together"),
            "satisfaction_drivers",
        ),
    )
}


def methods_of(question: str) -> tuple[Method, ...]:
    """Return the methods that answer a question."""
    return tuple(each for each in METHODS.values() if each.question == question)
