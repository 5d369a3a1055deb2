"""The fixed lists of the room (DOMAIN.md 2.4–2.7, T8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceKind(models.TextChoices):
    """Where the knowledge about a problem comes from."""

    INCIDENTS = "incidents", _("Händelser")
    SURVEY = "survey", _("Trygghetsmätning")
    FIGURES = "figures", _("Statistik")
    WALK = "walk", _("Trygghetsvandring")
    DIALOGUE = "dialogue", _("Dialog med boende eller personal")
    REPORT = "report", _("Lägesbild eller annan rapport")


class Side(models.TextChoices):
    """The problem triangle: the inner ring, and outside it who could prevent (DOMAIN.md 2.4)."""

    OFFENDER = "offender", _("Den som stör eller begår brott")
    TARGET = "target", _("Den eller det som drabbas")
    PLACE = "place", _("Platsen")
    HANDLER = "handler", _("Den som kan påverka den som stör")
    GUARDIAN = "guardian", _("Den som kan skydda")
    PLACE_MANAGER = "place_manager", _("Den som sköter platsen")

    @property
    def ring(self) -> str:
        """'inner' or 'outer'."""
        return "inner" if self in {Side.OFFENDER, Side.TARGET, Side.PLACE} else "outer"


class Strength(models.TextChoices):
    """How well the evidence carries a cause."""

    WEAK = "weak", _("svagt underlag")
    MODERATE = "moderate", _("visst underlag")
    STRONG = "strong", _("starkt underlag")


class MainType(models.TextChoices):
    SITUATIONAL = "situational", _("Situationell")
    SOCIAL = "social", _("Social")
    BOTH = "both", _("Både social och situationell")
    COMMUNICATION = "communication", _("Kommunikation")
    KNOWLEDGE = "knowledge", _("Kunskap")
    ORGANISATIONAL = "organisational", _("Organisation")


class SubType(models.TextChoices):
    """Stockholm's sub-types (DOMAIN.md T8)."""

    DESIGN = "design", _("Utformning")
    ACTIVATION = "activation", _("Aktivering")
    MAINTENANCE = "maintenance", _("Underhåll")
    PRESENCE = "presence", _("Närvaro")
    SUPERVISION = "supervision", _("Tillsyn")
    ENFORCEMENT = "enforcement", _("Ingripande")
    OUTREACH = "outreach", _("Uppsökande arbete")
    PARENT_SUPPORT = "parent_support", _("Föräldrastöd")
    SCHOOL_BASED = "school_based", _("I skolan")
    EMPLOYMENT_LEISURE = "employment_leisure", _("Arbete och fritid")
    VICTIM_SUPPORT = "victim_support", _("Stöd till drabbade")
    INFORMATION = "information_campaign", _("Information")
    TRAINING = "training", _("Utbildning")
    AGREEMENT = "agreement", _("Avtal eller tillstånd")
    CAMERA = "camera", _("Kamerabevakning")
    ORDER_GUARDS = "order_guards", _("Ordningsvakter")


class Horizon(models.TextChoices):
    """When an effect may be expected (DOMAIN.md 3.5, no 151)."""

    SHORT = "short_term", _("kort sikt, högst 3 månader")
    MEDIUM = "medium_term", _("medellång sikt, 3–12 månader")
    LONG = "long_term", _("lång sikt, mer än 12 månader")


class FundingKind(models.TextChoices):
    OWN = "own_budget", _("Egen budget")
    MEMBER_FEE = "member_fee", _("Medlemsavgift")
    SAFETY_INVESTMENT = "safety_investment", _("Trygghetsinvestering")
    STATE_GRANT = "state_grant", _("Statsbidrag")
    AREA_FEE = "area_fee", _("Områdesavgift")
    IN_KIND = "in_kind", _("Eget arbete")


class Cadence(models.TextChoices):
    """How often a measure is carried out."""

    ONCE = "once", _("En gång")
    WEEKLY = "weekly", _("Varje vecka")
    FORTNIGHTLY = "fortnightly", _("Varannan vecka")
    MONTHLY = "monthly", _("Varje månad")
    YEARLY = "yearly", _("Varje år")


class Technique(models.TextChoices):
    """The 25 techniques of situational prevention (Cornish & Clarke; DOMAIN.md T8), in their order."""

    TARGET_HARDEN = "target_harden", _("Förstärk skyddet")
    CONTROL_ACCESS = "control_access", _("Begränsa tillträde")
    SCREEN_EXITS = "screen_exits", _("Kontrollera utgångar")
    DEFLECT = "deflect_offenders", _("Led bort")
    CONTROL_TOOLS = "control_tools", _("Kontrollera hjälpmedel")
    EXTEND_GUARDIANSHIP = "extend_guardianship", _("Fler som ser")
    NATURAL_SURVEILLANCE = "natural_surveillance", _("Naturlig överblick")
    REDUCE_ANONYMITY = "reduce_anonymity", _("Minska anonymitet")
    PLACE_MANAGERS = "place_managers", _("Använd platsansvariga")
    FORMAL_SURVEILLANCE = "formal_surveillance", _("Formell bevakning")
    CONCEAL_TARGETS = "conceal_targets", _("Dölj det som lockar")
    REMOVE_TARGETS = "remove_targets", _("Ta bort det som lockar")
    IDENTIFY_PROPERTY = "identify_property", _("Märk egendom")
    DISRUPT_MARKETS = "disrupt_markets", _("Stör marknaden")
    DENY_BENEFITS = "deny_benefits", _("Förta nyttan")
    REDUCE_FRUSTRATION = "reduce_frustration", _("Minska frustration")
    AVOID_DISPUTES = "avoid_disputes", _("Undvik konflikter")
    REDUCE_AROUSAL = "reduce_arousal", _("Minska frestelser")
    NEUTRALISE_PEERS = "neutralise_peer_pressure", _("Motverka grupptryck")
    DISCOURAGE_IMITATION = "discourage_imitation", _("Motverka efterapning")
    SET_RULES = "set_rules", _("Sätt regler")
    POST_INSTRUCTIONS = "post_instructions", _("Skylta")
    ALERT_CONSCIENCE = "alert_conscience", _("Väck samvetet")
    ASSIST_COMPLIANCE = "assist_compliance", _("Underlätta rätt beteende")
    CONTROL_ALCOHOL = "control_drugs_alcohol", _("Kontrollera alkohol och droger")
