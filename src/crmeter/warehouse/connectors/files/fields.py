"""What a file can say: the fields of each form, and how their values are read."""

from collections.abc import Iterable, Mapping

from crmeter.warehouse.connectors.files.field_kinds import Kind
from crmeter.warehouse.connectors.files.form import Form
from crmeter.warehouse.connectors.files.market_fields import FIELDS_OF_MARKET
from crmeter.warehouse.connectors.files.supply_fields import DELIVERED, DELIVERY_MARKS, FIELDS_OF_SUPPLY
from crmeter.warehouse.connectors.files.supply_forms import FORMS_OF_SUPPLY
from crmeter.warehouse.connectors.files.view_fields import FIELDS_OF_VIEWS
from crmeter.warehouse.connectors.files.work_fields import FIELDS_OF_WORK
from crmeter.warehouse.tables import TABLES

# Every field by its qualified name. `table.source_key` is the id that the file itself uses.
FIELDS: dict[str, Kind] = {
    "orders.source_key": "key",
    "orders.ordered_at": "time",
    "orders.status": "text",
    "orders.cancelled_at": "time",
    "orders.amount": "amount",
    "orders.refunded": "amount",
    "orders.currency": "currency",
    "orders.quantity": "number",
    "orders.channel": "text",
    "orders.region": "text",
    "orders.campaign": "text",
    "orders.owner": "text",
    "order_lines.source_key": "key",
    "order_lines.quantity": "number",
    "order_lines.unit_price": "amount",
    "order_lines.amount": "amount",
    "order_lines.unit_cost": "amount",
    "order_lines.discount": "amount",
    "order_lines.discount_percent": "number",
    "products.source_key": "key",
    "products.name": "text",
    "products.category": "text",
    "products.unit_cost": "amount",
    "deliveries.source_key": "key",
    "deliveries.promised_on": "time",
    "deliveries.shipped_on": "time",
    "deliveries.delivered_on": "time",
    "returns.source_key": "key",
    "returns.returned_on": "time",
    "returns.quantity": "number",
    "returns.amount": "amount",
    "customers.source_key": "key",
    "customers.person_id": "key",
    "customers.kind": "text",
    "customers.segment": "text",
    "customers.region": "text",
    "customers.country": "text",
    "customers.channel": "text",
    "customers.owner": "text",
    "customers.created_on": "time",
    "identities.name": "text",
    "identities.first_name": "text",
    "identities.last_name": "text",
    "identities.phone": "phone",
    "identities.email": "email",
    "identities.address": "text",
    "leads.source_key": "key",
    "leads.created_on": "time",
    "leads.qualified_on": "time",
    "leads.converted_on": "time",
    "leads.converted": "text",
    "leads.status": "text",
    "leads.channel": "text",
    "leads.campaign": "text",
    "leads.owner": "text",
    "touches.source_key": "key",
    "touches.touched_at": "time",
    "touches.channel": "text",
    "touches.direction": "text",
    "touches.outcome": "text",
    "partners.is_partner": "text",
    "partners.is_supplier": "text",
    "employees.source_key": "key",
    "employees.team": "text",
    "employees.started_on": "time",
    "employees.ended_on": "time",
    "employees.has_left": "text",
    "employees.reason": "text",
    **FIELDS_OF_WORK,
    **FIELDS_OF_SUPPLY,
    **FIELDS_OF_VIEWS,
    **FIELDS_OF_MARKET,
    "exchange_rates.currency": "currency",
    "exchange_rates.to_currency": "currency",
    "exchange_rates.rated_on": "time",
    "exchange_rates.rate": "amount",
    "survey_answers.source_key": "key",
    "survey_answers.answered_on": "time",
    "survey_answers.nps": "score",
    "survey_answers.csat": "score",
    "survey_answers.ces": "score",
    "survey_answers.rating": "score",
    "survey_answers.comment": "text",
    "survey_answers.asked_on": "time",
    "survey_answers.question": "text",
    "survey_answers.question_kind": "text",
    "survey_answers.value": "score",
    "survey_answers.weight": "number",
    "survey_answers.survey": "text",
    "survey_answers.wave": "text",
    "survey_answers.respondents": "text",
    "survey_answers.channel": "text",
    "survey_answers.agent": "text",
}
# A column for each question; else each row has a question and its value.
SCORE_FIELDS = ("survey_answers.nps", "survey_answers.csat", "survey_answers.ces")
# Any number of columns may be ratings, each of an aspect that is called as its column. Inside they are told apart by
# their places; people say the one word for all.
RATING = "survey_answers.rating"
MOST_RATINGS = 60
RATING_PLACES = tuple(f"{RATING}_{place}" for place in range(1, MOST_RATINGS + 1))
_OF_ALL = dict(FIELDS)
FIELDS |= dict.fromkeys(RATING_PLACES, "score")

