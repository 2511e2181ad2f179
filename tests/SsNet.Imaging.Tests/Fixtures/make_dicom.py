"""Makes the DICOM fixtures with pydicom 2.3 and DCMTK 3.6 (Debian: python3-pydicom, dcmtk): folders of small series.

Pixel (slice k, row j, column i) holds 48 k + 8 j + i unless said otherwise; slices have 6 rows and 8 columns, series have 4 slices.
Rows are 0.75 mm apart, columns 0.5 mm, slices 2.5 mm; the first pixel is at (-12.5, 30.25, 7)."""
import pathlib
import shutil
import subprocess

import numpy
import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence

OUT = pathlib.Path(__file__).parent / "dicom"
ROOT = "1.2.826.0.1.3680043.10.999."
EXPLICIT = "1.2.840.10008.1.2.1"
VALUES = numpy.arange(192).reshape(4, 6, 8)
ORIGIN = numpy.array([-12.5, 30.25, 7])
STRAIGHT = numpy.eye(3)
SIN, COS = numpy.sin(0.4), numpy.cos(0.4)
# Columns: along a row, along a column, across.
TURNED = numpy.array([[COS, -0.8 * SIN, 0.6 * SIN], [SIN, 0.8 * COS, -0.6 * COS], [0, 0.6, 0.8]])


def text(values):
    # 16 characters are all that a decimal string holds.
    return [f"{value:.10f}"[:16] for value in numpy.ravel(values)]


def item(**elements):
    data = Dataset()
    for name, value in elements.items():
        setattr(data, name, value)
    return data


def image(values, series=1, sop="1.2.840.10008.5.1.4.1.1.4", bits=16, stored=None, signed=False, **elements):
    uid = f"{ROOT}{series}.{image.count}"
    image.count += 1
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop
    meta.MediaStorageSOPInstanceUID = uid
    meta.TransferSyntaxUID = EXPLICIT
    data = FileDataset("", {}, file_meta=meta, preamble=bytes(128))
    data.is_little_endian, data.is_implicit_VR = True, False
    data.SOPClassUID, data.SOPInstanceUID = sop, uid
    data.StudyInstanceUID, data.SeriesInstanceUID = ROOT + "0", f"{ROOT}{series}"
    data.Modality, data.SeriesDescription = "MR", f"series {series}"
    data.PatientName, data.PatientID = "Phantom", "1"
    # Nested sequences, among them an icon with pixels of its own, and private elements.
    deep = item(CodeValue="1", PurposeOfReferenceCodeSequence=Sequence([item(CodeValue="2", Rows=99)]))
    data.ReferencedStudySequence = Sequence([item(ReferencedSOPInstanceUID=ROOT + "9", ReferencedSeriesSequence=Sequence([deep])), Dataset()])
    icon = item(Rows=1, Columns=2, BitsAllocated=8, BitsStored=8, HighBit=7, PixelRepresentation=0, SamplesPerPixel=1, PhotometricInterpretation="MONOCHROME2")
    icon.add_new(0x7FE00010, "OB", b"\1\2")
    data.IconImageSequence = Sequence([icon])
    data.add_new(0x00090010, "LO", "SSNET TEST")
    data.add_new(0x00091001, "UN", b"\xff\xfe\x00\xe0 not an item")
    data.Rows, data.Columns = values.shape[-2:]
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit = bits, stored or bits, (stored or bits) - 1
    data.PixelRepresentation = int(signed)
    kind = f"{'i' if signed else 'u'}{bits // 8}"
    data.add_new(0x7FE00010, "OW" if bits == 16 else "OB", values.astype("<" + kind).tobytes())
    for name, value in elements.items():
        setattr(data, name, value)
    return data


image.count = 1


def series(values=VALUES, axes=STRAIGHT, steps=(0, 2.5, 5, 7.5), shift=0, number=1, **more):
    """One data set per slice; shift moves each slice along its rows, as with a tilted gantry."""
    images = []
    for k, step in enumerate(steps):
        place = ORIGIN + axes @ [shift * k, 0, step]
        images.append(image(values[k], number, PixelSpacing=["0.75", "0.5"], SliceThickness="2", InstanceNumber=str(k + 1),
                            ImageOrientationPatient=text(axes[:, :2].T), ImagePositionPatient=text(place), **more))
    return images


