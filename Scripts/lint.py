#!/usr/bin/env python3
"""The rules of this project that neither the compiler nor swift-format checks.

    Scripts/lint.py               checks the repository, one finding a line, exit status 1 on any
    Scripts/lint.py --self-test   proves on snippets that each rule fires, and that it stays silent

Swift is not parsed: comments, strings and regex literals are blanked first (see `Masker`), and
the rules then look for shapes in what is left, which has the same length and the same lines.
"""

from __future__ import annotations

import argparse
import bisect
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Callable, Iterator, NamedTuple

FILE_LINES = 400
FUNCTION_LINES = 70

# Everything that a module may import, own modules and others. The compiler checks that a target
# declares what it imports; this table says what it may declare at all.
IMPORTS = {
    "Notation": set(),
    "Cryptography": {"COpenSSL"},
    "AuditTrail": {"Notation", "Cryptography", "SystemPackage", "Glibc"},
    "Evaluation": {"Notation"},
    "Tendering": {"Notation", "Cryptography", "AuditTrail", "Evaluation"},
    "Participants": {"Notation", "Cryptography", "AuditTrail", "Evaluation", "Tendering"},
    "Simulation": {"Synchronization", "Notation", "Cryptography", "AuditTrail", "Evaluation", "Tendering", "Participants", "Interchange"},
    "OfficialDocuments": {"Notation", "Cryptography", "AuditTrail", "Evaluation", "Tendering"},
    "Interchange": {"Notation", "Evaluation", "Yams", "SystemPackage", "Foundation", "Glibc"},
    "DocumentScan": {"Notation", "Cryptography", "Subprocess", "SystemPackage", "Foundation", "Glibc"},
    "Marketplace": {
        "Notation", "Cryptography", "AuditTrail", "Evaluation", "Tendering", "GRDB", "SystemPackage", "Foundation", "Synchronization", "Glibc",
    },
    "tender": {
        "Notation", "Cryptography", "DocumentScan", "AuditTrail", "Evaluation", "Interchange", "Marketplace",
        "OfficialDocuments", "Participants", "Simulation", "Tendering",
        "ArgumentParser", "Subprocess", "SystemPackage", "Foundation", "Glibc",
    },
    "TestSupport": {
        "Notation", "Cryptography", "AuditTrail", "Evaluation", "Interchange", "Tendering",
        "Subprocess", "SystemPackage", "Foundation", "Testing",
    },
    "walks": {"TestSupport", "Foundation"},
    "procedure-benchmark": {
        "Notation", "Cryptography", "AuditTrail", "Evaluation", "Tendering", "Participants", "Simulation", "Marketplace", "TestSupport",
        "SystemPackage",
    },
}
# The standard library keeps its Unicode normaliser to itself, so one file may borrow Foundation's.
IMPORTS_OF_ONE_FILE = {("Notation", "NormalizationForm.swift"): {"Foundation"}}

# Modules that decide: the same input gives the same answer on every machine and on every day.
PURE_MODULES = {"Notation", "Evaluation", "Tendering", "Participants", "Simulation", "OfficialDocuments"}
# Screens describe statistics of past tenders and decide nothing, so they may use floating point.
FLOATING_POINT_FOLDER = "Sources/Evaluation/Screens/"
IMPURE = [
    (r"\bDate\(\)", "the clock is passed in, not read"),
    (r"\.now\b", "the clock is passed in, not read"),
    (r"\b(?:ContinuousClock|SuspendingClock)\b", "the clock is passed in, not read"),
    (r"\brandom(?:Element)?\b", "randomness is passed in as data"),
    (r"\bshuffled?\(\)", "randomness is passed in as data"),
    (r"\bSystemRandomNumberGenerator\b", "randomness is passed in as data"),
    (r"\bUUID\(", "identifiers are passed in"),
    (r"\b(?:ProcessInfo|getenv)\b", "settings are passed in, not read from the process"),
    (r"\bLocale\b", "no decision depends on a locale"),
]

FORBIDDEN_CODE = [
    (r"\btry!", "try! ends the process: throw a typed error"),
    (r"\bas!", "as! ends the process: use a type that needs no cast"),
    (r"(?<=[\w)\]}>?\"`])(?<!\btry)(?<!\bas)!(?!=)", "forced unwrap: bind the value or throw"),
    (r"\bfatalError\b", "fatalError: use precondition for a programmer's error, throw for the rest"),
]
PRINT = r"(?:(?<![\w.])(?<!func )|(?<=\bSwift\.))print\s*\("

