"""Dates by the company's own business days: the counting against a second way to count, and the calendar file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from conftest import SETTINGS, Playground, serve
from prodops_playbook.views.calendar import calendar

DAY = datetime.timedelta(days=1)
THURSDAY = datetime.datetime(2026, 11, 26, 9)


# The counting


@dataclass(frozen=True)
class Counted:
    """Working days, counted the slow way: by a list of all days that are worked."""

    week: tuple[int, ...]
    off: frozenset[datetime.date]

    def works(self, day: datetime.date) -> bool:
        return day.isoweekday() in self.week and day not in self.off

    def worked(self, after: datetime.date, step: int) -> Iterator[datetime.date]:
        """Every business day from a day on, without it."""
        return (day for n in range(1, 4000) if self.works(day := after + n * step * DAY))

    def due(self, day: datetime.date, amount: int, unit: str) -> datetime.date:
        step = 1 if amount > 0 else -1
        if amount == 0:
            return day
        if unit == "business day":
            return [found for found, _ in zip(self.worked(day, step), range(abs(amount)), strict=False)][-1]
        away = day + amount * (7 if unit == "week" else 1) * DAY
        return away if self.works(away) else next(self.worked(away, step))

    def between(self, first: datetime.date, last: datetime.date) -> int:
        days = (min(first, last) + n * DAY for n in range(1, abs((last - first).days) + 1))
        return sum(map(self.works, days)) * (1 if last >= first else -1)


days = st.dates(datetime.date(2025, 12, 1), datetime.date(2027, 2, 1))
weeks = st.lists(st.integers(1, 7), min_size=1, max_size=7, unique=True).map(tuple)
calendars = st.builds(Counted, weeks, st.frozensets(days, max_size=30))
distances = st.tuples(st.integers(-60, 60), st.sampled_from(["day", "business day", "week"]))


@pytest.fixture(scope="module")
def modules(browser: Browser, own_address: str) -> Iterator[Page]:
    """A page in which the scripts can be called."""
    page = browser.new_page()
    page.goto(f"{own_address}/scope/")
    page.evaluate(
        """async (address) => {
        const { Calendar, clean } = await import(`${address}/assets/workdays.js`);
        const { plus } = await import(`${address}/assets/days.js`);
        const { ics } = await import(`${address}/assets/ics.js`);
        Object.assign(window, { Calendar, plus, clean, ics });
    }""",
        own_address,
    )
    yield page
    page.close()


def test_the_browser_counts_as_a_list_of_all_working_days_does(modules: Page) -> None:
    @settings(max_examples=150, deadline=None)
    @given(calendars, days, st.lists(distances, min_size=1, max_size=12), days)
    def holds(counted: Counted, day: datetime.date, several: list[tuple[int, str]], other: datetime.date) -> None:
        given_ = {"week": counted.week, "off": {d.isoformat(): "x" for d in counted.off}, "quarters": [1, 4, 7, 10]}
        found = modules.evaluate(
            """([given, day, several, other]) => {
                const calendar = new Calendar(given);
                const due = several.map(([amount, unit]) => calendar.due(day, { amount, unit }));
                return { due, between: calendar.between(day, other), works: calendar.works(day) };
            }""",
            [given_, day.isoformat(), several, other.isoformat()],
        )
        assert found["due"] == [counted.due(day, amount, unit).isoformat() for amount, unit in several]
        assert found["between"] == counted.between(day, other)
        assert found["works"] == counted.works(day)

    holds()


def test_a_notice_never_gets_shorter_and_falls_on_a_working_day(modules: Page) -> None:
    @settings(max_examples=100, deadline=None)
    @given(calendars, days, distances.filter(lambda d: d[0] != 0))
    def holds(counted: Counted, day: datetime.date, distance: tuple[int, str]) -> None:
        given_ = {"week": counted.week, "off": {d.isoformat(): "x" for d in counted.off}, "quarters": [1]}
        amount, unit = distance
        text = modules.evaluate(
            "([given, day, amount, unit]) => new Calendar(given).due(day, { amount, unit })",
            [given_, day.isoformat(), amount, unit],
        )
        due = datetime.date.fromisoformat(text)
        assert counted.works(due)
        assert abs((due - day).days) >= abs(amount) * (7 if unit == "week" else 1)
        assert (due > day) == (amount > 0)

    holds()


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "", "3000-01-01", "x", "<b>"])
def test_what_is_no_day_is_none(modules: Page, text: str) -> None:
    assert modules.evaluate("(text) => clean(text)", text) == ""


def test_the_holidays_of_a_country_and_the_companys_own_days_off_are_left_out(playground: Playground) -> None:
    playground.write({"data/playbook.yml": f"{SETTINGS}holidays: GB-ENG\ndays_off: [2026-12-24]\n"})
    made = calendar(playground.load().playbook.settings, datetime.date(2026, 5, 1))
    assert made.off[datetime.date(2026, 12, 25)] == "Christmas Day"
    assert made.off[datetime.date(2026, 12, 24)] == "a day off here"
    assert datetime.date(2026, 12, 23) not in made.off
    assert made.until == datetime.date(2029, 12, 31)
    assert min(made.off).year == 2025


def test_without_a_country_only_the_week_counts(playground: Playground) -> None:
    assert calendar(playground.load().playbook.settings, datetime.date(2026, 5, 1)).off == {}


# The calendar file

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)


def test_whatever_a_title_says_the_calendar_file_can_be_read_and_says_the_same(modules: Page) -> None:
    @settings(max_examples=100, deadline=None)
    @given(texts, texts, days)
    def holds(title: str, about: str, day: datetime.date) -> None:
        event = {
            "uid": "launch.step@example.com",
            "day": day.isoformat(),
            "next": (day + DAY).isoformat(),
            "title": title,
            "about": about,
            "url": "https://example.com/processes/launch/#step",
        }
        text = modules.evaluate("(event) => ics([event], new Date())", event)
        read = only_event(text)
        assert str(read["SUMMARY"]) == title
        assert str(read["DESCRIPTION"]) == about
        assert read["DTSTART"].dt == day
        assert read["DTEND"].dt == day + DAY

    holds()


def events(text: str) -> list[Any]:
    """The events of a calendar file, held to RFC 5545: line ends, line lengths, what has to be there."""
    raw = text.encode()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    whole = icalendar.Calendar.from_ical(text)
    assert whole["VERSION"] == "2.0"
    assert whole["PRODID"]
    found: list[Any] = list(whole.walk("VEVENT"))
    assert all(not event.errors for event in found)
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert type(event["DTSTART"].dt) is datetime.date
        assert event["DTSTAMP"].dt.tzinfo is not None
    assert len({str(event["UID"]) for event in found}) == len(found)
    return found


def only_event(text: str) -> Any:
    (event,) = events(text)
    return event


# The pages


@pytest.fixture(scope="module")
def left_open(browser: Browser) -> Iterator[Page]:
    """A phone on Thursday, 26 November 2026, on which copying is allowed."""
    allowed = ["clipboard-read", "clipboard-write"]
    size = {"width": 390, "height": 844}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True, locale="en-GB", permissions=allowed)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.set_fixed_time(THURSDAY)
    yield page
    context.close()


@pytest.fixture
def phone(visit: Page) -> Page:
    return visit


def rows(page: Page, table: int = 0) -> list[list[str]]:
    """The lines of each row of a table of dates: day, rule, state, what, who."""
    found = page.locator(".pb-dated table").nth(table).locator("tbody tr")
    return [
        row.split("\n")
        for row in found.evaluate_all("""rows => rows.map(row =>
        [...row.querySelectorAll("time")].map(time => time.dateTime)
            .concat([...row.querySelectorAll("small")].map(part => part.textContent))
            .concat([row.cells[1].firstChild.textContent]).join("\\n"))""")
    ]


def download(page: Page) -> str:
    """The calendar file that the page makes."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Calendar file").tap()
    return waiting.value.path().read_bytes().decode()


