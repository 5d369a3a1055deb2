"""Organisations, people, roles and the audit trail."""
