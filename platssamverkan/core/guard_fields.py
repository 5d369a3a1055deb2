"""Form fields that the personal-data guard stands beside.

A form mixes in `GuardedFormMixin` and uses `GuardedCharField` for each free text; the template writes the
field and then `{% include "_guard.html" with field=form.note %}`; the page loads `js/guard.js`.  After
`is_valid()`, `form.guard_reasons` holds the reasons that must be kept with the texts.
"""

import json
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from platssamverkan.core.guard import HINT, LEAST_REASON, MOST_REASON, advice, guard

REASON = "guard-reason"


class GuardedBoundField(BoundField):
    """A guarded field in its form, with what `_guard.html` needs."""

    least_reason = LEAST_REASON
    most_reason = MOST_REASON

    @property
    def advice_json(self) -> str:
        """What the browser says about each kind, as JSON."""
        return json.dumps(advice(), ensure_ascii=False)

    @property
    def reason_name(self) -> str:
        return f"{self.html_name}-{REASON}"

    @property
    def reason_id(self) -> str:
        return f"{self.auto_id}-{REASON}"

    @property
    def reason(self) -> str:
        """The reason as it was sent, or ''."""
        return str(self.form.data.get(self.reason_name, "")) if self.form.is_bound else ""

    @property
    def asks_reason(self) -> bool:
        """Whether the text was refused for something a reason would let through, or has a reason."""
        problems = self.form.errors.get(self.name) if self.form.is_bound else None
        codes = {problem.code for problem in problems.as_data()} if problems else set()
        return "hard" not in codes and ("soft" in codes or bool(self.reason))


class GuardedCharField(forms.CharField):
    """A free text about places, never about people."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", HINT)
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"data-guard": True}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> GuardedBoundField:
        if not isinstance(form, GuardedFormMixin):
            raise TypeError(f"{type(form).__name__} has a guarded field and must mix in GuardedFormMixin")
        return GuardedBoundField(form, self, field_name)


class GuardedFormMixin(forms.BaseForm):
    """Runs the guard over the form's guarded fields, after everything else has been cleaned.

    `guard_places` are names of places that must not be taken for people's names.  `guard_reasons` maps
    field names to the reasons the writer gave; the caller keeps them with the texts.
    """

    guard_places: Collection[str] = ()
    guard_reasons: dict[str, str]

    def full_clean(self) -> None:
        self.guard_reasons = {}
        super().full_clean()
        if not self.is_bound:
            return
        for name, field in self.fields.items():
            text = getattr(self, "cleaned_data", {}).get(name)
            if not (isinstance(field, GuardedCharField) and isinstance(text, str)):
                continue
            reason = str(self.data.get(f"{self.add_prefix(name)}-{REASON}", ""))
            try:
                kept = guard(text, override_reason=reason, places=self.guard_places)
            except ValidationError as refused:
                self.add_error(name, refused)
            else:
                if kept:
                    self.guard_reasons[name] = kept


def why_kept(form: GuardedFormMixin) -> str:
    """Return the reasons the writer gave, in one text, to be kept on the row beside its texts; '' without any."""
    return "; ".join(form.guard_reasons.values())
