"""A survey firm's table on its way in: what its columns mean is asked once and remembered; then read whole."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Survey, SurveyMapping, SurveyReference, SurveyResult
from indicators.numbers import parse_number, read_percents
from places.models import Area, AreaAlias
from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused, Row, read_table
from platssamverkan.core.names import fold, nearest
from platssamverkan.core.swedish import percent
from stakeholders.audit import record
from stakeholders.models import User

FOUR = Decimal("0.0001")


class Role(models.TextChoices):
    """What a column holds."""

    AREA = "area", gettext_lazy("Område")
    QUESTION = "question", gettext_lazy("Fråga")
    SUBGROUP = "subgroup", gettext_lazy("Delgrupp")
    SHARE = "share", gettext_lazy("Andel")
    RESPONDENTS = "respondents", gettext_lazy("Antal svarande")
    SKIP = "skip", gettext_lazy("Används inte")


# The names that need no explaining.
USUAL = {
    Role.AREA: ("område", "stadsdel", "regso", "geografi", "områdesnamn"),
    Role.QUESTION: ("fråga", "indikator", "variabel", "frågetext"),
    Role.SUBGROUP: ("grupp", "delgrupp", "kön", "bakgrund", "kategori"),
    Role.SHARE: ("andel", "procent", "%", "andel %", "andel (%)", "resultat", "värde"),
    Role.RESPONDENTS: ("antal svarande", "svarande", "n", "antal svar", "bas", "antal"),
}
EVERYBODY = frozenset({"", "alla", "samtliga", "totalt", "total"})
NO_SHARE = frozenset(
    {"", "-", "–", ".", "..", "för få svar", "för få svarande", "för låg svarsfrekvens", "*"}
)
Roles = dict[str, str]  # column → role


class SurveyHasChanged(Exception):
    """Somebody stored other results between the preview and the confirmation; nothing was stored."""


class ColumnsNotUnderstood(Exception):
    """Somebody must say what the columns mean; `columns` with the best guess for each."""

    def __init__(self, guess: Roles, missing: Sequence[str]) -> None:
        self.guess = guess
        self.missing = missing
        super().__init__(", ".join(missing))


@dataclass(frozen=True, slots=True)
class Described:
    """What somebody says the table is."""

    name: str
    owner: str
    years: str
    method: str
    source: str
    question: str  # for a table without a column of questions
    reference: str  # the name under which the whole city stands in the table


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the table, understood: for an area, or for the reference where `area` is None."""

    line: int
    area: Area | None
    question: str
    subgroup: str
    share: Decimal  # 0–1
    respondents: int

    @property
    def written_share(self) -> str:
        """As it was read, for the person who is to check it; the pages leave out what too few answered."""
        return percent(100 * float(self.share))


@dataclass(frozen=True, slots=True)
class SurveyPreview:
    """What the table says and would do."""

    answers: tuple[Answer, ...]
    without_share: int
    new: int
    changed: int
    unchanged: int
    roles: Roles
    digest: str

    @property
    def too_few(self) -> int:
        """How many will not be written out."""
        return sum(not SurveyResult(share=a.share, respondents=a.respondents).answer for a in self.answers)

    @property
    def questions(self) -> list[str]:
        return list(dict.fromkeys(answer.question for answer in self.answers))


def heading_of(columns: Sequence[str]) -> str:
    """The form in which a heading is remembered."""
    return " | ".join(fold(name) for name in columns)[:1000]


def guess_roles(columns: Sequence[str]) -> Roles:
    """What the columns mean: as remembered, else by their usual names; what is not known is not used."""
    remembered = SurveyMapping.objects.filter(heading=heading_of(columns)).first()
    if remembered is not None and set(remembered.roles) == set(columns):
        return dict(remembered.roles)
    roles: Roles = {}
    for name in columns:
        role = next((role for role, names in USUAL.items() if fold(name) in names), Role.SKIP)
        roles[name] = Role.SKIP.value if role.value in roles.values() else role.value
    return roles


def preview_survey(
    district: Area, text: str, described: Described, chosen: Mapping[str, str] | None = None
) -> SurveyPreview:
    """Understand a table and compare it with what is stored.

    ColumnsNotUnderstood if a column it takes is not known; ImportRefused with every complaint, by line.
    """
    table = read_table(text)
    roles = {name: (chosen or {}).get(name, role) for name, role in guess_roles(table.columns).items()}
    _check_roles(roles, described)
    column = {role: name for name, role in roles.items() if role != Role.SKIP}
    answers, without = _answers(district, table.rows, column, described)
    stored = _stored(described)
    keyed = {(_place(a.area, described), a.question, a.subgroup): (a.share, a.respondents) for a in answers}
    state = hashlib.sha256(repr((sorted(stored.items()), sorted(keyed.items()))).encode())
    return SurveyPreview(
        answers=tuple(answers),
        without_share=without,
        new=sum(key not in stored for key in keyed),
        changed=sum(key in stored and stored[key] != value for key, value in keyed.items()),
        unchanged=sum(stored.get(key) == value for key, value in keyed.items()),
        roles=roles,
        digest=state.hexdigest(),
    )


