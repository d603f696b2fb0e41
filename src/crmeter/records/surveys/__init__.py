"""Surveys: what customers, partners and employees are asked, who is asked, and what they answer."""
