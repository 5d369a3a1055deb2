"""The way in: who gets in, who does not, and what they are told."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from platssamverkan.demo.logins import MFA_LOGIN
from platssamverkan.signin import sessions
from platssamverkan.signin.agents import device_name
from platssamverkan.signin.mfa import MFAAdapter, required_roles
from stakeholders.models import Membership, Role, User
from tests.factories import make_member, make_organisation, make_user
from tests.house.oidc_provider import CLIENT, SECRET, Provider, provider_running
from tests.processes import own_redis

PASSWORD = "ett riktigt långt lösenord"
WRONG = "E-postadressen eller lösenordet stämmer inte. Försök igen."
LIMITED = "För många försök har misslyckats."
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WEEK = "/omraden/hasselby-vallingby/vecka/2023-W47/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    """Somebody with a password, an account and nothing else."""
    return make_user(password=PASSWORD)


def sign_in(browser: Client, person: User, password: str = PASSWORD, **extra: Any) -> Any:
    fields = {"login": person.email, "password": password, **extra.pop("fields", {})}
    return browser.post(reverse("account_login"), fields, **extra)


def is_in(browser: Client) -> bool:
    return browser.get(reverse("overview")).status_code == 200


def fail(browser: Client, person: User, times: int, **extra: Any) -> None:
    for _ in range(times):
        assert WRONG in sign_in(browser, person, "fel", **extra).content.decode()


def code(periods: int = 0, secret: str = KEY) -> str:
    """What the app shows now, or so many half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods)))


# --- limits ---------------------------------------------------------------------------------------


def test_after_ten_failures_not_even_the_right_password_is_tried(person: User) -> None:
    fail(Client(), person, 10)
    assert LIMITED in sign_in(Client(), person).content.decode()
    assert WRONG in sign_in(Client(), make_user(), "fel").content.decode()  # others aren't concerned


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Real-Ip", "Forwarded", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP"],
)
def test_no_header_makes_a_stranger_somebody_else(person: User, header: str) -> None:
    for number in range(10):
        fail(Client(), person, 1, headers={header: f"203.0.113.{number}"})
    answer = sign_in(Client(), person, headers={header: "2001:db8::1"}, REMOTE_ADDR="198.51.100.7")
    assert LIMITED in answer.content.decode()


def test_a_strangers_failures_do_not_lock_out_the_owners_browser(person: User) -> None:
    mine = Client()
    sign_in(mine, person)
    mine.post(reverse("account_logout"))
    fail(Client(), person, 10)
    assert LIMITED in sign_in(Client(), person).content.decode()
    assert sign_in(mine, person).status_code == 302
    assert is_in(mine)


def test_a_known_browser_has_a_limit_of_its_own(person: User) -> None:
    mine = Client()
    sign_in(mine, person)
    mine.post(reverse("account_logout"))
    fail(mine, person, 10)
    assert LIMITED in sign_in(mine, person).content.decode()
    assert sign_in(Client(), person).status_code == 302


def test_a_device_known_for_one_person_is_a_stranger_for_another(person: User) -> None:
    other, theirs = make_user(password=PASSWORD), Client()
    sign_in(theirs, other)
    theirs.post(reverse("account_logout"))
    fail(Client(), person, 10)
    assert LIMITED in sign_in(theirs, person).content.decode()


@pytest.mark.parametrize("cookie", ["", "x", "e30:x:y", "{}"])
def test_a_made_up_device_is_a_stranger(person: User, cookie: str, settings: Any) -> None:
    fail(Client(), person, 10)
    browser = Client()
    browser.cookies[settings.DEVICE_COOKIE_NAME] = cookie
    assert LIMITED in sign_in(browser, person).content.decode()