EMPTY_NAMES = re.compile(r"Manager|Helper|Util|Common")
EMPTY_FOLDERS = {"Models", "Extensions", "Helpers", "Utils"}

# The words are put together from pieces so that this file is not a finding of its own rule.
FOREIGN_WORDS = [
    (re.compile(r"(?<![\w.])/(?:work|root|opt)" "/"), "a path of one machine"),
    (re.compile(r"\b(?:deb|security|snapshot)\.debian" r"\.org\b|\bpypi" r"\.org\b"), "a registry's host"),
    (re.compile("clau" "de|anthro" "pic|chat" "gpt|copi" "lot|sub" "agent", re.I), "a writing tool"),
    (re.compile("session" r"[ _-]notes?\b", re.I), "a note on how the text came about"),
]


class Finding(NamedTuple):
    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


class Masker:
    """Blanks comments, string contents and regex literals; code inside \\( ) stays code."""

    INTERESTING = re.compile(r'[/"#()]')
    # A text over several lines begins on the next line, which tells it from the one quote #"""#.
    STRING = re.compile(r'(#*)("""(?=[ \t]*\r?\n)|")')
    EXTENDED_REGEX = re.compile(r"(#+)/.*?/\1", re.S)
    BARE_REGEX = re.compile(r"/(?![\s/*])(?:\\.|[^/\\\n])+/")
    # A slash after one of these starts a regex literal; after a value it divides.
    BEFORE_REGEX = re.compile(r"(?:^|[(\[{,=:;?|&!]|\b(?:return|in|case|try|await))\s*$")

    def __init__(self, text: str) -> None:
        self.text = text
        self.code = list(text)
        self.comments = [character if character == "\n" else " " for character in text]
        self.at = 0
        self.scan_code(in_string=False)

    def blank(self, start: int, end: int) -> None:
        for index in range(start, min(end, len(self.code))):
            if self.code[index] != "\n":
                self.code[index] = " "

    def comment(self, end: int) -> None:
        self.comments[self.at:end] = self.text[self.at:end]
        self.blank(self.at, end)
        self.at = end

    def scan_code(self, in_string: bool) -> None:
        depth = 0
        while found := self.INTERESTING.search(self.text, self.at):
            self.at = found.start()
            character = found.group()
            if character == "/" or character == "#":
                self.scan_slash_or_hash()
            elif character == '"':
                self.scan_string(self.STRING.match(self.text, self.at))
            else:
                self.at += 1
                depth += 1 if character == "(" else -1
                if in_string and depth < 0:
                    return
        self.at = len(self.text)

    def scan_slash_or_hash(self) -> None:
        text, at = self.text, self.at
        if text.startswith("//", at):
            end = text.find("\n", at)
            self.comment(len(text) if end < 0 else end)
        elif text.startswith("/*", at):
            self.scan_block_comment()
        elif text[at] == "#" and (string := self.STRING.match(text, at)):
            self.scan_string(string)
        elif text[at] == "#" and (literal := self.EXTENDED_REGEX.match(text, at)):
            self.scan_literal(literal.end())
        elif text[at] == "/" and self.BEFORE_REGEX.search(text[text.rfind("\n", 0, at) + 1:at]) and (
            literal := self.BARE_REGEX.match(text, at)
        ):
            self.scan_literal(literal.end())
        else:
            self.at += 1

    def scan_literal(self, end: int) -> None:
        self.blank(self.at + 1, end - 1)
        self.at = end

    def scan_block_comment(self) -> None:
        depth, end = 0, self.at
        for mark in re.finditer(r"/\*|\*/", self.text[self.at:]):
            depth += 1 if mark.group() == "/*" else -1
            end = self.at + mark.end()
            if depth == 0:
                break
        self.comment(end if depth == 0 else len(self.text))

    def scan_string(self, opening: re.Match[str]) -> None:
        hashes, quotes = opening.groups()
        escape, closing = "\\" + hashes, quotes + hashes
        self.at = opening.end()
        while self.at < len(self.text):
            if self.text.startswith(closing, self.at):
                self.at += len(closing)
                return
            if self.text.startswith(escape + "(", self.at):
                self.blank(self.at, self.at + len(escape))
                self.at += len(escape) + 1
                self.scan_code(in_string=True)
                continue
            if self.text[self.at] == "\n" and quotes == '"':
                return
            step = len(escape) + 1 if self.text.startswith(escape, self.at) else 1
            self.blank(self.at, self.at + step)
            self.at += step


