"""The demo: Hässelby-Vällingby 2023, with real areas, levels and statistics, and invented incidents."""
