"""Makes the HDF5 fixtures with h5py: files that this project's own writer cannot make."""
import h5py
import numpy as np

a = np.arange(24).reshape(2, 3, 4)

with h5py.File("number-types.h5", "w", libver="earliest") as f:
    for t in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
        for order, name in (("<", "little"), (">", "big")):
            f.create_dataset(f"{t}_{name}", data=a.astype(order + t))
    f["bool"] = a % 2 == 1
    f.create_dataset("f4_big_chunked", data=a.astype(">f4"), chunks=(2, 2, 3), compression="gzip", shuffle=True, fletcher32=True)
    f.create_dataset("f4_chunked", data=a.astype("<f4"), chunks=(1, 2, 3), compression="gzip", shuffle=True)
    f.create_dataset("u1_chunked", data=a.astype("u1"), chunks=(1, 2, 3), compression="gzip")

with h5py.File("refused.h5", "w", libver="earliest") as f:
    good = a.astype("f4")
    f["good"] = good
    f["empty"] = np.zeros((0, 3, 4), "f4")
    f["null"] = h5py.Empty("f4")
    f["scalar"] = 3.0
    f["text"] = "abc"
    f["rank_1"] = np.zeros(4, "f4")
    f["rank_4"] = np.zeros((1, 2, 3, 4), "f4")
    f.create_dataset("never_written", shape=(100, 100, 100), dtype="f4")
    f.create_dataset("enormous", shape=(100000, 100000), dtype="f4", chunks=(10, 10), compression="gzip")
    f.create_dataset("unlikely", shape=(600, 600, 600), dtype="f4", chunks=(10, 10, 10), compression="gzip")
    f.create_dataset("unknown_filter", data=good, chunks=(1, 2, 3), compression="lzf")
    f["not_finite"] = np.where(a == 6, np.nan, np.where(a == 23, np.inf, good))
    f["too_large_for_float"] = np.full((2, 3, 4), 1e300)
    f["negative"] = np.where(a == 12, -1, a)
    f["above_255"] = np.where(a == 13, 256, a)
    f["fractional"] = np.where(a == 14, 0.5, a)
    f["other_shape"] = np.zeros((2, 3, 5), "u1")
    f["zero_spacing"] = good
    f["zero_spacing"].attrs["spacing"] = np.array([1.0, 0.0, 1.0])
    f["short_spacing"] = good
    f["short_spacing"].attrs["spacing"] = np.array([1.0, 1.0])
    f["group/inside"] = good
    f["dead_link"] = h5py.SoftLink("/nothing")
    f["circular_link"] = h5py.SoftLink("/circular_link")
    f["external_link"] = h5py.ExternalLink("elsewhere.h5", "/image")

with h5py.File("latest-format.h5", "w", libver="latest") as f:
    f.create_dataset("image", data=a.astype("f4"), chunks=(1, 2, 3), compression="gzip")
    f["image"].attrs["spacing"] = np.array([0.5, 1.0, 2.0], "f4")
    f["label"] = (a % 3).astype("u1")
