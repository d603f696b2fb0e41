"""What headers are taken for: titles of fields in both languages, their names, and words that are used for them."""

import re
from collections.abc import Mapping, Sequence

from crmeter.records.concept.concept import Concept
from crmeter.records.record_imports.targets import HAPPENED_AT, OTHER_ID, targets_of
from crmeter.vocabulary.folding import plain_words

_JOINED = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# By target: words that a header is made of; all of one set must stand in it. The first target that takes it has it.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e mail", "mail", "thu dien tu"),
    "phone": ("phone", "mobile", "tel", "telephone", "sdt", "dien thoai", "so dien thoai", "di dong"),
    "website": ("website", "url", "web", "domain"),
    "tax_code": ("tax code", "vat", "mst", "ma so thue"),
    "address": ("address", "street", "dia chi"),
    "region": ("region", "state", "city", "province", "office location", "tinh", "thanh pho", "khu vuc", "vung"),
    "country": ("country", "nation", "quoc gia", "nuoc"),
    "segment": ("segment", "sector", "industry", "nganh", "phan khuc", "nhom khach"),
    "parent": ("parent", "subsidiary", "cong ty me", "truc thuoc"),
    "since_on": ("since", "khach tu"),
    "customer": ("customer", "account", "client", "company", "khach hang", "khach", "cong ty"),
    "contact": ("contact", "nguoi lien he"),
    "owner": ("owner", "agent", "rep", "salesperson", "seller", "assignee", "resource", "sr", "phu trach", "nhan vien"),
    "stage": ("stage", "giai doan"),
    "pipeline": ("pipeline", "quy trinh"),
    "queue": ("queue", "hang doi"),
    "status": ("status", "activity", "trang thai", "tinh trang"),
    "cause": ("cause", "nguyen nhan"),
    "escalated_at": ("escalated", "escalation", "leo thang", "chuyen cap"),
    "priority": ("priority", "urgency", "uu tien"),
    "amount": ("amount", "value", "total", "revenue", "so tien", "gia tri", "tong tien", "thanh tien"),
    "currency": ("currency", "tien te", "loai tien"),
    "price": ("price", "gia ban", "don gia", "gia"),
    "unit_cost": ("cost", "gia von"),
    "category": ("category", "series", "type", "nhom hang", "loai"),
    "code": ("code", "sku", "ma hang", "ma san pham"),
    "expected_on": ("expected", "du kien"),
    "channel": ("channel", "origin", "source", "kenh", "nguon"),
    "position": ("position", "job title", "role", "chuc vu"),
    "birthday": ("birthday", "birth", "dob", "ngay sinh", "sinh nhat"),
    "firm_name": ("company", "firm", "organization", "organisation", "cong ty", "ten hang"),
    "description": ("description", "body", "noi dung"),
    "ordered_at": ("purchase", "order date", "ordered", "ngay dat", "ngay mua", "ngay ban"),
    "confirmed_at": ("approved", "confirmed", "xac nhan"),
    "promised_on": (
        "estimated delivery date",
        "estimated",
        "promised",
        "expected delivery date",
        "due date",
        "hen giao",
    ),
    "delivery.shipped_on": ("delivered carrier date", "carrier date", "shipped", "ship date", "ngay gui", "xuat kho"),
    "delivery.delivered_on": (
        "delivered customer date",
        "delivered",
        "delivery date",
        "received",
        "ngay giao",
        "ngay nhan",
    ),
    HAPPENED_AT: ("close date", "closed", "timestamp", "happened", "ngay chot"),
    "created_at": ("created", "engage", "first contact", "ngay tao"),
    "about": ("note", "notes", "comment", "ghi chu"),
    "line.product": ("product", "item", "san pham", "mat hang"),
    "line.quantity": ("quantity", "qty", "so luong"),
    "line.unit_price": ("unit price", "price", "don gia"),
    "line.discount": ("discount", "giam gia", "chiet khau"),
}
# Of a concept itself: what its records are called, and what its keys are called after.
_ITSELF: Mapping[str, tuple[str, ...]] = {
    "customers": ("customer", "account", "client", "company", "khach", "khach hang"),
    "contacts": ("contact", "person", "lien he"),
    "products": ("product", "item", "san pham"),
    "leads": ("lead", "mql", "prospect"),
    "deals": ("deal", "opportunity", "co hoi"),
    "orders": ("order", "invoice", "don", "don hang"),
    "tickets": ("ticket", "case", "incident", "issue", "phieu"),
}
# A key with one of these words is that of the person behind other keys.
_PERSON = frozenset(("unique", "person", "master", "golden"))
_KEYS = ("id", "key", "code", "no", "number", "ma", "so")
_NAMES = ("name", "title", "subject", "ten", "ho ten", "chu de")
# What has one of these words says when, and names nothing.
_TIMES = frozenset(("date", "day", "time", "timestamp", "at", "ngay", "luc"))
# More than these words nobody means by a header of one field.
_LONGEST = 3


