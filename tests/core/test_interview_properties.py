"""Whatever is asked in whatever order: the state stays legal, the list whole, the secrets unseen."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockmind_lab.core import commands
from mockmind_lab.core.events import Event, chain_fault
from mockmind_lab.core.interview import IllegalEvent, apply, fold
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.phases import Outcome, Phase, StageName, Status
from mockmind_lab.core.views import possible, view, visible
from mockmind_lab.errors import Refused, StoreError
from tests.core.interviews import CANARY, HIDDEN, HOST, PROBLEMS, START, World, played, steps

quick = settings(derandomize=True, deadline=None, max_examples=45, database=None)
numbers = st.sampled_from([1, 2])


def stored(world):
    return [json.loads(event.to_json()) for event in world.events]


def check_legal(world):
    state = world.state
    most = state.terms.max_attempts
    for number, round_ in state.rounds.items():
        assert round_.number == number
        assert [hint.level for hint in round_.hints] == list(range(1, len(round_.hints) + 1))
        assert len(round_.hints) <= 3
        assert round_.used <= most
        assert sum(attempt.verdict is None for attempt in round_.attempts) <= 1
        accepted = any(a.verdict is not None and a.verdict.code == "AC" for a in round_.attempts)
        assert accepted == (round_.outcome is Outcome.SOLVED)
        if round_.phase in (Phase.REVIEWING, Phase.WRAPPING_UP):
            assert round_.outcome is not None
        if round_.number != state.round:
            assert round_.outcome is not None, "a round was left undecided"
    assert (state.running_since is not None) == (state.status is Status.IN_PROGRESS)
    assert timedelta() <= state.remaining(world.now) <= timedelta(seconds=state.terms.seconds)
    assert timedelta() <= state.stage_remaining(world.now) <= state.remaining(world.now)
    assert state.elapsed(world.now) >= timedelta()
    if state.stage is not None:
        assert (state.current is not None) == (state.stage.name is StageName.PROBLEM)


@quick
@given(steps(), numbers)
def test_no_sequence_of_commands_makes_an_illegal_state_or_an_error_but_a_refusal(sequence, problems):
    world = World(problems).begin()
    for step in sequence:
        over, before = not world.state.live, world.state
        world.perform(step)
        check_legal(world)
        if over:
            assert world.state == before, "something happened after the end"


def test_such_sequences_reach_every_status_outcome_and_refusals_too():
    """The strategy is worth something only if it gets everywhere."""
    seen, refused = set(), []

    @settings(quick, max_examples=300)
    @given(steps(), numbers)
    def explore(sequence, problems):
        world = World(problems).begin()
        for step in sequence:
            world.perform(step)
            current = world.state.current
            seen.update((world.state.status, world.state.phase, current and current.outcome))
        refused.extend(world.refusals)

    explore()
    assert seen >= {Status.IN_PROGRESS, Status.PAUSED, Status.COMPLETED, Status.ABANDONED}
    assert seen >= set(Outcome) | {None}
    assert seen >= set(Phase)
    assert len(set(refused)) > 12
    assert all(line and "\n" not in line for line in refused)


@quick
@given(steps(), numbers, st.frozensets(st.integers(0, 40), max_size=5))
def test_stopping_anywhere_and_reading_events_back_is_as_never_having_stopped(sequence, problems, restarts):
    whole = played(sequence, problems=problems)
    broken = played(sequence, problems=problems, restarts=restarts)
    broken.restart()
    assert [event.to_json() for event in broken.events] == [event.to_json() for event in whole.events]
    assert broken.events == whole.events
    assert broken.state == whole.state
    assert view(broken.state, whole.now) == view(whole.state, whole.now)


@quick
@given(steps(), numbers)
def test_what_is_said_to_be_possible_is_granted(sequence, problems):
    world = played(sequence, problems=problems)
    state, problem = world.state, world.problem()
    if state.current is not None and state.current.judging is not None:
        return  # the service lets the judge speak before it lets the candidate go on
    granted = {
        "say": lambda: commands.say(state, "hello"),
        "hint": lambda: commands.give_hint(state, problem),
        "run": lambda: commands.ready_to_run(state),
        "submit": lambda: commands.ready_to_submit(state),
        "skip": lambda: commands.skip(state),
        "pause": lambda: commands.pause(state, "asked"),
        "resume": lambda: commands.resume(state),
        "finish": lambda: commands.end_round(state, Outcome.UNFINISHED),
    }
    for name in set(possible(state)) & set(granted):
        granted[name]()
    if "finish" in possible(state):
        world.perform(("finish", None))
        assert not world.state.live


@quick
@given(steps(), numbers)
def test_the_chain_of_any_interview_verifies(sequence, problems):
    assert chain_fault(stored(played(sequence, problems=problems))) is None


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list) and value:
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))
    else:
        yield path, value


def changed(value):
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value + "0"
        case list():
            return ["x"]
        case dict():
            return {"x": 1}
        case _:
            return "x"


def put(events, path, value):
    target = events
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value


@quick
@given(steps(15), st.data())
def test_any_changed_value_of_any_event_is_found(sequence, data):
    events = stored(played(sequence, problems=2))
    path, value = data.draw(st.sampled_from(list(leaves(events))))
    put(events, path, changed(value))
    assert chain_fault(events) is not None, path


@quick
@given(steps(15), st.data())
def test_an_event_that_is_left_out_repeated_or_moved_is_found(sequence, data):
    events = stored(played(sequence))
    at = data.draw(st.integers(0, len(events) - 2))  # a list that merely ends early is a whole chain
    assert chain_fault(events[:at] + events[at + 1 :]) is not None
    assert chain_fault(events[: at + 1] + events[at:]) is not None
    swapped = [*events]
    swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
    assert chain_fault(swapped) is not None


@quick
@given(steps(), st.data())
def test_a_redacted_payload_still_verifies_and_says_nothing_any_more(sequence, data):
    world = played([*sequence[:1], ("say", "my secret address"), *sequence[1:]])
    said = [event.seq for event in world.events if event.kind == "message_said"]
    redacted = data.draw(st.sets(st.sampled_from(said), min_size=1))
    events = [replace(e, payload=None, salt=None) if e.seq in redacted else e for e in world.events]
    events = [Event.from_json(event.to_json()) for event in events]
    assert chain_fault([json.loads(event.to_json()) for event in events]) is None
    state = fold(events)
    assert {message.seq for message in state.messages if message.hint is None} == set(said) - redacted
    assert state.status == world.state.status
    if said[0] in redacted:
        assert "my secret address" not in "".join(event.to_json() for event in events)


@quick
@given(st.data())
def test_every_payload_may_be_redacted_and_the_chain_verifies(data):
    world = played([("stage", "right"), ("say", "hi"), ("hint", None), ("skip", None)])
    chosen = data.draw(st.sets(st.sampled_from([event.seq for event in world.events])))
    events = [{**e, "payload": None, "salt": None} if e["seq"] in chosen else e for e in stored(world)]
    assert chain_fault(events) is None


@quick
@given(steps(), numbers)
def test_a_candidates_view_holds_no_secret_and_is_otherwise_what_is_true(sequence, problems):
    world = played([*sequence, ("assess", None)], problems=problems)
    seen = fold(visible(world.events, Audience.CANDIDATE))
    shown = json.dumps(view(seen, world.now))
    taken = {hint.text for round_ in seen.rounds.values() for hint in round_.hints}
    for text in taken:
        shown = shown.replace(text, "")
    assert CANARY not in shown
    assert str(HIDDEN) not in shown
    presented = {round_.problem.slug for round_ in seen.rounds.values() if round_.problem}
    for slug in set(PROBLEMS) - presented:
        assert slug not in shown
        assert PROBLEMS[slug].title not in shown
    assert {**view(world.state, world.now), "seq": 0} == {**view(seen, world.now), "seq": 0}


def test_the_canaries_are_there_to_be_found():
    world = played([("stage", "right"), ("assess", None)], problems=2)
    whole = "".join(event.to_json() for event in world.events)
    assert CANARY in whole
    assert "second-one" in whole


@quick
@given(steps(), numbers)
def test_an_event_of_the_past_or_of_another_interview_is_refused_by_the_fold(sequence, problems):
    world = played(sequence, problems=problems)
    last = world.events[-1]
    with pytest.raises(IllegalEvent):
        apply(world.state, last)
    with pytest.raises(IllegalEvent):
        apply(world.state, replace(last, seq=last.seq + 1, interview="another"))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
NAMES = st.sampled_from(["schema_version", "time", "kind", "audience", "payload", "seq"])
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=8)


@settings(quick, max_examples=150)
@given(ANYTHING)
def test_reading_anything_that_is_no_event_says_so(value):
    with pytest.raises(StoreError):
        Event.from_json(json.dumps(value))


@quick
@given(steps(12), st.data())
def test_reading_a_damaged_event_says_so_or_gives_an_event(sequence, data):
    event = json.loads(played(sequence).events[-1].to_json())
    path, _ = data.draw(st.sampled_from(list(leaves(event))))
    put(event, path, data.draw(st.none() | st.integers() | st.text(max_size=5) | st.just([]) | st.just({})))
    with contextlib.suppress(StoreError):
        assert isinstance(Event.from_json(json.dumps(event)), Event)


# Clocks


TICKS = st.lists(st.tuples(st.sampled_from(["pause", "resume", "stop"]), st.integers(0, 120)), max_size=20)


@quick
@given(TICKS)
def test_the_clock_counts_what_ran_and_nothing_that_was_paused(ticks):
    world = World().begin()
    world.perform(("stage", "right"))
    running, expected = True, 0
    for name, seconds in ticks:
        world.now += timedelta(seconds=seconds)
        expected += seconds if running else 0
        granted = world.do(
            {
                "pause": lambda state: commands.pause(state, "asked"),
                "resume": commands.resume,
                "stop": lambda state: commands.take_over(state, HOST, died_at=None),
            }[name]
        )
        assert granted == ({"pause": running, "resume": not running, "stop": True}[name])
        running = {"pause": False, "resume": True, "stop": False}[name]
        assert world.state.elapsed(world.now) == timedelta(seconds=expected)
        assert world.state.remaining(world.now) == timedelta(seconds=max(600 - expected, 0))
    later = world.now + timedelta(seconds=50)
    assert world.state.elapsed(later) == timedelta(seconds=expected + (50 if running else 0))


@quick
@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_a_host_that_died_stops_the_clock_when_it_died(worked, away, after):
    world = World().begin()
    world.perform(("stage", "right"))
    world.now += timedelta(seconds=worked)
    died = world.now
    world.now += timedelta(seconds=away)
    assert world.do(lambda state: commands.take_over(state, HOST, died_at=died))
    assert world.state.status is Status.PAUSED
    assert world.state.elapsed(world.now) == timedelta(seconds=worked)
    assert world.do(commands.resume)
    world.now += timedelta(seconds=after)
    assert world.state.elapsed(world.now) == timedelta(seconds=worked + after)


def test_a_host_cannot_have_died_before_the_last_event_it_wrote():
    world = World().begin()
    world.now += timedelta(seconds=100)
    world.perform(("stage", "right"))
    world.now += timedelta(seconds=60)
    world.do(lambda state: commands.take_over(state, HOST, died_at=START))
    assert world.state.elapsed(world.now) == timedelta(seconds=100)


def test_each_stage_has_its_own_clock_within_that_of_the_interview():
    world = World(2).begin()
    world.perform(("stage", "right"))
    world.now += timedelta(seconds=20)
    assert world.state.stage_remaining(world.now) == timedelta(seconds=40)
    world.perform(("stage", "right"))
    assert world.state.stage_remaining(world.now) == timedelta(seconds=180)
    world.now += timedelta(seconds=5000)
    assert world.state.stage_remaining(world.now) == timedelta()


# Rules that are worth a sentence of their own


def test_an_internal_error_gives_the_attempt_back():
    world = played([("stage", "right")])
    for _ in range(5):
        world.perform(("submit", "candidate"))
        world.perform(("judged", ("IE", 0)))
    assert world.state.current.used == 0
    assert world.state.current.outcome is None


def test_the_fourth_submission_is_refused():
    world = played([("stage", "right"), *([("submit", "candidate"), ("judged", ("WA", 0))] * 3)])
    assert world.state.current.outcome is Outcome.OUT_OF_ATTEMPTS
    assert world.state.phase is Phase.REVIEWING
    with pytest.raises(Refused, match="out of attempts"):
        commands.ready_to_submit(world.state)


def test_a_paused_interview_refuses_all_but_resume_and_finish():
    world = played([("stage", "right"), ("pause", None)])
    before = world.state
    for name in ("say", "hint", "submit", "skip", "run", "advance"):
        value = {"say": "hi", "submit": "candidate", "run": "AC", "advance": Phase.OBSERVING}.get(name)
        world.perform((name, value))
    assert world.state == before
    assert possible(world.state) == ["resume", "finish"]
