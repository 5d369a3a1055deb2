"""Retention (gallring): every room's rules together, the decisions they wait for, and the nightly run."""
