"""Reading YAML: nothing that a file holds makes it raise, hang or lie about places."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from conftest import ROOT, TODAY, Playground, write
from prodops_playbook import source
from prodops_playbook.checks import check
from prodops_playbook.playbook import Project, load
from prodops_playbook.problems import CODES, Problem
from prodops_playbook.source import Document, Mapping, Node, Scalar, Sequence, box, read

PATH = "data/terms/x.yml"
FILES = sorted((ROOT / "tests" / "full" / "data").rglob("*.yml"))
TEXTS = [path.read_text(encoding="utf-8") for path in FILES]

# Examples take as long as they take; the guard below ends what hangs.
unhurried = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@contextlib.contextmanager
def within(seconds: float = 20) -> Iterator[None]:
    """Fail when the body takes longer."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise AssertionError(f"still busy after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every text below a node, names of fields too."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from scalars(value)


def same(found: list[Problem]) -> list[tuple[int, int, str]]:
    """Line, column and code of each."""
    return [(p.line, p.column, p.code) for p in found]


def holds(document: Document | None, found: list[Problem]) -> None:
    """What is true of every reading."""
    assert document is not None or found
    for p in found:
        assert p.path == PATH
        assert p.code in CODES
        assert p.line >= 1
        assert p.column >= 1
        assert p.message
    if document is not None:
        for scalar in scalars(document.root):
            assert 1 <= scalar.line <= len(document.lines)
            assert 1 <= scalar.column <= len(document.lines[scalar.line - 1]) + 1


# Arbitrary input

_NASTY = [*list("#@*&!%[]{}`|>,?-:\"'\\~<= \n\t\r\xa0\ufeff\u2028\x85\x00"), ": ", "- ", " #", "\n  ", "---", "<<: "]
yamlish = st.lists(st.sampled_from([*_NASTY, "a", "key", "no", "1:30", "é", "😀"]), max_size=60).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good file with a few characters changed, lost or added."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        lost = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(["", *_NASTY])) + text[at + lost :]
    return text


@unhurried
@given(st.binary(max_size=400))
@example(b"\xff\xfea\x00")
@example(b"\xef\xbb\xbf")
def test_no_bytes_make_it_raise(data: bytes) -> None:
    with within():
        holds(*read(PATH, data))


@unhurried
@given(st.one_of(st.text(max_size=300), yamlish))
def test_no_text_makes_it_raise(text: str) -> None:
    with within():
        holds(*read(PATH, text.encode()))


@unhurried
@given(mutated())
def test_no_damage_to_a_good_file_makes_it_raise(text: str) -> None:
    with within():
        holds(*read(PATH, text.encode()))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.data())
def test_no_damage_to_a_good_file_makes_the_checks_raise(
    playground: Playground, file: Path, data: st.DataObject
) -> None:
    text = file.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.sampled_from(["", *_NASTY])) + text[at + data.draw(st.integers(0, 3)) :]
    name = f"data/{file.relative_to(ROOT / 'tests' / 'full' / 'data').as_posix()}"
    write(playground.root, {p.relative_to(ROOT / "tests" / "full").as_posix(): p.read_bytes() for p in FILES})
    write(playground.root, {name: text})
    with within():
        found = check(load(Project(playground.root)), TODAY)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for p in found:
        assert p.path != name or 1 <= p.line <= len(rows)


# Places


@unhurried
@given(st.one_of(mutated(), yamlish))
def test_a_plain_text_stands_at_its_place_in_the_file(text: str) -> None:
    document, found = read(PATH, text.encode())
    if document is None or any(p.code == "yaml-feature" for p in found):
        return  # a node with an anchor begins at the anchor
    for scalar in scalars(document.root):
        if scalar.plain and scalar.text:
            there = document.lines[scalar.line - 1][scalar.column - 1 :]
            # A text of several lines begins with what its first line holds.
            assert there.startswith(scalar.text) or scalar.text.startswith(there.strip())


@unhurried
@given(st.one_of(mutated(), yamlish))
def test_windows_line_ends_change_nothing(text: str) -> None:
    text = text.replace("\r", "")
    there, found = read(PATH, text.encode())
    windows, again = read(PATH, text.replace("\n", "\r\n").encode())
    assert again == found
    assert (windows is None) == (there is None)
    if windows is not None and there is not None:
        assert windows == there


