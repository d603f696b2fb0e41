"""What fits which sector to begin with: headline measures, methods with the reason, criteria with their weights.

A starting point that every firm changes; nothing else in the product asks for the sector.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.vocabulary import Text

EVERYWHERE = "general"


@dataclass(frozen=True, slots=True)
class Sector:
    """A preset.

    Args:
        name: its word in settings.
        title: what it is called.
        why: why these methods fit.
        headline: measures to look at first; those that the firm has no data for yet are named all the same.
        methods: by name, as in `METHODS`.
        criteria: measures with their starting weights, which add up to 100.
    """

    name: str
    title: Text
    why: Text
    headline: tuple[str, ...]
    methods: tuple[str, ...]
    criteria: Mapping[str, int]


_DRIVERS = ("drivers.regression", "drivers.lmg")
_REPEAT = ("value.bg_nbd", "value.rfm", "value.past_spend", "again.past_rate", "again.gaps", "again.bg_nbd")
_CONTRACTS = ("contracts.kaplan_meier", "contracts.sbg")

SECTORS: Mapping[str, Sector] = {
    each.name: each
    for each in (
        Sector(
            EVERYWHERE,
            Text("Chưa chọn ngành", "No sector chosen"),
            Text(
                "mọi phương pháp mà dữ liệu cho phép được đặt cạnh nhau",
                "every method that the data carry stands beside the others",
            ),
            ("revenue", "retention_rate", "customer_lifetime_value", "nps"),
            (*_REPEAT, "again.pareto_nbd", *_CONTRACTS, *_DRIVERS),
            {"customer_lifetime_value": 40, "retention_rate": 30, "reduced_customer_rate": 30},
        ),
        Sector(
            "retail",
            Text("Bán lẻ", "Retail"),
            Text(
                "khách mua lặp không hợp đồng và lặng lẽ rời đi; nhiều người mua một lần, nên MBG/NBD đứng cạnh RFM",
                "customers buy again without a contract and leave silently; many buy once, so MBG/NBD beside RFM",
            ),
            ("revenue", "repeat_purchase_rate", "average_order_value", "reduced_customer_rate", "csat"),
            ("value.mbg_nbd", *_REPEAT, *_DRIVERS),
            {
                "customer_lifetime_value": 30,
                "repeat_purchase_rate": 25,
                "average_order_value": 15,
                "reduced_customer_rate": 20,
                "relationship_freshness": 10,
            },
        ),
        Sector(
            "subscription",
            Text("Dịch vụ, thuê bao", "Services, subscription"),
            Text(
                "khách rời vào ngày gia hạn và ai cũng thấy: Kaplan–Meier trong dữ liệu, sBG để nhìn xa hơn",
                "customers leave at a renewal, for all to see: Kaplan–Meier within the data, sBG beyond them",
            ),
            ("net_revenue_retention", "lost_customer_rate", "customer_lifetime_value", "csat", "ces"),
            (*_CONTRACTS, "value.past_spend", "again.past_rate", *_DRIVERS),
            {
                "net_revenue_retention": 35,
                "lost_customer_rate": 30,
                "customer_lifetime_value": 25,
                "relationship_freshness": 10,
            },
        ),
        Sector(
            "b2b",
            Text("Bán cho doanh nghiệp (B2B)", "Business to business"),
            Text(
                "ít khách, đơn lớn, nhịp mua riêng từng khách: Pareto/NBD, và chi tiêu kỳ trước để đối chiếu",
                "few customers, large orders, each with an own rhythm: Pareto/NBD, held against the period before",
            ),
            ("revenue", "retention_rate", "value_at_risk", "lead_conversion_rate", "partner_nps"),
            (
                "value.pareto_nbd",
                "value.past_spend",
                "value.rfm",
                "again.past_rate",
                "again.gaps",
                "again.pareto_nbd",
                *_DRIVERS,
            ),
            {
                "customer_lifetime_value": 35,
                "retention_rate": 25,
                "reduced_customer_rate": 20,
                "relationship_freshness": 20,
            },
        ),
        Sector(
            "finance",
            Text("Tài chính", "Finance"),
            Text(
                "sản phẩm có kỳ hạn và giá trị lâu dài: đường sống của hợp đồng, và mua thêm ở khách đang có",
                "products with a term and long value: survival of contracts, and more bought by those who are there",
            ),
            ("customer_lifetime_value", "net_revenue_retention", "lost_customer_rate", "nps"),
            (*_CONTRACTS, "value.pareto_nbd", "value.past_spend", "again.past_rate", "again.pareto_nbd", *_DRIVERS),
            {
                "customer_lifetime_value": 40,
                "lost_customer_rate": 25,
                "net_revenue_retention": 25,
                "relationship_freshness": 10,
            },
        ),
        Sector(
            "real_estate",
            Text("Bất động sản", "Real estate"),
            Text(
                "mua lại rất hiếm nên mô hình mua lặp ít nói được gì; giới thiệu và tốc độ trả lời quan trọng hơn",
                "hardly anybody buys again, so repeat-purchase models say little; recommending and fast answers count",
            ),
            ("leads_converted", "lead_conversion_rate", "relationship_freshness_week", "nps"),
            ("value.past_spend", "value.rfm", "again.past_rate", *_DRIVERS),
            {"revenue": 40, "average_order_value": 20, "relationship_freshness": 40},
        ),
        Sector(
            "it_services",
            Text("Dịch vụ công nghệ thông tin", "IT services"),
            Text(
                "dự án và hợp đồng bảo trì cùng lúc: đường sống cho hợp đồng, Pareto/NBD cho dự án",
                "projects beside maintenance contracts: survival for contracts, Pareto/NBD for projects",
            ),
            ("net_revenue_retention", "retention_rate", "customer_lifetime_value", "ces"),
            (*_CONTRACTS, "value.pareto_nbd", "value.past_spend", "again.past_rate", "again.pareto_nbd", *_DRIVERS),
            {
                "net_revenue_retention": 30,
                "customer_lifetime_value": 30,
                "retention_rate": 20,
                "relationship_freshness": 20,
            },
        ),
        Sector(
            "health_care",
            Text("Y tế", "Health care"),
            Text(
                "quay lại do nhu cầu sức khỏe hơn là do ý muốn: nhịp quan sát được, và trải nghiệm khi được phục vụ",
                "people come back because they need to: the rhythm that is seen, and the experience of care",
            ),
            ("retention_rate", "active_customers", "relationship_freshness", "csat", "nps"),
            ("value.past_spend", "value.rfm", "again.past_rate", "again.gaps", *_DRIVERS),
            {"retention_rate": 35, "relationship_freshness": 30, "reduced_customer_rate": 20, "revenue": 15},
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a firm has chosen; where it has not, what its sector begins with.

    Args:
        sector: whose preset.
        methods: by name.
        criteria: measures with weights above 0.
    """

    sector: Sector
    methods: tuple[str, ...]
    criteria: Mapping[str, float]


def chosen(sector: str, methods: object = None, criteria: object = None) -> Chosen:
    """Return what counts.

    Args:
        sector: its name; one that is not there is no sector.
        methods: names that the firm keeps, or nothing for those of the sector.
        criteria: weights by measure, or nothing for those of the sector.
    """
    preset = SECTORS.get(sector, SECTORS[EVERYWHERE])
    kept = tuple(str(name) for name in methods) if isinstance(methods, list | tuple) else ()
    weights = {str(name): float(w) for name, w in criteria.items() if w} if isinstance(criteria, Mapping) else {}
    return Chosen(preset, kept or preset.methods, weights or dict(preset.criteria))