def save(folder, images, names=None):
    place = OUT / folder
    place.mkdir(parents=True, exist_ok=True)
    for k, data in enumerate(images):
        data.save_as(place / (names[k] if names else f"{k + 1}.dcm"), write_like_original=False)


def convert(folder, source, *command):
    (OUT / folder).mkdir()
    for path in sorted((OUT / source).iterdir()):
        subprocess.run([*command, str(path), str(OUT / folder / path.name)], check=True)


def frame(k, t):
    return item(
        FrameContentSequence=Sequence([item(TemporalPositionIndex=t + 1, FrameAcquisitionNumber=1)]),
        PlanePositionSequence=Sequence([item(ImagePositionPatient=text(ORIGIN + TURNED @ [0, 0, 2.5 * k]))]))


def enhanced(values, frames, **more):
    shared = item(
        PlaneOrientationSequence=Sequence([item(ImageOrientationPatient=text(TURNED[:, :2].T))]),
        PixelMeasuresSequence=Sequence([item(PixelSpacing=["0.75", "0.5"], SliceThickness="2")]),
        PixelValueTransformationSequence=Sequence([item(RescaleSlope="2", RescaleIntercept="-5", RescaleType="US")]))
    return image(values, sop="1.2.840.10008.5.1.4.1.1.4.1", NumberOfFrames=str(len(values)), SharedFunctionalGroupsSequence=Sequence([shared]),
                 PerFrameFunctionalGroupsSequence=Sequence(frames), **more)


def fragments(data, uid, *parts):
    data.file_meta.TransferSyntaxUID = uid
    data.PixelData = pydicom.encaps.encapsulate(list(parts))
    data["PixelData"].is_undefined_length = True
    return data


def pack(byte, junk):
    """A byte per pixel as one segment: a run of the first byte where it can be one, literals, and a control byte without meaning."""
    flat, out = bytes(byte.ravel()), bytearray(b"\x80" if junk else b"")
    at = 0
    while at < len(flat):
        run = 1
        while at + run < len(flat) and run < 128 and flat[at + run] == flat[at]:
            run += 1
        out += bytes([257 - run, flat[at]]) if run > 1 else bytes([0, flat[at]])
        at += run
    return bytes(out) + (b"\0" if len(out) % 2 else b"")


def runs(values):
    segments = [pack(values.astype(">u2").view("u1").reshape(-1, 2)[:, part], part == 0) for part in range(2)]
    header = numpy.zeros(16, "<u4")
    header[:3] = [2, 64, 64 + len(segments[0])]
    return header.tobytes() + b"".join(segments)


