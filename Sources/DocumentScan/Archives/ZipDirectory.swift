/// A file inside an archive.
struct ZipPart: Hashable, Sendable {
  /// The name, decoded as UTF-8 with replacement characters where it is not.
  let name: String
  /// Whether the bytes are deflated; else they are stored as they are.
  let isDeflated: Bool
  /// The CRC-32 that the archive states.
  let checksum: UInt32
  /// Where the bytes lie in the archive.
  let range: Range<Int>
  /// The number of bytes when unpacked, as the archive states it.
  let byteCount: Int
}

/// The central directory of a ZIP archive (APPNOTE.TXT 6.3), checked before anything is unpacked.
///
/// Whatever two readers could read in two ways is refused: parts that overlap, names that occur twice, local headers that
/// name something else, encryption, several disks, ZIP64, other methods than stored and deflated.
struct ZipDirectory: Sendable {
  /// The parts in the order of the directory.
  let parts: [ZipPart]
  /// The comment of the archive.
  let comment: String

  private static let endSignature: UInt32 = 0x0605_4B50
  private static let entrySignature: UInt32 = 0x0201_4B50
  private static let localSignature: UInt32 = 0x0403_4B50

  /// The directory of the archive `bytes`.
  init(_ bytes: [UInt8], _ limits: ScanLimits) throws(Unreadable) {
    let end = try Self.endRecord(bytes)
    let count = Int(bytes.short(end + 10))
    guard bytes.short(end + 4) == 0, bytes.short(end + 6) == 0, Int(bytes.short(end + 8)) == count,
      count > 0, count != 0xFFFF
    else { throw .damaged }
    guard count <= limits.parts else { throw .tooLarge }
    comment = String(decoding: bytes[(end + 22)...], as: UTF8.self)
    var position = Int(bytes.long(end + 16))
    var parts: [ZipPart] = []
    for _ in 0..<count {
      guard position + 46 <= end, bytes.long(position) == Self.entrySignature else { throw .damaged }
      parts.append(try Self.part(bytes, at: position, before: end))
      position += 46 + [28, 30, 32].reduce(0) { $0 + Int(bytes.short(position + $1)) }
    }
    guard position <= end else { throw .damaged }
    try Self.check(parts, limits)
    self.parts = parts
  }

  /// The end record whose comment reaches exactly to the end of the archive.
  private static func endRecord(_ bytes: [UInt8]) throws(Unreadable) -> Int {
    guard bytes.count >= 22 else { throw .damaged }
    let first = max(0, bytes.count - 22 - 0xFFFF)
    for offset in stride(from: bytes.count - 22, through: first, by: -1)
    where bytes.long(offset) == endSignature && offset + 22 + Int(bytes.short(offset + 20)) == bytes.count {
      return offset
    }
    throw .damaged
  }

  private static func part(_ bytes: [UInt8], at entry: Int, before end: Int) throws(Unreadable) -> ZipPart {
    let flags = bytes.short(entry + 8)
    let method = bytes.short(entry + 10)
    guard flags & 0x2041 == 0 else { throw .encrypted }
    guard method == 0 || method == 8 else { throw Unreadable("unknown compression") }
    let packed = bytes.long(entry + 20)
    let unpacked = bytes.long(entry + 24)
    let local = bytes.long(entry + 42)
    guard packed != .max, unpacked != .max, local != .max else { throw Unreadable("ZIP64") }
    let nameLength = Int(bytes.short(entry + 28))
    let header = Int(local)
    guard entry + 46 + nameLength <= end, header + 30 <= end, bytes.long(header) == localSignature,
      bytes.short(header + 8) == method
    else { throw .damaged }
    let name = bytes[(entry + 46)..<(entry + 46 + nameLength)]
    let data = header + 30 + Int(bytes.short(header + 26)) + Int(bytes.short(header + 28))
    guard Int(bytes.short(header + 26)) == nameLength, data + Int(packed) <= end,
      bytes[(header + 30)..<(header + 30 + nameLength)] == name, method == 8 || packed == unpacked
    else { throw .damaged }
    return ZipPart(
      name: String(decoding: name, as: UTF8.self), isDeflated: method == 8, checksum: bytes.long(entry + 16),
      range: data..<(data + Int(packed)), byteCount: Int(unpacked))
  }

  private static func check(_ parts: [ZipPart], _ limits: ScanLimits) throws(Unreadable) {
    // Names of parts are equal whatever their case (ISO 29500-2, 6.2.2.3).
    guard Set(parts.map { $0.name.lowercased() }).count == parts.count else { throw .damaged }
    guard parts.allSatisfy({ $0.byteCount <= limits.partBytes }),
      parts.reduce(0, { $0 + $1.byteCount }) <= limits.unpackedBytes
    else { throw .tooLarge }
    // Parts that share their bytes are how a small archive becomes a large one.
    let ranges = parts.map(\.range).filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    for (left, right) in zip(ranges, ranges.dropFirst()) where left.upperBound > right.lowerBound {
      throw .damaged
    }
  }
}

extension [UInt8] {
  /// The little-endian number of 2 bytes at `offset`; 0 beyond the end.
  func short(_ offset: Int) -> UInt16 {
    guard offset >= 0, offset + 2 <= count else { return 0 }
    return UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
  }

  /// The little-endian number of 4 bytes at `offset`; 0 beyond the end.
  func long(_ offset: Int) -> UInt32 { UInt32(short(offset)) | UInt32(short(offset + 2)) << 16 }
}
