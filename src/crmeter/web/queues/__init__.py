"""The queues of tickets and what is promised, kept by administrators."""
