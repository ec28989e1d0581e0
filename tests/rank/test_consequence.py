from collections.abc import Callable, Mapping

import pytest

from dayline.model.claims import Figure, FigureId
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.rank.consequence import courtesy, money, words_of_consequence
from dayline.text.languages import Language

Make = Callable[..., Document]
Languages = Mapping[str, Language]


def naming(document: Document, amount: float, unit: str | None, field: str = "title") -> Annotations:
    span = document.span(0, 3, field)  # type: ignore[arg-type]
    figure = Figure(id=FigureId("f"), span=span, low=amount, high=amount, unit=unit, of="")
    return Annotations(document_id=document.id, language="en", figures=(figure,))


@pytest.mark.parametrize(
    ("weightier", "lighter"),
    [
        ("Rebels seize Velm waterworks", "Governor says Velm is calm"),
        ("Court charges Velm mill owner over deaths", "Mill owner of Velm is sorry"),
        ("Kessel to transfer nine pumps and boats under aid deal", "Kessel thinks of Velm"),
        ("Council ratifies flood treaty", "Council meets on flood"),
        ("Police foil plot to break the Orrin dam", "Police look at the Orrin dam"),
        ("Troops take control of Tarn bridge", "Troops look at Tarn bridge"),
    ],
)
def test_what_is_done_weighs_more_than_what_is_said(
    make_document: Make, languages: Languages, weightier: str, lighter: str
) -> None:
    one, other = ([make_document(headline)] for headline in (weightier, lighter))
    assert words_of_consequence(one, languages) > words_of_consequence(other, languages)


def test_no_headline_weighs_more_than_its_two_weightiest_words(
    make_document: Make, languages: Languages
) -> None:
    long = make_document("Nine killed, nine dead, missiles strike, strikes kill, attack attacked")
    assert words_of_consequence([long], languages) == pytest.approx(1.4)


@pytest.mark.parametrize(
    ("headline", "share"),
    [
        ("Prince Odo thanks boatmen of Tarn", 1.0),
        ("Film about the Orrin flood wins an Oscar", 1.0),
        ("Prince Odo killed as boat turns over", 0.0),
        ("Boatmen of Tarn go home", 0.0),
    ],
)
def test_courtesy_is_what_tells_of_show_and_nothing_grave(
    make_document: Make, languages: Languages, headline: str, share: float
) -> None:
    assert courtesy([make_document(headline)], languages) == share


def test_money_grows_with_the_sum_and_with_who_names_it(make_document: Make) -> None:
    small, large, silent = (make_document(f"Bank lends {n} to Velm") for n in ("40m", "4bn", "again"))
    given = {small.id: naming(small, 4e7, "USD"), large.id: naming(large, 4e9, "USD")}
    assert 0 < money([small], given) < money([large], given)
    assert money([large, silent], given) == pytest.approx(money([large], given) / 2)
    assert money([silent], given) == 0.0


def test_only_large_sums_of_a_currency_in_a_headline_are_money(make_document: Make) -> None:
    document = make_document("Velm counts its trees", "40 million trees.")
    for held in (
        naming(document, 4e9, "trees"),
        naming(document, 4e9, None),
        naming(document, 4e6, "USD"),
        naming(document, 4e9, "USD", "text"),
    ):
        assert money([document], {document.id: held}) == 0.0
