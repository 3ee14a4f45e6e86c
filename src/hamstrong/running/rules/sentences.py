"""The sentences of the rules, in one place so that a language is one table."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "R1": "Week of {week}: the {run} jumps from {low} to {about}{high} ({change}). "
    "Usual is at most +10 % over the longest run of 30 days.",
    "R2": "Week of {week}: {distance} after {usual} a week ({change}). Usual is at most +10 %.",
    "R3": "{weeks} weeks in a row from {first} without an easier one. "
    "Usual is 20–30 % less at least every fourth week.",
    "R4": "Week of {week}: the long run is {share} % of the week{more}. "
    "With {runs} runs a week usual is at most {limit} %.",
    "R5 short": "The longest run is {about}{distance}. "
    "Before a marathon usual is at least {limit}.",
    "R5 far": "{day}: a run of {about}{distance}. Usual is at most {limit}.",
    "R5 time": "{day}: a run of {time} hours. Usual is at most {limit} hours.",
    "R6 when": "The longest run is {days} days before the race. Usual is 3 to 5 weeks.",
    "R6 few": "Before a marathon usual is at least 2 runs of {limit} or more; the plan has {runs}.",
    "R6 many": "{runs} runs of {limit} or more. Usual is at most 5.",
    "R7 easy": "{share} % of the running time is easy. Usual is at least 75 %.",
    "R7 hard": "{share} % of the running time is hard. Usual is at most 12 %.",
    "R7 marathon": "{share} % of the running time is at marathon pace. Usual is at most 20 %.",
    "R8": "{first} and {second}: two key runs {hours} h apart{more}. Usual is at least {limit} h.",
    "R8 race": "{day}: a race and another key run on one day. The race takes its place: "
    "take {run} out of the plan.",
    "R9 quality": "Week of {week}: {runs} quality runs{more}. Usual is at most 2 beside the long "
    "run.",
    "R9 long": "Week of {week}: {runs} long runs{more}. Usual is one.",
    "R10": "Week of {week}: no day of rest or of a short easy run{more}. "
    "Usual is at least one a week.",
    "R11 strict": "The {last} week before the race has {distance}, the week before it {before}. "
    "In a taper each week usually runs less than the one before.",
    "R11 drop": "The last 7 days run {share} % less than the peak week. Usual is 41 % or more.",
    "R11 stop": "The last 7 days run {share} % less than the peak week, which is nearly nothing. "
    "Usual is 41 to 70 %.",
    "R11 pace": "No faster running in the last two weeks. Usual is less of it, but some.",
    "R12 long": "{day}: {about}{distance}, {days} days before the race. Usual is at least 14 days.",
    "R12 quality": "{day}: a hard quality run {days} days before the race. "
    "Usual is at least 7; a short sharpener at least 3.",
    "R13 actual": "The plan starts with {start} a week; the last four weeks had {actual}. "
    "Usual is at most +10 %.",
    "R13 peak": "The plan starts with {start} and peaks at {peak} a week. "
    "Usual is to start with at least half the peak.",
    "R14 none": "{days} days without running: go on as planned.",
    "R14 short": "{days} days without running: resume at 80–90 % of the planned distances, "
    "then go on.",
    "R14 long": "{days} days without running: run 60–70 % of the plan in the first week, and "
    "expect the race to be 5–8 % slower.",
    "R14 rebuild": "{days} days without running: make a new plan from what you run now, "
    "or move the goal.",
    "R15": "The goal of {goal} is a stretch: a recent race predicts {predicted}.",
    "more": ", and {count} more like it",
    "once more": ", and once more",
    "no distances": "Not judged: the plan gives no distances for its longest runs, and no pace to "
    "reckon them from.",
    "no race in reach": "Not judged: the plan ends {days} days before the race.",
    "marathon only": "Not judged: the rule is about marathons.",
    "too few weeks": "Not judged: no whole week before the taper.",
    "no goal": "Not judged: no goal time, or no race of the last eight weeks.",
    "no gap": "Not judged here: it is about runs missed, not runs planned.",
    "no strength": "Not judged here: strength and runs are checked together when strength is "
    "planned.",
}


def say(key: str, **facts: object) -> str:
    """A sentence with its facts."""
    return SENTENCES[key].format(**facts)


def say_more(others: int) -> str:
    """The tail of a sentence that stands for several findings; empty when there is only one."""
    if others == 0:
        return ""
    return SENTENCES["once more"] if others == 1 else say("more", count=others)
