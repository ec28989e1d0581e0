"""Issued days change in public only; what rests on a changed source is found."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dayline.config import Settings, load
from dayline.errors import DayError
from dayline.model.digest import passages_of
from dayline.pipeline import composing, keys
from dayline.pipeline.building import build_and_publish
from dayline.pipeline.correcting import Wanted, changed_lines, correct_day, lines_of
from dayline.pipeline.importing import import_paths
from dayline.store import Archive

NOW = datetime(2025, 5, 7, 9, tzinfo=UTC)
Desk = tuple[Archive, Settings, Path]


@pytest.fixture
def issued(eruption: Any) -> Iterator[Desk]:
    """Return an archive with three issued days, its settings, and the site."""
    settings = load(eruption.config)
    site = eruption.config.parent / "site"
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        build_and_publish(archive, settings, "1..3", site=site, issue_at=NOW)
        yield archive, settings, site


def later(eruption: Any, name: str, **changes: object) -> Path:
    """Write a folder in which a report of the second day stands changed, collected the day after."""
    folder: Path = eruption.config.parent / "collected" / "20250507T100000Z"
    folder.mkdir()
    changed = {**eruption.documents[name], **changes}
    (folder / "reports.ndjson").write_text(json.dumps(changed) + "\n")
    return folder


def wanted(target: str, kind: Any = "corrected", after: str = "New words.", **more: Any) -> Wanted:
    return Wanted(kind=kind, target=target, after=after, reason="a name was misspelt", by="Desk", **more)


def test_an_issued_day_stands_whatever_comes_later(
    issued: Desk, eruption: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, site = issued
    before = archive.digest(settings.crisis.id, 2)
    page = (site / "day/2/index.html").read_bytes()
    more = {"id": "late", "title": "Mount Sable: nine killed by lava on Marrow Island, police say", "text": ""}
    import_paths(archive, settings.crisis, [later(eruption, "r7", **more, url="https://harbourcourier.example/late")])
    monkeypatch.setattr(keys, "versions", lambda: "another")
    monkeypatch.setattr(composing, "compose_day", lambda *_: pytest.fail("an issued day was composed again"))
    done = build_and_publish(archive, settings, "2", site=site)
    assert [(built.issued, built.fresh) for built in done.days] == [(True, True)]
    assert archive.digest(settings.crisis.id, 2) == before
    assert (site / "day/2/index.html").read_bytes() == page
    again = build_and_publish(archive, settings, "2", site=site)
    assert [built.fresh for built in again.days] == [False]


def test_a_day_that_is_not_issued_is_composed_again(eruption: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(eruption.config)
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        build_and_publish(archive, settings, "2", site=settings.site)
        monkeypatch.setattr(keys, "versions", lambda: "another")
        assert build_and_publish(archive, settings, "2", site=settings.site).days[0].fresh
        assert archive.issued_days(settings.crisis.id) == {}


def test_an_open_day_cannot_be_issued_or_corrected(eruption: Any) -> None:
    settings = load(eruption.config)
    early = datetime(2025, 5, 6, 12, tzinfo=UTC)
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        with pytest.raises(DayError, match="day 3 closes at 2025-05-06 22:00 UTC"):
            build_and_publish(archive, settings, "1..3", site=settings.site, issue_at=early)
        assert archive.digest_keys(settings.crisis.id) == {}
        build_and_publish(archive, settings, "3", site=settings.site)
        with pytest.raises(DayError, match="closes at"):
            correct_day(archive, settings, 3, wanted("lede[0]"), early)
        assert archive.issued_days(settings.crisis.id) == {}


def test_a_correction_reaches_page_list_and_feed(issued: Desk) -> None:
    archive, settings, site = issued
    target, text = next(found for found in lines_of(archive, settings, 2) if ".passages[" in found[0])
    correct_day(archive, settings, 2, wanted(target), NOW)
    build_and_publish(archive, settings, "2", site=site)
    page = (site / "day/2/index.html").read_text()
    assert f"“{text}”" in page.replace("&#34;", '"').replace("&#39;", "'")
    assert "It reads now: <bdi>“New words.”" in page
    assert "a name was misspelt" in (site / "corrections/index.html").read_text()
    assert "a name was misspelt" in (site / "feed/corrections.xml").read_text()
    form = json.loads((site / "day/2/digest.json").read_text())
    assert form["modified"] == "2025-05-07T09:00:00Z"
    assert [each["target"] for each in form["corrections"]] == [target]


def test_the_site_is_the_same_whether_corrected_before_or_after_it_was_built(issued: Desk, tmp_path: Path) -> None:
    archive, settings, site = issued
    correct_day(archive, settings, 2, wanted("lede[0]"), NOW)
    build_and_publish(archive, settings, "2", site=site)
    fresh = tmp_path / "fresh"
    build_and_publish(archive, settings, "1..3", site=fresh)
    files = [{p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()} for root in (site, fresh)]
    assert files[0] == files[1]


def test_corrections_follow_one_another_and_the_issue_stays(issued: Desk) -> None:
    archive, settings, site = issued
    first = archive.issued(settings.crisis.id, 1)
    correct_day(archive, settings, 1, wanted("lede[0]"), NOW)
    build_and_publish(archive, settings, "1", site=site)
    correct_day(archive, settings, 1, wanted("lede[0]", after="Newer words."), NOW.replace(hour=10))
    build_and_publish(archive, settings, "1", site=site)
    digest = archive.digest(settings.crisis.id, 1)
    assert digest is not None
    assert digest.lede[0].text == "Newer words."
    assert [each.before for each in digest.corrections][1:] == ["New words."]
    assert archive.issued(settings.crisis.id, 1) == first
    assert [day for day, _ in archive.corrections(settings.crisis.id)] == [1, 1]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (wanted("lede[99]"), "has no line"),
        (wanted("title", kind="withdrawn", after=""), "replaced only"),
        (wanted("lede[0]", kind="withdrawn"), "leave the new words out"),
        (wanted("lede[0]", after=" "), "nothing to put"),
    ],
)
def test_what_does_not_fit_is_refused_and_not_kept(issued: Desk, asked: Wanted, why: str) -> None:
    archive, settings, _ = issued
    with pytest.raises(DayError, match=why):
        correct_day(archive, settings, 1, asked, NOW)
    assert archive.corrections(settings.crisis.id) == []


def test_other_lines_on_the_same_evidence_are_told(issued: Desk) -> None:
    archive, settings, _ = issued
    digest = archive.digest(settings.crisis.id, 2)
    assert digest is not None
    cited = {citation.span.document_id for citation in digest.sections[0].heading.citations}
    others = correct_day(archive, settings, 2, wanted("sections[0].heading"), NOW)
    assert ("title" in {found.target for found in others}) or ("lede[0]" in {found.target for found in others})
    assert {found.citation.span.document_id for found in others} <= cited
    assert "sections[0].heading" not in {found.target for found in others if found.day == 2}


def test_lines_on_changed_documents_are_listed(issued: Desk, eruption: Any) -> None:
    archive, settings, _ = issued
    assert list(changed_lines(archive, settings)) == []
    old = eruption.documents["r7"]
    text = old["text"].replace("Two people were killed", "Three people were killed")
    import_paths(archive, settings.crisis, [later(eruption, "r7", text=text)])
    found = list(changed_lines(archive, settings))
    assert found
    versions = [document.id for document in archive.find_given("r7")]
    assert {(each.citation.span.document_id, each.latest) for each in found} == {(versions[0], versions[1])}
    for each in found:
        quoted = archive.document(versions[0]).quote(each.citation.span)
        assert each.stands is (quoted in archive.document(versions[1]).field(each.citation.span.field))
    assert {each.stands for each in found} == {True, False}
    printed = {(each.day, each.target) for each in found}
    for digest in archive.digests(settings.crisis.id):
        for path, passage in (("title", digest.title), *passages_of(digest)):
            rests = versions[0] in {citation.span.document_id for citation in passage.citations}
            assert rests is ((digest.day, path) in printed)
