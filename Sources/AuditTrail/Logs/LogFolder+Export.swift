public import Cryptography
public import Notation

extension LogFolder {
  /// Writes a bundle into a new directory at `path` (formats, section 10; Documentation/bundle.md).
  ///
  /// It holds the newest note, older notes, the tiles of all its leaves, which prove that the tree only grew; the bodies of
  /// the tender and of no tender, sealed ones as `order.view` may see them; the receipt of each of these bodies under the newest note; their secrets; and those of `blobs` that these bodies name, or a message that is
  /// such a blob. Erased bodies are left out. The same log and order give the same bytes.
  ///
  /// - Throws: `NOT_SIGNED` without a note; `NOT_PUBLISHED` when the stage hides leaves whose secret no leaf published;
  ///   `BASE_SEES_MORE` when an earlier bundle was cut for who may see more, so that its reader would miss what this one does not
  ///   repeat; `NO_SECURITY` when neither notice nor order names the profile, `OTHER_SECURITY` when they differ; faults of the writer.
  public func export(
    to path: String, _ order: BundleOrder, blobs: Set<Digest> = [],
    reading blob: (Digest) throws(Fault) -> [UInt8] = { _ throws(Fault) in [] }
  ) throws(Fault) -> Manifest {
    try LogSnapshot(log: log, notes: notes, secrets: files.readSecrets())
      .export(to: path, order, blobs: blobs, reading: blob)
  }
}