@unhurried
@given(st.one_of(mutated(), yamlish))
def test_a_byte_order_mark_changes_nothing(text: str) -> None:
    text = text.lstrip("\ufeff")
    assert read(PATH, b"\xef\xbb\xbf" + text.encode()) == read(PATH, text.encode())


# Characters

WORDS = """
    no No NO on off yes true false null ~ Null 1:30 12:30:45 010 0o10 0x1F 1.10 1e3 .5 1_000 .inf .NaN 2024-01-01
    2024-01-01T10:00:00Z = y n 007 +1 -0 a#b C# 1:1 a:b https://example.com/#top -x é 日本 don't 5% a&b a*b 1.0.0
"""


@pytest.mark.parametrize("word", WORDS.split())
def test_a_word_arrives_as_its_characters(word: str) -> None:
    document, found = read(PATH, f"a: {word}\nb:\n  - {word}\nc: [{word}, x]\n{word}: d\n".encode())
    assert found == []
    assert document is not None
    a, b, c = (document.root.get(name) for name in "abc" if isinstance(document.root, Mapping))
    assert isinstance(a, Scalar)
    assert (a.text, a.plain) == (word, True)
    assert isinstance(b, Sequence)
    assert isinstance(c, Sequence)
    assert [item.text for item in (b.items[0], c.items[0]) if isinstance(item, Scalar)] == [word, word]
    assert isinstance(document.root, Mapping)
    assert document.root.key(word) is not None


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=40))
@unhurried
def test_a_text_in_quotes_arrives_as_its_characters(text: str) -> None:
    single = "'" + text.replace("'", "''") + "'"
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    document, found = read(PATH, f"a: {single}\nb: {double}\n".encode())
    assert found == []
    assert document is not None
    assert [s.text for s in scalars(document.root)] == ["a", text, "b", text]


@pytest.mark.parametrize("text", ["a\n b", "a\n\n b", "|\n a\n  b\n", "|-\n a #b: c\n", ">\n a\n b\n", '"a\n  b"'])
def test_texts_of_several_lines_are_as_yaml_says(text: str) -> None:
    document, found = read(PATH, f"a: {text}\n".encode())
    assert found == []
    assert document is not None
    assert [s.text for s in scalars(document.root)] == ["a", yaml.safe_load(f"a: {text}\n")["a"]]


# Traps

_PIECES = [
    "#ask",
    "@ada",
    "two:",
    "*All*",
    "a",
    "[K]",
    "[ ]",
    "{x}",
    '"q"',
    "'s",
    "%5",
    "|",
    ">",
    "-",
    "&Co",
    "!",
    "`b`",
]
sentences = st.lists(st.sampled_from([*_PIECES, "word", "it's", "C:\\dir", ",", "?", "é"]), min_size=2, max_size=5).map(
    " ".join
)


@st.composite
def trapped(draw: st.DrawFn) -> list[str]:
    """Lines of a file with texts that should stand in quotes: as values, in lists, in groups inside of lists."""
    lines: list[str] = []
    for i in range(draw(st.integers(1, 4))):
        text = draw(sentences)
        match draw(st.sampled_from(["field", "list", "group", "wrapped"])):
            case "field":
                lines.append(f"field{i}: {text}")
            case "list":
                lines += [f"field{i}:", f"  - {text}", "  - plain"]
            case "group":
                lines += [f"field{i}:", f"  - name: {text}", f"    more: {draw(sentences)}"]
            case _:
                lines += [f"field{i}: {text}", "  and so on"]
    return lines


def pasted(lines: list[str], found: list[Problem], read_as: tuple[str, ...]) -> list[str]:
    """The file with every offered line in the place of the text that it mends, indented as that was."""
    lines = list(lines)
    for p in found:
        if p.code == "quote-this":
            head, offered = p.hint.split("\n")
            assert head in ("put the text in quotes:", "leave the box out:", "leave the mark out:")
            row = lines[p.line - 1]
            lines[p.line - 1] = row[: len(row) - len(row.lstrip())] + offered
            # The offered line holds the text's further lines too.
            for below in range(p.line, len(lines)):
                if read_as[below]:
                    break
                lines[below] = ""
    return lines


