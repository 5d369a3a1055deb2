"""Letters: a link and what it is for, never anything about a case."""

import logging
import smtplib

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from stakeholders.models import CapabilityLink, Invitation

log = logging.getLogger("stakeholders.mail")


@sensitive_variables("address")
def send_invitation(invitation: Invitation, link: CapabilityLink, address: str) -> bool:
    """Send the invitation's link; False, and a line in the log, if the mail server can't be reached."""
    body = render_to_string(
        "stakeholders/invitation_mail.txt", {"invitation": invitation, "link": link, "address": address}
    )
    subject = _("Inbjudan till Platssamverkan")
    try:
        send_mail(subject, body, None, [invitation.email])
    except (OSError, smtplib.SMTPException):
        log.exception("an invitation could not be sent", extra={"invitation": invitation.pk})
        return False
    return True