def _check_roles(roles: Roles, described: Described) -> None:
    used = [role for role in roles.values() if role != Role.SKIP]
    twice = [Role(role).label for role in dict.fromkeys(used) if used.count(role) > 1]
    if twice:
        raise ColumnsNotUnderstood(roles, [_("%(role)s har två kolumner") % {"role": name} for name in twice])
    missing = [role for role in (Role.SHARE, Role.RESPONDENTS) if role.value not in used]
    if Role.QUESTION.value not in used and not described.question:
        missing.append(Role.QUESTION)
    if missing:
        raise ColumnsNotUnderstood(roles, [str(role.label) for role in missing])


def _answers(
    district: Area, rows: Sequence[Row], column: Mapping[str, str], described: Described
) -> tuple[list[Answer], int]:
    complaints = Complaints()
    areas = _areas(district)
    with_share = [row for row in rows if fold(row.cells[column[Role.SHARE]]) not in NO_SHARE]
    percents = read_percents([(row.line, row.cells[column[Role.SHARE]]) for row in with_share], complaints)
    found: list[Answer] = []
    seen: dict[tuple[object, ...], int] = {}
    for row, in_percent in zip(with_share, percents, strict=True):
        respondents = parse_number(row.cells[column[Role.RESPONDENTS]])
        if (
            respondents is None
            or respondents.has_percent
            or respondents.value != int(respondents.value)
            or respondents.value < 0
        ):
            text = _("”%(text)s” är inget antal svarande.")
            complaints.add(row.line, text % {"text": row.cells[column[Role.RESPONDENTS]][:40]})
            continue
        name = row.cells[column[Role.AREA]] if Role.AREA in column else district.name
        area = areas.get(fold(name))
        is_reference = bool(described.reference) and fold(name) == fold(described.reference)
        if area is None and not is_reference:
            hint = nearest(name, [item.name for item in areas.values()])
            values = {"name": name[:60], "hint": hint}
            said = (
                _("Området ”%(name)s” är okänt. Menade du %(hint)s?")
                if hint
                else _("Området ”%(name)s” är okänt.")
            )
            complaints.add(row.line, said % values)
            continue
        question = row.cells[column[Role.QUESTION]] if Role.QUESTION in column else described.question
        if not question or len(question) > 200:
            complaints.add(row.line, _("Frågan saknas eller är längre än 200 tecken."))
            continue
        group = row.cells[column[Role.SUBGROUP]] if Role.SUBGROUP in column else ""
        group = "" if fold(group) in EVERYBODY else group[:80]
        key = (None if is_reference else area, question, group)
        if key in seen:
            complaints.add(
                row.line, _("Samma område, fråga och grupp står redan på rad %(line)d.") % {"line": seen[key]}
            )
        seen.setdefault(key, row.line)
        if in_percent is not None:
            share = (in_percent / 100).quantize(FOUR)
            found.append(
                Answer(
                    row.line, None if is_reference else area, question, group, share, int(respondents.value)
                )
            )
    complaints.refuse_if_any()
    if not found:
        raise ImportRefused([Complaint(0, _("Tabellen har inga andelar."))])
    return found, len(rows) - len(with_share)


def _areas(district: Area) -> dict[str, Area]:
    """The district and its parts by every name they go by."""
    own = [district, *Area.objects.neighbourhoods_of(district)]
    by_key = {area.pk: area for area in own}
    names = {alias.folded: by_key[alias.area_id] for alias in AreaAlias.objects.filter(area__in=by_key)}
    return names | {fold(area.name): area for area in own}


def _place(area: Area | None, described: Described) -> str:
    return f"area {area.pk}" if area else f"reference {described.reference}"


def _stored(described: Described) -> dict[tuple[str, str, str], tuple[Decimal, int]]:
    of = {"survey__owner": described.owner, "survey__name": described.name, "survey__years": described.years}
    rows = {
        (f"area {r.area_id}", r.question, r.subgroup): (r.share, r.respondents)
        for r in SurveyResult.objects.filter(**of)
    }
    return rows | {
        (f"reference {r.name}", r.question, r.subgroup): (r.share, r.respondents)
        for r in SurveyReference.objects.filter(**of)
    }


@transaction.atomic
def store_survey(
    *,
    by: User | None,
    district: Area,
    text: str,
    described: Described,
    chosen: Mapping[str, str] | None = None,
    seen: str | None = None,
) -> SurveyPreview:
    """Store a table whole and remember what its columns mean; doing it twice changes nothing more.

    SurveyHasChanged if `seen` is the digest of another preview; else as `preview_survey`.
    """
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    preview = preview_survey(district, text, described, chosen)
    if seen is not None and preview.digest != seen:
        raise SurveyHasChanged
    survey, _made = Survey.objects.update_or_create(
        owner=described.owner,
        name=described.name,
        years=described.years,
        defaults={"method": described.method, "source": described.source},
    )
    for answer in preview.answers:
        values = {"share": answer.share, "respondents": answer.respondents}
        key: dict[str, Any] = {"survey": survey, "question": answer.question, "subgroup": answer.subgroup}
        if answer.area is None:
            SurveyReference.objects.update_or_create(**key, name=described.reference, defaults=values)
        else:
            SurveyResult.objects.update_or_create(**key, area=answer.area, defaults=values)
    SurveyMapping.objects.update_or_create(
        heading=heading_of(list(preview.roles)), defaults={"roles": preview.roles}
    )
    record(by, "survey.imported", survey, answers=len(preview.answers))
    return preview
