"""Makes the NIfTI fixtures with nibabel 5.0 (Debian: python3-nibabel). Voxel (i, j, k) of frame t holds i + 5 j + 20 k + 60 t; sizes are 5×4×3."""
import pathlib

import nibabel
import numpy

OUT = pathlib.Path(__file__).parent / "nifti"
VALUES = numpy.arange(60).reshape((5, 4, 3), order="F")
# A turn about an oblique axis with three spacings, and a sheared map.
ANGLE = 0.4
TURN = numpy.array([[numpy.cos(ANGLE), -numpy.sin(ANGLE), 0], [numpy.sin(ANGLE), numpy.cos(ANGLE), 0], [0, 0, 1]]) @ numpy.array(
    [[1, 0, 0], [0, 0.8, -0.6], [0, 0.6, 0.8]])
OBLIQUE = numpy.eye(4)
OBLIQUE[:3, :3] = TURN * [0.5, 0.75, 2.5]
OBLIQUE[:3, 3] = [-12.5, 30.25, 7]
SHEARED = OBLIQUE.copy()
SHEARED[0, 2] += 0.5


def save(name, values, affine=OBLIQUE, kind=nibabel.Nifti1Image, order="<", change=None):
    header = kind.header_class(endianness=order)
    header.set_data_dtype(numpy.asarray(values).dtype.newbyteorder(order))
    image = kind(values, affine, header)
    if change:
        change(image)
    nibabel.save(image, OUT / name)


def only_quaternion(image):
    image.set_qform(OBLIQUE if numpy.linalg.det(image.affine) > 0 else image.affine, 1)
    image.set_sform(None, 0)


def only_steps(image):
    image.set_qform(None, 0)
    image.set_sform(None, 0)


def metres(image):
    image.header.set_xyzt_units("meter", "sec")


OUT.mkdir(exist_ok=True)
for code in ("u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"):
    for word, order in (("little", "<"), ("big", ">")):
        save(f"{code}-{word}.nii", VALUES.astype(code), order=order)
save("compressed.nii.gz", VALUES.astype("i2"))
save("second.nii", VALUES.astype("f4"), kind=nibabel.Nifti2Image)
save("second-big.nii.gz", VALUES.astype("i2"), kind=nibabel.Nifti2Image, order=">")
save("pair.img", VALUES.astype("i2"), kind=nibabel.Nifti1Pair)
save("quaternion.nii", VALUES.astype("i2"), change=only_quaternion)
MIRRORED = OBLIQUE @ numpy.diag([-1, 1, 1, 1])
save("quaternion-mirrored.nii", VALUES.astype("i2"), affine=MIRRORED, change=only_quaternion)
save("steps.nii", VALUES.astype("i2"), change=only_steps)
save("sheared.nii", VALUES.astype("i2"), affine=SHEARED)
save("frames.nii", numpy.stack([VALUES, VALUES + 60], axis=3).astype("i2"))
save("slice.nii", VALUES[:, :, 0].astype("i2"))
save("metres.nii", VALUES.astype("i2"), affine=OBLIQUE @ numpy.diag([0.001, 0.001, 0.001, 1]), change=metres)
save("complex.nii", VALUES.astype("c8"))
# nibabel scales on its own when it saves; the fields are set in the file.
plain = bytearray((OUT / "i2-little.nii").read_bytes())
plain[112:120] = numpy.array([0.5, -3], "<f4").tobytes()
(OUT / "scaled.nii").write_bytes(plain)
