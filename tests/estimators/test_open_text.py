"""What people write about: words of two languages, terms of several syllables, themes that tell why."""

import pytest

from crmeter.estimators import AnswerScale, group_answers
from crmeter.estimators.satisfaction.terms import association, terms_of
from crmeter.estimators.satisfaction.words import clauses_of
from crmeter.vocabulary import NotEnoughData

FIVE = AnswerScale(1, 5)
LATE = ("Giao hàng chậm", "Giao hàng chậm, đợi lâu", "giao hàng quá chậm", "Hàng tốt nhưng giao hàng chậm")
STAFF = ("Nhân viên nhiệt tình", "Nhân viên rất nhiệt tình!", "nhân viên nhiệt tình, vui", "Cô nhân viên nhiệt tình")
PRICE = ("Too expensive", "Quite expensive for me", "It is expensive", "expensive")


def test_association_is_that_of_the_published_table() -> None:
    # "the swiss" in Dunning 1993, table 2: 110, 2442, 111, 29114.
    assert association(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(270.72, abs=0.005)
    assert association(1, 10, 10, 20) == 0


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Giao hàng NHANH, giá rẻ.", (("giao", "hàng", "nhanh"), ("giá", "rẻ"))),
        # Decomposed accents, an Icelandic eth, letters stretched for effect, the older place of a tone.
        ("đẹp", (("đẹp",),)),
        ("Ð\u1eb9ppp quááá", (("đẹp", "quá"),)),
        ("hoà quý thuỷ khoẻ", (("hòa", "quý", "thủy", "khỏe"),)),
        ("It’s 10% better", (("it's",), ("better",))),
        ("👍 …", ()),
    ],
)
def test_a_text_is_read_clause_by_clause_in_one_spelling(text: str, clauses: tuple[tuple[str, ...], ...]) -> None:
    assert clauses_of(text) == clauses


def test_syllables_that_belong_together_are_one_term_and_a_negation_stays_with_its_word() -> None:
    texts = [*STAFF, "Nhân viên không nhiệt tình", "Thái độ không tốt", "Not good"]

    found = terms_of(texts)

    assert found[0] == {"nhân viên", "nhiệt tình"}
    assert found[4] == {"nhân viên", "không nhiệt tình"}
    assert "không tốt" in found[5]
    assert found[6] == {"not good"}


def test_answers_fall_under_themes_with_share_score_and_the_terms_that_put_them_there() -> None:
    texts = [*LATE, *STAFF, *PRICE, "", "Tạm"]
    scores = [2.0] * 3 + [1.0] + [5.0] * 3 + [4.0] + [3.0] * 3 + [2.0] + [3.0, 3.0]

    found = group_answers(texts, scores, FIVE)

    assert (found.n, found.empty, found.unplaced, found.least) == (13, 1, (13,), 3)
    late, staff, price = sorted(found.themes, key=lambda theme: min(theme.answers))
    assert set(late.terms) == {"giao hàng", "chậm"}
    assert late.answers[1] == ("giao hàng", "chậm")
    assert set(staff.terms) == {"nhân viên", "nhiệt tình"}
    assert price.terms == ("expensive",)
    # 4 of 13, Wilson's at 80 %.
    assert (late.share, late.interval.low, late.interval.high) == pytest.approx((4 / 13, 0.1732, 0.4853), abs=5e-5)
    assert late.score is not None
    assert late.difference is not None
    assert late.score.value == 1.75
    # The nine and the one who wrote nothing: 5, 5, 5, 4, 3, 3, 3, 2, 3, 3.
    assert late.difference.value == pytest.approx(1.75 - 3.6)
    assert late.difference.is_told_apart


def test_what_most_people_write_and_what_is_left_out_make_no_theme() -> None:
    texts = [f"Quán {words.lower()}" for words in (*LATE, *STAFF, *PRICE)]

    found = group_answers(texts, leave_out=("expensive",))

    assert found.common == ("quán",)
    assert not [theme for theme in found.themes if {"quán", "expensive"} & set(theme.terms)]
    assert found.unplaced == (8, 9, 10, 11)
    assert found.themes[0].score is None


def test_the_same_answers_in_another_order_make_the_same_themes() -> None:
    texts = [*LATE, *STAFF, *PRICE]

    found, turned = group_answers(texts), group_answers(texts[::-1])

    assert [theme.terms for theme in found.themes] == [theme.terms for theme in turned.themes]


def test_few_answers_are_not_grouped() -> None:
    with pytest.raises(NotEnoughData, match="only 4 people wrote something"):
        group_answers([*LATE, "", "  "])
    with pytest.raises(ValueError, match="on a scale"):
        group_answers([*LATE], [1, 2, 3, 4])
