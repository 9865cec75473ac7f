import AuditTrail
import Cryptography
import Evaluation
import Foundation
import Marketplace
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

/// A tampering, on the store, on a bundle, and by an operator that signs anew; nil where there is no such thing.
struct Tampering: Sendable {
  let name: String
  var store: (@Sendable (TamperedStore) throws -> Void)?
  var bundle: (@Sendable (inout TamperedBundle) throws -> Void)?
  var signed: (@Sendable (inout RewrittenLog) throws -> Void)?

  /// Whoever can write files.
  static let ofFiles: [Tampering] = leaves + bodies + nodes + notes + files + manifests

  private static let leaves = [
    Tampering(name: "leaf flipped") {
      try $0.flip("leaf", "bytes", "seq = 9")
    } bundle: {
      try $0.edit("log/tile/entries/") { $0[60] ^= 1 }
    },
    Tampering(name: "leaf removed") {
      try $0.run("DELETE FROM leaf WHERE seq = 9")
    } bundle: {
      try $0.editEntries { $0.remove(at: 9) }
    },
    Tampering(name: "leaf added") {
      try $0.run(
        "INSERT INTO leaf SELECT (SELECT max(seq) + 1 FROM leaf), bytes, hash FROM leaf WHERE seq = 9")
    } bundle: {
      try $0.editEntries { $0.append($0[9]) }
    },
    Tampering(name: "leaves reordered") {
      try $0.swap("leaf", ["bytes", "hash"], "seq", "9", "10")
    } bundle: {
      try $0.editEntries { $0.swapAt(9, 10) }
    },
  ]

  private static let bodies = [
    Tampering(name: "body flipped") {
      try $0.flip("body", "bytes", "seq = 40")
    } bundle: {
      try $0.editLine(40) { $0.replacing("\"at\\\":1", with: "\"at\\\":2") }
    },
    Tampering(name: "body removed") {
      try $0.run("DELETE FROM body WHERE seq = 40")
    } bundle: {
      try $0.editLines { $0.remove(at: 40) }
    },
    Tampering(name: "body added") {
      try $0.run(
        "INSERT INTO body SELECT (SELECT max(seq) + 1 FROM body), salt, bytes, r, tender, stage FROM body WHERE seq = 40"
      )
    } bundle: {
      try $0.editLines { lines in
        let number = lines.count
        lines.append(lines[40].replacing("\"seq\":40", with: "\"seq\":\(number)"))
      }
    },
    Tampering(name: "bodies reordered") {
      try $0.swap("body", ["bytes"], "seq", "9", "10")
    } bundle: {
      try $0.editLines { $0.swapAt(9, 10) }
    },
    Tampering(name: "salt flipped") {
      try $0.flip("body", "salt", "seq = 9")
    } bundle: {
      try $0.editLine(9) {
        $0.replacing("\"salt\":\"", with: "\"salt\":\"00").replacing("00\",\"seq", with: "\",\"seq")
      }
    },
    Tampering(
      name: "salts reordered", store: { try $0.swap("body", ["salt"], "seq", "9", "10") }, bundle: nil),
  ]

  private static let nodes = [
    Tampering(name: "node flipped") {
      try $0.flip("node", "hash", "level = 1 AND position = 1")
    } bundle: {
      try $0.edit("log/tile/0/") { $0[40] ^= 1 }
    },
    Tampering(name: "node removed") {
      try $0.run("DELETE FROM node WHERE level = 1 AND position = 1")
    } bundle: {
      try $0.edit("log/tile/0/") { $0.removeLast(32) }
    },
    Tampering(name: "node added") {
      try $0.run("INSERT INTO node VALUES (1, 999, zeroblob(32))")
    } bundle: {
      try $0.edit("log/tile/0/") { $0 += [UInt8](repeating: 0, count: 32) }
    },
    Tampering(name: "nodes reordered") {
      try $0.swap("node", ["hash"], "level * 1000 + position", "1001", "1002")
    } bundle: {
      try $0.edit("log/tile/0/") { $0 = Array($0[32..<64] + $0[..<32] + $0[64...]) }
    },
  ]

  private static let notes = [
    Tampering(name: "checkpoint flipped") {
      try $0.flip("checkpoint", "note", "size = (SELECT max(size) FROM checkpoint)")
    } bundle: {
      try $0.edit("log/checkpoint") { $0[$0.count - 9] ^= 1 }
    },
    Tampering(name: "checkpoint removed") {
      try $0.run("DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)")
    } bundle: {
      $0["log/checkpoint"] = nil
    },
    Tampering(name: "checkpoint added") {
      try $0.run(
        "INSERT INTO checkpoint SELECT size + 1, root, note FROM checkpoint ORDER BY size DESC LIMIT 1")
    } bundle: {
      $0["log/checkpoints/7"] = $0["log/checkpoint"]
    },
    Tampering(name: "checkpoints reordered") {
      let (low, high) = ("(SELECT min(size) FROM checkpoint)", "(SELECT max(size) FROM checkpoint)")
      try $0.swap("checkpoint", ["note"], "size", low, high)
    } bundle: {
      try $0.swap("log/checkpoints/")
    },
    Tampering(name: "side file of checkpoints flipped") {
      try $0.edit("checkpoints.notes") { $0[60] ^= 1 }
    } bundle: {
      try $0.edit("log/checkpoints/") { $0[40] ^= 1 }
    },
    Tampering(name: "side file of checkpoints removed") {
      try FileManager.default.removeItem(atPath: $0.path + "/checkpoints.notes")
    } bundle: { bundle in
      for path in bundle.paths("log/checkpoints/") { bundle[path] = nil }
    },
  ]

