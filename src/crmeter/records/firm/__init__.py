"""What the firm decides once for everybody: its name, its currency, the settings of its measures."""
