"""Documents about a made-up flood, and the English word lists as they are shipped."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from dayline.model.document import Document
from dayline.text.fingerprints import document_id, item_id, sha256_hex
from dayline.text.languages import Language

START = datetime(2031, 4, 10, 6, tzinfo=UTC)
MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def languages() -> Mapping[str, Language]:
    folder = files("dayline") / "languages"
    merged: dict[str, object] = {}
    for name in ("en.toml", "en.dates.toml", "en.stories.toml"):
        merged |= tomllib.loads((folder / name).read_text(encoding="utf-8"))
    return {"en": Language.from_mapping("en", merged)}


@pytest.fixture(scope="session")
def english(languages: Mapping[str, Language]) -> Language:
    return languages["en"]


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    def make(
        headline: str,
        text: str = "",
        *,
        hours: float | None = 0,
        source: str = "post",
        key: str = "",
        language: str = "en",
        url: str = "",
    ) -> Document:
        published = START + timedelta(hours=hours) if hours is not None else None
        item_key = key or headline + text
        return Document(
            id=document_id(source, item_key, headline, text),
            item_id=item_id(source, item_key),
            source_id=source,
            source_name=source,
            url=url,
            headline=headline,
            text=text,
            language=language,
            published_at=published,
            published_confidence="time" if published else "low",
            fetched_at=START + timedelta(days=30),
            sha256=sha256_hex(text.encode()),
            raw_sha256=sha256_hex(headline.encode()),
        )

    return make


@pytest.fixture(scope="session")
def week(make_document: MakeDocument) -> list[Document]:
    """Six days of reports in time order: three matters, two of them of one kind, noise, and a copy now and then."""
    towns = ["Tarn", "Velm", "Orrin Bridge", "Saltmere", "Kessel", "Dunmoor"]
    found = []
    for day, town in enumerate(towns):
        for hour in range(0, 20, 2):
            toll = 2 + hour // 4
            place = town if hour % 4 else towns[(day + 3) % 6]
            found.append(
                make_document(
                    f"{toll} dead as flood water reaches {place}",
                    f"Water from the broken Orrin dam reached {place} on day {day + 1}, and rescuers counted {toll} "
                    f"dead in the streets near the old mill of {place}, mayor Hanna Brask of {place} said.",
                    hours=day * 24 + hour,
                    source=f"outlet-{hour % 3}",
                )
            )
            found.append(
                make_document(
                    f"Council of {place} argues over school meals",
                    f"A plan for school meals in {place} split the council at hour {hour} of evening {day}.",
                    hours=day * 24 + hour + 0.5,
                    source="gazette",
                )
            )
            if hour == 8:
                found.append(
                    make_document(
                        found[-2].headline, found[-2].text, hours=day * 24 + hour + 1, source="relay"
                    )
                )
    return found
