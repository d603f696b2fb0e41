"""What happened around a record, and what is to be done next."""
