"""Papers from blueprints: what is chosen fits, what cannot be met is named with numbers."""

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models.text import Text
from question_bank import papers
from question_bank.assembly.blueprint import Blueprint, Choice, read
from question_bank.assembly.candidates import gather
from question_bank.assembly.explaining import explain
from question_bank.assembly.forms import assemble
from question_bank.assembly.solving import solve
from question_bank.assembly.two_way import two_way
from question_bank.bank import Bank, Place
from question_bank.loading import load
from question_bank.problems import BankError

HERE = Path(__file__).parent
C3 = HERE.parents[1] / "question_bank" / "items" / "C3"
REAL = load(C3)
TITLE = {"zh": "卷", "en": "paper"}


def bank(*kinds):
    """A bank of true-or-false items: (chapter, level, difficulty) each."""
    model = next(item for item in REAL if item.type == "true_false")
    items = tuple(
        model.model_copy(
            update={
                "id": f"{chapter}-{n:03}",
                "chapter": chapter,
                "level": level,
                "difficulty": difficulty,
                "status": "ready",
                # Wording of its own: questions that are alike would be kept apart.
                "stem": Text("".join(chr(0x4E00 + 40 * n + k) for k in range(20)), f"item {n}"),
            }
        )
        for n, (chapter, level, difficulty) in enumerate(kinds, start=1)
    )
    return Bank(items, tuple(Place(C3, n) for n in range(len(items))))


def blueprint(**fields):
    return Blueprint.model_validate({"title": TITLE, **fields})


def reasons(wanted, items, lang="en"):
    with pytest.raises(BankError) as error:
        assemble(wanted, items, HERE)
    return [problem.text.of(lang) for problem in error.value.problems]


def test_parallel_forms_of_the_real_bank():
    wanted = blueprint(
        rows=[
            {"type": "single", "count": 4, "points": 4},
            {"type": "multiple", "count": 1, "points": 6, "rule": "cn_half"},
            {"type": "numeric", "level": ["apply", "analyse"], "count": 2, "points": 6},
        ],
        points=34,
        limits=[{"section": "C3.3", "points": {"at_least": 10}}],
        difficulty={"mean": 0.45, "within": 0.05},
        forms=2,
        seed=7,
    )
    forms = assemble(wanted, REAL, HERE)
    chosen = [[entry.item for entry in form.paper.items] for form in forms]
    assert not set(chosen[0]) & set(chosen[1])
    assert abs(forms[0].difficulty - forms[1].difficulty) < 0.02
    for form, seed in zip(forms, (7, 8), strict=True):
        assert papers.frozen(form.paper)
        assert {entry.seed for entry in form.paper.items} == {seed}
        assert sum(entry.points for entry in form.paper.items) == 34
        kinds = [REAL[entry.item].type for entry in form.paper.items]
        assert kinds == ["single"] * 4 + ["multiple"] + ["numeric"] * 2
        assert form.paper.items[4].rule == "cn_half"
        section = sum(e.points for e in form.paper.items if REAL[e.item].section == "C3.3")
        assert section >= 10
        assert abs(form.difficulty - 0.45) <= 0.05 + 1e-9
        assert sum(map(sum, (row.values() for row in two_way(form.paper, REAL).values()))) == 34


def test_parallel_forms_are_alike_in_chapters_and_levels():
    kinds = [(c, level, 0.4) for c in ("C1", "C2") for level in ("know", "apply")] * 4
    items = bank(*kinds)
    wanted = blueprint(rows=[{"count": 4, "points": 5}], forms=3)
    tables = [two_way(form.paper, items) for form in assemble(wanted, items, HERE)]
    chapters = {tuple(sum(row.values()) for row in t.values()) for t in tables}
    levels = {tuple(sum(t[c][level] for c in t) for level in ("know", "apply")) for t in tables}
    assert (len(chapters), len(levels)) == (1, 1)


