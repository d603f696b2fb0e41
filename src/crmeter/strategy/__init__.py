"""What the firm makes of its evaluation: findings that go to review."""