@unhurried
@given(trapped())
@example(["field0: Post it in #launches first,", "  then tell support"])
@example(["field0: two: things", "  and so on"])
@example(["field0:", "  - @ada says so", "    and so does Bo"])
@example(["field0: a #b # a comment"])
@example(["field0: - [ ]", "  and so on"])
@example(["field0:", "  - ? [K] #ask", "  - plain"])
@example(["field0:", "  - &a [K] #ask", "  - plain"])
def test_pasting_the_offered_lines_mends_the_file(lines: list[str]) -> None:
    document, found = read(PATH, "\n".join(lines).encode())
    offers = [p for p in found if p.code == "quote-this"]
    # Behind a list in brackets nobody can know whether `#x` is text: there the mend is a space, not quotes.
    assume(all("\n" in p.hint for p in offers))
    assert len({p.line for p in offers}) == len(offers), "two offers for one line"
    if document is None:
        return
    mended = pasted(lines, found, document.lines)
    again, left = read(PATH, "\n".join(mended).encode())
    assert [p for p in left if p.code == "quote-this"] == []
    assert again is not None
    assert again.root == document.root
    texts = {s.line: s.text for s in scalars(again.root)}
    for p in offers:
        written = re.sub(r"^[-*+] ", "", box(lines[p.line - 1][p.column - 1 :].strip())[1])
        # A box whose text stands on the next line says nothing itself.
        written = re.sub(r"^\[[ xX]?\]$", "", written)
        # Nothing of the sentence is lost, but for quotes around the whole.
        assert written.strip("\"'") in texts[p.line] or " # " in written


@pytest.mark.parametrize(
    ("trap", "text"),
    [
        ("a: #ask", "#ask"),
        ("a: Post it in #launches first", "Post it in #launches first"),
        ("a: Two rules: ask and wait", "Two rules: ask and wait"),
        ("a: @ada", "@ada"),
        ("a: *All* of it", "*All* of it"),
        ("a: &Co is here", "&Co is here"),
        ("a: !Stop it", "!Stop it"),
        ("a: %20 of it", "%20 of it"),
        ("a: [K] Rollback agreed", "[K] Rollback agreed"),
        ("a: {name} is filled in", "{name} is filled in"),
        ('a: "Done" is not it', '"Done" is not it'),
        ("a: 'Done' is not it", "'Done' is not it"),
        ("a: `main` is it", "`main` is it"),
        ("a: 'tis it", "'tis it"),
        ("a: | is a bar", "| is a bar"),
        ('a: it\'s "so": yes', 'it\'s "so": yes'),
        ("a: C:\\dir: \"x\" 'y'", "C:\\dir: \"x\" 'y'"),
    ],
)
def test_a_trap_has_one_offer_and_is_read_as_it_was_meant(trap: str, text: str) -> None:
    for line in (trap, trap.replace("a: ", "- "), trap.replace("a: ", "- a: "), trap.replace("a: ", "  - - ")):
        if ": " in text and line.endswith(f"- {text}"):
            continue  # in a list this is a field for YAML; the record's reader asks for quotes
        document, found = read(PATH, f"{line}\n".encode())
        assert [p.code for p in found] == ["quote-this"], line
        assert document is not None
        assert [s.text for s in scalars(document.root)][-1] == text, line
        again, none = read(PATH, found[0].hint.split("\n")[1].encode())
        assert none == []
        assert again is not None
        assert [s.text for s in scalars(again.root)][-1] == text


@pytest.mark.parametrize(
    "text",
    [
        "a: #ask us\n  and wait\nb: c\n",
        "a:\n  - #ask us\n    and wait\nb: c\n",
        'a: "A release" #internal\nb: c\n',
        "a: 'A release' #internal\nb: c\n",
        "a: [x] #internal\nb: c\n",
        "a: | #internal\n  text\nb: c\n",
    ],
)
def test_nothing_behind_a_hash_is_lost_in_silence(text: str) -> None:
    _, found = read(PATH, text.encode())
    assert len(found) == 1
    assert "#" in text.split("\n")[found[0].line - 1]


def test_a_text_with_two_traps_has_one_offer() -> None:
    _, found = read(PATH, b"a: &Co asks in #launches\nb: !Stop posting in #launches\nc: @ada: see #launches\n")
    assert [(p.line, p.column) for p in found] == [(1, 4), (2, 4), (3, 4)]


def test_an_item_that_is_indented_too_far_is_not_swallowed_by_the_one_before(playground: Playground) -> None:
    text = "title: Launch\ndefinition: The day\naliases:\n  - Go-live\n    - Day one\n"
    playground.write({"data/terms/launch.yml": text})
    assert [p.line for p in playground.problems()] == [5]


