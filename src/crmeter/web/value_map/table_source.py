"""A value map of a table that was sent in; the first call loads the estimators."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from crmeter.records.value_tables.queries import ValueTableView
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.value_map.asked import DERIVED, MapAsked
from crmeter.web.value_map.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crmeter.evaluation.external.product_values import ProductFile
    from crmeter.evaluation.external.rated_file import RatedFile
    from crmeter.evaluation.external.value_places import PlacedSet
    from crmeter.warehouse.connectors.files.columns import Columns

_LEVEL = 0.8


def of_table(table: ValueTableView, asked: MapAsked) -> Opened:
    """Read and study a table.

    Args:
        table: that was read.
        asked: by the address.

    Raises:
        NotEnoughData: its rows are gone, or do not make a map.
        Misused: its columns do not go together, or a rating is not positive.
    """
    from crmeter.evaluation.external.rated_file import RatedFile  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.told_columns import ToldColumns  # noqa: PLC0415 - as `bounds`
    from crmeter.warehouse.connectors.files.kept_columns import kept_columns  # noqa: PLC0415 - as `bounds`

    rows = settings.WORKSPACE.root / table.rows_place
    if table.state != "ready" or not rows.is_file():
        raise NotEnoughData("not_read", _NOT_READ, _SEND_AGAIN)
    found, headers = kept_columns(rows)
    told = ToldColumns.from_json(table.told).as_file()
    if isinstance(told, RatedFile):
        return _of_ratings(table, found, headers, told, asked)
    return _of_products(table, found, headers, told, asked)


def _of_products(
    table: ValueTableView, found: "Columns", headers: "Sequence[str]", told: "ProductFile", asked: MapAsked
) -> Opened:
    import numpy as np  # noqa: PLC0415 - as `bounds`

    from crmeter.estimators import Weights  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.product_values import study_product_columns  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.value_duel import scored_duels  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.value_overtaking import overtaking_of_scored  # noqa: PLC0415 - as `bounds`

    weighing = tuple(each.column for each in told.scores)
    if len(told.scores) > 1 and any(f"weight-{n}" in asked.asked for n in range(len(weighing))):
        typed = asked.weights(weighing)
        told = replace(told, scores=tuple(replace(each, weight=typed[each.column]) for each in told.scores))
    price_weight = 0.5 if asked.is_diagonal else (asked.price_weight or 50.0) / 100
    study = study_product_columns(found, told, headers, us=None, price_weight=price_weight, level=_LEVEL)
    placed = _chosen(study.maps, asked)
    products = placed.axes.products
    us = asked.us if asked.us in products else products[0]
    study = replace(study, us=us)
    against = asked.against if asked.against in products and asked.against != us else _leader(placed, us)
    scored = np.asarray(placed.scored)
    weights = Weights.given([each.weight for each in told.scores])
    return Opened(
        study,
        placed,
        us,
        against,
        {},
        n=len(products),
        people=False,
        price=_COLUMN.fill(column=told.price),
        weights=_GIVEN if len(told.scores) > 1 else _ONE,
        made_at=table.read_at or table.sent_at,
        duels=scored_duels(placed, told.scores, us, against, _LEVEL),
        overtaking=overtaking_of_scored(
            products,
            scored,
            placed.axes.paid,
            weights,
            weighing,
            less_better=tuple(each.is_less_better for each in told.scores),
            us=us,
            them=against,
            price_weight=price_weight,
        ),
        path=_path(study.maps, placed, us),
        lacking=_NO_CHOICES,
        sets=tuple(dict.fromkeys(each.of_set for each in study.maps if each.of_set is not None)),
        waves=tuple(dict.fromkeys(each.wave for each in study.maps if each.wave is not None)),
        scores=told.scores,
    )


def _of_ratings(
    table: ValueTableView, found: "Columns", headers: "Sequence[str]", told: "RatedFile", asked: MapAsked
) -> Opened:
    from crmeter.evaluation.external.rated_file import rated_in  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.rated_values import study_rated  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.value_duel import rated_duels  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.value_overtaking import overtaking_of_rated  # noqa: PLC0415 - as `bounds`

    rated = rated_in(found, told, headers)
    given = told.given
    if asked.weighing != DERIVED or told.overall is None:
        rated = replace(rated, waves=tuple(replace(wave, overall=None) for wave in rated.waves))
        typed = any(f"weight-{n}" in asked.asked for n in range(len(told.attributes)))
        given = asked.weights(told.attributes) if typed or given is None else given
    newest = rated.waves[-1]
    known = list(dict.fromkeys(newest.product.tolist()))
    us = asked.us if asked.us in known else known[0]
    price_weight = 0.5 if asked.is_diagonal else (asked.price_weight or 50.0) / 100
    study = study_rated(rated, told.attributes, given, us=us, price_weight=price_weight, level=_LEVEL)
    against = asked.against if asked.against in known and asked.against != us else _leader(study.maps[-1], us)
    study = study_rated(rated, told.attributes, given, us=us, against=against, price_weight=price_weight, level=_LEVEL)
    profile = study.profiles[-1]
    return Opened(
        study,
        study.maps[-1],
        us,
        against,
        {},
        n=profile.respondents,
        people=True,
        price=_COLUMN.fill(column=told.price),
        weights=_DERIVED.fill(column=told.overall) if newest.overall is not None and told.overall else _GIVEN,
        made_at=table.read_at or table.sent_at,
        duels=rated_duels(profile, _LEVEL),
        overtaking=overtaking_of_rated(
            newest,
            profile.weights,
            told.attributes,
            us=us,
            them=against,
            price_weight=price_weight,
            top=float(newest.rating[newest.rating == newest.rating].max()),
        ),
        path=_path(study.maps, study.maps[-1], us),
        lacking=_NO_CHOICES,
    )


def _chosen(maps: "Sequence[PlacedSet]", asked: MapAsked) -> "PlacedSet":
    """Return the map of the set and wave that are asked for; without them the largest set of the newest wave."""
    wave = asked.wave if asked.wave in {each.wave for each in maps} else maps[-1].wave
    there = [each for each in maps if each.wave == wave]
    named = [each for each in there if each.of_set == asked.of_set]
    return named[0] if named else max(there, key=lambda each: len(each.places))


def _leader(placed: "PlacedSet", us: str) -> str:
    """Return the competitor that is worth most more than it costs."""
    others = [each for each in placed.places if each.product != us]
    return max(others, key=lambda each: float(each.by_weight.value)).product


def _path(maps: "Sequence[PlacedSet]", placed: "PlacedSet", us: str) -> tuple[tuple[float, float], ...]:
    """Return where our product was in the waves before the one that is shown."""
    before = [each for each in maps if each.of_set == placed.of_set]
    return tuple(
        (float(place.quality.value), float(place.price.value))
        for each in before[: before.index(placed)]
        for place in each.places
        if place.product == us
    )


_NOT_READ = Text("bảng chưa được đọc, hoặc đã được xóa", "the table was not read yet, or its rows were removed")
_SEND_AGAIN = Text("tệp, gửi lại một lần nữa", "the file, sent again")
_COLUMN = Text("cột “{column}”", "the column “{column}”")
_GIVEN = Text("do người xem nhập", "as was typed")
_ONE = Text("chỉ có một điểm chất lượng", "there is one score of quality")
_DERIVED = Text("suy ra từ cột “{column}” (phần R²)", "derived from the column “{column}” (parts of R²)")
_NO_CHOICES = Text(
    "bảng không cho biết ai chọn sản phẩm nào, nên chưa đo được giá và chất lượng làm đổi lựa chọn ra sao",
    "the table does not tell who chose which product, so that what price and quality do to choices is not known",
)