@dataclass
class SwiftFile:
    path: str
    text: str
    code: str = field(init=False)
    comments: str = field(init=False)
    pairs: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        masked = Masker(self.text)
        self.code, self.comments = "".join(masked.code), "".join(masked.comments)
        self.lines = self.text.splitlines()
        self.code_lines = self.code.splitlines()
        self.starts = [0] + [mark.end() for mark in re.finditer("\n", self.text)]
        self.pairs = {}
        stack: list[int] = []
        for bracket in re.finditer(r"[(\[{}\])]", self.code):
            if bracket.group() in "([{":
                stack.append(bracket.start())
            elif stack:
                opening = stack.pop()
                self.pairs[opening], self.pairs[bracket.start()] = bracket.start(), opening

    @property
    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).parts

    @property
    def in_sources(self) -> bool:
        return self.parts[0] == "Sources" and len(self.parts) > 2

    @property
    def module(self) -> str:
        return self.parts[1] if self.in_sources else ""

    def line(self, offset: int) -> int:
        return bisect.bisect_right(self.starts, offset)

    def search(self, pattern: str, text: str | None = None) -> Iterator[tuple[int, re.Match[str]]]:
        """The places of a pattern in the code (or in another view of the file), with their lines."""
        for match in re.finditer(pattern, self.code if text is None else text, re.M):
            yield self.line(match.start()), match


Found = Iterator[tuple[int, str]]
SWIFT_RULES: dict[str, Callable[[SwiftFile], Found]] = {}


def rule(name: str) -> Callable[[Callable[[SwiftFile], Found]], Callable[[SwiftFile], Found]]:
    def add(check: Callable[[SwiftFile], Found]) -> Callable[[SwiftFile], Found]:
        SWIFT_RULES[name] = check
        return check

    return add


@rule("file-length")
def file_length(file: SwiftFile) -> Found:
    if file.in_sources and len(file.lines) > FILE_LINES:
        yield FILE_LINES + 1, f"{len(file.lines)} lines, at most {FILE_LINES}: one concept a file"


BODY_OWNER = re.compile(
    r"(?<![.\w`])(?:func\s+(?P<name>`?\w+`?|[^\s\w(]+)|(?P<init>init[?!]?|subscript)(?=\s*[(<])"
    r"|(?P<bare>deinit\b|var\s+`?(?P<variable>\w+)[^{}\n]*(?=\{)))"
)
NEXT_DECLARATION = re.compile(
    r"[};]|^\s*(?:[@#]|(?:func|var|let|init|subscript|associatedtype|case|static|mutating|public|package"
    r"|internal|private|fileprivate)\b)",
    re.M,
)


def body_of(file: SwiftFile, owner: re.Match[str]) -> int | None:
    """Where the body opens; None for a requirement of a protocol, which has none."""
    after = owner.end()
    if not owner.group("bare"):
        after = file.pairs.get(file.code.find("(", after), -1) + 1
        if after == 0:
            return None
    opening = file.code.find("{", after)
    if opening < 0 or NEXT_DECLARATION.search(file.code, after, opening):
        return None
    return opening


@rule("function-length")
def function_length(file: SwiftFile) -> Found:
    reported_to = -1
    for owner in BODY_OWNER.finditer(file.code) if file.in_sources else ():
        opening = body_of(file, owner)
        closing = file.pairs.get(opening) if opening is not None else None
        if closing is None or owner.start() < reported_to:
            continue
        length = file.line(closing) - file.line(owner.start()) + 1
        if length > FUNCTION_LINES:
            reported_to = closing
            name = owner.group("name") or owner.group("init") or owner.group("variable") or "deinit"
            yield file.line(owner.start()), f"{name}: {length} lines, at most {FUNCTION_LINES}"


@rule("forbidden-code")
def forbidden_code(file: SwiftFile) -> Found:
    if not file.in_sources:
        return
    for pattern, message in FORBIDDEN_CODE:
        for line, _ in file.search(pattern):
            yield line, message
    if file.module != "tender":
        for line, _ in file.search(PRINT):
            yield line, "print: only the command line writes to a terminal"


