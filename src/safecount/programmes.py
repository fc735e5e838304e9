"""Linear programmes in HiGHS that are solved many times with only the objective changed."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

from typing import Any

import numpy as np

from safecount.arrays import Floats, Ints
from safecount.failures import CountingError

#: The same on every solver object: HiGHS shares one scheduler, and objects that disagree fail.
THREADS = 1
PRIMAL = 4


class Programme:
    """Bounds and rows are fixed; each `optimise` starts from the last basis.

    rows   scipy CSR matrix, rows by columns
    """

    def __init__(
        self, rows: Any, row_low: Floats, row_high: Floats, low: Floats, high: Floats
    ) -> None:
        import highspy

        self.size = rows.shape[1]
        self.everyone = np.arange(self.size, dtype=np.int32)
        self.highs = quiet_highs()
        model = highspy.HighsLp()
        model.num_col_ = rows.shape[1]
        model.num_row_ = rows.shape[0]
        model.col_cost_ = np.zeros(rows.shape[1])
        model.col_lower_ = np.asarray(low, dtype=float)
        model.col_upper_ = np.asarray(high, dtype=float)
        model.row_lower_ = np.asarray(row_low, dtype=float)
        model.row_upper_ = np.asarray(row_high, dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = rows.indptr.astype(np.int32)
        model.a_matrix_.index_ = rows.indices.astype(np.int32)
        model.a_matrix_.value_ = rows.data.astype(float)
        check(self.highs.passModel(model), "pass a model")
        # Only the objective changes: the last basis stays feasible, which suits primal simplex.
        check(self.highs.setOptionValue("simplex_strategy", PRIMAL), "choose a method")
        self.solved = 0

    def optimise(self, cost: Floats, *, maximise: bool) -> tuple[float, Floats]:
        """The optimum of cost'x and where it is taken.

        :raises CountingError: there is no optimum; the programmes here always have a feasible
            point and a bounded objective, so this means a broken model, never a "no".
        """
        import highspy

        sense = highspy.ObjSense.kMaximize if maximise else highspy.ObjSense.kMinimize
        check(self.highs.changeObjectiveSense(sense), "set the sense")
        check(
            self.highs.changeColsCost(self.size, self.everyone, np.asarray(cost, dtype=float)),
            "set costs",
        )
        check(self.highs.run(), "run")
        self.solved += 1
        status = self.highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise CountingError(
                f"The solver stopped with {self.highs.modelStatusToString(status)}."
            )
        value = float(self.highs.getInfo().objective_function_value)
        return value, np.array(self.highs.getSolution().col_value)

    def set_bounds(self, low: Floats, high: Floats) -> None:
        check(
            self.highs.changeColsBounds(
                self.size, self.everyone, np.asarray(low, float), np.asarray(high, float)
            ),
            "set bounds",
        )

    def require_whole(self, columns: Ints | None = None) -> None:
        """From now on the columns (all of them) must be whole numbers."""
        import highspy

        chosen = self.everyone if columns is None else columns.astype(np.int32)
        kinds = np.full(len(chosen), highspy.HighsVarType.kInteger)
        check(self.highs.changeColsIntegrality(len(chosen), chosen, kinds), "ask for whole numbers")


def quiet_highs() -> Any:
    """A solver that prints nothing and uses `THREADS` threads."""
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802  # highspy's name
            # The banner is written to standard output, where JSON goes, before one can ask.
            check(self.setOptionValue("output_flag", False), "be quiet")

    highs = Quiet()  # type: ignore[no-untyped-call]  # highspy has no annotations here
    check(highs.setOptionValue("threads", THREADS), "set threads")
    return highs


def check(status: Any, what: str) -> None:
    """HiGHS answers with a status that is easily overlooked; a bad one must stop the work."""
    import highspy

    if status == highspy.HighsStatus.kError:
        raise CountingError(f"The solver could not {what}.")
