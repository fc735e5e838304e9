"""Names for the array types, so signatures say what they carry."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Slots = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
