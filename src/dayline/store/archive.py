"""The archive: everything that was received, and everything that was made of it."""

from types import TracebackType
from typing import Self

from dayline.store.collected import Collected
from dayline.store.deliveries import Deliveries
from dayline.store.derived import Derived
from dayline.store.digests import Digests
from dayline.store.documents import Reading
from dayline.store.export import Export
from dayline.store.folds import Folds
from dayline.store.intake import Intake
from dayline.store.opening import open_engine
from dayline.store.search import Search
from dayline.store.traces import Traces

# seconds to wait for another program that is writing
PATIENCE = 30.0


class Archive(Intake, Collected, Reading, Search, Derived, Folds, Digests, Deliveries, Traces, Export):
    """One archive, open: a SQLite file, or a PostgreSQL database.

    Every method that writes is one transaction: it happens whole or not at all, whatever ends the process.
    Methods raise ArchiveError in words where the database cannot do its part. ``location`` is what it was opened by.
    """

    location: str

    @classmethod
    def open(cls, location: str, *, create: bool = True, patience: float = PATIENCE) -> Self:
        """Open an archive by path or SQLAlchemy URL, bring it to the newest revision, or make it.

        ``patience`` is how many seconds to wait for another program that is writing. Raises ArchiveError
        where it is missing (with ``create`` false), locked, newer than this program, damaged, or no archive.
        """
        archive = cls(*open_engine(location, create=create, patience=patience))
        archive.location = location
        return archive

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()
