"""Prices of equivalent products against their mean."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.sampling_error import SamplingError
from crmeter.vocabulary import NotEnoughData, Text


class RelativePrice:
    """The price of each product in per cent of the mean price of a declared set of equivalent products.

    Attributes (after fit):
        relative_price_: shape (n,); their mean is 100.
        standard_errors_: shape (n,); not a number where none was told.
        set_code_: the set.

    Formula: 100 p / p̄, p̄ the plain mean over the set. To first order its variance is (100 / p̄)² (s_i² (1 − r_i/n)² +
    (r_i/n)² Σ_{j≠i} s_j²), r_i = p_i / p̄, s the standard errors of the prices. Source: Yang 2005, Design for Six Sigma
    for Service, table 5.5, after Gale 1994.
    """

    relative_price_: Floats
    standard_errors_: Floats
    set_code_: str

    def fit(
        self,
        price: ArrayLike,
        *,
        set_code: ArrayLike,
        currency: ArrayLike,
        standard_error: ArrayLike | None = None,
    ) -> Self:
        """Set the prices against their mean.

        Args:
            price: positive, for equal amounts of the product; shape (n,).
            set_code: the set of equivalent products each is of, shape (n,) or one for all.
            currency: of each price, shape (n,) or one for all.
            standard_error: of prices that are means over purchases, shape (n,); 0 for a list price.

        Raises:
            ValueError: shapes differ, a price is not positive, or a standard error is negative.
            NotEnoughData: there are fewer than two products, or they are of different sets or currencies.
        """
        prices = np.asarray(price, dtype=np.float64)
        errors = (
            np.full(prices.shape, np.nan) if standard_error is None else np.asarray(standard_error, dtype=np.float64)
        )
        if prices.ndim != 1 or errors.shape != prices.shape:
            raise ValueError("there is one price, and one standard error, for each product")
        if not np.all(np.isfinite(prices) & (prices > 0)) or np.any(errors < 0):
            raise ValueError("prices are positive, and standard errors not negative")
        self.set_code_ = the_only_set(set_code, len(prices))
        the_only(currency, len(prices), "mixed_currencies", Text("loại tiền", "currency"))
        n, mean = len(prices), float(prices.mean())
        part = prices / mean / n
        variance = errors**2 * (1 - part) ** 2 + part**2 * ((errors**2).sum() - errors**2)
        self.relative_price_ = 100 * prices / mean
        self.standard_errors_ = 100 / mean * np.sqrt(variance)
        return self

    def estimates(self, level: float = 0.8) -> Estimates:
        """Return the relative prices with bounds symmetric in their logarithm; no bounds without standard errors."""
        error = SamplingError(self.standard_errors_, np.full(len(self.relative_price_), np.inf))
        return error.around(self.relative_price_, level, "log")


def the_only_set(set_code: ArrayLike, n: int) -> str:
    """Return the one set that n products are of.

    Raises:
        ValueError: there is not one code for each product.
        NotEnoughData: they are of different sets, or fewer than two.
    """
    only = the_only(set_code, n, "mixed_sets", Text("nhóm sản phẩm tương đương", "set of equivalent products"))
    if n < 2:
        raise NotEnoughData(
            "one_product",
            Text("nhóm mới có một sản phẩm", "the set holds one product alone"),
            Text("ít nhất hai sản phẩm tương đương", "at least two equivalent products"),
        )
    return only


def the_only(code: ArrayLike, n: int, refusal: str, kind: Text) -> str:
    """Return the one code that n products have in common.

    Raises:
        ValueError: there is not one code for each product.
        NotEnoughData: they differ; its code is `refusal`.
    """
    codes = np.asarray(code, dtype=np.str_)
    if codes.shape not in {(), (n,)}:
        raise ValueError("there is one code for each product, or one for all")
    if not n:
        raise NotEnoughData(
            "no_products",
            Text("không có sản phẩm nào", "there is no product"),
            Text("ít nhất hai sản phẩm tương đương", "at least two equivalent products"),
        )
    found = np.unique(codes)
    if len(found) > 1:
        raise NotEnoughData(
            refusal,
            Text("các sản phẩm không cùng một {kind}", "the products are not of one {kind}").fill(kind=kind),
            Text("các sản phẩm của cùng một {kind}", "products of one {kind}").fill(kind=kind),
        )
    return str(found[0])
