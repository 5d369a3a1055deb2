"""Who can sign in to the demo.  The people are invented; the demo listens on this machine only."""

from dataclasses import dataclass

from stakeholders.models import Role

PASSWORD = "platssamverkan-demo"  # noqa: S105  # printed on the demo's own sign-in page


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """One invented person with one role."""

    email: str
    name: str
    role: Role
    organisation: str

    @property
    def role_label(self) -> str:
        return str(self.role.label)

    @property
    def password(self) -> str:
        return PASSWORD


DISTRICT = "Hässelby-Vällingby stadsdelsförvaltning"
OTHER_DISTRICT = "Bromma stadsdelsförvaltning"
POLICE = "Lokalpolisområde Vällingby"
SOUTHERN_DISTRICT = "Hägersten-Älvsjö stadsdelsförvaltning"
MUNICIPALITY = "Södertälje kommun"
PROPERTY_OWNER = "Exempelbostäder AB"
TRANSIT = "Exempeltrafiken AB"
CIVIL_SOCIETY = "Föreningen Exempelgården"

DEMO_LOGINS = (
    DemoLogin("samordnare@demo.example", "Anna Exempel", Role.COORDINATOR, DISTRICT),
    DemoLogin("polis@demo.example", "Pär Exempel", Role.POLICE, POLICE),
    DemoLogin("fastighet@demo.example", "Lena Exempel", Role.PROPERTY_OWNER, PROPERTY_OWNER),
    DemoLogin("admin@demo.example", "Olle Exempel", Role.ADMIN, DISTRICT),
    DemoLogin("polisadmin@demo.example", "Karin Exempel", Role.ADMIN, POLICE),
    DemoLogin("handlaggare@demo.example", "Sara Exempel", Role.DISTRICT_OFFICER, DISTRICT),
    DemoLogin("trafik@demo.example", "Jonas Exempel", Role.TRANSIT, TRANSIT),
    DemoLogin("forening@demo.example", "Amina Exempel", Role.CIVIL_SOCIETY, CIVIL_SOCIETY),
    DemoLogin("bromma@demo.example", "Eva Exempel", Role.COORDINATOR, OTHER_DISTRICT),
    DemoLogin("alvsjo@demo.example", "Elin Exempel", Role.COORDINATOR, SOUTHERN_DISTRICT),
    DemoLogin("sodertalje@demo.example", "Nils Exempel", Role.COORDINATOR, MUNICIPALITY),
)

# The one who signs in with a second factor.  The secret goes into an app for codes.
MFA_LOGIN = DemoLogin("tvasteg@demo.example", "Maja Exempel", Role.POLICE, POLICE)
MFA_SECRET = "PLATSSAMVERKANDEMOABCDEFGHIJ2345"  # noqa: S105  # printed, as the password is
