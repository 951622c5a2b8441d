"""What axe finds on a page in a browser, and when a page is all there and at rest."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

LOOKS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that hang on the colors."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Violations = list[tuple[str, list[str], str]]

# Most of the time axe reads the same few colors again, and looks the private fields of a color up in weak maps. It
# gets weak maps and sets that keep a field in the object itself, and reads each color once. What it finds stays the
# same.
BRISK = """(() => {
    const WeakMap = class {
        field = Symbol()
        has(owner) { return Object.hasOwn(owner, this.field) }
        get(owner) { return owner[this.field] }
        set(owner, value) { owner[this.field] = value; return this }
        delete(owner) { return delete owner[this.field] }
    }
    const WeakSet = class {
        field = Symbol()
        has(owner) { return Object.hasOwn(owner, this.field) }
        add(owner) { owner[this.field] = true; return this }
    }
    %s
    const color = window.axe.commons.color.Color.prototype
    const read = color.parseString
    const known = new Map()
    color.parseString = function (text) {
        if (!known.has(text)) {
            read.call(this, text)
            known.set(text, [this.r, this.g, this.b, this.alpha])
        }
        [this.r, this.g, this.b, this.alpha] = known.get(text)
        return this
    }
})()"""
RUN = """(options) => axe.run(document, options).then(({ violations }) => violations.flatMap(
    (rule) => rule.nodes.slice(0, 3).map((node) => [rule.id, node.target, node.html.slice(0, 160)])))"""


def violations(page: Page, rules: list[str] | None = None) -> Violations:
    """What axe finds on a page, whole, by all the rules of TAGS or by those named."""
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    if not page.evaluate("'axe' in window"):
        page.evaluate(BRISK.replace("%s", AXE_SCRIPT))
    found: list[Any] = page.evaluate(RUN, {"runOnly": chosen, "resultTypes": ["violations"]})
    return [(rule, target, html) for rule, target, html in found]


AT_REST = """async () => {
    const moves = () => document.getAnimations().some(({ playState }) => playState === "running")
    for (let frame = 0; moves() && frame < 1000; frame += 1) await new Promise(requestAnimationFrame)
}"""


def settled(page: Page) -> None:
    """Wait until nothing on the page moves or fades any more: a colour half way is no colour of ours."""
    page.evaluate(AT_REST)


def in_the_dark(page: Page) -> None:
    """Switch a page to the dark scheme, and wait until all its colors are those."""
    page.locator("label[title='Switch to dark']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    settled(page)


PARTS = {"checklist": ".pb-run", "assess": ".pb-ways", "dates": "form", "cards": ".pb-buttons"}
"""The parts that a page fetches by themselves, each with what a reader sees of it."""


def complete(page: Page) -> None:
    """Wait until a reader sees the whole page: the parts that come by themselves stand there too."""
    for part, made in PARTS.items():
        if many := page.locator(f"[data-playbook={part}]").count():
            expect(page.locator(f"article {made}").nth(many - 1)).to_be_visible()
