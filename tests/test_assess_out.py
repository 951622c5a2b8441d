"""What leaves the assess page: a file that the playbook accepts, a proposal, nothing else. In a real browser."""

from __future__ import annotations

import datetime
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assessing import FILES, SETTINGS, TODAY, Assess, as_file, new_context, project, site
from conftest import ROOT, Playground, browser_path, opened, serve
from prodops_playbook.cli import main
from prodops_playbook.problems import Level, level_of


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Playground:
    return project(tmp_path_factory.mktemp("assess"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(site(tmp_path_factory)) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = new_context(browser)
    yield made
    made.close()


def everything(page: Page, address: str) -> Assess:
    """A result with every part that a result can have."""
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(0, 2, 3, 0, 0, 1)
    assess.agree("3 It comes early.")
    assess.because("no: it's #1 [[value:x]] {a} 'b' \"c\" — ü")
    assess.room.get_by_text("What shows it, and how sure").click()
    assess.room.get_by_label("What it is").fill("The plan: before, after")
    assess.room.get_by_label("Its address").fill("https://example.com/a?b=c#d")
    assess.press("Add it")
    assess.room.get_by_label("How sure").select_option("4")
    assess.next()
    assess.counts(0, 0, 0, 6)
    assess.next()
    assess.agree("3 For most work")
    assess.room.get_by_role("checkbox", name="The owner has a name").check()
    page.get_by_role("button", name="Talk: we want more").click()
    page.get_by_label("Talk: by when").fill("2027-06-30")
    page.get_by_role("button", name="Take this step: Before").click()
    page.locator(".pb-taken").get_by_label("What").fill("On Monday: ask")
    page.locator(".pb-taken").get_by_label("Who").select_option("product-manager")
    page.locator(".pb-taken").get_by_label("By when").fill("2027-01-31")
    return assess


def test_the_saved_file_is_a_result_that_the_playbook_accepts_and_scores_alike(
    page: Page, playground: Playground, address: str
) -> None:
    assess = everything(page, address)
    name, text = assess.saved()
    assert name == "habits-field-2026-11-26.yml"
    assert text == assess.file()
    path = "data/assessments/habits/field/2026-11-26.yml"
    expect(page.locator(".pb-out")).to_contain_text(path)
    playground.write({path: text})
    assert [p for p in playground.problems(TODAY.date()) if p.path == path] == []
    told = CliRunner().invoke(
        main, ["--project", str(playground.root), "assess", "score", str(playground.root / path), "--format", "json"]
    )
    assert told.exit_code == 0, told.output
    (playground.root / path).unlink()
    printed = json.loads(told.stdout)
    assert printed.pop("agreement")
    assert printed == page.evaluate(
        """async text => {
            const { about } = await import("../../../assets/maturity/page/model.js")
            const { fit } = await import("../../../assets/maturity/page/sheet.js")
            const { read } = await import("../../../assets/maturity/page/opening.js")
            const { score } = await import("../../../assets/maturity/scores.js")
            const here = about(document.querySelector("[data-about]"))
            const sheet = fit(here, await read(text)).result
            const { result, replies, agreement, model, ...numbers } = score(here.model, sheet)
            const { side, date } = result
            return JSON.parse(JSON.stringify({ model: model.id, version: model.version, side, date, ...numbers }))
        }""",
        text,
    )


def test_a_file_comes_back_into_a_clean_browser_with_the_same_numbers(
    page: Page, browser: Browser, address: str
) -> None:
    assess = everything(page, address)
    text, table = assess.file(), page.locator(".pb-levels").inner_text()
    other = new_context(browser)
    with opened(other) as there:
        clean = Assess(there, address).open("Alone")
        there.get_by_text("Bring a result back").click()
        there.get_by_label("Or open a file").set_input_files([as_file("ours.yml", text)])
        expect(clean.said).to_contain_text("The result is here.")
        assert clean.file() == text
        assert there.locator(".pb-levels").inner_text() == table
        assert "[ [value:x]]" in text
        clean.press("Undo")
        expect(clean.progress).to_have_text("0 of 3 answered")
        there.get_by_label("A link, a code or the text of a file").fill(text.replace("talk.news", "talk.nothing"))
        clean.press("Bring it back")
        expect(clean.said).to_contain_text("there is no question “talk.nothing”")
        expect(clean.said).to_contain_text("Nothing was changed.")
    other.close()


def test_before_there_is_a_file_it_asks_for_what_is_missing(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone")
    expect(page.get_by_role("button", name="Save the file", exact=True)).to_be_disabled()
    assess.answer("What happens to a doubt?", "It comes late.")
    expect(page.locator(".pb-out")).to_contain_text("Say above which side answers.")
    page.get_by_role("combobox", name="Side").select_option("all")
    expect(page.get_by_role("button", name="Save the file", exact=True)).to_be_enabled()
    assert "side: all" in assess.file()


def test_a_model_of_teams_asks_for_the_team(page: Page, address: str) -> None:
    assess = Assess(page, address, "teams-habits").open("Alone")
    expect(page.get_by_role("combobox", name="Team")).to_have_value("web")
    assess.answer("Does the team talk?", "Every day.")
    assert assess.file().startswith("model: teams-habits\nversion: 1.0.0\nteam: web\ndate: 2026-11-26\n")


# Proposing

HOSTS = {
    "github": ("https://github.com/acme/p", "/acme/p/new/main", "filename", "value"),
    "gitea": ("https://git.example.com/acme/p", "/acme/p/_new/main", "filename", "value"),
    "gitlab": ("https://gitlab.example.com/acme/p", "/acme/p/-/new/main", "file_name", None),
}


@pytest.mark.parametrize("host", HOSTS)
def test_a_result_is_proposed_on_the_page_for_a_new_file(browser: Browser, tmp_path: Path, host: str) -> None:
    url, place, named, filled = HOSTS[host]
    repository = f"repository: {{url: '{url}', host: {host}}}\n"
    folder = Playground(tmp_path).write({**FILES, "data/playbook.yml": SETTINGS + repository})
    context = new_context(browser)
    context.route(f"{url}/**", lambda route: route.fulfill(body="new file"))
    with serve(folder.build(strict=False)) as served:
        page = context.new_page()
        assess = everything(page, served)
        with context.expect_page() as proposed:
            assess.press("Propose this result")
        proposed.value.wait_for_url(f"{url}/**")
        asked = urlparse(proposed.value.url)
        query = parse_qs(asked.query)
        assert asked.path == place
        assert query[named] == ["data/assessments/habits/field/2026-11-26.yml"]
        if filled:
            assert query[filled] == [assess.file()]
            expect(assess.said).to_contain_text("Path and text are filled in")
        else:
            assert assess.file() == page.evaluate("navigator.clipboard.readText()")
            expect(assess.said).to_contain_text("The text is copied: paste it there.")
        assert proposed.value.evaluate("window.opener") is None
        assess.way("Alone")
        for question in ("What happens to a doubt?", "How does news travel?", "Does a number have an owner?"):
            assess.question(question).get_by_label("Because").fill("ä" * 500)
        page.keyboard.press("Tab")
        with context.expect_page() as proposed:
            assess.press("Propose this result")
        proposed.value.wait_for_url(f"{url}/**")
        assert len(proposed.value.url) < 500
        assert not parse_qs(urlparse(proposed.value.url).query).get("value")
        expect(assess.said).to_contain_text("The text is copied: paste it there.")
    context.close()


# Nothing else leaves


def test_nothing_is_sent_and_a_plain_http_name_is_enough(
    browser: Browser, playground: Playground, tmp_path: Path
) -> None:
    with serve(playground.build(strict=False)) as served:
        port = urlparse(served).port
        rules = "--host-resolver-rules=MAP playbook.intranet 127.0.0.1"
        apart = browser.browser_type.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu", rules]
        )
        context = apart.new_context()
        context.clock.set_fixed_time(TODAY)
        page = context.new_page()
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
        page.on("pageerror", lambda error: errors.append(str(error)))
        assess = everything(page, f"http://playbook.intranet:{port}")
        assert page.evaluate("[isSecureContext, navigator.clipboard === undefined]") == [False, True]
        before = len(asked)
        assess.press("Copy a link to these answers")
        expect(assess.said).to_contain_text("Copied: a link.")
        page.get_by_text("Bring a result back").click()
        box = page.get_by_label("A link, a code or the text of a file")
        box.focus()
        page.keyboard.press("Control+V")
        link = box.input_value()
        assess.press("Bring it back")
        expect(assess.said).to_contain_text("The result is here.")
        assert assess.saved()[1] == assess.file()
        assert [one for one in asked[before:] if not one.startswith("GET blob:")] == []
        assert all(one.startswith(f"GET http://playbook.intranet:{port}/") for one in asked[:before])
        asked.clear()
        page.goto("about:blank")
        page.goto(link)
        expect(page.locator(".pb-levels")).to_contain_text("Talk")
        assert not [one for one in asked if "result=" in one.split("#")[0]]
        assert errors == []
        apart.close()


def test_notes_say_that_they_are_published_before_they_are(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=4)
    expect(assess.room.get_by_label("Because (everybody who reads the site will see this line)")).to_be_visible()
    assess.way("Alone")
    expect(assess.question("What happens to a doubt?").get_by_label("Because (will be published)")).to_be_visible()
    expect(page.locator(".pb-out")).to_contain_text("no names in it, please")


def test_the_scripts_of_the_page_are_small(page: Page, address: str) -> None:
    loaded: dict[str, bytes] = {}
    page.on("response", lambda r: loaded.update({r.url: r.body()}) if r.url.startswith(f"{address}/assets/") else None)
    Assess(page, address).open("In the room", side="field", people=4)
    page.wait_for_load_state("networkidle")
    own = {url: body for url, body in loaded.items() if url.split("?")[0].endswith(".js") and "javascripts" not in url}
    assert any("maturity" in url for url in own)
    assert not any("/assets/yaml/" in url for url in own)
    assert sum(len(gzip.compress(body)) for body in own.values()) < 150_000
    loaded.clear()
    page.goto(f"{address}/maturity/habits/")
    page.wait_for_load_state("networkidle")
    assert not any("/assets/maturity/" in url for url in loaded)


# The form of the file

READ = """async text => {
    const { read } = await import("../../../assets/maturity/page/opening.js")
    try { return await read(text) } catch (error) { return error.message }
}"""


@pytest.fixture(scope="module")
def reading(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose scripts read what a test gives them; nothing on it changes."""
    context = new_context(browser)
    with opened(context) as page:
        Assess(page, address).open()
        yield page
    context.close()


def test_every_file_that_we_write_is_read_as_yaml_reads_it(reading: Page, playground: Playground) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "data" / "assessments").rglob("*.yml")]
    full = ROOT / "tests" / "full" / "data" / "assessments"
    texts += [path.read_text(encoding="utf-8") for path in full.rglob("*.yml")]
    for model in ("habits", "teams-habits"):
        whose = ["--team", "web"] if model == "teams-habits" else []
        file = playground.root / f"blank-{model}.yml"
        arguments = ["--project", str(playground.root), "assess", "blank", model, *whose, "-o", str(file)]
        made = CliRunner().invoke(main, arguments)
        assert made.exit_code == 0, made.output
        texts.append(file.read_text(encoding="utf-8"))
        file.unlink()
    assert len(texts) > 8
    for text in texts:
        assert reading.evaluate(READ, text) == yaml.load(text, yaml.BaseLoader)


REFUSED = {
    "an anchor": "a: &b c\n",
    "an alias": "a: *b\n",
    "a tag": "a: !!str c\n",
    "a block text": "a: |\n  b\n",
    "a merge": "<<: {a: b}\n",
    "a text over two lines": "a: b\n  c\n",
    "a second document": "a: b\n---\nc: d\n",
    "a tab": "a:\n\tb: c\n",
    "a name twice": "a: b\na: c\n",
    "a mapping in a text": "a: b: c\n",
    "an open list": "a: [b\n",
    "an open quote": 'a: "b\n',
    "a list of lists": "- - a\n",
    "a prototype": "__proto__: {a: b}\n",
    "deep": "".join(f"{' ' * i}a:\n" for i in range(30)) + " " * 31 + "b\n",
    "no YAML": "<html>\n",
    "broken JSON": '{"a": ',
    "nothing": "",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_any_other_form_of_yaml_is_refused_in_a_sentence(reading: Page, text: str) -> None:
    said = reading.evaluate(READ, text)
    assert isinstance(said, str)
    assert said.endswith(".")


NASTY = [
    "no",
    "1:30",
    "#x",
    "a: b",
    "- a",
    '"',
    "'",
    "\\",
    "\\u0041",
    "{a}",
    "[b]",
    "&c",
    "*d",
    "!e",
    "%f",
    "@g",
    "`",
    "|",
]
NASTY += [
    ">",
    "~",
    "null",
    "=",
    "?",
    ",",
    "é",
    "中",
    "🙂",
    "\u2028",
    "\u0085",
    "\ufeff",
    "\u202e",
    "\u0000",
    "\n",
    "\t",
]


def nasty(chance: random.Random) -> str:
    return "".join(chance.choice([*NASTY, "word ", " "]) for _ in range(chance.randint(1, 12)))


def sheet(chance: random.Random, day: datetime.date) -> dict[str, Any]:
    """A random result of the model habits, with texts that break careless writers."""
    answers: dict[str, Any] = {}
    for question, choices in (
        ("talk.doubt", "12345"),
        ("talk.news", "12345"),
        ("data.owner", ("none", "some", "most")),
    ):
        answer: dict[str, Any] = {}
        given = chance.choice(["choice", "unknown", "nothing", "na" if question == "data.owner" else "choice"])
        if given == "choice":
            name = "answer" if question == "data.owner" else "level"
            answer[name] = chance.choice(choices) if name == "answer" else int(chance.choice(choices))
        elif given == "na":
            answer |= {"na": chance.choice(["out_of_scope", "owned_elsewhere", "business_priority"])}
        elif given == "unknown":
            answer["unknown"] = True
        if chance.random() < 0.5:
            answer["votes"] = {choice: chance.randint(0, 1) for choice in (*choices, "unknown")}
        if chance.random() < 0.7:
            answer["note"] = nasty(chance)
        if chance.random() < 0.5:
            answer["evidence"] = [{"title": nasty(chance), "url": "https://example.com/#a:b"}, {"title": nasty(chance)}]
        if answer:
            answers[question] = answer
    return {
        "model": "habits",
        "version": "1.1.0",
        "side": chance.choice(["product", "field", "all"]),
        "date": day.isoformat(),
        "state": "submitted" if answers else "draft",
        "respondents": {"count": chance.choice([1, 2, 9]), "roles": {"product-manager": 1}},
        "answers": answers,
        "targets": {"talk": {"level": 3, "by": "2027-02-28"}} if chance.random() < 0.5 else {},
        "actions": [{"question": "talk.doubt", "to": "4", "note": nasty(chance), "go": "process:show-it"}],
    }


def test_whatever_stands_in_a_result_its_file_is_valid_and_says_the_same(reading: Page, tmp_path: Path) -> None:
    sheets = [sheet(random.Random(seed), TODAY.date() - datetime.timedelta(seed)) for seed in range(150)]
    written = reading.evaluate(
        """async sheets => {
            const { about } = await import("../../../assets/maturity/page/model.js")
            const { fit } = await import("../../../assets/maturity/page/sheet.js")
            const { write } = await import("../../../assets/maturity/page/file.js")
            const { read } = await import("../../../assets/maturity/page/opening.js")
            const here = about(document.querySelector("[data-about]"))
            return Promise.all(sheets.map(async sheet => {
                const { result, wrong } = fit(here, sheet)
                const text = write(result)
                const again = await read(text)
                return [text, again, wrong, write(fit(here, again).result)]
            }))
        }""",
        sheets,
    )
    texts = {}
    for text, read, wrong, again in written:
        assert wrong == []
        assert again == text
        assert read == yaml.load(text, yaml.BaseLoader)
        texts[f"data/assessments/habits/{read['side']}/{read['date']}.yml"] = text
    assert len(texts) == len(sheets)
    problems = project(tmp_path).write(texts).problems(TODAY.date())
    assert [(p, texts[p.path]) for p in problems if p.path in texts and level_of(p.code, {}) is Level.ERROR] == []
