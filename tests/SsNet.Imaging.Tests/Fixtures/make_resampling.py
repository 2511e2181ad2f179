"""Makes the fixtures of resampling with NumPy 1.24 and Pillow 9.4 (Debian: python3-numpy, python3-pil).

Pillow stretches the same kernels when it shrinks (cubic with a = -0.5), but cuts them off at the image's edge. Here edge voxels go on: the image is padded with
them farther than any kernel reaches, and Pillow is given the box without the padding. Files are called after kernel and new size."""
import pathlib

import numpy
from PIL import Image

OUT = pathlib.Path(__file__).parent / "resampling"
FILTERS = {"linear": Image.BILINEAR, "cubic": Image.BICUBIC}
PAD = 16


def resize(plane, rows, columns, kernel):
    padded = Image.fromarray(numpy.pad(plane, PAD, mode="edge"), mode="F")
    box = (PAD, PAD, PAD + plane.shape[1], PAD + plane.shape[0])
    return numpy.asarray(padded.resize((columns, rows), FILTERS[kernel], box))


def resize_volume(volume, planes, rows, columns, kernel):
    slices = numpy.stack([resize(plane, rows, columns, kernel) for plane in volume])
    return resize(slices.reshape((len(volume), -1)), planes, rows * columns, kernel).reshape((planes, rows, columns))


random = numpy.random.default_rng(7)
SLICE = random.normal(0, 100, (9, 12)).astype("f4")
VOLUME = random.normal(0, 100, (5, 8, 9)).astype("f4")
OUT.mkdir(exist_ok=True)
numpy.save(OUT / "slice.npy", SLICE)
numpy.save(OUT / "volume.npy", VOLUME)
for kernel in FILTERS:
    for rows, columns in ((4, 5), (3, 12), (6, 20), (17, 25)):
        numpy.save(OUT / f"slice-{kernel}-{rows}x{columns}.npy", resize(SLICE, rows, columns, kernel))
    for size in ((3, 11, 4), (2, 4, 3), (9, 8, 16)):
        numpy.save(OUT / f"volume-{kernel}-{'x'.join(map(str, size))}.npy", resize_volume(VOLUME, *size, kernel))
