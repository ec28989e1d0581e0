"""A small made-up crisis for tests of the whole: an eruption on an island, three days, seven outlets."""

import importlib.util
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from sqlalchemy import create_engine, text

from dayline.store import Archive

# a law holds however slow the machine is
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

POSTGRESQL = os.environ.get("DAYLINE_TEST_POSTGRESQL", "")


@pytest.fixture(scope="session", autouse=True)
def no_places_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the person at this machine imported out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


CRISIS = """\
[crisis]
name = "Sable eruption"
id = "sable-eruption"
first_day = 2025-05-04
time_zone = "Atlantic/Azores"
cutoff_hour = 22
languages = ["en"]
sides = ["island", "mainland"]

[outputs]
title = "Mount Sable, day by day"

[[sources]]
id = "observatory"
name = "Marrow Observatory"
kind = "statements"
address = "observatory.example"
names = ["the observatory"]
side = "island"
tier = 1

[[sources]]
id = "coast-guard"
name = "Coast Guard"
kind = "statements"
address = "coastguard.example"
side = "mainland"
tier = 1

[[sources]]
id = "harbour-courier"
name = "Harbour Courier"
address = "harbourcourier.example"
tier = 2

[[sources]]
id = "island-radio"
name = "Island Radio"
address = "islandradio.example"
side = "island"
tier = 2

[[relevance]]
names = ["Marrow Island", "Mount Sable", "Sable Bay", "Sable"]
kind = "place"
weight = 0.6

[[relevance]]
names = ["eruption", "volcano", "lava", "ash", "crater"]
weight = 0.4

[[relevance]]
names = ["football"]
weight = -1.0
"""

# (day, hour, outlet, headline, text)
REPORTS = (
    (4, 6, "observatory", "Mount Sable erupts after a night of tremors",
     "Mount Sable erupted at 5.40 a.m. on Sunday after a night of tremors, the observatory said. A column of ash "
     "rose eight kilometres above Marrow Island.\n\n“The eruption is strong and may last for weeks,” said Ines "
     "Calder, director of the observatory."),
    (4, 7, "harbour-courier", "Mount Sable erupts, ash falls on the harbour",
     "Mount Sable erupted early on Sunday, and ash fell on the harbour of Sable Bay within the hour. Ines Calder, "
     "director of the observatory, said that the eruption could last for weeks.\n\nAbout 300 people left the upper "
     "villages in their own cars, the mayor of Sable Bay, Tomas Wren, said."),
    (4, 8, "island-radio", "Volcano on Marrow Island erupts",
     "The volcano on Marrow Island erupted on Sunday morning. “We heard a roar like a train,” said Mayor Tomas Wren "
     "of Sable Bay. Schools will stay closed on Monday."),
    (4, 10, "coast-guard", "Harbour of Sable Bay closed to ships",
     "The Coast Guard closed the harbour of Sable Bay to all ships on Sunday because of ash. Two ferries with 140 "
     "passengers were sent back to the mainland. The eruption of Mount Sable leaves no safe route, Captain Rhea "
     "Dunn said."),
    (4, 12, "harbour-courier", "Ferries turned back as ash closes Sable Bay",
     "Two ferries with 140 passengers were turned back on Sunday when the Coast Guard closed the harbour of Sable "
     "Bay because of ash from Mount Sable."),
    (4, 15, "northwind.example", "Island team wins football cup",
     "The football team of Marrow Island won the cup on Sunday with three goals in the second half."),
    (5, 6, "harbour-courier", "Two killed as roof falls under ash in Sable Bay",
     "Two people were killed on Monday when the roof of a market hall in Sable Bay fell under wet ash from Mount "
     "Sable, the police said. At least 11 people were injured.\n\n“The ash is heavier than snow,” said police chief "
     "Marta Oake."),
    (5, 7, "island-radio", "Market hall roof falls in Sable Bay, two dead",
     "Two people died and at least 11 were injured on Monday when a market hall in Sable Bay gave way under ash, "
     "police chief Marta Oake said. Mount Sable has been in eruption since Sunday."),
    (5, 9, "observatory", "Lava from Mount Sable reaches the coast road",
     "Lava from Mount Sable reached the coast road at Fern Point on Monday, the observatory said. The flow moves "
     "about 40 metres an hour, according to Ines Calder, director of the observatory."),
    (5, 11, "island-radio", "Coast road cut by lava from Mount Sable",
     "Lava from the crater of Mount Sable cut the coast road at Fern Point on Monday. Ines Calder of the observatory "
     "said that the flow moves about 40 metres an hour."),
    (5, 13, "harbour-courier", "Evacuation of Sable Bay begins",
     "The evacuation of Sable Bay began on Monday, and 1,410 people were taken to the south of Marrow Island, Mayor "
     "Tomas Wren said. Mount Sable went on throwing ash over the town."),
    (5, 20, "northwind.example", "Shares of ferry line fall",
     "Shares of the ferry line fell four per cent on Monday. Analysts named fuel prices."),
    (6, 6, "island-radio", "Toll of roof collapse on Marrow Island rises to five",
     "The number of people killed in the market hall of Sable Bay rose to five on Tuesday, police chief Marta Oake "
     "said. Three bodies were found under the ash at dawn. Mount Sable was quieter."),
    (6, 7, "harbour-courier", "Five dead in Sable Bay market hall",
     "Five people are now known to have been killed in the market hall of Sable Bay, the police said on Tuesday. "
     "“We have looked under every beam,” police chief Marta Oake said. Ash from Mount Sable hindered the search."),
    (6, 10, "coast-guard", "First ship reaches Sable Bay with water",
     "The first ship since the eruption of Mount Sable reached Sable Bay on Tuesday with 60 tonnes of drinking "
     "water, Captain Rhea Dunn of the Coast Guard said."),
    (6, 12, "harbour-courier", "Water ship docks in Sable Bay",
     "A Coast Guard ship with 60 tonnes of drinking water docked in Sable Bay on Tuesday, the first since the "
     "eruption of Mount Sable, Captain Rhea Dunn said."),
)  # fmt: skip