def guessed_columns(concept: Concept, headers: Sequence[str]) -> dict[str, str]:
    """Return by target the header that it is most likely told by.

    Args:
        concept: of the records.
        headers: of the file.
    """
    targets = targets_of(concept)
    spoken = {header: _spoken(header) for header in headers}
    found: dict[str, str] = {}
    for name, each in targets.items():
        titles = {_spoken(each.field.title.vi), _spoken(each.field.title.en), _spoken(name)}
        same = next((header for header, words in spoken.items() if words in titles), None)
        if same is not None and same not in found.values():
            found[name] = same
    key = _key_of(concept, spoken, found)
    if "external_id" not in found and key is not None:
        found["external_id"] = key
    behind = _key_behind(concept, spoken)
    if OTHER_ID in targets and behind is not None and key is not None and found.get("external_id") == key:
        found |= {"external_id": behind, OTHER_ID: key}
    for name, words in _WORDS.items():
        if name in targets and name not in found:
            holds_time = targets[name].holds in ("day", "moment")
            left = {
                header: said
                for header, said in spoken.items()
                if header not in found.values() and (holds_time or _TIMES.isdisjoint(said.split()))
            }
            header = _told_by(words, left)
            if header is not None:
                found[name] = header
    if "name" not in found:
        found |= _name_of(concept, spoken, found)
    return {name: found[name] for name in targets if name in found}


def _spoken(header: str) -> str:
    return " ".join(plain_words(_JOINED.sub(" ", header)))


def _key_of(concept: Concept, spoken: Mapping[str, str], found: Mapping[str, str]) -> str | None:
    wanted = {*_KEYS[:2], *(f"{own} {key}" for own in _ITSELF[concept.name] for key in _KEYS)}
    wanted |= {f"{key} {own}" for own in _ITSELF[concept.name] for key in _KEYS}
    return next((h for h, words in spoken.items() if words in wanted and h not in found.values()), None)


def _key_behind(concept: Concept, spoken: Mapping[str, str]) -> str | None:
    """Return the header of the keys of the people to whom a system gives several others."""
    own = set(_ITSELF[concept.name])
    return next(
        (h for h, said in spoken.items() if (w := set(said.split())) & _PERSON and w & own and w & set(_KEYS[:2])), None
    )


def _name_of(concept: Concept, spoken: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    own = _ITSELF[concept.name]
    wanted = {*own, *_NAMES, *(f"{each} {name}" for each in own for name in _NAMES)}
    wanted |= {f"{name} {each}" for each in own for name in _NAMES}
    named = next((h for h, words in spoken.items() if words in wanted and h not in found.values()), None)
    # Orders and cases are called by their keys.
    named = named or found.get("external_id")
    return {} if named is None else {"name": named}


def _told_by(words: Sequence[str], spoken: Mapping[str, str]) -> str | None:
    """Return the header that one of some words stands in, the shortest first; a key of something else is none."""
    for each in words:
        wanted = each.split()
        fitting = [
            header
            for header, said in spoken.items()
            if set(wanted) <= set(said.split()) and len(said.split()) <= max(_LONGEST, len(wanted) + 1)
        ]
        if fitting:
            return min(fitting, key=lambda header: len(spoken[header]))
    return None