def test_we_launch_on_a_date(phone: Page, own_address: str) -> None:
    """From home: a door, a tier, a date; then the business days by our holidays, and a calendar file."""
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(own_address)
    phone.locator(".pb-doors").get_by_role("link", name="launch something").tap()
    expect(phone.get_by_label("Live for all customers")).to_be_in_viewport()
    phone.locator(".pb-dates").get_by_label("Tier").select_option("T2")
    phone.get_by_label("Live for all customers").fill("2027-01-11")
    days = [row[0] for row in rows(phone)]
    # Ten business days before Monday 11 January: Christmas, its Monday and New Year are left out.
    assert days[:2] == ["2026-12-23", "2026-12-23"]
    assert days[-1] == "2027-01-18"
    assert phone.url.endswith("#dates/T2/2027-01-11")
    expect(phone.locator(".pb-dated")).to_contain_text("Fri, 25 Dec 2026 (Christmas Day)")
    found = events(download(phone))
    assert [event["DTSTART"].dt.isoformat() for event in found] == days
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert [url for url in asked if "2027" in url or "T2" in url] == []


def test_what_should_have_been_done_is_said_in_words(phone: Page, own_address: str) -> None:
    phone.goto(f"{own_address}/processes/launch/#dates/T1/2026-12-21")
    expect(phone.locator("p.pb-late")).to_be_visible()
    first = rows(phone)[0]
    assert first[:3] == ["2026-11-23", "20 business days before", "should have been done 3 business days ago"]
    expect(phone.locator("p.pb-late")).to_contain_text("2 steps should have been done by now")
    phone.locator(".pb-dates").get_by_label("Tier").select_option("T3")
    expect(phone.locator("p.pb-late")).to_have_count(0)
    assert [row[0] for row in rows(phone)] == ["2026-12-21", "2026-12-21"]


