"""What people say the columns of a table for a value map are, and what they seem to be before anybody has said it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from crmeter.evaluation.external.column_roles import Role
from crmeter.evaluation.external.product_values import ProductFile, Score
from crmeter.evaluation.external.rated_file import RatedFile
from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.folding import plain_words
from crmeter.warehouse.connectors.files.brand_grid import grid_of, possible_brands


@dataclass(frozen=True, slots=True)
class ToldColumns:
    """What the columns of a table are.

    Args:
        roles: by header; headers that are not used are left out.
        weights: of scores by header; 1 where nothing is said.
        points: by header of a score that is told in words, what each word is worth.
        brands: that columns rate, where a row holds all that somebody rates.
    """

    roles: Mapping[str, Role]
    weights: Mapping[str, float] = field(default_factory=dict)
    points: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    brands: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "roles": {header: role.value for header, role in self.roles.items()},
            "weights": dict(self.weights),
            "points": {header: dict(words) for header, words in self.points.items()},
            "brands": list(self.brands),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return what was kept; nothing where nothing was."""
        roles = {header: Role(role) for header, role in kept.get("roles", {}).items()}
        return cls(roles, kept.get("weights", {}), kept.get("points", {}), tuple(kept.get("brands", ())))

    @property
    def is_rated(self) -> bool:
        """Whether a row is what one respondent says of a product."""
        return Role.RESPONDENT in self.roles.values()

    def only(self, role: Role) -> str | None:
        """Return the header of a role that one column has; None where none has.

        Raises:
            Misused: several have.
        """
        found = [header for header, each in self.roles.items() if each is role]
        if len(found) > 1:
            raise Misused("column_twice", _TWICE.fill(role=role.label, columns=", ".join(found)))
        return found[0] if found else None

    def as_file(self) -> ProductFile | RatedFile:
        """Return what the columns are, as the studies take it.

        Raises:
            Misused: the product, the price or every score is missing, a role is given twice, or two do not go together.
        """
        if self.brands:
            return self._all_brands_in_a_row()
        only = {role: self.only(role) for role in Role if not role.is_score}
        product, price = only[Role.PRODUCT], only[Role.PRICE]
        scores = [(header, role) for header, role in self.roles.items() if role.is_score]
        lacking = [
            role.label
            for role, there in ((Role.PRODUCT, product), (Role.PRICE, price), (Role.MORE, scores))
            if not there
        ]
        if product is None or price is None or lacking:
            raise Misused("columns_missing", _MISSING.fill(columns=Text.join(lacking)))
        if not self.is_rated:
            return self._products(product, price, scores, only)
        if any(role is Role.LESS for _, role in scores) or only[Role.SET] or only[Role.SHARE] or only[Role.ERROR]:
            raise Misused("not_of_ratings", _NOT_OF_RATINGS)
        given = {header: self.weights.get(header, 1.0) for header, _ in scores}
        return RatedFile(
            only[Role.RESPONDENT] or "",
            product,
            tuple(header for header, _ in scores),
            price,
            given=None if only[Role.OVERALL] else given,
            overall=only[Role.OVERALL],
            currency=only[Role.CURRENCY],
            wave=only[Role.WAVE],
        )

    def _all_brands_in_a_row(self) -> RatedFile:
        grid = grid_of(list(self.roles), self.brands)
        by_aspect: dict[str, Role] = {}
        weights: dict[str, float] = {}
        for header, (aspect, _) in grid.columns.items():
            role, weight = self.roles[header], self.weights.get(header)
            if role not in (Role.MORE, Role.PRICE, Role.OVERALL) or by_aspect.setdefault(aspect, role) is not role:
                raise Misused("roles_of_aspect", _ONE_ROLE.fill(aspect=aspect))
            if weight is not None and weights.setdefault(aspect, weight) != weight:
                raise Misused("weights_of_aspect", _ONE_WEIGHT.fill(aspect=aspect))
        beside = ToldColumns({header: role for header, role in self.roles.items() if header not in grid.columns})
        aspects = ToldColumns(by_aspect)
        respondent, price, overall = beside.only(Role.RESPONDENT), aspects.only(Role.PRICE), aspects.only(Role.OVERALL)
        scores = tuple(aspect for aspect, role in by_aspect.items() if role.is_score)
        strange = [each for each in beside.roles.values() if each not in _BESIDE_BRANDS]
        if strange:
            raise Misused("beside_brands", _BESIDE.fill(roles=Text.join(each.label for each in strange)))
        needed = ((Role.RESPONDENT, respondent), (Role.PRICE, price), (Role.MORE, scores))
        lacking = [role.label for role, there in needed if not there]
        if respondent is None or price is None or lacking:
            raise Misused("columns_missing", _MISSING.fill(columns=Text.join(lacking)))
        return RatedFile(
            respondent,
            None,
            scores,
            price,
            given=None if overall else {each: weights.get(each, 1.0) for each in scores},
            overall=overall,
            currency=beside.only(Role.CURRENCY),
            wave=beside.only(Role.WAVE),
        )

    def _products(
        self, product: str, price: str, scores: Sequence[tuple[str, Role]], only: Mapping[Role, str | None]
    ) -> ProductFile:
        if only[Role.ERROR] and (len(scores) > 1 or scores[0][1] is Role.LESS or scores[0][0] in self.points):
            raise Misused("error_of_many", _ERROR_OF_ONE)
        if only[Role.OVERALL]:
            raise Misused("overall_of_products", _OVERALL)
        return ProductFile(
            product,
            price,
            tuple(
                Score(header, self.weights.get(header, 1.0), role is Role.LESS, self.points.get(header))
                for header, role in scores
            ),
            only[Role.SET],
            only[Role.CURRENCY],
            only[Role.SHARE],
            only[Role.ERROR],
            only[Role.WAVE],
        )


