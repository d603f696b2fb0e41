"""`crmeter survey` on files of answers, by sums that can be done by hand."""

import math
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Crmeter

# 50 promoters, 30 passives, 20 detractors.
HUNDRED = [9] * 25 + [10] * 25 + [7] * 15 + [8] * 15 + [0] * 5 + [6] * 15
Z80 = 1.2815515655446004


@pytest.fixture
def hundred(tmp_path: Path) -> Path:
    """A hundred answers: NPS 30, 82 of 100 satisfied, ease 1 to 7; two more people left everything out."""
    lines = ["Giới thiệu,Hài lòng,Dễ,Giới,Đợt,w"]
    for n, answer in enumerate(HUNDRED):
        satisfied = 4 + n % 2 if n < 82 else 1 + n % 3
        sex, wave = ("nữ" if n % 4 else "nam"), ("2025-Q4" if n % 2 else "2026-Q1")
        lines.append(f"{answer},{satisfied},{1 + n % 7},{sex},{wave},{1 if n % 4 else 3}")
    lines += ["11,99,,nữ,2025-Q4,1", ",,99,,,1"]
    path = tmp_path / "tra-loi.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


BLANK = ("--blank", "*=11,99")


def rows(tmp_path: Path, header: str, *lines: str) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def test_scores_are_those_done_by_hand(crmeter: Crmeter, hundred: Path) -> None:
    told = crmeter(
        "survey", hundred, "--nps", "Giới thiệu", "--csat", "Hài lòng", "--ces", "Dễ", *BLANK, "--json"
    ).json()  # fmt: skip

    nps, csat, ces = told["scores"]
    assert (told["schema"], told["n"], told["level"], told["weighting"]) == ("crmeter.survey/1", 102, 0.8, None)
    assert (nps["value"], nps["n"], nps["promoters"], nps["detractors"]) == (pytest.approx(30), 100, 0.5, 0.2)
    # ¾ promoters, 1½ passives and ¾ detractors are added.
    p, d = 50.75 / 103, 20.75 / 103
    reach = Z80 * 100 * math.sqrt((p + d - (p - d) ** 2) / 103)
    assert nps["interval"] == pytest.approx([100 * (p - d) - reach, 100 * (p - d) + reach])
    assert [(each["code"], each["n"]) for each in nps["left_out"]] == [("no_answer", 2)]
    # Wilson: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    half = Z80 * math.sqrt(0.82 * 0.18 / 100 + Z80**2 / 40_000)
    wilson = [(0.82 + Z80**2 / 200 + sign * half) / (1 + Z80**2 / 100) for sign in (-1, 1)]
    assert (csat["value"], csat["counted_from"]) == (pytest.approx(0.82), 4)
    assert csat["interval"] == pytest.approx(wilson)
    assert (ces["value"], ces["scale"], ces["n"]) == (
        pytest.approx(sum(1 + n % 7 for n in range(100)) / 100),
        [1, 7],
        100,
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            ("102 người trả lời; khoảng tin cậy 80%", "+30,0", "82,0%", "ủng hộ 50,0%", "không tính 2: không trả lời"),
        ),
        (
            "en",
            ("102 respondents; intervals of 80%", "+30.0", "82.0%", "promoters 50.0%", "not counted 2: did not answer"),
        ),
    ],
)
def test_people_read_it_in_their_language(crmeter: Crmeter, hundred: Path, language: str, words: tuple[str]) -> None:
    flags = ("--nps", "Giới thiệu", "--csat", "Hài lòng", "--blank", "*=11,99", "--language", language)
    told = crmeter("survey", hundred, *flags, "--by", "Giới", "--wave", "Đợt")

    assert told.code == 0
    assert all(word in told.out for word in words)
    assert ("Theo Giới:" if language == "vi" else "By Giới:") in told.out