  private static let files = [
    Tampering(name: "blob flipped") { store in
      try store.edit("blobs/" + store.blob(0)) { $0[0] ^= 1 }
    } bundle: {
      try $0.edit("blobs/") { $0[0] ^= 1 }
    },
    Tampering(name: "blob removed") { store in
      try FileManager.default.removeItem(atPath: store.path + "/blobs/" + store.blob(0))
    } bundle: {
      $0[$0.paths("blobs/")[0]] = nil
    },
    Tampering(name: "blob added") { store in
      let name = Hexadecimal.text(DigestContext.sha256([7]).bytes)
      try Data([7]).write(to: URL(filePath: store.path + "/blobs/" + name))
    } bundle: {
      $0["blobs/" + Hexadecimal.text(DigestContext.sha256([7]).bytes)] = [7]
    },
    Tampering(name: "blobs exchanged") { store in
      let (one, other) = (
        store.path + "/blobs/" + (try store.blob(0)), store.path + "/blobs/" + (try store.blob(1))
      )
      let (first, second) = (
        try Data(contentsOf: URL(filePath: one)), try Data(contentsOf: URL(filePath: other))
      )
      try second.write(to: URL(filePath: one))
      try first.write(to: URL(filePath: other))
    } bundle: {
      try $0.swap("blobs/")
    },
    Tampering(name: "keys flipped") {
      try $0.flip("secret", "secret", "stage = 'award'")
    } bundle: {
      try $0.editKeys { $0.replacing("\"k_b\":\"", with: "\"k_b\":\"ff").replacing("ff0", with: "0") }
    },
    Tampering(name: "keys removed") {
      try $0.run("DELETE FROM secret WHERE stage = 'award'")
    } bundle: {
      $0["keys.json"] = Array(#"{"k_b":[],"released":[],"secrets":[],"v":1}"#.utf8)
    },
    Tampering(name: "keys reordered") {
      try $0.swap("secret", ["secret"], "stage", "'award'", "'opening'")
    } bundle: {
      try $0.editKeys { $0.replacing("\"stage\":\"award\"", with: "\"stage\":\"lock\"") }
    },
  ]

  private static let manifests = [
    Tampering(name: "manifest flipped", store: nil) {
      try $0.editManifest { $0.replacing("\"size\":1", with: "\"size\":2") }
    },
    Tampering(name: "line of the manifest removed", store: nil) { try $0.editManifest { $0.droppingFile } },
    Tampering(name: "line of the manifest added", store: nil) {
      try $0.editManifest { text in
        text.replacing(
          "{\"path\":\"bodies.ndjson\"",
          with: "{\"path\":\"blobs/" + String(repeating: "0", count: 64)
            + "\",\"sha256\":\"" + String(repeating: "0", count: 64)
            + "\",\"size\":1},{\"path\":\"bodies.ndjson\"")
      }
    },
    Tampering(name: "manifest reordered", store: nil) {
      try $0.editManifest {
        $0.replacing("{\"base\":\"-\",", with: "{").replacing(",\"log\":", with: ",\"base\":\"-\",\"log\":")
      }
    },
  ]
}

extension Tampering {
  init(
    name: String, store: (@Sendable (TamperedStore) throws -> Void)?,
    bundle: (@Sendable (inout TamperedBundle) throws -> Void)?
  ) {
    (self.name, self.store, self.bundle, signed) = (name, store, bundle, nil)
  }

  /// The operator, with every key that it has.
  static let ofOperator: [Tampering] = [
    Tampering(name: "event edited, signed anew") { log in
      log.set(["price", "minor"], to: .integer(1), at: try log.index(of: "award.decided"))
    },
    Tampering(name: "bid dropped, signed anew") { log in
      log.pages.remove(at: try log.index(of: "bid.received"))
    },
    Tampering(name: "late bid back-dated, signed anew") { log in
      let closing = try log.index(of: "tender.closed")
      let opening = log.pages[closing].fields.time
      var page = log.pages.remove(at: try log.index(of: "refused") { $0.actor == PlayedTender.late })
      let received = log.pages[try log.index(of: "bid.received")].fields
      (page.fields.kind, page.fields.events) = (
        received.kind, [received.events[0].setting("revision", to: .integer(1))]
      )
      page.fields.time = Instant(clamping: opening.milliseconds - 1)
      log.pages.insert(page, at: closing)
    },
    Tampering(name: "score changed, signed anew") { log in
      let index = try log.index(of: "scores.submitted")
      log.set(["scores", "0", "points"], to: .string("99"), at: index, inCommand: true)
    },
    Tampering(name: "draw result changed, signed anew") { log in
      let index = try log.index(of: "draw.result") { $0.events[0]["open"] != nil }
      guard case .array(let order)? = log.pages[index].fields.events[0]["open"]?.content else { return }
      log.set(["open"], to: .array(order.reversed()), at: index)
    },
    Tampering(name: "award changed, signed anew") { log in
      let index = try log.index(of: "award.decided")
      let winner = log.pages[index].fields.events[0].string("bidder")
      log.set(["bidder"], to: .string(winner == "B-001" ? "B-002" : "B-001"), at: index, inCommand: true)
    },
  ]

  private init(name: String, signed: @escaping @Sendable (inout RewrittenLog) throws -> Void) {
    (self.name, store, bundle, self.signed) = (name, nil, nil, signed)
  }
}
