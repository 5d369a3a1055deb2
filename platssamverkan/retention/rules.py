"""All rules, room by room from the ground up."""

from assessments import retention as assessments
from incidents import retention as incidents
from indicators import retention as indicators
from measures import retention as measures
from places import retention as places
from platssamverkan.core.retention import Rule
from platssamverkan.retention import signin_rules
from reports import retention as reports
from stakeholders import retention as stakeholders
from walks import retention as walks


def all_rules() -> tuple[Rule, ...]:
    """Return every rule in the order they are carried out: the trail last, when all else has marked it."""
    return (
        *stakeholders.RULES,
        *signin_rules.RULES,
        *places.RULES,
        *incidents.RULES,
        *walks.RULES,
        *indicators.RULES,
        *measures.RULES,
        *assessments.RULES,
        *reports.RULES,
        *stakeholders.trail_rules(),
    )


def rules_awaiting_decisions() -> tuple[Rule, ...]:
    """Return the rules that authorities decide about."""
    return tuple(rule for rule in all_rules() if rule.needs_decision)
