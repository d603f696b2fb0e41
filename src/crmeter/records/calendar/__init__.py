"""When the firm works: hours of the week, holidays, own days off, days that are made up."""
