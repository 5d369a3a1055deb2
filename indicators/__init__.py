"""Figures from outside: CompStat, surveys, population."""