def test_a_hash_inside_of_brackets_is_reported_in_its_line(playground: Playground) -> None:
    text = "title: Launch\ndefinition: The day\naliases: [Go-live, #launch]\ntags: [a]\n"
    playground.write({"data/terms/launch.yml": text})
    assert [p.line for p in playground.problems()] == [3]


@pytest.mark.parametrize("mark", ["|", ">", "|-"])
def test_a_block_with_a_line_too_far_left_is_not_offered_in_quotes(mark: str) -> None:
    _, found = read(PATH, f"title: Launch\ndefinition: {mark}\n  The day\n it begins.\nsummary: The day\n".encode())
    assert [p.code for p in found] == ["yaml-syntax"]
    assert found[0].line in (3, 4)


@pytest.mark.parametrize("text", ["[Go-live, launch", "{name: launch", "[Go-live, {a: b]"])
def test_a_bracket_that_is_never_closed_is_not_offered_in_quotes(text: str) -> None:
    _, found = read(PATH, f"title: Launch\naliases: {text}\nsummary: The day\n".encode())
    assert [(p.code, p.line) for p in found] == [("yaml-syntax", 2)]


def test_a_file_with_more_traps_than_are_mended_still_ends() -> None:
    with within():
        document, found = read(PATH, "".join(f"field{i}: @ada {i}\n" for i in range(500)).encode())
    assert document is None or len(found) == 500
    assert {p.code for p in found} <= {"quote-this", "yaml-syntax"}


# Hostile input

MEBIBYTE = 1024 * 1024

