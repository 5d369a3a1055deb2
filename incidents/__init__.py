"""What happened, from all parties."""
