"""The course folder is found and its calendar checked."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import config, durations
from course.errors import CrmlabError

GOOD = """
course: crm
title: {zh: 客户, en: Customers}
late: {grace: 15min, percent_per_day: 10}
assignments:
  rfm: {title: {zh: 一, en: one}, release: 2026-03-02 08:00, due: 2026-03-22 23:59}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / config.CALENDAR).write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_times_are_read_in_the_course_time_zone(folder):
    course = config.find(str(folder))
    assert course.due("rfm") == datetime(2026, 3, 22, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert course.due("other") is None
    assert course.calendar.pass_mark == 60
    assert course.calendar.late.grace == timedelta(minutes=15)


def test_the_folder_is_found_here_then_in_course(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert config.find(None).root == folder
    inner = folder / "elsewhere" / "course"
    inner.mkdir(parents=True)
    (folder / config.CALENDAR).rename(inner / config.CALENDAR)
    monkeypatch.chdir(inner.parent)
    assert config.find(None).root == inner


def test_no_folder_is_one_line_that_says_what_to_do(tmp_path):
    with pytest.raises(CrmlabError, match="crmlab init") as caught:
        config.find(str(tmp_path))
    assert caught.value.exit_code == 2
    assert str(tmp_path) in caught.value.where


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("course: crm", "course: CRM 1", "course", "pattern"),
        ("course: crm", "", "course", "required"),
        ("course: crm", "course: crm\ntimezone: Mars/Base", "timezone", "no such time zone"),
        ("2026-03-22 23:59", "2026-03-01 23:59", "assignments.rfm", "not after release"),
        ("15min", "15 moons", "late.grace", "not a duration"),
        ("percent_per_day: 10", "percent_per_day: 110", "late.percent_per_day", "100"),
        ("percent_per_day", "percent", "late.percent", "not permitted"),
        ("{zh: 一, en: one}", "{zh: 一", "", "not valid YAML"),
    ],
)
def test_a_bad_calendar_names_file_and_field(folder, old, new, field, reason):
    path = folder / config.CALENDAR
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CrmlabError) as caught:
        config.read_calendar(path)
    line = caught.value.line("en")
    assert field in line
    assert reason in line
    assert str(path) in line
    assert "\n" not in line


@given(st.integers(0, 500), st.integers(0, 23), st.integers(0, 59))
def test_durations_add_up(days, hours, minutes):
    text = f"{days}d {hours}h{minutes}min"
    assert durations.parse(text) == timedelta(days=days, hours=hours, minutes=minutes)


@pytest.mark.parametrize("text", ["", "h", "12", "3 weeks", "-2h", "2h later"])
def test_what_is_not_a_duration_is_refused(text):
    with pytest.raises(ValueError, match="duration"):
        durations.parse(text)
