"""Another version of cleaning: the items kept in the archive are cleaned again, and what is the same stays."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dayline.clean import clean
from dayline.clean.page_words import PageWords
from dayline.config import Settings, load
from dayline.model.crisis import Crisis
from dayline.model.document import Document, DocumentId
from dayline.model.source import RawItem, Rejected, SourceId
from dayline.pipeline import cleaning, keys
from dayline.pipeline.building import build_and_publish
from dayline.pipeline.importing import import_paths
from dayline.pipeline.preparing import Preparation
from dayline.store import Archive
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

Results = tuple[Document | Rejected, ...]


@pytest.fixture
def built_archive(eruption: Any, tmp_path: Path) -> Iterator[tuple[Archive, Settings, Path]]:
    """Return an archive with the made-up crisis of which one line is broken, its settings, and where its pages go."""
    (eruption.collected / "20250504T215000Z" / "broken.ndjson").write_text("{broken\n")
    settings = load(eruption.config)
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        build_and_publish(archive, settings, "1..3", site=tmp_path / "site")
        yield archive, settings, tmp_path / "site"


def exported(archive: Archive) -> list[str]:
    """Return the lines of an export, without the notes of the archive."""
    stream = io.StringIO()
    archive.export(stream)
    return [line for line in stream.getvalue().splitlines() if '"table":"meta"' not in line]


def renew(monkeypatch: pytest.MonkeyPatch, version: str, change: Any) -> None:
    """Let cleaning have another version, and its documents go through a change."""

    def cleaned(item: RawItem, *, sources: SourceBook, words: PageWords) -> Results:
        made = clean(item, sources=sources, words=words)
        return tuple(change(result) if isinstance(result, Document) else result for result in made)

    monkeypatch.setattr(cleaning, "clean", cleaned)
    for module in (cleaning, keys):
        monkeypatch.setattr(module, "cleaning_key", lambda crisis: f"{version} of {crisis.id}")


def retitled(document: Document) -> Document:
    if document.given_id != "r1":
        return document
    return replace(document, id=DocumentId("another"), headline=f"{document.headline} at last")


def test_what_comes_out_the_same_changes_nothing(
    built_archive: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, site = built_archive
    before, pages = exported(archive), {path: path.read_bytes() for path in site.rglob("*.*")}
    renew(monkeypatch, "another", lambda document: document)
    cleaning.clean_anew(archive, settings.crisis)
    assert exported(archive) == before
    assert str(archive.note(cleaning.CLEANED_BY)).startswith("another ")
    done = build_and_publish(archive, settings, "1..3", site=site)
    assert [day.fresh for day in done.days] == [False] * 3
    assert {path: path.read_bytes() for path in site.rglob("*.*")} == pages


def test_a_document_that_comes_out_otherwise_takes_the_place_of_the_one_before(
    built_archive: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, site = built_archive
    (old,) = archive.find_given("r1")
    count = archive.count()
    renew(monkeypatch, "another", retitled)
    build_and_publish(archive, settings, "1..3", site=site)
    assert archive.count() == count + 1
    days = [day for day, _ in archive.days()]
    dated = [document.id for document in archive.documents(days=(days[0], days[-1]), latest_only=False)]
    assert "another" in dated
    assert old.id not in dated
    # what was published before may still cite it
    assert archive.document(old.id) == old
    for digest in archive.digests(settings.crisis.id):
        cited = {citation.span.document_id for line in (digest.title, *digest.also) for citation in line.citations}
        assert old.id not in cited


def test_other_facts_of_the_same_words_are_taken_over(
    built_archive: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, site = built_archive
    version = Preparation(archive, settings).annotation_version
    annotated = archive.annotations([document.id for document in archive.documents()], version)
    for byline in ("Ines Calder", "A", "Zora Quill"):
        renew(monkeypatch, byline, lambda document, name=byline: replace(document, byline=name))
        cleaning.clean_anew(archive, settings.crisis)
        assert {document.byline for document in archive.documents(latest_only=False)} == {byline}
    assert not archive.annotations(annotated, version)
    build_and_publish(archive, settings, "1..3", site=site)
    assert archive.annotations(annotated, version).keys() == annotated.keys()


def test_what_cannot_be_used_any_more_is_set_aside_and_the_other_way_round(
    built_archive: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, _ = built_archive
    (before,) = archive.rejected()
    refused = Rejected(item_id="r1", stage="clean", reason="too hot")
    renew(monkeypatch, "stricter", lambda document: refused if document.given_id == "r1" else document)
    cleaning.clean_anew(archive, settings.crisis)
    assert set(archive.rejected()) == {before, refused}
    (old,) = archive.find_given("r1")
    assert old.id in [document.id for document in archive.documents(day="")]
    renew(monkeypatch, "as before", lambda document: document)
    cleaning.clean_anew(archive, settings.crisis)
    assert old.id not in [document.id for document in archive.documents(day="")]


def reloaded(settings: Settings, old: str, new: str) -> Settings:
    """Return the settings after a change of their file."""
    text = settings.path.read_text()
    assert old in text
    settings.path.write_text(text.replace(old, new, 1))
    return load(settings.path)


def test_an_outlet_that_is_named_afterwards_has_its_documents_once(
    built_archive: tuple[Archive, Settings, Path],
) -> None:
    archive, settings, _ = built_archive
    days = ("2025-05-04", "2025-05-06")
    before = [(d.source_id.replace("northwind.example", "north"), d.headline) for d in archive.documents(days=days)]
    block = '[[sources]]\nid = "north"\nname = "North Wind"\naddress = "https://northwind.example/feed"\n\n[[sources]]\n'
    settings = reloaded(settings, "[[sources]]\n", block)
    cleaning.clean_anew(archive, settings.crisis)
    after = [(document.source_id, document.headline) for document in archive.documents(days=days)]
    assert sorted(after) == sorted(before)
    assert "north" in dict(after)


def test_days_that_close_at_another_hour_have_their_documents(built_archive: tuple[Archive, Settings, Path]) -> None:
    archive, settings, _ = built_archive
    before = archive.days()
    settings = reloaded(settings, "cutoff_hour = 22", "cutoff_hour = 1")
    cleaning.clean_anew(archive, settings.crisis)
    assert archive.days() != before
    for day, _ in archive.days():
        for document in archive.documents(day=day):
            assert cleaning.day_of(document, settings.crisis) == day
    cleaning.clean_anew(archive, reloaded(settings, "cutoff_hour = 1\n", "cutoff_hour = 22\n").crisis)
    assert archive.days() == before


def test_ended_in_between_the_next_run_ends_the_same(
    built_archive: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, _ = built_archive
    monkeypatch.setattr(cleaning, "BATCH", 3)
    renew(monkeypatch, "another", retitled)

    def ended(stage: str, count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cleaning.clean_anew(archive, settings.crisis, progress=ended)
    assert not str(archive.note(cleaning.CLEANED_BY)).startswith("another ")
    cleaning.clean_anew(archive, settings.crisis)
    after = exported(archive)
    assert any('"id":"another"' in line for line in after)
    archive.put_note(cleaning.CLEANED_BY, "")
    cleaning.clean_anew(archive, settings.crisis)
    assert exported(archive) == after


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("en", "Die Talsperre bei Orrin hielt am Montag nach einer Nacht voller Regen, sagte die Leiterin.", "de"),
        ("", "The dam above Orrin held on Monday after a night of rain, the mayor said in the town hall.", "en"),
        ("en-GB", "The dam above Orrin held on Monday after a night of rain, the mayor said in the hall.", "en"),
    ],
)
def test_a_page_is_in_the_language_of_its_text(stated: str, text: str, language: str) -> None:
    article = f"<article><h1>Orrin</h1><p>{text} {text[:-1]}!</p></article>"
    page = f'<html lang="{stated}"><head><title>Orrin</title></head><body>{article}</body></html>'
    item = RawItem(source_id=SourceId(""), url="https://post.example/a", content=page.encode(), media_type="text/html",
                   fetched_at=datetime(2031, 5, 4, tzinfo=UTC), sha256=sha256_hex(page.encode()))  # fmt: skip
    crisis = Crisis(id="orrin", name="Orrin", first_day=date(2031, 5, 1), zone=UTC)
    ((document, _),) = cleaning.clean_items([item], crisis, SourceBook(())).documents
    assert document.language == language
