"""Decisions: judged in pairs, each evaluator alone, and what comes of them."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from crmeter.engagement.mail.models import Message
from crmeter.estimators import AHP, judgement_matrix
from crmeter.evaluation.external.judgement_file import JudgementFile, read_judgements_of
from crmeter.records.judgements.actions import DecisionAsked, invite, make_decision
from crmeter.records.judgements.kinds import Purpose
from crmeter.records.judgements.queries import decision, judged_by, seat_of, seats_of
from crmeter.records.notices.queries import notices_of
from crmeter.records.staff.queries import Person, person_at
from crmeter.records.surveys.options import typed_options
from crmeter.warehouse.connectors.files import Answers

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
# Apples against bananas and cherries, bananas against cherries: Teknomo 2006 gives .2790 .6491 .0719, CR .056.
FRUIT = {"Táo / Chuối": -2, "Táo / Anh đào": 4, "Chuối / Anh đào": 6}


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def who(identity: str) -> Person:
    found = person_at(f"{identity}@example.vn")
    assert found is not None
    return found


def made(by: Person, *evaluators: Person, alternatives: str = "") -> int:
    asked = DecisionAsked(
        "Mua quả gì", Purpose.CRITERIA, "", typed_options("Táo\nChuối\nAnh đào"), typed_options(alternatives)
    )
    return make_decision(by, asked, [each.id for each in evaluators])


def judge_all(browser: Client, person: Person, number: int, favours: list[int]) -> None:
    for place, favour in enumerate(favours):
        seat = seat_of(person, number)
        assert seat is not None
        sent = {"pair": place, "favour": favour, "version": seat.version}
        assert browser.post(f"/decisions/{number}/judge", sent).status_code == 302


def hand_in(browser: Client, person: Person, number: int) -> Any:
    seat = seat_of(person, number)
    assert seat is not None
    return browser.post(f"/decisions/{number}/finish", {"version": seat.version}, follow=True)


def test_a_director_makes_a_decision_about_the_brand_and_invites_evaluators(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    browser_of("rep")

    response = browser.post(
        "/decisions/new",
        {
            "title": "Trọng số thương hiệu", "purpose": "brand", "components": ["awareness", "trust", "loyalty"],
            "evaluators": [str(who("director").id), str(who("rep").id)],
        },
    )  # fmt: skip

    found = decision(int(response["Location"].rpartition("/")[2]))
    assert found is not None
    assert [each.key for each in found.criteria] == ["awareness", "loyalty", "trust"]
    assert [seat.user for seat in seats_of(found.id)] == [who("director").id, who("rep").id]
    assert "Trọng số thương hiệu" in words(browser_of("rep").get("/decisions"))


def test_evaluators_are_told_in_the_product_and_by_mail_and_nobody_twice(browser_of: BrowserOf, settings: Any) -> None:
    settings.SMTP_URL, settings.MAIL_FROM = "smtp://127.0.0.1:2525", "CRM <crm@example.vn>"
    lead, rep = browser_of("director"), browser_of("rep")
    sent = {"title": "Chọn kho", "purpose": "criteria", "criteria": "Chi phí\nVị trí", "alternatives": ""}

    made = lead.post("/decisions/new", {**sent, "evaluators": [who("director").id, who("rep").id]})
    number = int(made["Location"].rpartition("/")[2])
    lead.post(f"/decisions/{number}/invite", {"version": 1, "evaluators": [who("rep").id]})

    (notice,) = notices_of(who("rep")).rows
    assert notice.title.vi.endswith("mời bạn đánh giá: Chọn kho")
    opened = rep.post(f"/notices/{notice.id}/open", {"concept": notice.concept, "record": notice.record})
    assert opened["Location"] == f"/decisions/{number}"
    assert "Chọn kho" in words(rep.get(opened["Location"]))
    assert not notices_of(who("director")).rows
    (mail,) = Message.objects.all()
    assert (mail.recipient, mail.subject) == ("rep@example.vn", "Mời bạn đánh giá: Chọn kho")
    assert f"/decisions/{number}" in mail.text
    assert "Có 1 cặp để so sánh" in mail.text


def test_while_no_mail_can_leave_the_notice_alone_tells_an_evaluator(browser_of: BrowserOf) -> None:
    lead = browser_of("director")
    browser_of("rep")
    number = made(who("director"))

    done = lead.post(f"/decisions/{number}/invite", {"version": 1, "evaluators": [who("rep").id]})

    assert done.status_code == 302
    assert len(notices_of(who("rep")).rows) == 1
    assert not Message.objects.exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(browser_of: BrowserOf) -> None:
    response = browser_of("director").post(
        "/decisions/new", {"title": "Chọn kho", "purpose": "criteria", "criteria": "Chi phí", "alternatives": ""}
    )

    assert response.status_code == 400
    assert "Cần từ 2 đến 10 tiêu chí" in words(response)
    assert "Chọn kho" in words(response)


def test_weights_of_one_evaluator_are_those_of_the_published_example(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))

    judge_all(browser, who("director"), number, list(FRUIT.values()))
    page = words(hand_in(browser, who("director"), number))

    for shown in ("27,9%", "64,9%", "7,2%", "0,06"):
        assert shown in page
    # Bananas stay ahead until they are level with apples: t = (1 − t) 0.279 / 0.351, so t = 0.443.
    assert "44,3% – 100,0%" in page
    assert "thấp hơn: Táo vượt Chuối" in page


def test_a_weight_is_a_row_of_the_eigenvector_with_its_figures(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))
    judge_all(browser, who("director"), number, list(FRUIT.values()))
    hand_in(browser, who("director"), number)

    weight, ratio = (
        words(browser.get(f"/decisions/{number}", {"explain": key}, headers={"HX-Request": "true"}))
        for key in ("weight_0", "consistency")
    )

    # Apples: a third of bananas, five times cherries.
    assert "(1,00 × 27,9% + 0,33 × 64,9% + 5,00 × 7,2%) ÷ 3,065 = 27,9%" in weight
    assert "1 trong 1 người đánh giá" in weight
    assert "Không có khoảng: lời đánh giá không phải một mẫu" in weight
    assert "(3,065 − 3) ÷ 2 ÷ 0,58 = 0,06" in ratio


def test_weights_that_were_set_are_parts_of_their_sum(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"))
    sent = {"weight-0": "50", "weight-1": "30", "weight-2": "20", "version": "1"}
    browser.post(f"/decisions/{number}/weights", sent)

    told = words(browser.get(f"/decisions/{number}", {"explain": "weight_1"}, headers={"HX-Request": "true"}))

    assert "30 ÷ (50 + 30 + 20) = 30,0%" in told
    assert "Trọng số đặt bằng tay" in told


def test_an_evaluator_sees_nothing_of_the_others_until_they_have_finished(browser_of: BrowserOf) -> None:
    first, second = browser_of("director"), browser_of("rep")
    number = made(who("director"), who("director"), who("rep"))
    judge_all(first, who("director"), number, [1, 2, 3])
    hand_in(first, who("director"), number)

    before = second.get(f"/decisions/{number}")
    judge_all(second, who("rep"), number, [-1, 0, 3])
    after = hand_in(second, who("rep"), number)

    assert "Bạn đánh giá riêng" in words(before)
    assert "Trọng số của" not in words(before)
    assert second.post(f"/decisions/{number}/judgements.csv").status_code == 200
    assert "Như một người" in words(after)
    assert browser_of("agent").get(f"/decisions/{number}").status_code == 404


def test_somebody_who_judges_cannot_read_the_file_before_they_have_finished(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))

    assert browser.post(f"/decisions/{number}/judgements.csv").status_code == 403


def test_undoing_brings_the_answer_before_back(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))
    judge_all(browser, who("director"), number, [3])
    judge_all(browser, who("director"), number, [-5])

    for left in ([3], []):
        seat = seat_of(who("director"), number)
        assert seat is not None
        browser.post(f"/decisions/{number}/undo", {"version": seat.version})
        assert list(judged_by(seat.id).values()) == left


def test_an_answer_to_a_pair_that_was_changed_meanwhile_is_refused(browser_of: BrowserOf) -> None:
    lead, browser = browser_of("director"), browser_of("rep")
    number = made(who("director"), who("rep"))
    shown = seat_of(who("rep"), number)
    assert shown is not None

    other = {"title": "Mua quả gì", "purpose": "criteria", "criteria": "Cam\nQuýt\nBưởi", "version": 1}
    assert lead.post(f"/decisions/{number}/edit", other).status_code == 302
    answer = browser.post(f"/decisions/{number}/judge", {"pair": 0, "favour": 4, "version": shown.version})

    assert answer.status_code == 412
    assert "Cam" in words(answer)
    assert judged_by(shown.id) == {}


def test_criteria_in_another_order_are_not_taken_for_other_names_of_what_was_judged(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))
    judge_all(browser, who("director"), number, [3])

    swapped = {"title": "Mua quả gì", "purpose": "criteria", "criteria": "Chuối\nTáo\nAnh đào", "version": 1}
    answer = browser.post(f"/decisions/{number}/edit", swapped)

    assert answer.status_code == 400
    found = decision(number)
    assert found is not None
    assert [each.words.vi for each in found.criteria] == ["Táo", "Chuối", "Anh đào"]


def test_an_answer_to_an_older_page_is_refused(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))
    judge_all(browser, who("director"), number, [3])

    assert browser.post(f"/decisions/{number}/judge", {"pair": 1, "favour": 2, "version": 1}).status_code == 412
    assert browser.post(f"/decisions/{number}/judge", {"pair": 1, "favour": 2}).status_code == 428
    assert browser.post(f"/decisions/{number}/judge", {"pair": 1, "favour": 9, "version": 2}).status_code == 400


def test_pairs_that_are_left_keep_an_evaluator_from_handing_in(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))
    judge_all(browser, who("director"), number, [3])

    response = hand_in(browser, who("director"), number)

    assert response.status_code == 400
    assert "Còn 2 cặp chưa so sánh" in words(response)


def test_the_judgement_that_would_mend_a_contradiction_is_named(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))

    # Apples twice bananas, bananas twice cherries, and yet cherries nine times apples.
    judge_all(browser, who("director"), number, [1, -8, 1])
    page = words(browser.get(f"/decisions/{number}/judge"))

    fit = AHP().fit(judgement_matrix([[2, 1 / 9], [2]]), ["Táo", "Chuối", "Anh đào"])
    assert fit.worst_triple_ is not None
    assert "Mâu thuẫn nhất: Táo, Chuối, Anh đào" in page
    assert f"Bạn cho {fit.worst_triple_.first}" in page


def test_the_file_of_judgements_is_read_by_the_command_as_it_is(browser_of: BrowserOf, tmp_path: Path) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))
    judge_all(browser, who("director"), number, list(FRUIT.values()))
    hand_in(browser, who("director"), number)

    response = browser.post(f"/decisions/{number}/judgements.csv")
    file = tmp_path / "judgements.csv"
    file.write_bytes(b"".join(response.streaming_content))  # type: ignore[attr-defined]

    read = read_judgements_of(file, JudgementFile(), Answers())
    (matrix,) = read.matrices.values()
    assert AHP().fit(matrix, read.names).weights_ == pytest.approx([0.2790, 0.6491, 0.0719], abs=5e-5)


def test_weights_set_by_hand_count_until_judged_ones_are_gone_back_to(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"))
    sent = {"weight-0": "50", "weight-1": "30", "weight-2": "25", "version": 1}

    wrong = browser.post(f"/decisions/{number}/weights", sent)
    right = browser.post(f"/decisions/{number}/weights", {**sent, "weight-2": "20"}, follow=True)

    assert wrong.status_code == 400
    assert "đang là 105%" in words(wrong)
    assert "đặt bằng tay" in words(right)
    assert "50,0%" in words(right)
    back = browser.post(f"/decisions/{number}/together", {"together": "priorities", "version": 2}, follow=True)
    assert "Chưa có người nào nộp đánh giá" in words(back)


def test_alternatives_are_ranked_by_what_was_judged_under_each_criterion(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"), alternatives="Chợ\nSiêu thị")
    # Criteria alike; the market three times better by two of them, the shop nine times by the last.
    judge_all(browser, who("director"), number, [0, 0, 0, 2, 2, -8])

    page = words(hand_in(browser, who("director"), number))

    # (3/4 + 3/4 + 1/10) / 3 against (1/4 + 1/4 + 9/10) / 3.
    assert "53,3%" in page
    assert "46,7%" in page


def test_only_words_are_corrected_once_somebody_has_judged(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"), who("director"))
    judge_all(browser, who("director"), number, [3])
    sent = {"title": "Mua quả nào", "purpose": "criteria", "version": 1}

    words_only = browser.post(f"/decisions/{number}/edit", {**sent, "criteria": "Táo đỏ | Apple\nChuối\nAnh đào"})
    more = browser.post(f"/decisions/{number}/edit", {**sent, "criteria": "Táo\nChuối", "version": 2})

    assert words_only.status_code == 302
    assert more.status_code == 400
    found = decision(number)
    assert found is not None
    assert [each.key for each in found.criteria] == ["Táo", "Chuối", "Anh đào"]
    assert found.criteria[0].words.vi == "Táo đỏ"


def test_an_evaluator_judges_again_when_whoever_leads_opens_it(browser_of: BrowserOf) -> None:
    lead, browser = browser_of("director"), browser_of("rep")
    number = made(who("director"), who("rep"))
    judge_all(browser, who("rep"), number, [1, 2, 3])
    hand_in(browser, who("rep"), number)
    seat = seat_of(who("rep"), number)
    assert seat is not None

    lead.post(f"/decisions/{number}/seats/{seat.id}", {"do": "reopen", "version": seat.version})

    opened = seat_of(who("rep"), number)
    assert opened is not None
    assert opened.finished_at is None
    assert opened.judged == 3
    assert "Bên nào quan trọng hơn" in words(browser.get(f"/decisions/{number}/judge"))


def test_an_invitation_is_taken_back_with_what_was_judged(browser_of: BrowserOf) -> None:
    lead, browser = browser_of("director"), browser_of("rep")
    number = made(who("director"))
    invite(who("director"), number, [who("rep").id], version=1)
    judge_all(browser, who("rep"), number, [1])
    seat = seat_of(who("rep"), number)
    assert seat is not None

    lead.post(f"/decisions/{number}/seats/{seat.id}", {"do": "uninvite", "version": seat.version})

    assert seats_of(number) == ()
    assert browser.get(f"/decisions/{number}/judge").status_code == 404


def test_a_removed_decision_is_in_no_list(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = made(who("director"))

    browser.post(f"/decisions/{number}/remove", {"version": 1})

    assert "Mua quả gì" not in words(browser.get("/decisions"))
    assert browser.get(f"/decisions/{number}").status_code == 404
