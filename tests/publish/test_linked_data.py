"""What machines read in a day's page."""

import json
import re
from datetime import datetime

from dayline.publish.linked_data import day_data, open_graph
from dayline.publish.links import Site
from dayline.publish.site import day_artifacts

# Of schema.org's NewsArticle and CreativeWork, the properties that we use.
ARTICLE = {"@context", "@type", "headline", "datePublished", "dateModified", "inLanguage", "about", "url",
           "mainEntityOfPage", "publisher", "author", "citation"}
WORK = {"@type", "name", "publisher", "url", "inLanguage"}


def data_in(page):
    """Return the JSON-LD within a page's HTML."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


def test_a_day_is_a_news_article_that_cites_its_evidence(made):
    digest, documents = made.full_day()
    form = json.loads(day_data(digest, documents, made.CRISIS, site=made.SITE))
    assert set(form) == ARTICLE
    assert form["headline"] == digest.title.text
    assert form["url"] == "https://varda.example/day/6/"
    assert datetime.fromisoformat(form["datePublished"]) == digest.cutoff
    assert len(form["citation"]) == len(documents)
    for cited in form["citation"]:
        assert set(cited) <= WORK
        assert cited["publisher"]["@type"] == "Organization"
        assert cited["name"]


def test_hostile_words_stay_inside_the_script(made, vectors):
    for words in [*vectors.OWN, "</script><!--<script>", *vectors.public_vectors()[::9]]:
        digest, documents = made.hostile_day([words])
        page = next(iter(day_artifacts(digest, documents, made.CRISIS, site=Site(title=words)))).content.decode()
        assert data_in(page)["headline"] == digest.title.text.encode("utf-8", "replace").decode()
        assert page.lower().count("<script") == page.lower().count("</script") == 1


def test_open_graph_names_the_address_where_there_is_one(made):
    digest, _ = made.full_day()
    with_address = dict(open_graph(digest, site=made.SITE))
    assert with_address["og:url"] == "https://varda.example/day/6/"
    assert with_address["og:description"].startswith("Leave by nightfall")
    assert "og:url" not in dict(open_graph(digest, site=Site(title="Varda flood")))