def test_an_answer_off_the_scale_is_named_with_its_line_and_what_to_do(crmeter: Crmeter, hundred: Path) -> None:
    told = crmeter("survey", hundred, "--nps", "Giới thiệu", "--json")

    error = told.json()["error"]
    assert (told.code, error["code"]) == (2, "off_scale")
    for words in ("Giới thiệu", "the first is 11 in line 102", "--blank 'Giới thiệu=11'"):
        assert words in error["text"]["en"]
    assert "đầu tiên là 11 ở dòng 102" in error["text"]["vi"]


@pytest.mark.parametrize("wrong", ["x", "2.5", "0", "-1"])
def test_words_and_parts_of_a_point_are_on_no_scale(crmeter: Crmeter, tmp_path: Path, wrong: str) -> None:
    path = rows(tmp_path, "id,q", "1,5", f"2,{wrong}", "3,4")

    assert crmeter("survey", path, "--csat", "q", "--json").json()["error"]["code"] == "off_scale"
    blank = crmeter("survey", path, "--csat", "q", "--blank", f"q={wrong}", "--json").json()
    assert (blank["scores"][0]["n"], blank["scores"][0]["value"]) == (2, 1)


def test_a_scale_that_was_told_is_the_one_asked_on(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "id,q", "1,10", "2,9", "3,2", "4,1")

    told = crmeter("survey", path, "--csat", "q", "--scale", "q=1-10", "--json").json()["scores"][0]

    assert (told["value"], told["counted_from"], told["scale"]) == (0.5, 9, [1, 10])
    assert crmeter("survey", path, "--nps", "q", "--scale", "q=1-10").code == 3


def test_a_column_that_is_not_there_is_named_once(crmeter: Crmeter, hundred: Path) -> None:
    refused = crmeter("survey", hundred, "--nps", "Điểm", "--csat", "Điểm", "--language", "vi")

    assert "tệp không có cột Điểm; các cột" in refused.err


def test_stars_are_no_nps_unless_it_is_said_that_0_to_10_was_asked(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "id,stars", "1,5", "2,4", "3,1", "4,")

    refused = crmeter("survey", path, "--nps", "stars", "--language", "en")

    assert refused.code == 2
    assert "no answer of the column stars is above 5" in refused.err
    said = crmeter("survey", path, "--nps", "stars", "--scale", "stars=0-10", "--json").json()["scores"][0]
    assert (said["value"], said["n"]) == (-100, 3)


def test_weights_of_a_column_are_told_with_what_they_do(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "q,w", "10,3", "0,1", "10,0", "10,", "0,x")

    told = crmeter("survey", path, "--nps", "q", "--weight", "w", "--json")

    found = told.json()
    assert [(each["code"], each["n"]) for each in found["left_out"]] == [("no_weight", 3)]
    assert "Line 6, w: x is no number" in told.err
    assert found["scores"][0]["value"] == pytest.approx(50)
    assert found["scores"][0]["unweighted"]["value"] == pytest.approx(0)
    assert (found["weighting"]["design_effect"], found["weighting"]["n_effective"]) == pytest.approx((1.25, 1.6))


def test_raking_weighs_to_the_known_shares(crmeter: Crmeter, tmp_path: Path) -> None:
    """Three of four are women who recommend; half of all are women: weights ⅔ and 2, NPS 0, not 50."""
    path = rows(tmp_path, "q,Hỏi: giới", *["10,nữ"] * 3, "0,nam", "5,")

    told = crmeter("survey", path, "--nps", "q", "--rake", "Hỏi: giới:nữ=50%,nam=50%", "--json").json()

    assert (told["scores"][0]["value"], told["scores"][0]["unweighted"]["value"]) == pytest.approx((0, 50))
    # n Σw² / (Σw)² = 4 (3 · 4/9 + 4) / 16.
    assert told["weighting"]["design_effect"] == pytest.approx(4 / 3)
    assert told["weighting"]["n_effective"] == pytest.approx(3)
    assert told["weighting"]["raking"]["converged"] is True
    assert [(each["code"], each["n"]) for each in told["left_out"]] == [("no_category", 1)]


