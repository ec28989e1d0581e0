"""What copies and stories cost: documents a second on one core, and whether a full window slows them down.

Usage: python bench/story_rate.py [--count 100000] [--days 8]

Documents are made of the bundled sample's sentences, each with words and a town of its own. They come annotated (with
a place and a person each, as annotation would give them), spread over the days that stories remember: seven whole
days and the present one. The days are equal, so that the rate of the first beside that of the last tells growth.
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from corpus import FIRST_MOMENT, documents
from dayline.clean import clean
from dayline.cluster import Clusterer
from dayline.dedupe import Copies
from dayline.ingest.kinds import DOCUMENT
from dayline.model.document import Document
from dayline.model.entities import Annotations, PersonMention, Place, PlaceId, PlaceMention
from dayline.model.source import RawItem, SourceId
from dayline.pipeline.languages import languages, page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

# documents that tell of one made-up event
OF_ONE_EVENT = 5


def annotated(count: int, days: int) -> Iterator[tuple[Document, Annotations]]:
    """Yield documents with annotations, in time order."""
    book = SourceBook(())
    for number, line in enumerate(documents(count, days=days)):
        event = number // OF_ONE_EVENT
        town, person = f"Town{event}", f"Anna{event} Mayor{event % 97}"
        line["text"] = f"In {town} {person} spoke of item {event}. {line['text']}"
        line["title"] = f"{town}: {line['title']}"
        content = json.dumps(line).encode()
        item = RawItem(
            source_id=SourceId("bench"), url="", content=content, media_type=DOCUMENT, name="bench",
            fetched_at=FIRST_MOMENT.replace(year=2030), sha256=sha256_hex(content),
        )  # fmt: skip
        for document in clean(item, sources=book, words=page_words()):
            if isinstance(document, Document):
                yield document, _annotations(document, town, person)


def _annotations(document: Document, town: str, person: str) -> Annotations:
    at = document.text.index(town)
    who = document.text.index(person)
    place = Place(id=PlaceId(town), name=town, kind="settlement", latitude=1.0, longitude=1.0)
    return Annotations(
        document_id=document.id,
        language="en",
        places=(PlaceMention(span=document.span(at, at + len(town)), place=place),),
        people=(PersonMention(span=document.span(who, who + len(person)), name=person),),
    )


def _day(pair: tuple[Document, Annotations]) -> date | None:
    return pair[0].published_at.date() if pair[0].published_at else None


def main() -> None:
    """Measure, and print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=8)
    arguments = parser.parse_args()
    copies, clusterer = Copies(), Clusterer(crisis_id="bench", languages=languages())
    rates: list[float] = []
    held: list[int] = []
    for _, batch in groupby(annotated(arguments.count, arguments.days), key=_day):
        given = list(batch)
        began = time.process_time()
        clusterer.place([(document, found, copies.add(document)) for document, found in given])
        rates.append(len(given) / (time.process_time() - began))
        held.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(
        json.dumps(
            {
                "documents": arguments.count,
                "documents_a_second_by_day": [round(rate) for rate in rates],
                "first_to_last_rate": round(rates[0] / rates[-1], 2),
                "resident_mb_by_day": held,
            }
        )
    )


if __name__ == "__main__":
    main()
