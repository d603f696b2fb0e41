import hashlib
from datetime import date
from pathlib import Path

import pytest

from crmeter.demo import SampleCompany, write_sample

CUSTOMERS = 800


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    write_sample(tmp_path / "one", customers=CUSTOMERS)
    write_sample(tmp_path / "two", customers=CUSTOMERS)

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_writing_again_replaces_the_files(tmp_path: Path) -> None:
    write_sample(tmp_path / "fresh", customers=CUSTOMERS, seed=8)
    write_sample(tmp_path / "used", customers=CUSTOMERS + 100)
    write_sample(tmp_path / "used", customers=CUSTOMERS, seed=8)

    assert digests(tmp_path / "used") == digests(tmp_path / "fresh")


def test_another_seed_writes_another_company(tmp_path: Path) -> None:
    write_sample(tmp_path / "one", customers=CUSTOMERS)
    write_sample(tmp_path / "two", customers=CUSTOMERS, seed=8)

    one, two = digests(tmp_path / "one"), digests(tmp_path / "two")
    assert one.keys() == two.keys()
    assert all(one[name] != two[name] for name in one)


def test_the_default_company_has_the_size_it_promises(company: SampleCompany) -> None:
    rows = company.truths.files

    assert rows["khach_hang.csv"] == 4_800
    assert 40_000 <= rows["don_hang.csv"] <= 50_000


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2028, 5, 31)], ids=["leap day", "end of a long month"])
def test_the_history_can_end_on_another_day(tmp_path: Path, as_of: date) -> None:
    truths = write_sample(tmp_path, customers=CUSTOMERS, as_of=as_of).truths

    assert truths.company["as_of"] == as_of.isoformat()


@pytest.mark.parametrize("customers", [599, 250_001])
def test_sizes_beyond_the_codes_and_the_stories_are_refused(tmp_path: Path, customers: int) -> None:
    with pytest.raises(ValueError, match="600 to 250000 customers"):
        write_sample(tmp_path, customers=customers)


def test_a_day_beyond_the_known_lunar_years_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not on 2033-01-01"):
        write_sample(tmp_path, customers=CUSTOMERS, as_of=date(2033, 1, 1))


@pytest.mark.prove
def test_the_large_company_has_a_hundred_thousand_customers(tmp_path: Path) -> None:
    rows = write_sample(tmp_path, "large").truths.files

    assert rows["khach_hang.csv"] == 100_000
    assert 800_000 <= rows["don_hang.csv"] <= 1_100_000
