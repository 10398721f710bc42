"""The store: an SQLite database that keeps facts (lists, answers, records) and what was last concluded from them.

`open_store` is the way in. One file per meaning: `tables` (the schema as rows), `codec` (values ↔ JSON), `opening`
(URLs, connections, transactions), `faults` (SQLite's errors in words), `lock` (one run at a time), `migrate` (schema
versions), `records`, `lists`, `results` and `conclusions`, `runs`, `upkeep` (the repositories), `values` (what they take and give).
"""

from sdgmeta.store.store import Store, open_store
from sdgmeta.store.stored import (
    AnswerState,
    ListState,
    RunRow,
    RunStatus,
    SourceHealth,
    SourceUse,
    StoredAnswer,
    StoredList,
    StoredQuery,
)

__all__ = [
    "AnswerState",
    "ListState",
    "RunRow",
    "RunStatus",
    "SourceHealth",
    "SourceUse",
    "Store",
    "StoredAnswer",
    "StoredList",
    "StoredQuery",
    "open_store",
]
