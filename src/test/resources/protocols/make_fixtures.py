"""Writes the compact index files of RegDB and LLCM, and the values that the tests compare with.

Run in this folder with Python 3.11 on the index files as they come with the two data sets. Not part of the build.
  python3 make_fixtures.py REGDB_IDX_FOLDER LLCM_IDX_FOLDER
  ../../../main/resources/protocols/regdb.txt, llcm.txt   what the jar carries; each begins with its own description
  index_checksums.txt   "sha256 name" of each original index file, its lines sorted and joined by line feeds
  llcm_galleries.txt    "modality trial size valid sha256" of each gallery that LLCM's public test script draws: the file
                        names joined by line feeds, and how many queries of the other modality it leaves a match
"""
import hashlib
import pathlib
import random
import re
import sys
from collections import defaultdict

REGDB = re.compile(r"(?P<folder>Visible|Thermal)/(?P<id>\d+)/(?P<view>[a-z]+_[a-z]+)_(?P<letter>[vt])_(?P<frame>\d{5})_\2\.bmp")
LLCM = re.compile(r"(?P<mod>vis|nir)/(?P<id>\d{4})/\2_c(?P<cam>\d\d)_s(?P<clip>\d{6})_f(?P<frame>\d+)_\1\.jpg")
RESOURCES = pathlib.Path("../../../main/resources/protocols")
checksums = []


def sha256(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def read(folder, name, pattern):
    """The matches of a file's lines, and the identities in the order of their labels."""
    lines = (folder / name).read_text().split()
    pairs = list(zip(lines[::2], lines[1::2]))
    checksums.append(f"{sha256(sorted(f'{path} {label}' for path, label in pairs))} {name}")
    labels = {}
    matches = []
    for path, label in pairs:
        match = pattern.fullmatch(path)
        assert labels.setdefault(match["id"], int(label)) == int(label)
        matches.append(match)
    assert sorted(labels.values()) == list(range(len(labels)))
    return matches, sorted(labels, key=labels.get)


def regdb(folder):
    views = defaultdict(set)
    frames = defaultdict(set)
    splits = []
    for split in range(1, 11):
        for part in ("train", "test"):
            orders = []
            for modality in ("visible", "thermal"):
                matches, order = read(folder, f"{part}_{modality}_{split}.txt", REGDB)
                orders.append(order)
                for match in matches:
                    views[match["id"]].add(match["view"])
                    frames[match["id"], match["letter"]].add(match["frame"])
            assert orders[0] == orders[1]
            splits.append(f"{part} {split} {' '.join(orders[0])}")
    persons = []
    for person in sorted(views, key=int):
        (view,) = views[person]
        both = (" ".join(sorted(frames[person, letter])) for letter in "vt")
        persons.append(f"person {person} {view} v {' t '.join(both)}")
    head = """\
# RegDB's pictures and its ten splits, out of the index files that come with the set.
# "person ID VIEW v FRAME... t FRAME...": the pictures Visible/ID/VIEW_v_FRAME_ID.bmp and Thermal/ID/VIEW_t_FRAME_ID.bmp.
# "train SPLIT ID...", "test SPLIT ID...": the identities of a part, in the order of their labels from 0.
"""
    (RESOURCES / "regdb.txt").write_text(head + "\n".join(persons + splits) + "\n")


def llcm(folder):
    out = """\
# LLCM's pictures, out of the index files that come with the set, identity by identity in the order of their labels from 0.
# "train ID", "test ID": an identity; then its clips, "MODALITY CAMERA CLIP FRAME...":
# the pictures MODALITY/ID/ID_cCAMERA_sCLIP_fFRAME_MODALITY.jpg.
"""
    pictures = {}
    for part in ("train", "test"):
        clips = defaultdict(list)
        for modality in ("vis", "nir"):
            matches, order = read(folder, f"{part}_{modality}.txt", LLCM)
            pictures[part, modality] = matches
            for m in matches:
                clips[m["id"]].append((modality, m["cam"], m["clip"], m["frame"]))
        for person in order:
            grouped = defaultdict(list)
            for modality, cam, clip, frame in sorted(clips[person]):
                grouped[modality, cam, clip].append(frame)
            out += f"{part} {person}\n"
            for clip, frames in grouped.items():
                out += f"{' '.join(clip)} {' '.join(sorted(frames, key=int))}\n"
    ids = (folder / "test_id.txt").read_text().strip().split(",")
    assert ids == order
    (RESOURCES / "llcm.txt").write_text(out)
    galleries(pictures)


def galleries(pictures):
    """As the public test script: seed, then identity by identity, camera by camera, one choice of the sorted names."""
    lines = []
    for modality, queries in (("vis", "nir"), ("nir", "vis")):
        views = defaultdict(list)
        for match in pictures["test", modality]:
            views[match["id"], match["cam"]].append(match[0].rsplit("/", 1)[1])
        for trial in range(10):
            random.seed(trial)
            drawn = {view: random.choice(sorted(views[view])) for view in sorted(views)}
            valid = sum(
                any(person == match["id"] and cam != match["cam"] for person, cam in drawn)
                for match in pictures["test", queries]
            )
            lines.append(f"{modality} {trial} {len(drawn)} {valid} {sha256(drawn.values())}")
    pathlib.Path("llcm_galleries.txt").write_text("\n".join(lines) + "\n")


regdb(pathlib.Path(sys.argv[1]))
llcm(pathlib.Path(sys.argv[2]))
pathlib.Path("index_checksums.txt").write_text("\n".join(checksums) + "\n")