@pytest.mark.parametrize("shares", ["f=0.5,m=0.4", "f=0.5,m=0.4,d=0.1", "f=1"])
def test_shares_that_fit_no_weights_are_refused(crmeter: Crmeter, tmp_path: Path, shares: str) -> None:
    path = rows(tmp_path, "q,sex", "10,f", "0,m")

    assert crmeter("survey", path, "--nps", "q", "--rake", f"sex:{shares}").code == 3


def test_segments_have_their_scores_and_an_empty_one_says_why_not(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "q,s", "10,B", "9,B", "0,A", ",C", "10,")

    told = crmeter("survey", path, "--nps", "q", "--by", "s", "--json").json()["segments"]

    assert [(part["name"], part["n"]) for part in told["parts"]] == [("B", 2), ("A", 1), ("C", 1)]
    assert [part["scores"][0]["value"] for part in told["parts"]] == [pytest.approx(100), pytest.approx(-100), None]
    assert told["parts"][2]["scores"][0]["undefined"]["code"] == "no_answers"
    assert [(each["code"], each["n"]) for each in told["left_out"]] == [("no_part", 1)]
    said = crmeter("survey", path, "--nps", "q", "--by", "s", "--language", "vi").out
    assert "chưa có câu trả lời nào" in said
    assert "khoảng bị kéo về 0" in said


def test_waves_are_in_order_with_the_difference_to_the_one_before(crmeter: Crmeter, hundred: Path) -> None:
    flags = ("--nps", "Giới thiệu", "--csat", "Hài lòng", *BLANK, "--wave", "Đợt", "--json")
    before, now = crmeter("survey", hundred, *flags).json()["waves"]["parts"]

    assert (before["name"], now["name"]) == ("2025-Q4", "2026-Q1")
    assert [each["change"] for each in before["scores"]] == [None, None]
    for earlier, score in zip(before["scores"], now["scores"], strict=True):
        assert score["change"]["value"] == pytest.approx(score["value"] - earlier["value"])
        assert score["change"]["interval"][0] < score["change"]["value"] < score["change"]["interval"][1]
    # 41 of 50 each: 0 ± √((p−l)² + (u−p)²).
    first, second = (wave["scores"][1] for wave in (before, now))
    reach = math.hypot(second["value"] - second["interval"][0], first["interval"][1] - first["value"])
    assert second["change"]["interval"][0] == pytest.approx(-reach)


def test_a_wave_with_one_answer_has_no_interval_of_its_mean(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "q,wave", "7,10", "2,9", "5,9", "4,9", ",11", "6,12")

    told = crmeter("survey", path, "--ces", "q", "--wave", "wave", "--json").json()["waves"]["parts"]

    assert [(wave["name"], wave["n"]) for wave in told] == [("9", 3), ("10", 1), ("11", 1), ("12", 1)]
    one = told[1]["scores"][0]
    assert (one["value"], one["interval"], one["change"]["interval"]) == (7, None, None)
    assert one["change"]["value"] == pytest.approx(7 - 11 / 3)
    assert [wave["scores"][0].get("change") for wave in told[2:]] == [None, None]
    assert "(no interval)" in crmeter("survey", path, "--ces", "q", "--wave", "wave").out


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """An overall score that follows the rooms closely and the food a little."""
    lines = []
    for n in range(200):
        room, food = 1 + n % 5, 1 + n // 5 % 5
        lines.append(f"{room},{food},{max(1, min(5, room + (food > 4) - (n % 7 == 0)))}")
    return rows(tmp_path, "room,food,all", *lines, ",3,4")


def test_drivers_are_told_with_intervals_and_their_place(crmeter: Crmeter, parts: Path) -> None:
    flags = ("--drivers", "room,food", "--overall", "all")
    told = crmeter("survey", parts, *flags, "--csat", "all", "--json").json()["drivers"]

    room, food = told["drivers"]
    assert (told["n"], [each["n"] for each in told["left_out"]], told["overall"]) == (200, [1], "all")
    assert room["importance"]["value"] + food["importance"]["value"] == pytest.approx(1)
    assert room["importance"]["interval"][0] > 0.5 > food["importance"]["interval"][1]
    assert 0.8 < told["r2"]["value"] < 1
    assert told["condition_index"] >= 1
    assert food["place"] in {"low_priority", "more_than_needed", "cannot_be_told"}
    said = crmeter("survey", parts, *flags, "--language", "vi").out
    assert "chỉ số điều kiện" in said
    assert said.index("room") < said.index("food")


