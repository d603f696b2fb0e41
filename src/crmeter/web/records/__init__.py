"""Lists, boards and pages of records, drawn from the description of their concept."""
