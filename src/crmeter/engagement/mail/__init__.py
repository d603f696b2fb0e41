"""Mail: templates, messages and where each stands, the sender, what came back."""
