"""What pages of surveys need to set answers against what the same customers buy: the run, and who may look at all."""

from django.http import HttpRequest

from crmeter.records.readings.queries import StoredRun
from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.own_currency import own_currency
from crmeter.web.readings.opened import run_for, scope_for


def known_run(request: HttpRequest, survey: SurveyView) -> StoredRun:
    """Return the run that answers of a survey are set against.

    Args:
        request: who reads.
        survey: whose answers.

    Raises:
        NotEnoughData: answers name nobody, no evaluation is there, or the reader sees a part of the customers only.
    """
    if survey.is_anonymous:
        raise NotEnoughData(
            "anonymous",
            Text("khảo sát này ẩn danh, không ghi ai trả lời", "this survey is anonymous: nothing says who answered"),
            Text("một khảo sát gửi cho từng khách, không ẩn danh", "a survey sent to each customer, not anonymous"),
        )
    if scope_for(request).kind != "all":
        raise NotEnoughData(
            "part",
            Text("bạn chỉ xem được một phần khách hàng", "you see a part of the customers only"),
            Text("quyền xem mọi khách hàng", "the right to see all customers"),
        )
    run = run_for(request)
    if run is None:
        raise NotEnoughData(
            "no_run",
            Text("chưa có lần đánh giá nào", "there is no evaluation yet"),
            Text("đơn hàng có khách, ngày và số tiền", "orders with a customer, a day and an amount"),
        )
    return run


def same_currency(currency: str) -> None:
    """Refuse a run whose money is not that of the surveys.

    Raises:
        NotEnoughData: it is another one.
    """
    own = own_currency()
    if currency != own:
        raise NotEnoughData(
            "currency",
            Text(
                "khảo sát hỏi bằng {own}, lần đánh giá tính bằng {other}",
                "surveys ask in {own}, the evaluation counts in {other}",
            ).fill(own=own, other=currency),
            Text("cùng một tiền tệ ở cả hai", "the same currency in both"),
        )