_PEOPLE = (
    "customers.source_key",
    "identities.name",
    "identities.first_name",
    "identities.last_name",
    "identities.phone",
    "identities.email",
    "identities.address",
)
_CUSTOMER = (
    "customers.person_id",
    "customers.kind",
    "customers.segment",
    "customers.region",
    "customers.country",
    "customers.channel",
    "customers.owner",
    "customers.created_on",
)
PARTNER = ("partners.is_partner", "partners.is_supplier")
_ORDER = (
    "orders.source_key",
    "orders.ordered_at",
    "orders.status",
    "orders.cancelled_at",
    "orders.amount",
    "orders.refunded",
    "orders.currency",
    "orders.quantity",
    "orders.channel",
    "orders.region",
    "orders.campaign",
    "orders.owner",
    "customers.person_id",
    "customers.country",
    "customers.segment",
)
_DELIVERY = ("deliveries.promised_on", "deliveries.shipped_on", "deliveries.delivered_on")


_WHO = tuple(name for name in _PEOPLE if name not in ("identities.address", "identities.first_name"))

FORMS: dict[str, Form] = {
    form.table: form
    for form in (
        Form(
            "order_lines",
            (
                *_ORDER,
                "order_lines.source_key",
                "order_lines.quantity",
                "order_lines.unit_price",
                "order_lines.amount",
                "order_lines.unit_cost",
                "order_lines.discount",
                "order_lines.discount_percent",
                "products.source_key",
                "products.name",
                "products.category",
                *_PEOPLE,
                *_DELIVERY,
            ),
            (
                ("orders.source_key", "orders.ordered_at"),
                ("products.source_key", "products.name", "order_lines.unit_price"),
                ("order_lines.unit_price", "order_lines.amount"),
            ),
            ("products.source_key", "products.name", "order_lines.unit_price", "order_lines.quantity"),
        ),
        Form(
            "orders",
            (*_ORDER, *_PEOPLE, *_DELIVERY),
            (
                ("orders.ordered_at",),
                ("orders.amount", "orders.source_key"),
                ("orders.source_key", *_WHO, "customers.person_id"),
            ),
            ("orders.source_key", "orders.amount", "orders.status", "orders.ordered_at", *_DELIVERY),
        ),
        Form(
            "returns",
            (
                "returns.source_key",
                "returns.returned_on",
                "returns.quantity",
                "returns.amount",
                "orders.source_key",
                "orders.currency",
                "products.source_key",
                *_PEOPLE,
            ),
            (("returns.returned_on",), ("returns.amount",)),
            ("returns.returned_on", "returns.source_key", "returns.amount"),
        ),
        Form(
            "deliveries",
            (
                "deliveries.source_key",
                "orders.source_key",
                *_DELIVERY,
                *DELIVERY_MARKS,
                *DELIVERED,
                "products.source_key",
                "products.name",
            ),
            (("orders.source_key",), ("deliveries.promised_on", "deliveries.delivered_on")),
            ("deliveries.source_key", *_DELIVERY, *DELIVERY_MARKS, *DELIVERED),
        ),
        *FORMS_OF_SUPPLY,
        Form(
            "leads",
            (
                "leads.source_key",
                "leads.created_on",
                "leads.qualified_on",
                "leads.converted_on",
                "leads.converted",
                "leads.status",
                "leads.channel",
                "leads.campaign",
                "leads.owner",
                *_PEOPLE,
            ),
            (("leads.created_on",), ("leads.source_key", *_WHO)),
            ("leads.source_key", "leads.converted_on", "leads.converted", "leads.status", "leads.channel"),
        ),
        Form(
            "touches",
            (
                "touches.source_key",
                "touches.touched_at",
                "touches.channel",
                "touches.direction",
                "touches.outcome",
                "leads.source_key",
                *_PEOPLE,
            ),
            (("touches.touched_at",), ("touches.direction",)),
            ("touches.touched_at", "touches.direction", "touches.outcome"),
        ),
        Form(
            "exchange_rates",
            (
                "exchange_rates.currency",
                "exchange_rates.to_currency",
                "exchange_rates.rated_on",
                "exchange_rates.rate",
            ),
            (("exchange_rates.currency",), ("exchange_rates.rated_on",), ("exchange_rates.rate",)),
            ("exchange_rates.rate", "exchange_rates.to_currency"),
        ),
        Form(
            "survey_answers",
            (
                *(name for name in _OF_ALL if name.startswith("survey_answers.")),
                "products.source_key",
                "products.name",
                "customers.segment",
                "tickets.source_key",
                "orders.source_key",
                *_PEOPLE,
            ),
            (
                (*SCORE_FIELDS, RATING, "survey_answers.value"),
                (*SCORE_FIELDS, RATING, "survey_answers.question", "survey_answers.question_kind"),
            ),
            (*SCORE_FIELDS, "survey_answers.question"),
        ),
        Form(
            "customers",
            (*_PEOPLE, *_CUSTOMER, *PARTNER),
            (("customers.source_key", "identities.name", "identities.phone", "identities.email"),),
            (*_PEOPLE, "customers.person_id"),
        ),
        Form(
            "employees",
            tuple(name for name in _OF_ALL if name.startswith("employees.")),
            (("employees.started_on", "employees.ended_on", "employees.has_left"),),
            ("employees.source_key", "employees.started_on", "employees.ended_on", "employees.has_left"),
        ),
        Form(
            "tickets",
            (*(name for name in _OF_ALL if name.startswith("tickets.")), *_PEOPLE),
            (
                ("tickets.opened_at", "tickets.changed_at"),
                ("tickets.source_key", "tickets.status", "tickets.solved_at"),
            ),
            ("tickets.source_key", "tickets.solved_at", "tickets.first_responded_at", "tickets.queue"),
        ),
        Form(
            "deals",
            (*(name for name in _OF_ALL if name.startswith("deals.")), "orders.currency", *_PEOPLE),
            (
                ("deals.created_on",),
                ("deals.stage", "deals.status", "deals.is_won", "deals.won_on", "deals.lost_on"),
            ),
            ("deals.source_key", "deals.stage", "deals.closed_on", "deals.won_on", "deals.lost_on"),
        ),
        Form(
            "page_views",
            (*FIELDS_OF_VIEWS, "products.source_key", "products.name", *_PEOPLE),
            (("page_views.viewed_at",), ("page_views.page", "products.source_key", "products.name")),
            ("page_views.page", "page_views.views", "page_views.viewed_at"),
        ),
        Form(
            "products",
            ("products.source_key", "products.name", "products.category", "products.unit_cost"),
            (("products.source_key", "products.name"),),
            ("products.source_key", "products.name", "products.category"),
        ),
        Form(
            "market_figures",
            (*FIELDS_OF_MARKET, "orders.currency"),
            (
                ("market_figures.period",),
                ("market_figures.amount", "market_figures.units", "market_figures.share", "market_figures.price"),
                ("market_figures.said_by",),
                ("market_figures.who", "market_figures.product_set"),
            ),
            ("market_figures.share", "market_figures.who", "market_figures.said_by"),
        ),
    )
}

