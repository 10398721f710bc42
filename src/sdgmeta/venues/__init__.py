"""Venues: what words, identifiers and addresses say of where and when something appeared.

`table` is the way in: it joins `series` (what the table knows), `words`, `items` and `texts` (a
venue's words), `comments` (arXiv's free text), `by_identifier`, `by_openreview` and `by_page`;
`venue_names` offers its names to lists; `url_records` and `by_record` say what an address and a
source's record prove. What does not live here: the data (`data/venues.toml`), which venue a work
gets (`merging`).
"""
