"""Which authority answers for what: the one whose record a row is, and who is asked for it (DOMAIN.md 1.3)."""

from django.utils import timezone

from places.models import Area, AreaRelation, AreaRelationKind
from stakeholders.models import AUTHORITY_TYPES, POLICE_TYPES, Organisation


class Authorities:
    """The authority responsible for each area, as the ties stand today; read once and then asked.

    It is the municipality's own authority nearest above: the district administration for its stadsdelar.
    Police answer for what they own, never for all that others write about an area.
    """

    def __init__(self) -> None:
        today = timezone.localdate()
        ties = AreaRelation.objects.filter(
            kind=AreaRelationKind.OWN, organisation__org_type__in=AUTHORITY_TYPES - POLICE_TYPES
        ).select_related("organisation")
        self._direct: dict[int, Organisation] = {}
        # A tie in force comes first, then the latest: an area that has ended keeps the last one it had.
        for tie in sorted(
            ties,
            key=lambda t: (
                not (t.valid_from <= today and (t.valid_to is None or t.valid_to >= today)),
                -t.valid_from.toordinal(),
                t.pk,
            ),
        ):
            self._direct.setdefault(tie.area_id, tie.organisation)
        self._parents = dict(Area.objects.order_by().values_list("pk", "parent"))

    def of(self, area_id: int, owner: Organisation | None = None) -> Organisation | None:
        """Return the authority for a row in the area: its owner, if that is one, or else the area's.

        None where nobody is responsible for the area or any area above it.
        """
        if owner is not None and owner.is_authority:
            return owner
        place: int | None = area_id
        while place is not None and place not in self._direct:
            place = self._parents.get(place)
        return self._direct[place] if place is not None else None

    def areas_of(self, organisation_id: int) -> list[int]:
        """Return the keys of the areas the authority is responsible for."""
        return [area for area in self._parents if (found := self.of(area)) and found.pk == organisation_id]
