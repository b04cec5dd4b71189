"""Does the documentation's table of attacks show this suite, and no gain here?"""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def rows():
    page = (ROOT / "docs" / "trust-boundary.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("<!-- attacks: make attacks -->")
    table, _, _ = rest.partition("<!-- /attacks -->")
    lines = [line.strip("| ").split(" | ") for line in table.strip().splitlines()[2:]]
    return {name: [int(number) for number in numbers] for name, *numbers in lines}


def test_the_table_has_every_family_with_all_its_attacks():
    families = (Path(__file__).parent / "families").glob("*.yaml")
    counts = {path.stem: len(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in families}
    table = rows()
    together = table.pop("**together**")
    assert {name: numbers[0] for name, numbers in table.items()} == counts
    assert together == [sum(column) for column in zip(*table.values(), strict=True)]
    assert together[0] >= 45


def test_nothing_is_gained_here_and_nobody_harmed():
    for _, _, gained, _, harmed in rows().values():
        assert (gained, harmed) == (0, 0)
    assert rows()["**together**"][1] > 0
