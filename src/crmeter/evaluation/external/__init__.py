"""How customers see the firm and its competitors, from what they say and what they choose."""
