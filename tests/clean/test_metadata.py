from datetime import UTC, datetime

import lxml.html
import pytest

from dayline.clean.metadata import PageFacts, page_facts, page_published, without_site
from dayline.pipeline.languages import page_words

FETCHED_AT = datetime(2031, 5, 6, 6, tzinfo=UTC)


CANONICAL = '<link rel="canonical" href="{}">'
OPEN_GRAPH = '<meta property="og:url" content="https://a.example/2">'
DATED = '<meta name="date" content="{}">'
LINKED = '<script type="application/ld+json">{}</script>'
MOMENT = datetime(2031, 5, 5, 5, tzinfo=UTC)
NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)


def facts(head: str, body: str = "", *, url: str = "", lang: str = "") -> PageFacts:
    page = f"<html{lang}><head>{head}</head><body>{body}</body></html>"
    return page_facts(lxml.html.document_fromstring(page), page_words(), url=url)


@pytest.mark.parametrize(
    ("head", "url", "address"),
    [
        (CANONICAL.format("https://a.example/1") + OPEN_GRAPH, "", "https://a.example/1"),
        (CANONICAL.format("/1"), "https://a.example/x/y", "https://a.example/1"),
        (CANONICAL.format("/1") + OPEN_GRAPH, "", "https://a.example/2"),
        (CANONICAL.format("javascript:alert(1)"), "https://a.example/3", "https://a.example/3"),
        (CANONICAL.format("http://[::1"), "", ""),
        ("", "", ""),
    ],
)
def test_the_address_of_a_page(head: str, url: str, address: str) -> None:
    assert facts(head, url=url).address == address


@pytest.mark.parametrize(
    ("head", "body", "at", "confidence"),
    [
        ('<meta property="article:published_time" content="2031-05-05T07:00:00+02:00">', "", MOMENT, "time"),
        (DATED.format("2031-05-05T23:30:00"), "", NOON, "day"),
        (LINKED.format('[{"@type":["NewsArticle"],"datePublished":"2031-05-05T05:00:00Z"}]'), "", MOMENT, "time"),
        (LINKED.format('{"@type": broken') + DATED.format("2031-05-05"), "", NOON, "day"),
        ("", '<time class="published" datetime="2031-05-05T05:00:00Z">today</time>', MOMENT, "time"),
        (DATED.format("2035-01-01"), '<time pubdate datetime="2031-05-05T05:00:00Z"></time>', MOMENT, "time"),
        (DATED.format("2035-01-01T00:00:00Z"), "", datetime(2035, 1, 1, tzinfo=UTC), "low"),
        ("", "", None, "low"),
    ],
)
def test_when_a_page_was_published(head: str, body: str, at: datetime | None, confidence: str) -> None:
    published = page_published(facts(head, body), [], "", fetched_at=FETCHED_AT)
    assert (published.at, published.confidence) == (at, confidence)


def test_a_line_of_the_page_goes_before_a_guess() -> None:
    published = page_published(PageFacts(), ["2031-05-01 06:00 | ID: 7"], "2031-05-05", fetched_at=FETCHED_AT)
    assert (published.on, published.confidence) == (datetime(2031, 5, 1).date(), "day")


def test_the_time_of_the_same_day_is_better_than_the_day() -> None:
    said = LINKED.format('{"@type":"NewsArticle","datePublished":"May 5, 2031"}')
    found = facts(said + DATED.format("2031-05-05T05:00:00Z"))
    assert page_published(found, [], "", fetched_at=FETCHED_AT).at == MOMENT
    loose = facts(DATED.format("May 5, 2031"), '<time datetime="2031-05-03T01:00Z">x</time><time datetime="2031-05-05T'
                  '05:00:00Z">y</time>')  # fmt: skip
    assert page_published(loose, [], "", fetched_at=FETCHED_AT).at == MOMENT
    nothing = facts("", '<time datetime="2031-05-05T05:00:00Z">of another article</time>')
    assert page_published(nothing, [], "", fetched_at=FETCHED_AT).at is None
    other = facts(DATED.format("2031-05-05"), '<time pubdate datetime="2031-05-04T05:00:00Z"></time>')
    assert page_published(other, [], "", fetched_at=FETCHED_AT).at == NOON


AUTHOR = '{{"@type":"NewsArticle","author":"{}"}}'
META = '<meta name="parsely-author" content="{}">'
LINE = '<p class="c-byline">By {}</p>'


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (LINKED.format(AUTHOR.format("rea-d")) + META.format("Rea Dunn"), "", "Rea Dunn"),
        (LINKED.format(AUTHOR.format("Al-Fajr")) + META.format("https://a.example/x y"), "", "Al-Fajr"),
        (LINKED.format(AUTHOR.format("postadmin")), "", ""),
        (META.format("Rea D. Dunn, Ilse Marran"), "", "Rea D. Dunn, Ilse Marran"),
        (META.format("Orsk Post staff") + '<meta property="og:site_name" content="Orsk Post">', "", "Orsk Post staff"),
        (LINKED.format(AUTHOR.format("Rea Dunn")), LINE.format("Rea Dunn, Ilse Marran and Ann O’Vale"),
         "Rea Dunn, Ilse Marran and Ann O’Vale"),
        (LINKED.format(AUTHOR.format("Rea Dunn")), LINE.format("Rea Dunn, Orsk Post 5 May"), "Rea Dunn"),
        (LINKED.format(AUTHOR.format("Rea Dunn")), LINE.format("Ilse Marran, Ann Vale"), "Rea Dunn"),
    ],
)
def test_the_authors_of_a_page(head: str, body: str, byline: str) -> None:
    assert facts(head, body).byline == byline


