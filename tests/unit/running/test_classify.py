"""What decides: the words first, then the place in the week."""

import doctest
import tomllib
from importlib import resources

import pytest

from hamstrong.running import amounts, classify, vocabulary
from hamstrong.running.amounts import read_amounts
from hamstrong.running.classify import Entry, WeekContext, classify_plan
from hamstrong.running.model import HALF_MARATHON_M, RunType
from hamstrong.running.vocabulary import guess_language, languages

EN = vocabulary.vocabulary("en")


@pytest.mark.parametrize("module", [amounts, classify, vocabulary])
def test_the_examples_in_the_documentation_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def types(*texts: str, race_m: float | None = None) -> list[str]:
    found = classify_plan([Entry(text, week=1) for text in texts], race_m=race_m)
    return [f"{one.type}{' key' if one.key else ''}" for one in found]


def test_the_longest_run_of_the_week_is_its_long_run() -> None:
    assert types("5 km", "6 km", "5 km", "12 km") == ["easy", "easy", "easy", "long key"]


def test_minutes_and_kilometres_are_compared() -> None:
    assert types("40 min", "8 km", "1h45") == ["easy", "easy", "long key"]


def test_equal_runs_have_no_long_run() -> None:
    assert types("6 km", "6 km", "6 km") == ["easy", "easy", "easy"]


def test_of_two_equally_long_runs_the_later_is_the_long_run() -> None:
    assert types("4 km", "12 km", "4 km", "12 km")[1::2] == ["easy", "long key"]


def test_a_run_that_is_called_long_leaves_no_second_one() -> None:
    assert types("Long run 12 km", "14 km", "5 km")[1] == "easy"


def test_a_race_stands_for_the_long_run() -> None:
    assert types("5 km", "10 km", "5 km", "Tune-up race 10 km")[1] == "easy"


def test_a_long_run_stays_long_whatever_it_is_called() -> None:
    assert types("Easy 8 km", "Easy 8 km", "Easy 26 km")[2] == "long key"
    assert types("Easy 8 km", "Easy 8 km", "Easy 11 km")[2] == "easy"
    assert types("Easy 8 km", "Medium-long 18 km")[1] == "long key"


def test_a_medium_long_run_is_not_key() -> None:
    assert types("8 km", "18 km", "28 km") == ["easy", "medium-long", "long key"]


def test_rest_and_bike_days_are_not_compared() -> None:
    assert types("Rest", "5 km", "10 km", "Bike 90 km")[2] == "long key"


def test_race_pace_is_that_of_the_race() -> None:
    assert types("5 mi pace")[0] == "marathon-pace key"
    assert types("5 mi pace", race_m=HALF_MARATHON_M)[0] == "threshold key"
    assert types("5 mi pace", race_m=10_000)[0] == "interval key"


def test_faster_than_marathon_pace_is_threshold() -> None:
    assert types("6 x 1 mile @ MP - 10s, 400 m jog")[0] == "threshold key"
    assert types("12 km @ MP + 30s")[0] == "easy"


def test_a_race_is_not_its_pace_its_week_or_its_eve() -> None:
    assert types("8 x 400 m at 5K race pace")[0] == "interval key"
    assert types("Easy 5 km, race week")[0] == "easy"
    assert types("Easy 5 km before the race")[0] == "easy"
    assert types("Half marathon pace 8 km")[0] == "threshold key"


def test_another_days_work_does_not_count() -> None:
    assert types("Easy 6 km after yesterday's intervals")[0] == "easy"
    assert types("After work: 6 x 800 m")[0] == "interval key"


def test_rest_between_repeats_is_no_rest_day() -> None:
    assert types("6 x 800 m, 400 m jog rest")[0] == "interval key"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("10 x 150 m", "repetition"),
        ("10 x 200 m", "repetition key"),
        ("10 x 400 m", "interval key"),
        ("5 x 1200 m", "interval key"),
        ("3 x 3 km", "threshold key"),
        ("8 x 30 s", "repetition"),
        ("8 x 40 s", "repetition key"),
        ("5 x 4 min", "interval key"),
        ("3 x 12 min", "threshold key"),
    ],
)
def test_repeats_without_a_pace_go_by_their_length(text: str, want: str) -> None:
    strides = want == "repetition"
    assert types(f"Strides {text}" if strides else text)[0] == want


def test_strides_leave_an_easy_run_easy() -> None:
    assert types("Easy 8 km + 6 x 100 m strides")[0] == "easy"
    assert types("Aerobic + speed 8 km with 8 x 100 m strides")[0] == "repetition"
    assert types("Tempo 8 km + 4 strides")[0] == "threshold key"


def test_the_race_day_makes_the_race_when_the_distance_fits() -> None:
    context = WeekContext(race_m=42_195, days_to_race=0)
    assert classify.classify("Plan ends", 42_195, context=context).type is RunType.RACE
    assert classify.classify("Plan ends", 5_000, context=context).type is RunType.EASY


