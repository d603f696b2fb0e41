"""The people of the firm: accounts, teams, roles, and what each may see."""
