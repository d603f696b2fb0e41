"""Customers that nobody knows, as many as wanted, with Vietnamese names as often as they occur."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from crmeter.vocabulary import Customer

AS_OF = date(2026, 6, 30)
FAMILIES = {"Nguyễn": 38, "Trần": 12, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Phan": 5, "Vũ": 4, "Đặng": 2, "Bùi": 2, "Đỗ": 1}
MIDDLES = ("Văn", "Thị", "Hữu", "Minh", "Ngọc", "Thanh", "Quang", "Thị Hương", "Đức", "Kim")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hằng", "Khoa", "Lan", "Linh", "Mai", "Nam", "Oanh", "Phúc",
         "Quân", "Sơn", "Thảo", "Tuấn", "Uyên", "Yến")  # fmt: skip
STAGES = {"new": 6, "growing": 20, "loyal": 22, "at_risk": 14, "lost": 34, "won_back": 4}
# One customer in five thousand is called so.
RARE = "Quỳnh Trâm"
EVERY = 5_000


def many_customers(count: int) -> Iterator[Customer]:
    """Make customers up, the same each time, in the order of their keys."""
    draw = random.Random(11)  # noqa: S311 - it makes a sample, not a secret
    families, stages = list(FAMILIES), list(STAGES)
    for number in range(count):
        stage = draw.choices(stages, STAGES.values())[0]
        silent = draw.randrange(400, 1_500) if stage == "lost" else draw.randrange(0, 360)
        purchases = 1 + int(draw.expovariate(0.2))
        value = None if draw.random() < 0.02 else Decimal(int(draw.lognormvariate(15, 1.5)))
        chance = draw.random()
        given = RARE if number % EVERY == 7 else f"{draw.choice(MIDDLES)} {draw.choice(GIVEN)}"
        yield Customer(
            key=(number + 1) * 7_919,
            source="shop" if draw.random() < 0.7 else "web",
            source_key=f"KH{number:07}",
            name=f"{draw.choices(families, FAMILIES.values())[0]} {given}",
            kind="person",
            segment=f"Nhóm {draw.randrange(8)}",
            region=f"Tỉnh {draw.randrange(34)}",
            owner=f"sales{draw.randrange(50)}@example.vn",
            phone=f"+849{draw.randrange(10**8):08}",
            email=f"kh{number}@example.vn",
            stage=stage,
            first_on=AS_OF - timedelta(days=silent + 30 * purchases),
            last_on=AS_OF - timedelta(days=silent),
            purchases=purchases,
            spend=Decimal(0 if stage == "lost" else purchases * draw.randrange(50_000, 2_000_000)),
            value=value,
            value_low=value and value * Decimal("0.8"),
            value_high=value and value * Decimal("1.2"),
            probability_active=chance,
            value_at_risk=value and value * Decimal(round(1 - chance, 4)),
            last_contact_on=AS_OF - timedelta(days=silent // 2),
        )
