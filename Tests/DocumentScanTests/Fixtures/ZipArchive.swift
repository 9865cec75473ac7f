import TestSupport
import Testing

/// A ZIP archive that is written byte by byte, so that a test can write wrong ones too.
struct ZipArchive {
  struct Entry {
    let name: String
    var packed: [UInt8]
    var method: UInt16 = 0
    var checksum: UInt32 = 0
    var byteCount: Int
    var flags: UInt16 = 0
    /// The name in the local header, where it is another one.
    var localName: String?
    /// Where the directory says the entry is, which then is not written there.
    var offset: Int?
  }

  var entries: [Entry] = []
  var comment = ""

  mutating func store(_ name: String, _ bytes: [UInt8]) {
    entries.append(Entry(name: name, packed: bytes, byteCount: bytes.count))
  }

  mutating func store(_ name: String, _ text: String) { store(name, Array(text.utf8)) }

  /// Adds a part that gzip has packed.
  mutating func deflate(_ name: String, _ bytes: [UInt8]) async throws {
    let run = try await Program(path: "/usr/bin/gzip").run(["-9nc"], input: bytes)
    try #require(run.status == 0)
    // A head of 10 bytes, a tail of checksum and length: RFC 1952.
    let tail = run.output.suffix(8)
    let checksum = tail.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    entries.append(
      Entry(
        name: name, packed: Array(run.output.dropFirst(10).dropLast(8)), method: 8, checksum: checksum,
        byteCount: bytes.count))
  }

  /// The bytes of the archive.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = entry.offset ?? bytes.count
      let name = Array(entry.name.utf8)
      let local = Array((entry.localName ?? entry.name).utf8)
      let sizes =
        Self.number(entry.checksum, 4) + Self.number(entry.packed.count, 4) + Self.number(entry.byteCount, 4)
      let version: [UInt8] = Self.number(20, 2)
      let method = Self.number(entry.flags, 2) + Self.number(entry.method, 2) + Self.number(0, 4)
      if entry.offset == nil {
        bytes += Self.number(0x0403_4B50, 4) + version + method + sizes
        bytes += Self.number(local.count, 2) + Self.number(0, 2) + local + entry.packed
      }
      directory += Self.number(0x0201_4B50, 4) + version + version + method + sizes
      directory +=
        Self.number(name.count, 2) + [UInt8](repeating: 0, count: 12) + Self.number(offset, 4) + name
    }
    let start = bytes.count
    let count = Self.number(entries.count, 2)
    bytes += directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + count + count
    bytes += Self.number(directory.count, 4) + Self.number(start, 4)
    return bytes + Self.number(comment.utf8.count, 2) + Array(comment.utf8)
  }

  /// How many bytes the directory and the end record of `archive` take.
  static func tailByteCount(_ archive: ZipArchive) -> Int {
    archive.entries.reduce(22 + archive.comment.utf8.count) { $0 + 46 + $1.name.utf8.count }
  }

  private static func number(_ number: some BinaryInteger, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
