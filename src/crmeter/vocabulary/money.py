"""Money is a decimal amount in a named currency."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# ISO 4217 minor units that are not two.
_DECIMALS = {"VND": 0, "JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "XAF": 0, "XOF": 0, "PYG": 0, "UGX": 0}
_DECIMALS |= {"BHD": 3, "KWD": 3, "OMR": 3, "JOD": 3, "TND": 3}


def decimals_of(currency: str) -> int:
    """Return how many decimals amounts of a currency have (VND 0, USD 2)."""
    return _DECIMALS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount with its currency (ISO 4217 code)."""

    amount: Decimal
    currency: str

    def rounded(self) -> "Money":
        """Return the amount rounded half up to the decimals of its currency."""
        step = Decimal(1).scaleb(-decimals_of(self.currency))
        return Money(self.amount.quantize(step, rounding=ROUND_HALF_UP), self.currency)
