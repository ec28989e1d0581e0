"""Records of people and bodies: kept with the day's fold, the same after every way of coming by them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dayline.compose.namings import LATELY
from dayline.config import Settings, load
from dayline.model.digest import passages_of
from dayline.model.entities import Annotations, PersonMention
from dayline.pipeline.composing import compose_day
from dayline.pipeline.importing import import_paths
from dayline.pipeline.people import actors, actors_named, introducing
from dayline.pipeline.preparing import Preparation
from dayline.store.archive import Archive


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return an archive with the bundled sample prepared, and its settings."""
    from importlib.resources import files
    from pathlib import Path

    sample = Path(str(files("dayline") / "sample"))
    settings = load(sample / "crisis.toml")
    with Archive.open(str(tmp_path_factory.mktemp("people") / "archive.db")) as archive:
        import_paths(archive, settings.crisis, sorted(path for path in sample.iterdir() if path.is_dir()))
        Preparation(archive, settings).prepare(date(2026, 5, 14))
        yield archive, settings


def test_a_record_has_its_names_and_roles_with_their_days(held: tuple[Archive, Settings]) -> None:
    archive, settings = held
    (rell,) = actors_named(archive, settings, "rell", "person")
    assert rell.name == "Tomas Rell"
    assert {alias.text for alias in rell.aliases} == {"Tomas Rell", "Rell"}
    deputy = min(role.first for role in rell.roles if role.title.lower().startswith("deputy minister") and role.first)
    acting = min(role.first for role in rell.roles if role.title.startswith("acting") and role.first)
    assert deputy < acting == date(2026, 5, 12)


def test_a_record_can_be_asked_for_as_it_stood_on_a_day(held: tuple[Archive, Settings]) -> None:
    archive, settings = held
    early = {actor.id: actor for actor in actors(archive, settings.crisis, date(2026, 5, 10))}
    late = {actor.id: actor for actor in actors(archive, settings.crisis, date(2026, 5, 14))}
    assert early.keys() < late.keys()
    assert all(early[id_].documents <= late[id_].documents for id_ in early)


def test_a_restored_register_gives_the_same_days(held: tuple[Archive, Settings]) -> None:
    archive, settings = held
    before = archive.sightings(settings.crisis.id, "2026-05-14")
    kept = archive.fold_key(settings.crisis.id, "2026-05-13")
    archive.put_fold_day(settings.crisis.id, "2026-05-13", "stale", [], [])
    Preparation(archive, settings).prepare(date(2026, 5, 14))
    assert archive.fold_key(settings.crisis.id, "2026-05-13") == kept
    assert archive.sightings(settings.crisis.id, "2026-05-14") == before


def test_reports_that_give_the_office_of_people_named_bare_are_found(held: tuple[Archive, Settings]) -> None:
    archive, settings = held
    day, crisis = date(2026, 5, 14), settings.crisis
    since = day - timedelta(days=LATELY)
    (rell,) = actors_named(archive, settings, "rell", "person")
    sightings = archive.sightings(crisis.id, day.isoformat())
    (document,) = list(archive.documents_by_id([sightings[0].document_id]).values())
    span = document.span(0, 4, "title")
    bare = Annotations(
        document_id=document.id, language="en", people=(PersonMention(span=span, name="Rell", person_id=rell.id),)
    )
    found = introducing(sightings, {document.id: bare}, since=since)
    texts = [f"{each.headline} {each.text}" for each in archive.documents_by_id(found).values()]
    assert texts
    assert all("minister" in text and "Rell" in text for text in texts)
    titled = replace(bare, people=(replace(bare.people[0], role="minister"),))
    assert introducing(sightings, {document.id: titled}, since=since) == []
    assert introducing(sightings, {document.id: bare}, since=day + timedelta(days=2)) == []


def test_who_speaks_in_a_digest_is_named_by_the_record(held: tuple[Archive, Settings]) -> None:
    archive, settings = held
    preparation = Preparation(archive, settings)
    preparation.prepare(date(2026, 5, 14))
    digest = compose_day(preparation, 6)
    assert digest is not None
    spoke = {one for _, passage in passages_of(digest) for one in passage.speakers}
    assert spoke == {speaker.id for speaker in digest.speakers}
    known = {actor.id: actor.name for actor in actors(archive, settings.crisis, date(2026, 5, 14))}
    assert all(known[speaker.id] == speaker.name for speaker in digest.speakers)
    assert any(speaker.name == "Irena Solm" for speaker in digest.speakers)


def test_bodies_are_asked_for_apart(held: tuple[Archive, Settings]) -> None:
    archive, settings = held
    assert all(actor.kind == "body" for actor in actors_named(archive, settings, "", "body"))
    assert actors_named(archive, settings, "Saint Alda", "person") == []
    assert actors_named(archive, settings, "Saint Alda", "body")
