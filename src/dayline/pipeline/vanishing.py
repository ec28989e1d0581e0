"""What a source gives no more: messages that its channel has deleted."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from dayline.model.collection import TakenDown
from dayline.model.document import Document
from dayline.model.source import ItemId, SourceId
from dayline.store.archive import Archive
from dayline.text.fingerprints import message_id

# numbers between two messages that are looked at: of a channel that deletes more at once, the first are noticed
MOST_NUMBERS = 5_000
DELETED = "its channel gives the messages before and after it, and of it no words any more"


class Watch:
    """Watches the numbers of messages that a preview or an export gives in a row, over as many batches as come."""

    def __init__(self, archive: Archive) -> None:
        """Watch for messages that the archive holds."""
        self._archive = archive
        self._last: dict[tuple[SourceId, str], int] = {}

    def missing(self, documents: Sequence[Document], moment: datetime) -> list[TakenDown]:
        """Return the messages that stood between these when they were last seen, before ``moment``, and do not now."""
        rows: defaultdict[tuple[SourceId, str], list[int]] = defaultdict(list)
        for document in documents:
            channel, _, number = document.given_id.rpartition("/")
            if number.isascii() and number.isdigit():
                rows[document.source_id, channel].append(int(number))
        wanted: list[ItemId] = []
        for (source, channel), numbers in rows.items():
            present = sorted({*numbers, self._last.get((source, channel), min(numbers))})
            self._last[source, channel] = present[-1]
            for before, after in pairwise(present):
                between = range(before + 1, min(after, before + MOST_NUMBERS))
                wanted += [message_id(source, f"{channel}/{number}") for number in between]
        # the words of an album stand under the number of another of its pictures where others read it
        said = {document.text for document in documents}
        known = sorted(self._archive.items_known(wanted, moment))
        missing = [item for item in known if self._archive.versions(item)[-1].text not in said]
        return [TakenDown(item_id=item, at=moment, reason=DELETED) for item in missing]
