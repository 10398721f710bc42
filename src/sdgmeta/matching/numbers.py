"""Numbers in words, as titles and editions write them."""

from __future__ import annotations

NUMBER_WORDS: dict[str, str] = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th",
    )
    for number, word in enumerate(words.split(), start=1)
}
