"""Safety walks: what we saw together."""
