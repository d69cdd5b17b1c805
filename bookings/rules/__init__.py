"""The numbers that booking goes by. Product choices, no law: kept in one place so that nobody has to hunt for them."""

import datetime

ANSWER_SCHOOL_DAYS = 5  # how long a provider, and then a head, has to answer; the time is held for so long
NOTICE_SCHOOL_DAYS = 3  # nearer dates are not bookable: too little time to answer and to get ready
DECIDE_SCHOOL_DAYS = 5  # what waits for a renewal, or is at risk and undecided, is let go so many school days before its date
KEPT_SCHOOL_DAYS = 2  # a session at risk that the school chose to keep is decided so many school days before its date
ANSWERS_CLOSE = datetime.time(17, 0)  # local time on the last day of an answer
LAST_ANSWER_BEFORE = datetime.timedelta(hours=20)  # no hold reaches nearer to its first session than this
REMIND_BEFORE_DEADLINE = datetime.timedelta(days=2)
REMIND_BEFORE_SESSION = datetime.timedelta(days=2)
DRAFT_KEPT = datetime.timedelta(days=30)  # since it was last saved
CANCELLED_KEPT = datetime.timedelta(days=90)  # in calendars, so that every subscriber has seen it
PAST_KEPT = datetime.timedelta(days=90)  # in calendars
INVITATION_KEPT = datetime.timedelta(days=30)
NEAREST_DATES = 3  # offered where a date is not possible
