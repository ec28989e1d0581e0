"""A day as PDF for paper and for screen readers (PDF/UA-1), its evidence as notes; needs the extra ``pdf``.

Nothing is fetched: the map is the one thing that the page refers to, and is given with it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dayline.errors import InputError
from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.model.review import Artifact
from dayline.model.traces import Trace
from dayline.publish.feeds import permanent_id
from dayline.publish.forms import moment_form
from dayline.publish.links import Site, pdf_path
from dayline.publish.maps import MapView
from dayline.publish.rendering import encoded, fragment, style_of
from dayline.publish.site import day_values
from dayline.publish.xmlfiles import cleaned

VARIANT = "pdf/ua-1"
MAP = "dayline:map"
SVG = "image/svg+xml"


def day_pdf(
    digest: Digest,
    documents: Mapping[DocumentId, Document],
    crisis: Crisis,
    *,
    site: Site,
    traces: Sequence[Trace] = (),
) -> Artifact:
    """Return a day as PDF, the same bytes for the same day, fonts and version of WeasyPrint.

    Raises InputError where WeasyPrint, or what it stands on, is not installed.
    """
    values = day_values(digest, documents, crisis, site=site, root=site.address, traces=traces)
    drawing = drawing_of(values["map"]) if values["map"] else ""
    text = fragment(
        "paper.html",
        {
            **values,
            "drawing": MAP,
            "style": style_of("paper.css"),
            "created": moment_form(digest.cutoff),
            "modified": moment_form(digest.modified),
        },
    )
    identifier = permanent_id(crisis, f"day {digest.day}").encode("ascii")
    return Artifact(
        path=pdf_path(digest.day), media_type="application/pdf", content=_written(text, drawing, identifier)
    )


def drawing_of(places: MapView) -> str:
    """Return the map as a drawing of its own: XML, in which a name may hold less than in a page."""
    return cleaned(fragment("drawing.svg", {"map": places}))


def _written(text: str, drawing: str, identifier: bytes) -> bytes:
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        raise InputError(
            "pdf", 'WeasyPrint is needed: install "dayline[pdf]", and libpango of the system'
        ) from error

    class Nowhere(URLFetcher):  # type: ignore[misc]
        """Gives the map, and refuses every address."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            """Return the map; raise for anything else."""
            if url != MAP:
                raise ValueError("nothing is fetched for a page to be printed")
            return URLFetcherResponse(url, encoded(drawing), {"Content-Type": SVG})

    printed: bytes = HTML(string=encoded(text).decode(), url_fetcher=Nowhere()).write_pdf(
        pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=identifier, finisher=_mark_margins
    )
    return printed


def _mark_margins(document: Any, pdf: Any) -> None:
    """Mark what stands in the margins of pages as an artifact, as PDF/UA-1 asks.

    WeasyPrint (70.0) numbers it as content, but does not put it into the tree of structure.
    """
    held = {each.reference: each for each in pdf.objects}
    root = held[pdf.catalog["StructTreeRoot"]]
    known: set[tuple[Any, int]] = set()
    waiting = [held[kid] for kid in root["K"]]
    while waiting:
        element = waiting.pop()
        for kid in element.get("K", ()):
            if isinstance(kid, int):
                known.add((element.get("Pg"), kid))
            else:
                waiting.append(held[kid])
    mapped = held[root["ParentTree"]]["Nums"][1::2]
    pages: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]
    for page, references in zip(pages, mapped, strict=False):
        parts = held[page["Contents"]].stream
        for at in range(1, len(parts) - 1):
            number = parts[at].get("MCID") if parts[at + 1] == b"BDC" and isinstance(parts[at], dict) else None
            if number is not None and (page.reference, number) not in known:
                parts[at - 1], parts[at] = "/Artifact", b"<</Type /Pagination>>"
                references[number] = b"null"