def test_questions_that_tell_answers_are_kept_apart():
    leaking = load(HERE / "bad_items" / "leak.yaml", cache=False)
    one = blueprint(rows=[{"count": 1, "points": 2}])
    both = blueprint(rows=[{"count": 2, "points": 2}])
    assert assemble(one, leaking, HERE) == assemble(one, leaking, HERE)
    assert "tell each other's answers" in reasons(both, leaking)[0]


def test_a_short_row_is_named_with_what_there_is():
    items = bank(*[("C1", "know", 0.4)] * 3, ("C2", "know", 0.4))
    wanted = blueprint(
        rows=[{"chapter": "C1", "level": "know", "count": 4, "points": 2}], exclude=["C1-001"]
    )
    assert reasons(wanted, items) == [
        "row 1 (C1, know): the paper needs 4, 2 can be used; further 1 excluded"
    ]
    assert reasons(wanted, items, "zh") == [
        "第 1 行（C1、了解）：试卷需要 4 道，只有 2 道可用；另有 1 道被排除"
    ]


def test_forms_need_their_own_items():
    items = bank(*[("C1", "know", 0.4)] * 3)
    rows = [{"chapter": "C1", "count": 2, "points": 2}]
    assert reasons(blueprint(rows=rows, forms=2), items) == [
        "row 1 (C1): 2 forms need 4, 3 can be used"
    ]
    shared = blueprint(rows=rows, forms=2, exposure={"forms": 2})
    assert len(assemble(shared, items, HERE)) == 2


def test_rows_that_compete_are_told():
    items = bank(("C1", "know", 0.4), ("C1", "apply", 0.4))
    rows = [
        {"chapter": "C1", "count": 1, "points": 2},
        {"chapter": "C1", "count": 2, "points": 2},
    ]
    (told,) = reasons(blueprint(rows=rows), items)
    assert told.startswith("row ")
    assert "1 of" in told


def test_a_limit_that_cannot_hold_says_how_far_it_goes():
    items = bank(*[("C1", "know", 0.4)] * 3, *[("C1", "apply", 0.4)] * 2)
    wanted = blueprint(
        rows=[{"chapter": "C1", "count": 3, "points": 5}],
        limits=[{"level": "apply", "points": {"at_least": 15}}],
    )
    assert reasons(wanted, items) == [
        "limit 1 (apply at least 15 points): with these rows no more than 10 points"
    ]
    none_such = wanted.model_copy(
        update={
            "limits": blueprint(
                rows=[{"count": 1, "points": 1}],
                limits=[{"level": "analyse", "count": {"at_least": 1}}],
            ).limits
        }
    )
    assert reasons(none_such, items) == [
        "limit 1 (analyse at least 1 questions): with these rows no more than 0 questions"
    ]


def test_a_difficulty_out_of_reach_names_the_nearest():
    items = bank(*[("C1", "know", d) for d in (0.2, 0.3, 0.4)])
    wanted = blueprint(
        rows=[{"chapter": "C1", "count": 2, "points": 5}],
        difficulty={"mean": 0.6, "within": 0.05},
    )
    assert reasons(wanted, items) == [
        "mean difficulty 0.6 ± 0.05 cannot be reached: the nearest is 0.350"
    ]


def test_include_against_apart_is_told():
    items = bank(*[("C1", "know", 0.4)] * 3)
    wanted = blueprint(
        rows=[{"chapter": "C1", "count": 2, "points": 5}],
        include=["C1-001", "C1-002"],
        apart=[["C1-001", "C1-002"]],
    )
    assert "exclude each other" in reasons(wanted, items)[0]
    with pytest.raises(BankError, match="C9-999"):
        assemble(blueprint(rows=[{"count": 1, "points": 1}], include=["C9-999"]), items, HERE)


