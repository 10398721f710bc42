"""From the words that the user typed for lists to the lists that a run is about.

What does not live here: what a list is called and pulled from (`run.pulling`), the configured lists
(`config`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from sdgmeta.config import ListSource, Settings, load_lists, sound_url
from sdgmeta.errors import UsageError
from sdgmeta.run.pulling import ListRequest

_LONGEST_SHOWN = 100
"""Characters of a word that a complaint repeats."""


def list_requests(wanted: Sequence[str], settings: Settings) -> list[ListRequest]:
    """Which lists to pull: configured ones by name, files and URLs as typed; all configured ones
    where none is named.

    UsageError for a word that is none of these, with the nearest name, and for two lists of one name.
    """
    configured = {
        source.name: source for source in load_lists(Path(settings.lists) if settings.lists else None)
    }
    if not wanted:
        return [ListRequest.configured(source) for source in configured.values()]
    requests = list({_place_of(one): one for one in (_request(word, configured) for word in wanted)}.values())
    repeated = [name for name, count in Counter(r.name for r in requests).items() if count > 1]
    if repeated:
        raise UsageError(
            f"two of the lists would be called {repeated[0]}: rename one, "
            "or give them names in a lists file (setting lists)"
        )
    return requests


def _place_of(request: ListRequest) -> tuple[str | None, str | None, str | None]:
    """What two spellings of one list have in common."""
    path = os.path.abspath(request.path) if request.path else None  # noqa: PTH100 (`resolve` asks the disk)
    return request.url, path, request.embedded


def _request(word: str, configured: Mapping[str, ListSource]) -> ListRequest:
    if word in configured:
        return ListRequest.configured(configured[word])
    if word.startswith(("http://", "https://")):
        return ListRequest.of_url(_sound(word))
    if not word.strip():
        raise UsageError("an empty word names no list: give a configured name, a path or a URL")
    path = Path(word)
    if path.suffix or os.sep in word or _exists(path):
        return ListRequest.of_file(path)
    near = get_close_matches(word, configured, n=1)
    hint = f"did you mean {near[0]}?" if near else f"configured are {', '.join(configured)}"
    shown = word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…"
    raise UsageError(f"{shown}: neither a configured list nor a file nor a URL: {hint}")


def _sound(url: str) -> str:
    try:
        return sound_url(url)
    except ValueError as error:
        raise UsageError(f"{url}: no address of a web page ({error}): check it") from error


def _exists(path: Path) -> bool:
    """False also for what cannot be a path."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
