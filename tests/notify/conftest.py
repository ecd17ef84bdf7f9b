"""The demo's own day, for commands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.fixture
def demo_day(settings: Any) -> date:
    settings.DEMO_DAY = date(2026, 11, 22)
    return settings.DEMO_DAY