def guessed(columns: Sequence[Mapping[str, Any]]) -> ToldColumns:
    """Return what columns seem to be by their headers and first values; people look at it before it counts.

    Args:
        columns: of a first look, each with `header` and `examples`.
    """
    numeric_headers = [each["header"] for each in columns if is_numeric(each["examples"])]
    brands = next(iter(possible_brands(numeric_headers)), ())
    grid = grid_of(numeric_headers, brands).columns
    roles = {header: _of_aspect(aspect) for header, (aspect, _) in grid.items()}
    by_role = dict.fromkeys(Role, False)
    # The plain “price” is meant rather than the least or the usual one.
    for column in sorted(columns, key=lambda each: len(plain_words(_apart(each["header"])))):
        header, numeric = column["header"], is_numeric(column["examples"])
        words = set(plain_words(_apart(header)))
        if header in grid:
            continue
        role = next((each for each in _fitting(words, numeric=numeric) if each.is_score or not by_role[each]), None)
        if brands and role not in _BESIDE_BRANDS:
            continue
        if role is not None and column["examples"]:
            roles[header] = role
            by_role[role] = True
    if not by_role[Role.PRODUCT] and not brands:
        # What is written in words and differs from row to row most likely names the product.
        wordy = [each for each in columns if each["header"] not in roles and not is_numeric(each["examples"])]
        if wordy:
            roles[max(wordy, key=lambda each: len(set(each["examples"])))["header"]] = Role.PRODUCT
    return ToldColumns(roles, brands=brands)


def _of_aspect(aspect: str) -> Role:
    fitting = _fitting(set(plain_words(_apart(aspect))), numeric=True)
    return next((each for each in fitting if each in (Role.PRICE, Role.OVERALL)), Role.MORE)


def is_numeric(examples: Sequence[str]) -> bool:
    """Return whether values of a column look like numbers."""
    return bool(examples) and all(_NUMBER.match(each) for each in examples)


def _fitting(words: set[str], *, numeric: bool) -> Iterator[Role]:
    for role, (signs, wants_number) in _SIGNS.items():
        if words & signs and wants_number in (None, numeric):
            yield role


def _apart(header: str) -> str:
    """Return a header whose words are told apart, also where they are written together or with points between."""
    return re.sub(r"(?<=[a-zà-ỹ])(?=[A-Z])|[._]+", " ", header)


_NUMBER = re.compile(r"^[^\w]{0,3}[-+−]?[\d.,\s\u00a0]*\d[\d.,\s\u00a0]*[%₫đ$€]?\s*(?:vnd|vnđ|usd)?$", re.IGNORECASE)
# The words of a header, folded, and whether its cells are numbers; None where both may be.
_SIGNS: Mapping[Role, tuple[frozenset[str], bool | None]] = {
    Role.CURRENCY: (frozenset({"currency", "tien", "te"}), False),
    Role.RESPONDENT: (frozenset({"respondent", "rater", "nguoi", "phieu"}), None),
    Role.WAVE: (frozenset({"wave", "dot", "ky"}), None),
    Role.PRICE: (frozenset({"price", "gia", "cost", "msrp"}), True),
    Role.SHARE: (frozenset({"share", "sold", "sales", "buyers", "phan", "ban"}), True),
    Role.ERROR: (frozenset({"error", "se", "stderr", "sai"}), True),
    Role.OVERALL: (frozenset({"overall", "chung"}), True),
    Role.SET: (frozenset({"set", "type", "category", "segment", "nhom", "loai", "group"}), False),
    Role.PRODUCT: (
        frozenset({"product", "name", "model", "item", "brand", "pham", "hieu", "ten", "make", "mau"}),
        False,
    ),
    Role.LESS: (frozenset({"consumption", "noise", "defects", "hao", "loi", "on"}), True),
    Role.MORE: (
        frozenset({"quality", "score", "rating", "rate", "stars", "luong", "diem", "danh", "reliability"}),
        None,
    ),
}
_BESIDE_BRANDS = (Role.RESPONDENT, Role.WAVE, Role.CURRENCY)
_TWICE = Text("chỉ một cột là {role}, đang có: {columns}", "only one column is the {role}; now these are: {columns}")
_ONE_ROLE = Text(
    "mọi cột của “{aspect}” phải cùng là điểm chất lượng (cao hơn là tốt hơn), giá hoặc điểm chung",
    "all columns of “{aspect}” are a score of which more is better, the price, or the overall rating",
)
_ONE_WEIGHT = Text("các cột của “{aspect}” phải có cùng trọng số", "all columns of “{aspect}” have the same weight")
_BESIDE = Text(
    "khi mỗi thương hiệu có cột riêng, cột khác chỉ là người chấm, đợt hoặc loại tiền; đang có: {roles}",
    "where each brand has columns of its own, others are who rates, the wave or the currency; there is {roles}",
)
_MISSING = Text("chưa rõ cột nào là: {columns}", "no column is yet said to be: {columns}")
_NOT_OF_RATINGS = Text(
    "bảng có người chấm điểm thì mọi điểm đều là cao hơn là tốt hơn, và không có cột nhóm, thị phần hay sai số",
    "in a table of who rates what, more is better in all scores, and there is no set, share or error",
)
_ERROR_OF_ONE = Text(
    "sai số đi cùng đúng một điểm chất lượng bằng số, cao hơn là tốt hơn",
    "an error goes with exactly one score, in numbers, of which more is better",
)
_OVERALL = Text(
    "điểm chung chỉ dùng khi mỗi dòng là một người chấm; hãy chỉ cột người chấm điểm",
    "an overall rating is of use where each row is what somebody rates; say which column tells who",
)
