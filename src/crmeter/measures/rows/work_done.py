"""Where moments lie in the working time of the firm."""

import ibis
import ibis.expr.types as ir


def with_work_before(rows: ir.Table, moments: dict[str, str], stretches: ir.Table) -> ir.Table:
    """Return rows with the seconds of work that lie before some of their moments; none before a moment that is empty.

    Args:
        rows: of anything.
        moments: by the name of the new column, that of the moment.
        stretches: the table `working_stretches`.
    """
    for name, moment in moments.items():
        began, seconds, before = f"{name}_began_at", f"{name}_seconds", f"{name}_before"
        last_begun = stretches.select(
            **{began: stretches.begins_at, seconds: stretches.seconds, before: stretches.seconds_before}
        )
        placed = rows.asof_join(last_begun, on=rows[moment] >= last_begun[began])
        passed = ibis.least(placed[moment].delta(placed[began], unit="second"), placed[seconds])
        # What lies before the first stretch has no work before it.
        work = ibis.ifelse(placed[moment].notnull(), (placed[before] + passed).coalesce(0), ibis.null("int64"))
        rows = placed.mutate(**{name: work}).drop(began, seconds, before)
    return rows
