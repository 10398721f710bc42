"""The settings that are shipped, as sources take them: tests of limits hold the services to these and to no second table.

What lives here: reading `config/sdgmeta.toml` without an environment. What does not: how settings are laid over one another
(`tests/test_config.py`).
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from sdgmeta.sources.settings import PublicPool, Secret, SourceSettings

TABLES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "config" / "sdgmeta.toml").read_text("utf-8")
)["sources"]


def _settings(table: dict[str, Any]) -> SourceSettings:
    pool = table.get("without_contact")
    return SourceSettings(
        **{
            **table,
            "enabled": table["enabled"] is True,
            "without_contact": PublicPool(**pool) if pool else None,
        }
    )


SHIPPED: dict[str, SourceSettings] = {name: _settings(table) for name, table in TABLES.items()}
"""Every source's settings by name, where nobody sets anything; what needs a key is off."""


def with_key(name: str, key: str = "k3y") -> SourceSettings:
    """A source's settings with a key."""
    return replace(SHIPPED[name], enabled=True, api_key=Secret(key))
