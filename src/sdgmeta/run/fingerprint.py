"""Standing: do the stored results still follow from the facts? One fingerprint of everything they depend on.

Kept apart from `pipeline` and light of imports, so that a run that finds nothing new is over at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sdgmeta.model.entry import ListText
from sdgmeta.model.record import Record
from sdgmeta.store import Store


@dataclass(frozen=True, slots=True)
class EmbeddedRecords:
    """The records that travel with the program; read only when their digest is not the stored one."""

    digest: str
    read: Callable[[], Sequence[Record]]


def load_embedded(store: Store, embedded: EmbeddedRecords) -> None:
    """Put the embedded records into the record table, unless these very ones are there already."""
    if store.embedded_digest() != embedded.digest:
        store.set_embedded(embedded.digest, embedded.read())


def all_texts(store: Store, texts: Sequence[ListText]) -> list[ListText]:
    """The lists of this run and the latest texts of all other lists that the store knows, by name."""
    own = {text.name: text for text in texts}
    others = (store.latest_list(name) for name in store.list_names() if name not in own)
    own.update({stored.text.name: stored.text for stored in others if stored})
    return [own[name] for name in sorted(own)]


def fingerprint(store: Store, rules_digest: str, texts: Sequence[ListText]) -> str:
    """One digest of all that results depend on: rules (with a person's decisions), list texts, records."""
    facts = [rules_digest, store.records_digest(), *(f"{t.name}:{t.digest}:{t.location}" for t in texts)]
    return hashlib.blake2b("\n".join(facts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def unchanged_summary(store: Store, rules_digest: str, texts: Sequence[ListText]) -> Mapping[str, Any] | None:
    """The stored summary where nothing has changed since it was made, else None. `texts` are all
    lists of the catalogue."""
    if store.fingerprint() != fingerprint(store, rules_digest, texts):
        return None
    return store.summary()


def are_latest(store: Store, texts: Sequence[ListText]) -> bool:
    """Is each of these texts the one that the store has as its list's latest? Else it must be kept
    before all else."""
    stored = [(text, store.latest_list(text.name)) for text in texts]
    return all(latest is not None and latest.text.digest == text.digest for text, latest in stored)
