"""What matters most in a firm in which goods sent back drive customers away and nothing else does."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from crmeter.evaluation.explain_run import latest_run
from crmeter.evaluation.influence.candidates import CANDIDATES
from crmeter.evaluation.influence.exactness import by_exactness
from crmeter.evaluation.influence.known_before import KnownColumn
from crmeter.evaluation.influence.sentence import sentence_of
from crmeter.evaluation.influence.study import InfluenceStudy, study_influence
from crmeter.evaluation.run import evaluate_snapshot
from crmeter.vocabulary import Misused, NotEnoughData, Text
from crmeter.warehouse.workspace import Workspace

from .conftest import AS_OF, REQUEST, SEGMENTS, START, Firm, take_files, trading_files

DAYS = 180


@pytest.fixture(scope="module")
def driven_away(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """600 customers; of those who sent something back 30 % buy again in the last half year, of the others 70 %."""
    folder = tmp_path_factory.mktemp("driven-away")
    draw = random.Random(9)  # noqa: S311 - it makes a sample, not a secret
    headers = {name: header for name, header, _ in trading_files()}
    customers, orders, returns, touches = [], [], [], []
    for number in range(600):
        customer = f"K{number:03}"
        customers.append((customer, f"Customer {number}", draw.choice(SEGMENTS), draw.choice(("n", "s")), "an"))
        first = START + timedelta(days=draw.randrange(60))
        last = AS_OF - timedelta(days=DAYS + 5)
        days = [first, *(first + (last - first) * draw.random() for _ in range(draw.randrange(1, 5)))]
        sends_back = draw.random() < 0.4
        for place, day in enumerate(days):
            order = f"D{len(orders)}"
            orders.append((order, day.isoformat(), draw.randrange(50, 500), customer, "shop", ""))
            if sends_back and place == 0:
                returns.append((f"R{len(returns)}", order, customer, (day + timedelta(days=3)).isoformat(), 10))
        if draw.random() < (0.3 if sends_back else 0.7):
            day = AS_OF - timedelta(days=draw.randrange(DAYS - 5))
            orders.append((f"D{len(orders)}", day.isoformat(), draw.randrange(50, 500), customer, "shop", ""))
        for _ in range(draw.randrange(4)):
            touches.append((f"T{len(touches)}", customer, f"{first + timedelta(days=9)} 09:00:00", "call", "out"))
    rows = {"customers": customers, "orders": orders, "returns": returns, "touches": touches}
    workspace = Workspace(folder / "workspace")
    take_files(workspace, folder, [(name, headers[name], rows[name]) for name in rows])
    evaluate_snapshot(workspace, replace(REQUEST, explained=False))
    return workspace


def study(workspace: Workspace, outcome: str, days: int | None = DAYS) -> InfluenceStudy:
    return study_influence(workspace, latest_run(workspace)[1], outcome, days)


def test_what_was_planted_comes_first_and_noise_does_not_stand(driven_away: Workspace) -> None:
    found = study(driven_away, "bought_again")

    first = found.influences[0]
    assert [each.name for each in first.effects] == ["returns"]
    assert first.stands
    assert first.effects[0].low < -0.4 < first.effects[0].high
    assert found.n == 600
    standing = {effect.name for each in found.standing for effect in each.effects}
    assert not {"contacts_out", "segment = shops", "region = s"} & standing
    assert "Returns (−" in sentence_of(found).en


def test_what_happened_after_the_day_is_not_seen(driven_away: Workspace) -> None:
    """Whoever bought again has one purchase more by now: were it seen, nothing would go with the outcome more."""
    found = study(driven_away, "bought_again")

    standing = {effect.name for each in found.standing for effect in each.effects}
    assert not {"purchase_days", "silence", "spend"} & standing


def test_an_amount_is_told_in_places_among_a_hundred(driven_away: Workspace) -> None:
    found = study(driven_away, "revenue")

    assert found.until - found.day == timedelta(days=DAYS)
    assert not found.is_yes_no
    assert "places in 100" in sentence_of(found).en


def test_tables_that_are_not_there_are_named_with_what_they_would_tell(driven_away: Workspace) -> None:
    found = study(driven_away, "bought_again")

    missing = {each.title.en: each for each in found.more if each.now is None}
    tickets = missing["Tickets, Hours until the first answer"]
    assert tickets.needs.en == "tickets with customer and time of the first answer"
    # z √((1 − R²) / n) is near 1.28 / √600, a little less for what is explained already.
    assert 0.04 < tickets.then < 0.0524


def test_trust_in_columns_is_that_of_their_rows(driven_away: Workspace) -> None:
    found = study(driven_away, "bought_again")

    trust = {effect.table: effect.trust for each in found.influences for effect in each.effects}
    assert trust["touches"].parts["completeness"] == 100
    assert set(trust["returns"].parts) >= {"completeness", "validity", "consistency"}


@pytest.mark.parametrize("outcome", ["contract_ended", "satisfaction"])
def test_an_outcome_without_data_says_what_it_needs(driven_away: Workspace, outcome: str) -> None:
    with pytest.raises(NotEnoughData) as lacking:
        study(driven_away, outcome)

    assert lacking.value.undefined.needs is not None


def test_a_period_as_long_as_the_history_is_refused(driven_away: Workspace) -> None:
    with pytest.raises(NotEnoughData):
        study(driven_away, "revenue", 5_000)


def test_an_outcome_that_is_not_known_is_refused_by_name(driven_away: Workspace) -> None:
    with pytest.raises(Misused):
        study(driven_away, "happiness")


def test_a_part_is_compared_over_its_own_customers(trading: Firm) -> None:
    whole = study(trading.workspace, "bought_again", None)
    own = study_influence(
        trading.workspace, latest_run(trading.workspace)[1], "lifetime_value", words=frozenset({"an", "binh"})
    )

    assert own.n < whole.n


def test_the_most_exact_figures_come_first(trading: Firm) -> None:
    main = trading.evaluation.run.period
    found = by_exactness([r for r in trading.evaluation.readings if r.period == main and not r.slice])

    assert len(found) > 3
    assert [each.reach for each in found] == sorted(each.reach for each in found)
    assert all(each.reading.interval(0.8) is not None for each in found)


def test_the_command_tells_it_in_words_and_as_json(
    driven_away: Workspace, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import json  # noqa: PLC0415

    from crmeter.cli import main  # noqa: PLC0415

    place = ["--workspace", str(driven_away.root), "--language", "en"]
    assert main(["influence", "bought_again", "--days", str(DAYS), "--json", *place]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "crmeter.influence/1"
    assert told["influences"][0]["effects"][0]["column"] == "returns"

    assert main(["influence", "bought_again", "--days", str(DAYS), *place]) == 0
    assert "Which more data would tell most" in capsys.readouterr().out


def test_a_code_of_the_records_is_told_by_its_label_and_words_of_a_file_as_they_stand() -> None:
    kind = next(each for each in CANDIDATES if each.name == "kind")

    assert KnownColumn(kind, "firm", np.zeros(1)).title == Text("Loại khách: Hãng", "Kind of customer: Firm")
    assert KnownColumn(kind, "đại lý", np.zeros(1)).title == Text("Loại khách: đại lý", "Kind of customer: đại lý")
