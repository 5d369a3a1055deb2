"""Everything read together: dashboards and documents."""
