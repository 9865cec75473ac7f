import AuditTrail
import Cryptography
import Inputs
import Notation

/// Each file of a bundle that is read is written back byte for byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(start, count)
  let kind = input.byte() % 7
  let bytes = input.remainder()
  switch kind {
  case 0: checkManifest(bytes)
  case 1: checkBodyLines(bytes)
  case 2: checkKeys(bytes)
  case 3: checkLeaf(bytes)
  case 4: checkBody(bytes)
  case 5: checkPath(bytes)
  default: checkParameters(bytes)
  }
  return 0
}

private func checkManifest(_ bytes: [UInt8]) {
  guard let manifest = try? Manifest(bytes) else { return }
  let again = try? Manifest(manifest.heading, files: manifest.files.reversed())
  hold(again?.bytes == bytes, "a manifest has one form")
  for file in manifest.files { hold(manifest[file.path] == file, "a listed file is found") }
  hold(manifest[.manifest] == nil, "a manifest does not list itself")
  // A bundle never builds on itself.
  hold((try? manifest.verifyContinues(manifest)) == nil, "no manifest holds its own digest")
}

private func checkBodyLines(_ bytes: [UInt8]) {
  var faults = Faults()
  let lines = BodyLines.read(bytes, into: &faults)
  guard faults.isEmpty else { return }
  hold((try? BodyLines.bytes(lines)) == bytes, "the lines are written back")
  for line in lines {
    let again = try? BodyLine(
      seq: line.seq, body: line.body, salt: line.salt, sealingValue: line.sealingValue)
    hold(again == line, "a line is made from its parts")
  }
}

private func checkKeys(_ bytes: [UInt8]) {
  guard let keys = try? DisclosedKeys(bytes) else { return }
  hold((try? keys.bytes()) == bytes, "the keys are written back")
  let again = try? DisclosedKeys(
    bidderKeys: keys.bidderKeys.reversed(), released: keys.released.reversed(),
    secrets: keys.secrets.reversed())
  hold((try? again?.bytes()) == bytes, "their order is fixed")
}

private func checkLeaf(_ bytes: [UInt8]) {
  guard let leaf = try? Leaf(parsing: bytes) else { return }
  hold(leaf.bytes == bytes, "a leaf is written back")
  // Leaves are scanned by a reader of their own, which must not take more than the canonical one.
  guard case .object(let members)? = (try? CanonicalReader.read(bytes))?.content else {
    return hold(false, "a leaf is canonical")
  }
  hold(members.count == (leaf.tag == nil ? 7 : 8), "a leaf has these members alone")
}

private func checkBody(_ bytes: [UInt8]) {
  guard let body = try? Body(parsing: bytes) else { return }
  hold((try? Body(body.fields))?.bytes == bytes, "a body is written back")
  let line = try? BodyLine(seq: 0, body: bytes, salt: [UInt8](repeating: 1, count: Body.saltByteCount))
  hold(line?.body == bytes, "every body can be disclosed")
}

private func checkPath(_ bytes: [UInt8]) {
  guard let text = String(validating: bytes, as: UTF8.self), let path = BundlePath(text) else { return }
  hold(path.rawValue.utf8.elementsEqual(bytes), "a path is written back")
  hold(path.segments.joined(separator: "/") == text, "the segments are the path")
  hold(path.segments.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }, "no path leads out")
  guard let file = BundleFile(path), file == .tile else { return }
  // Which tiles a log has is the tile path's rule; the manifest refuses only what no rule could allow.
  if let tile = try? TilePath(parsing: text.dropFirst(4)) {
    hold("log/" + tile.path == text, "a tile is written back")
  }
}

private func checkParameters(_ bytes: [UInt8]) {
  guard let read = try? TenderParameters(reading: bytes) else { return }
  let again = try? TenderParameters(
    documents: read.documents, graceMilliseconds: read.graceMilliseconds, log: read.log, padTo: read.padTo,
    parts: read.parts, security: read.security, session: read.session, tender: read.tender)
  hold(again?.bytes == bytes, "parameters have one form")
}
