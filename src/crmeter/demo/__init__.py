"""The sample company An Khang Water: plain files as a firm would have them, and what is true of them."""

from crmeter.demo.company import (
    DEFAULT_AS_OF,
    DEFAULT_SEED,
    NAME,
    SIZES,
    SOURCE,
    TRUTHS_FILE,
    SampleCompany,
    Size,
    Truths,
    write_sample,
)
from crmeter.demo.history import LAST_DAY
from crmeter.demo.truths import Json, Truth

__all__ = [
    "DEFAULT_AS_OF",
    "DEFAULT_SEED",
    "LAST_DAY",
    "NAME",
    "SIZES",
    "SOURCE",
    "TRUTHS_FILE",
    "Json",
    "SampleCompany",
    "Size",
    "Truth",
    "Truths",
    "write_sample",
]
