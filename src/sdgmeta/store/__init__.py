"""The store: an SQLite database that keeps facts (lists, answers, records) and what was last
concluded from them.

`open_store` is the way in. One file per meaning: `rows` (the tables), `codec` (values ↔
JSON), `connection` (URLs, transactions), `sqlite_errors` (SQLite's errors in words), `damage`
(looking for it), `lock` (one run at a time), `migrate` (schema versions), `record_cache`,
`list_texts`, `results_writer` and `results_reader`, `runs`, `maintenance` (the repositories),
`stored` (what they take and give).
"""

from sdgmeta.store.maintenance import WHAT_TO_DO
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
    "WHAT_TO_DO",
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
