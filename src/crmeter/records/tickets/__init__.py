"""Tickets: what customers ask the firm to answer or to mend, in queues, by promised times."""
