"""The archive: raw items, documents, what was derived from them, digests, decisions."""

from dayline.store.archive import Archive
from dayline.store.intake import Added

__all__ = ["Added", "Archive"]