@rule("unfinished")
def unfinished(file: SwiftFile) -> Found:
    # Only comments are read: XXX in a string is the currency code for "no currency".
    for line, match in file.search(r"\b(?:TODO|FIXME|XXX)\b", file.comments) if file.in_sources else ():
        yield line, f"{match.group()}: do it now, or file it outside the code"


@rule("empty-name")
def empty_name(file: SwiftFile) -> Found:
    if not file.in_sources:
        return
    for part in file.parts[1:]:
        if part in EMPTY_FOLDERS or EMPTY_NAMES.search(part):
            yield 1, f"{part}: name files and folders after a concept of the domain"
    for line, match in file.search(r"(?<![.\w])(?:struct|class|enum|protocol|actor|typealias)\s+`?(\w+)"):
        if EMPTY_NAMES.search(match.group(1)):
            yield line, f"{match.group(1)}: say what the type is, not that it helps"


IMPORT = (
    r"^[ \t]*(?:@\w+(?:\([^)\n]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|typealias|func|var|let)\s+)?(\w+)"
)


def imports(file: SwiftFile) -> Iterator[tuple[int, str]]:
    for match in re.finditer(IMPORT, file.code, re.M):
        yield file.line(match.start(1)), match.group(1)


@rule("purity")
def purity(file: SwiftFile) -> Found:
    if file.module not in PURE_MODULES:
        return
    for pattern, message in IMPURE:
        for line, match in file.search(pattern):
            yield line, f"{match.group()}: {message}"
    if not file.path.startswith(FLOATING_POINT_FOLDER):
        for line, match in file.search(r"\b(?:Double|Float(?:16|32|64|80)?|CGFloat)\b"):
            yield line, f"{match.group()}: exact numbers only, outside {FLOATING_POINT_FOLDER}"
    allowed = IMPORTS_OF_ONE_FILE.get((file.module, file.parts[-1]), set())
    for line, name in imports(file):
        if name.startswith("Foundation") and name not in allowed:
            yield line, f"import {name}: a pure module needs no Foundation"


@rule("imports")
def module_imports(file: SwiftFile) -> Found:
    if not file.in_sources:
        return
    if file.module not in IMPORTS:
        yield 1, f"module {file.module} is not in the table IMPORTS of Scripts/lint.py: add it"
        return
    allowed = IMPORTS[file.module] | IMPORTS_OF_ONE_FILE.get((file.module, file.parts[-1]), set())
    for line, name in imports(file):
        # One finding a fault: Foundation in a pure module is that of "purity", a test library that
        # of "testing-import".
        purity_says_it = file.module in PURE_MODULES and name.startswith("Foundation")
        if name not in allowed and not purity_says_it and name not in ("Testing", "XCTest"):
            yield line, f"{file.module} may not import {name} (table IMPORTS of Scripts/lint.py)"


@rule("testing-import")
def testing_import(file: SwiftFile) -> Found:
    at_home = file.module == "TestSupport" or file.parts[0] == "Tests"
    for line, name in imports(file):
        if name == "XCTest":
            yield line, "import XCTest: this project tests with Swift Testing"
        elif name == "Testing" and not at_home:
            yield line, "import Testing: only in TestSupport and in Tests"
    in_test_target = file.parts[0] == "Tests" and len(file.parts) > 2 and file.parts[1].endswith("Tests")
    if in_test_target and "Testing" not in {name for _, name in imports(file)}:
        yield 1, "no import Testing: what is no test belongs in TestSupport"


ATTRIBUTE = r"@\w+(?:\((?:[^()]|\([^()]*\))*\))?"
MODIFIER = (
    r"(?:public|package|open|internal|private|fileprivate|static|class|final|mutating|nonmutating|nonisolated"
    r"|override|required|convenience|lazy|weak|unowned|indirect|prefix|postfix|borrowing|consuming)"
    r"(?:\(\w+\))?\s+"
)
DECLARATION = re.compile(
    rf"^[ \t]*(?:{ATTRIBUTE}\s+)*(?P<modifiers>(?:{MODIFIER})+)"
    r"(?P<kind>func|var|let|struct|enum|class|actor|protocol|typealias|macro|init|subscript)\b"
    r"[ \t]*(?P<name>`?\w+`?|[^\s\w(<]+|<(?=[ \t]))?",
    re.M,
)
WITNESSES = {
    ("var", "description"), ("func", "hash"),
    # What every command and event of the procedure states; the protocols say what it means.
    ("let", "entry"), ("let", "kind"), ("let", "codec"),
    ("func", "decide"), ("func", "apply"), ("func", "refusal"), ("func", "disclosure"),
}


