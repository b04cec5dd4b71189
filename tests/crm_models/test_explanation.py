import json

import pytest

from crm_models.explanation import Explanation
from crm_models.text import Text


@pytest.fixture
def explanation():
    return Explanation(
        name=Text("流失率", "churn rate"),
        formula="c = 1 - r",
        substitution="c = 1 - 0.8",
        value=0.2,
        interpretation=Text("每期流失两成客户。", "A fifth of the customers leave per period."),
        symbols=(("c", Text("流失率", "churn rate")), ("r", Text("留存率", "retention rate"))),
    )


@pytest.mark.parametrize(("lang", "label"), [("zh", "代入"), ("en", "Substitution")])
def test_every_part_is_printed(explanation, lang, label):
    for text in (explanation.plain(lang), explanation.markdown(lang)):
        for part in (
            "c = 1 - r",
            "c = 1 - 0.8",
            "0.2000",
            label,
            "churn"[: 0 if lang == "zh" else 5],
        ):
            assert part in text


def test_markdown_puts_formulas_between_dollars(explanation):
    assert "$c = 1 - r$" in explanation.markdown("en")
    assert "$" not in explanation.plain("en")
    assert "其中" in explanation._repr_markdown_()
    assert "Where" in explanation._repr_markdown_()


def test_it_is_plain_data(explanation):
    data = json.loads(json.dumps(explanation.to_dict(), ensure_ascii=False))
    assert data["value"] == 0.2
    assert data["shown"] == "0.2000"
    assert data["symbols"][1] == {"symbol": "r", "zh": "留存率", "en": "retention rate"}
