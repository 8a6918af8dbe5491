"""Runs the console blocks of a Markdown file, as doctest runs its `>>>` examples.

A block opens with three backquotes and `console`, or `console shared` if it needs the reference data. Lines after `$ `
are commands (a backslash continues one); what follows is their output, where `...` stands for any text and blanks count
as one. A command that fails must be followed by `$ echo $?`. `estimative` runs in this process, all else in a shell.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from estimative import cli

BLOCK = re.compile(r"^```console( shared)?\n(.*?)^```$", re.M | re.S)
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
REDIRECTED = re.compile(r"(.*?)(?: > (\S+))?")


@dataclass(frozen=True, slots=True)
class Step:
    command: str
    want: str
    line: int  # of the file


def steps(text: str, shared: bool) -> list[Step]:
    """The commands of a file's blocks, in order: of those that need the reference data, or of the others."""
    found = []
    for block in BLOCK.finditer(text):
        if bool(block[1]) is shared:
            found += _steps(block[2], text.count("\n", 0, block.start(2)) + 1)
    return found


def _steps(body: str, first: int) -> Iterator[Step]:
    for part in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", body, re.M):
        yield Step(part[1].replace("\\\n", ""), part[2], first + body.count("\n", 0, part.start()))


def play(todo: list[Step], folder: Path) -> None:
    """Run steps in a folder; fails with file line, wanted and actual output of the first that differs."""
    code = 0
    checker = doctest.OutputChecker()
    for step in todo:
        asked = step.command == "echo $?"
        assert asked or code == 0, f"line {step.line}: the command before failed, and the text does not say so"
        got, code = (f"{code}\n", 0) if asked else run(step.command, folder)
        if not checker.check_output(step.want, got, SAME):
            example = doctest.Example(step.command, step.want)
            pytest.fail(f"line {step.line}: {step.command}\n{checker.output_difference(example, got, SAME)}", False)
    assert code == 0, f"line {todo[-1].line}: {todo[-1].command} failed"


def run(command: str, folder: Path) -> tuple[str, int]:
    """Output (both streams) and exit code of one command."""
    plain = REDIRECTED.fullmatch(command)
    words = shlex.split(plain[1] if plain else command)
    names = [w for w in words if re.match(r"[A-Z_]+=", w)]
    if words[len(names)] != "estimative":
        done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
        return done.stdout + done.stderr, done.returncode
    got, code = _own(words[len(names) :], dict(n.split("=", 1) for n in names), folder)
    if plain and plain[2]:
        (folder / plain[2]).write_text(got, encoding="utf8")
        got = ""
    return got, code


def _own(words: list[str], settings: dict[str, str], folder: Path) -> tuple[str, int]:
    out, code = io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", words)
        patch.chdir(folder)
        for name, value in settings.items():
            patch.setenv(name, value)
        time.tzset()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
    time.tzset()
    return out.getvalue().replace(os.sep, "/"), code
