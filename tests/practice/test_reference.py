from itertools import pairwise

from practice.reference import REFERENCES
from rules import EXERCISES


def test_every_table_is_whole_and_of_an_exercise():
    assert {*REFERENCES} == {"sit_to_stand", "single_leg_stance", "side_plank"} < {*EXERCISES}
    for name, reference in REFERENCES.items():
        assert reference.source
        assert reference.counted == ("reps" if name == "sit_to_stand" else "seconds")
        for row in reference.rows:
            assert len(row.figures) == len(reference.groups), (name, row)
            assert row.ages[0] < row.ages[1]
            assert all(0 < low <= high for low, high in row.figures), (name, row)
        for row, after in pairwise(reference.rows):
            assert after.ages[0] == row.ages[1] + 1, (name, row)
            assert all(b[0] <= a[1] for a, b in zip(row.figures, after.figures, strict=True))
