import pytest
from django.core.cache import cache


def test_the_cache_is_never_emptied_because_the_queue_lies_beside_it() -> None:
    with pytest.raises(RuntimeError, match="the queue"):
        cache.clear()
