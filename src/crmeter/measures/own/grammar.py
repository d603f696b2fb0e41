"""From a definition to its tree, by recursive descent.

definition := aggregate [ "/" aggregate ] [ "where" condition ]
aggregate  := ("sum" | "mean") "(" amount [ "where" condition ] ")"
            | "count" "(" table [ "where" condition ] ")" | "share" "(" condition ")"
amount     := factor { ("+" | "-") factor }        factor := part { "*" part }
part       := column | number | "(" amount ")"
condition  := both { "or" both }                   both := one { "and" one }
one        := "not" one | "(" condition ")" | column "in" "(" text { "," text } ")"
            | column "is" ["not"] "empty" | amount sign (amount | text | "yes" | "no") | column of yes or no
"""

from decimal import Decimal
from typing import Literal, cast

from crmeter.measures.own.nodes import (
    Aggregate,
    Amount,
    Arithmetic,
    Both,
    Column,
    Comparison,
    Condition,
    Constant,
    Definition,
    Empty,
    Not,
    OneOf,
)
from crmeter.measures.own.tables import OWN_TABLES, Kind
from crmeter.measures.own.tokens import Token, TokenKind, tokens_of, wrong_at
from crmeter.vocabulary import Text

_DEEPEST = 20
_AGGREGATES = ("sum", "mean", "count", "share")
_COMPARED = ("=", "!=", "<", "<=", ">", ">=")


def read(definition: str) -> Definition:
    """Return what a definition says.

    Raises:
        Misused: it cannot be read, or speaks of what is not there; with the place.
    """
    return _Reader(tokens_of(definition)).definition()


