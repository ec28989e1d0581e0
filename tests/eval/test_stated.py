from articles.stated import Marks, Said, hashed, read_marks, said_trivially, shares

MARKS = Marks(
    titles=(hashed("Dam holds"), hashed("Dam at Orrin holds")),
    authors=((hashed("Ann Vale"), hashed("Marta Oake")),),
    dates=("2031-05-05", "2031-05-06"),
    language="en",
)
PAGE = b"""<html lang="en-GB"><head><title>Dam holds | Post</title><meta name="author" content="By Ann Vale">
<meta name="date" content="2031-05-05T10:00:00Z"></head><body><h1>Dam holds</h1></body></html>"""


def test_any_of_the_stated_forms_is_right() -> None:
    said = Said(title="DAM HOLDS!", author="Marta Oake and Ann Vale", days=("2031-05-06",), language="en")
    assert MARKS.judged(said) == {"title": True, "author": True, "date": True, "language": True}
    assert not any(MARKS.judged(Said(author="Ann Vale", days=("",))).values())


def test_what_a_page_does_not_state_is_not_counted() -> None:
    silent = Marks(titles=(hashed("Dam"),), authors=(), dates=(), language="")
    assert silent.judged(Said(title="Dam")) == {"title": True}
    rows = [silent.judged(Said(title="Dam")), MARKS.judged(Said(language="en"))]
    assert dict(shares(rows, ("title", "language"))) == {"title": 0.5, "language": 1.0}


def test_the_trivial_way_takes_the_first_element_that_says_it() -> None:
    said = said_trivially(PAGE)
    assert said == Said(title="Dam holds | Post", author="By Ann Vale", days=("2031-05-05",), language="en")


def test_every_marked_page_has_a_title_and_holds_hashes_only() -> None:
    marks = read_marks()
    assert len(marks) == 91
    words = [word for one in marks.values() for words in (one.titles, *one.authors) for word in words]
    assert all(len(word) == 12 and set(word) <= set("0123456789abcdef") for word in words)
    assert all(one.titles for one in marks.values())
