"""The week page: what each role sees, what a save does, and what it never does."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from assessments.agenda import agendas
from assessments.models import Assessment, Level, Origin, Party
from assessments.permissions import owners_in
from assessments.services import decide_levels
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.assessments.making import REASON, choose
from tests.factories import make_area, make_assessment, make_district

ClientFor = Callable[[User], Client]
W46 = IsoWeek(2023, 46)
W47 = IsoWeek(2023, 47)  # the first week nobody has assessed


def address(week: IsoWeek | str = W47, slug: str = "hasselby-vallingby") -> str:
    return reverse("assessments:week", args=[slug, week])


def form(district: Area, week: IsoWeek = W47, **levels: int) -> dict[str, str]:
    """What a browser posts when the page was loaded now and the named areas (a_b for a-b) get new levels."""
    rows = {row.area_id: row for row in Assessment.objects.filter(area__parent=district).in_week(week)}
    fields = {}
    for area in Area.objects.neighbourhoods_of(district):
        row = rows.get(area.pk)
        seen = row.level if row else 0
        fields[f"{area.slug}-level"] = str(levels.get(area.slug.replace("-", "_"), seen))
        fields[f"{area.slug}-seen_level"] = str(seen)
        fields[f"{area.slug}-seen_version"] = str(row.version if row else 0)
        level = levels.get(area.slug.replace("-", "_"), seen)
        if level != seen:
            fields[f"{area.slug}-reason"] = REASON
        if level != seen and level >= 4:
            fields[f"{area.slug}-plan"] = "Gemensam närvaro fredag kväll"
            fields[f"{area.slug}-owner"] = str(owners_in(district)[0].pk)
    return fields


def levels_in(district: Area, week: IsoWeek = W47) -> dict[str, int]:
    rows = Assessment.objects.filter(area__parent=district).in_week(week)
    return dict(rows.values_list("area__slug", "level"))


def area(slug: str) -> Area:
    return Area.objects.get(slug=slug)


# --- who may ----------------------------------------------------------------------------------------


def test_a_stranger_is_sent_to_the_sign_in_page_whether_or_not_the_district_exists(
    client: Client, db: None
) -> None:
    for slug in ("hasselby-vallingby", "finns-inte"):
        answer = client.get(address(slug=slug))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_an_outsider_gets_404_for_reading_and_for_saving(
    demo_district: Area, outsider: User, client_for: ClientFor
) -> None:
    browser = client_for(outsider)
    assert browser.get(address()).status_code == 404
    assert browser.post(address(), form(demo_district, vinsta=2)).status_code == 404
    assert levels_in(demo_district) == {}


@pytest.mark.parametrize("role", ["coordinator", "police", "admin"])
def test_those_who_assess_get_a_form(
    role: str, demo_district: Area, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    answer = client_for(request.getfixturevalue(role)).get(address(W46))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert html.count('role="radiogroup"') == 9
    assert "Veckolägesbild v.\u00a046" in html
    assert "13–19\u00a0november 2023 · Hässelby-Vällingby" in html


def test_a_property_owner_reads_levels_as_numeral_and_word_and_cannot_save(
    demo_district: Area, property_owner: User, client_for: ClientFor
) -> None:
    browser = client_for(property_owner)
    html = browser.get(address(W46)).content.decode()
    assert '<input type="radio"' not in html
    assert "Spara" not in html.partition("<main")[2].partition("</main>")[0]
    assert re.search(r'class="cell level-3" aria-hidden="true">3</span>.*?3 </span>Oroande läge', html)
    assert browser.post(address(), form(demo_district, vinsta=2)).status_code == 403
    assert levels_in(demo_district) == {}


def test_the_page_says_that_its_incidents_are_invented(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    assert "är påhittade uppgifter" in client_for(coordinator).get(address(W46)).content.decode()


def test_a_quiet_week_without_invented_incidents_does_not_say_so(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    html = client_for(coordinator).get(address(IsoWeek(2023, 52))).content.decode()
    assert "påhittade uppgifter" not in html
    assert "9 områden: 9 utan händelser, 0 att diskutera" in html


# --- which week ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("week", "before", "after"),
    [
        ("2026-W53", "2026-W52", "2027-W01"),
        ("2027-W01", "2026-W53", "2027-W02"),
        ("2023-W52", "2023-W51", "2024-W01"),
    ],
)
def test_the_steps_cross_new_year_and_week_53(
    week: str, before: str, after: str, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    html = client_for(coordinator).get(address(week)).content.decode()
    assert f'rel="prev" href="{address(before)}"' in html
    assert f'rel="next" href="{address(after)}"' in html


@pytest.mark.parametrize("week", ["2000-W01", "2099-W53"])
def test_the_first_and_last_week_have_a_page(
    week: str, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    assert client_for(coordinator).get(address(week)).status_code == 200


@pytest.mark.parametrize("week", ["2025-W53", "2026-W00", "2026-W54", "0000-W01", "9999-W52", "1999-W52"])
def test_a_week_that_does_not_exist_is_answered_in_a_sentence(
    week: str, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    answer = client_for(coordinator).get(address(week))
    assert answer.status_code == 404
    assert "finns inte" in answer.content.decode()


def test_the_missing_week_53_names_how_many_weeks_the_year_has(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    html = client_for(coordinator).get(address("2025-W53")).content.decode()
    assert "År 2025 har 52 veckor. Välj en vecka från 1 till 52." in html
    assert address("2025-W52") in html


@pytest.mark.parametrize("text", ["2023-47", "2023-W7", "v47", "2023-W471"])
def test_a_malformed_week_is_no_address(text: str, coordinator: User, client_for: ClientFor) -> None:
    assert client_for(coordinator).get(f"/omraden/hasselby-vallingby/vecka/{text}/").status_code == 404


def test_the_picker_leads_to_the_week(demo_district: Area, coordinator: User, client_for: ClientFor) -> None:
    answer = client_for(coordinator).get(
        reverse("assessments:now", args=[demo_district.slug]),
        {"ar": "2026", "vecka": "53", "fran": "2023-W46"},
    )
    assert answer.status_code == 302
    assert answer["Location"] == address("2026-W53")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"ar": "2025", "vecka": "53"}, "År 2025 har 52 veckor. Välj en vecka från 1 till 52."),
        ({"ar": "2026", "vecka": "54"}, "År 2026 har 53 veckor. Välj en vecka från 1 till 53."),
        ({"ar": "23", "vecka": "1"}, "Välj ett år från 2000 till 2099."),
        ({"ar": "i fjol", "vecka": "1"}, "Skriv år och vecka med siffror, till exempel 2026 och 53."),
        ({"vecka": "1"}, "Skriv år och vecka med siffror, till exempel 2026 och 53."),
        ({"ar": "2026", "vecka": "\x00"}, "Skriv år och vecka med siffror, till exempel 2026 och 53."),
    ],
)
def test_a_pick_that_leads_nowhere_is_explained_on_the_page_it_came_from(
    query: dict[str, str], sentence: str, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    answer = client_for(coordinator).get(
        reverse("assessments:now", args=[demo_district.slug]), query | {"fran": "2023-W46"}
    )
    assert answer.status_code == 400
    html = answer.content.decode()
    assert sentence in html
    assert "Veckolägesbild v.\u00a046" in html


def test_without_a_pick_the_first_week_not_yet_assessed_opens(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    answer = client_for(coordinator).get(reverse("assessments:now", args=[demo_district.slug]))
    assert answer["Location"] == address(W47)


def test_home_leads_to_the_week_on_the_table(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    answer = client_for(coordinator).get(reverse("home"), follow=True)
    assert f'href="{address(W47)}"' in answer.content.decode()


def test_home_shows_police_every_district_of_their_area(police: User, client_for: ClientFor) -> None:
    answer = client_for(police).get(reverse("home"), follow=True)
    html = answer.content.decode()
    assert "Bromma" in html
    assert "Hässelby-Vällingby" in html


# --- which week is on the table -------------------------------------------------------------------------


def test_a_district_that_never_assessed_begins_with_this_week(db: None) -> None:
    (found,) = agendas([make_district("A", "B")], date(2024, 3, 6))
    assert (found.week, found.assessed, found.areas) == (IsoWeek(2024, 10), 0, 2)


def test_a_week_that_was_begun_stays_on_the_table_until_every_area_has_its_level(db: None) -> None:
    district = make_district("A", "B")
    first, second = Area.objects.neighbourhoods_of(district)
    make_assessment(area=first)
    (found,) = agendas([district], date(2024, 3, 20))
    assert (found.week, found.assessed) == (IsoWeek(2024, 10), 1)
    make_assessment(area=second)
    (found,) = agendas([district], date(2024, 3, 20))
    assert (found.week, found.assessed) == (IsoWeek(2024, 11), 0)


def test_a_week_that_has_not_begun_is_never_put_on_the_table(db: None) -> None:
    district = make_district("A")
    make_assessment(area=Area.objects.neighbourhoods_of(district).get())
    (found,) = agendas([district], date(2024, 3, 6))
    assert (found.week, found.assessed) == (IsoWeek(2024, 10), 1)


# --- saving ---------------------------------------------------------------------------------------------


def test_no_level_is_chosen_before_a_person_has_chosen_it(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    html = client_for(coordinator).get(address()).content.decode()
    checked = re.findall(r'<input type="radio"[^>]*value="(\d)"[^>]* checked', html)
    assert checked == ["0"] * 9
    assert "Bedömningen görs av er tillsammans" in html


def test_a_plain_post_saves_and_answers_with_a_redirect(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    browser = client_for(coordinator)
    answer = browser.post(address(), form(demo_district, hasselby_gard=3, vinsta=1), follow=True)
    assert answer.redirect_chain == [(address(), 302)]
    assert "2 områden sparade." in answer.content.decode()
    assert levels_in(demo_district) == {"hasselby-gard": 3, "vinsta": 1}
    saved = Assessment.objects.in_week(W47).get(area__slug="vinsta")
    assert (saved.origin, saved.decided_by, saved.version) == (Origin.DECIDED, coordinator, 1)


def test_saving_nothing_changes_nothing(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    before = list(Assessment.objects.in_week(W46).values_list("pk", "version", "origin"))
    answer = client_for(coordinator).post(address(W46), form(demo_district, W46), follow=True)
    assert "Inget var ändrat" in answer.content.decode()
    assert list(Assessment.objects.in_week(W46).values_list("pk", "version", "origin")) == before


def test_a_level_can_be_taken_back(demo_district: Area, coordinator: User, client_for: ClientFor) -> None:
    client_for(coordinator).post(address(W46), form(demo_district, W46, grimsta=0))
    assert "grimsta" not in levels_in(demo_district, W46)
    assert len(levels_in(demo_district, W46)) == 8


def test_a_week_to_come_cannot_be_assessed(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    browser = client_for(coordinator)
    coming = IsoWeek(2098, 10)
    html = browser.get(address(coming)).content.decode()
    assert "Veckan har inte börjat och kan inte bedömas än." in html
    assert '<input type="radio"' not in html
    answer = browser.post(address(coming), form(demo_district, coming, vinsta=1))
    assert answer.status_code == 400
    assert levels_in(demo_district, coming) == {}


BAD_FIELDS = [
    {"vinsta-level": "7"},
    {"vinsta-level": "-1"},
    {"vinsta-level": ""},
    {"vinsta-level": "3\x00"},
    {"vinsta-seen_version": "gammal"},
    {"vinsta-seen_version": "-1"},
    {"vinsta-seen_version": "99999999999999999999"},
    {"vinsta-seen_level": "sex"},
    {"vinsta-level": None},
    {"vinsta-seen_level": None},
    {"vinsta-seen_version": None},
    {"abrahamsberg-level": "3"},
    {"finns-inte-level": "3"},
]


@pytest.mark.parametrize("bad", BAD_FIELDS)
def test_input_that_cannot_be_read_is_explained_and_nothing_is_half_saved(
    bad: dict[str, str | None], demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    fields = form(demo_district, hasselby_gard=3, vinsta=2) | bad
    answer = client_for(coordinator).post(address(), {k: v for k, v in fields.items() if v is not None})
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "Inget sparades" in html
    assert 'id="hasselby-gard-3" value="3" checked' in html, "what the person chose is still there"
    assert levels_in(demo_district) == {}


def test_a_bad_row_is_named_and_linked_at_the_top(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    answer = client_for(coordinator).post(address(), form(demo_district) | {"vinsta-level": "7"})
    html = answer.content.decode()
    assert '<a href="#vinsta">Vinsta</a>: Nivån måste vara 1–5 eller ej bedömd.' in html


def test_an_empty_post_is_explained(demo_district: Area, coordinator: User, client_for: ClientFor) -> None:
    answer = client_for(coordinator).post(address(), {})
    assert answer.status_code == 400
    assert "Formuläret kom fram tomt." in answer.content.decode()


def test_a_save_without_a_token_is_refused(demo_district: Area, coordinator: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coordinator)
    answer = browser.post(address(), form(demo_district, vinsta=2))
    assert answer.status_code == 403
    assert "Formuläret gick inte att ta emot" in answer.content.decode()
    assert levels_in(demo_district) == {}


# --- two people at once -----------------------------------------------------------------------------------


def hidden(html: str, name: str) -> str:
    match = re.search(rf'name="{name}" value="(\d+)"', html)
    assert match
    return match[1]


def test_a_second_save_is_told_what_the_first_did_and_keeps_its_own_choice(
    demo_district: Area, coordinator: User, police: User, client_for: ClientFor
) -> None:
    early = form(demo_district, hasselby_gard=2, vinsta=1)
    client_for(police).post(address(), form(demo_district, hasselby_gard=3))

    browser = client_for(coordinator)
    answer = browser.post(address(), early)

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "1 område sparat. 1 område hade ändrats av någon annan och är inte sparat." in html
    assert re.search(
        rf"{police.name} satte 3 Oroande läge kl\. \d\d\.\d\d medan du valde 2 Avvikande läge\.", html
    )
    assert 'id="hasselby-gard-2" value="2" checked' in html
    assert (hidden(html, "hasselby-gard-seen_level"), hidden(html, "hasselby-gard-seen_version")) == (
        "3",
        "1",
    )
    assert levels_in(demo_district) == {"hasselby-gard": 3, "vinsta": 1}

    again = {
        name: hidden(html, name) if "seen" in name else value
        for name, value in form(demo_district, hasselby_gard=2).items()
    }
    answer = browser.post(address(), again, follow=True)
    assert "1 område sparat." in answer.content.decode()
    assert levels_in(demo_district)["hasselby-gard"] == 2


def test_two_people_who_agree_do_not_disturb_each_other(
    demo_district: Area, coordinator: User, police: User, client_for: ClientFor
) -> None:
    early = form(demo_district, hasselby_gard=3)
    del early["hasselby-gard-reason"]
    client_for(police).post(address(), form(demo_district, hasselby_gard=3))
    assert client_for(coordinator).post(address(), early).status_code == 302


def test_a_row_left_alone_never_undoes_what_somebody_else_set(
    demo_district: Area, coordinator: User, police: User, client_for: ClientFor
) -> None:
    early = form(demo_district, vinsta=1)
    client_for(police).post(address(), form(demo_district, hasselby_gard=3))
    client_for(coordinator).post(address(), early)
    assert levels_in(demo_district) == {"hasselby-gard": 3, "vinsta": 1}


def test_a_level_that_somebody_took_back_is_a_conflict_too(
    demo_district: Area, coordinator: User, police: User, client_for: ClientFor
) -> None:
    early = form(demo_district, W46, grimsta=4)
    decide_levels(
        by=police,
        party=Party.POLICE,
        district=demo_district,
        week=W46,
        choices=[choose(area("grimsta"), None, 3, 1)],
    )
    answer = client_for(coordinator).post(address(W46), early)
    assert answer.status_code == 409
    assert "Någon tog tillbaka bedömningen medan du valde 4 Allvarligt läge." in answer.content.decode()


# --- how it is drawn ----------------------------------------------------------------------------------------


def test_every_choice_is_a_named_radio(demo_district: Area, coordinator: User, client_for: ClientFor) -> None:
    html = client_for(coordinator).get(address()).content.decode()
    for level in Level:
        assert html.count(f"{level.value} {level.label}</span></label>") == 9
    assert html.count('<label for="vinsta-') == 6
    assert 'aria-labelledby="vinsta-namn"' in html


def test_the_page_holds_no_inline_style_or_script(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    html = client_for(coordinator).get(address()).content.decode()
    assert not re.search(r"\sstyle=|<style|<script(?![^>]* src=)|\son\w+=", html)


def test_a_district_without_areas_says_what_to_do(
    client_for: ClientFor, admin: User, demo_district: Area
) -> None:
    Area.objects.filter(parent=demo_district, kind="neighbourhood").update(kind="city_base_area")
    html = client_for(admin).get(address()).content.decode()
    assert "har inga områden att bedöma" in html


def test_the_page_asks_the_database_the_same_few_questions_whatever_the_size(
    demo_district: Area,
    coordinator: User,
    client_for: ClientFor,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    browser = client_for(coordinator)
    with django_assert_max_num_queries(26):
        browser.get(address())
    for n in range(60):
        extra = make_area(parent=demo_district, position=100 + n)
        make_assessment(area=extra, iso_year=2023, iso_week=46)
    with django_assert_max_num_queries(26):
        browser.get(address())