class _Reader:
    """Reads from left to right; a tree deeper than `_DEEPEST` is refused."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.table = ""

    def definition(self) -> Definition:
        top = self.aggregate()
        bottom = self.aggregate() if self.took("sign", "/") else None
        where = self.condition() if self.took("word", "where") else None
        if self.now.kind != "end":
            raise wrong_at(self.now.at, _NOT_EXPECTED.fill(words=self.now.words))
        return Definition(self.table, top, bottom, where)

    def aggregate(self) -> Aggregate:
        word = self.take("word", _NEEDS_AGGREGATE)
        if word.words not in _AGGREGATES:
            raise wrong_at(word.at, _NEEDS_AGGREGATE)
        self.sign("(")
        of: Amount | Condition | None = None
        match word.words:
            case "count":
                name = self.take("word", _NEEDS_TABLE)
                self.of_table(name.words, name)
            case "share":
                of = self.condition()
            case _:
                of = self.amount()
        where = self.condition() if word.words != "share" and self.took("word", "where") else None
        self.sign(")")
        return Aggregate(cast("Literal['sum', 'mean', 'count', 'share']", word.words), of, where, word.at)

    def amount(self) -> Amount:
        left = self.factor()
        while self.now.kind == "sign" and self.now.words in ("+", "-"):
            sign = self.next()
            left = Arithmetic(cast("Literal['+', '-']", sign.words), left, self.factor(), sign.at)
        return left

    def factor(self) -> Amount:
        left = self.part()
        while self.now.kind == "sign" and self.now.words == "*":
            sign = self.next()
            left = Arithmetic("*", left, self.part(), sign.at)
        return left

    def part(self) -> Amount:
        if self.now.kind == "number":
            token = self.next()
            return Constant(Decimal(token.words), token.at)
        if self.took("sign", "("):
            self.deeper()
            inner = self.amount()
            self.sign(")")
            self.depth -= 1
            return inner
        return self.column()

    def condition(self) -> Condition:
        left = self.both()
        while self.took("word", "or"):
            left = Both("or", left, self.both())
        return left

    def both(self) -> Condition:
        left = self.one()
        while self.took("word", "and"):
            left = Both("and", left, self.one())
        return left

    def one(self) -> Condition:
        self.deeper()
        found = self._one()
        self.depth -= 1
        return found

    def _one(self) -> Condition:
        if self.took("word", "not"):
            return Not(self.one())
        if self.now.kind == "sign" and self.now.words == "(" and self.opens_condition():
            self.next()
            inner = self.condition()
            self.sign(")")
            return inner
        left = self.amount()
        if isinstance(left, Column):
            if self.took("word", "in"):
                return OneOf(left, self.texts())
            if self.took("word", "is"):
                negated = self.took("word", "not")
                self.word("empty")
                return Not(Empty(left)) if negated else Empty(left)
        if self.now.kind == "sign" and self.now.words in _COMPARED:
            sign = self.next()
            compared = cast("Literal['=', '!=', '<', '<=', '>', '>=']", sign.words)
            return Comparison(compared, left, self.value(), sign.at)
        if isinstance(left, Column) and OWN_TABLES[self.table].columns[left.name] is Kind.YES_NO:
            return left
        raise wrong_at(self.now.at, _NEEDS_COMPARISON)

    def opens_condition(self) -> bool:
        """Return whether a parenthesis holds a condition and not an amount: something is compared or joined in it."""
        depth = 0
        for token in self.tokens[self.place :]:
            if token.kind == "sign" and token.words in "()":
                depth += 1 if token.words == "(" else -1
                if depth == 0:
                    return False
            elif (token.kind == "sign" and token.words in _COMPARED) or (
                token.kind == "word" and token.words in ("and", "or", "not", "in", "is")
            ):
                return True
        return False

    def value(self) -> Amount:
        if self.now.kind == "text":
            token = self.next()
            return Constant(token.words, token.at)
        if self.now.kind == "word" and self.now.words in ("yes", "no"):
            token = self.next()
            return Constant(token.words == "yes", token.at)
        return self.amount()

    def texts(self) -> tuple[str, ...]:
        self.sign("(")
        found = [self.take("text", _NEEDS_TEXT).words]
        while self.took("sign", ","):
            found.append(self.take("text", _NEEDS_TEXT).words)
        self.sign(")")
        return tuple(found)

    def column(self) -> Column:
        token = self.take("word", _NEEDS_COLUMN)
        table, _dot, name = token.words.partition(".")
        if not name:
            raise wrong_at(token.at, _NEEDS_COLUMN)
        self.of_table(table, token)
        columns = OWN_TABLES[table].columns
        if name not in columns:
            raise wrong_at(token.at, _NO_COLUMN.fill(table=table, name=name, names=", ".join(columns)))
        return Column(name, token.at)

    def of_table(self, table: str, token: Token) -> None:
        if table not in OWN_TABLES:
            raise wrong_at(token.at, _NO_TABLE.fill(name=table, names=", ".join(OWN_TABLES)))
        if self.table and table != self.table:
            raise wrong_at(token.at, _ONE_TABLE.fill(one=self.table, other=table))
        self.table = table

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise wrong_at(self.now.at, _TOO_DEEP)

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def next(self) -> Token:
        token = self.now
        self.place += 1
        return token

    def took(self, kind: TokenKind, words: str) -> bool:
        if self.now.kind == kind and self.now.words == words:
            self.place += 1
            return True
        return False

    def take(self, kind: TokenKind, why: Text) -> Token:
        if self.now.kind != kind:
            raise wrong_at(self.now.at, why)
        return self.next()

    def sign(self, words: str) -> None:
        if not self.took("sign", words):
            raise wrong_at(self.now.at, _NEEDS_SIGN.fill(words=words))

    def word(self, words: str) -> None:
        if not self.took("word", words):
            raise wrong_at(self.now.at, _NEEDS_SIGN.fill(words=words))


_NOT_EXPECTED = Text("không chờ “{words}” ở đây", "“{words}” is not expected here")
_NEEDS_AGGREGATE = Text("cần sum, mean, count hoặc share", "it needs sum, mean, count or share")
_NEEDS_TABLE = Text("cần tên một bảng", "it needs the name of a table")
_NEEDS_COLUMN = Text("cần một cột, viết là bảng.cột", "it needs a column, written as table.column")
_NEEDS_COMPARISON = Text("cần một phép so sánh: =, !=, <, <=, >, >=", "it needs a comparison: =, !=, <, <=, >, >=")
_NEEDS_TEXT = Text("cần chữ trong dấu nháy kép", "it needs words in double quotes")
_NEEDS_SIGN = Text("cần “{words}”", "it needs “{words}”")
_NO_TABLE = Text("không có bảng {name}; có: {names}", "there is no table {name}; there are {names}")
_NO_COLUMN = Text("bảng {table} không có cột {name}; có: {names}", "{table} has no column {name}; it has {names}")
_ONE_TABLE = Text(
    "một chỉ số chỉ nói về một bảng: {one}, không thêm {other}", "a measure is about one table: {one}, not {other} too"
)
_TOO_DEEP = Text("lồng quá nhiều tầng ngoặc", "parentheses are nested too deep")
