"""The capability link: what a secret address opens, for how long, and what it leaves behind."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from stakeholders import links
from stakeholders.links import Issued, LinkRefused, Reason, find_link, issue_link, redeem, revoke_link
from stakeholders.models import AuditEvent, CapabilityLink, LinkPurpose, User
from tests.factories import make_organisation

INVITATION = LinkPurpose.INVITATION


def issue(by: User) -> Issued:
    organisation = make_organisation()
    return issue_link(by=by, purpose=INVITATION, target=organisation, organisation=organisation)


def refusal(token: str, reader: User | None = None) -> Reason:
    """Why the link opens nothing, which reading and using must agree on."""
    found = []
    for use in (find_link, redeem):
        with pytest.raises(LinkRefused) as refused:
            use(token, INVITATION, reader=reader)
        found.append(refused.value.reason)
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_every_purpose_has_its_row_of_the_matrix(purpose: LinkPurpose) -> None:
    rule = links.RULES[purpose]
    assert str(rule.shows)
    assert str(rule.does)
    assert timedelta(0) < rule.lifetime <= timedelta(days=365)
    assert rule.max_uses >= 1


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_a_sentence_and_says_nothing_is_there(reason: Reason) -> None:
    refused = LinkRefused(reason)
    assert refused.sentence.endswith(".")
    assert refused.status == {Reason.UNKNOWN: 404, Reason.SIGN_IN: 403}.get(reason, 410)


def test_only_a_digest_of_the_secret_is_kept(admin: User) -> None:
    issued = issue(admin)
    assert len(issued.token) >= 43  # 256 bits in base64
    assert issue(admin).token != issued.token
    assert issued.link.token_hash == hashlib.sha256(issued.token.encode()).hexdigest()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith("stakeholders_"):
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{issued.token}%"]
                )
                assert cursor.fetchone() == (0,), table


def test_reading_changes_nothing_and_using_counts(admin: User) -> None:
    issued = issue(admin)
    for _each in range(3):
        assert find_link(issued.token, INVITATION, reader=None).used_count == 0
    used = redeem(issued.token, INVITATION, reader=None)
    assert used.used_count == 1
    assert used.last_used_at is not None
    assert refusal(issued.token) == Reason.USED


def test_a_link_ends_when_its_time_is_out(admin: User) -> None:
    issued = issue(admin)
    CapabilityLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert refusal(issued.token) == Reason.EXPIRED


def test_a_revoked_link_opens_nothing_and_is_revoked_once(admin: User) -> None:
    issued = issue(admin)
    assert revoke_link(by=admin, link=issued.link)
    assert not revoke_link(by=admin, link=issued.link)
    assert refusal(issued.token) == Reason.REVOKED
    assert AuditEvent.objects.filter(action="link.revoked").count() == 1


def test_an_unknown_secret_and_one_with_a_letter_changed_open_nothing(admin: User) -> None:
    token = issue(admin).token
    for wrong in ("", "x", token[:-1], token[:-1] + ("a" if token[-1] != "a" else "b"), token.swapcase()):
        assert refusal(wrong) == Reason.UNKNOWN


def test_the_stored_digest_is_no_key(admin: User) -> None:
    assert refusal(issue(admin).link.token_hash) == Reason.UNKNOWN


def test_a_purpose_that_asks_for_sign_in_opens_to_nobody_else(admin: User, monkeypatch: Any) -> None:
    rule = links.RULES[INVITATION]
    monkeypatch.setitem(links.RULES, INVITATION, replace(rule, needs_sign_in=True))
    issued = issue(admin)
    assert refusal(issued.token) == Reason.SIGN_IN
    assert find_link(issued.token, INVITATION, reader=admin) == issued.link


def test_the_trail_tells_of_issue_use_and_revocation_and_never_the_secret(admin: User) -> None:
    issued = issue(admin)
    redeem(issued.token, INVITATION, reader=None)
    trail = AuditEvent.objects.filter(object_type="stakeholders.capabilitylink")
    assert set(trail.values_list("action", flat=True)) == {"link.issued", "link.used"}
    assert not any(
        issued.token in str(event.detail) or issued.link.token_hash in str(event.detail) for event in trail
    )


@pytest.mark.django_db
def test_the_database_refuses_more_uses_than_allowed(admin: User) -> None:
    link = issue(admin).link
    with pytest.raises(IntegrityError), transaction.atomic():
        CapabilityLink.objects.filter(pk=link.pk).update(used_count=2)


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_use_the_last_use_at_once_one_gets_it(admin: User) -> None:
    issued = issue(admin)

    def use(_n: int) -> bool:
        try:
            redeem(issued.token, INVITATION, reader=None)
        except LinkRefused as refused:
            assert refused.reason == Reason.USED  # noqa: PT017  the thread must answer, not raise
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(8))) == 1
    assert AuditEvent.objects.filter(action="link.used").count() == 1
