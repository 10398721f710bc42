"""Items and segments of venue texts."""

from __future__ import annotations

from sdgmeta.venues.items import Parsed, parse
from sdgmeta.venues.series import Role, read_lexicon

LEXICON = read_lexicon(
    {
        "words": {"filler": ["in", "of"], "organiser": ["ieee"], "workshop": ["workshop"], "host": ["at"]},
        "conference": {
            "foo": {"short": "FOO", "full": "Conference on Foo"},
            "foobar": {"short": "FooBar", "full": "Conference on Foo and Bar"},
        },
        "journal": {"moon": {"short": "Moon", "ordinary": True}},
    }
)


def _roles(text: str) -> list[Role]:
    return [item.role for item in parse(LEXICON, text).items]


def _series(parsed: Parsed) -> list[str]:
    return [item.value for item in parsed.items if item.role is Role.SERIES]


def test_the_longest_name_wins() -> None:
    assert _series(parse(LEXICON, "Conference on Foo and Bar")) == ["foobar"]
    assert _series(parse(LEXICON, "Conference on Foo")) == ["foo"]


def test_what_is_glued_to_an_acronym_is_told_apart() -> None:
    assert _roles("FOOW") == [Role.SERIES, Role.WORKSHOP]
    assert _roles("FOO24") == [Role.SERIES, Role.YEAR]
    assert _roles("FOOD") == [Role.UNKNOWN]


def test_two_digits_are_a_year_after_a_conference_and_a_volume_after_a_journal() -> None:
    assert _roles("FOO 24") == [Role.SERIES, Role.YEAR]
    assert _roles("Moon 24") == [Role.SERIES, Role.NUMBER]


def test_breaks_and_hosts_open_segments() -> None:
    parsed = parse(LEXICON, "X workshop at FOO 2024 (Y), Z@FOO")
    assert [(segment.opening, segment.hosted) for segment in parsed.segments] == [
        ("", ""),
        ("", "at"),
        ("(", ""),
        ("),", ""),
        ("@", "@"),
    ]


def test_everyday_names_and_careless_spellings_name_nothing_beside_other_words() -> None:
    assert _series(parse(LEXICON, "Moon 2024")) == ["moon"]
    assert _series(parse(LEXICON, "IEEE Moon")) == []
    assert _series(parse(LEXICON, "Foo fighters")) == []
    assert _series(parse(LEXICON, "foo")) == ["foo"]
