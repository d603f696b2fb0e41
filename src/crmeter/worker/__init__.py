"""Background work: takes jobs, keeps their leases, gives back those of lost workers, repeats schedules."""
