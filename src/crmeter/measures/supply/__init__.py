"""How the firm delivers: on time, how fast, what is called off and what comes back."""
