package import AuditTrail
internal import Cryptography
package import Notation

extension Journal {
  /// Writes a bundle into a new directory at `path`, as `order` has it (formats, section 10; Documentation/bundle.md).
  ///
  /// Everything is of one snapshot; the same journal and order give the same bytes.
  ///
  /// - Throws: as `LogFolder.export`; what is wrong with a stored leaf, body or note; `CORRUPT_BLOB`.
  @discardableResult
  package nonisolated func export(_ order: BundleOrder, to path: String) throws(Fault) -> Manifest {
    try StoredSnapshot(store.pool, identity.checkpointKeys).export(order, from: blobs, to: path)
  }
}

extension Fault {
  /// The fault of a blob that is missing, or has other bytes than its name says.
  static func corruptBlob(_ digest: Digest) -> Fault {
    let name = Hexadecimal.text(digest.bytes)
    return .damaged(
      .corruptBlob, Wording("the blob \(name) is missing or another one", "文件 \(name) 缺失或已改变"))
  }
}

extension Fault.Code {
  /// A blob is missing or damaged.
  package static let corruptBlob = Fault.Code("CORRUPT_BLOB")
}
