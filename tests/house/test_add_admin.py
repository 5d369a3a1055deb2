import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from places.models import Area
from places.permissions import can
from stakeholders.models import User
from stakeholders.policy import Action

OPTIONS: dict[str, Any] = {
    "email": "Ny@Example.org", "name": "Ny Person", "organisation": "Bromma stadsdelsförvaltning",
    "org_type": "district_administration", "area": "bromma",
}  # fmt: skip


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the operator pipes in as the password."""

    def pipe(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return pipe


@pytest.mark.django_db
def test_the_first_administrator_gets_in_and_a_second_run_changes_nothing(typed: Any) -> None:
    typed("ett långt lösenord\n")
    call_command("add_admin", **OPTIONS, stdout=io.StringIO())
    call_command("add_admin", **OPTIONS, stdout=io.StringIO())
    user = User.objects.get(email="ny@example.org")
    assert user.check_password("ett långt lösenord")
    assert user.memberships.count() == 1
    assert can(user, Action.VIEW_AREA, Area.objects.get(slug="bromma"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "changes", "said"),
    [("kort\n", {}, "för kort"), ("ett långt lösenord\n", {"area": "finns-inte"}, "No area has the address")],
)
def test_what_is_wrong_is_said_and_nobody_is_made(
    typed: Any, password: str, changes: dict[str, str], said: str
) -> None:
    typed(password)
    with pytest.raises(CommandError, match=said):
        call_command("add_admin", **(OPTIONS | changes))
    assert not User.objects.filter(email="ny@example.org").exists()