def test_drivers_that_follow_from_each_other_do_not_hide_the_scores(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "a,b,all", *(f"{1 + n % 5},{1 + n % 5},{1 + (n // 2) % 5}" for n in range(40)))
    drivers = ("--drivers", "a,b", "--overall", "all")

    told = crmeter("survey", path, "--csat", "all", *drivers, "--json")

    assert told.code == 0
    assert told.json()["drivers"]["undefined"]["code"] == "drivers_follow_from_each_other"
    assert crmeter("survey", path, *drivers).code == 3
    assert "> 1,000,000" in crmeter("survey", path, *drivers, "--ridge", "0.1").out
    assert crmeter("survey", path, *drivers, "--ridge", "0.1", "--json").json()["drivers"]["ridge"] == 0.1


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ((), "nothing_asked"),
        (("--nps", "Không có"), "unknown_column"),
        (("--csat", "Hài lòng", "--weight", "money"), "unknown_column"),
        (("--csat", "Hài lòng", "--drivers", "Dễ"), "drivers_and_overall"),
        (("--drivers", "Dễ", "--overall", "Hài lòng", "--by", "Giới"), "no_score_of_parts"),
        (("--overall", "Hài lòng", "--drivers", "Dễ,Hài lòng"), "drivers_and_overall"),
        (("--overall", "w", "--drivers", "Dễ,Hài lòng", "--scale", "Dễ=1-7"), "drivers_on_several_scales"),
        (("--csat", "Hài lòng", "--scale", "Hài lòng=5-1"), "wrong_scale"),
        (("--csat", "Hài lòng", "--scale", "Hài lòng=1-4.5"), "wrong_scale"),
        (("--csat", "Hài lòng", "--scale", "Dễ=1-7"), "not_asked"),
        (("--csat", "Hài lòng", "--blank", "Dễ=99"), "not_asked"),
        (("--csat", "Hài lòng", "--blank", "99"), "wrong_pair"),
        (("--csat", "Hài lòng", "--rake", "sex:f=1"), "wrong_margin"),
        (("--csat", "Hài lòng", "--rake", "Giới:nữ=x"), "wrong_share"),
        (("--csat", "Hài lòng", "--rake", "Giới:nữ=0.5,nữ=0.5"), "share_told_twice"),
        (("--csat", "Hài lòng", "--ridge", "-1"), "wrong_ridge"),
    ],
)
def test_what_makes_no_sense_is_refused(crmeter: Crmeter, hundred: Path, flags: tuple[Any, ...], code: str) -> None:
    told = crmeter("survey", hundred, *flags, "--json")

    assert told.code == 2
    assert told.json()["error"]["code"] == code


def test_a_column_that_names_no_groups_is_refused(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "q,id", *(f"5,K{n}" for n in range(201)))

    assert crmeter("survey", path, "--csat", "q", "--by", "id", "--json").json()["error"]["code"] == "too_many_parts"


def test_without_any_answer_there_is_nothing_to_tell(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "q,p", "99,1", "99,2")

    assert crmeter("survey", path, "--csat", "q", "--blank", "q=99").code == 3


