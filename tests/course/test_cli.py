"""The command line itself: languages, one-line errors, exit codes, a quick start."""

import os
import subprocess
import sys
import time

import click
import pytest

from course import cli
from course.errors import CrmlabError
from crm_models.text import Text


def test_help_speaks_the_language_that_was_asked_for(crmlab):
    assert "用法" in crmlab("--help", "--lang", "zh")[1]
    code, out, _ = crmlab("--lang=en", "--help")
    assert code == 0
    assert out.startswith("Usage: crmlab")
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in out)


def test_every_command_has_short_help_in_both_languages(crmlab):
    for lang in ("zh", "en"):
        _, out, _ = crmlab("--help", "--lang", lang)
        for name in cli._names():
            line = next(line for line in out.splitlines() if line.split()[:1] == [name])
            assert len(line.split(maxsplit=1)) == 2, line


@pytest.mark.parametrize("name", cli._names())
def test_every_command_explains_its_options_in_both_languages(crmlab, name):
    zh = crmlab(name, "--help", "--lang", "zh")[1]
    en = crmlab(name, "--help", "--lang", "en")[1]
    assert "用法" in zh
    assert "Usage" in en
    assert zh != en


def test_listing_commands_imports_nothing_heavy():
    code = (
        "import sys; from course import cli; cli.run(['--help']);"
        "heavy = {'numpy', 'pandas', 'nbgrader', 'nbformat', 'pydantic', 'matplotlib', 'jinja2',"
        " 'sqlalchemy', 'IPython', 'scipy', 'question_bank.schema'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_grading_imports_nothing_heavy_before_the_engine_starts():
    code = (
        "import sys; import course.grading, autograder.batch;"
        "heavy = {'numpy', 'pandas', 'nbgrader', 'nbformat', 'pydantic', 'yaml', 'jupytext',"
        " 'sqlalchemy', 'IPython', 'rfc3987_syntax'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_help_answers_within_half_a_second():
    command = [sys.executable, "-m", "course", "--help"]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5, times


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["rlease"], "没有命令 rlease", "No such command: rlease"),
        (["release", "--nope"], "没有选项 --nope", "No such option: --nope"),
        (["release"], "缺少参数 ASSIGNMENT", "Missing ASSIGNMENT"),
        (["autograde", "rfm", "--jobs", "x"], "--jobs", "--jobs"),
    ],
)
def test_a_mistyped_line_gets_one_line_and_exit_code_2(crmlab, arguments, zh, en):
    for lang, words in (("zh", zh), ("en", en)):
        code, out, err = crmlab(*arguments, "--lang", lang)
        assert (code, out) == (2, "")
        assert words in err
        assert err.count("\n") == 1
        assert "--help" in err


@pytest.fixture
def broken(monkeypatch):
    def install(error):
        @click.command("broken")
        def command():
            raise error

        monkeypatch.setattr(cli, "_names", lambda: ["broken"])
        monkeypatch.setattr(cli.LazyGroup, "get_command", lambda *_: command)

    return install


def test_an_internal_error_is_one_line_and_a_log(crmlab, broken, tmp_path):
    broken(ZeroDivisionError("division\nby zero"))
    code, _, err = crmlab("--lang", "en", "broken")
    assert code == 3
    assert err.count("\n") == 1
    (log_file,) = (tmp_path / "logs").glob("*.log")
    assert str(log_file) in err
    assert "Traceback" in log_file.read_text(encoding="utf-8")


def test_a_known_error_is_one_line_with_its_own_exit_code(crmlab, broken, tmp_path):
    broken(CrmlabError(Text("坏", "bad"), "here.yaml", Text("改", "mend it"), exit_code=1))
    assert crmlab("--lang", "en", "broken") == (
        1,
        "",
        "crmlab: bad: here.yaml. Mend it\n",
    )
    assert not (tmp_path / "logs").exists()


def test_interrupting_says_that_nothing_is_lost(crmlab, broken):
    broken(KeyboardInterrupt())
    code, _, err = crmlab("--lang", "en", "broken")
    assert code == 130
    assert "Interrupted" in err


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "用法"),
        ({"LANG": "en_US.UTF-8"}, "Usage"),
        ({"LANG": "C", "CRMLAB_LANG": "en"}, "Usage"),
        ({"LANG": "C"}, "用法"),
    ],
)
def test_the_environment_chooses_the_language(environ, expected):
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    command = [sys.executable, "-m", "course", "--help"]
    done = subprocess.run(
        command, env=kept | environ, check=True, capture_output=True, encoding="utf-8"
    )
    assert expected in done.stdout
