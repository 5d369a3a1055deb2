"""Who may do what, and who sees what: tables of data, and the functions that read them.

Three tables by role.  POLICY says what a person may do in an area, SHARING which records they see there,
FREE_TEXT whose words they read in a record they see.  Each cell holds the relations the person's
organisation must have.  What no cell allows is forbidden.
`places.permissions` works out the relations; nobody else compares roles.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Role


class Action(models.TextChoices):
    """What a person can do in an area, in words that follow "du får"."""

    VIEW_AREA = "view_area", _("se området, dess nivåer och dess lägesbilder")
    ASSESS_WEEK = "assess_week", _("bedöma veckan")
    ORDER_REPORT = "order_report", _("beställa en lägesbild")
    WRITE_REPORT = "write_report", _("skriva på lägesbilden")
    APPROVE_REPORT = "approve_report", _("granska och godkänna lägesbilden")
    VIEW_INCIDENT_COUNTS = "view_incident_counts", _("se antalet händelser och skälen till förslaget")
    VIEW_INCIDENTS = "view_incidents", _("se de händelser som delas med dig")
    REPORT_INCIDENTS = "report_incidents", _("rapportera händelser")
    TRIAGE_INCIDENTS = "triage_incidents", _("granska händelser")
    KEEP_PLACES = "keep_places", _("sköta platser, klassningar och ansvar")
    KEEP_FIGURES = "keep_figures", _("lägga in statistik")
    PLAN_WALKS = "plan_walks", _("planera och protokollföra trygghetsvandringar")
    RECORD_WALKS = "record_walks", _("anteckna på trygghetsvandringar")
    MANAGE_MEASURES = "manage_measures", _("sköta problem, åtgärder och planer")
    CARRY_OUT_MEASURES = "carry_out_measures", _("genomföra din organisations åtgärder")
    LEAD_MEASURES = "lead_measures", _("besluta om alla parters åtgärder och planer")
    MANAGE_PARTIES = "manage_parties", _("hantera aktörer, personer och roller")
    VIEW_TRAIL = "view_trail", _("se vem som har ändrat vad")
    VIEW_READ_LOG = "view_read_log", _("se vilka som har öppnat och hämtat uppgifter")
    MANAGE_RETENTION = "manage_retention", _("bestämma om gallring")
    HANDLE_RECORDS_REQUEST = "handle_records_request", _("handlägga en begäran om utlämnande")


class Relation(models.TextChoices):
    """How an organisation stands to an area, or to a record in it."""

    OWN = "own", _("ansvarar för området")  # also for a police area that holds it
    PARTNER = "partner", _("deltar i området")
    KEEPER = "keeper", _("äger uppgiften")  # to a record only, and only while it has a tie to the area


class Visibility(models.TextChoices):
    """Whom a record is shared with, in words that follow "Ser:" (DOMAIN.md 1.3)."""

    OWN_ORGANISATION = "own_organisation", _("bara den egna organisationen")
    AUTHORITIES = "authorities", _("myndigheterna")
    ALL_PARTIES = "all_parties", _("alla parter")
    PUBLIC = "public", _("alla, även allmänheten")


Relations = frozenset[Relation]

NONE: Relations = frozenset()
OWN = frozenset({Relation.OWN})
ANY = frozenset({Relation.OWN, Relation.PARTNER})
KEEPER = frozenset({Relation.KEEPER})

POLICY: dict[Role, dict[Action, Relations]] = {
    Role.ADMIN: {
        Action.VIEW_AREA: OWN,
        Action.ASSESS_WEEK: OWN,
        Action.ORDER_REPORT: OWN,
        Action.WRITE_REPORT: OWN,
        Action.APPROVE_REPORT: OWN,
        Action.VIEW_INCIDENT_COUNTS: OWN,
        Action.VIEW_INCIDENTS: OWN,
        Action.REPORT_INCIDENTS: OWN,
        Action.TRIAGE_INCIDENTS: OWN,
        Action.KEEP_PLACES: OWN,
        Action.KEEP_FIGURES: OWN,
        Action.PLAN_WALKS: OWN,
        Action.RECORD_WALKS: OWN,
        Action.MANAGE_MEASURES: OWN,
        Action.CARRY_OUT_MEASURES: OWN,
        Action.LEAD_MEASURES: OWN,
        Action.MANAGE_PARTIES: OWN,
        Action.VIEW_TRAIL: OWN,
        Action.VIEW_READ_LOG: OWN,
        Action.MANAGE_RETENTION: OWN,
        Action.HANDLE_RECORDS_REQUEST: OWN,
    },
    Role.COORDINATOR: {
        Action.VIEW_AREA: OWN,
        Action.ASSESS_WEEK: OWN,
        Action.ORDER_REPORT: OWN,
        Action.WRITE_REPORT: OWN,
        Action.APPROVE_REPORT: OWN,
        Action.VIEW_INCIDENT_COUNTS: OWN,
        Action.VIEW_INCIDENTS: OWN,
        Action.REPORT_INCIDENTS: OWN,
        Action.TRIAGE_INCIDENTS: OWN,
        Action.KEEP_PLACES: OWN,
        Action.KEEP_FIGURES: OWN,
        Action.PLAN_WALKS: OWN,
        Action.RECORD_WALKS: OWN,
        Action.MANAGE_MEASURES: OWN,
        Action.CARRY_OUT_MEASURES: OWN,
        Action.LEAD_MEASURES: OWN,
        Action.HANDLE_RECORDS_REQUEST: OWN,
        Action.VIEW_TRAIL: OWN,
    },
    Role.POLICE: {
        Action.VIEW_AREA: OWN,
        Action.ASSESS_WEEK: OWN,
        Action.WRITE_REPORT: OWN,
        Action.APPROVE_REPORT: OWN,
        Action.VIEW_INCIDENT_COUNTS: OWN,
        Action.VIEW_INCIDENTS: OWN,
        Action.REPORT_INCIDENTS: OWN,
        Action.TRIAGE_INCIDENTS: OWN,
        Action.KEEP_PLACES: OWN,
        Action.KEEP_FIGURES: OWN,
        Action.PLAN_WALKS: OWN,
        Action.RECORD_WALKS: OWN,
        Action.MANAGE_MEASURES: OWN,
        Action.CARRY_OUT_MEASURES: OWN,
        Action.VIEW_TRAIL: OWN,
    },
    Role.DISTRICT_OFFICER: {
        Action.VIEW_AREA: OWN,
        Action.WRITE_REPORT: OWN,
        Action.VIEW_INCIDENT_COUNTS: OWN,
        Action.VIEW_INCIDENTS: OWN,
        Action.REPORT_INCIDENTS: OWN,
        Action.PLAN_WALKS: OWN,
        Action.RECORD_WALKS: OWN,
        Action.MANAGE_MEASURES: OWN,
        Action.CARRY_OUT_MEASURES: OWN,
        Action.VIEW_TRAIL: OWN,
    },
    Role.PROPERTY_OWNER: {
        Action.VIEW_AREA: ANY,
        Action.VIEW_INCIDENTS: ANY,
        Action.REPORT_INCIDENTS: ANY,
        Action.RECORD_WALKS: ANY,
        Action.CARRY_OUT_MEASURES: ANY,
    },
    Role.TRANSIT: {
        Action.VIEW_AREA: ANY,
        Action.VIEW_INCIDENTS: ANY,
        Action.REPORT_INCIDENTS: ANY,
        Action.RECORD_WALKS: ANY,
        Action.CARRY_OUT_MEASURES: ANY,
    },
    Role.CIVIL_SOCIETY: {
        Action.VIEW_AREA: ANY,
        Action.REPORT_INCIDENTS: ANY,
        Action.RECORD_WALKS: ANY,
        Action.CARRY_OUT_MEASURES: ANY,
    },
    Role.REPORTER: {Action.REPORT_INCIDENTS: ANY},
    Role.READER: {Action.VIEW_AREA: ANY},
}

# An area that has ended is history: these need one that is in force.
ONLY_WHILE_IN_FORCE = frozenset({Action.ASSESS_WEEK})

_AUTHORITY: dict[Visibility, Relations] = {
    Visibility.OWN_ORGANISATION: KEEPER,
    Visibility.AUTHORITIES: KEEPER | OWN,
    Visibility.ALL_PARTIES: KEEPER | OWN,
    Visibility.PUBLIC: KEEPER | OWN,
}
_PARTY: dict[Visibility, Relations] = {
    Visibility.OWN_ORGANISATION: KEEPER,
    Visibility.AUTHORITIES: KEEPER,
    Visibility.ALL_PARTIES: KEEPER | ANY,
    Visibility.PUBLIC: KEEPER | ANY,
}

SHARING: dict[Role, dict[Visibility, Relations]] = {
    Role.ADMIN: {**_AUTHORITY},
    Role.COORDINATOR: {**_AUTHORITY},
    Role.POLICE: {**_AUTHORITY},
    Role.DISTRICT_OFFICER: {**_AUTHORITY},
    Role.PROPERTY_OWNER: {**_PARTY},
    Role.TRANSIT: {**_PARTY},
    Role.CIVIL_SOCIETY: {**_PARTY},
    Role.REPORTER: {},
    Role.READER: {Visibility.PUBLIC: ANY},
}

# Whose free text a person reads in a record they see.  Another organisation's words may hold what only
# authorities may handle (GDPR art. 10), and secrecy is never broken towards private parties (DOMAIN.md 1.3-1.4).
FREE_TEXT: dict[Role, Relations] = {
    Role.ADMIN: KEEPER | OWN,
    Role.COORDINATOR: KEEPER | OWN,
    Role.POLICE: KEEPER | OWN,
    Role.DISTRICT_OFFICER: KEEPER | OWN,
    Role.PROPERTY_OWNER: KEEPER,
    Role.TRANSIT: KEEPER,
    Role.CIVIL_SOCIETY: KEEPER,
    Role.REPORTER: NONE,
    Role.READER: NONE,
}

# What a new record gets unless its writer chooses.
DEFAULT_VISIBILITY = {"incident": Visibility.AUTHORITIES}


def relations_for(role: Role, action: Action) -> Relations:
    """Return the relations to an area under which the role may do the action; empty for an unknown pair."""
    return POLICY.get(role, {}).get(action, NONE)


def sees(role: Role, relation: Relation, visibility: Visibility) -> bool:
    """Say whether a record so shared reaches the role in that relation; an unknown value means no."""
    return relation in SHARING.get(role, {}).get(visibility, NONE)


def reads_free_text(role: Role, relation: Relation) -> bool:
    """Say whether the role in that relation reads the free text of a record it sees."""
    return relation in FREE_TEXT.get(role, NONE)