def has_comment_above(file: SwiftFile, line: int) -> bool:
    """Whether a /// comment stands above a line (from 1), with at most attributes between."""
    above = line - 2
    while above >= 0:
        raw, code = file.lines[above].strip(), file.code_lines[above].strip()
        if not code and raw.startswith("//"):
            if raw.startswith("///"):
                return True
        elif code.endswith(")") and not code.startswith("@"):
            # Perhaps the last line of an attribute that is written over several lines.
            closing = file.starts[above] + file.code_lines[above].rindex(")")
            above = file.line(file.pairs.get(closing, closing)) - 1
            if not file.code_lines[above].strip().startswith("@"):
                return False
        elif not code.startswith("@"):
            return False
        above -= 1
    return False


@rule("documentation")
def documentation(file: SwiftFile) -> Found:
    for match in DECLARATION.finditer(file.code) if file.in_sources else ():
        kind, name = match.group("kind"), match.group("name") or ""
        shared = re.search(r"\b(public|package|open)\s", match.group("modifiers"))
        is_operator = kind == "func" and not re.match(r"[\w`]", name)
        if not shared or is_operator or (kind, name) in WITNESSES:
            continue
        if not has_comment_above(file, file.line(match.start())):
            title = kind if kind in ("init", "subscript") else f"{kind} {name}"
            yield file.line(match.start("kind")), f"{shared.group(1)} {title} has no /// comment"


def foreign_words(path: str, text: str) -> Iterator[Finding]:
    for pattern, what in FOREIGN_WORDS:
        for match in pattern.finditer(path):
            yield Finding(path, 1, "foreign-word", f"file name with {match.group()}: {what}")
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Finding(path, line, "foreign-word", f"{match.group()}: {what}")


def repository_files(root: Path) -> list[str]:
    """What git tracks and what it would: files that are ignored are nobody's business."""
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True,
    ).stdout.decode()
    return sorted({name for name in listing.split("\0") if name and (root / name).is_file()})


def check(root: Path) -> tuple[int, list[Finding]]:
    findings: list[Finding] = []
    names = repository_files(root)
    for name in names:
        content = (root / name).read_bytes()
        if b"\0" in content[:8192]:
            continue
        text = content.decode(errors="replace")
        findings += foreign_words(name, text)
        if name.endswith(".swift") and name.startswith(("Sources/", "Tests/")):
            file = SwiftFile(name, text)
            for rule_name, swift_rule in SWIFT_RULES.items():
                findings += (Finding(name, line, rule_name, message) for line, message in swift_rule(file))
    return len(names), sorted(findings)


class Case(NamedTuple):
    """A file that must be a finding of one rule and of no other, and one that must be none."""

    rule: str
    path: str
    bad: str
    good: str
    good_path: str = ""