def test_a_link_brings_tier_date_and_name_along_and_a_damaged_one_does_no_harm(phone: Page, own_address: str) -> None:
    phone.goto(f"{own_address}/processes/launch/#dates/T2/2027-03-01/R%26D%2FInvoices")
    expect(phone.locator(".pb-dates").get_by_label("Tier")).to_have_value("T2")
    expect(
        phone.get_by_role("heading", name="R&D/Invoices · T2 · Live for all customers: Mon, 1 Mar 2027")
    ).to_be_visible()
    phone.get_by_role("button", name="Copy a link").tap()
    assert phone.evaluate("navigator.clipboard.readText()") == phone.url
    for damaged in ("T9/2026-13-45", "%E0%A4%A", "////", "T1/2026-02-30/<b>x</b>", "__proto__/2027-01-01"):
        phone.goto("about:blank")
        phone.goto(f"{own_address}/processes/launch/#dates/{damaged}")
        expect(phone.locator(".pb-dates").get_by_label("Tier")).to_have_value("T1")
        expect(phone.locator("b", has_text="x")).to_have_count(0)


def test_a_named_launch_keeps_its_events_when_it_moves(phone: Page, own_address: str) -> None:
    def uids(address: str) -> list[str]:
        phone.goto("about:blank")
        phone.goto(f"{own_address}/processes/launch/#dates/{address}")
        return [str(event["UID"]) for event in events(download(phone))]

    assert uids("T1/2027-03-01/Invoices") == uids("T1/2027-03-08/Invoices")
    assert uids("T1/2027-03-01") == uids("T1/2027-03-01")
    assert not set(uids("T1/2027-03-01")) & set(uids("T1/2027-03-08"))


