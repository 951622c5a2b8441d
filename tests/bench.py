"""Time and memory of synthetic playbooks, printed: `make bench`, or `python tests/bench.py 100 1000`.

Each figure is a process of its own. "ours" is load, check and render; "whole" is an MkDocs build with the plugin;
"plain" is an MkDocs build of the same rendered Markdown without it. "edit" is load, check and render once more when the
title of one record is another, as `make serve` does it, in seconds of the processor. `--profile` prints where our time
goes.

The last lines are what one answer costs on the assess page of a model with 200 questions, in a browser: to score them
all again, and to show it. `--answering` prints them alone.
"""

from __future__ import annotations

import cProfile
import datetime
import itertools
import json
import pstats
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

from conftest import browser_path, build_site, serve
from prodops_playbook.edition import Edition, prepare
from prodops_playbook.playbook import Project, load
from prodops_playbook.render import Renderer, Section
from prodops_playbook.render.site import Known

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("processes", "checklists", "agreements")
DAY = datetime.date(2026, 11, 2)


def make_project(root: Path, records: int) -> None:
    """Our own playbook, its processes, checklists and agreements copied under new ids until there are enough."""
    for name in ("data", "playbook"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    own = len(load(Project(root)).playbook.records)
    originals = [path for kind in KINDS for path in sorted((ROOT / "data" / kind).glob("*.yml"))]
    for number, original in zip(range(max(0, records - own)), itertools.cycle(originals), strict=False):
        text = re.sub(r"(?m)^(title: .*)$", rf"\1 ({number})", original.read_text(encoding="utf-8"), count=1)
        (root / "data" / original.parent.name / f"{original.stem}-{number}.yml").write_text(text, encoding="utf-8")


def ours(root: Path) -> dict[str, float]:
    """Seconds of each of our steps, and those of all of them when one title is edited."""
    times, last = steps(root, None, None)
    edited = next((root / "data" / "processes").glob("*.yml"))
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")
    again, made = steps(root, last.book.edition, last.leave())
    edited.write_text(text, encoding="utf-8")
    assert made.book.edition.playbook.records.keys() == last.book.edition.playbook.records.keys()
    return {**times, "edit": again["processor"]}


def steps(root: Path, last: Edition | None, known: Known | None) -> tuple[dict[str, float], Renderer]:
    """Seconds of each of our steps, with what is left of those before."""
    start, begun = time.perf_counter(), time.process_time()
    edition = prepare(Project(root), lambda _: DAY, last)
    after_load = time.perf_counter()
    edition.problems  # noqa: B018 (they are looked for when they are asked for)
    after_check = time.perf_counter()
    renderer = Renderer(edition, known=known)
    site = renderer.site()
    after_render = time.perf_counter()
    assert not site.problems, site.problems
    times = {
        "records": len(edition.playbook.records),
        "pages": len(site.pages),
        "load": after_load - start,
        "check": after_check - after_load,
        "render": after_render - after_check,
        "ours": after_render - start,
        "processor": time.process_time() - begun,
    }
    return times, renderer


def _nav(section: Section) -> dict[str, Any]:
    return {section.title: [_nav(e) if isinstance(e, Section) else e for e in section.entries]}


def write_plain(root: Path) -> None:
    """The same pages as files, and a configuration without the plugin."""
    edition = prepare(Project(root), lambda _: DAY)
    renderer = Renderer(edition)
    site, complete = renderer.site(), renderer.hand_written
    for page in site.pages:
        target = root / "plain" / page.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.text, encoding="utf-8")
    for own in edition.playbook.pages:
        target = root / "plain" / own.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(complete(own), encoding="utf-8")
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    nav = ["index.md", *map(_nav, site.nav)]
    config |= {"docs_dir": "plain", "site_dir": "plain-site", "plugins": ["search"], "nav": nav, "not_in_nav": "*"}
    (root / "plain.yml").write_text(yaml.safe_dump(config), encoding="utf-8")


