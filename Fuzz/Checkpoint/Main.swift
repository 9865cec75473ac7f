import AuditTrail
import Cryptography
import Inputs
import Notation

/// Two histories of one log that part after five leaves, and the key that signs both.
private enum Sample {
  static let origin = given(LogName("tender.example/audit"))
  static let signer = given {
    let key = try SigningKey(.ed25519, seed: SecretBytes(0..<32))
    return given(NoteSigner(name: KeyName(origin), scheme: .ed25519, key: key))
  }
  static let histories = ["honest", "forked"].map { name in
    var tree = MerkleTree()
    var hasher = TreeHasher()
    for index in 0..<16 {
      let leaf = index < sharedSize ? "leaf \(index)" : "\(name) \(index)"
      tree.append(hasher.leafHash(Array(leaf.utf8)), using: &hasher)
    }
    return tree
  }
  static let sharedSize = 5
  static let notes = histories.map { tree in (0...tree.size).map { note(tree, $0) } }

  private static func note(_ tree: MerkleTree, _ size: UInt64) -> SignedNote {
    given {
      let text = Checkpoint(origin: origin, size: size, root: given(tree.root(atSize: size))).text
      return try SignedNote(text: text, signatures: [signer.signature(for: text, time: 0)])
    }
  }
}

/// What is read is written back; a witness never follows two histories.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(start, count)
  switch input.byte() % 4 {
  case 0:
    let bytes = input.remainder()
    if let checkpoint = try? Checkpoint(parsing: bytes) {
      hold(checkpoint.text == bytes, "a checkpoint is written back")
    }
  case 1: checkRequest(input.remainder())
  case 2:
    let note = Sample.notes[0][8]
    let request = given { try CheckpointRequest(oldSize: 0, path: [], note: note) }
    checkRequest(input.changed(request.bytes))
  default: follow(&input)
  }
  return 0
}

private func checkRequest(_ bytes: [UInt8]) {
  guard let request = try? CheckpointRequest(parsing: bytes) else { return }
  hold(request.bytes == bytes, "a request is written back")
}

/// Sends requests to a witness, of either history, with proofs that are honest, altered or made up.
private func follow(_ input: inout Input) {
  var state = given { try WitnessState(log: Sample.signer.noteKey) }
  var followed: [Int] = []
  for _ in 0..<12 where !input.isEmpty {
    let history = input.number(below: 2)
    let size = UInt64(input.number(below: 17))
    let old = input.byte() & 1 == 0 ? state.size : UInt64(input.number(below: 17))
    var path = Sample.histories[history].consistencyProof(from: old, to: size)?.path ?? []
    for _ in 0..<input.number(below: 4) { change(&path, &input) }
    let note = Sample.notes[history][Int(size)]
    guard let request = try? CheckpointRequest(oldSize: old, path: path, note: note),
      let next = try? state.following(request)
    else { continue }
    hold(next.size >= state.size && old == state.size, "a witness never goes back")
    // What both histories share says nothing of which of them was followed.
    if size > Sample.sharedSize { followed.append(history) }
    hold(Set(followed).count <= 1, "a witness follows one history")
    state = next
  }
}

private func change(_ path: inout [Digest], _ input: inout Input) {
  let position = input.number(below: path.count + 1)
  let hash = given(
    Sample.histories[input.number(below: 2)].root(atSize: UInt64(input.number(below: 17))))
  switch input.byte() % 3 {
  case 0 where position < path.count: path[position] = hash
  case 1 where position < path.count: path.remove(at: position)
  default: path.insert(hash, at: position)
  }
}
