internal import AuditTrail
internal import Cryptography
internal import Glibc
internal import Notation
internal import SystemPackage

/// The documents and envelopes that bodies name by their digests, one file each (formats, section 10).
///
/// A file has its name only when it is whole and on the disk; a command that names it commits later. What no committed body
/// needs is swept when a writer opens the journal.
struct BlobFolder: Sendable {
  private let folder: FilePath

  init(_ folder: FilePath) { self.folder = folder }

  /// Keeps `bytes` durably, under the digest that they have.
  func keep(_ bytes: [UInt8]) throws(Fault) -> Digest {
    let digest = DigestContext.sha256(bytes)
    let path = path(of: digest)
    if try read(digest) == bytes { return digest }
    // A damaged file of that name is replaced: its content is known again.
    try DurableFile.replace(path, with: bytes, permissions: .ownerReadWrite)
    return digest
  }

  /// The bytes of a blob; nil when there is none.
  func read(_ digest: Digest) throws(Fault) -> [UInt8]? {
    try DurableFile.read(path(of: digest), atMost: Self.maximumByteCount)
  }

  /// Removes every file but the blobs in `kept`.
  func sweep(keeping kept: Set<Digest>) throws(Fault) {
    guard let directory = opendir(folder.string) else { throw .fileFailure(folder, Errno(rawValue: errno)) }
    defer { closedir(directory) }
    let names = Set(kept.map { Hexadecimal.text($0.bytes) })
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != "..", !names.contains(name) else { continue }
      let path = folder.appending(name)
      guard unlink(path.string) == 0 else { throw .fileFailure(path, Errno(rawValue: errno)) }
    }
  }

  func path(of digest: Digest) -> FilePath { folder.appending(Hexadecimal.text(digest.bytes)) }

  /// The most bytes of a blob that are read: 1 GiB.
  static let maximumByteCount = 1 << 30
}
