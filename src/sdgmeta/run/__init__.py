"""One run: lists are pulled and read, their identifiers asked for, gaps searched, results derived and saved.

`run` holds the order of the steps; each step has a file. What does not live here: words for people
(`cli`), what a source, a match or a merge is (their rooms).
"""
