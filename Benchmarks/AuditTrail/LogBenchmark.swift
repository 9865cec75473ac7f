import AuditTrail
import Cryptography
import Notation
import Reference

/// What a log costs: verifying it whole, appending to it, and checking receipts.
enum LogBenchmark {
  static let leafCount = 1_000_000

  /// Verifies a whole log against one fetched EVP call a message of the same sizes.
  static func verification() throws {
    let bundles = try SampleLog.entryBundles(leafCount)
    let parsed = try bundles.map { try EntryBundle(parsing: $0, width: width($0)) }
    var counts: [Int: Int] = [:]
    for bundle in parsed { for range in bundle.ranges { counts[range.count, default: 0] += 1 } }
    let floor = {
      for (size, count) in counts { keep(UInt64(reference_digests(count, size + 1))) }
      keep(UInt64(reference_digests(leafCount - 1, 65)))
    }
    let hashing = Measurement(
      ours: {
        var hasher = TreeHasher()
        var frontier = TreeFrontier()
        for bundle in parsed {
          for position in bundle.ranges.indices {
            frontier.append(bundle.leafHash(at: position, using: &hasher), using: &hasher)
          }
        }
        keep(frontier.root(using: &hasher).leadingWord)
      }, floor: floor)
    let sizes = "\(counts.keys.min() ?? 0)-\(counts.keys.max() ?? 0)"
    print(
      "hashing \(leafCount) leaves of \(sizes) bytes and their nodes: \(hashing.ours.text(3)) s; "
        + "one EVP call a message \(hashing.floor.text(3)) s; share \(hashing.share.text(2))")
    let whole = try Measurement(
      ours: {
        var hasher = TreeHasher()
        var builder = TileBuilder()
        for bytes in bundles {
          let bundle = try EntryBundle(parsing: bytes, width: width(bytes))
          for entry in bundle.entries {
            let leaf = try Leaf(parsing: entry)
            guard leaf.index == builder.size else { throw SampleLog.Missing() }
            for tile in try builder.append(entry, using: &hasher) { keep(UInt64(tile.bytes.count)) }
          }
        }
        keep(builder.root(using: &hasher).leadingWord)
      }, floor: floor)
    print(
      "full verification from bundles of entries (reading leaves, hashing, tiles): \(whole.ours.text(3)) s, "
        + "\(Int(Double(leafCount) / whole.ours)) leaves/s; EVP calls alone \(whole.floor.text(3)) s; "
        + "share \(whole.share.text(2))")
  }

  /// How many entries a bundle holds.
  private static func width(_ bundle: [UInt8]) -> Int {
    var (width, position) = (0, 0)
    while position + 1 < bundle.count {
      position += 2 + (Int(bundle[position]) << 8 | Int(bundle[position + 1]))
      width += 1
    }
    return width
  }

  /// Appends leaves to a log in memory.
  static func appending() throws {
    let count = 100_000
    let bodies = try (0..<count).map(SampleLog.body)
    let bodySize = bodies[count / 2].bytes.count
    var log = try Log(origin: SampleLog.origin())
    try SampleLog.append(bodies[0], 0, to: &log)
    let leafSize = log.entries[0].leaf.count
    let floor = {
      // The body after its label and salt, the leaf, one node.
      keep(UInt64(reference_digests(count, 21 + Body.saltByteCount + bodySize)))
      keep(UInt64(reference_digests(count, leafSize + 1)))
      keep(UInt64(reference_digests(count, 65)))
    }
    let ready = try Measurement(
      ours: {
        var log = try Log(origin: SampleLog.origin())
        for (index, body) in bodies.enumerated() { try SampleLog.append(body, index, to: &log) }
        keep(log.tree.root.leadingWord)
      }, floor: floor)
    report("appends in memory, bodies written before", count, ready)
    let written = try Measurement(
      ours: {
        var log = try Log(origin: SampleLog.origin())
        for index in 0..<count { try SampleLog.append(SampleLog.body(index), index, to: &log) }
        keep(log.tree.root.leadingWord)
      }, floor: floor)
    report("appends in memory with their bodies' canonical bytes", count, written)
  }

  private static func report(_ what: String, _ count: Int, _ measured: Measurement) {
    print(
      "\(what): \(Int(Double(count) / measured.ours))/s; SHA-256 of the same messages \(measured.floor.text(3)) s "
        + "of \(measured.ours.text(3)) s; \((measured.ours / measured.floor).text(2)) times as long")
  }

  /// Makes and checks receipts, against the Ed25519 verification in each.
  static func receipts() throws {
    let count = 5_000
    var log = try Log(origin: SampleLog.origin())
    for index in 0..<count { try SampleLog.append(SampleLog.body(index), index, to: &log) }
    let signer = try SampleLog.signer()
    let note = try log.checkpoint(signedBy: [signer])
    let keys = try CheckpointKeys(log: signer.noteKey)
    let files = try (0..<UInt64(count)).map { try log.receipt(of: $0, under: note).bytes }
    let measured = try Measurement(
      ours: {
        for file in files {
          guard ReceiptVerdict(try Receipt(parsing: file), keys: keys).isGood else {
            throw SampleLog.Missing()
          }
        }
      },
      floor: {
        for _ in files {
          guard signer.noteKey.key.isValid(note.signatures[0].bytes, for: note.text) else {
            throw SampleLog.Missing()
          }
        }
      })
    print(
      "receipts read and checked: \(Int(Double(count) / measured.ours))/s; Ed25519 verification alone "
        + "\(Int(Double(count) / measured.floor))/s; share \(measured.share.text(2))")
  }
}