HOSTS = {"observatory": "observatory.example", "coast-guard": "coastguard.example",
         "harbour-courier": "harbourcourier.example", "island-radio": "islandradio.example"}  # fmt: skip

Fields = dict[str, Any]


def report(number: int, day: int, hour: int, outlet: str, title: str, text: str) -> Fields:
    """Return one report as the documents format has it."""
    host = HOSTS.get(outlet, outlet)
    return {
        "id": f"r{number}",
        "url": f"https://{host}/2025/05/{day:02}/{number}",
        "source": host,
        "title": title,
        "text": text,
        "published": f"2025-05-{day:02}T{hour:02}:00:00Z",
        "language": "en",
        "author": None,
    }


def lines(documents: Iterable[Mapping[str, object]]) -> str:
    """Return documents as NDJSON."""
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """The made-up crisis on disk: its file, and the folder of what was collected each day."""

    config: Path
    collected: Path
    documents: Mapping[str, Fields]


def write_crisis(folder: Path) -> Crisis:
    """Write the crisis file and three collections, each made in the evening of its day."""
    made = {f"r{number}": report(number, *fields) for number, fields in enumerate(REPORTS, start=1)}
    collected = folder / "collected"
    for day in (4, 5, 6):
        at = collected / f"202505{day:02}T215000Z"
        at.mkdir(parents=True)
        of_day = [made[f"r{number}"] for number, fields in enumerate(REPORTS, start=1) if fields[0] == day]
        (at / "reports.ndjson").write_text(lines(of_day), encoding="utf-8")
    config = folder / "crisis.toml"
    config.write_text(CRISIS, encoding="utf-8")
    return Crisis(config=config, collected=collected, documents=made)


@pytest.fixture
def eruption(tmp_path: Path) -> Crisis:
    """Return the made-up crisis in a folder of its own."""
    return write_crisis(tmp_path)


@pytest.fixture(scope="module")
def eruption_once(tmp_path_factory: pytest.TempPathFactory) -> Crisis:
    """Return the made-up crisis in a folder that the tests of a module share."""
    return write_crisis(tmp_path_factory.mktemp("eruption"))


@pytest.fixture(scope="session")
def faults() -> ModuleType:
    """Return the module of the server that answers with every fault there is."""
    path = Path(__file__).parent / "fault_server.py"
    spec = importlib.util.spec_from_file_location("fault_server", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fault_server"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def new_location(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], str]]:
    """Give a function that returns the location of a new, empty archive, in each database that can be had."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("archives")
        model = folder / "model.db"
        Archive.open(str(model)).close()
        yield lambda: str(shutil.copy(model, folder / f"{uuid4().hex}.db"))
        return
    if not POSTGRESQL:
        pytest.skip("PostgreSQL: DAYLINE_TEST_POSTGRESQL holds no URL of a database to test on")
    engine = create_engine(POSTGRESQL.replace("postgresql://", "postgresql+psycopg://"))
    made: list[str] = []

    def with_schema() -> str:
        made.append(f"dayline_test_{uuid4().hex}")
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {made[-1]}"))
        location = f"{POSTGRESQL}{'&' if '?' in POSTGRESQL else '?'}options=-csearch_path%3D{made[-1]}"
        Archive.open(location).close()
        return location

    try:
        yield with_schema
        for schema in made:
            # one a transaction: each holds a lock for every table and index, and the server has room for so many
            with engine.begin() as connection:
                connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    finally:
        engine.dispose()


@pytest.fixture
def web(faults: ModuleType) -> Iterator[Any]:
    """Start a web of made-up sites on the loopback."""
    server = faults.FaultServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def make_crisis() -> Callable[[Path], Crisis]:
    """Return the function that writes the made-up crisis into a folder."""
    return write_crisis


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command left: its exit status, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """Return the lines on standard error that say something."""
        return [line for line in self.err.splitlines() if line.strip()]


def run_dayline(*arguments: object, stdin: bytes = b"") -> Ran:
    """Run dayline in this process, as its program does, and return what came of it."""
    from dayline.cli import main

    before = sys.argv, sys.stdin, sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    sys.argv = ["dayline", *map(str, arguments)]
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"), out, err
    status = 0
    try:
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return Ran(status=status, out=texts[0], err=texts[1])


@pytest.fixture(scope="session")
def dayline() -> Callable[..., Ran]:
    """Return a function that runs one command of dayline: ``dayline("import", path, "--config", file)``."""
    return run_dayline


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltCrisis:
    """The made-up crisis imported and built: crisis, archive, site, and the digests' JSON by day."""

    crisis: Crisis
    archive: Path
    site: Path
    digests: Mapping[int, Fields]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltCrisis:
    """Return the made-up crisis, imported and all its days built once for the whole run; not to be changed."""
    folder = tmp_path_factory.mktemp("eruption")
    crisis = write_crisis(folder)
    imported = run_dayline("import", crisis.collected, "--config", crisis.config)
    assert imported.status == 0, imported.err
    ran = run_dayline("build", "--config", crisis.config, "--day", "1..3", "--json", folder / "day-{day}.json")
    assert ran.status == 0, ran.err
    digests = {day: json.loads((folder / f"day-{day}.json").read_text(encoding="utf-8")) for day in (1, 2, 3)}
    return BuiltCrisis(crisis=crisis, archive=folder / "dayline.db", site=folder / "site", digests=digests)
