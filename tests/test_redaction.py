"""No message keeps what an address may hide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.errors import ListError, SourceRefused, UsageError
from sdgmeta.redaction import redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://example.org/a/b.md: not there", "https://example.org/a/b.md: not there"),
        ("https://ann:pw@example.org/b.md: not there", "https://…@example.org/b.md: not there"),
        ("(https://example.org/b.md?token=abc&x=1).", "(https://example.org/b.md?…)."),
        ("https://example.org#abc and http://token@h:80", "https://example.org#… and http://…@h:80"),
        ("https://example.org/~a@b/c?d@e", "https://example.org/~a@b/c?…"),
        (
            "sqlite:///mine.sqlite3 is no address of the web",
            "sqlite:///mine.sqlite3 is no address of the web",
        ),
        ("ann@example.org? yes", "ann@example.org? yes"),
    ],
)
def test_user_information_and_query_are_hidden_and_nothing_else(text: str, shown: str) -> None:
    assert redacted(text) == shown


@given(
    st.text(st.characters(categories=["L", "N"]), min_size=4).map("s3cret{}".format),
    st.sampled_from(["https://{}@h.org/x", "http://u:{}@h.org", "https://h.org/x?key={}", "https://h.org?{}", "https://h/#{}"]),
    st.sampled_from(["{}", "see {}: no", "“{}”, and more", "'{}'", "<{}>"]),
)  # fmt: skip
def test_a_secret_in_an_address_is_never_shown(secret: str, address: str, sentence: str) -> None:
    text = redacted(sentence.format(address.format(secret)))
    assert secret not in text
    assert "://h" in text or "@h.org" in text


@pytest.mark.parametrize("kind", [UsageError, ListError, SourceRefused])
def test_every_error_is_redacted_where_it_is_made(kind: type[UsageError]) -> None:
    assert (
        str(kind("http://u:p@h.org/l.md?t=1: cannot be reached"))
        == "http://…@h.org/l.md?…: cannot be reached"
    )


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["://", "a://", "http://@", "https://?", "@", "://@?#", "x" * 30 + "://"])
def test_no_repetition_makes_it_hang(piece: str) -> None:
    assert redacted(piece * 50_000)