HOSTILE = {
    "brackets": b"[" * 100_000,
    "closing brackets": b"]" * 100_000,
    "braces": b"{" * 100_000,
    "brackets and colons": b"[a: " * 100_000,
    "dashes": b"- " * (MEBIBYTE // 2),
    "fields in fields": b"a: " * (MEBIBYTE // 3),
    "fields below fields": b"".join(b" " * i + b"a:\n" for i in range(1400)),
    "double quotes": b'"' * MEBIBYTE,
    "single quotes": b"'" * (MEBIBYTE - 1),
    "open quotes": b'a: "b\n' * (MEBIBYTE // 6),
    "question marks": b"? " * (MEBIBYTE // 2),
    "anchors": b"&a " * (MEBIBYTE // 3),
    "bangs": b"! " * (MEBIBYTE // 2),
    "percents": b"%" * MEBIBYTE,
    "bars": b"|" * MEBIBYTE,
    "tabs": b"\t" * MEBIBYTE + b"a",
    "a billion laughs": b"x_0: &x0 [ha]\n"
    + b"".join(b"x_%d: &x%d [%s]\n" % (i, i, b", ".join([b"*x%d" % (i - 1)] * 9)) for i in range(1, 12)),
    "one long line": b"@" + b"a " * (MEBIBYTE // 2 - 1),
    "zeros": b"\x00" * 99,
    "ten mebibytes": b"a" * (10 * MEBIBYTE),
}
SEVERAL = {"fields in fields", "open quotes", "a billion laughs", "zeros"}
"""Input that is several mistakes, such as a field that does not exist beside those that are missing."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_soon_with_a_clear_problem(name: str, playground: Playground) -> None:
    playground.write({"data/terms/hostile.yml": HOSTILE[name]})
    with within():
        found = playground.problems()
    assert all(p.path == "data/terms/hostile.yml" for p in found)
    assert all(p.hint for p in found)
    assert len(found) == 1 or (found and name in SEVERAL), found[:3]


def test_wide_but_flat_files_are_read() -> None:
    with within():
        document, found = read(PATH, b"".join(b"field%d: value\n" % i for i in range(39_000)))
    assert found == []
    assert document is not None


def clear(found: list[Problem], path: str, reason: str) -> None:
    """One problem for the file, that says why."""
    assert [(p.path, p.line, p.column, p.code) for p in found] == [(path, 1, 1, "unreadable-file")]
    assert reason in found[0].message
    assert found[0].hint


def test_a_named_pipe_does_not_hang_the_reading(playground: Playground) -> None:
    os.mkfifo(playground.root / "data" / "pipe.yml")
    playground.write({"data/terms/launch.yml": "title: Launch\ndefinition: The day\n"})
    os.mkfifo(playground.root / "data" / "terms" / "pipe.yml")
    with within():
        found = [p for p in playground.problems() if p.code != "unknown-folder"]
    clear(found, "data/terms/pipe.yml", "not a regular file")


def test_a_link_that_leads_to_itself_is_reported(playground: Playground) -> None:
    (playground.root / "data" / "terms").mkdir()
    (playground.root / "data" / "terms" / "loop.yml").symlink_to("loop.yml")
    with within():
        clear(playground.problems(), "data/terms/loop.yml", "symbolic links")


def test_a_link_to_its_own_folder_does_not_go_round_for_ever(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": "title: Launch\ndefinition: The day\n"})
    (playground.root / "data" / "terms" / "round").symlink_to(".")
    with within():
        assert [p.code for p in playground.problems() if p.path.startswith("data/terms/launch")] == []


def test_a_link_to_nothing_is_reported(playground: Playground) -> None:
    (playground.root / "data" / "terms").mkdir()
    (playground.root / "data" / "terms" / "gone.yml").symlink_to("nowhere.yml")
    clear(playground.problems(), "data/terms/gone.yml", "no such file")


def test_a_folder_named_like_a_record_is_reported(playground: Playground) -> None:
    (playground.root / "data" / "terms" / "x.yml").mkdir(parents=True)
    document, found = source.read_file(playground.root, "data/terms/x.yml")
    assert document is None
    clear(found, "data/terms/x.yml", "directory")


def open_files() -> int:
    """How many files this process has open."""
    return len(list(Path("/dev/fd").iterdir()))


def test_reading_a_folder_leaves_no_file_open(playground: Playground) -> None:
    (playground.root / "data" / "terms" / "x.yml").mkdir(parents=True)
    before = open_files()
    for _ in range(20):
        source.read_file(playground.root, "data/terms/x.yml")
    assert open_files() == before


def test_a_file_that_may_not_be_read_is_reported(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    playground.write({"data/terms/secret.yml": "title: Secret\ndefinition: It is\n"})
    really_open = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith("secret.yml"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return really_open(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    clear(playground.problems(), "data/terms/secret.yml", "permission denied")


def test_a_folder_that_may_not_be_read_is_reported(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    playground.write({"data/terms/secret.yml": "title: Secret\ndefinition: It is\n"})
    really_scan = os.scandir

    def refuse(path: Path) -> object:
        if str(path).endswith("terms"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return really_scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    clear(playground.problems(), "data/terms", "permission denied")


@pytest.mark.parametrize("name", ["data/terms/a b.yml", "data/terms/a\nb.yml", "data/terms/a\x1b[31m.yml"])
def test_a_strange_file_name_is_a_bad_id(name: str, playground: Playground) -> None:
    playground.write({name: "title: A\ndefinition: B\n"})
    assert playground.codes() == ["bad-id"]


def test_a_file_name_that_is_no_text_is_a_bad_id(playground: Playground) -> None:
    folder = os.fsencode(playground.root) + b"/data/terms"
    (playground.root / "data" / "terms").mkdir()
    handle = os.open(folder + b"/caf\xe9.yml", os.O_CREAT | os.O_WRONLY)
    os.close(handle)
    assert playground.codes() == ["bad-id"]
    done = subprocess.run(
        [sys.executable, "-c", "from prodops_playbook.cli import main; main()", "check"],
        cwd=playground.root,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("dash", ["- ", "-  ", "-   ", " - ", "- -", "-b- ", "a:- "])
@pytest.mark.parametrize("end", ["1\n}\n", "\n}\n", "a:b\n}\n", "@\n}\n"])
def test_dashes_before_a_slip_are_read_once(dash: str, end: str) -> None:
    with within():
        document, found = read(PATH, (dash * 4000 + end).encode())
    holds(document, found)


@pytest.mark.parametrize(
    "unit", ["- *a b\n", "- a #b\n", "x_1: !a b\n", "- - - -1\n", "a:b\n", "-b\n", "- [a]\n", "{a: "]
)
def test_a_file_of_many_small_parts_is_told_of_without_being_read_whole(unit: str) -> None:
    with within():
        document, found = read(PATH, (unit * (900_000 // len(unit))).encode())
    holds(document, found)


def test_bytes_above_the_limit_are_refused_wherever_they_come_from() -> None:
    document, found = read(PATH, b"title: a\n" * 200_000)
    assert (document, [p.code for p in found]) == (None, ["too-large"])
