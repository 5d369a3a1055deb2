"""The log names routes and parts, never addresses or persons."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.test import Client

from platssamverkan.logs import JsonFormatter
from stakeholders.models import User


@pytest.fixture
def log() -> Iterator[StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("platssamverkan.request")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def test_a_request_is_one_json_line_without_the_person_or_the_address(
    log: StringIO, coordinator: User, client: Client
) -> None:
    client.force_login(coordinator)
    client.get("/omraden/hasselby-vallingby/ar/2023/?sok=hemligt")
    line = json.loads(log.getvalue())
    assert (line["method"], line["status"], line["logger"]) == ("GET", 200, "platssamverkan.request")
    assert "<slug:slug>" in line["route"]
    for secret in ("hasselby", "hemligt", coordinator.email, coordinator.name):
        assert secret not in log.getvalue()


def test_a_refused_request_does_not_put_its_address_into_the_log(client: Client, db: None) -> None:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        client.get("/inbjudan/hemlig-nyckel/finns-inte/")
        client.delete("/health")
    finally:
        logger.removeHandler(handler)
    assert "Method Not Allowed" in stream.getvalue()
    assert "hemlig-nyckel" not in stream.getvalue()
    assert "/health" not in stream.getvalue()
