"""What a page of another room shows of measures, without knowing them."""

from typing import Any

from django import template
from django.template import Context

from measures.models import Measure
from measures.observations import living_measure
from measures.permissions import manages
from walks.models import Observation

register = template.Library()


@register.inclusion_tag("measures/_of_observation.html", takes_context=True)
def measure_of(context: Context, observation: Observation) -> dict[str, Any]:
    """The measure that an observation has become, or the button that makes it one, as the reader's rights are."""
    user = context["request"].user
    found = living_measure(observation)
    if found is not None:
        seen = Measure.objects.visible_to(user).filter(pk=found.pk).exists()
        return {"measure": found if seen else None, "observation": observation, "may_make": False}
    may_make = not observation.positive and manages(user, observation.walk.area)
    return {
        "measure": None, "observation": observation, "may_make": may_make,
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip
