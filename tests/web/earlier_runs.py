"""Evaluations of other days, made of the first that was published."""

from datetime import date

from crmeter.records.readings.actions import publish_run
from crmeter.records.readings.queries import document_of, readings_of, stored_runs


def publish_as_of(day: date, equity: float, **settings: object) -> None:
    """Publish the first evaluation once more, as if of another day, with another equity and other settings."""
    run = stored_runs()[-1]
    document = document_of(run) | {"readings": readings_of(run)}
    document["run"] |= {"id": f"run-{day}", "as_of": day.isoformat()}
    # What the first one says of the months before is not of this day.
    document["tables"] = [[name, table] for name, table in document["tables"] if name != "equity_path"]
    document["run"]["settings"] = [[name, settings.get(name, held)] for name, held in document["run"]["settings"]]
    for reading in document["readings"]:
        if reading["measure"] == "customer_equity" and not reading["slice"] and reading["value"] is not None:
            reading["value"] = str(equity)
    publish_run(document)
