"""What a report proves, and what no forger gets past."""

from __future__ import annotations

import copy
import json
import stat

import nbformat
import pytest

from mockmind_lab.core.events import Draft, Event, seal
from mockmind_lab.errors import ConfigError, Refused, UnknownName
from mockmind_lab.proof import prove
from mockmind_lab.report.annotate import annotate
from mockmind_lab.report.build import build, written
from mockmind_lab.report.canonical import canonical_form, read
from mockmind_lab.report.keys import KeyRing, read_key
from mockmind_lab.report.keys import written as key_line
from mockmind_lab.report.sign import public_bytes, signed, signer
from tests.report.made import Made, realistic


@pytest.fixture
def ring():
    ring = KeyRing()
    ring.signing_key()
    return ring


@pytest.fixture
def report(ring):
    return _saved(signed(build(realistic()), ring.signing_key()))


def _saved(notebook):
    return read(written(notebook).decode())


def _told(notebook, ring, step):
    return [line for line in prove(notebook, ring=ring).lines if line.step == step]


def _stranger(tmp_path, name="stranger"):
    return KeyRing(folder=str(tmp_path / name))


def test_what_this_machine_made_holds_in_every_step(report, ring):
    proof = prove(report, ring=ring)
    assert proof.code == 0
    assert [line.step for line in proof.lines if line.mark == "held"] == [
        "document",
        "chain",
        "signature",
        "scores",
    ]
    assert "this machine's own key" in _told(report, ring, "signature")[0].text


def test_a_practice_report_claims_integrity_and_no_honesty(report, ring):
    assert "not that the candidate was honest" in _told(report, ring, "signature")[-1].text


def test_the_same_report_and_key_give_the_same_signature(report, ring):
    assert _saved(signed(build(realistic()), ring.signing_key())) == report


def test_an_editor_may_save_it_and_it_still_holds(report, ring):
    for place, cell in enumerate(report.cells):
        cell.id = f"c{place}"
        cell.metadata.collapsed = True
        cell.source = cell.source.splitlines(keepends=True)
        if cell.cell_type == "code":
            cell.execution_count = 7
        for bundle in cell.get("attachments", {}).values():
            bundle["image/png"] += "\n"
    report.metadata.kernelspec.name = "other"
    report.nbformat_minor = 4
    assert prove(_saved(report), ring=ring).code == 0


def _reseal(events, change):
    """The same interview as a forger would write it: events changed, and a chain that is whole again."""
    made = list[Event]()
    for event in events:
        payload = change(event.payload)
        sealed = seal(
            Draft(payload, event.round),
            interview=event.interview,
            seq=event.seq,
            time=event.time,
            salt=event.salt,
            prev=made[-1].hash if made else None,
        )
        made.append(sealed)
    return made


def _better(payload):
    if payload.kind != "feedback_given":
        return payload
    return payload.model_copy(update={"score": 100.0})


@pytest.mark.parametrize("layout", ["report", "annotated"])
def test_events_changed_and_sealed_anew_carry_an_unknown_key(tmp_path, ring, layout):
    forged = _reseal(realistic(), _better)
    notebook = build(forged) if layout == "report" else annotate(nbformat.v4.new_notebook(), forged)
    proof = prove(_saved(signed(notebook, _stranger(tmp_path).signing_key())), ring=ring)
    assert proof.code not in (0, 1)
    line = next(line for line in proof.lines if line.step == "signature")
    assert line.mark == "open"
    assert "unknown key" in line.text


def test_a_score_that_the_rules_do_not_give_is_found_even_where_the_key_is_known(ring):
    notebook = signed(build(_reseal(realistic(), _better)), ring.signing_key())
    assert prove(_saved(notebook), ring=ring).code == 4
    assert [line.mark for line in _told(notebook, ring, "scores")] == ["failed"]


def test_a_score_of_a_model_is_kept_and_said_to_be(ring):
    def by_a_model(payload):
        if payload.kind != "feedback_given":
            return payload
        return payload.model_copy(update={"evaluator": "anthropic:some-model"})

    notebook = signed(build(_reseal(realistic(), by_a_model)), ring.signing_key())
    (line,) = _told(_saved(notebook), ring, "scores")
    assert line.mark == "note"
    assert "kept as it was given" in line.text


