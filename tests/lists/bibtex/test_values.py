"""BibTeX's expressions: where they end, what they say, and when they are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.lists.bibtex.values import Part, holds_a_field, is_one_literal, parts, resolve


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("{A}", [("k", "{A}")]),
        ("{A} year = 2020", [("k", "{A}"), ("year", "2020")]),
        ('"A"; year={2020}; note = x # {y}', [("k", '"A"'), ("year", "{2020}"), ("note", "x # {y}")]),
        ("{A, year = 2020}", [("k", "{A, year = 2020}")]),
        ("jul # { 10}", [("k", "jul # { 10}")]),
    ],
)
def test_fields_without_a_comma_between_them_are_several(
    expression: str, found: list[tuple[str, str]]
) -> None:
    split = list(parts("k", expression))
    assert [(part.key, part.expression) for part in split] == found
    assert all(part.sound for part in split)
    assert all(expression[part.start :].startswith(part.expression) for part in split)


@pytest.mark.parametrize("expression", ["{A} b", "{A} {B}", 'x "y', "{A}} year", "a = b c {"])
def test_what_is_no_expression_is_not_sound(expression: str) -> None:
    assert not all(part.sound for part in parts("k", expression))


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("{A {B}}", "A {B}"),
        ('"A" # one # {!}', "A1!"),
        ("ONE", "1"),
        ("two words", "two words"),
        ("", ""),
    ],
)
def test_macros_and_joined_texts_are_one_text(expression: str, said: str) -> None:
    assert resolve(expression, {"one": "1"}) == said


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("{A, year = {2020}}", True),
        ('{A", year = 2020}', True),
        ("{A = B}", False),
        ("{For x = 1}", False),
        ("{A}", False),
    ],
)
def test_a_literal_that_swallowed_a_field_is_known(expression: str, holds: bool) -> None:
    assert holds_a_field(expression) is holds


@given(st.text(alphabet='{}"#=;, \\ab1\n', max_size=60))
def test_parts_cover_a_text_in_order_and_reading_never_raises(text: str) -> None:
    found = list(parts("k", text))
    assert isinstance(found[0], Part)
    assert [part.start for part in found] == sorted({part.start for part in found})
    for part in found:
        assert text[part.start : part.start + len(part.expression)] == part.expression
        resolve(part.expression, {})
        is_one_literal(part.expression)
