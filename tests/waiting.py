"""Waiting for something in a page whose strict policy forbids what Playwright's own waiting evaluates in it."""

import pytest
from playwright.sync_api import Page


def wait_until(page: Page, expression: str, *, seconds: float = 10) -> None:
    """Ask from outside, every 50 ms, until the expression is true; fail after `seconds`."""
    for _turn in range(int(seconds * 20)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")
