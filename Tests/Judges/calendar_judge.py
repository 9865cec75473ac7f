#!/usr/bin/env python3
"""Independent judge of working days and periods, by the package chinesecalendar.

For each line of standard input prints an answer:

    2026-10-10               rest or work
    2026-09-21 30 working    the 30th working day after the date; before it with a minus
    2026-11-02 20 days       20 days after the date, or the first working day after that

"unknown" stands for what lies beyond the package's tables.
"""

import datetime
import sys

import chinese_calendar

DAY = datetime.timedelta(days=1)


def working_day(date, count):
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        date += step
        while not chinese_calendar.is_workday(date):
            date += step
    return date


def end_of_days(date, count):
    date += count * DAY
    while not chinese_calendar.is_workday(date):
        date += DAY
    return date


def answer(line):
    text, *period = line.split()
    date = datetime.date.fromisoformat(text)
    try:
        if not period:
            return "work" if chinese_calendar.is_workday(date) else "rest"
        count, unit = int(period[0]), period[1]
        return (working_day if unit == "working" else end_of_days)(date, count).isoformat()
    except NotImplementedError:
        return "unknown"


if __name__ == "__main__":
    for line in sys.stdin:
        print(answer(line))
