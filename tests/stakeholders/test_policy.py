"""The policy, written a second time in another shape: who changes a cell must change it here too."""

from itertools import pairwise

from stakeholders import policy
from stakeholders.models import Role
from stakeholders.policy import (
    DEFAULT_VISIBILITY,
    FREE_TEXT,
    POLICY,
    SHARING,
    Action,
    Relation,
    Visibility,
    reads_free_text,
    relations_for,
    sees,
)

ROLES = [role.value for role in Role]
RELATIONS = {"o": Relation.OWN, "p": Relation.PARTNER, "k": Relation.KEEPER}

# adm coo pol off own tra civ rep rea: o answers for the area, p takes part there, - may not
MAY = """
view_area               o o o o op op op - op
assess_week             o o o - -  -  -  - -
order_report            o o - - -  -  -  - -
write_report            o o o o -  -  -  - -
approve_report          o o o - -  -  -  - -
view_incident_counts    o o o o -  -  -  - -
view_incidents          o o o o op op -  - -
report_incidents        o o o o op op op op -
triage_incidents        o o o - -  -  -  -  -
keep_places             o o o - -  -  -  -  -
keep_figures            o o o - -  -  -  -  -
plan_walks              o o o o -  -  -  -  -
record_walks            o o o o op op op -  -
manage_measures         o o o o -  -  -  -  -
carry_out_measures      o o o o op op op -  -
lead_measures           o o - - -  -  -  -  -
manage_parties          o - - - -  -  -  - -
view_trail              o o o o -  -  -  - -
view_read_log           o - - - -  -  -  - -
manage_retention        o - - - -  -  -  - -
handle_records_request  o o - - -  -  -  - -
"""
# The same, and k: the record is its own organisation's.
REACHES = """
own_organisation  k  k  k  k  k   k   k   - -
authorities       ko ko ko ko k   k   k   - -
all_parties       ko ko ko ko kop kop kop - -
public            ko ko ko ko kop kop kop - op
"""
READS = """
free_text         ko ko ko ko k   k   k   - -
"""


def cells(table: str) -> dict[tuple[str, str], set[Relation]]:
    """By (line, role)."""
    found = {}
    for line in table.strip().splitlines():
        name, *row = line.split()
        for role, letters in zip(ROLES, row, strict=True):
            found[name, role] = {RELATIONS[letter] for letter in letters if letter != "-"}
    return found


def test_each_role_may_exactly_this() -> None:
    wanted = cells(MAY)
    assert {(a.value, r.value): set(relations_for(r, a)) for a in Action for r in Role} == wanted


def test_each_record_reaches_exactly_these() -> None:
    found = {
        (level.value, role.value): {relation for relation in Relation if sees(role, relation, level)}
        for level in Visibility
        for role in Role
    }
    assert found == cells(REACHES)


def test_free_text_is_read_by_exactly_these() -> None:
    found = {
        ("free_text", role.value): {relation for relation in Relation if reads_free_text(role, relation)}
        for role in Role
    }
    assert found == cells(READS)


def test_every_role_has_its_row_in_every_table() -> None:
    assert set(POLICY) == set(SHARING) == set(FREE_TEXT) == set(Role)


def test_what_no_table_knows_is_forbidden() -> None:
    unheard = "unheard-of"
    assert relations_for(unheard, Action.VIEW_AREA) == frozenset()  # type: ignore[arg-type]
    assert relations_for(Role.ADMIN, unheard) == frozenset()  # type: ignore[arg-type]
    assert not sees(unheard, Relation.OWN, Visibility.PUBLIC)  # type: ignore[arg-type]
    assert not sees(Role.ADMIN, Relation.OWN, unheard)  # type: ignore[arg-type]
    assert not reads_free_text(unheard, Relation.OWN)  # type: ignore[arg-type]


def test_a_wider_circle_holds_the_narrower_one() -> None:
    levels = list(Visibility)
    for role in Role:
        for narrow, wide in pairwise(levels):
            for relation in Relation:
                assert sees(role, relation, wide) or not sees(role, relation, narrow)


def test_no_right_goes_beyond_the_areas_one_sees() -> None:
    for role in Role:
        for action in set(Action) - {Action.REPORT_INCIDENTS}:  # a reporter tells, and sees nothing
            assert relations_for(role, action) <= relations_for(role, Action.VIEW_AREA)


def test_whoever_judges_a_week_sees_what_it_is_judged_by() -> None:
    for role in Role:
        assert relations_for(role, Action.ASSESS_WEEK) <= relations_for(role, Action.VIEW_INCIDENT_COUNTS)


def test_a_level_is_not_changed_in_an_area_that_is_history() -> None:
    assert set(policy.ONLY_WHILE_IN_FORCE) == {Action.ASSESS_WEEK}


def test_an_incident_is_for_the_authorities_unless_somebody_chooses() -> None:
    assert DEFAULT_VISIBILITY == {"incident": Visibility.AUTHORITIES}
