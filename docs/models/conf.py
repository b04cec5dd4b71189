"""Configuration of the pages on the models: one source folder and one build per language.

``make docs`` builds both; ``-t zh`` or ``-t en`` says which.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

ZH = tags.has("zh")  # noqa: F821 - Sphinx puts it here

project = "客户关系管理：模型" if ZH else "CRM: the models"
html_title = project
language = "zh_CN" if ZH else "en"
extensions = [
    "myst_parser",
    "extension.chinese",
    "extension.directives",
    "extension.mathml",
]
myst_enable_extensions = ["dollarmath", "colon_fence"]
html_math_renderer = "mathml"

html_theme = "furo"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["models.css"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_context = {"other": "en" if ZH else "zh", "other_name": "English" if ZH else "中文"}
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
pygments_style = "friendly"