def many_sign_in(number: int) -> None:
    for person in [make_user(password=PASSWORD) for _ in range(number)]:
        assert sign_in(Client(), person, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_many_people_behind_one_address_sign_in_at_once() -> None:
    many_sign_in(32)  # more than allauth's own limits by address would let in


@pytest.mark.long
def test_750_people_behind_one_address_sign_in_on_a_monday_at_eight() -> None:
    many_sign_in(750)


def test_the_limit_holds_when_redis_stops_and_when_it_comes_back(person: User, settings: Any) -> None:
    with own_redis() as redis:
        settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": redis.url}}
        fail(Client(), person, 10)
        assert LIMITED in sign_in(Client(), person).content.decode()
        redis.kill()
        fail(Client(), person, 10)  # one more round, counted in the database
        assert LIMITED in sign_in(Client(), person).content.decode()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM signin_cache")
            assert cursor.fetchone()[0] > 0
        assert sign_in(Client(), make_user(password=PASSWORD)).status_code == 302
        redis.start()
        settings.CACHES = dict(settings.CACHES)  # as after the few seconds in which Redis isn't asked
        assert LIMITED in sign_in(Client(), person).content.decode()


def test_codes_are_limited_too(person: User) -> None:
    TOTP.activate(person, KEY)
    browser = Client()
    sign_in(browser, person)
    for _ in range(10):
        assert (
            "Koden stämmer inte" in browser.post(reverse("mfa_authenticate"), {"code": "0"}).content.decode()
        )
    answer = browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert LIMITED in answer.content.decode()


# --- what strangers can learn ---------------------------------------------------------------------


def spoken(answer: Any) -> str:
    """What a page says, without what differs every time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r"[\w.]+@example\.org", "", text)


def test_nobody_learns_who_has_an_account(person: User) -> None:
    there, not_there = person.email, "ingen@example.org"
    for url, field in ((reverse("account_login"), "login"), (reverse("account_reset_password"), "email")):
        answers = [
            Client().post(url, {field: email, "password": "fel"}, follow=True) for email in (there, not_there)
        ]
        assert spoken(answers[0]) == spoken(answers[1])
    assert [message.to for message in mail.outbox] == [[there]]


def test_there_is_no_way_to_sign_up() -> None:
    for name in ("account_signup", "socialaccount_signup", "account_email", "account_signup_by_passkey"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_a_mail_server_that_is_down_tells_nothing(person: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for email in (person.email, "ingen@example.org"):
        answer = Client().post(reverse("account_reset_password"), {"email": email})
        assert answer["Location"] == reverse("account_reset_password_done")


def test_an_account_that_was_closed_is_told_so_only_with_its_password(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert WRONG in sign_in(Client(), person, "fel").content.decode()
    answer = sign_in(Client(), person, follow=True)
    assert "Kontot går inte att använda längre." in answer.content.decode()


# --- passwords ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kortare", "för kort"),
        ("qwertyqwerty", "för vanligt"),
        ("karin.exempelsson", "alltför lik"),
        ("839201746528", "enbart numeriskt"),
    ],
)
def test_weak_passwords_are_refused_with_the_reason(password: str, said: str) -> None:
    browser = Client()
    browser.force_login(make_user(email="karin.exempelsson@example.org", password=PASSWORD))
    fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    html = browser.post(reverse("account_change_password"), fields).content.decode()
    assert said in html


def test_a_forgotten_password_is_replaced_by_the_link_in_a_mail_and_the_browser_is_known(
    person: User,
) -> None:
    fail(Client(), person, 10)
    elsewhere, browser = Client(), Client()
    elsewhere.force_login(person)
    browser.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link
    form = browser.get(link[1])["Location"]
    fields = {"password1": "ett helt annat lösenord", "password2": "ett helt annat lösenord"}
    assert browser.post(form, fields).status_code == 302
    assert not is_in(elsewhere)
    fail(Client(), person, 10)
    assert sign_in(browser, person, "ett helt annat lösenord").status_code == 302
    assert "Länken är redan använd" in Client().get(link[1]).content.decode()
    assert mail.outbox[1].subject == "Platssamverkan: Lösenordet är ändrat"


def test_mails_are_swedish_and_hold_no_address_of_a_network(person: User) -> None:
    browser = Client()
    sign_in(browser, person)
    fields = {
        "oldpassword": PASSWORD,
        "password1": "ett helt annat lösenord",
        "password2": "ett helt annat lösenord",
    }
    browser.post(reverse("account_change_password"), fields)
    body = str(mail.outbox[0].body)
    assert body.startswith("Hej!\n")
    assert not re.search(r"[Hh]ello|IP|0\.0\.0\.0|testserver", body)


# --- how long a session lasts ---------------------------------------------------------------------


def age(browser: Client, *, seen: float, since: float) -> None:
    session = browser.session
    session[sessions.SEEN], session[sessions.SINCE] = time.time() - seen, time.time() - since
    session.save()


@pytest.mark.parametrize(
    ("seen", "since", "inside"),
    [
        (sessions.IDLE - 60, sessions.IDLE - 60, True),
        (sessions.IDLE + 1, sessions.IDLE + 1, False),
        (30, sessions.LONGEST - 60, True),
        (30, sessions.LONGEST + 1, False),
    ],
)
def test_a_session_ends_by_itself(
    coordinator: User, client_for: Callable[[User], Client], seen: float, since: float, inside: bool
) -> None:
    browser = client_for(coordinator)
    age(browser, seen=seen, since=since)
    answer = browser.get(WEEK)
    assert answer.status_code == (200 if inside else 302)
    if not inside:
        assert answer["Location"] == f"{reverse('account_login')}?next={WEEK}"


def test_being_in_use_keeps_a_session_and_is_written_at_most_once_a_minute(person: User) -> None:
    browser = Client()
    sign_in(browser, person)
    assert is_in(browser)
    first = browser.session[sessions.SEEN]
    is_in(browser)
    assert browser.session[sessions.SEEN] == first
    age(browser, seen=sessions.IDLE - 60, since=sessions.IDLE - 60)
    assert is_in(browser)
    assert browser.session[sessions.SEEN] > first - 1


def test_a_form_sent_after_the_end_waits_for_its_sender_and_loses_nothing(
    coordinator: User, client_for: Callable[[User], Client]
) -> None:
    coordinator.set_password(PASSWORD)
    coordinator.save()
    browser = client_for(coordinator)
    fields = {
        "vinsta-level": ["4"],
        "comment": ['Håll & <ögonen> "öppna"\r\n i natt'],
        "kind": ["a", "b", "a"],
    }
    age(browser, seen=sessions.IDLE + 1, since=sessions.IDLE + 1)
    answer = browser.post(f"{WEEK}?x=1", fields)
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('unsent')}"
    answer = sign_in(browser, coordinator, fields={"next": reverse("unsent")})
    page = browser.get(answer["Location"]).content.decode()
    form = page[page.index(f'action="{WEEK}?x=1"') :].split("</form>")[0]
    shown: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form):
        shown.setdefault(unescape(name), []).append(unescape(value))
    assert shown.pop("csrfmiddlewaretoken") != [""]
    assert shown == fields
    browser.post(f"{WEEK}?x=1", shown)
    assert browser.get(reverse("unsent"))["Location"] == reverse("home")


def test_what_waits_is_shown_to_nobody_else_and_can_be_thrown_away(
    coordinator: User, person: User, client_for: Callable[[User], Client]
) -> None:
    for someone, status in ((person, 302), (coordinator, 200)):
        someone.set_password(PASSWORD)
        someone.save()
        browser = client_for(coordinator)
        age(browser, seen=sessions.IDLE + 1, since=sessions.IDLE + 1)
        browser.post(WEEK, {"vinsta-level": "4"})
        sign_in(browser, someone)
        assert browser.get(reverse("unsent")).status_code == status
    assert browser.post(reverse("unsent"))["Location"] == reverse("home")
    assert browser.get(reverse("unsent")).status_code == 302


def test_passwords_files_strangers_and_floods_are_not_kept(
    person: User, client_for: Callable[[User], Client]
) -> None:
    def kept(url: str, fields: dict[str, Any], *, signed_in: bool = True) -> bool:
        browser = client_for(person) if signed_in else Client()
        if signed_in:
            age(browser, seen=sessions.IDLE + 1, since=sessions.IDLE + 1)
        browser.post(url, fields)
        return sessions.UNSENT in browser.session

    assert kept(WEEK, {"x": "1"})
    assert not kept(WEEK, {"x": "1"}, signed_in=False)
    assert not kept(WEEK, {"x": SimpleUploadedFile("a.txt", b"a")})
    assert not kept(WEEK, {"x": "x" * sessions.LARGEST})
    assert not kept(reverse("account_change_password"), {"oldpassword": PASSWORD})


# --- losing access --------------------------------------------------------------------------------


def test_a_disabled_person_is_out_with_the_next_request(person: User) -> None:
    browser = Client()
    sign_in(browser, person)
    assert is_in(browser)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not is_in(browser)


def test_an_ended_membership_ends_access_with_the_next_request(
    coordinator: User, client_for: Callable[[User], Client]
) -> None:
    browser = client_for(coordinator)
    assert browser.get(WEEK).status_code == 200
    Membership.objects.filter(user=coordinator).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert browser.get(WEEK).status_code == 404


def test_own_sessions_are_listed_and_ended_one_by_one_or_together(person: User) -> None:
    agents = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0": "Firefox på Windows",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1": "Safari på iPhone",
        "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0 Safari/537.36 Edg/130.0": "Edge på Linux",
    }
    browsers = [Client(HTTP_USER_AGENT=agent) for agent in agents]
    for browser in browsers:
        sign_in(browser, person)
    here, second, _third = browsers
    html = here.get(reverse("sessions")).content.decode()
    assert all(device in html for device in agents.values())
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}  # noqa: S104
    row = UserSession.objects.get(session_key=second.session.session_key)
    here.post(reverse("sessions"), {"session": row.pk})
    assert [is_in(browser) for browser in browsers] == [True, False, True]
    here.post(reverse("sessions"), {"others": "1"})
    assert [is_in(browser) for browser in browsers] == [True, False, False]
    theirs = Client()
    sign_in(theirs, make_user(password=PASSWORD, email="annan@example.org"))
    row = UserSession.objects.get(session_key=here.session.session_key)
    assert theirs.post(reverse("sessions"), {"session": row.pk}).status_code == 404
    assert theirs.post(reverse("sessions"), {"session": "x"}).status_code == 404
    here.post(reverse("sessions"), {"session": row.pk})
    assert not is_in(here)


def test_an_unheard_of_browser_has_a_name_too() -> None:
    assert device_name("") == "Okänd webbläsare"
    assert device_name("Lynx/2.9 (Linux)") == "Linux"


def test_every_cookie_belongs_to_this_host_alone(person: User, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.DEVICE_COOKIE_NAME = "__Host-device"
    browser = Client()
    browser.get(reverse("account_login"), secure=True)
    sign_in(browser, person, secure=True)
    browser.post(reverse("account_change_password"), {}, secure=True)
    assert set(browser.cookies) == {"__Host-session", "__Host-csrf", "__Host-device"}
    for cookie in browser.cookies.values():
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"


# --- the second factor ----------------------------------------------------------------------------


@pytest.fixture
def required(settings: Any) -> list[str]:
    """As in production."""
    settings.MFA_REQUIRED_ROLES = ["admin", "coordinator", "police", "district_officer"]
    return list(settings.MFA_REQUIRED_ROLES)


@pytest.mark.parametrize("role", Role)
def test_roles_that_require_it_do_nothing_before_it_is_set_up(required: list[str], role: Role) -> None:
    member = make_member(role, make_organisation())
    browser = Client()
    browser.force_login(member)
    stopped = role in required
    for url in (
        reverse("overview"),
        reverse("home"),
        reverse("account_change_password"),
        reverse("sessions"),
    ):
        answer = browser.get(url)
        assert (answer.headers.get("Location") == reverse("mfa_index")) == stopped, url
    for url in (reverse("sessions"), reverse("unsent"), WEEK):
        answer = browser.post(url, {"others": "1"})
        assert (answer.headers.get("Location") == reverse("mfa_index")) == stopped, url
    html = browser.get(reverse("mfa_index")).content.decode()
    assert ("Slå på tvåstegsinloggning för att komma vidare." in html) == stopped
    assert browser.post(reverse("account_logout")).status_code == 302


def test_an_ended_or_coming_membership_requires_nothing(required: list[str]) -> None:
    today = timezone.localdate()
    for dates in (
        {"valid_to": today - timedelta(days=1)},
        {"valid_from": today + timedelta(days=1)},
    ):
        browser = Client()
        browser.force_login(make_member(Role.ADMIN, make_organisation(), **dates))
        assert is_in(browser)


def test_setting_up_an_app_opens_the_doors_and_ends_other_sessions(required: list[str]) -> None:
    member = make_member(Role.POLICE, make_organisation())
    member.set_password(PASSWORD)
    member.save()
    somebody, mine = Client(), Client()
    sign_in(somebody, member)
    answer = sign_in(mine, member, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_index")
    secret = re.search(r'class="secret">(\w+)<', mine.get(reverse("mfa_activate_totp")).content.decode())
    assert secret
    wrong = mine.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Koden stämmer inte" in wrong.content.decode()
    secret = re.search(r'class="secret">(\w+)<', wrong.content.decode())
    assert secret
    answer = mine.post(reverse("mfa_activate_totp"), {"code": code(secret=secret[1])}, follow=True)
    recovery = re.findall(r"<code>(\d{8})</code>", answer.content.decode())
    assert len(recovery) == 10
    assert is_in(mine)
    assert not is_in(somebody)
    stored = str(list(Authenticator.objects.filter(user=member).values_list("data", flat=True)))
    assert secret[1] not in stored
    assert not any(one in stored for one in recovery)
    assert recovery[0] not in mine.get(reverse("mfa_view_recovery_codes")).content.decode()

    again = Client()
    assert sign_in(again, member)["Location"] == reverse("mfa_authenticate")
    assert not is_in(again)
    again.post(reverse("mfa_authenticate"), {"code": recovery[0]})
    assert is_in(again)
    third = Client()
    sign_in(third, member)
    assert (
        "Koden stämmer inte"
        in third.post(reverse("mfa_authenticate"), {"code": recovery[0]}).content.decode()
    )


def test_a_code_opens_once_also_within_the_tolerance_for_clocks(person: User) -> None:
    TOTP.activate(person, KEY)
    shown, early = code(), code(1)
    for accepted, tried in ((True, shown), (False, shown), (True, early), (False, early)):
        browser = Client()
        sign_in(browser, person)
        # allauth forgets a used code after half a minute; the code may be good for a minute and a half.
        cache.delete(f"allauth.mfa.totp.used?user={person.pk}&code={tried}")
        browser.post(reverse("mfa_authenticate"), {"code": tried})
        assert is_in(browser) == accepted


def test_the_second_step_can_be_left(person: User) -> None:
    TOTP.activate(person, KEY)
    browser = Client()
    sign_in(browser, person)
    browser.post(reverse("account_logout"))
    assert browser.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")


def test_changing_the_second_factor_asks_who_it_is_unless_they_have_just_come(person: User) -> None:
    browser = Client()
    sign_in(browser, person)
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200
    session = browser.session
    session["account_authentication_methods"][0]["at"] -= 600
    session.save()
    answer = browser.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    fields = {"password": "fel", "next": reverse("mfa_activate_totp")}
    assert (
        "Lösenordet stämmer inte." in browser.post(reverse("account_reauthenticate"), fields).content.decode()
    )
    answer = browser.post(reverse("account_reauthenticate"), fields | {"password": PASSWORD})
    assert answer["Location"] == reverse("mfa_activate_totp")
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200


def test_secrets_survive_a_new_key_as_long_as_the_old_one_is_kept(settings: Any) -> None:
    hidden = MFAAdapter().encrypt(KEY)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [settings.SECRET_KEY]
    assert MFAAdapter().decrypt(hidden) == KEY
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        MFAAdapter().decrypt(hidden)


def test_the_demo_has_one_person_with_a_second_factor_whose_key_is_printed() -> None:
    printed = StringIO()
    call_command("demo", stdout=printed)
    browser = Client()
    person = User.objects.get(email=MFA_LOGIN.email)
    sign_in(browser, person, MFA_LOGIN.password)
    key = printed.getvalue().split()[-1]
    browser.post(reverse("mfa_authenticate"), {"code": code(secret=key)})
    assert is_in(browser)


def test_a_role_that_does_not_exist_is_named(settings: Any) -> None:
    settings.MFA_REQUIRED_ROLES = ["admin", "chef"]
    with pytest.raises(ImproperlyConfigured, match="MFA_REQUIRED_ROLES names chef"):
        required_roles()


# --- the organisation's own sign-in ---------------------------------------------------------------


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with provider_running() as running:
        application = {
            "provider_id": "oidc",
            "name": "Exempelstaden",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": running.issuer},
        }
        ours = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": ours | {"APPS": [application]}}
        yield running


START = "/logga-in/via/oidc/"
BACK = "/logga-in/via/oidc/svar/"


def go_there(browser: Client, provider: Provider, **fields: str) -> dict[str, str]:
    """Press the button and sign in at the provider; return what it sends the browser back with."""
    html = browser.post(START, fields).content.decode()
    address = re.search(r'content="0;url=([^"]+)"', html)
    assert address, html
    return provider.authorize(unescape(address[1]))


def test_somebody_whose_address_the_provider_has_verified_comes_in(person: User, provider: Provider) -> None:
    provider.claims = {"email": person.email.upper(), "email_verified": True}
    browser = Client()
    assert "Logga in med Exempelstaden" in browser.get(reverse("account_login")).content.decode()
    answer = browser.get(BACK, go_there(browser, provider, next=reverse("sessions")))
    assert answer["Location"] == reverse("sessions")
    assert is_in(browser)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert EmailAddress.objects.filter(user=person).count() == 1
    assert set(provider.asked["scope"].split()) == {"openid", "profile", "email"}
    assert provider.asked["code_challenge_method"] == "S256"


def test_the_second_factor_is_asked_for_here_too(person: User, provider: Provider) -> None:
    TOTP.activate(person, KEY)
    provider.claims = {"email": person.email, "email_verified": True}
    browser = Client()
    assert browser.get(BACK, go_there(browser, provider))["Location"] == reverse("mfa_authenticate")
    assert not is_in(browser)


@pytest.mark.parametrize(
    "claims", [{}, {"email_verified": False}, {"email_verified": "false"}, {"email": "ny@x.se"}]
)
def test_an_unverified_or_unknown_address_is_told_to_ask_for_an_invitation(
    person: User, provider: Provider, claims: dict[str, Any]
) -> None:
    verified = {"email_verified": True} if "email" in claims else {}
    provider.claims = {"email": person.email} | verified | claims
    browser = Client()
    answer = browser.get(BACK, go_there(browser, provider))
    assert answer.status_code == 403
    assert "Det finns inget konto här för den e-postadress" in answer.content.decode()
    assert not is_in(browser)
    assert not User.objects.filter(email="ny@x.se").exists()


def test_a_disabled_person_does_not_come_in_through_the_provider(person: User, provider: Provider) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    provider.claims = {"email": person.email, "email_verified": True}
    browser = Client()
    assert browser.get(BACK, go_there(browser, provider))["Location"] == reverse("account_inactive")
    assert "Kontot är avstängt" in browser.get(reverse("account_inactive")).content.decode()
    assert not is_in(browser)


def answer_to(provider: Provider, browser: Client, **changes: str) -> str:
    answer = browser.get(BACK, go_there(browser, provider) | changes)
    assert answer.status_code == 401
    assert not is_in(browser)
    return answer.content.decode()


def test_a_wrong_state_is_refused_before_the_code_is_used(person: User, provider: Provider) -> None:
    provider.claims = {"email": person.email, "email_verified": True}
    assert "Svaret hörde inte till en inloggning" in answer_to(provider, Client(), state="annat")
    theirs = go_there(Client(), provider)
    assert "Svaret hörde inte till en inloggning" in Client().get(BACK, theirs).content.decode()
    assert "Svaret hörde inte till en inloggning" in Client().get(BACK).content.decode()
    assert provider.exchanged == 0


def test_an_answer_is_good_once(person: User, provider: Provider) -> None:
    provider.claims = {"email": person.email, "email_verified": True}
    browser = Client()
    sent = go_there(browser, provider)
    assert browser.get(BACK, sent).status_code == 302
    browser.post(reverse("account_logout"))
    assert browser.get(BACK, sent).status_code == 401


def test_clocks_may_differ_by_minutes_but_not_by_an_hour(person: User, provider: Provider) -> None:
    provider.claims = {"email": person.email, "email_verified": True}
    for clock in (-240, 240):
        provider.clock = clock
        browser = Client()
        assert browser.get(BACK, go_there(browser, provider)).status_code == 302
    provider.clock = -3600
    assert "klockan går fel" in answer_to(provider, Client())


@pytest.mark.parametrize(
    "token", [{"aud": "annan"}, {"iss": "https://ond.example"}, {"sub": "p2"}, {"exp": None}, {"sub": None}]
)
def test_a_token_for_somebody_else_is_refused(
    person: User, provider: Provider, token: dict[str, Any]
) -> None:
    provider.claims = {"email": person.email, "email_verified": True}
    provider.token = token
    assert "inte går att lita på" in answer_to(provider, Client())


def test_giving_up_and_being_refused_there_are_told_apart(provider: Provider) -> None:
    for error, said in (
        ("access_denied", "Du avbröt inloggningen."),
        ("server_error", "inte går att lita på"),
    ):
        browser = Client()
        state = go_there(browser, provider)["state"]
        answer = browser.get(BACK, {"error": error, "state": state})
        assert said in answer.content.decode()


def test_a_provider_that_is_down_is_said_to_be(settings: Any, provider: Provider) -> None:
    browser = Client()
    sent = go_there(browser, provider)
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:1"
    for answer in (browser.post(START), browser.get(BACK, sent)):
        assert answer.status_code == 502
        assert "Det går inte att nå er organisations inloggning" in answer.content.decode()


def test_without_a_provider_there_is_neither_button_nor_address(client: Client) -> None:
    assert START not in client.get(reverse("account_login")).content.decode()
    assert client.post(START).status_code == 404
    assert client.get(BACK).status_code == 404


def test_a_get_starts_nothing_and_nobody_is_sent_to_another_host(person: User, provider: Provider) -> None:
    browser = Client()
    assert browser.get(START).status_code == 405
    provider.claims = {"email": person.email, "email_verified": True}
    answer = browser.get(BACK, go_there(browser, provider, next="https://ond.example/"))
    assert answer["Location"] == reverse("home")
