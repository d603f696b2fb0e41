"""The segments and their true buying processes.

Rate of a customer: λ ~ Gamma(r, rate α), orders per week of the clock. Dropout: after each repeat order with
probability p ~ Beta(a, b) (BG/NBD; Fader, Hardie, Lee 2005), or after an exponential lifetime with
μ ~ Gamma(s, rate β) per week (Pareto/NBD; Schmittlein, Morrison, Colombo 1987). Order value:
z ~ Gamma(p, rate ν), ν ~ Gamma(q, rate γ) (Gamma-Gamma; Fader, Hardie 2013), then filled with whole goods.
"""

from dataclasses import dataclass

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class BetaDropout:
    """Leaves after a repeat order with a probability from Beta(a, b)."""

    a: float
    b: float


@dataclass(frozen=True, slots=True)
class ExponentialDropout:
    """Leaves after an exponential lifetime whose rate per week is from Gamma(s, rate beta)."""

    s: float
    beta: float


@dataclass(frozen=True, slots=True)
class Spend:
    """Parameters of the Gamma-Gamma order value; `gamma` is in đồng."""

    p: float
    q: float
    gamma: float

    @property
    def mean(self) -> float:
        """The mean order value of the segment, in đồng: p γ / (q - 1)."""
        return self.p * self.gamma / (self.q - 1)


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of customers.

    Args:
        name: as written in the files, and in English.
        firm: whether its customers are firms.
        share: share of customers, 0..1.
        r, alpha: shape and rate (weeks) of the Gamma from which order rates come.
        dropout: how customers leave.
        spend: how much they order for.
        taste: weight of each product group, in the order of `products.GROUPS`.
        name_heads: what the names of its firms begin with.
    """

    name: Text
    firm: bool
    share: float
    r: float
    alpha: float
    dropout: BetaDropout | ExponentialDropout
    spend: Spend
    taste: tuple[float, ...]
    name_heads: tuple[str, ...] = ()


SEGMENTS = (
    Segment(
        Text("Quán ăn & cà phê", "Eateries & cafés"),
        firm=True,
        share=0.18,
        r=1.6,
        alpha=7.0,
        dropout=ExponentialDropout(1.3, 160.0),
        spend=Spend(6.0, 4.5, 525_000.0),
        taste=(0.40, 0.20, 0.20, 0.20),
        name_heads=("Quán cà phê", "Quán ăn", "Nhà hàng", "Trà sữa", "Mì Quảng", "Bún bò"),
    ),
    Segment(
        Text("Khách sạn & homestay", "Hotels & homestays"),
        firm=True,
        share=0.07,
        r=1.8,
        alpha=9.0,
        dropout=BetaDropout(0.9, 18.0),
        spend=Spend(5.0, 4.0, 1_440_000.0),
        taste=(0.25, 0.35, 0.15, 0.25),
        name_heads=("Khách sạn", "Homestay", "Nhà nghỉ"),
    ),
    Segment(
        Text("Văn phòng", "Offices"),
        firm=True,
        share=0.12,
        r=1.5,
        alpha=10.0,
        dropout=BetaDropout(0.8, 14.0),
        spend=Spend(6.0, 4.5, 640_000.0),
        taste=(0.50, 0.13, 0.15, 0.22),
        name_heads=("Công ty TNHH", "Công ty Cổ phần", "Văn phòng Luật"),
    ),
    Segment(
        Text("Trường học", "Schools"),
        firm=True,
        share=0.05,
        r=2.0,
        alpha=14.0,
        dropout=BetaDropout(0.6, 16.0),
        spend=Spend(5.0, 4.5, 1_400_000.0),
        taste=(0.45, 0.10, 0.20, 0.25),
        name_heads=("Trường Mầm non", "Trường Tiểu học", "Trường THCS", "Trường THPT"),
    ),
    Segment(
        Text("Y tế", "Health care"),
        firm=True,
        share=0.03,
        r=1.8,
        alpha=12.0,
        dropout=BetaDropout(0.6, 15.0),
        spend=Spend(5.0, 4.5, 1_050_000.0),
        taste=(0.40, 0.12, 0.23, 0.25),
        name_heads=("Phòng khám Đa khoa", "Nha khoa", "Nhà thuốc"),
    ),
    Segment(
        Text("Hộ gia đình", "Households"),
        firm=False,
        share=0.55,
        r=0.9,
        alpha=14.0,
        dropout=BetaDropout(1.0, 7.0),
        spend=Spend(4.0, 4.0, 240_000.0),
        taste=(0.35, 0.08, 0.32, 0.25),
    ),
)
QUIET = 0
HOUSEHOLDS = 5