# Short words that a mapping may use beside qualified names and the columns of the principal table.
SHORT_NAMES: dict[str, str] = {
    "order_key": "orders.source_key",
    "customer_key": "customers.source_key",
    "product_key": "products.source_key",
    "line_key": "order_lines.source_key",
    "lead_key": "leads.source_key",
    "ordered_on": "orders.ordered_at",
    "ordered_at": "orders.ordered_at",
    "order_lines.ordered_on": "orders.ordered_at",
    "orders.ordered_on": "orders.ordered_at",
    "touched_on": "touches.touched_at",
    "currency": "orders.currency",
    "person_id": "customers.person_id",
    "name": "identities.name",
    "phone": "identities.phone",
    "email": "identities.email",
    "address": "identities.address",
    "status": "orders.status",
    "promised_on": "deliveries.promised_on",
    "shipped_on": "deliveries.shipped_on",
    "delivered_on": "deliveries.delivered_on",
}


def field_named(word: str, form: Form) -> str | None:
    """Return the field that a word of a mapping names in a form, or None."""
    principal = f"{form.table}.{word}"
    own_key = f"{form.table}.source_key" if word in (TABLES[form.table].key, "source_key") else None
    for candidate in (own_key, principal, word, SHORT_NAMES.get(word)):
        if candidate in form.fields:
            return candidate
    same_column = [name for name in form.fields if name.split(".")[1] == word]
    return same_column[0] if len(same_column) == 1 else None


def rated_headers(headers: Mapping[str, str]) -> list[str]:
    """Return the headers of columns of ratings, in the order of the file.

    Args:
        headers: field to its header.
    """
    return [headers[field] for field in RATING_PLACES if field in headers]


def headers_by_field(columns: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the header of each field; columns of ratings are told apart by their places.

    Args:
        columns: header and field, in the order of the file.
    """
    places = iter(RATING_PLACES)
    return {next(places) if field == RATING else field: header for header, field in columns}
