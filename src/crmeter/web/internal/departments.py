"""The departments that the inside view measures, each with what its page says."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crmeter.evaluation.report.sections.inside import marketing, sales, service, supply
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Department:
    """A department as its page shows it.

    Args:
        name: its address, and the part of the report that it shows.
        title: what it is called.
        asks: what the page answers.
        needs: what it cannot do without, as a sentence.
        first: the measures whose figures make the sentence above.
        cuts: the columns by which its measures are cut.
        records: the concept of the records behind it.
        to_records: the words that lead there.
        measures: all that the page shows, for those who read it month by month.
        forecasts: what is foreseen of it.
    """

    name: str
    title: Text
    asks: Text
    needs: Text
    first: tuple[str, ...]
    cuts: tuple[str, ...]
    records: str
    to_records: Text
    measures: tuple[str, ...]
    forecasts: tuple[str, ...]


DEPARTMENTS: Mapping[str, Department] = MappingProxyType(
    {
        each.name: each
        for each in (
            Department(
                "marketing",
                marketing.TITLE,
                Text(
                    "Một khách tiềm năng, một khách mới tốn bao nhiêu; liên hệ mấy lần thì khách ngừng trả lời.",
                    "What a lead and a new customer cost, and after how many contacts people no longer reply.",
                ),
                marketing.NEEDS,
                ("leads_created", "cost_per_lead", "reply_rate"),
                (*marketing.CUTS, "step"),
                "campaigns",
                Text("Chiến dịch", "Campaigns"),
                marketing.SHOWN,
                ("forecast_leads", "forecast_new_customers"),
            ),
            Department(
                "sales",
                sales.TITLE,
                Text(
                    "Cơ hội đi tới đâu, mất ở đâu, bao lâu thì chốt; trả lời khách tiềm năng chậm mất gì.",
                    "How far deals come, where they are lost, how long they take, and what slow answers cost.",
                ),
                sales.NEEDS,
                ("win_rate", "deal_cycle_length", "lead_response_time"),
                (*sales.CUTS, "deal_stage"),
                "deals",
                Text("Cơ hội", "Deals"),
                sales.SHOWN,
                ("forecast_revenue", "forecast_pipeline"),
            ),
            Department(
                "service",
                service.TITLE,
                Text(
                    "Khách chờ bao lâu, phiếu nào đang chờ, khách hỏi gì; từng người trên cùng loại phiếu.",
                    "How long customers wait, what waits, what they ask about; each person on like tickets.",
                ),
                service.NEEDS,
                ("ticket_backlog", "first_response_time", "service_level_attainment"),
                service.CUTS,
                "tickets",
                Text("Phiếu hỗ trợ", "Tickets"),
                service.SHOWN,
                ("forecast_tickets",),
            ),
            Department(
                "supply",
                supply.TITLE,
                Text(
                    "Hàng có đến đúng hẹn và đủ, bao nhiêu bị trả lại, mặt hàng nào hết, nhà cung cấp giao ra sao.",
                    "Whether goods come on time and whole, what comes back, what is out, how suppliers deliver.",
                ),
                supply.NEEDS,
                ("on_time_delivery_rate", "order_lead_time", "return_rate"),
                supply.CUTS,
                "orders",
                Text("Đơn hàng", "Orders"),
                supply.SHOWN,
                ("forecast_orders",),
            ),
        )
    }
)
