"""What products are sold for, as plain values; whether they may be seen is asked before."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from crmeter.records.products.models import Product


def prices_of(products: Collection[int], currency: str) -> Mapping[int, Decimal]:
    """Return what some products are listed for, by number; left out are those without a price in the currency."""
    found = Product.objects.filter(pk__in=products, currency=currency).only("price")
    return {each.pk: each.price for each in found if each.price is not None}


def own_names(names: Collection[str]) -> frozenset[str]:
    """Return those of some names by which a product of the firm itself is sold."""
    found = Product.objects.filter(name__in=names, competitor=None, is_sold=True, removed_at=None)
    return frozenset(found.values_list("name", flat=True))


def name_of(product: int) -> str | None:
    """Return what a product is called, or None where it is gone."""
    return Product.objects.filter(pk=product, removed_at=None).values_list("name", flat=True).first()
