"""The report in a real browser: no request, no complaint, filters that work, letters that join."""

import polars as pl
import pytest
from playwright.sync_api import sync_playwright

from tadqiq.write import summarise, write_file

from .conftest import RAW, article_frame, file_problem, finding, finding_frame, rule_map
from .test_html import EVIL, hostile


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """Open a report with the network cut, and collect whatever goes wrong."""

    def __init__(self, browser, path, **settings):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **settings})
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.context.route("**/*", self._route)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.goto(path.as_uri())

    def _route(self, route):
        if route.request.url.startswith("file:") and route.request.is_navigation_request():
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()

    def __enter__(self):
        return self.page

    def __exit__(self, kind, *_):
        self.context.close()
        if kind is None:
            assert (self.requests, self.complaints) == ([], [])


@pytest.fixture
def report(tmp_path, findings, articles, rules, summary):
    path = tmp_path / "report.html"
    write_file(path, findings, articles, fmt="html", lang="ar", summary=summary, rules=rules)
    return path


@pytest.fixture(scope="module")
def large(many, tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "report.html"
    frame, articles, rules, summary = many
    write_file(path, frame, articles, fmt="html", lang="ar", summary=summary, rules=rules)
    return path


def visible(page):
    return page.locator(".card:visible").count()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark"), (1920, "light")])
def test_no_request_no_complaint_no_sideways_scroll(browser, report, width, scheme):
    with Visit(browser, report, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert visible(page) == 8


def test_without_script_everything_is_there_but_the_filters(browser, report, large):
    with Visit(browser, report, java_script_enabled=False) as page:
        assert (visible(page), page.locator(".filters:visible").count()) == (8, 0)
    with Visit(browser, large, java_script_enabled=False) as page:
        assert page.locator("#load:visible").count() == 0
        assert page.get_by_text("تشغيل النصوص البرمجية").is_visible()


def test_filters_by_level_family_rule_and_text(browser, report):
    with Visit(browser, report) as page:
        page.click("[data-toggle=info]")
        assert visible(page) == 6
        page.select_option("#by-family", "CLM")
        assert visible(page) == 2
        page.click("#clear")
        page.click("[data-pick=NAM001]")
        assert visible(page) == 1
        page.click("#clear")
        page.fill("#by-text", "ألنّـوريٰ")  # vowel signs, tatweel, hamza and final letter do not matter
        page.wait_for_selector("#matching:not(:empty)")
        assert page.inner_text("#matching") == "يطابق المرشّحات: 1"
        assert visible(page) == 1


def test_the_rest_opens_on_demand_and_filters_reach_into_it(browser, large):
    with Visit(browser, large) as page:
        page.click("#load")
        page.wait_for_selector("#rest-sheets .card")
        assert page.locator("#rest-sheets .card").count() == 100
        page.select_option("#by-code", "ATT002")
        assert page.inner_text("#matching") == "يطابق المرشّحات: 2,500"
        card = page.locator("#rest-sheets .card").first
        assert card.locator("mark").inner_text() == "مصادر"
        assert "لا يُعرف من المقال من هي «مصادر»." in card.inner_text()


def test_a_link_to_a_finding_of_the_rest_shows_it(browser, large, many):
    with Visit(browser, large) as page:
        first = set(page.evaluate("[...document.querySelectorAll('.card')].map((card) => card.id)"))
        wanted = next(f"f-{mark}" for mark in reversed(many[0]["fingerprint"].to_list()) if f"f-{mark}" not in first)
        page.evaluate(f"location.hash = '{wanted}'")
        page.wait_for_selector(f"#{wanted}")
        assert page.locator(f"#{wanted}").is_visible()


def test_marks_do_not_break_joined_letters(browser, tmp_path):
    rows = [{**RAW[0], "headline": "المستشفى"}]
    frame = finding_frame([finding(rows, "NAM001", "spelling-varies-in-article", "error", 0, "headline", "ستش", "قيل «ستش».")])
    path, articles = tmp_path / "joined.html", article_frame(rows)
    write_file(path, frame, articles, fmt="html", lang="ar", summary=summarise(frame, articles, gate="error"), rules=rule_map(frame))
    with Visit(browser, path) as page:
        marked, plain = page.evaluate(
            """() => {
                const quote = document.querySelector("blockquote");
                const width = () => { const range = document.createRange(); range.selectNodeContents(quote); return range.getBoundingClientRect().width; };
                const marked = width();
                quote.textContent = quote.textContent;
                return [marked, width()];
            }"""
        )
        assert abs(marked - plain) < 0.6


def test_hostile_articles_do_nothing(browser, tmp_path):
    parts = [hostile(evil) for evil in EVIL]
    articles = pl.concat([table.with_columns(pl.col("doc") + 2 * at) for at, (_, table, _) in enumerate(parts)])
    rows = [{**row, "doc": None if row["doc"] is None else 2 * at} for at, (frame, _, _) in enumerate(parts) for row in frame.to_dicts()]
    frame = finding_frame(
        [{**row, "fingerprint": f"{turn:x}-{at:x}"} for turn in range(40) for at, row in enumerate(rows)]
    )  # past the page, into the rest
    path = tmp_path / "hostile.html"
    write_file(path, frame, articles, fmt="html", lang="ar", summary=summarise(frame, articles, gate="error"), rules=parts[0][2])
    with Visit(browser, path) as page:
        page.click("#load")
        page.wait_for_selector("#rest-sheets .card")
        page.evaluate("document.querySelectorAll('*').forEach((node) => node.dispatchEvent(new MouseEvent('mouseover')))")
        assert page.evaluate("document.querySelectorAll('img, iframe, object, [onmouseover], [onerror]').length") == 0
        assert page.evaluate("/[\\u0000-\\u0008\\u202a-\\u202e\\u2066-\\u2069]/.test(document.querySelector('main').textContent)") is False


def test_cards_of_the_rest_look_like_those_of_the_page(browser, tmp_path, findings, articles):
    from tadqiq.write import html

    frame = finding_frame([*findings.to_dicts(), file_problem()])
    path, small = tmp_path / "all.html", tmp_path / "rest.html"
    rules, summary = rule_map(frame), summarise(frame, articles, gate="error")
    write_file(path, frame, articles, fmt="html", lang="ar", summary=summary, rules=rules)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "PAGE", 0)
        patch.setattr(html, "_AROUND_KEPT", html._AROUND)
        write_file(small, frame, articles, fmt="html", lang="ar", summary=summary, rules=rules)
    said = "[...document.querySelectorAll('.card')].map((card) => card.textContent.replace(/\\s+/g, ' ').trim())"
    with Visit(browser, path) as page:
        whole = page.evaluate(said)
    with Visit(browser, small) as page:
        page.click("#load")
        page.wait_for_selector("#rest-sheets .card")
        assert page.evaluate(said) == whole


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ladder_of_sources_is_closed_and_opens_in_place(browser, report, width):
    with Visit(browser, report, viewport={"width": width, "height": 900}) as page:
        ladder = page.locator(".sheet").first.locator("details.ladder")
        assert ladder.locator("ol").is_hidden()
        ladder.locator("summary").click()
        first, nobody = ladder.locator("ol > li").first, ladder.locator("li.nobody")
        assert first.locator("b").inner_text() == "إدارة مرفأ السدرة"
        assert (first.locator("b bdi").get_attribute("dir"), nobody.count()) == ("rtl", 0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
