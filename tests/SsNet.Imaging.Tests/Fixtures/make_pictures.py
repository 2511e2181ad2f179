"""Makes the NumPy and PNG fixtures with NumPy 1.24 and Pillow 9.4 (Debian: python3-numpy, python3-pil). Arrays of 2×3×4 hold 0 to 23 in row-major order."""
import pathlib
import struct
import zlib

import numpy
from numpy.lib import format as numpy_format
from PIL import Image

ARRAYS = pathlib.Path(__file__).parent / "npy"
PICTURES = pathlib.Path(__file__).parent / "png"
VALUES = numpy.arange(24).reshape((2, 3, 4))
# Smooth in one part and rough in another.
ROWS, COLUMNS = numpy.mgrid[0:13, 0:17]
PICTURE = (ROWS * 9 + COLUMNS * 5) % 256
PICTURE[:, 9:] = (ROWS[:, 9:] * 71 + COLUMNS[:, 9:] ** 3 * 13) % 256

ARRAYS.mkdir(exist_ok=True)
for code in ("u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"):
    numpy.save(ARRAYS / f"{code}.npy", VALUES.astype("<" + code))
    numpy.save(ARRAYS / f"{code}-big-fortran.npy", numpy.asfortranarray(VALUES.astype(">" + code)))
numpy.save(ARRAYS / "slice-fortran.npy", numpy.asfortranarray(VALUES[0].astype("i2")))
numpy.save(ARRAYS / "bool.npy", VALUES % 2 == 1)
for version in (2, 3):
    with open(ARRAYS / f"version-{version}.npy", "wb") as file:
        numpy_format.write_array(file, VALUES.astype("f4"), version=(version, 0))
numpy.savez(ARRAYS / "both.npz", label=(VALUES % 3).astype("u1"), image=VALUES.astype("f4"))
numpy.savez_compressed(ARRAYS / "one.npz", VALUES.astype("i2"))
numpy.savez_compressed(ARRAYS / "others.npz", first=VALUES, second=VALUES + 1)
numpy.save(ARRAYS / "refused-4-axes.npy", VALUES.reshape((1, 2, 3, 4)))
numpy.save(ARRAYS / "refused-1-axis.npy", VALUES.ravel())
numpy.save(ARRAYS / "refused-empty.npy", VALUES[:0])
numpy.save(ARRAYS / "refused-complex.npy", VALUES.astype("c8"))
numpy.save(ARRAYS / "refused-text.npy", VALUES.astype("U2"))
numpy.save(ARRAYS / "refused-records.npy", numpy.zeros((2, 3), [("a", "f4"), ("b", "i2")]))
numpy.save(ARRAYS / "refused-objects.npy", numpy.full((2, 3), None))

PICTURES.mkdir(exist_ok=True)
grey = Image.fromarray(PICTURE.astype("u1"))
grey.save(PICTURES / "grey-8.png")
Image.fromarray((PICTURE * 257 - PICTURE // 3).astype("u2")).save(PICTURES / "grey-16.png")
Image.fromarray(((PICTURE > 99) * 255).astype("u1")).convert("1").save(PICTURES / "grey-1.png")
palette = Image.fromarray((PICTURE % 4).astype("u1"), "P")
palette.putpalette([7, 8, 9, 200, 0, 0, 0, 200, 0, 0, 0, 200])
for bits in (2, 4, 8):
    palette.save(PICTURES / f"palette-{bits}.png", bits=bits)
grey.convert("RGB").save(PICTURES / "colours-grey.png")
grey.convert("RGBA").save(PICTURES / "colours-grey-opaque.png")
grey.convert("LA").save(PICTURES / "grey-opaque.png")
coloured = numpy.stack([PICTURE] * 3, axis=2).astype("u1")
coloured[4, 5, 1] ^= 1
Image.fromarray(coloured).save(PICTURES / "refused-coloured.png")
clear = grey.convert("LA")
clear.putpixel((5, 4), (0, 254))
clear.save(PICTURES / "refused-clear.png")


def with_filters(name, samples, depth, colour, interlaced=0):
    """What Pillow does not write: every filter in turn, and 16 bits per colour. Pillow reads the file again as a check."""
    height, width = samples.shape[:2]
    rows = samples.reshape((height, -1)).astype(">u2" if depth == 16 else "u1").view("u1").reshape((height, -1)).astype(int)
    pixel = rows.shape[1] // width
    left = numpy.pad(rows, ((0, 0), (pixel, 0)))[:, :-pixel]
    above = numpy.pad(rows, ((1, 0), (0, 0)))[:-1]
    corner = numpy.pad(left, ((1, 0), (0, 0)))[:-1]
    guess = left + above - corner
    near = numpy.stack([left, above, corner])
    paeth = numpy.take_along_axis(near, numpy.abs(near - guess).argmin(axis=0)[None], axis=0)[0]
    guesses = numpy.stack([0 * rows, left, above, (left + above) // 2, paeth])
    data = b"".join(bytes([i % 5]) + (rows[i] - guesses[i % 5, i]).astype("u1").tobytes() for i in range(height))
    compressed = zlib.compress(data)

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    path = PICTURES / name
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))
        + chunk(b"tEXt", b"Comment\0what may be passed over") + chunk(b"IDAT", compressed[:50]) + chunk(b"IDAT", compressed[50:]) + chunk(b"IEND", b""))
    if not interlaced:
        read = numpy.asarray(Image.open(path))
        assert (read == (samples >> 8 if samples.ndim == 3 and depth == 16 else samples)).all(), name


WIDE = PICTURE * 257 - PICTURE // 3
with_filters("filters-8.png", PICTURE, 8, 0)
with_filters("filters-16.png", WIDE, 16, 0)
with_filters("filters-colours-8.png", numpy.stack([PICTURE] * 3, axis=2), 8, 2)
with_filters("filters-colours-16.png", numpy.stack([WIDE] * 3, axis=2), 16, 2)
with_filters("refused-interlaced.png", PICTURE, 8, 0, interlaced=1)
