"""The crisis file: what is read, what is refused on which line, and what is only warned of."""

import json
import os
import re
import tomllib
from datetime import UTC, date, datetime
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dayline import config
from dayline.config.network import Drafting
from dayline.errors import ConfigError
from dayline.model.crisis import Pause, Term
from dayline.text.names import TermMatcher
from dayline.text.sources import SourceBook

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "ukraine" / "crisis.toml"
REFERENCE = ROOT / "docs" / "reference" / "configuration.md"

# The shipped file with its pause, which it carries as a note, put to work.
OPTIONAL = (
    r"^# (\[\[pauses\]\]|\[\[sources\]\]|id = |name = |kind = |first = |last = |"
    r"address = |hub = |ports = |networks = |links = |\[mail\]|sender = |"
    r"server = |security = |user = |recipients = |unsubscribe = |"
    r"\[drafter\]|model = |key = |seconds = |tokens = |sections = )"
)
FULL = re.sub(OPTIONAL, r"\1", config.template(), flags=re.MULTILINE)

LEAST = """\
[crisis]
name = "Varda flood"
id = "varda-flood"
first_day = 2026-05-09
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "crisis.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        config.load(write(folder, text))
    return caught.value


def test_the_least_file_gets_the_defaults(tmp_path: Path) -> None:
    read = config.load(write(tmp_path, LEAST))
    assert read.crisis.first_day == date(2026, 5, 9)
    assert (read.crisis.zone, read.crisis.cutoff_hour) == (ZoneInfo("UTC"), 24)
    assert (read.crisis.languages, read.crisis.sides, read.crisis.focus) == (("en",), (), ())
    assert (read.crisis.sources, read.crisis.terms, read.crisis.pauses) == ((), (), ())
    assert read.archive == str(tmp_path / "dayline.db")
    assert (read.site, read.title, read.path) == (tmp_path / "site", "Varda flood", tmp_path / "crisis.toml")


def test_every_value_of_a_full_file_arrives(tmp_path: Path) -> None:
    crisis = config.load(write(tmp_path, FULL)).crisis
    assert (crisis.id, crisis.cutoff_hour, crisis.focus) == ("varda-flood", 22, ("CH",))
    assert crisis.pauses == (Pause(first=date(2026, 5, 20), last=date(2026, 5, 21)),)
    ministry, post, listed = crisis.sources
    assert (ministry.id, ministry.url, ministry.side, ministry.tier) == (
        "varda-ministry", "https://ministry.example/news.rss", "government", 1)
    assert (post.url, post.addresses) == ("https://valleypost.example/rss", ("valleypost.example",))
    assert (listed.kind, listed.key) == ("list", "MEDIA_CLOUD_KEY")
    assert crisis.terms[1] == Term(
        names=("flood", "floods", "flooding", "evacuation", "spillway"), kind="term", weight=0.4, title=0.9)
    assert crisis.terms[2].weight == -1.0
    assert crisis.spelling == (("Warda", "Varda"), ("Carst dam", "Karst dam"))
    assert crisis.cutoff_of(date(2026, 5, 14)) == datetime(2026, 5, 14, 20, tzinfo=UTC)


def test_the_template_loads_without_a_warning_and_pauses_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, config.template())
    assert config.check(path) == []
    assert config.load(path).crisis.pauses == ()


def test_a_pause_moves_the_numbers_of_later_days(tmp_path: Path) -> None:
    crisis = config.load(write(tmp_path, FULL)).crisis
    assert crisis.number_of(date(2026, 5, 19)) == 11
    assert crisis.number_of(date(2026, 5, 22)) == 12


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "crisis.toml"
    path.write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode() + b'cutoff_hour = "x"\r\n')
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert caught.value.line == 5


@pytest.mark.parametrize(("address", "archive"), [
    ("varda.db", "{folder}/varda.db"),
    ("../varda.db", "{folder}/../varda.db"),
    ("/srv/varda.db", "/srv/varda.db"),
    ("postgresql://dayline@db.example/varda", "postgresql://dayline@db.example/varda"),
])
def test_a_relative_archive_counts_from_the_file(tmp_path: Path, address: str, archive: str) -> None:
    text = f'{LEAST}[archive]\naddress = "{address}"\n'
    assert config.load(write(tmp_path, text)).archive == archive.format(folder=tmp_path)


SOURCE = '[[sources]]\nid = "post"\nname = "Valley Post"\naddress = "https://post.example/rss"\n'
TERM = '[[relevance]]\nnames = ["Varda"]\n'
PAUSE = "[[pauses]]\nfirst = 2026-05-20\nlast = 2026-05-21\n"

# (text after the least file, whose last line is 4; line; what the reason holds; what the advice holds)
WRONG = [
    ("cutoff_hour = 25\n", 5, "cutoff_hour: 25 is not an hour of the day", "1 to 24; 24 is midnight"),
    ("cutoff_hour = 0\n", 5, "0 is not an hour", "1 to 24"),
    ("cutoff_hour = true\n", 5, "true is not an hour", "1 to 24"),
    ("cutoff_hour = 22.0\n", 5, "22.0 is not an hour", "1 to 24"),
    ("cutof_hour = 22\n", 5, "cutof_hour: no such key here", "did you mean cutoff_hour?"),
    ('weight = 1\n', 5, "weight: no such key here", "it belongs under [[relevance]]"),
    ('colour = "red"\n', 5, "colour: no such key here", "known here: name, id"),
    ('time_zone = "Europe/Kiew"\n', 5, '"Europe/Kiew" is not a time zone', '"Europe/Kiev"'),
    ('time_zone = "zurich"\n', 5, "is not a time zone", '"Europe/Zurich"'),
    ('time_zone = "../../etc/passwd"\n', 5, "is not a time zone", "such as"),
    ('time_zone = "CEST"\n', 5, "is not a time zone", '"Europe/Kyiv"'),
    ('time_zone = "Europe"\n', 5, "is not a time zone", "such as"),
    ('languages = ["en",\n  "ua"]\n', 6, '"ua" is not the code of a language', '"uk"'),
    ('languages = ["English"]\n', 5, "is not the code", '"en"'),
    ("languages = []\n", 5, "languages: the list is empty", "leave it out"),
    ('languages = "en"\n', 5, '"en" is not a list', 'languages = ["en"]'),
    ('languages = ["en", "en"]\n', 5, '"en" stands here twice', "keep one"),
    ('sides = ["valley", ""]\n', 5, "the text is empty", "leave it out"),
    ('focus = ["CH", 7]\n', 5, "focus: 7 is not text", '"7"'),
    ('[[sources]]\nid = "post"\n', 5, "name: is missing", 'name = "…"'),
    (SOURCE + SOURCE.replace("post.example", "other.example"), 10, '"post" is the id of the source of line 6', ""),
    (SOURCE + SOURCE.replace('"post"', '"two"').replace("https", "http").replace("rss", "rss/"), 12,
     "is an address of line 8 already", "keep one"),
    (SOURCE.replace("address = ", "addresses = [\n") + ', "https://www.post.example/rss"]\n', 10,
     "is an address of line 9 already", "keep one"),
    (SOURCE.replace('"https://post.example/rss"', '"ftp://x y"'), 8, "holds a space", "addresses = "),
    (SOURCE.replace('"https://post.example/rss"', '"office-statements"'), 8, "not an address of the web", "names"),
    (SOURCE.replace('"post"', '"Valley Post!"'), 6, "is not an identifier", 'id = "valley-post"'),
    (SOURCE + 'side = "valley"\n', 9, '"valley" is not one of the sides', 'sides = ["valley"]'),
    ('sides = ["valley"]\n' + SOURCE + 'side = "vally"\n', 10, "is not one of the sides", 'did you mean "valley"?'),
    (SOURCE + "tier = 4\n", 9, "4 is not a tier", "1 official"),
    (SOURCE + 'home = "Lviv, Ukraine"\n', 9, "does not end in the code of a country", '"Lviv, UA"'),
    (SOURCE + 'kind = "feeds"\n', 9, '"feeds" is not known', 'did you mean "feed"?'),
    (SOURCE + 'kind = "newspaper"\n', 9, "is not known", "write one of: feed, page"),
    (TERM + 'kind = "location"\n', 7, '"location" is not known', "write one of: place, person"),
    (SOURCE + 'language = "uk-UA-x"\n', 9, "is not the code of a language", '"en"'),
    (SOURCE + 'licence = "two\\nlines"\n', 9, "holds a line break", "one line"),
    ('[sources]\nid = "post"\n', 5, "sources: a table is not a list of tables", "[[sources]]"),
    ('[[archive]]\naddress = "x"\n', 5, "archive: a list is not a table", "[archive]"),
    ('[source]\nid = "post"\n', 5, "source: no such key here", "did you mean sources?"),
    (TERM + "weight = 0\n", 7, "a weight of 0 does nothing", "weight = 0.5"),
    (TERM + "title = 0\n", 7, "a weight of 0 does nothing", "title = 0.5"),
    (TERM + "weight = nan\n", 7, "nan is not a number", "weight = 0.5"),
    (TERM + 'weight = "0.5"\n', 7, '"0.5" is not a number', "weight = 0.5"),
    (TERM + "weight = false\n", 7, "false is not a number", "weight = 0.5"),
    (TERM + 'kind = "town"\n', 7, '"town" is not known', "place, person"),
    (TERM + '[[relevance]]\nnames = ["dam",\n"Varda"]\n', 9, '"Varda" stands in the term of line 6', "keep one"),
    ("[[relevance]]\nweight = 1\n", 5, "names: is missing", 'names = ["…"]'),
    ("[[relevance]]\nnames = []\n", 6, "the list is empty", 'names = ["…"]'),
    ('[[relevance]]\nnames = ["  "]\n', 6, "the text is empty", "write something"),
    (PAUSE + "[[pauses]]\nfirst = 2026-05-21\nlast = 2026-05-30\n", 9, "overlaps the one of line 6", "one"),
    (PAUSE.replace("05-20", "05-09"), 6, "cannot pause on 2026-05-09, when day 1 is 2026-05-09", "after day 1"),
    (PAUSE.replace("05-21", "05-19"), 7, "2026-05-19 is before 2026-05-20", "order"),
    ("[[pauses]]\nfirst = 2026-05-20\n", 5, "last: is missing", "last = "),
    ("[[pauses]]\nfirst = 2026-05-20T10:00:00\nlast = 2026-05-21\n", 6, "is not a date", "without a time"),
    ('[spelling]\n"Warda" = "Warda"\n', 6, "is not another spelling", "leave the line out"),
    ('[spelling]\n"Warda" = "Varda"\n"Wardah" = "Warda"\n', 7, "is itself respelled", '"Wardah" = "Varda"'),
    ('[spelling]\n"Warda" = "Varda"\n"Varda" = "Warda"\n', 6, "is itself respelled", "leave one of the two lines out"),
    ('[spelling]\n"Warda" = ["Varda"]\n', 6, "Warda: a list is not text", ""),
    ('[archive]\naddress = "mysql://db/varda"\n', 6, 'no archive can be kept at "mysql://"', "postgresql://"),
    ('[outputs]\naddress = "flood.example.org"\n', 6, "is not an address of the web", "https://example.org/"),
    ('[outputs]\naddress = "https://flood.example.org/?a=b"\n', 6, "is not an address", "https://example.org/"),
    ('[outputs]\nhub = "javascript:alert(1)"\n', 6, "is not an address of the web", "https://example.org/"),
    ('[archive]\naddress = "~no-such-user/a.db"\n', 6, "address: ", "write the path in full"),
    ('[outputs]\nsite = "~no-such-user/site"\n', 6, "site: ", "write the path in full"),
    ('[collect]\nwarc = "~no-such-user/warc"\n', 6, "warc: ", "write the path in full"),
    ('places = ["~no-such-user/places.csv"]\n', 5, "places: ", "write the path in full"),
    ('[outputs]\nsite = ""\n', 6, "site: the text is empty", "write something"),
    ("sides = [valley]\n", 5, "not TOML: invalid value", "quotation marks"),
    ('sides = ["valley]\n', 5, "not TOML: illegal character", "closes the text is missing"),
    ('sides = ["a" "b"]\n', 5, "not TOML: unclosed array", "comma"),
    ("time zone = 'UTC'\n", 5, "not TOML: expected '='", "quotation marks"),
    ('name = "Varda"\n', 5, "not TOML: cannot overwrite", "set twice"),
    ('[sources]\nid = "post"\n' + SOURCE, 7, "not TOML: cannot overwrite", "[[two brackets]]"),
    ("[[pauses]]\nfirst = 20.5.2026\n", 6, "not TOML: expected newline", "a date is 2022-02-24"),
    ("[[pauses]]\nfirst = 2026-02-30\n", 6, "not TOML: invalid date", "that the calendar has"),
    ("[[pauses]]\n= 2026-02-20\n", 6, "not TOML: invalid statement", "key = value"),
    ("focus = " + "[" * 3000 + "]" * 3000 + "\n", None, "too deep", ""),
]

@pytest.mark.parametrize(("text", "line", "reason", "advice"), WRONG, ids=[case[2][:40] for case in WRONG])
def test_a_wrong_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int | None, reason: str, advice: str
) -> None:
    error = refused(tmp_path, LEAST + text)
    assert error.line == line
    assert reason in error.reason
    assert advice in error.advice
    where = f"{tmp_path}/crisis.toml" + (f":{line}: " if line else ": ")
    assert str(error).startswith(where + error.reason)
    assert "\n" not in str(error)


@pytest.mark.parametrize(("text", "line", "reason"), [
    ("", None, "there is no [crisis] table"),
    (LEAST.replace("crisis", "crises"), 1, "crises: no such key here"),
    (LEAST.replace("2026-05-09", '"2026-05-09"'), 4, 'first_day: "2026-05-09" is not a date'),
    (LEAST.replace("first_day", "first_dya"), 4, "first_dya: no such key here"),
    (LEAST.replace('id = "varda-flood"\n', ""), 1, "id: is missing"),
    ("crisis = 1\n", 1, "crisis: 1 is not a table"),
    ('cutoff_hour = 3\n' + LEAST, 1, "cutoff_hour: no such key here"),
])
def test_a_wrong_head_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None, reason: str) -> None:
    error = refused(tmp_path, text)
    assert (error.line, error.reason) == (line, reason)


def test_the_address_of_the_site_ends_with_a_slash(tmp_path: Path) -> None:
    text = LEAST + '[outputs]\naddress = "https://flood.example.org/days"\nhub = "https://hub.example.org"\n'
    settings = config.load(write(tmp_path, text))
    assert (settings.address, settings.hub) == ("https://flood.example.org/days/", "https://hub.example.org")
    assert config.load(write(tmp_path, LEAST)).address == ""


def test_of_several_faults_the_first_in_the_file_is_named(tmp_path: Path) -> None:
    text = LEAST + 'cutoff_hour = 99\n[[sources]]\nid = "A"\ntier = 9\n[outputs]\nsite = 3\n'
    assert refused(tmp_path, text).line == 5
    assert refused(tmp_path, text.replace("99", "9")).line == 6
    assert refused(tmp_path, text.replace("99", "9").replace('"A"', '"a"\nname = "a"')).line == 9


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file.*dayline init"):
        config.load(tmp_path / "crisis.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(tmp_path)
    path = tmp_path / "crisis.toml"
    path.write_bytes(LEAST.encode() + 'sides = ["Grüne"]'.encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8") as caught:
        config.load(path)
    assert caught.value.line == 5


@pytest.mark.parametrize(("text", "line", "warning"), [
    (TERM, None, "no [[sources]]"),
    (SOURCE, None, "no [[relevance]] term"),
    (SOURCE + TERM + "weight = -1\n", 9, "no [[relevance]] term"),
    (SOURCE + TERM, 5, "no source of tier 1"),
    ('sides = ["ministry",\n  "valley"]\n' + SOURCE + 'tier = 1\nside = "ministry"\n' + TERM, 6,
     '"valley" has no source'),
    ('languages = ["en", "uk"]\n' + SOURCE + "tier = 1\n" + TERM, 5, '"uk" has no source'),
    ('[[sources]]\nid = "post"\nname = "Post"\ntier = 1\n' + TERM, 5, '"post" has no address'),
    ('focus = ["CH",\n  "Lower Brenna"]\n' + SOURCE + "tier = 1\n" + TERM, 6, '"Lower Brenna" is not the two capital'),
    (SOURCE + "tier = 1\n" + TERM + '[archive]\naddress = "postgresql://me:secret@db/x"\n', 13, "password"),
])
def test_what_is_only_doubtful_is_warned_of(tmp_path: Path, text: str, line: int | None, warning: str) -> None:
    path = write(tmp_path, LEAST + text)
    config.load(path)
    where = f"{path}:{line}: " if line else f"{path}: "
    assert [found for found in config.check(path) if found.startswith(where) and warning in found]


KEY_LINES = [(number, match[1], match[2]) for number, line in enumerate(FULL.splitlines(), start=1)
             if (match := re.match(r'("[^"]+"|\w+) = (.*)', line))]
# None of these is right for any key but the ones that follow.
NEVER_RIGHT = ["true", "2026-05-09T10:00:00", "{}", "[[]]", '""', '"  "', '"a\\u0007b"', "inf", "[]"]
STILL_RIGHT = {("full_text", "true"), ("ports", "[]"), ("networks", "[]")}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edited=st.sampled_from(KEY_LINES), value=st.sampled_from(NEVER_RIGHT),
       notes=st.sampled_from(["", "# note\n", "\n\n"]))
def test_a_broken_value_anywhere_names_its_key_and_line(
    tmp_path: Path, edited: tuple[int, str, str], value: str, notes: str
) -> None:
    number, key, _ = edited
    assume((key, value) not in STILL_RIGHT)
    lines = FULL.splitlines()
    lines[number - 1] = f"{key} = {value}"
    error = refused(tmp_path, notes + "\n".join(lines))
    assert error.line == number + notes.count("\n")
    assert error.reason.startswith(key.strip('"') + ": ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edited=st.sampled_from([line for line in KEY_LINES if not line[1].startswith('"')]),
       letter=st.sampled_from("qxzäж"))
def test_a_misspelt_key_anywhere_names_its_line(
    tmp_path: Path, edited: tuple[int, str, str], letter: str
) -> None:
    number, key, value = edited
    lines = FULL.splitlines()
    lines[number - 1] = f'"{key}{letter}" = {value}'
    error = refused(tmp_path, "\n".join(lines))
    assert error.line == number
    assert error.reason == f"{key}{letter}: no such key here"
    assert key in error.advice


def test_the_template_shows_every_key() -> None:
    shown = {name: {key for table in (value if isinstance(value, list) else [value]) for key in table}
             for name, value in tomllib.loads(FULL.replace("\n# places = ", "\nplaces = ")).items()}
    assert {name: shown[name] for name in config.KEYS if name != "spelling"} == {
        name: set(keys) for name, keys in config.KEYS.items() if name != "spelling"}


def test_every_key_is_documented() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `(.+?)`\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL))
    headers = {name: f"[[{name}]]" if name in config.LISTS else f"[{name}]" for name in config.KEYS}
    assert set(sections) == set(headers.values())
    for name, keys in config.KEYS.items():
        documented = re.findall(r"^### `(\w+)`$", sections[headers[name]], flags=re.MULTILINE)
        assert documented == list(keys)
        assert sections[headers[name]].count("```toml") >= max(1, len(keys))


def test_every_example_of_the_reference_is_toml() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    for example in re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL):
        assert tomllib.loads(example)


class TestUkraine:
    """The ready configuration for the Russian war against Ukraine."""

    settings = config.load(EXAMPLE)
    crisis = settings.crisis

    def score(self, title: str, text: str = "") -> float:
        matcher, in_title = TermMatcher(self.crisis.terms), 2.0
        title_hits, text_hits = matcher.matches(title), matcher.matches(text)
        return sum(term.weight * (in_title if index in title_hits else 1.0)
                   for index, term in enumerate(self.crisis.terms) if index in title_hits or index in text_hits)

    def test_it_loads_without_a_warning(self) -> None:
        assert config.check(EXAMPLE) == []

    @pytest.mark.parametrize(("day", "number"), [
        (date(2022, 2, 23), 0), (date(2022, 2, 24), 1), (date(2022, 4, 4), 40), (date(2023, 3, 23), 393)])
    def test_days_have_their_numbers(self, day: date, number: int) -> None:
        assert self.crisis.number_of(day) == number
        assert self.crisis.date_of(number) == day

    def test_a_day_closes_at_midnight_in_kyiv(self) -> None:
        assert self.crisis.cutoff_of(date(2023, 3, 23)) == datetime(2023, 3, 23, 22, tzinfo=UTC)
        assert self.crisis.cutoff_of(date(2023, 3, 27)) == datetime(2023, 3, 27, 21, tzinfo=UTC)

    def test_all_sides_are_heard_in_their_first_hand(self) -> None:
        for side in self.crisis.sides:
            assert sum(source.side == side and source.tier == 1 for source in self.crisis.sources) >= 3

    def test_no_name_credits_two_sources(self) -> None:
        names = [name.casefold() for source in self.crisis.sources for name in {source.name, *source.names}]
        assert len(names) == len(set(names))

    @pytest.mark.parametrize(("address", "name"), [
        ("http://feeds.bbci.co.uk/news/rss.xml", "BBC News"),
        ("bbc.co.uk", "BBC News"),
        ("reuters.com", "Reuters"),
        ("ukrinform.net", "Ukrinform"),
        ("ua-official-statements", "Ukrainian officials"),
        ("https://t.me/mod_russia_en", "Ministry of Defence of Russia"),
    ])
    def test_outlets_are_known_by_the_addresses_they_come_under(self, address: str, name: str) -> None:
        assert SourceBook(self.crisis.sources).find(address).name == name

    @pytest.mark.parametrize(("title", "text"), [
        ("Zelenskiy asks parliament for longer martial law", ""),
        ("Drones fall on Kyiv suburb", ""),
        ("Grain deal prolonged by four months", ""),
        ("Two killed as missile hits flats in Zaporizhzhia", ""),
        ("Prigozhin says his men hold the road", ""),
        ("“We will not leave”, says mayor", "Shells fell on Kherson again on Monday, officials in Kyiv said."),
        ("Nocny atak dronów", "Ukraińska obrona zestrzeliła drony nad Odessą, podał Kijów."),
        ("", "ЗСУ відбили атаки під Бахмутом і Авдіївкою, повідомив Генштаб."),
        ("", "Российские войска обстреляли Херсон, сообщили украинские власти."),
    ])
    def test_news_of_the_war_belongs(self, title: str, text: str) -> None:
        assert self.score(title, text) >= 1.0

    @pytest.mark.parametrize(("title", "text"), [
        ("Striker out of qualifier against Ukraine", "The football team will miss him at Wembley."),
        ("Energy bills to fall", "Prices had doubled since Russia's invasion of Ukraine."),
        ("Laptop review", "A fast machine for gaming and computing at home."),
        ("Russian salad in ten minutes", "A recipe for a cold evening."),
        ("Stocks end higher", "Wall Street shrugged off the war in Ukraine and interest rates."),
        ("Troops accused of war crimes in Tigray", "Soldiers shelled a market, investigators in Ethiopia said."),
        ("Senator attacks rival", "He called the war in Ukraine a distraction."),
        ("Horoskop na środę", "Co mówią gwiazdy"),
    ])
    def test_other_news_does_not(self, title: str, text: str) -> None:
        assert self.score(title, text) < 1.0

    def test_outlets_of_real_days_are_known(self) -> None:
        data = os.environ.get("DAYLINE_DATA")
        if not data or not (Path(data) / "days").is_dir():
            pytest.skip("DAYLINE_DATA is not set: no real days to look up outlets of")
        book, known = SourceBook(self.crisis.sources), {source.id for source in self.crisis.sources}
        found = seen = 0
        for path in sorted((Path(data) / "days" / "2023").glob("*.topic.ndjson")):
            for line in path.read_text(encoding="utf-8").splitlines():
                item = json.loads(line)
                seen += 1
                found += book.find(item["source"] or "", item["url"] or "").id in known
        assert found / seen > 0.95


def test_files_of_places_count_from_the_crisis_file(tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text("name,lat,lon\n", encoding="utf-8")
    read = config.load(write(tmp_path, LEAST + 'places = ["villages.csv"]\n'))
    assert read.crisis.places == (str(tmp_path / "villages.csv"),)
    with pytest.raises(ConfigError, match=r':6: places: there is no file "towns\.csv"'):
        config.load(write(tmp_path, LEAST + 'places = [\n"towns.csv"]\n'))


@pytest.mark.parametrize(
    ("line", "reason"),
    [('networks = ["10.0.0.0/99"]', 'networks: "10.0.0.0/99" is not a network'),
     ("ports = [0]", "ports: 0 is not a port"), ('ports = ["http"]', 'ports: "http" is not a port'),
     ('full_text = "yes"', 'full_text: "yes" is neither true nor false'),
     ('links = "h2 >"', 'links: "h2 >" is not a CSS selector'),
     ("pace = 61", "pace: 61 is not a number of seconds"), ("pace = 0.5", "pace: 0.5 is not a whole number")],
)  # fmt: skip
def test_how_sources_are_asked_is_checked(tmp_path: Path, line: str, reason: str) -> None:
    key = line.partition(" ")[0]
    text = re.sub(rf"^{key} = .*$", line, FULL, flags=re.MULTILINE)
    error = refused(tmp_path, text)
    assert (error.reason, error.line) == (reason, text.splitlines().index(line) + 1)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [('key = "s3cret-key"', 'key: "s3cret-key" is not the name of an environment variable'),
     ('key = "LIST_KEY"', 'key: a source of kind "feed" is asked without a key'),
     ('key = "LIST_KEY"\nkind = "list"\naddress = "http://list.example/"', "key: a key is not sent in the clear")],
)  # fmt: skip
def test_a_key_is_named_and_never_sent_in_the_clear(tmp_path: Path, lines: str, reason: str) -> None:
    assert refused(tmp_path, f'{LEAST}[[sources]]\nid = "list"\nname = "List"\n{lines}\n').reason == reason


def test_how_sources_are_asked_is_read(tmp_path: Path) -> None:
    collect = config.load(write(tmp_path, FULL)).collect
    assert (collect.contact, collect.pace, collect.full_text, collect.warc) == (
        "desk@example.org", 1, True, tmp_path / "warc")  # fmt: skip
    assert (collect.ports, tuple(map(str, collect.networks))) == ((8080,), ("10.20.0.0/16",))


DRAFTER = '[drafter]\naddress = "https://drafter.example/v1/"\nmodel = "m"\n'


def test_nobody_words_anything_unless_the_file_names_a_drafter(tmp_path: Path) -> None:
    assert config.load(write(tmp_path, LEAST)).drafter is None
    drafter = config.load(write(tmp_path, LEAST + DRAFTER)).drafter
    assert drafter == Drafting(address="https://drafter.example/v1", model="m")


def test_a_drafter_is_read(tmp_path: Path) -> None:
    drafter = config.load(write(tmp_path, FULL)).drafter
    assert drafter == Drafting(
        address="https://drafter.example/v1", model="some-model", key="DRAFTER_KEY", seconds=60, tokens=1500,
        sections=7, networks=(ip_network("127.0.0.1/32"),))  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [('key = "sk-1234"', 'key: "sk-1234" is not the name of an environment variable'),
     ("seconds = 0", "seconds: 0 is not a number of seconds"), ("tokens = 5", "tokens: 5 is not a number of tokens"),
     ("sections = 99", "sections: 99 is not a number of sections"),
     ('networks = ["loopback"]', 'networks: "loopback" is not a network')],
)  # fmt: skip
def test_a_drafter_is_checked(tmp_path: Path, line: str, reason: str) -> None:
    error = refused(tmp_path, LEAST + DRAFTER + line + "\n")
    assert (error.reason, error.line) == (reason, 8)


@pytest.mark.parametrize("address", ["drafter.example", "ftp://drafter.example", "https://drafter.example:x/",
                                     "https://user@drafter.example/"])  # fmt: skip
def test_a_drafter_has_an_address_of_the_web(tmp_path: Path, address: str) -> None:
    error = refused(tmp_path, f'{LEAST}[drafter]\nmodel = "m"\naddress = "{address}"\n')
    assert error.line == 7


def test_a_drafter_without_a_model_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, f'{LEAST}[drafter]\naddress = "https://drafter.example/v1"\n')
    assert error.reason == "model: is missing"


def test_a_key_that_all_on_the_way_can_read_is_warned_of(tmp_path: Path) -> None:
    text = LEAST + '[drafter]\naddress = "http://drafter.example/v1"\nmodel = "m"\nkey = "DRAFTER_KEY"\n'
    assert any(":6: the drafter's key" in found for found in config.check(write(tmp_path, text)))
