"""Everything the company has on record, table by table; a new table is one more field and one more file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crmeter.demo.baskets import Lines, draw_lines, line_columns
from crmeter.demo.bought import Bought
from crmeter.demo.buying import Purchases, draw_purchases
from crmeter.demo.claims import Claims, claim_columns, draw_claims
from crmeter.demo.comparison import comparison_columns
from crmeter.demo.csv_files import Column, write_csv
from crmeter.demo.customers import Customers, customer_columns, draw_customers
from crmeter.demo.delivered import Delivered, delivered_columns, draw_delivered
from crmeter.demo.history import History
from crmeter.demo.leads import Leads, draw_leads, lead_columns
from crmeter.demo.orders import Orders, draw_orders, order_columns
from crmeter.demo.plants import Plants, draw_plants
from crmeter.demo.returns import Returns, draw_returns, return_columns
from crmeter.demo.stock import Stock, draw_stock, stock_columns
from crmeter.demo.supplies import Supplies, draw_supplies, supply_columns
from crmeter.demo.surveys import Surveys, draw_surveys, satisfaction_columns
from crmeter.demo.touches import Touches, draw_touches, touch_columns

SURVEY_FILE = "khao_sat.csv"
COMPARISON_FILE = "so_sanh_hang.csv"


@dataclass(frozen=True, slots=True)
class Books:
    """The tables of one company, as arrays."""

    seed: int
    history: History
    customers: Customers
    plants: Plants
    purchases: Purchases
    orders: Orders
    lines: Lines
    returns: Returns
    leads: Leads
    touches: Touches
    surveys: Surveys
    delivered: Delivered
    claims: Claims
    supplies: Supplies
    stock: Stock


def draw_books(customers: int, as_of: date, seed: int) -> Books:
    """Draw a whole company.

    Args:
        customers: rows of the customer file.
        as_of: last day of the history.
        seed: the same seed gives the same company.
    """
    history = History.ending(as_of)
    people = draw_customers(customers, history, seed)
    plants = draw_plants(people, history, seed)
    purchases = draw_purchases(people, plants, history, seed)
    orders = draw_orders(purchases, people, plants, history, seed)
    lines = draw_lines(orders, people, history, seed)
    leads = draw_leads(people, history, seed)
    returns = draw_returns(lines, orders, history, seed)
    return Books(
        seed=seed,
        history=history,
        customers=people,
        plants=plants,
        purchases=purchases,
        orders=orders,
        lines=lines,
        returns=returns,
        leads=leads,
        touches=draw_touches(people, leads, purchases, plants, history=history, seed=seed),
        surveys=draw_surveys(people, Bought.of(orders, lines), history, seed),
        delivered=draw_delivered(lines, orders, returns, history, seed),
        claims=draw_claims(lines, orders, history, seed),
        supplies=draw_supplies(history, seed),
        stock=draw_stock(history, seed),
    )


def write_books(books: Books, folder: Path) -> dict[str, int]:
    """Write every table as a file.

    Returns:
        How many rows each file has, by file name.
    """
    tables: dict[str, list[Column]] = {
        "khach_hang.csv": customer_columns(books.customers),
        "don_hang.csv": order_columns(books.orders, books.customers),
        "dong_don_hang.csv": line_columns(books.lines),
        "tra_hang.csv": return_columns(books.returns, books.lines, books.orders, books.customers),
        "khach_tiem_nang.csv": lead_columns(books.leads, books.customers),
        "tiep_xuc.csv": touch_columns(books.touches, books.customers),
        "giao_hang.csv": delivered_columns(books.delivered, books.lines, books.orders),
        **supply_tables(books),
        SURVEY_FILE: satisfaction_columns(books.surveys, books.customers),
        COMPARISON_FILE: comparison_columns(books.surveys.comparison, books.customers),
    }
    return _written(tables, folder)


def supply_tables(books: Books) -> dict[str, list[Column]]:
    """Return the files of what records do not hold: claims under warranty, what suppliers bring, and stock."""
    return {
        "bao_hanh.csv": claim_columns(books.claims, books.lines, books.orders, books.customers),
        "nhap_hang.csv": supply_columns(books.supplies),
        "ton_kho.csv": stock_columns(books.stock),
    }


def write_supply(books: Books, folder: Path) -> dict[str, int]:
    """Write the files of what records do not hold, and return how many rows each has."""
    return _written(supply_tables(books), folder)


def _written(tables: dict[str, list[Column]], folder: Path) -> dict[str, int]:
    return {name: write_csv(folder / name, columns) for name, columns in tables.items()}
