import pytest

from rules import EXERCISES, Finding
from rules.exercise import OWN_LIMIT, Dose


@pytest.mark.parametrize(
    ("name", "dose"),
    [
        ("hip_lift", Dose(reps=10, tempo=(3, 2, 4), ways=("lift", "stay", "lower"))),
        ("hip_hinge", Dose(reps=10, tempo=(2, 1, 2), ways=("bend", "stay", "return"))),
        ("plank", Dose(seconds=20)),
    ],
)
def test_the_doses_are_those_of_the_source_texts(name, dose):
    assert EXERCISES[name].dose == dose


def found(fault: str, witness: str, peak: float) -> Finding:
    return Finding(
        fault=fault, witness=witness, severity="mild", start_s=0, end_s=1, peak=peak, unit="deg"
    )


def test_an_exercise_tells_what_can_witness_its_faults():
    assert EXERCISES["hip_lift"].witnesses()["over_arch"] == ("above_line", "contour")
    assert EXERCISES["plank"].witnesses() == {
        "sag": ("line", "change"),
        "pike": ("line", "change"),
        OWN_LIMIT: ("hold",),
    }


def test_a_finding_is_measured_by_the_bands_of_its_witness():
    lift = EXERCISES["hip_lift"]
    joints, outline = (
        lift.excess(found("over_arch", witness, 20.0)) for witness in ("above_line", "contour")
    )
    assert joints == pytest.approx((20.0 - 15.5) / (29.0 - 15.5))
    assert outline == pytest.approx((20.0 - 9.4) / (18.0 - 9.4))


def test_a_change_whose_baseline_nobody_knows_is_measured_without_it():
    plank = EXERCISES["plank"]
    assert plank.excess(found("sag", "change", 17.0)) == pytest.approx(1.0)


def test_small_values_are_the_worse_ones_of_some_faults():
    assert EXERCISES["plank"].excess(found("pike", "line", -42.0)) == pytest.approx(1.0)


def test_what_an_exercise_does_not_have_is_beyond_nothing():
    assert EXERCISES["plank"].excess(found("too_fast", "up", 0.5)) == 0
    assert EXERCISES["plank"].excess(found(OWN_LIMIT, "hold", 60.0)) == 0
    assert EXERCISES["plank"].excess(found(OWN_LIMIT, "hold", 60.0), most=50) == pytest.approx(1)