DOCUMENTED = "/// A sum.\npublic struct Sum {}\n"
TEST = "import Testing\n"
LONG = "    count += 1\n"
EVALUATION = "Sources/Evaluation/A.swift"
NOTATION = "Sources/Notation/A.swift"
TEST_FILE = "Tests/TenderTests/A.swift"
SELF_TESTS = [
    Case("file-length", EVALUATION, "// x\n" * 401, "// x\n" * 400),
    Case("function-length", EVALUATION,
         "func a(\n  _ b: Int\n) -> Int where Int: Sendable {\n" + LONG * 67 + "}\n",
         "func a() {\n" + LONG * 68 + "}\nfunc b() {\n" + LONG * 60 + "}\n"),
    Case("function-length", EVALUATION,
         "struct A {\n  init(a: Int) {\n" + LONG * 70 + "  }\n}\n",
         'struct A {\n  init(a: Int) { a = "{" }  // {\n' + LONG * 70 + "}\n"),
    Case("function-length", EVALUATION,
         "struct A {\n  var total: Int {\n    get {\n" + LONG * 70 + "    }\n  }\n}\n",
         "protocol A {\n  func a()\n  init()\n  var b: Int { get }\n}\nstruct B {\n" + LONG * 70 + "}\n"),
    Case("function-length", EVALUATION,
         "struct A {\n  static func < (a: A, b: A) -> Bool {\n" + LONG * 70 + "  }\n}\n",
         "struct A {\n  let a = B.init(b: 1)\n" + LONG * 80 + "  subscript(a: Int) -> Int { a }\n}\n"),
    Case("forbidden-code", EVALUATION, "let a = try! b()\n", "// try! b\nlet a = try? b()\n"),
    Case("forbidden-code", EVALUATION, "let a = b as! Int\n", "let a = (b as? Int) != 1\n"),
    Case("forbidden-code", EVALUATION, "let a = b!\n", "let a = !b && c != d && (!e || a!=b)\n"),
    Case("forbidden-code", EVALUATION, "let a = b[0]!.c\n", 'let a = [!b, "done!", #"c"\\(d!)"#, #/e!"/#]\n'),
    Case("forbidden-code", EVALUATION, 'let a = "\\(b!)"\n', 'let a = "\\(b)!"\n'),
    Case("forbidden-code", EVALUATION, "var a: Int!\n", "let a = b.contains(/x!\"/)\nlet c = 1 / 2\n"),
    Case("forbidden-code", EVALUATION, 'let a = #"""#\nlet b = c!\n', 'let a = """\n  b!"c!\n  """\n'),
    Case("forbidden-code", EVALUATION, "func a() { fatalError() }\n",
         "/* fatalError /* nested! */ try! */ func a() { precondition(b) }\n"),
    Case("forbidden-code", EVALUATION, "func a() { print(1) }\n",
         '"""\nprint(b!)\n""".print(a)\nfunc print(_ a: Int) {}\n'),
    Case("forbidden-code", EVALUATION, "func a() { Swift.print(1) }\n", "let a = blueprint(1)\n"),
    Case("forbidden-code", "Sources/tender/A.swift", "let a = b!\n", "func a() { print(1) }\n"),
    Case("unfinished", EVALUATION, "// TODO: round\n", 'let a = "XXX"  // no currency\n'),
    Case("unfinished", EVALUATION, "/* FIXME */\n", "let todo = 1  // a todo list\n"),
    Case("unfinished", EVALUATION, "/// XXX\n", "/// xxx\n"),
    Case("empty-name", EVALUATION, "struct BidManager {}\n", "let a = FileManager.default\n"),
    Case("empty-name", EVALUATION, "enum Utilities {}\n", "enum Use {}\n"),
    Case("empty-name", "Sources/Evaluation/PriceHelper.swift", "", "", "Sources/Evaluation/Price.swift"),
    Case("empty-name", "Sources/Evaluation/Extensions/A.swift", "", "", "Sources/Evaluation/Extent/A.swift"),
    Case("empty-name", "Sources/Evaluation/Models/A.swift", "", "", "Sources/Evaluation/Model/A.swift"),
    Case("purity", EVALUATION, "let a = Date()\n", "let a = Date(day: 1)  // not Date()\n"),
    Case("purity", NOTATION, "let a = clock.now\n", "let a = b.nowhere\n"),
    Case("purity", NOTATION, "let a = ContinuousClock()\n", "let a = Clock()\n"),
    Case("purity", NOTATION, "let a = SuspendingClock()\n", "let a = b.clock\n"),
    Case("purity", NOTATION, "let a = ProcessInfo.processInfo\n", "let processInfo = 1\n"),
    Case("purity", EVALUATION, "let a = b.randomElement()\n", TEST + "let a = random(1)\n", TEST_FILE),
    Case("purity", EVALUATION, "let a = Int.random(in: b)\n", "let randomness: Seed\n"),
    Case("purity", EVALUATION, "let a = b.shuffled()\n", "let a = b.shuffled(using: c)\n"),
    Case("purity", EVALUATION, "var a = SystemRandomNumberGenerator()\n", "var a = Seeded(1)\n"),
    Case("purity", EVALUATION, "let a = UUID()\n", "let a = TenderID(b)\n"),
    Case("purity", EVALUATION, "let a = getenv(b)\n", 'let a = "getenv"\n'),
    Case("purity", EVALUATION, "let a = Locale.current\n", "let locale = 1\n"),
    Case("purity", EVALUATION, "let a: Double = 1\n", "let a = DoubleEnvelope()\n"),
    Case("purity", EVALUATION, "let a: Float32 = 1\n",
         "let a: Double = 1\n", "Sources/Evaluation/Screens/A.swift"),
    Case("purity", NOTATION, "import Foundation\n",
         "import Foundation\n", "Sources/Notation/NormalizationForm.swift"),
    Case("purity", EVALUATION, "internal import Foundation\n", "internal import Notation\n"),
    Case("purity", NOTATION, "import struct FoundationEssentials.Date\n", "// import Foundation\n"),
    Case("imports", NOTATION, "internal import Evaluation\n", "let a = 1\n"),
    Case("imports", EVALUATION, "@preconcurrency public import Interchange\n",
         "public import Notation\n"),
    Case("imports", "Sources/tender/A.swift", "import Yams\n", "internal import ArgumentParser\n"),
    Case("imports", "Sources/Unknown/A.swift", "", "", "Tests/Unknown/A.swift"),
    Case("testing-import", "Sources/Interchange/A.swift", TEST, "import Yams\n"),
    Case("testing-import", "Sources/tender/A.swift", TEST, TEST, "Sources/TestSupport/A.swift"),
    Case("testing-import", TEST_FILE, "import Foundation\n", TEST),
    Case("testing-import", TEST_FILE, TEST + "import XCTest\n", TEST + "// import XCTest\n"),
    Case("documentation", EVALUATION, "public struct Sum {}\n", DOCUMENTED),
    Case("documentation", EVALUATION, DOCUMENTED + "\npackage let a = 1\n",
         "/// A.\n@available(\n  *, deprecated\n)\n@inlinable\n// A note.\npackage func a() {}\n"),
    Case("documentation", EVALUATION, "@inlinable\npublic static func a() {}\n",
         "/// A.\n@inlinable public static func a() {}\n"),
    Case("documentation", EVALUATION, "/// A.\n\npublic private(set) var a = 1\n",
         "public var description: String { a }\npublic func hash(into a: inout Hasher) {}\n"),
    Case("documentation", EVALUATION, "  public init(from a: any Decoder) throws {}\n",
         "public static func == (a: A, b: A) -> C { a }\npackage static func < (a: A, b: B) -> C { a }\n"),
    Case("documentation", EVALUATION, "package subscript(a: Int) -> Int { a }\n",
         "extension A {\n  func b() {}\n  let c = 1\n}\n"),
    Case("documentation", EVALUATION, '"""\n/// Text.\n"""\npublic enum A {}\n',
         "package import Notation\npublic extension A {}\n"),
    Case("documentation", "Sources/TestSupport/A.swift", "foo(\n  1)\npackage func a() {}\n",
         "func a() {}\n"),
    Case("foreign-word", "README.md", "Unpack it in /op" "t/swift.\n",
         "See example.org/op" "t/a and ./wo" "rk/b.\n"),
    Case("foreign-word", "Makefile", "a:\n\tcp a /ro" "ot/b\n", "a:\n\tcp a root/b\n"),
    Case("foreign-word", "notes.txt", "mirror: deb.debian" ".org\n", "mirror: debian\n"),
    Case("foreign-word", "notes.txt", "written with Copi" "lot\n",
         "written by hand in a session of the panel\n"),
    Case("foreign-word", "CLAU" "DE.md", "", "", "README.md"),
    Case("foreign-word", "notes.txt", "Session" " notes\n", "notes of the opening session\n"),
]


