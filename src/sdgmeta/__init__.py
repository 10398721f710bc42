"""sdgmeta: corrects the titles, years, venues and links of paper lists, with the evidence for every value.

`sdgmeta.enrich(…)` is the front door for programs (`api`); it is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdgmeta.version import __version__

if TYPE_CHECKING:
    from sdgmeta.api import Catalogue, enrich
else:

    def __getattr__(name: str) -> object:
        if name in ("Catalogue", "enrich"):
            from sdgmeta import api

            return getattr(api, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["Catalogue", "__version__", "enrich"]
