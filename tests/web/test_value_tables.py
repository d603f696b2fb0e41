"""Tables of products, or of ratings, that are sent in by a page and become a value map."""

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from crmeter.records.jobs.models import Job, JobState
from crmeter.records.value_tables.models import ValueTable
from crmeter.records.value_tables.queries import value_table
from crmeter.vocabulary import Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order, handler
from crmeter.worker.kept_files import forget_files

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Client]
# Of each set two products; the last names no price.
PHONES = """Sản phẩm;Nhóm;Giá (VND);Điểm camera;Độ hao pin;Đánh giá;Đã bán
Sao A;nhỏ;4.000.000;8,0;10,0;tốt;300
Sao B;nhỏ;6.000.000;8,0;20,0;rất tốt;100
Trăng C;lớn;9.000.000;6,0;12,5;kém;50
Trăng D;lớn;9.000.000;9,0;12,5;tốt;50
Trăng E;lớn;;9,0;12,5;tốt;50
"""
RATINGS = "rater,brand,taste,service,price,overall\n" + "\n".join(
    f"R{n},{brand},{taste + n % step % 2},{service - n % 3 % 2},{price},{overall + n % 2}"
    for n in range(12)
    for brand, taste, step, service, price, overall in (("Us", 6, 2, 7, 12, 7), ("Them", 8, 3, 7, 15, 8))
)


