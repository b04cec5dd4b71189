"""``crmlab bank schema``: the JSON Schema that editors check items with."""

from __future__ import annotations

from course import bilingual
from crm_models.text import Text


@bilingual.command(
    "schema",
    Text(
        """写出 question_bank/schema.json，编辑器据此补全和检查 YAML。

        --check 只检查它是不是最新的（不是则退出码为 1）。""",
        """Write question_bank/schema.json, from which editors complete and check the YAML.

        --check only says whether it is current (exit code 1 if not).""",
    ),
)
@bilingual.option("--check", is_flag=True, text=Text("只检查", "only check"))
@bilingual.json_option()
def command(check: bool, as_json: bool) -> int:
    """Write or check the schema."""
    from course.errors import FINDINGS
    from course.output import emit
    from question_bank import editor_schema

    current = editor_schema.is_current()
    if not check and not current:
        editor_schema.write()
    told = Text("schema.json 是最新的。", "schema.json is current.")
    if check and not current:
        told = Text(
            "schema.json 已过时；请运行 crmlab bank schema",
            "schema.json is out of date; run crmlab bank schema",
        )
    emit({"file": str(editor_schema.FILE), "current": current or not check}, as_json, told)
    return FINDINGS if check and not current else 0
