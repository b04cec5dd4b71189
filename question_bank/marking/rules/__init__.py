"""Rules for questions with several right options; one file, one rule.

A rule sees only counts (how many right options were chosen, how many wrong ones, how many
there are), so it is symmetric in the options by construction.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, cast

from question_bank import registry
from question_bank.problems import BankError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.marking.rule import Rule

DEFAULT = "all_or_nothing"


def names() -> tuple[str, ...]:
    """Return the names of all rules."""
    return registry.module_names(sys.modules[__name__])


def rule(spec: str | Mapping[str, object]) -> Rule:
    """Return a rule from its name or from a mapping with its name and its parameters.

    Examples
    --------
    >>> rule("cn_half").name
    'cn_half'
    >>> rule({"name": "cn_fixed", "each": "0.25"}).spec()
    {'name': 'cn_fixed', 'each': '1/4'}
    """
    return _plain(spec) if isinstance(spec, str) else _made(dict(spec))


@cache
def _plain(name: str) -> Rule:
    """Return the rule without parameters: rules are frozen, so one object serves every answer."""
    return _made({"name": name})


def _made(options: dict[str, object]) -> Rule:
    name = str(options.pop("name", ""))
    try:
        cls = registry.module(sys.modules[__name__], name).RULE
    except KeyError:
        raise BankError.one(
            f"没有名为“{name}”的评分规则；可用：{'、'.join(names())}",
            f"there is no marking rule '{name}'; known: {', '.join(names())}",
            code="rule",
            field="rule",
        ) from None
    try:
        return cast("Rule", cls(**options))
    except (TypeError, ValueError) as error:
        raise BankError.one(
            f"评分规则“{name}”的参数不对（{error}）",
            f"the parameters of the marking rule '{name}' do not fit ({error})",
            code="rule",
            field="rule",
        ) from None
