"""What leads away from an article goes by its form; what belongs to it stays."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.clean import trimming
from dayline.clean.trimming import trim

HERE = "https://www.gazette.example/dam"


def trimmed(body: str) -> str:
    """Return the words that are left of a page, a space between elements."""
    tree = lxml.html.document_fromstring(f"<html><body>{body}</body></html>")
    trim(tree, HERE)
    return " ".join(" ".join(tree.itertext()).split())


def paragraphs(body: str) -> list[str]:
    """Return the words of each paragraph that is left of a page."""
    tree = lxml.html.document_fromstring(f"<html><body>{body}</body></html>")
    trim(tree, HERE)
    return [" ".join(element.text_content().split()) for element in tree.iter("p")]


def test_a_card_that_opens_over_a_name_goes() -> None:
    card = '<span class="card"><img src="/v.jpg"><a href="/vale">{}</a><a href="/x">Vale opens the bridge</a></span>'
    for full in ("Ann Vale", "Ann Mary Vale"):
        text = trimmed(f'<p>Mayor <span><a href="/vale">Ann Vale</a>{card.format(full)}</span> says the dam holds.</p>')
        assert text == "Mayor Ann Vale says the dam holds."
    kept = '<p><a href="/vale">Ann Vale</a> <span>and <a href="/oake">Marta Oake</a> met in Orsk.</span></p>'
    assert trimmed(kept) == "Ann Vale and Marta Oake met in Orsk."
    assert trimmed('<p><a href="#">Orsk</a><span>Orsk is a town.</span></p>') == "Orsk Orsk is a town."


def test_lists_of_links_to_other_pages_go() -> None:
    links = '<li><a href="/a">Six things to know of dams</a></li><li><a href="https://gazette.example/b">Photos</a></li>'
    assert trimmed(f"<p>The dam holds.</p><ul>{links}</ul>") == "The dam holds."
    for kept in (
        f"<ul>{links}<li>Orsk: six houses flooded</li></ul>",
        '<ul><li><a href="https://un.example/report">The report</a></li></ul>',
        '<ol><li>Call <a href="/112">112</a> at once.</li></ol>',
        '<ol><li><a href="#one">The water</a></li></ol>',
    ):
        assert trimmed(kept) == " ".join(" ".join(lxml.html.fromstring(kept).itertext()).split())


def test_linked_headlines_and_teasers_go() -> None:
    assert trimmed('<p>It holds.</p><p><a href="/b">Bridge of Orsk to open again</a></p><p>Rain fell.</p>') == (
        "It holds. Rain fell."
    )
    teaser = '<div><a href="/b"><img src="b.jpg"><h3>Bridge opens</h3></a></div>'
    assert trimmed(f"<p>It holds.</p>{teaser}<h2><a href='/c'>The water</a></h2>") == "It holds. The water"
    assert trimmed('<p><a href="/b">The report</a></p>') == "The report"
    assert trimmed('<p><a href="https://un.example/b">What the United Nations say of it</a></p>').startswith("What")


def test_a_post_is_taken_out_of_its_wrapping() -> None:
    tree = lxml.html.document_fromstring(
        '<body><div class="social-embed"><blockquote class="tweet"><p>The dam holds.</p></blockquote></div></body>'
    )
    trim(tree, HERE)
    (post,) = tree.iter("blockquote")
    assert (post.getparent().tag, post.get("class"), post.text_content()) == ("body", None, "The dam holds.")


def test_loose_text_between_paragraphs_is_one() -> None:
    lead = "SABLE (Wire) – The dam above Tarn gave way, and the <b>lower town</b> is under water, the mayor said."
    page = f"<div><div>Menu</div>{lead}<p>Nobody was hurt.</p><p>Roads are closed.</p>Short tail</div>"
    assert paragraphs(page) == [lead.replace("<b>", "").replace("</b>", ""), "Nobody was hurt.", "Roads are closed."]
    assert paragraphs(f"<div>{lead}<p>Alone.</p></div>") == ["Alone."]
    quoted = f'<a href="https://x.example/share">{lead}</a>'
    assert paragraphs(f"<div><p>One.</p>{quoted}<p>Two.</p></div>") == ["One.", "Two."]
    assert paragraphs(f"<div>{lead}<p>One.</p><p>Two.</p></div>")[0].startswith("SABLE")


def test_words_of_a_sentence_stay_whatever_they_are_wrapped_in() -> None:
    tree = lxml.html.document_fromstring(
        '<body><p>The office said <span class="link"><a href="/a">the dam holds</a></span>.</p>'
        '<p><span class="caption">The dam</span><img src="d.jpg"></p></body>'
    )
    trim(tree, HERE)
    assert [element.text for element in tree.iter("span")] == ["The dam"]
    assert tree.text_content() == "The office said the dam holds.The dam"


def test_a_block_is_a_heading_where_its_class_says_so() -> None:
    tree = lxml.html.document_fromstring(
        '<body><div class="pf_subheadline">What holds the dam?</div><p>Clay.</p>'
        '<div class="headline"><p>Rain</p></div><p>It fell.</p><div class="byline">By Ann Vale</div><p>Orsk.</p></body>'
    )
    trim(tree, HERE)
    assert [element.text for element in tree.iter("h3")] == ["What holds the dam?"]


def test_boxes_for_subscribers_go_and_articles_in_such_stay() -> None:
    assert trimmed('<p>It holds.</p><div id="Newsletter"><h3>The Six</h3><form>Your mail</form></div>') == "It holds."
    long = "The dam holds. " * 60
    assert trimmed(f'<div class="newsletter-page"><p>{long}</p></div>') == long.strip()


@pytest.mark.parametrize("mark", ['class="support-pay"', 'class="box" id="sf_comment_form"', 'class="donation-box"',
                                  'class="entry-toolbar right"', 'class="paywall"'])  # fmt: skip
def test_boxes_that_ask_for_something_go(mark: str) -> None:
    box = f"<div {mark}><p>Help us to report.</p><ul><li>No insults</li></ul></div>"
    assert trimmed(f"<p>It holds.</p>{box}") == "It holds."


def test_small_print_goes_where_the_rest_is_larger() -> None:
    small = '<p style="font-size: 12.0px;color:grey">Orsk Dams is a maker of dams.</p>'
    assert trimmed(f"<p>It holds.</p><p>Rain fell.</p>{small}") == "It holds. Rain fell."
    assert trimmed(f"{small}{small}<p>It holds.</p>").startswith("Orsk Dams")


def test_a_page_of_too_many_elements_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trimming, "MOST_ELEMENTS", 5)
    assert trimmed('<p>a<b>b</b><i>c</i></p><p><a href="/b">Bridge of Orsk to open again</a></p>').endswith("again")


PIECES = st.sampled_from(
    ["<p>", "</p>", "<ul><li>", "</ul>", "<a href='/x'>", "<a href='http://[::1'>", "</a>", "<span class='card'>",
     "</span>", "<div class='headline'>", "</div>", "<blockquote>", "<div class=tweet>", "<img>", "<h3>", "Orsk",
     " Ann Vale ", "<!-- x -->", "<?x ?>", "<p style='font-size:9px'>", "<article>", "<div id=newsletter>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_any_markup_may_be_trimmed_and_no_word_is_added(pieces: list[str]) -> None:
    body = "".join(pieces)
    before = lxml.html.document_fromstring(f"<html><body>{body}</body></html>").text_content().split()
    after = trimmed(body).split()
    assert len(" ".join(after).replace(" ", "")) <= len("".join(before))
