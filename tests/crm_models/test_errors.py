import copy
import pickle

import pytest

from crm_models.errors import DataError, ModelError


def test_message_stands_in_both_languages():
    error = ModelError("窗口不能为空", "the window cannot be empty")
    assert error.of("zh") == "窗口不能为空"
    assert error.of("en") == "the window cannot be empty"
    assert str(error) == "窗口不能为空 | the window cannot be empty"
    assert isinstance(error, ValueError)


@pytest.mark.parametrize(
    ("rows", "en", "zh"),
    [
        ([], "bad", "错"),
        ([7], "bad (1 row: 7)", "错（共 1 行：7）"),
        (range(6), "bad (6 rows: 0, 1, 2, 3, 4, ...)", "错（共 6 行：0、1、2、3、4……）"),
    ],
)
def test_rows_are_named_and_long_lists_are_cut(rows, en, zh):
    error = DataError("错", "bad", rows=rows)
    assert (error.of("en"), error.of("zh"), error.rows) == (en, zh, tuple(rows))


@pytest.mark.parametrize("through", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_errors_survive_copy_and_pickle(through):
    error = through(DataError("错", "bad", rows=[1, 2]))
    assert type(error) is DataError
    assert error.rows == (1, 2)
    assert error.of("en") == "bad (2 rows: 1, 2)"
