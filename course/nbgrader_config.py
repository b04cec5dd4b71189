"""nbgrader's configuration for this course folder.

It is the same in every course folder: what differs stands in calendar.yaml beside it. Add your
own settings below the call; nbgrader's documentation lists them.

这个文件在每个课程文件夹里都一样，各课程的差别写在旁边的 calendar.yaml 里。
自己的设置写在最后一行之后即可。
"""

from pathlib import Path

from course import nbgrader_settings

c = get_config()  # noqa: F821 - nbgrader provides it
nbgrader_settings.configure(c, Path(__file__).parent)