@pytest.fixture(autouse=True)
def workspace(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    found = Workspace(tmp_path / "workspace")
    monkeypatch.setattr(settings, "WORKSPACE", found)
    return found


def sent(browser: Client, name: str, content: str | bytes) -> int:
    """Send a file and let the worker look at it; return the number of the table."""
    data = content if isinstance(content, bytes) else content.encode()
    answer = browser.post("/value-map/files", {"files": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    work()
    return int(answer.headers["Location"].rpartition("/")[2])


def work() -> None:
    """Do what waits for a worker."""
    for job in Job.objects.filter(state=JobState.WAITING, name__contains="value_table"):
        do = handler(job.name)
        assert do is not None
        do(Order(job.pk, job.payload, job.created_by_id, 1), Work())
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE)


def answered(browser: Client, number: int, said: Mapping[str, str]) -> None:
    """Say what the columns are and let the worker read."""
    table = value_table(number)
    assert table is not None
    answer = browser.post(f"/value-map/files/{number}/answer", {"version": table.version, **said})
    assert answer.status_code == 302, answer.content.decode()
    work()


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def roles(number: int) -> dict[str, str]:
    return dict(ValueTable.objects.get(pk=number).told["roles"])


def test_what_columns_seem_to_be_is_offered(browser_of: BrowserOf) -> None:
    number = sent(browser_of("director"), "điện thoại.csv", PHONES)

    assert roles(number) == {
        "Sản phẩm": "product", "Nhóm": "set", "Giá (VND)": "price", "Điểm camera": "more", "Độ hao pin": "less",
        "Đánh giá": "more", "Đã bán": "share",
    }  # fmt: skip


def test_words_of_a_score_are_valued_once_and_products_stay_within_their_set(browser_of: BrowserOf) -> None:
    browser = browser_of("marketing_manager")
    number = sent(browser, "phones.csv", PHONES)

    answered(browser, number, {})
    asked = browser.get(f"/value-map/files/{number}")
    fields = {each.word: each for each in asked.context["form"].words["Đánh giá"]}
    assert {word: each.points for word, each in fields.items()} == {"kém": "2", "rất tốt": "5", "tốt": "4"}
    answered(browser, number, {})

    page = browser.get("/value-map", {"source": f"table-{number}", "set": "nhỏ", "us": "Sao A"})
    # Of 4 and 6 million, 80 and 120 of the mean. Camera 1 and 1; life of the battery 4/3 and 2/3; rating 8/9 and 10/9.
    places = {each["key"]: each for each in page.context["places"]}
    assert set(places) == {"Sao A", "Sao B"}
    assert places["Sao A"]["price"]["value"] == pytest.approx(80)
    assert places["Sao A"]["quality"]["value"] == pytest.approx(100 * (1 + 4 / 3 + 8 / 9) / 3)
    assert places["Sao A"]["share"] == pytest.approx(0.75)
    assert page.context["opened"].sets == ("lớn", "nhỏ")
    assert {each.code: each.n for each in page.context["left_out"]} == {"no_price": 1}
    # A table tells no sampling error, so nothing is called better or worse.
    assert "chưa biết sai số" in words(page)


def test_the_weights_of_scores_count(browser_of: BrowserOf) -> None:
    browser = browser_of("analyst")
    number = sent(browser, "phones.csv", PHONES)

    answered(browser, number, {"role-5": "-", "weight-3": "3", "weight-4": "1"})

    page = browser.get("/value-map", {"source": f"table-{number}", "set": "nhỏ"})
    quality = page.context["places"][0]["quality"]["value"]
    assert quality == pytest.approx(100 * (3 * 1 + 4 / 3) / 4)


def test_ratings_in_a_file_have_intervals_and_a_head_to_head(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = sent(browser, "taste.csv", RATINGS)
    assert roles(number) == {
        "rater": "respondent", "brand": "product", "price": "price", "overall": "overall",
    }  # fmt: skip

    answered(browser, number, {"role-2": "more", "role-3": "more"})

    page = browser.get("/value-map", {"source": f"table-{number}", "us": "Us"})
    taste, service = page.context["duels"]
    assert (taste["ours"], taste["theirs"], taste["differs"]) == (6.5, pytest.approx(8 + 4 / 12), True)
    assert service["differs"] is None
    assert page.context["opened"].n == 12
    # Who rated is not kept by name.
    rows = (settings.WORKSPACE.root / str(value_table(number).rows_place)).read_text()  # type: ignore[union-attr]
    assert "R11" not in rows


WIDE = "rater,Us_taste,Us_price,Them_taste,Them_price\n" + "\n".join(
    f"R{n},{6 + n % 2},12,{8 - n % 3 % 2},15" for n in range(12)
)


def test_columns_of_several_brands_are_guessed_and_what_was_guessed_can_be_said_otherwise(
    browser_of: BrowserOf,
) -> None:
    browser = browser_of("analyst")
    number = sent(browser, "wide.csv", WIDE)
    assert roles(number) == {
        "rater": "respondent", "Us_taste": "more", "Us_price": "price", "Them_taste": "more", "Them_price": "price",
    }  # fmt: skip
    assert 'value="Us, Them"' in browser.get(f"/value-map/files/{number}").content.decode()

    answered(browser, number, {"brands": "Us, They"})
    refused = browser.get(f"/value-map/files/{number}").content.decode()
    answered(browser, number, {"brands": "Us, Them"})
    page = browser.get("/value-map", {"source": f"table-{number}", "us": "Us"})

    assert "They" in refused
    (taste,) = page.context["duels"]
    assert (taste["ours"], taste["theirs"], page.context["opened"].n) == (6.5, pytest.approx(8 - 1 / 3), 12)


def test_what_is_no_table_or_lacks_a_column_is_said_clearly(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    picture = sent(browser, "picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    half = sent(browser, "half.csv", "product,colour\nA,red\nB,blue\n")
    answered(browser, half, {})

    assert ValueTable.objects.get(pk=picture).state == "failed"
    assert browser.get(f"/value-map/files/{picture}").context["table"].error is not None
    assert "Chưa rõ cột nào là: giá, điểm chất lượng" in words(browser.get(f"/value-map/files/{half}")).replace(
        "chưa rõ", "Chưa rõ"
    )
    empty = browser.post("/value-map/files", {"files": SimpleUploadedFile("empty.csv", b"")})
    assert empty.status_code == 422


def test_only_who_reads_surveys_sends_a_table(browser_of: BrowserOf) -> None:
    browser = browser_of("rep")

    answer = browser.post("/value-map/files", {"files": SimpleUploadedFile("phones.csv", PHONES.encode())})

    assert answer.status_code == 403
    assert not ValueTable.objects.exists()
    assert not list((settings.WORKSPACE.root / "files" / "uploads").glob("*/*"))


def test_what_is_said_on_an_older_page_is_refused(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = sent(browser, "phones.csv", PHONES)

    answer = browser.post(f"/value-map/files/{number}/answer", {"version": "1"})

    assert answer.status_code == 412


def test_a_table_that_is_thrown_away_leaves_nothing(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = sent(browser, "phones.csv", PHONES)
    answered(browser, number, {"role-5": "-"})
    table = value_table(number)
    assert table is not None and (settings.WORKSPACE.root / table.rows_place).is_file()

    browser.post(f"/value-map/files/{number}/discard", {"version": table.version})
    forget_files()

    assert browser.get(f"/value-map/files/{number}").status_code == 404
    assert not (settings.WORKSPACE.root / table.place).parent.exists()


def test_what_was_said_of_a_table_is_offered_for_the_next_alike(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    first = sent(browser, "phones.csv", PHONES)
    answered(browser, first, {"role-5": "-", "role-6": "-"})

    second = sent(browser, "phones-2.csv", PHONES.replace("300", "310"))

    assert roles(second) == roles(first)
    assert "Đánh giá" not in roles(second)


def test_a_score_of_which_less_is_better_is_told_as_it_stands_in_the_table(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = sent(browser, "saws.csv", "product,price,noise\nA,10,80\nB,10,50\nC,10,40\n")
    answered(browser, number, {})

    page = browser.get("/value-map", {"source": f"table-{number}", "us": "A", "against": "B"})

    ((_, route, _),) = page.context["routes"]
    assert (route.now, route.needed.value) == (pytest.approx(80), pytest.approx(50))
    assert "giảm noise từ 80,00 xuống 50,00" in words(page)


def test_a_table_with_enough_shares_tells_what_another_price_would_do(browser_of: BrowserOf) -> None:
    rng = np.random.default_rng(5)
    lines = []
    for n in range(14):
        quality, price = 50 + 5 * n % 37, 10 + n % 7
        sold = 1000 * (quality / 60) ** 2 / (price / 12) ** 3 * np.exp(0.1 * rng.normal())
        lines.append(f"P{n},{price},{quality},{sold:.0f}")
    browser = browser_of("director")
    number = sent(browser, "all.csv", "product,price,quality,sold\n" + "\n".join(lines))
    answered(browser, number, {})

    page = browser.get("/value-map", {"source": f"table-{number}", "us": "P3", "move-price": "-10"})

    ours = next(each for each in page.context["outcome"]["rows"] if each["is_us"])
    assert ours["change"]["low"] > 0
    # About 1 / .9³ as many at .9 of the price.
    growth = page.context["outcome"]["growth"]
    assert growth["low"] < 0.9**-2 - 1 < growth["high"] + 0.1
    assert "chưa chứng minh" in words(page)


def test_without_enough_shares_the_page_says_why_there_is_no_what_if(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = sent(browser, "saws.csv", "product,price,noise\nA,10,80\nB,10,50\nC,10,40\n")
    answered(browser, number, {})

    page = browser.get("/value-map", {"source": f"table-{number}"})

    assert "không cho biết thị phần" in words(page)
    assert not page.context["sliders"]


def test_the_product_mix_says_what_to_do_and_why(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = sent(browser, "shops.csv", "product,price,quality\nGood,80,120\nDear,130,100\nPoor,90,80\n")
    answered(browser, number, {})

    asked = {"source": f"table-{number}", "tolerance": "5", "ticked": f"table-{number}", "own": ["Good", "Dear"]}
    page = browser.get("/value-map/mix", asked)

    rows = {each["name"].vi: each for each in page.context["rows"]}
    assert {name: each["action"].en for name, each in rows.items()} == {
        "Good": "keep", "Dear": "reprice", "Poor": "improve",
    }  # fmt: skip
    # What stays as it is needs no review, and what is a competitor's is none of ours.
    assert (rows["Good"]["offer"], rows["Poor"]["offer"]) == (None, None)
    browser.post("/findings", {"offer": rows["Dear"]["offer"].signed})
    assert "Chờ rà soát" in words(browser.get("/value-map/mix", asked))
    silent = browser.get("/value-map/mix", {"source": f"table-{number}", "tolerance": ""})
    assert "chưa kết luận được" in words(silent)
    assert "Chưa biết sản phẩm nào là của mình" in words(silent)


def test_products_of_the_same_value_are_not_said_to_lead_by_nothing(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    number = sent(browser, "same.csv", "Sản phẩm;Giá (VND);Điểm camera\nSP 1;4000;8\nSP 2;4000;8\nSP 3;6000;8\n")
    answered(browser, number, {})

    page = browser.get("/value-map", {"source": f"table-{number}", "us": "SP 1", "against": "SP 2"})

    assert page.context["finding"].vi.endswith("giá trị ngang với SP 2.")
    assert "Giá trị của ta ngang với SP 2." in words(page)
    assert "0,0 điểm" not in words(page)
