"""One's own settings: how one is called, how the product looks, how one signs in."""
