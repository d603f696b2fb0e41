"""How the firm reaches out, answers and delivers: studies of an evaluation, and of files."""