def test_exposure_counts_earlier_papers(tmp_path):
    items = bank(*[("C1", "know", 0.4)] * 4)
    first = assemble(blueprint(rows=[{"chapter": "C1", "count": 2, "points": 5}]), items, HERE)
    (tmp_path / "spring").mkdir()
    (tmp_path / "spring" / "paper.yaml").write_text(papers.dump(first[0].paper), "utf-8")
    used = {entry.item for entry in first[0].paper.items}
    rows = [{"chapter": "C1", "count": 2, "points": 5}]
    fresh = blueprint(rows=rows, exposure={"papers": ["spring"]})
    (again,) = assemble(fresh, items, tmp_path)
    assert not used & {entry.item for entry in again.paper.items}  # fresh ones are preferred
    strict = blueprint(
        rows=[{"chapter": "C1", "count": 3, "points": 5}],
        exposure={"papers": ["spring"], "at_most": 1},
    )
    with pytest.raises(BankError, match="used too often"):
        assemble(strict, items, tmp_path)


@st.composite
def small(draw):
    kinds = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["C1", "C2"]),
                st.sampled_from(["know", "apply"]),
                st.sampled_from([0.2, 0.4, 0.6]),
            ),
            min_size=2,
            max_size=6,
        )
    )
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {"count": st.integers(1, 2), "points": st.sampled_from([2.0, 5.0])},
                optional={
                    "chapter": st.sampled_from(["C1", "C2"]),
                    "level": st.sampled_from(["know", "apply"]),
                },
            ),
            min_size=1,
            max_size=2,
        )
    )
    limit = {"level": "apply", "count": {"at_least": draw(st.integers(0, 2))}}
    aim = {"mean": draw(st.sampled_from([0.3, 0.5])), "within": 0.101}
    return kinds, {"rows": rows, "limits": [limit], "difficulty": aim}


def by_trying(wanted, items):
    """Whether any choice of items meets a blueprint: every one is tried."""
    rows = [row for row in wanted.rows for _ in range(row.count)]
    for chosen in itertools.permutations(items, len(rows)):
        if not all(row.fits(item) for row, item in zip(rows, chosen, strict=True)):
            continue
        if sum(item.level == "apply" for item in chosen) < wanted.limits[0].count.at_least:
            continue
        lost = sum(row.points * item.difficulty for row, item in zip(rows, chosen, strict=True))
        if abs(lost / wanted.total - wanted.difficulty.mean) <= wanted.difficulty.within:
            return True
    return False


def test_the_blueprint_of_the_docs_is_one(tmp_path):
    page = (HERE.parents[1] / "docs" / "assessment.md").read_text(encoding="utf-8")
    file = tmp_path / "final.yaml"
    file.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    wanted = read(file)
    assert (wanted.total, wanted.forms, len(wanted.limits)) == (100, 2, 4)


@settings(max_examples=25, deadline=None)
@given(small())
def test_the_solver_finds_a_paper_exactly_when_there_is_one(case):
    kinds, fields = case
    items, wanted = bank(*kinds), blueprint(**fields)
    candidates = gather(wanted, items, HERE)
    found = solve(wanted, candidates)
    assert (found is not None) == by_trying(wanted, items)
    if found is None:
        assert all(problem.text.en for problem in explain(wanted, candidates))


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"rows": []}, "rows"),
        ({"rows": [{"count": 1, "points": 2}], "points": 3}, "add up to 2, not 3"),
        ({"rows": [{"count": 1, "points": 2, "colour": "red"}]}, "no such field"),
        ({"rows": [{"count": 1, "points": 2}], "limits": [{"level": "know"}]}, "exactly one"),
        ({"rows": [{"count": 1, "points": 2, "level": "easy"}]}, "one of"),
    ],
)
def test_a_bad_blueprint_is_told_with_its_line(tmp_path, fields, word):
    file = tmp_path / "b.yaml"
    file.write_text(yaml.safe_dump({"title": TITLE, **fields}, allow_unicode=True), "utf-8")
    with pytest.raises(BankError) as error:
        read(file)
    assert word in error.value.of("en")
    assert error.value.problems[0].line > 0


def test_a_choice_of_nothing_is_anything():
    assert Choice().words().en == "any item"
    assert Choice(type="single", variants=True).words().zh == "单项选择题、有变式"
