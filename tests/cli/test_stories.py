"""dayline stories: what an editor joins and splits is kept by every build after."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Listed = dict[str, list[str]]


@pytest.fixture
def own(make_crisis: Callable[[Path], Any], dayline: Run, tmp_path: Path) -> Any:
    """Return a made-up crisis that may be changed, imported and built."""
    crisis = make_crisis(tmp_path)
    assert dayline("import", crisis.collected, "--config", crisis.config).status == 0
    assert dayline("build", "--config", crisis.config, "--day", "1..3").status == 0
    return crisis


def listed(dayline: Run, own: Any, day: int) -> tuple[Listed, dict[str, str]]:
    """Return the documents of each story of a day, and the headline of each document."""
    ran = dayline("stories", "list", "--config", own.config, "--day", day)
    assert ran.status == 0
    stories: Listed = {}
    headlines = {}
    for line in ran.out.splitlines()[1:]:
        if line.startswith(" "):
            id_, _, rest = line.strip().partition("  ")
            stories[list(stories)[-1]].append(id_)
            headlines[id_] = rest.partition(": ")[2]
        else:
            stories[line.split()[0]] = []
    assert ran.out.startswith(f"Day {day}: {len(stories)} {'story' if len(stories) == 1 else 'stories'}\n")
    return stories, headlines


def story_of(headline: str, stories: Listed, headlines: dict[str, str]) -> str:
    return next(s for s, own in stories.items() if any(headlines[id_] == headline for id_ in own))


def digest(tmp_path: Path, day: int) -> bytes:
    return (tmp_path / f"site/day/{day}/digest.json").read_bytes()


ERUPTION = "Mount Sable erupts after a night of tremors"
ROOF, LAVA = "Two killed as roof falls under ash in Sable Bay", "Lava from Mount Sable reaches the coast road"


def decide(dayline: Run, own: Any, *words: str) -> Any:
    return dayline("stories", *words, "--config", own.config, "--by", "R. Voss", "--reason", "one night's work")


def build(dayline: Run, own: Any) -> None:
    assert dayline("build", "--config", own.config, "--day", "1..3").status == 0


def notes(tmp_path: Path, day: int) -> list[str]:
    return [note for section in json.loads(digest(tmp_path, day))["sections"] for note in section["notes"]]


def test_joined_stories_are_one_in_every_build_after(own: Any, dayline: Run, tmp_path: Path) -> None:
    first, other = (story_of(head, *listed(dayline, own, day)) for day, head in ((1, ERUPTION), (2, ROOF)))
    assert first != other
    ran = decide(dayline, own, "join", other, first)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "joined by R. Voss: one night's work: kept; build the days from 2025-05-04 on again\n"
    build(dayline, own)
    assert story_of(ROOF, *listed(dayline, own, 2)) == first
    assert "joined by R. Voss: one night's work" in notes(tmp_path, 2)
    late = {**own.documents["r7"], "id": "late", "url": "https://northwind.example/2025/05/05/late",
            "source": "northwind.example", "published": "2025-05-05T20:30:00Z"}  # fmt: skip
    folder = own.collected / "20250505T215500Z"
    folder.mkdir()
    (folder / "late.ndjson").write_text(json.dumps(late) + "\n")
    assert dayline("import", folder, "--config", own.config).status == 0
    build(dayline, own)
    stories, headlines = listed(dayline, own, 2)
    assert [headlines[id_] for id_ in stories[first]].count(ROOF) == 2


def test_split_documents_are_a_story_of_their_own_until_joined_again(
    own: Any, dayline: Run, tmp_path: Path
) -> None:
    stories, headlines = listed(dayline, own, 2)
    whole = story_of(ROOF, stories, headlines)
    lava = [id_ for id_ in stories[whole] if "lava" in headlines[id_].lower()]
    before = digest(tmp_path, 1)
    assert decide(dayline, own, "split", *lava).status == 0
    for _ in range(2):
        build(dayline, own)
        stories, headlines = listed(dayline, own, 2)
        assert stories[story_of(LAVA, stories, headlines)] == lava
        assert story_of(ROOF, stories, headlines) == whole
    assert "split off by R. Voss: one night's work" in notes(tmp_path, 2)
    assert digest(tmp_path, 1) == before
    assert decide(dayline, own, "join", whole, story_of(LAVA, stories, headlines)).status == 0
    build(dayline, own)
    stories, headlines = listed(dayline, own, 2)
    assert story_of(LAVA, stories, headlines) == story_of(ROOF, stories, headlines) == whole


def test_days_made_anew_keep_the_decisions(own: Any, dayline: Run, tmp_path: Path) -> None:
    _, headlines = listed(dayline, own, 2)
    lava = [id_ for id_ in headlines if "lava" in headlines[id_].lower()]
    assert decide(dayline, own, "split", *lava).status == 0
    build(dayline, own)
    made = [digest(tmp_path, day) for day in (1, 2, 3)]
    # another term makes every day anew, from the first; taken back, the pages are as before
    text = own.config.read_text()
    own.config.write_text(text.replace('"crater"]', '"crater", "tremors"]'))
    build(dayline, own)
    assert listed(dayline, own, 2)[0].get(story_of(LAVA, *listed(dayline, own, 2))) == lava
    own.config.write_text(text)
    build(dayline, own)
    assert [digest(tmp_path, day) for day in (1, 2, 3)] == made


def test_what_cannot_be_decided_is_said_in_one_line(own: Any, dayline: Run) -> None:
    (one, *_), (other, *_) = (next(iter(listed(dayline, own, day)[0].values())) for day in (1, 2))
    story = story_of(ROOF, *listed(dayline, own, 2))
    for words, told in (
        (("join", "nothing", story), "'nothing' is no story of the archive"),
        (("join", story, story), "one story cannot be joined"),
        (("split", "nothing"), "'nothing' is in no story"),
        (("split", one, other), "the documents are of several stories"),
    ):
        ran = decide(dayline, own, *words)
        assert ran.status == 2
        assert len(ran.told) == 1
        assert told in ran.told[0]


@pytest.mark.parametrize("option", ["--by", "--reason"])
def test_a_decision_needs_somebody_and_a_reason(option: str, eruption: Any, dayline: Run) -> None:
    words = {"--by": "R. Voss", "--reason": "one night", option: " "}
    given = [part for pair in words.items() for part in pair]
    ran = dayline("stories", "join", "a", "b", "--config", eruption.config, *given)
    assert ran.status == 2
    assert f"{option} needs words" in ran.err


def test_a_file_is_needed_where_no_command_is_named(dayline: Run) -> None:
    ran = dayline("stories", "--input", "-")
    assert ran.status == 2
    assert "--output" in ran.err
