"""The decisions file: what is read from it, what is written, and what of a person's own text stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.decisions import read_decisions, with_decision, without_decision
from sdgmeta.errors import DecisionError
from sdgmeta.model.decision import Decision, DecisionKind

PATH = "decisions.toml"
KEEP = Decision(
    DecisionKind.KEEP,
    "arxiv:2310.02255",
    field="venue",
    value="ICLR",
    date="2026-11-21",
    reason="I was there",
)
SAME = Decision(DecisionKind.SAME, "arxiv:2401.00001", other="title:Another Name", date="2026-11-21")
REJECT = Decision(DecisionKind.REJECT, "entry:papers:Self-Instruct", other="doi:10.1000/one")

BY_HAND = """\
# Our lab's decisions.

[[decision]]   # settled on Monday
kind = 'keep'
subject = "arxiv:2310.02255"
field = "year"
value = 2024
date = 2026-11-21
reason = \"\"\"
Two lines, with a # that is no comment
[[decision]]
and a header that is none\"\"\"

# The next one is Ada's.
# She is sure.
[[decision]]
kind = "different"
subject = "arxiv:2401.00001"
other = "arxiv:2401.00002"

# To be continued.
"""


def test_what_is_written_is_read_again_in_order() -> None:
    text = ""
    for decision in (KEEP, SAME, REJECT):
        text = with_decision(text, decision, PATH)
    assert read_decisions(text, PATH) == (KEEP, SAME, REJECT)
    assert text.startswith("# What people decided")


def test_a_later_decision_of_the_same_question_replaces_the_earlier_one() -> None:
    text = with_decision(with_decision("", KEEP, PATH), SAME, PATH)
    later = Decision(DecisionKind.KEEP, KEEP.subject, field="venue", value="ICML")
    assert read_decisions(with_decision(text, later, PATH), PATH) == (SAME, later)


def test_the_same_question_may_be_asked_the_other_way_round() -> None:
    text = with_decision("", SAME, PATH)
    other_way = Decision(DecisionKind.DIFFERENT, SAME.other, other=SAME.subject)
    assert read_decisions(with_decision(text, other_way, PATH), PATH) == (other_way,)


def test_another_field_or_another_entry_is_another_question() -> None:
    text = with_decision("", KEEP, PATH)
    other = Decision(DecisionKind.KEEP, KEEP.subject, field="year", value="2024")
    assert len(read_decisions(with_decision(text, other, PATH), PATH)) == 2


def test_a_file_written_by_hand_is_read() -> None:
    kept, different = read_decisions(BY_HAND, PATH)
    assert (kept.kind, kept.value, kept.date) == (DecisionKind.KEEP, "2024", "2026-11-21")
    assert different == Decision(DecisionKind.DIFFERENT, "arxiv:2401.00001", other="arxiv:2401.00002")


def test_a_persons_comments_and_layout_stay_to_the_letter() -> None:
    assert with_decision(BY_HAND, SAME, PATH).startswith(BY_HAND)
    first, second = read_decisions(BY_HAND, PATH)
    start = BY_HAND.index("# The next one")
    assert without_decision(BY_HAND, first.key, PATH) == (
        "# Our lab's decisions.\n\n\n" + BY_HAND[start:],
        True,
    )
    without_second, _ = without_decision(BY_HAND, second.key, PATH)
    assert (
        without_second
        == BY_HAND[: BY_HAND.index('[[decision]]\nkind = "different"')] + "\n# To be continued.\n"
    )


def test_a_decision_taken_back_leaves_the_file_as_it_was() -> None:
    for before in (BY_HAND + "\n", with_decision("", KEEP, PATH)):
        after, found = without_decision(with_decision(before, SAME, PATH), SAME.key, PATH)
        assert (after, found) == (before, True)


def test_what_was_never_decided_cannot_be_taken_back() -> None:
    assert without_decision(BY_HAND, KEEP.key, PATH) == (BY_HAND, False)
    assert without_decision("", KEEP.key, PATH) == ("", False)


def test_the_last_decision_taken_back_leaves_the_heading() -> None:
    text, _ = without_decision(with_decision("", KEEP, PATH), KEEP.key, PATH)
    assert read_decisions(text, PATH) == ()
    assert text.startswith("# What people decided")


def test_a_byte_order_mark_does_no_harm() -> None:
    text = with_decision("\ufeff" + BY_HAND, SAME, PATH)
    assert read_decisions(text, PATH)[-1] == SAME


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(
    [
        '"',
        "'''",
        '"""',
        "]]",
        "[[decision]]",
        "a\n[[decision]]\n",
        "\\",
        "\x00\x1b[2J\x7f",
        "#",
        "\r\n",
        "\u2028",
        "=",
    ]
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_text_is_written_and_read_unchanged(subject: str, value: str, reason: str) -> None:
    hostile = Decision(DecisionKind.KEEP, subject, field="title", value=value, reason=reason)
    text = with_decision(with_decision(BY_HAND, hostile, PATH), SAME, PATH)
    assert read_decisions(text, PATH)[2:] == (hostile, SAME)
    assert without_decision(text, hostile.key, PATH) == (with_decision(BY_HAND + "\n", SAME, PATH), True)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[decision]", "not valid TOML"),
        ("\x00", "not valid TOML"),
        ("[" * 9000, "not valid TOML"),
        ('a = "b"', "unknown key 'a'"),
        ('"a\\nb" = 1', "unknown key 'a\\nb'"),
        ("decision = 1", "must be blocks"),
        ("[decision]\nkind = 'same'", "must be blocks"),
        ("decision = [1]", "decision 1: kind '' is none of"),
        ("[[decision]]", "decision 1: kind '' is none of"),
        ("[[decision]]\nkind = 'perhaps'", "kind 'perhaps' is none of same, different"),
        ("[[decision]]\nkind = 'same'\nsubject = 'a'", "decision 1: same needs other"),
        ("[[decision]]\nkind = 'same'\nsubject = ''\nother = 'b'", "decision 1: same needs subject"),
        ("[[decision]]\nkind = 'keep'\nsubject = 'a'\nfield = 'year'", "decision 1: keep needs value"),
        ("[[decision]]\nkind = 'keep'\nwork = 'a'", "decision 1: unknown key 'work'"),
        ("[[decision]]\nkind = ['same']", "decision 1: kind is no text"),
        ("[[decision]]\nkind = 'same'\n[decision.subject]\na = 1", "decision 1: subject is no text"),
        (BY_HAND + "[[decision]]\nkind = 'no'", "decision 3: kind 'no'"),
    ],
)
def test_a_malformed_file_is_one_error_of_one_line_that_names_the_file(text: str, complaint: str) -> None:
    with pytest.raises(DecisionError) as refused:
        read_decisions(text, PATH)
    assert str(refused.value).startswith(f"{PATH}: ")
    assert complaint in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.path == PATH


def test_the_line_of_broken_toml_is_told() -> None:
    with pytest.raises(DecisionError) as refused:
        read_decisions("# fine\n\nbroken\n", PATH)
    assert refused.value.line == 3


def test_nothing_is_written_into_a_file_that_cannot_be_read() -> None:
    for broken in ("[[decision]", "decision = [{kind = 'same', subject = 'a', other = 'b'}]"):
        with pytest.raises(DecisionError):
            with_decision(broken, KEEP, PATH)


@given(st.text(st.sampled_from("[]decision=\"'# \n\\a1,{}"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        decisions = read_decisions(text, PATH)
    except DecisionError:
        return
    assert all(decision.subject for decision in decisions)
