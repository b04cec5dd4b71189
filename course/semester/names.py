"""Names for a class of any size. They are put together from lists: nobody is meant."""

from __future__ import annotations

import csv
import io

from course.roster import COLUMNS, Student

_LAST = (
    "陈林王张刘黄赵吴周徐孙马朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈"
)
_GIVEN = (
    "思远 雨桐 子轩 若曦 浩然 佳怡 一鸣 静姝 沐阳 可欣 启航 晓岚 文博 清扬 嘉禾 知微 景行 书瑶 "
    "云舟 安宁 致远 梦琪 明哲 语嫣 亦凡 芷若 承志 婉清 博雅 诗涵 俊杰 雅楠 宇航 心怡 泽楷 梓萱 "
    "修齐 念慈 鹏飞 采薇 立群 如意 建安 望舒 家骏 映雪 天佑 灵犀 少川 半夏 永康 新月 志强 海棠 "
    "兆丰 听澜 国栋 素心 学文 春晓 锦程 秋实"
)
_FIRST = tuple(_GIVEN.split())
# Names that are not two or three Chinese characters; CSV and feedback must take them too.
_OTHERS = (
    ("欧阳", "子衿"),
    ("阿依努尔·买买提", ""),
    ("O’Neil, Jr.", "Mary"),
    ("Nguyễn", "Thị Lan"),
)
LARGEST = len(_LAST) * len(_FIRST)


def students(count: int) -> list[Student]:
    """Return a class with ids and names, none of them twice; the same for the same `count`.

    Parameters
    ----------
    count
        Up to `LARGEST`, for which there are names.

    Examples
    --------
    >>> [student.name for student in students(6)[3:]]
    ['Thị Lan Nguyễn', '刘浩然', '黄佳怡']
    """
    found = []
    for place in range(count):
        if place < len(_OTHERS):
            last, first = _OTHERS[place]
        else:
            last = _LAST[(place + place // len(_FIRST)) % len(_LAST)]
            first = _FIRST[place % len(_FIRST)]
        name = f"s{2026001 + place}"
        found.append(Student(name, last, first, f"{name}@students.example"))
    return found


def roster(class_list: list[Student]) -> str:
    """Return the text of a class's ``roster.csv``."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((s.id, s.last_name, s.first_name, s.email) for s in class_list)
    return text.getvalue()