@pytest.mark.parametrize("layout", ["report", "annotated"])
def test_without_its_signature_nobody_vouches_for_it(ring, layout):
    notebook = build(realistic()) if layout == "report" else annotate(_own(), realistic())
    made = _saved(signed(notebook, ring.signing_key()))
    del made.metadata.mockmind["signature"]
    assert prove(made, ring=ring).code == 3


def _own():
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1", id="own")])


@pytest.mark.parametrize("layout", ["report", "annotated"])
def test_the_signature_of_another_report_does_not_hold(ring, layout):
    notebook = build(realistic()) if layout == "report" else annotate(_own(), realistic())
    other = signed(build(Made("iv-0002").begin().problem().events), ring.signing_key())
    notebook.metadata.mockmind.signature = other.metadata.mockmind.signature
    assert prove(_saved(notebook), ring=ring).code == 1


def test_the_candidates_own_cells_are_signed_with_an_annotated_report(ring):
    made = _saved(signed(annotate(_own(), realistic()), ring.signing_key()))
    assert prove(made, ring=ring).code == 0
    next(cell for cell in made.cells if cell.source == "1 + 1").source = "print('100 of 100')"
    assert prove(made, ring=ring).code == 1


def test_a_key_that_was_trusted_is_named_until_it_is_forgotten(tmp_path, ring):
    grader = _stranger(tmp_path, "grader")
    made = _saved(signed(build(realistic()), grader.signing_key()))
    assert prove(made, ring=ring).code == 3
    line = key_line(public_bytes(grader.signing_key().public_key()), "Class 7")
    ring.trust(*read_key(line))
    assert prove(made, ring=ring).code == 0
    assert "the key of Class 7" in _told(made, ring, "signature")[0].text
    with pytest.raises(Refused, match="known already"):
        ring.trust(*read_key(line))
    ring.forget("Class 7")
    assert prove(made, ring=ring).code == 3
    with pytest.raises(UnknownName):
        ring.forget("Class 7")


def test_the_key_is_its_owners_alone_and_one_that_others_can_read_is_not_used(ring, data_folder):
    (path,) = data_folder.glob("mockmind/keys/*.pem")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        ring.signing_key()


def test_the_keys_are_where_no_sandboxed_kernel_looks(ring, data_folder):
    from traitlets.config import Config

    from mockmind_lab.provisioner.places import configured_secrets, secret_paths

    assert any(path in ring.place.resolve().parents for path in secret_paths())
    elsewhere = Config({"KeyRing": {"folder": "/srv/keys"}})
    assert [str(path) for path in configured_secrets(elsewhere)] == ["/srv/keys"]


def test_the_private_key_never_gets_into_a_report(report, data_folder):
    (path,) = data_folder.glob("mockmind/keys/*.pem")
    secret = path.read_text().splitlines()[1]
    assert secret not in written(report).decode()


def test_a_report_whose_key_cant_be_used_is_made_unsigned(data_folder, caplog):
    from traitlets.config import Config

    from mockmind_lab.host.settings import Renderer

    (data_folder / "mockmind").mkdir(parents=True)
    (data_folder / "mockmind" / "keys").touch()
    made = read(Renderer(Config())(realistic()).decode())
    assert signer(made) == "unsigned"
    assert "The report is not signed" in caplog.text


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "NaN", '{"nbformat": 4}', '{"nbformat": 3, "cells": [], "metadata": {}}',
     '{"nbformat": 4, "cells": [1], "metadata": {}}',
     '{"nbformat": 4, "nbformat": 4, "cells": [], "metadata": {}}',
     "[" * 100_000],
)  # fmt: skip
def test_what_is_no_notebook_is_refused(text):
    with pytest.raises(ValueError):
        read(text)


def test_events_spelt_otherwise_or_with_more_in_them_are_found(report, ring):
    for change in (lambda text: text.replace(":", ": ", 1), lambda text: text[:-1] + ',"note":"hired"}'):
        forged = copy.deepcopy(report)
        events = forged.metadata.mockmind.interviews[0].events
        events[3] = change(events[3])
        assert json.loads(events[3])
        del forged.metadata.mockmind["signature"]
        assert prove(forged, ring=ring).code == 1


def test_the_canonical_form_is_plain_text_that_anyone_can_make(report):
    form = json.loads(canonical_form(report))
    assert form["format"] == "mockmind-report-1"
    assert form["cells"][0]["source"] == report.cells[0].source
    assert "signature" not in form["report"]
