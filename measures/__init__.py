"""From problem to cause, plan, measure, follow-up and effect."""