shutil.rmtree(OUT, ignore_errors=True)
save("explicit", series())
convert("implicit", "explicit", "dcmconv", "+ti")
convert("implicit-open", "explicit", "dcmconv", "+ti", "-e")
convert("explicit-open", "explicit", "dcmconv", "+te", "-e")
convert("deflated", "explicit", "dcmconv", "+td")
convert("big-endian", "explicit", "dcmconv", "+tb")
convert("rle16", "explicit", "dcmcrle")
save("bytes", series(VALUES // 5, bits=8))
convert("rle8", "bytes", "dcmcrle")
save("signed-bytes", series(VALUES - 100, bits=8, signed=True))
# Twelve signed bits, with an overlay in the four above them, and the same twelve bits at the top.
twelve = (VALUES * 20 - 2048) & 0xFFF
save("signed12", series(twelve | (VALUES % 16) << 12, stored=12, PixelRepresentation=1))
save("signed12-top", series(twelve << 4 | VALUES % 16, stored=12, PixelRepresentation=1, HighBit=15))
save("rescaled", series(RescaleSlope="0.5", RescaleIntercept="-3"))
slopes = series()
for k, data in enumerate(slopes):
    data.RescaleSlope, data.RescaleIntercept = str(k + 0.5), str(-k)
save("slopes", slopes)
save("oblique", series(axes=TURNED))
save("tilted", series(shift=0.4))
save("shuffled", series(axes=TURNED), names=["IM0003", "z.dcm", "IM0001", "a.ima"])
(OUT / "shuffled" / "notes.txt").write_text("not an image\n")
(OUT / "shuffled" / "empty.log").write_bytes(b"")
(OUT / "shuffled" / "._z.dcm").write_bytes(b"\0\5\x16\7")
report = image(VALUES[0], sop="1.2.840.10008.5.1.4.1.1.88.11", series=7)
for name in ("Rows", "Columns", "PixelData"):
    delattr(report, name)
save("shuffled", [report], names=["report.dcm"])
directory = image(VALUES[0], sop="1.2.840.10008.1.3.10", series=8)
save("shuffled", [directory], names=["DICOMDIR"])
save("single", series()[2:3])
save("gap", series(steps=(0, 2.5, 7.5, 10)))
save("bent", [*series()[:3], *series(shift=0.4)[3:]])
save("mixed", [*series(), *series(number=2, RescaleSlope="2")[:2]])
save("sizes", [*series()[:2], *series(VALUES[:, :5])[2:]])
save("orientations", [*series()[:2], *series(axes=TURNED)[2:]])
wide = series()
wide[3].PixelSpacing = ["0.75", "0.6"]
save("spacings", wide)
for name, key in (("times", "TemporalPositionIdentifier"), ("acquisitions", "AcquisitionNumber")):
    both = zip(series(VALUES + 192, **{key: "12"}), series(**{key: "2"}))
    save(name, [data for pair in both for data in pair])
save("times-incomplete", [*series(TemporalPositionIdentifier="1"), *series(TemporalPositionIdentifier="2")[:3]])
save("echoes", [*series(), *series(EchoTime="30")])
convert("times-rle", "times", "dcmcrle")
for name, uid in (("jpeg", "1.2.840.10008.1.2.4.70"), ("jpeg-ls", "1.2.840.10008.1.2.4.80"), ("jpeg2000", "1.2.840.10008.1.2.4.90"), ("unknown", ROOT + "77")):
    save(name, [fragments(series()[0], uid, b"\xff\xd8\xff\xd9")])
colour = series(number=4)[0]
colour.SamplesPerPixel, colour.PhotometricInterpretation, colour.PlanarConfiguration = 3, "RGB", 0
colour.BitsAllocated, colour.BitsStored, colour.HighBit, colour.PixelData = 8, 8, 7, bytes(144)
save("colour", [colour])
save("kinds", [*series(), fragments(series(number=3)[0], "1.2.840.10008.1.2.4.70", b"\xff\xd8\xff\xd9"), colour])
for name, element in (("no-position", "ImagePositionPatient"), ("no-orientation", "ImageOrientationPatient"), ("no-spacing", "PixelSpacing"), ("no-pixels", "PixelData")):
    images = series()
    delattr(images[1], element)
    save(name, images)
table = series()[0]
table.ModalityLUTSequence = Sequence([item(ModalityLUTType="US")])
save("table", [table])
words = series()[0]
words.BitsAllocated, words.BitsStored, words.HighBit, words.PixelData = 32, 32, 31, bytes(192)
save("words", [words])
save("frames-without-places", [image(VALUES, NumberOfFrames="4")])
# Two time points of four slices, frames in no order.
order = [(2, 1), (0, 0), (3, 1), (1, 0), (0, 1), (3, 0), (1, 1), (2, 0)]
both = numpy.stack([VALUES[k] + 192 * t for k, t in order])
save("enhanced", [enhanced(both, [frame(k, t) for k, t in order])])
save("enhanced-rle", [fragments(enhanced(both, [frame(k, t) for k, t in order]), "1.2.840.10008.1.2.5", *[runs(one) for one in both])])
(OUT / "old").mkdir()
raw = (OUT / "implicit" / "1.dcm").read_bytes()
meta = 144 + int.from_bytes(raw[140:144], "little")
(OUT / "old" / "IM1").write_bytes(raw[meta:])
(OUT / "not-dicom").mkdir()
(OUT / "not-dicom" / "1.dcm").write_text("not an image\n")
(OUT / "nothing").mkdir()
(OUT / "nothing" / "notes.txt").write_text("not an image\n")
