"""How the firm delivers and is supplied: on time, in full, how fast, what is called off, comes back or is out."""
