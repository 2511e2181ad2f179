"""Times MedPy's Dice, Jaccard, 95HD and ASD of two label maps, beside which SsNet.Benchmarks' verb `metrics` can be put.

    python3 benchmarks/original/metrics.py prediction.nii.gz truth.nii.gz [--class 1] [--repeats 5] [--medpy FOLDER]

Needs MedPy with NumPy and SciPy; NiBabel for NIfTI, h5py for HDF5 (dataset "label").
"""

import argparse
import resource
import statistics
import sys
import time


def read(path):
    if path.endswith((".h5", ".hdf5")):
        import h5py

        with h5py.File(path) as file:
            return file["label"][:]
    import nibabel
    import numpy

    return numpy.asarray(nibabel.load(path).dataobj)


def measure(title, action, repeats):
    print(f"{title}, medpy: {', '.join(f'{value:.6f}' for value in action())}")
    milliseconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        milliseconds.append((time.perf_counter() - start) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{title:<28}{'median ms':>12}{'min ms':>12}{'max ms':>12}{'times faster':>14}{'peak MiB':>12}")
    print(f"{'medpy':<28}{statistics.median(milliseconds):12.2f}{min(milliseconds):12.2f}{max(milliseconds):12.2f}{1:14.1f}{peak:12.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prediction")
    parser.add_argument("truth")
    parser.add_argument("--class", dest="label", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--medpy", help="a folder that holds MedPy's sources, where it is not installed")
    arguments = parser.parse_args()
    if arguments.medpy:
        sys.path.insert(0, arguments.medpy)
    try:
        from medpy.metric.binary import asd, dc, hd95, jc
    except ImportError as failure:
        sys.exit(f"error: MedPy cannot be imported ({failure}); install it, or name a folder with its sources by --medpy")

    prediction = read(arguments.prediction) == arguments.label
    truth = read(arguments.truth) == arguments.label
    measure("Dice, Jaccard, 95HD, ASD", lambda: [metric(prediction, truth) for metric in (dc, jc, hd95, asd)], arguments.repeats)
    measure("Dice alone", lambda: [dc(prediction, truth)], arguments.repeats)


main()
