"""What people fill in about people."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Organisation, Role, User
from stakeholders.permissions import roles_in


class DayInput(forms.DateInput):
    """The browser's own date picker, which reads and writes ISO dates whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-control"}, format="%Y-%m-%d")


def role_field(organisation: Organisation) -> forms.ChoiceField:
    """Return a choice among the roles the organisation can give."""
    choices = [(role.value, role.label) for role in roles_in(organisation)]
    return forms.ChoiceField(
        label=_("Roll"), choices=choices, widget=forms.Select(attrs={"class": "form-select"})
    )


class InviteForm(forms.Form):
    """A person to invite, by work address."""

    email = forms.EmailField(
        label=_("E-postadress i arbetet"),
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = role_field(organisation)


class RoleForm(forms.Form):
    """Another role for somebody who is here."""

    def __init__(self, *args: Any, organisation: Organisation, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = role_field(organisation)
        self.fields["role"].initial = current

    @property
    def role(self) -> Role:
        return Role(self.cleaned_data["role"])


class LastDayForm(forms.Form):
    """The last day of something that ends; empty means at once."""

    last_day = forms.DateField(
        label=_("Sista dag"),
        required=False,
        widget=DayInput(),
        help_text=_("Lämna tomt för att avsluta genast."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and day < self.today:
            raise ValidationError(_("Sista dagen har redan varit. Lämna tomt för att avsluta genast."))
        return day


class AcceptForm(forms.Form):
    """What an invited person fills in: a name and a password of their own."""

    name = forms.CharField(
        label=_("Ditt namn"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Välj ett lösenord"),
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Skriv lösenordet en gång till"),
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        password, again = values.get("password"), values.get("again")
        if password and again and password != again:
            self.add_error("again", _("Lösenorden är inte lika."))
        elif password:
            try:
                validate_password(password, User(email=self.email, name=values.get("name", "")))
            except ValidationError as refused:
                self.add_error("password", refused)
        return values
