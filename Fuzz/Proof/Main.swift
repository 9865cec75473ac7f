import AuditTrail
import Cryptography
import Inputs
import Notation

/// What is read is written back; no path but the tree's own proves anything.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(start, count)
  switch input.byte() % 9 {
  case 0: proveInclusion(&input)
  case 1: proveConsistency(&input)
  case 2: checkProof(input.remainder())
  case 3: checkReceipt(input.remainder())
  case 4: checkReceipt(input.changed(Sample.receipt.bytes))
  case 5: checkExtra(&input)
  case 6: checkPath(input.remainder())
  case 7: checkTiles(&input)
  default: buildTiles(&input)
  }
  return 0
}

/// A path that is the tree's own, changed, or put together from the hashes of its subtrees.
private func path(_ own: [Digest], _ input: inout Input) -> [Digest] {
  var path = own
  for _ in 0..<input.number(below: 6) {
    let position = input.number(below: path.count + 1)
    let hash = Sample.hashes[input.number(below: Sample.hashes.count)]
    switch input.byte() % 4 {
    case 0 where position < path.count: path[position] = hash
    case 1 where position < path.count: path.remove(at: position)
    case 2 where position < path.count: path.swapAt(0, position)
    default: path.insert(hash, at: position)
    }
  }
  return path
}

private func proveInclusion(_ input: inout Input) {
  let size = UInt64(input.number(below: Sample.size + 1))
  let index = UInt64(input.number(below: Sample.size + 1))
  let leaf = UInt64(input.number(below: Sample.size))
  let own = Sample.tree.inclusionProof(of: index, inSize: size)
  let proof = InclusionProof(index: index, size: size, path: path(own?.path ?? [], &input))
  let root = given(Sample.tree.root(atSize: size))
  let leafHash = given(Sample.tree.leafHash(at: leaf))
  let isProved = proof.isValid(leafHash: leafHash, root: root)
  hold(isProved == (own == proof && leaf == index), "only the tree's own path proves a leaf")
}

private func proveConsistency(_ input: inout Input) {
  let (old, new) = (
    UInt64(input.number(below: Sample.size + 1)), UInt64(input.number(below: Sample.size + 1))
  )
  let own = Sample.tree.consistencyProof(from: old, to: new)
  let proof = ConsistencyProof(oldSize: old, newSize: new, path: path(own?.path ?? [], &input))
  let oldRoot = given(Sample.tree.root(atSize: old))
  let isProved = proof.isValid(from: oldRoot, to: given(Sample.tree.root(atSize: new)))
  hold(isProved == (own == proof), "only the tree's own path proves that it grew")
  // The first two leaves are those of the other tree too.
  let isOther = old > 2 && proof.isValid(from: oldRoot, to: given(Sample.other.root(atSize: new)))
  hold(!isOther, "no other tree follows")
}

private func checkProof(_ bytes: [UInt8]) {
  guard let proof = try? LogProof(parsing: bytes) else { return }
  hold(proof.bytes == bytes, "a proof is written back")
}

private func checkReceipt(_ bytes: [UInt8]) {
  checkProof(bytes)
  guard let receipt = try? Receipt(parsing: bytes) else { return }
  hold(receipt.bytes == bytes, "a receipt is written back")
  let verdict = ReceiptVerdict(receipt, keys: Sample.keys, secret: Sample.secret)
  guard verdict.isGood else { return }
  hold(receipt.proof.note.text == Sample.receipt.proof.note.text, "the checkpoint is the signed one")
  hold(receipt.proof.index == Sample.receipt.proof.index, "the index is in the leaf")
  hold(receipt.proof.path == Sample.receipt.proof.path, "the path is the tree's")
  hold(receipt.leaf == Sample.receipt.leaf, "the leaf is in the tree")
  hold(receipt.body == Sample.receipt.body, "the body is in the leaf")
  hold(receipt.salt == Sample.receipt.salt, "the salt is in the leaf")
  hold(receipt.opening == Sample.receipt.opening, "the opening is in the leaf")
}

/// A receipt whose extra was changed, so that the changes are not in base64.
private func checkExtra(_ input: inout Input) {
  let own = Sample.receipt.proof
  let extra = input.changed(own.extra ?? [])
  guard let proof = try? LogProof(extra: extra, index: own.index, path: own.path, note: own.note) else {
    return
  }
  checkReceipt(proof.bytes)
}

private func checkPath(_ bytes: [UInt8]) {
  guard let text = String(validating: bytes, as: UTF8.self), let path = try? TilePath(parsing: text) else {
    return
  }
  hold(path.path.utf8.elementsEqual(bytes), "a path is written back")
  hold(TilePath(kind: path.kind, index: path.index, width: path.width) == path, "the parts are in range")
  let place = BundlePath("log/" + text)
  hold(place.flatMap { BundleFile($0) } == .tile, "a tile has its place in a bundle")
}

private func checkTiles(_ input: inout Input) {
  let width = input.number(below: 258)
  let bytes = input.remainder()
  if let bundle = try? EntryBundle(parsing: bytes, width: width) {
    let written = bundle.entries.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
    hold(written == bytes && bundle.entries.count == width, "a bundle of entries is written back")
  }
  if let tile = try? HashTile(parsing: bytes, width: width) {
    hold(tile.bytes == bytes && tile.hashes.count == width, "a tile is written back")
  }
}

/// Leaves of any bytes go into tiles and come out of them.
private func buildTiles(_ input: inout Input) {
  var builder = TileBuilder()
  var tree = MerkleTree()
  var hasher = TreeHasher()
  var files: [TileFile] = []
  var leaves: [[UInt8]] = []
  for _ in 0..<input.number(below: 600) {
    let leaf = input.isEmpty ? [UInt8(truncatingIfNeeded: leaves.count)] : input.take(Int(input.byte()))
    leaves.append(leaf)
    tree.append(hasher.leafHash(leaf), using: &hasher)
    files += given { try builder.append(leaf, using: &hasher) }
  }
  files += builder.partialTiles
  hold(builder.root(using: &hasher) == tree.root, "tiles and tree have one root")
  let entries = files.filter { $0.path.kind == .entries }.flatMap { file in
    given { try EntryBundle(parsing: file.bytes, width: file.path.width) }.entries
  }
  hold(entries == leaves, "the leaves come out of the tiles")
  let layout = given(TileLayout(size: tree.size))
  let kinds = layout.levels.map { TilePath.Kind.hashes(level: $0) } + [.entries]
  hold(Set(kinds.flatMap { Array(layout.tiles($0)) }) == Set(files.map(\.path)), "all tiles are there")
}
