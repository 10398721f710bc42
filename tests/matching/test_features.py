"""What an index finds a title by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.matching.features import spelling_keys, title_features, word_features
from sdgmeta.text.title_key import title_key


def test_a_nickname_shares_a_feature_with_its_paper() -> None:
    paper = title_features(title_key("CoAnnotating: Uncertainty-Guided Work"))
    assert title_features(title_key("Co-annotating")) & paper


def test_pairs_of_words_are_features() -> None:
    assert set(word_features(["deep", "learning"])) > set(word_features(["deep"]))
    assert set(word_features(["deep", "learning"])) != set(word_features(["learning", "deep"]))


@given(st.text(alphabet="abcdefgh", min_size=5, max_size=12), st.integers(0, 4), st.sampled_from("xyz"))
def test_one_slip_leaves_a_spelling_key_in_common(word: str, at: int, letter: str) -> None:
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    slips.append(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
    assert all(spelling_keys(slip) & spelling_keys(word) for slip in slips)


def test_words_too_short_or_too_long_have_no_spelling_keys() -> None:
    assert spelling_keys("gan") == set()
    assert spelling_keys("x" * 100) == set()
