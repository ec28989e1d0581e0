"""What a site asks of robots is done (RFC 9309)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.ingest import robots
from dayline.ingest.fetch import Answer, Failure
from dayline.ingest.guard import Policy, Refused, target_of
from dayline.ingest.robots import RobotsBook, delay_of, permits, rules_of
from dayline.model.collection import RobotsRules

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
ORIGIN = "https://varda.example"
RULES = """
User-agent: *
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$
Crawl-delay: 90

User-agent: dayline
User-agent: otherbot
Disallow: /drafts
Crawl-delay: 2.5
"""


def may(text: str, path: str) -> bool:
    """Tell whether a path may be asked for under some rules."""
    return permits(RobotsRules(origin=ORIGIN, is_open=True, text=text), target_of(ORIGIN + path, Policy()))


@pytest.mark.parametrize(("path", "allowed"), [("/drafts/a", False), ("/private", True), ("/a.pdf", True), ("/", True)])
def test_rules_of_its_own_count_alone(path: str, allowed: bool) -> None:
    assert may(RULES, path) == allowed


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/private", False), ("/private/press/1", True), ("/privately", False), ("/a.pdf", False), ("/a.pdf?x", True)],
)
def test_rules_for_all_count_where_it_has_none(path: str, allowed: bool) -> None:
    assert may(RULES.replace("dayline", "elsebot"), path) == allowed


@pytest.mark.parametrize(
    ("status", "is_open"), [(200, True), (404, True), (403, True), (410, True), (429, False), (500, False), (0, False)]
)
def test_what_no_rules_mean(status: int, is_open: bool) -> None:
    assert rules_of(ORIGIN, status, b"").is_open == is_open


def test_a_delay_is_kept_within_bounds() -> None:
    assert delay_of(RobotsRules(origin=ORIGIN, is_open=True, text=RULES)) == 2.5
    general = RULES.replace("dayline", "elsebot")
    assert delay_of(RobotsRules(origin=ORIGIN, is_open=True, text=general)) == robots.LONGEST_DELAY
    assert delay_of(RobotsRules(origin=ORIGIN, is_open=True)) == 0.0


@settings(max_examples=300)
@given(st.binary(max_size=300) | st.lists(st.sampled_from(
    ["User-agent: *\n", "Disallow: ", "/*", "$", "Crawl-delay: ", "x", "\0", "Allow:", "%", "\n", "é", ":", "9" * 400])
).map(lambda parts: "".join(parts).encode()))  # fmt: skip
def test_no_rules_raise(content: bytes) -> None:
    rules = rules_of(ORIGIN, 200, content)
    assert permits(rules, target_of(ORIGIN + "/a", Policy())) in (True, False)
    assert 0.0 <= delay_of(rules) <= robots.LONGEST_DELAY


class Gate:
    """A gate behind which every site has the same rules."""

    def __init__(self, status: int, text: str = "") -> None:
        self.status, self.text, self.asked = status, text, list[str]()

    def cut_at(self, body: int) -> "Gate":
        assert body == robots.MOST_BYTES
        return self

    def fetch(self, url: str) -> Answer | Failure:
        self.asked.append(url)
        if self.status != 200:
            return Failure(url=url, reason="no", fetched_at=NOON, status=self.status)
        content = self.text.encode()
        return Answer(url=url, final_url=url, moved_to="", status=200, reason="OK", headers=(), sent=content,
                      content=content, machine="8.8.8.8", fetched_at=NOON)  # fmt: skip


class Clock:
    """A clock that stands."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(("status", "kept"), [(200, robots.KEPT), (500, robots.KEPT_AFTER_FAULT)])
def test_rules_are_asked_for_once_and_again_when_they_are_old(status: int, kept: timedelta) -> None:
    gate: Any = Gate(status, "User-agent: *\nDisallow: /private")
    clock = Clock()
    book = RobotsBook(gate, now=clock, known={})
    for path in ("/private", "/private"):
        with pytest.raises(Refused, match=r"robots\.txt"):
            book.permit(target_of(ORIGIN + path, Policy()))
    assert gate.asked == [f"{ORIGIN}/robots.txt"]
    assert [rules.origin for rules, _ in book.taken()] == [ORIGIN]
    assert book.taken() == []
    clock.now += kept
    gate.status = 404
    book.permit(target_of(ORIGIN + "/private", Policy()))
    assert len(gate.asked) == 2
