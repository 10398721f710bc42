"""What the user says besides the command: the global options, and the choices that commands share.

What does not live here: the options of single commands (`commands`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sdgmeta.config import Settings


class What(StrEnum):
    """The two things there are to export."""

    WORKS = "works"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class Globals:
    """The global options."""

    config: Path | None = None
    database: str | None = None
    quiet: bool = False
    verbose: bool = False
    progress: bool = True

    def settings(self) -> Settings:
        """The settings of a command with these options. ConfigError names what is wrong in them."""
        from sdgmeta.run import assembly

        return assembly.settings_from(self.config, self.database)
