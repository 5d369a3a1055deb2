"""Who may do what: one table of data, and the functions that read it.

A rule is a role, an action and the relation the person's organisation must have to the area.
`places.permissions` works out the relation; nobody else compares roles.
"""

from enum import StrEnum

from stakeholders.models import Role


class Action(StrEnum):
    """What a person can do with an area, or with the service as a whole (DISTRIBUTE…)."""

    VIEW_AREA = "view_area"
    ASSESS_WEEK = "assess_week"
    ORDER_REPORT = "order_report"


class Relation(StrEnum):
    """How an organisation stands to an area."""

    OWN = "own"  # it answers for the area, or for a police area that holds it
    PARTNER = "partner"  # it takes part there


ANY = frozenset({Relation.OWN, Relation.PARTNER})
OWN = frozenset({Relation.OWN})
NONE: frozenset[Relation] = frozenset()

POLICY: dict[Role, dict[Action, frozenset[Relation]]] = {
    Role.ADMIN: {Action.VIEW_AREA: OWN, Action.ASSESS_WEEK: OWN, Action.ORDER_REPORT: OWN},
    Role.COORDINATOR: {Action.VIEW_AREA: OWN, Action.ASSESS_WEEK: OWN, Action.ORDER_REPORT: OWN},
    Role.POLICE: {Action.VIEW_AREA: OWN, Action.ASSESS_WEEK: OWN, Action.ORDER_REPORT: NONE},
    Role.DISTRICT_OFFICER: {Action.VIEW_AREA: OWN, Action.ASSESS_WEEK: NONE, Action.ORDER_REPORT: NONE},
    Role.PROPERTY_OWNER: {Action.VIEW_AREA: ANY, Action.ASSESS_WEEK: NONE, Action.ORDER_REPORT: NONE},
    Role.TRANSIT: {Action.VIEW_AREA: ANY, Action.ASSESS_WEEK: NONE, Action.ORDER_REPORT: NONE},
    Role.CIVIL_SOCIETY: {Action.VIEW_AREA: ANY, Action.ASSESS_WEEK: NONE, Action.ORDER_REPORT: NONE},
    Role.REPORTER: {Action.VIEW_AREA: NONE, Action.ASSESS_WEEK: NONE, Action.ORDER_REPORT: NONE},
    Role.READER: {Action.VIEW_AREA: ANY, Action.ASSESS_WEEK: NONE, Action.ORDER_REPORT: NONE},
}


def relations_for(role: Role, action: Action) -> frozenset[Relation]:
    """Return the relations under which the role may do the action; empty for an unknown pair."""
    return POLICY.get(role, {}).get(action, NONE)
