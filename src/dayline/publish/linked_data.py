"""What machines read in a day's page: JSON-LD in the words of schema.org, and Open Graph."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.model.review import Decision
from dayline.publish.corrections import in_words
from dayline.publish.forms import moment_form
from dayline.publish.links import Site, day_path, safe_language, safe_url
from dayline.publish.views import headline_of

# Signs that would end a script, or a line of one, as the escapes that JSON has for them.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>\u2028\u2029"})


def day_data(
    digest: Digest, documents: Mapping[DocumentId, Document], crisis: Crisis, *, site: Site
) -> Markup:
    """Return a day as a NewsArticle of schema.org with what it cites; safe within a script element."""
    address = site.address_of(day_path(digest.day))
    form: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": digest.title.text,
        "datePublished": moment_form(digest.cutoff),
        "dateModified": moment_form(digest.modified),
        "inLanguage": "en",
        "about": {"@type": "Thing", "name": crisis.name},
        **({"url": address, "mainEntityOfPage": address} if address else {}),
        "publisher": {"@type": "Organization", "name": site.title},
        "author": {"@type": "Organization", "name": site.title},
        **({"correction": [_comment(each) for each in digest.corrections]} if digest.corrections else {}),
        "citation": [_cited(documents[id_]) for id_ in sorted(documents)],
    }
    return Markup(json.dumps(form, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def open_graph(digest: Digest, *, site: Site) -> tuple[tuple[str, str], ...]:
    """Return the Open Graph properties of a day's page."""
    address = site.address_of(day_path(digest.day))
    summary = " ".join(passage.text for passage in digest.lede) or headline_of(digest)
    every = (
        ("og:type", "article"),
        ("og:site_name", site.title),
        ("og:title", digest.title.text),
        ("og:description", summary),
        ("og:locale", "en_GB"),
        ("og:url", address),
        ("article:published_time", moment_form(digest.cutoff)),
        ("article:modified_time", moment_form(digest.modified) if digest.corrections else ""),
    )
    return tuple((name, value) for name, value in every if value)


def _comment(correction: Decision) -> dict[str, Any]:
    return {"@type": "CorrectionComment", "text": in_words(correction), "datePublished": moment_form(correction.at)}


def _cited(document: Document) -> dict[str, Any]:
    url, language = safe_url(document.url), safe_language(document.language)
    return {
        "@type": "CreativeWork",
        "name": document.headline or document.source_name,
        "publisher": {"@type": "Organization", "name": document.source_name},
        **({"url": url} if url else {}),
        **({"inLanguage": language} if language and language != "en" else {}),
    }
