"""The four viewpoints: what customers, suppliers, owners and employees see in the firm."""