def self_test() -> list[str]:
    """What went wrong; empty when every rule fires where it must and nowhere else."""
    untested = (set(SWIFT_RULES) | {"foreign-word"}) - {case.rule for case in SELF_TESTS}
    failures = [f"rule {name} has no self test" for name in sorted(untested)]
    for case in SELF_TESTS:
        bad = {finding.rule for finding in check_one(case.path, case.bad)}
        if bad != {case.rule}:
            failures.append(f"{case.rule}: must be found alone, got {sorted(bad)}\n{case.path}\n{case.bad}")
        for finding in check_one(case.good_path or case.path, case.good):
            failures.append(f"{case.rule}: must be silent, got: {finding}\n{case.good}")
    return failures


def check_one(path: str, text: str) -> list[Finding]:
    """The findings in a repository of this one file."""
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run(["git", "init", "--quiet", directory], check=True)
        target = Path(directory, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        return check(Path(directory))[1]


def main() -> int:
    parser = argparse.ArgumentParser(description="checks the rules of this project")
    parser.add_argument("--self-test", action="store_true", help="prove that each rule fires and is silent")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    options = parser.parse_args()
    if options.self_test:
        failures = self_test()
        print("\n".join(failures) if failures else f"lint self test: {len(SELF_TESTS)} cases hold")
        return 1 if failures else 0
    count, findings = check(options.root)
    for finding in findings:
        print(finding)
    print(f"lint: {count} files, {len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
