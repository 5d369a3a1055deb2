"""The rules as the table that stands in our papers; a test holds the papers to it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platssamverkan.core.retention import How, Rule
from platssamverkan.retention.rules import all_rules

BEGINS = "<!-- gallringstabell: skrivs av manage.py gallra --table, ändras i retention.py -->"
ENDS = "<!-- slut på gallringstabell -->"


def period_words(months: int) -> str:
    """'24 månader', '5 år', 'genast'."""
    if months == 0:
        return _("genast")
    if months % 12 == 0 and months > 24:
        return ngettext("%(n)d år", "%(n)d år", months // 12) % {"n": months // 12}
    return ngettext("%(n)d månad", "%(n)d månader", months) % {"n": months}


def when_words(rule: Rule) -> str:
    """'24 månader efter att händelsen slutade'; a dash for what is kept."""
    if rule.months is None:
        return "–"
    return _("%(period)s efter att %(event)s") % {"period": period_words(rule.months), "event": rule.since}


def table() -> str:
    """Return the rules as a Markdown table between its two marks."""
    head = (_("Uppgift"), _("Åtgärd"), _("När"), _("Kräver beslut"), _("Skäl"))
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for rule in all_rules():
        needs = _("ja") if rule.needs_decision else _("nej") if rule.how != How.KEEP else "–"
        cells = (str(rule.what), str(rule.how.label), when_words(rule), needs, str(rule.basis))
        lines.append("| " + " | ".join(cells) + " |")
    # Each table of the trail has a rule, and they all say the same.
    return "\n".join([BEGINS, *dict.fromkeys(lines), ENDS])