def test_a_slogan_before_the_headline_goes() -> None:
    title = "Orsk | News that flows: Six dead as dam breaks"
    assert without_site(title, (), ("Six dead as dam breaks",)) == "Six dead as dam breaks"
    assert without_site("Opinion: Six dead as dam breaks", (), ("Six dead as dam breaks",)).startswith("Opinion")
    assert without_site("Orsk | Live: Dam", (), ("Dam",)) == "Orsk | Live: Dam"


CHINESE = "塔恩大坝昨夜决堤救援人员正在疏散下游各街区的全部居民"


@pytest.mark.parametrize(
    ("title", "form", "bare"),
    [("Dam above Tarn fails » Local » News » Valley Daily", "Dam above Tarn fails", "Dam above Tarn fails"),
     ("Dam above Tarn fails -- Valley.example", "Dam above Tarn fails", "Dam above Tarn fails"),
     (f"{CHINESE}-山谷网", CHINESE, CHINESE),
     ("Dam above Tarn fails again", "Dam above Tarn fails", "Dam above Tarn fails again"),
     ("Tarn | Dam fails", "Tarn", "Tarn | Dam fails")],
)  # fmt: skip
def test_what_follows_on_another_form_of_the_title_is_the_sites(title: str, form: str, bare: str) -> None:
    assert without_site(title, (), (form,)) == bare


@pytest.mark.parametrize("head", ['<meta name="lang" content="es">', '<meta name="DC.language" content="es-ES">',
                                  LINKED.format('{"@type":"NewsArticle","inLanguage":"es"}')])  # fmt: skip
def test_the_language_is_read_wherever_a_page_says_it(head: str) -> None:
    assert facts(head).language == "es"


def test_authors_sections_site_and_language() -> None:
    authors = '[{"name":"Ilse Marran"},"Rea Dunn",{"name":"post.example"}]'
    article = '{"@type":"ReportageNewsArticle","author":' + authors + ',"articleSection":["World","Dam"]}'
    found = facts(
        '<meta property="og:site_name" content="The Valley&amp;nbsp;Post">'
        '<meta property="article:section" content="World">'
        + LINKED.format('{"@graph":[{"@type":"Organization","name":"x"},' + article + "]}"),
        lang=' lang="uk-UA"',
    )
    assert (found.site, found.language, found.byline) == ("The Valley Post", "uk", "Ilse Marran, Rea Dunn")
    assert found.sections == ("World", "Dam")


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Six dead | The Valley Post", "Six dead"),
        ("Six dead - North Star", "Six dead"),
        ("The Valley Post: Six dead", "The Valley Post: Six dead"),
        ("The Valley Post — Six dead", "Six dead"),
        ("Six dead – nine missing", "Six dead – nine missing"),
        ("Six dead", "Six dead"),
        ("Six dead | North Star World", "Six dead"),
        ("Six dead - North Star World", "Six dead - North Star World"),
        ("Six dead | Northern lights seen", "Six dead | Northern lights seen"),
        ("Six dead -- North Star", "Six dead"),
    ],
)
def test_without_site(title: str, bare: str) -> None:
    assert without_site(title, ("The Valley Post", "North Star", "")) == bare


def test_a_date_beside_the_heading_goes_before_a_guess() -> None:
    body = "<p>6 May 2031</p><h1>Dam holds</h1><div><span>Published 5 May 2031, 10:30</span></div><p>Rain.</p>"
    found = facts("", body)
    assert page_published(found, [], "2031-05-01", fetched_at=FETCHED_AT).on == datetime(2031, 5, 5).date()
    sentence = facts("", "<h1>Dam holds</h1><p>On 5 May 2031 the dam held.</p>")
    assert page_published(sentence, [], "2031-05-01", fetched_at=FETCHED_AT).on == datetime(2031, 5, 1).date()
    stated = facts(DATED.format("2031-05-04"), body)
    assert page_published(stated, [], "", fetched_at=FETCHED_AT).on == datetime(2031, 5, 4).date()


def test_a_date_before_the_heading_counts_in_its_block_alone() -> None:
    block = "<div><div><span>5 May 2031</span></div><h1>Dam holds</h1></div><p>Rain.</p>"
    found = facts("", "<header><p>6 May 2031</p></header>" + block)
    assert page_published(found, [], "", fetched_at=FETCHED_AT).on == datetime(2031, 5, 5).date()
    bare = facts("", "<p>6 May 2031</p><h1>Dam holds</h1><p>Rain.</p>")
    assert page_published(bare, [], "", fetched_at=FETCHED_AT).at is None


def test_a_date_in_other_words_is_read_with_them() -> None:
    found = facts("", "<h1>Гребля тримається</h1><div>5 травня 2031, 10:30</div>")
    assert page_published(found, [], "", fetched_at=FETCHED_AT, words=page_words()).on == datetime(2031, 5, 5).date()
    assert page_published(found, [], "", fetched_at=FETCHED_AT).at is None


def test_the_headline_is_what_json_ld_and_a_heading_agree_on() -> None:
    linked = LINKED.format('{"@type": "NewsArticle", "headline": "Dam \\u2018holds\\u2019"}')
    shared = '<meta property="og:title" content="You won’t believe what this dam did">'
    assert facts(linked + shared, "<h1>Valley Post</h1><h1>Dam ‘holds’</h1>").headline == "Dam ‘holds’"
    assert facts(linked + shared, "<h1>Valley Post</h1>").headline == ""


def test_the_outlet_is_the_site_and_the_tail_of_the_title() -> None:
    head = '<title>Dam holds - Valley Post</title><meta property="og:site_name" content="Valley">'
    assert facts(head).outlets == ("Valley", "Valley Post")
