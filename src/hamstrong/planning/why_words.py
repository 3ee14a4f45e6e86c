"""The sentences of explanations: why not that day, why this rather than that."""

WHY_SENTENCES = {
    "out": "{weekday} is out: {hours} {direction} {run}, {needed} needed.",
    "out-overlap": "{weekday} is out: {run} is at that time.",
    "out-session": "{weekday} is out: {hours} {direction} {title} on {day}, {needed} needed.",
    "out-same-day": "{weekday} is out: it has its session already ({title}), and one a day is"
    " enough.",
    "out-easy-day": "{weekday} is out: it is the week's easy day, free of key runs and of hard"
    " strength.",
    "out-lighter": "{weekday} is out for {work}: {why}",
    "out-no-room": "{weekday} is out: no {minutes} min are free there beside your runs.",
    "out-over": "{weekday} is over.",
    "out-later": "{weekday} comes after the race, and this block ends with it.",
    "out-settled": "It stands on {weekday}: what is done, begun or over is not moved.",
    "lighter-taper": "so near to the race only lighter work is left.",
    "lighter-kit": "your level and what is at hand there allow only lighter work.",
    "only-lighter": "{sentence} Only {work} could stand there.",
    "possible": "{weekday} is possible, but {why}.",
    "but-class": "it would be {there} there, not {here}",
    "but-hard-day-hard": "on {own} it shares the day with {run}, so that easy days stay easy",
    "but-kept": "your plan already had it on {own}",
    "but-same-weekday": "strength was on a {own} last week too",
    "but-preferred": "it is nearer to {run} than preferred: {hours} {direction} it, and {better}"
    " is better",
    "but-fatigue": "more of it would still be in your legs at {run}, {hours} later",
    "but-rest-day": "it is a day without a run, better left to rest",
    "but-hour": "only at {time}, further from the usual hour",
    "but-later": "nothing is gained by waiting, so the earlier day is taken",
    "but-close": "it would stand {hours} from {title} on {day}, less than two nights",
    "but-pinned": "you chose {own}",
    "but-order": "it would have to change places with {title} on {day}",
    "but-same": "the week as a whole is no better for it",
    "kind-possible": "{work} would keep all hours on {weekday}, but the week has its sessions.",
    "day-why": "{spent} {sentence}",
    "run-pushes": "{title} on {day} would have to move. {sentence}",
}
