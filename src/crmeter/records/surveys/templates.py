"""Surveys to begin with, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.records.surveys.kinds import QuestionKind, Respondents
from crmeter.records.surveys.options import Options, named
from crmeter.records.surveys.question_actions import QuestionAsked
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Template:
    """A survey to begin with.

    Args:
        name: how it is called in the list.
        respondents: who is asked.
        title: what they read above it.
        intro: what they read first.
        questions: in their order.
        is_anonymous: answers are kept without whose they are.
    """

    name: Text
    respondents: Respondents
    title: Text
    intro: Text
    questions: tuple[QuestionAsked, ...]
    is_anonymous: bool = False


THANKS = Text(
    "Cảm ơn bạn đã dành thời gian. Câu trả lời đã được ghi lại.", "Thank you for your time. Your answers were kept."
)
_OWN = Text("Hãng chúng tôi", "Our brand")
_BRANDS = named([_OWN, Text("Đối thủ A", "Competitor A"), Text("Đối thủ B", "Competitor B")])
# Nobody rates it, so that it is no brand: it tells who stops buying.
_STOPPED = named([Text("Không mua nữa", "Would not buy any more")])
_WHY = Text("Điều gì khiến bạn cho điểm như vậy?", "What is the reason for your score?")


def _ask(kind: QuestionKind, vi: str, en: str, options: Options | None = None, *, must: bool = False) -> QuestionAsked:
    return QuestionAsked(kind, Text(vi, en), options or Options(), is_required=must)


_SATISFACTION = Template(
    Text("Khách hàng hài lòng đến đâu", "Customer satisfaction"),
    Respondents.CUSTOMER,
    Text("Bạn thấy chúng tôi phục vụ thế nào?", "How are we doing?"),
    Text(
        "Chỉ mất khoảng hai phút. Bạn có thể bỏ qua câu không muốn trả lời.",
        "It takes about two minutes. You may leave out what you do not want to answer.",
    ),
    (
        _ask(
            QuestionKind.NPS,
            "Bạn có sẵn lòng giới thiệu chúng tôi cho bạn bè, đồng nghiệp không?",
            "How likely are you to recommend us to a friend or colleague?",
            must=True,
        ),
        _ask(
            QuestionKind.CSAT,
            "Nhìn chung bạn hài lòng với chúng tôi đến đâu?",
            "Overall, how satisfied are you with us?",
            must=True,
        ),
        _ask(QuestionKind.CES, "Mua hàng của chúng tôi có dễ dàng không?", "How easy is it to buy from us?"),
        _ask(
            QuestionKind.RATING,
            "Bạn chấm từng mặt bao nhiêu điểm?",
            "How do you rate each of these?",
            Options(
                named(
                    [
                        Text("Chất lượng", "Quality"),
                        Text("Giá cả", "Price"),
                        Text("Giao hàng", "Delivery"),
                        Text("Chăm sóc, hỗ trợ", "Service and support"),
                    ]
                )
            ),
        ),
        _ask(QuestionKind.TEXT, _WHY.vi, _WHY.en),
    ),
)
_BRAND = Template(
    Text("So sánh các hãng", "Brand comparison"),
    Respondents.CUSTOMER,
    Text("Bạn nhìn nhận các hãng thế nào?", "How do you see these brands?"),
    Text(
        "Hãng nào bạn không biết thì để trống. Mất khoảng năm phút.",
        "Leave out brands that you do not know. It takes about five minutes.",
    ),
    (
        _ask(
            QuestionKind.RATING,
            "Bạn chấm từng hãng bao nhiêu điểm ở mỗi mặt?",
            "How do you rate each brand on each of these?",
            Options(
                named(
                    [
                        Text("Chất lượng", "Quality"),
                        Text("Giá cả", "Price"),
                        Text("Thuận tiện", "Convenience"),
                        Text("Danh tiếng", "Reputation"),
                        Text("Chăm sóc khách hàng", "Customer service"),
                    ]
                ),
                _BRANDS,
            ),
        ),
        _ask(
            QuestionKind.LAST_BRAND,
            "Lần gần nhất bạn mua của hãng nào?",
            "Which brand did you buy last?",
            Options(choices=_BRANDS),
            must=True,
        ),
        _ask(
            QuestionKind.NEXT_BRAND,
            "Lần tới, khả năng bạn mua từng hãng là bao nhiêu phần trăm?",
            "Next time, how likely are you to buy each brand, in percent?",
            Options(choices=(*_BRANDS, *_STOPPED)),
            must=True,
        ),
        _ask(
            QuestionKind.PRICE,
            "Bạn thấy giá của từng hãng thế nào?",
            "How do you find the price of each brand?",
            Options(choices=_BRANDS, low=1, high=10),
        ),
        _ask(QuestionKind.SPEND, "Mỗi lần mua bạn chi khoảng bao nhiêu?", "About how much do you spend at a time?"),
        _ask(QuestionKind.FREQUENCY, "Một năm bạn mua khoảng mấy lần?", "About how often do you buy in a year?"),
    ),
)
_PARTNER = Template(
    Text("Đối tác, nhà cung cấp", "Partners and suppliers"),
    Respondents.PARTNER,
    Text("Làm việc với chúng tôi có thuận lợi không?", "How is it to work with us?"),
    Text("Chỉ mất khoảng hai phút.", "It takes about two minutes."),
    (
        _ask(
            QuestionKind.NPS,
            "Bạn có sẵn lòng giới thiệu chúng tôi cho đơn vị khác không?",
            "How likely are you to recommend us to another firm?",
            must=True,
        ),
        _ask(
            QuestionKind.RATING,
            "Bạn chấm từng mặt bao nhiêu điểm?",
            "How do you rate each of these?",
            Options(
                named(
                    [
                        Text("Thanh toán đúng hạn", "Paying on time"),
                        Text("Kế hoạch rõ ràng", "Clear plans"),
                        Text("Trao đổi thông tin", "Sharing information"),
                        Text("Công bằng, tôn trọng", "Fairness and respect"),
                    ]
                )
            ),
        ),
        _ask(QuestionKind.TEXT, "Chúng tôi nên làm gì tốt hơn?", "What should we do better?"),
    ),
)
_EMPLOYEE = Template(
    Text("Nhân viên", "Employees"),
    Respondents.EMPLOYEE,
    Text("Bạn thấy làm việc ở đây thế nào?", "How is it to work here?"),
    Text(
        "Câu trả lời được giữ mà không ghi là của ai. Mất khoảng hai phút.",
        "Answers are kept without whose they are. It takes about two minutes.",
    ),
    (
        _ask(
            QuestionKind.NPS,
            "Bạn có sẵn lòng giới thiệu nơi này cho người đang tìm việc không?",
            "How likely are you to recommend this firm as a place to work?",
            must=True,
        ),
        _ask(QuestionKind.CSAT, "Bạn hài lòng với công việc đến đâu?", "How satisfied are you with your work?"),
        _ask(
            QuestionKind.CES,
            "Hệ thống quản lý khách hàng có dễ dùng không?",
            "How easy is it to work with the customer system?",
        ),
        _ask(QuestionKind.TEXT, "Điều gì cần thay đổi trước tiên?", "What should change first?"),
    ),
    is_anonymous=True,
)
_EMPTY = Template(
    Text("Khảo sát trống", "Empty survey"), Respondents.CUSTOMER, Text("Khảo sát", "Survey"), Text.same(""), ()
)
# In the order in which they are offered.
TEMPLATES: Mapping[str, Template] = {
    "satisfaction": _SATISFACTION,
    "brands": _BRAND,
    "partners": _PARTNER,
    "employees": _EMPLOYEE,
    "empty": _EMPTY,
}
