"""The directory of a bundle and its manifest (bundle, first section; formats, section 10)."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from encoding import Malformed, decode
from verdict import Check

MANIFEST = {"base": "text", "files": [{"path": "text", "sha256": 32, "size": "int"}], "log": "text",
            "security": "text", "size": "int", "stage": "text", "tender": "id", "v": "v1",
            "view": "text"}
STAGES = ("notice", "opening", "price", "lock", "award")
SECURITY = ("training", "platform", "full")
VIEWS = ("public", "bidder", "supervisor", "auditor")
MOST_FILES, MOST_BYTES = 1_000_000, 1 << 30
_PATH = re.compile(
    r"(?:log/checkpoint|log/checkpoints/(?:0|[1-9][0-9]{0,15})|bodies\.ndjson|keys\.json"
    r"|log/tile/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)(?:/x[0-9]{3})*/[0-9]{3}(?:\.p/[1-9][0-9]{0,2})?"
    r"|proofs/(?:0|[1-9][0-9]{0,15})\.tlog-proof|blobs/[0-9a-f]{64})\Z")


class Unreadable(Exception):
    """The directory itself cannot be read."""


@dataclass
class Bundle:
    """One directory: its manifest, and the files that may be read."""

    directory: Path
    manifest: dict = field(default_factory=dict)
    digest: str = ""
    files: dict[str, int] = field(default_factory=dict)

    def read(self, path: str, limit: int) -> bytes | None:
        """The bytes of a listed regular file, None where there is none."""
        if path not in self.files:
            return None
        if self.files[path] > limit:
            raise Malformed(f"{path} has {self.files[path]} bytes, more than {limit}")
        with open(self.directory / path, "rb") as stream:
            return stream.read(limit + 1)[:self.files[path]]

    def under(self, prefix: str) -> list[str]:
        return sorted(path for path in self.files if path.startswith(prefix))


def _shown(path: str) -> str:
    """A path that may be no text."""
    return path.encode("utf-8", "replace").decode()


def _on_disk(directory: Path, check: Check) -> dict[str, int]:
    """Every regular file and its size; links and other things are named and never followed."""
    found: dict[str, int] = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            entries = sorted(os.scandir(directory / prefix), key=lambda entry: entry.name)
        except OSError as error:
            raise Unreadable(f"{directory / prefix}: {error.strerror}") from None
        if not entries and prefix:
            check.bad("{path} is an empty directory", path=_shown(prefix))
        for entry in entries:
            path = f"{prefix}{entry.name}"
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode) and path.count("/") < 12:
                waiting.append(path + "/")
            elif stat.S_ISREG(status.st_mode):
                found[path] = status.st_size
            else:
                check.bad("{path} is a link or no regular file", path=_shown(path))
            if len(found) > MOST_FILES:
                raise Unreadable(f"{directory}: more than {MOST_FILES} files")
    return found


def _digest(path: Path) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_files(bundle: Bundle, disk: dict[str, int], check: Check) -> None:
    for item in bundle.manifest["files"]:
        path = item["path"]
        say = check.about(path=path)
        if not say.require(path in disk, "{path} is listed and missing"):
            continue
        if disk[path] > MOST_BYTES:
            say.cannot("{path} is larger than this verifier reads")
        else:
            bundle.files[path] = disk[path]
            if disk[path] != item["size"] or _digest(bundle.directory / path) != item["sha256"]:
                say.bad("{path} has other bytes than the manifest says")
        if path.startswith("blobs/"):
            say.require(path[6:] == item["sha256"], "{path} is not named after its bytes")
    listed = {item["path"] for item in bundle.manifest["files"]}
    for path in sorted(set(disk) - listed - {"manifest.json"}):
        check.bad("{path} is not listed", path=_shown(path))


def _sound(manifest: dict, check: Check) -> bool:
    """Whether a manifest lists only what a bundle may hold; under another nothing is read."""
    paths = [item["path"] for item in manifest["files"]]
    sound = check.require(paths == sorted(set(paths)),
                          "the paths of the manifest are not sorted, or one stands twice")
    for name, allowed in (("stage", STAGES), ("security", SECURITY), ("view", VIEWS)):
        sound &= check.require(manifest[name] in allowed, "the manifest has an unknown {name}",
                               name=name)
    for path in paths:
        sound &= check.require(_PATH.match(path) is not None,
                               "the manifest lists {path}, no path of a bundle", path=path[:200])
    return sound


def open_bundle(directory: str, check: Check) -> Bundle:
    """A bundle whose files are compared with its manifest; without a manifest it has no files."""
    bundle = Bundle(Path(directory))
    disk = _on_disk(bundle.directory, check)
    if not check.require("manifest.json" in disk, "manifest.json is missing"):
        return bundle
    try:
        bundle.files["manifest.json"] = disk["manifest.json"]
        data = bundle.read("manifest.json", 1 << 28) or b""
        manifest = decode(data, 1 << 28, MANIFEST)
    except Malformed as error:
        check.bad("manifest.json: {error}", error=error)
        return bundle
    if not _sound(manifest, check):
        return bundle
    bundle.manifest, bundle.digest = manifest, hashlib.sha256(data).hexdigest()
    _check_files(bundle, disk, check)
    for path in ("log/checkpoint", "keys.json"):
        check.require(path in bundle.files, "{path} is not in the bundle", path=path)
    return bundle


def check_chain(bundles: list[Bundle], check: Check) -> None:
    """Each later bundle names the manifest of the one before it."""
    if bundles[0].manifest and bundles[0].manifest["base"] != "-":
        check.cannot("the first bundle builds on an earlier one that was not given")
    for earlier, later in zip(bundles, bundles[1:]):
        old, new = earlier.manifest, later.manifest
        if not old or not new:
            continue
        say = check.about(path=later.directory.name)
        say.require(new["base"] == earlier.digest, "{path} does not build on the bundle before it")
        say.require(all(new[name] == old[name] for name in ("log", "tender", "security")),
                    "{path} is of another log, tender or security")
        later_stage = STAGES.index(new["stage"]) >= STAGES.index(old["stage"])
        say.require(new["size"] >= old["size"] and later_stage,
                    "{path} is smaller or of an earlier stage than the bundle before it")
