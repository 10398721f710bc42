"""The front door for programs: `sdgmeta.enrich(…)` reads a list and gives its catalogue as values.

>>> import sdgmeta
>>> catalogue = sdgmeta.enrich('''
... - [Self-Instruct: Aligning Language Models with Self-Generated
...   Instructions](https://arxiv.org/abs/2212.10560), arXiv 2022
... ''')
>>> catalogue.works[0].year
2023
>>> [(finding.severity.value, finding.field) for finding in catalogue.findings]
[('outdated', 'year'), ('outdated', 'venue')]

It prints nothing and asks nobody unless told to. What does not live here: how a run goes (`run`),
the command line (`cli`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sdgmeta.config import Settings, sound_url
from sdgmeta.errors import UsageError
from sdgmeta.export import bibtex, jsonl
from sdgmeta.export.style import ExportOptions, given_keys
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Finding
from sdgmeta.model.work import Resolution, Work
from sdgmeta.run import assembly
from sdgmeta.run.catalogue import pairs_of, works_of
from sdgmeta.run.events import Listener, unheard
from sdgmeta.run.pulling import ListRequest
from sdgmeta.run.run import Ended, Order, carry_out
from sdgmeta.store import Store

__all__ = ["Catalogue", "enrich"]

IN_MEMORY = "sqlite://"
"""The database of a call that names none: nothing outlives it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is known of one list: its entries, what became of each, and the works that they mention.

    `unasked`: why sources could not be asked, by source; `problem`: why the living list could not
    be had, where an earlier text stands in for it. Both are empty where all went well.
    """

    entries: tuple[Entry, ...]
    resolutions: tuple[Resolution, ...]
    works: tuple[Work, ...]
    unasked: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, outdated, missing or doubtful, in the order of the entries."""
        return tuple(finding for resolution in self.resolutions for finding in resolution.findings)

    def bibtex(self) -> str:
        """The works as a BibTeX file: the text of `sdgmeta export bibtex`."""
        lists = {entry.list_name for entry in self.entries}
        return "".join(bibtex.render(self.works, ExportOptions(keys=given_keys(self.works, lists))))

    def works_jsonl(self) -> str:
        """The works as JSON lines: the text of `sdgmeta export jsonl`."""
        return "".join(jsonl.render_works(self.works))

    def entries_jsonl(self) -> str:
        """The entries as JSON lines: the text of `sdgmeta export jsonl --what entries`."""
        return "".join(jsonl.render_entries(zip(self.entries, self.resolutions, strict=True)))


def enrich(
    source: str | Path,
    *,
    name: str | None = None,
    online: bool = False,
    database: str | Path | None = None,
    config: str | Path | None = None,
    refresh: bool = False,
    listener: Listener = unheard,
) -> Catalogue:
    """Read a list, find out what its entries are, and give what was concluded.

    `source` is the list itself where it is a text of more than one line, an http(s) URL, or a path
    (`.md`, `.bib`). `name` is what the list is called, by default the stem of the file or URL,
    "list" for a text. Without `online` only stored answers count, the embedded records among them;
    with it, the services are asked as `sdgmeta enrich` asks them, and `refresh` ignores freshness.
    `database` is a file (or an SQLite URL) that outlives the call, by default none; `config` a
    settings file over the defaults. `listener` is handed the events of the run
    (`sdgmeta.run.events`).

    Raises subclasses of `sdgmeta.errors.SdgmetaError`: ListError for a list that cannot be read,
    UsageError and ConfigError for wrong arguments and settings, StoreError for the database.
    """
    if refresh and not online:
        raise UsageError("refresh asks the services again: say online=True too")
    request = _request(source, name)
    settings = assembly.settings_from(Path(config) if config else None, _database_url(database))
    command = "enrich()" if request.text is not None else f"enrich({request.url or request.path})"
    order = Order([request], offline=not online, refresh=refresh, command=command)
    return _outside_any_loop(lambda: _enriched(settings, order, listener, in_memory=database is None))


def _enriched(settings: Settings, order: Order, listener: Listener, *, in_memory: bool) -> Catalogue:
    opening = assembly.store_in_memory() if in_memory else assembly.store_of(settings)
    with opening as store:
        ended = carry_out(settings, order, store, listener)
        return _catalogue(store, order.lists[0].name, ended)


def _catalogue(store: Store, list_name: str, ended: Ended) -> Catalogue:
    pairs = list(pairs_of(store, list_name))
    return Catalogue(
        entries=tuple(entry for entry, _ in pairs),
        resolutions=tuple(resolution for _, resolution in pairs),
        works=tuple(works_of(store, list_name)),
        unasked=tuple(sorted(ended.unasked.items())),
        problem=next((one.problem for one in ended.pulled if one.problem), ""),
    )


def _request(source: str | Path, name: str | None) -> ListRequest:
    if isinstance(source, str) and ("\n" in source or "\r" in source):
        request = ListRequest("list", text=source)
    elif isinstance(source, str) and source.startswith(("http://", "https://")):
        request = ListRequest.of_url(_sound(source))
    elif not str(source).strip():
        raise UsageError("an empty word names no list: give a text, a path or a URL")
    else:
        request = ListRequest.of_file(Path(source))
    return request.called(name) if name is not None else request


def _sound(url: str) -> str:
    try:
        return sound_url(url)
    except ValueError as error:
        raise UsageError(f"{url}: no address of a web page ({error}): check it") from error


def _database_url(database: str | Path | None) -> str | None:
    if database is None:
        return IN_MEMORY
    return str(database) if "://" in str(database) else f"sqlite:///{database}"


def _outside_any_loop(call: Callable[[], T]) -> T:
    """The result of a call that runs a loop of its own, also where one runs already (in a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return call()
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(call).result()