def test_the_dates_can_be_copied_into_a_spreadsheet_and_printed_alone(phone: Page, own_address: str) -> None:
    phone.goto(f"{own_address}/processes/launch/#dates/T3/2027-03-01")
    phone.get_by_role("button", name="Copy the dates").tap()
    expect(phone.get_by_text("Copied: the dates.")).to_be_visible()
    copied = phone.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[:2] == ["Date\tDay\tWho\tWhat", "2027-03-01\tMon, 1 Mar 2027\t\tLive for all customers"]
    phone.evaluate("window.print = () => {}")
    phone.get_by_role("button", name="Print the dates").tap()
    phone.emulate_media(media="print")
    expect(phone.locator(".pb-dated table")).to_be_visible()
    expect(phone.locator(".pb-dates form")).to_be_hidden()
    expect(phone.locator(".pb-steps")).to_be_hidden()
    phone.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(phone.locator(".pb-steps")).to_be_visible()


def test_what_do_i_prepare_this_week_for_the_quarter(phone: Page, own_address: str) -> None:
    phone.goto(own_address)
    phone.locator(".pb-doors").get_by_role("link", name="plan the next quarter").tap()
    expect(phone.get_by_role("heading", name="This week, 23 November to 29 November")).to_be_in_viewport()
    assert rows(phone, 0)[0][:3] == ["2026-11-27", "5 weeks before 1 January", "in 1 business day"]
    assert rows(phone, 1)[0][:2] == ["2026-12-04", "4 weeks before 1 January"]
    phone.get_by_text("All dates of the quarter that begins on Fri, 1 Jan 2027").tap()
    assert [row[0] for row in rows(phone, 2)][-2:] == ["2027-01-01", "2027-02-12"]
    assert len(events(download(phone))) == 10
    phone.get_by_label("As of").fill("2027-02-10")
    assert rows(phone, 0)[0][:2] == ["2027-02-12", "6 weeks after 1 January"]
    assert rows(phone, 1)[0][:2] == ["2027-02-18", "6 weeks before 1 April"]
    assert phone.url.endswith("#dates/2027-02-10")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


PLANNING = """\
title: Planning
summary: The quarter is planned before it begins.
owner: product-ops-lead
prevents: Plans that come late.
trigger: The quarter is near.
dates: {count_from: quarter}
steps:
  - do: Share the goals.
    when: 5 business days before
  - do: Look back.
    by: product-manager
    when: 1 week after
"""


def test_the_quarter_follows_the_companys_own_year_week_and_days_off(phone: Page, playground: Playground) -> None:
    week = "[Sunday, Monday, Tuesday, Wednesday, Thursday]"
    more = f"fiscal_year_starts: February\nworking_week: {week}\ndays_off: [2027-01-28]\n"
    playground.write({"data/playbook.yml": SETTINGS + more, "data/processes/planning.yml": PLANNING})
    with serve(playground.build()) as address:
        phone.goto(f"{address}/processes/planning/#dates/2027-01-21")
        # From Monday 1 February back: 31 (Sunday), 27, 26, 25 and 24; Thursday 28 is a day off.
        expect(phone.get_by_role("heading", name="This week, 17 January to 23 January")).to_be_visible()
        expect(phone.get_by_text("Nothing is due for the quarter.")).to_be_visible()
        assert rows(phone, 0)[0][:2] == ["2027-01-24", "5 business days before 1 February"]


def test_without_a_script_the_page_says_the_rule(browser: Browser, own_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_address}/processes/launch/")
    expect(page.locator(".pb-steps tr", has_text="Run Launch go/no-go")).to_contain_text(
        "T1, T2 5 business days before"
    )
    expect(page.locator(".pb-dates")).to_contain_text("T3 Everything else")
    page.goto(f"{own_address}/processes/planning-calendar/")
    expect(page.locator(".pb-steps tr", has_text="Share the goals")).to_contain_text("4 weeks before")
    context.close()
