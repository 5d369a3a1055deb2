"""The lägesbild in easy Swedish, on two pages: short sentences made of the edition's own copy of the data.

It says only what the edition's readers may read, and nothing that the edition does not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from platssamverkan.core.statistics import Change, Verdict
from platssamverkan.core.swedish import enumerate_words, whole

# Names in the copy.
ABOUT, AREA, YEAR, LEVELS, SHARE, RESPONDENTS = "lägesbild", "område", "år", "nivåer", "andel", "svarande"
CRIMES, ABOUT_CRIMES, PERIOD, SUM = "brott", "brott, om", "period", ": Summa"
SURVEYS, PLAN = "undersökningar", "åtgärdsplan"
MOST_AREAS = 4
MOST_MEASURES = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its sentences, each on a line of its own."""

    title: str
    sentences: list[str]


def easy_parts(copy: Mapping[str, Any]) -> list[Part]:
    """Write the parts there is something to say in, from `snapshot_of` or a frozen copy."""
    about = copy[ABOUT]
    parts = [
        Part(
            _("Vad är det här?"),
            [
                _("Det här är en kort version av lägesbilden för %(area)s %(year)d.")
                % {"area": about[AREA], "year": about[YEAR]},
                _("En lägesbild berättar hur det är med brott och trygghet i ett område."),
                _("Kommunen och polisen gör den tillsammans."),
                _("Den handlar om platser. Den handlar inte om personer."),
            ],
        ),
        _levels(copy),
        _crimes(copy),
        _surveys(copy),
        _plan(copy),
    ]
    return [part for part in parts if part.sentences]


def _levels(copy: Mapping[str, Any]) -> Part:
    given = {
        area: [level for level in weeks.values() if level is not None] for area, weeks in copy[LEVELS].items()
    }
    total = sum(len(levels) for levels in given.values())
    title = _("Hur var året?")
    if not total:
        return Part(
            title, [_("Ingen har bedömt läget i området under året."), _("Därför vet vi inte hur läget var.")]
        )
    calm = sum(level <= 2 for levels in given.values() for level in levels)
    raised = {area: sum(level >= 3 for level in levels) for area, levels in given.items()}
    critical = sum(level == 5 for levels in given.values() for level in levels)
    most = sorted((area for area in raised if raised[area]), key=lambda area: -raised[area])[:MOST_AREAS]
    sentences = [
        _("Varje vecka bedömer kommunen och polisen läget i varje del av området."),
        _("De använder en skala från 1 till 5. 1 är ett normalt läge. 5 är det allvarligaste."),
        _("%(calm)s av %(total)s bedömningar var 1 eller 2.") % {"calm": whole(calm), "total": whole(total)},
        _("%(n)s bedömningar var 5.") % {"n": whole(critical)} if critical else _("Ingen bedömning var 5."),
    ]
    if most:
        sentences.append(
            _("Flest veckor med 3 eller högre hade %(areas)s.")
            % {"areas": enumerate_words([f"{area} ({raised[area]})" for area in most])}
        )
    return Part(title, sentences)


def _crimes(copy: Mapping[str, Any]) -> Part:
    """Only what has changed for real; the rest is said to be as usual."""
    more, fewer, usual = [], [], 0
    for name, counts in copy[CRIMES].items():
        if len(counts) < 2 or SUM in name:
            continue
        before, now = list(counts.values())[-2:]
        verdict = Change(before, now).verdict
        said = f"{name.partition(': ')[2]} ({whole(before)} → {whole(now)})"
        if verdict is Verdict.INCREASE:
            more.append(said)
        elif verdict is Verdict.DECREASE:
            fewer.append(said)
        else:
            usual += 1
    sentences = []
    if more or fewer or usual:
        period = copy[ABOUT_CRIMES].get(PERIOD, "")
        sentences.append(
            _("Vi jämför anmälda brott med året före. Vi räknar %(period)s.") % {"period": period}
        )
        sentences.append(
            _("De här brotten har blivit fler: %(list)s.") % {"list": enumerate_words(more)}
            if more
            else _("Inget slag av brott har blivit tydligt fler.")
        )
        if fewer:
            sentences.append(
                _("De här brotten har blivit färre: %(list)s.") % {"list": enumerate_words(fewer)}
            )
        sentences.append(_("För %(n)d andra slag av brott är det ingen tydlig skillnad.") % {"n": usual})
        sentences.append(_("Alla brott anmäls inte. Därför vet vi inte hur många de är på riktigt."))
    return Part(_("Har brotten blivit fler?"), sentences)


def _surveys(copy: Mapping[str, Any]) -> Part:
    sentences = []
    area = copy[ABOUT][AREA]
    for question, rows in copy.get(SURVEYS, {}).items():
        if area in rows and rows[area][SHARE].endswith("%"):
            sentences.append(
                _("”%(question)s”: %(share)s svarade så. %(n)s personer svarade.")
                % {
                    "question": question.partition(" (")[0],
                    "share": rows[area][SHARE],
                    "n": rows[area][RESPONDENTS],
                }
            )
    if sentences:
        sentences.insert(0, _("De som bor i området har fått frågor om trygghet."))
    return Part(_("Känner sig människor trygga?"), sentences)


def _plan(copy: Mapping[str, Any]) -> Part:
    found = [name.rpartition(" (")[0] for name in copy.get(PLAN, {})]
    if not found:
        return Part(_("Vad ska göras?"), [])
    sentences = [_("Kommunen, polisen och andra har kommit överens om vad de ska göra.")]
    sentences += [f"{name}." for name in found[:MOST_MEASURES]]
    if len(found) > MOST_MEASURES:
        sentences.append(_("Det finns %(n)d saker till i planen.") % {"n": len(found) - MOST_MEASURES})
    return Part(_("Vad ska göras?"), sentences)
