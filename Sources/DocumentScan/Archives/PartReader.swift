internal import Notation

/// Unpacks parts of an archive with gzip, which checks length and checksum.
///
/// A deflated part between the head and the tail of RFC 1952 is a gzip file; so no name of the archive ever reaches a tool
/// or the file system, and nothing but the part is unpacked.
struct PartReader: Sendable {
  let archive: [UInt8]
  let workshop: Workshop

  private static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

  /// The bytes of `part`.
  ///
  /// - Throws: `Unreadable` when they are not what the archive says; `Fault` when gzip is not installed.
  func bytes(of part: ZipPart) async throws -> [UInt8] {
    guard part.isDeflated else { return Array(archive[part.range]) }
    var packed = Self.head + archive[part.range]
    for shift in [0, 8, 16, 24] { packed.append(UInt8(truncatingIfNeeded: part.checksum >> UInt32(shift))) }
    for shift in [0, 8, 16, 24] { packed.append(UInt8(truncatingIfNeeded: part.byteCount >> shift)) }
    let path = try workshop.store(part: packed)
    let run = try await workshop.run(.gzip, ["-dc", path], outputLimit: part.byteCount)
    guard run.status == 0, run.output.count == part.byteCount else { throw Unreadable.damaged }
    return run.output
  }
}
