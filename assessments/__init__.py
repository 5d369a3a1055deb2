"""The joint weekly judgement, 1–5, area by area."""