def test_what_people_wrote_is_told_by_theme_with_the_score_beside_it(crmeter: Crmeter, tmp_path: Path) -> None:
    late, staff = ["2,Giao hàng chậm"] * 6, ["9,Nhân viên nhiệt tình"] * 5
    path = rows(tmp_path, "Giới thiệu,Ý kiến", *late, *staff, "5,", "7,Tạm")

    told = crmeter("survey", path, "--nps", "Giới thiệu", "--text", "Ý kiến", "--json").json()["themes"]
    without = crmeter("survey", path, "--text", "Ý kiến", "--leave-out", "Chậm, giao hàng,giao hàng chậm", "--json")
    said = crmeter("survey", path, "--nps", "Giới thiệu", "--text", "Ý kiến").out

    assert (told["n"], told["empty"], told["unplaced"], told["scored_by"]) == (12, 1, [12], "Giới thiệu")
    first, second = told["themes"]
    assert (first["n"], first["share"], first["mean"]) == (6, 0.5, 2)
    assert set(first["answers"]["0"]) == set(first["terms"]) == {"giao hàng chậm", "giao hàng", "chậm"}
    assert second["difference"]["value"] == pytest.approx(9 - (6 * 2 + 5 + 7) / 8)
    assert [theme["n"] for theme in without.json()["themes"]["themes"]] == [5]
    assert "giao hàng chậm" in said


def test_few_written_answers_do_not_hide_the_scores(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "Giới thiệu,Ý kiến", "9,Tốt", "2,Chậm")

    told = crmeter("survey", path, "--nps", "Giới thiệu", "--text", "Ý kiến", "--json").json()
    alone = crmeter("survey", path, "--text", "Ý kiến", "--json")

    assert told["themes"]["undefined"]["code"] == "few_texts"
    assert told["scores"][0]["value"] == 0
    assert "few_texts" in alone.out + alone.err


LATE, KIND = "Giao hàng chậm", "Nhân viên tốt"
WRITTEN = [f"2026-03-{n:02},{2 if n < 11 else 9},{LATE if n < 11 else KIND}" for n in range(1, 21)]


def test_themes_alone_are_told_of_the_column_that_is_called_like_comments(crmeter: Crmeter, tmp_path: Path) -> None:
    path = rows(tmp_path, "Ngày trả lời,NPS,Góp ý", *WRITTEN)

    told = crmeter("survey", path, "themes", "--nps", "NPS", "--json").json()
    said = crmeter("survey", path, "themes", "--language", "vi")

    assert (told["column"], told["scored_by"], told["n"]) == ("Góp ý", "NPS", 20)
    assert {(each["n"], each["mean"]) for each in told["themes"]} == {(10, 2.0), (10, 9.0)}
    assert "Viết ở Góp ý, 20 người" in said.out
    assert "khoảng tin cậy" not in said.out


def test_themes_of_an_imported_survey_are_told_by_its_name(crmeter: Crmeter, tmp_path: Path) -> None:
    path, there = rows(tmp_path, "Ngày trả lời,NPS,Góp ý", *WRITTEN), ("--workspace", tmp_path / "workspace")
    told = ("--source", "quý 1", "--nps-scale", "0-10", "--respondents", "customer", "--date-order", "ymd")
    assert crmeter("import", path, *told, *there).code == 0

    found = crmeter("survey", "quý 1", "themes", *there, "--json").json()
    unknown = crmeter("survey", "quý 9", "themes", *there, "--language", "en")

    assert (found["survey"], found["questions"][0]["scored_by"], found["questions"][0]["n"]) == ("quý 1", "NPS", 20)
    assert unknown.code == 2
    assert "surveys with words are quý 1" in unknown.err


def test_labels_and_words_of_a_known_scale_are_answers(crmeter: Crmeter, tmp_path: Path) -> None:
    said = ["10 - Extremely likely,Very satisfied", "0 - Not at all likely,Dissatisfied", "9,Satisfied"] * 10
    path = rows(tmp_path, "rec,sat", *said)

    told = crmeter("survey", path, "--nps", "rec", "--csat", "sat", "--json").json()
    ten = crmeter("survey", path, "--csat", "sat", "--scale", "sat=1-7", "--language", "en")

    nps, csat = told["scores"]
    # Of three two are promoters and one is a detractor; two of three are satisfied.
    assert (nps["value"], csat["value"]) == (pytest.approx(100 / 3), pytest.approx(2 / 3))
    assert ten.code == 2
    assert "off the scale 1–7" in ten.err
