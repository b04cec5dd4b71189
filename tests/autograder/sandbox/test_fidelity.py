"""Does a cell behave as in JupyterLab?"""

import base64

from .conftest import text


def test_values_prints_and_counts(run):
    first, second = run("print('a')\n1 + 1", "_ + 1")
    assert [node["output_type"] for node in first.outputs] == ["stream", "execute_result"]
    assert first.outputs[1]["data"]["text/plain"] == "2"
    assert second.outputs[0]["execution_count"] == 2
    assert second.outputs[0]["data"]["text/plain"] == "3"


def test_stdout_and_stderr_keep_their_order(run):
    code = "import sys\nprint('1')\nprint('2', file=sys.stderr)\nprint('3')"
    (ran,) = run(code)
    assert [(node["name"], node["text"]) for node in ran.outputs] == [
        ("stdout", "1\n"),
        ("stderr", "2\n"),
        ("stdout", "3\n"),
    ]


def test_subprocesses_print_in_order(run):
    (ran,) = run(
        "import subprocess\nprint('a')\nsubprocess.run(['echo', 'b'])\nprint('c')\n!echo d"
    )
    assert text(ran).replace("CompletedProcess", "").startswith("a\nb\nc\nd\n")


def test_an_error_has_its_traceback_and_later_cells_run(run):
    bad, good = run("def f():\n    return 1 / 0\nf()", "'on'")
    assert (bad.status, bad.ename, bad.evalue) == ("error", "ZeroDivisionError", "division by zero")
    assert "return" in "".join(bad.outputs[0]["traceback"])
    assert good.status == "ok"


def test_a_syntax_error_is_an_error(run):
    (ran,) = run("def f(:")
    assert (ran.status, ran.ename) == ("error", "SyntaxError")


def test_magics_work(run):
    cells = ("%timeit -n1 -r1 1 + 1", "%%capture kept\nprint('x')", "kept.stdout", "%who")
    timeit, capture, kept, who = run(*cells)
    assert "loop" in text(timeit)
    assert capture.outputs == ()
    assert kept.outputs[0]["data"]["text/plain"] == r"'x\n'"
    assert "kept" in text(who)


def test_figures_are_inline_pictures(run):
    (ran,) = run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('中')\nplt.show()")
    pictures = [n["data"]["image/png"] for n in ran.outputs if "image/png" in n.get("data", {})]
    assert len(pictures) == 1
    assert base64.b64decode(pictures[0]).startswith(b"\x89PNG")


def test_figures_are_shown_at_the_end_of_a_cell_without_being_asked(boxed):
    cells = ("import matplotlib.pyplot as plt\nplt.plot([1, 2])", "plt.gcf().axes")
    drawn, after = boxed(*cells)
    assert [sorted(node["data"]) for node in drawn.outputs][-1] == ["image/png", "text/plain"]
    assert "[]" in text(after)


def test_rich_objects_show_every_side_of_theirs(boxed):
    kind = (
        "class R:\n    def _repr_html_(self): return '<i>r</i>'\n"
        "    def _repr_latex_(self): return '$r$'\nR()"
    )
    shown = (
        "from IPython.display import HTML, Markdown, Math\ndisplay(HTML('<b>x</b>'), Math('x^2'))"
        "\ndisplay(Markdown('**x**'), metadata={'a': 1})"
    )
    own, displayed = boxed(kind, shown)
    assert own.outputs[0]["data"]["text/html"] == "<i>r</i>"
    assert own.outputs[0]["data"]["text/latex"] == "$r$"
    kinds = [set(node["data"]) - {"text/plain"} for node in displayed.outputs]
    assert kinds == [{"text/html"}, {"text/latex"}, {"text/markdown"}]


def test_scripts_and_shells_run_as_magics(boxed):
    cells = ("%%writefile part.py\nvalue = 3", "%run part.py\nvalue", "%%bash\necho from bash")
    written, ran, bash = boxed(*cells)
    assert "Writing part.py" in text(written)
    assert text(ran) == "3"
    assert text(bash) == "from bash\n"


def test_nobody_is_asked_anything(boxed):
    asked = ("import getpass\ngetpass.getpass()", "breakpoint()", "1 / 0", "%debug", "'on'")
    secret, stopped, _, debugged, after = boxed(*asked)
    for ran in (secret, stopped, debugged):
        assert ran.ename == "StdinNotImplementedError"
        assert "input()" in ran.evalue
    assert text(after) == "'on'"


def test_tables_are_html(run):
    (ran,) = run("import pandas as pd\npd.DataFrame({'a': [1]})")
    assert "<table" in ran.outputs[0]["data"]["text/html"]


def test_a_display_can_be_updated(run):
    code = "h = display('one', display_id=True)\nh.update('two')"
    (ran,) = run(code)
    assert [node["data"]["text/plain"] for node in ran.outputs] == ["'two'"]


def test_clear_output_clears(run):
    code = "from IPython.display import clear_output\nprint(1)\nclear_output()\nprint(2)"
    (ran,) = run(code)
    assert text(ran) == "2\n"


def test_await_works_at_the_top_level(run):
    (ran,) = run("import asyncio\nawait asyncio.sleep(0)\n'awaited'")
    assert "awaited" in text(ran)


def test_input_is_refused_in_words(run):
    (ran,) = run("name = input('Name? ')")
    assert ran.ename == "StdinNotImplementedError"
    assert "input()" in ran.evalue


def test_stdin_is_empty(run):
    (ran,) = run("import sys, os\nos.read(0, 10)")
    assert text(ran) == "b''"


def test_exit_does_not_end_the_notebook(run):
    _, _, after = run("exit()", "import sys; sys.exit(3)", "'on'")
    assert "on" in text(after)


def test_files_of_the_folder_are_there(run, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("x\n1\n")
    (tmp_path / "helper.py").write_text("value = 42\n")
    (tmp_path / "link.csv").symlink_to("/etc/hostname")
    (tmp_path / "secret.ipynb").write_text("{}")
    first, second = run(
        "import os, pandas as pd, helper\nhelper.value + pd.read_csv('data/a.csv').x[0]",
        "sorted(f for f in os.listdir() if not f.startswith('.'))",
        folder=tmp_path,
    )
    assert "43" in text(first)
    assert "'data', 'helper.py'" in text(second)
    assert "link.csv" not in text(second)
    assert "ipynb" not in text(second)


def test_classes_pickle_and_subprocess_python_work(run):
    cells = (
        "class A:\n    x = 1\nimport pickle\npickle.loads(pickle.dumps(A())).x",
        """import subprocess, sys
subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True).stdout""",
    )
    pickled, inner = run(*cells)
    assert "1" in text(pickled)
    assert "42" in text(inner)
