import pytest

from places.models import BaseMapFeature, BaseMapKind
from platssamverkan.core.maps import Layer, Look, MapSpec, Shape, around


@pytest.mark.django_db
@pytest.mark.parametrize("width_mm", [200, 60, 15, 4])
def test_real_water_can_be_drawn_at_any_size(width_mm: float) -> None:
    """Shores simplified for a small sheet may cross themselves; that must not stop the drawing."""
    water = [feature.geometry for feature in BaseMapFeature.objects.filter(kind=BaseMapKind.WATER)]
    layer = Layer(Look.WATER, "Vatten", tuple(Shape(shape) for shape in water))
    spec = MapSpec("k", "Karta", (layer,), around(water, margin=0), "Källa", "Vatten")
    assert "<path" in spec.to_svg(width_mm=width_mm)
