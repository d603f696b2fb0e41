"""The lowest concept: who changed what and why, what is to be sent out, what was asked before, versions of rows."""
