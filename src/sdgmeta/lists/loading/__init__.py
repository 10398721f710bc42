"""Loading: from where a list is kept to its text.

`pull` gets it from the web, `files` from disk, `pulled_text` is what came of it; `decoding` and
`mojibake` make it readable, `size_guard` refuses what no list is like. What does not live here:
what stands in the text.
"""
