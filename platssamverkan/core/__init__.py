"""The foundation: weeks, numbers, figures, tables and maps.  No tables of the domain, no HTTP."""
