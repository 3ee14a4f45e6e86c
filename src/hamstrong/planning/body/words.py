"""What is said about body and progress, kept apart from the rules."""

BODY_SENTENCES = {
    "pain-green": "No pain that counts.",
    "pain-amber": "Pain of 3 to 5.",
    "pain-amber-worse": "It hurt more than usual in the morning.",
    "pain-amber-after-red": "It was red, and no calm morning was told since.",
    "pain-red-high": "Pain above 5.",
    "pain-amber-ended": "It ended a set.",
    "pain-red-sharp": "It was sharp, or something popped.",
    "pain-red-limp": "It changes how you walk or run.",
    "pain-red-stays": "It was not back to usual after a day.",
    "pain-red-rising": "It rose from week to week.",
    "does-green": "Training as planned.",
    "does-amber": "One rung back, fewer sets, holds at most.",
    "does-red": "Light work only, fewer sets, for two to three days.",
    "does-stop-all": "No strength.",
    "does-hold-off": "Light work only.",
    "advice-green": "",
    "advice-amber": "You may go on while it stays at 5 or less and settles by the next morning."
    " No fast running and no hills for it. Tell me tomorrow morning how it is.",
    "advice-red": "Leave what hurts, and runs that provoke it, for two to three days. Choose what"
    " is free of pain.",
    "advice-bone": "Is it one spot on a bone, worse with every kilometre, or there at night? Then"
    " say so under Something alarming: this light is not meant for bone.",
    "advice-clinician": "It has lasted or come back often enough: please show it to a clinician.",
    "limit-amber": "Amber for {area}: {word} One rung back, fewer sets, holds at most.",
    "limit-red": "Red for {area}: {word} Light work only, for two to three days.",
    "limit-stop": "Stop: {told}",
    "stops-all": "All strength stays off until you say that it was looked at.",
    "stops-legs": "Leg work and hops stay off until you say that it was looked at; trunk work may"
    " go on.",
    "stops-some": "{parts} work and hops stay off until you say that it was looked at; other"
    " strength may go on.",
    "no-run-assess": "Do not run until this was looked at: {sign}.",
    "no-run-assess-short": "Do not run before it was looked at.",
    "no-run-emergency": "Do not run until a doctor has said so: {sign}.",
    "no-run-emergency-short": "Do not run before a doctor has said so.",
    "limit-hold-off": "{flag}: light work only until a clinician has been asked.",
    "limit-ill": "You are ill: no strength until you say that you are well.",
    "limit-sore": "Your {area} is sore, {score} of 10: holds at most, and fewer sets.",
    "limit-very-sore": "Your {area} is very sore, {score} of 10: it rests.",
    "limit-easing": "Your {area} is very sore, {score} of 10, and eases with moving: light work.",
    "limit-tired": "A short night or no energy: fewer sets, nothing new.",
    "limit-tired-twice": "Two such days in a row: light work only.",
    "advance": "{exercise}: all sets full, twice, with enough left: one rung up.",
    "advance-easy": "{exercise}: more than {reserve} s left in every set, twice: a harder lever,"
    " not a longer hold.",
    "top": "{exercise}: all sets full. It is the last rung here, so it stays.",
    "top-here": "{exercise}: all sets full. The rungs above it need what is not at hand here, so it"
    " stays.",
    "once": "{exercise}: all sets full, once. The second time counts when it comes two days"
    " later or more.",
    "pending": "{exercise}: all sets full. Tomorrow morning's soreness decides whether it counts.",
    "stay": "{exercise}: it stays until all sets are full with enough left.",
    "stay-sore": "{exercise}: sore or painful the next morning, so it stays.",
    "stay-drift": "{exercise}: it felt harder than your usual, so it is repeated as it was.",
    "stay-unknown": "{exercise}: nobody said how hard it was, so it stays.",
    "stay-easier": "{exercise}: an easier day's exercise. Your rung stays.",
    "regress-rpe": "{exercise}: as hard as it gets, so one rung back.",
    "regress-failed": "{exercise}: two sets fell short, so one rung back.",
    "regress-cramp": "{exercise}: it cramped twice, so one rung back.",
    "regress-pain": "{exercise}: it hurt above 3, so one rung back.",
    "drop-hold": "Your {side} hold fell from {before} to {now} s in {exercise}: does something"
    " hurt?",
    "drop-reps": "Your {side} side fell from {before} to {now} reps in {exercise}: does something"
    " hurt?",
    "lowest": "{exercise}: too hard for now. It is the first rung, so it starts over with less.",
}
