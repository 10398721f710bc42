"""Sources: the services that know papers, one file per service, over one HTTP client.

What lives here: building requests, sending them under each service's limits, and pure parsers from
payload to `Record`. What does not: which identifiers are asked and remembered (`pipeline`,
`store`), and what a record is worth (`matching`, `merging`).
"""
