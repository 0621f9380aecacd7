"""The house keeps its floors."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ABOUT_300 = 300  # lines


def test_every_import_goes_down():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_quick_commands_import_nothing_heavy():
    heavy = {
        "markdown_it",
        "frontmatter",
        "yaml",
        "watchdog",
        "babel",
        "snowballstemmer",
        "rich",
        "vobject",
        "icalendar",
        "dateutil",
    }
    code = "import sys; from vaultnet.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not heavy & loaded
    assert "vaultnet.build" not in done.stderr.split()


def test_every_module_says_its_rule():
    rules = set()
    for file in (ROOT / "vaultnet").rglob("*.py"):
        rule = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        assert len(rule.split()) > 5, file
        assert rule.endswith("."), file
        assert rule not in rules, file
        rules.add(rule)


def test_files_are_short_or_say_why():
    for file in (ROOT / "vaultnet").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        rule = ast.get_docstring(ast.parse(text)) or ""
        assert len(text.splitlines()) <= ABOUT_300 or re.search(r"\blong\b", rule), file
