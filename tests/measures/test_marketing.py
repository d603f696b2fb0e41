"""Marketing on the hand-made firm: what cannot be shared says why, and nothing is known before it happened."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF, A

from crmeter.estimators import intervals
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.measures.view import Settings
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.workspace import Workspace

Firm = Callable[[], dict[str, list[dict[str, Any]]]]
Write = Callable[[Any], Workspace]
Taken = Callable[..., dict[str, Reading]]

MEASURES = (
    "leads_created",
    "cost_per_lead",
    "customer_acquisition_cost",
    "reply_rate",
    "reply_rate_by_touch",
    "outreach_drop_off_rate",
    "campaign_open_rate",
    "campaign_click_rate",
    "campaign_spam_complaint_rate",
    "campaign_conversion_rate",
)
# When each row of a table came about, and what of it may come about later.
DATED = {
    "orders": ("ordered_on", ()),
    "leads": ("created_on", ("converted_on", "customer_key")),
    "touches": ("touched_on", ()),
    "costs": ("spent_on", ()),
    "campaign_members": (
        "planned_on",
        ("sent_on", "opened_on", "clicked_on", "replied_on", "converted_on", "unsubscribed_on", "complained_on"),
    ),
}


@pytest.fixture(scope="module")
def workspace(firm: Firm, written_firm: Write) -> Workspace:
    return written_firm(firm())


def of_month(taken: Taken, workspace: Workspace, measure: str, month: date) -> Reading:
    return taken(workspace, [measure], AS_OF, Settings(), "VND", Period.month_of(month))[measure]


@pytest.fixture(scope="module")
def changed(firm: Firm, written_firm: Write) -> Evaluation:
    """The firm with a cost in euros, of which no rate is known, and with A contacted ten times more."""
    rows = firm()
    cost, contact = rows["costs"][2], next(row for row in rows["touches"] if row["customer_key"] == A)
    rows["costs"].append({**cost, "cost_key": 6, "currency": "EUR"})
    for k in range(10):
        day = f"2025-02-{k + 1:02}"
        rows["touches"].append({**contact, "touch_key": 100 + k, "touched_at": f"{day} 10:00:00", "touched_on": day})
    return evaluate_snapshot(written_firm(rows), Request(as_of=AS_OF, explained=False))


@pytest.mark.parametrize("name", ["cost_per_lead", "customer_acquisition_cost"])
def test_one_cost_without_a_rate_leaves_the_sum_unknown(changed: Evaluation, name: str) -> None:
    whole, expo = changed.reading(name), changed.reading(name, slice={"campaign": "expo"})

    for reading in (whole, expo):
        assert (reading.value, reading.top) == (None, None)
        assert reading.undefined is not None
        assert reading.undefined.code == "no_rate"
    # The other campaign has no cost in euros.
    assert changed.reading(name, slice={"campaign": "spring"}).top == 400


def test_late_contacts_to_a_person_are_told_together(changed: Evaluation) -> None:
    found = {r.slice["try"]: r.bottom for r in changed.sliced("reply_rate_by_touch", "try")}

    # Of A ten in February and one in December: three of them from the ninth on. Of V the first; of D, who was lead 1,
    # the second to the fourth, of lead 2 the third and fourth, of lead 7 the second.
    assert found == {"1": 2, "2": 3, "3": 3, "4": 3, "5": 1, "6": 1, "7": 1, "8": 1, "9+": 3}


@pytest.mark.parametrize(
    ("name", "month", "code"),
    [
        # Lead 7 came, nothing was spent.
        ("cost_per_lead", date(2025, 6, 1), "no_costs"),
        # 50 was spent, no lead came.
        ("cost_per_lead", date(2024, 12, 1), "nothing_came"),
        ("cost_per_lead", date(2025, 8, 1), "empty"),
        # Contact 20 alone, with an unsubscription.
        ("actions_per_engagement", date(2025, 6, 1), "nothing_came"),
        # Contact 3 of 2025-12-05 is too young, and so is 1.
        ("outreach_drop_off_rate", date(2025, 12, 1), "left_out"),
    ],
)
def test_what_cannot_be_shared_says_why(taken: Taken, workspace: Workspace, name: str, month: date, code: str) -> None:
    reading = of_month(taken, workspace, name, month)

    assert (reading.value, reading.intervals) == (None, ())
    assert reading.undefined is not None
    assert reading.undefined.code == code


def test_the_costs_of_a_month_are_shared_between_the_leads_of_the_month(taken: Taken, workspace: Workspace) -> None:
    # October: 240 for lead 6.
    assert of_month(taken, workspace, "cost_per_lead", date(2025, 10, 1)).value == Decimal(240)


def test_contacts_per_reply_are_as_sure_as_the_reply_rate(taken: Taken, workspace: Workspace) -> None:
    found = taken(workspace, ["reply_rate", "actions_per_engagement"], AS_OF, Settings(), "VND", None)
    share, each = found["reply_rate"].interval(0.95), found["actions_per_engagement"].interval(0.95)

    assert share is not None and each is not None
    assert (each.low, each.high) == (pytest.approx(1 / share.high), pytest.approx(1 / share.low))
    assert intervals.rows_for_each(9, 0, 0.8) is None


def test_contacts_and_people_that_are_left_out_are_counted(taken: Taken, workspace: Workspace) -> None:
    names = ("reply_rate", "actions_per_engagement", "reply_rate_by_touch", "outreach_drop_off_rate",
             "campaign_conversion_rate")  # fmt: skip
    found = taken(workspace, names, AS_OF, Settings(), "VND", Period(date(2025, 1, 1), date(2026, 1, 1)))

    # Contact 14 and eight of sales_rows; the same; these and 18; A, C and I; members 4 and 6.
    assert [sum(left.n for left in found[name].coverage.left_out) for name in names] == [9, 9, 10, 3, 2]


def test_a_past_evaluation_knows_nothing_that_came_later(
    taken: Taken, workspace: Workspace, firm: Firm, written_firm: Write
) -> None:
    day = date(2025, 6, 30)
    then = deepcopy(firm())
    for table, (dated, later) in DATED.items():
        then[table] = [row for row in then[table] if row[dated] <= str(day)]
        for row in then[table]:
            for column in later:
                told = row["converted_on"] if column == "customer_key" else row[column]
                if told is not None and str(told) > str(day):
                    row[column] = None

    def figures(of: Workspace) -> list[Any]:
        found = taken(of, MEASURES, day, Settings(), "VND", Period(date(2025, 1, 1), date(2025, 7, 1)))
        return [(name, found[name].value, found[name].top, found[name].bottom, found[name].n) for name in MEASURES]

    now = figures(workspace)
    assert now == figures(written_firm(then))
    # Of leads 1, 2, 3, 7 and 400 spent: nothing of the second half of the year.
    assert now[:2] == [("leads_created", 4, None, None, 4), ("cost_per_lead", Decimal(100), 400, 4, 6)]


@pytest.mark.parametrize(
    ("untold", "lacking"),
    [
        (
            {"clicked_on", "complained_on"},
            {"campaign_click_rate", "campaign_unclicked_rate", "campaign_spam_complaint_rate"},
        ),
        # Of whoever is known to have opened it because they clicked, everybody clicked.
        ({"opened_on"}, {"campaign_unclicked_rate"}),
    ],
)
def test_what_no_source_tells_of_members_is_empty_with_its_reason(
    taken: Taken, firm: Firm, written_firm: Write, untold: set[str], lacking: set[str]
) -> None:
    rows = firm()
    for row in rows["campaign_members"]:
        row.update(dict.fromkeys(untold))
    names = ("campaign_click_rate", "campaign_unclicked_rate", "campaign_spam_complaint_rate", "campaign_reply_rate")

    found = taken(written_firm(rows), names, AS_OF, Settings(), "VND", Period(date(2025, 1, 1), date(2026, 1, 1)))

    empty = {name: reading.undefined for name, reading in found.items() if reading.value is None}
    assert empty.keys() == lacking
    assert {undefined.code for undefined in empty.values() if undefined is not None} == {"no_column"}
    assert empty["campaign_unclicked_rate"] is not None
    assert empty["campaign_unclicked_rate"].reason.en.count(",") == 0


def test_whoever_clicked_has_opened_it(taken: Taken, firm: Firm, written_firm: Write) -> None:
    rows = firm()
    (quiet,) = (row for row in rows["campaign_members"] if row["member_key"] == 3)
    quiet["clicked_on"] = "2025-01-23"
    names = ("campaign_open_rate", "campaign_unread_rate", "campaign_click_rate", "campaign_unclicked_rate")

    found = taken(written_firm(rows), names, AS_OF, Settings(), "VND", Period(date(2025, 1, 1), date(2026, 1, 1)))

    # Of 1, 2, 3, 4, 6 all but 4 opened it; 1 and 3 clicked.
    assert [found[name].value for name in names] == [4 / 5, 1 / 5, 2 / 5, 2 / 4]