def test_a_word_without_running_is_not_named() -> None:
    assert not classify.classify("Dentist").named
    assert classify.classify("Evening run").named
    assert classify.classify("8 km").named


def test_a_description_does_not_undo_a_run() -> None:
    assert types("8 km\nRest if you are tired")[0] == "easy"
    assert types("8 km\nThe race is near")[0] == "easy"
    assert types("8 km\nTempo in the middle")[0] == "threshold key"
    assert types("Monday\nRest day")[0] == "rest"


def test_nothing_is_rest() -> None:
    assert classify.classify("").type is RunType.REST


def test_every_answer_says_why() -> None:
    assert classify.classify("Tempo 8 km").why == 'says "tempo"'
    week = [Entry("5 km", week=1), Entry("15 km", week=1)]
    assert classify_plan(week)[1].why == "longest run of the week"


def test_a_language_is_a_file() -> None:
    assert languages() == ("en", "de", "es")
    assert guess_language(["Lockerer Dauerlauf 8 km", "Langer Lauf 30 km"]) == "de"
    assert guess_language(["Easy 8 km", "Long run 30 km"]) == "en"
    assert guess_language(["Rodaje suave 8 km", "Tirada larga 30 km"]) == "es"
    assert guess_language([]) == "en"
    with pytest.raises(KeyError):
        vocabulary.vocabulary("xx")


@pytest.mark.parametrize("language", languages())
def test_no_phrase_has_two_meanings(language: str) -> None:
    file = resources.files("hamstrong.running").joinpath("data", f"{language}.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    phrases = [vocabulary.normalise(one) for said in table["meanings"].values() for one in said]
    assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("5k", 5_000),
        ("8 km", 8_000),
        ("12,5 km", 12_500),
        ("6 miles", 9_656.064),
        ("6-8 mi", 11_265.408),
        ("5–6 km easy", 5_500),
        ("{26.2:42.2}", 42_164.8128),
        ("6m easy", 9_656.064),
        ("8 x 400m", 3_200),
        ("4 x 800", 3_200),
        ("4 x 1,000 m", 4_000),
        ("2 km wu, 6 x 800 m (400 m jog), 2 km cd", 11_200),
        (
            "1.5 mi Warm Up, 12 x 400m @ 5k-10k Pace w. 400m jog rest, 1.5 mi Cool Down, (9 mi)",
            14_484.096,
        ),
        ("LT 13 km with 6 km at LT pace", 13_000),
        ("12 km: 3 km easy, 6 km tempo, 3 km easy", 12_000),
        ("8K-15K tune-up race (total 14-21 km)", 17_500),
        ("10 km at 5:30/km", 10_000),
        ("5 mi pace", 8_046.72),
        ("at 5k pace", None),
        ("Tempo", None),
        ("999999 km", None),
    ],
)
def test_distances(text: str, metres: float | None) -> None:
    found = read_amounts(text, EN).distance_m
    assert found == (None if metres is None else pytest.approx(metres))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("45m easy", 45),
        ("90'", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1 h 15 min easy", 75),
        ("1:45 h", 105),
        ("1.5 hours", 90),
        ("30-40 min", 35),
        ("20 min wu, 5 x 3 min, 15 min cd", 50),
        ("Run at 18:30", None),
        ("5 km at 4:45 min/km", None),
        ("LT 15 km with 25 min at LT pace", None),
        ("10 km (55 min)", 55),
    ],
)
def test_durations(text: str, minutes: float | None) -> None:
    found = read_amounts(text, EN).minutes
    assert found == (None if minutes is None else pytest.approx(minutes))


@pytest.mark.parametrize(
    ("text", "run_type"),
    [
        ("Rodaje suave 8 km a 5:50–6:10/km", RunType.EASY),
        ("Rodaje suave 7,5 km con rectas de 6 x 20 s", RunType.EASY),
        ("Rodaje suave 7,5 km con 6 rectas de 20 s", RunType.EASY),
        ("Tirada media 14 km", RunType.MEDIUM_LONG),
        ("Tirada larga 28 km a 5:50/km", RunType.LONG),
        ("Umbral 9,5 km: 3 x 8 min a 4:47–5:01/km", RunType.THRESHOLD),
        ("Series 10 km: 5 x 4 min a 4:20/km", RunType.INTERVAL),
        ("Ritmo de maratón 16 km: 2 x 20 min a 5:05/km", RunType.MARATHON_PACE),
        (
            "Cuestas 8 km: 8 x 20 s cuesta arriba, rápido y relajado, baja andando",
            RunType.REPETITION,
        ),
        ("6 x 800 m", RunType.INTERVAL),
        ("Descanso", RunType.REST),
        ("Natación 40 min", RunType.CROSS_TRAINING),
        ("Media maratón de Sevilla", RunType.RACE),
        ("Fartlek 45 min", RunType.INTERVAL),
    ],
)
def test_spanish_plans_are_read(text: str, run_type: RunType) -> None:
    assert classify.classify(text, language="es").type is run_type
