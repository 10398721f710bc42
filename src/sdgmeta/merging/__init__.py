"""From facts to works: records and entries that belong together, each field by a named rule, claims
compared.

`cluster` groups, `appearance` reads where and when each record puts its version, `versions` groups
appearances and picks the preferred one, `policy` holds trust and the table of rules, `rules` the
rules, `merge` makes works, `findings` makes findings, `identity` keeps works' ids over runs.
Nothing here asks or reads anything.
"""