def measured(*command: str) -> tuple[float, float, str]:
    """Wall seconds, peak MiB and output of a command."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, done.stdout


def row(records: int) -> None:
    """Measure one size and print its line."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_project(root, records)
        write_plain(root)
        _, memory, out = measured(__file__, "--ours", folder)
        told = json.loads(out)
        plain, _, _ = measured("-m", "mkdocs", "build", "-q", "-f", f"{folder}/plain.yml")
        whole, peak, _ = measured("-m", "mkdocs", "build", "-q", "-f", f"{folder}/mkdocs.yml")
        print(  # noqa: T201 (a report)
            f"{told['records']:>7} {told['pages']:>6} {told['load']:>7.2f} {told['check']:>7.2f} "
            f"{told['render']:>7.2f} {told['ours']:>7.2f} {1000 * told['ours'] / told['records']:>9.2f} "
            f"{told['edit']:>7.2f} {told['edit'] / told['processor']:>9.3f} "
            f"{plain:>7.1f} {whole:>7.1f} {told['ours'] / plain:>10.2f} {whole / plain:>11.2f} "
            f"{memory:>9.0f} {peak:>9.0f}",
            flush=True,
        )


QUESTIONS = 200

ANSWERED = """async () => {
    const { score } = await import("../../../assets/maturity/scores.js")
    const { model } = JSON.parse(document.querySelector('[data-about]').dataset.about)
    const timed = act => { const start = performance.now(); act(); return performance.now() - start }
    const middle = times => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
    const answers = Object.fromEntries(model.questions.map(({ id }, i) => [id, { level: i % 5 + 1 }]))
    const result = { model: model.id, version: model.version, side: "all", date: "2026-11-02", answers }
    const scored = Array.from({ length: 50 }, () => timed(() => score(model, result)))
    const said = () => document.querySelector(".pb-report").textContent
    const before = said()
    const shown = [...document.querySelectorAll(".pb-form fieldset")].map((question, i) => timed(() => {
        question.querySelectorAll("input[type=radio]")[i % 5].click()
        document.body.getBoundingClientRect()
    }))
    if (said() === before) throw new Error("the page says nothing of the answers")
    return [shown.length, middle(scored), middle(shown), Math.max(...shown)]
}"""


def long_model() -> str:
    """A model of 200 ladders in twenty dimensions."""
    ladder = {level: f"What one sees at level {level}." for level in range(1, 6)}
    dimensions = [{"id": f"d{i}", "title": f"Dimension {i}"} for i in range(20)]
    questions: list[dict[str, object]] = [
        {"id": f"d{i % 20}.q{i}", "dimension": f"d{i % 20}", "text": f"Question {i}?", "ladder": dict(ladder)}
        for i in range(QUESTIONS)
    ]
    levels = [f"Level {level}" for level in range(1, 6)]
    model = {"title": "Long", "version": "1.0.0", "sides": ["product"], "levels": levels}
    return yaml.safe_dump(model | {"dimensions": dimensions, "questions": questions}, sort_keys=False)


def answering() -> None:
    """Measure what an answer costs on the assess page of a long model, and print it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_project(root, 0)
        (root / "data" / "maturity" / "long.yml").write_text(long_model(), encoding="utf-8")
        site = build_site(root, strict=False)
        with sync_playwright() as playwright, serve(site) as address:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            page.goto(f"{address}/maturity/long/assess/")
            page.get_by_role("radio", name="Alone", exact=True).check()
            questions, scored, shown, slowest = page.evaluate(ANSWERED)
            browser.close()
    print("\nquestions  score ms  answer ms  slowest ms")  # noqa: T201 (a report)
    print(f"{questions:>9} {scored:>9.1f} {shown:>10.1f} {slowest:>11.1f}")  # noqa: T201 (a report)


def main(arguments: list[str]) -> None:
    """Print the table."""
    if arguments[:1] == ["--ours"]:
        print(json.dumps(ours(Path(arguments[1]))))  # noqa: T201 (a report)
        return
    if arguments[:1] == ["--answering"]:
        answering()
        return
    if arguments[:1] == ["--profile"]:
        with tempfile.TemporaryDirectory() as folder:
            make_project(Path(folder), int(arguments[1]) if arguments[1:] else 1000)
            profile = cProfile.Profile()
            profile.runcall(ours, Path(folder))
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return
    print(  # noqa: T201 (a report)
        "records  pages    load   check  render    ours ms/record    edit edit/ours   plain   whole "
        "ours/plain whole/plain  ours MiB  peak MiB"
    )
    for size in map(int, arguments or ["100", "1000", "5000"]):
        row(size)
    answering()


if __name__ == "__main__":
    main(sys.argv[1:])
