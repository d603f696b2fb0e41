"""How the firm keeps what it promised to customers: answers and deliveries."""
