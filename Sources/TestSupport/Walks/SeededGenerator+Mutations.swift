internal import AuditTrail
internal import Notation
internal import Tendering

extension SeededGenerator {
  /// The same move with one argument changed; nil where the command is one of the other kind now.
  ///
  /// - Throws: the fault for which it cannot be read any more.
  mutating func mutation(of move: Move) throws(Fault) -> Move? {
    let value = mutated(move.command.value(by: move.actor))
    var changed = move
    if move.command is any RegistryCommand {
      guard let command = try Catalogue.registryCommand(value) else { return nil }
      changed.command = command
    } else {
      guard let command = try Catalogue.tenderCommand(value) else { return nil }
      changed.command = command
    }
    return changed
  }

  /// The value with one node changed.
  private mutating func mutated(_ value: Value) -> Value {
    switch value.content {
    case .object(var members) where !members.isEmpty:
      // The name and the version of the command stay, mostly.
      let free = members.indices.filter { !["cmd", "v"].contains(members[$0].key) }
      let index = element(of: free.isEmpty || chance(3) ? Array(members.indices) : free)
      if chance(10) {
        members.remove(at: index)
      } else {
        members[index].value = mutated(members[index].value)
      }
      return Value(.object(members))
    case .array(var elements) where !elements.isEmpty:
      let index = Int(integer(in: 0...Int64(elements.count - 1)))
      switch integer(in: 1...4) {
      case 1: elements.remove(at: index)
      case 2: elements.append(elements[index])
      case 3: elements.swapAt(0, index)
      default: elements[index] = mutated(elements[index])
      }
      return Value(.array(elements))
    case .boolean(let truth): return .boolean(!truth)
    case .number(let number): return .integer(mutated(number))
    case .string(let text): return .string(mutated(text))
    case .null, .array, .object: return element(of: [.boolean(true), .integer(1), .string("x"), .array([])])
    }
  }

  private mutating func mutated(_ number: ExactDecimal) -> Int {
    let whole = Int("\(number)") ?? 7
    return element(of: [whole &+ 1, whole &- 1, 0, -1, 1, whole &* 2, 1 << 53, 86_400_000])
  }

  private mutating func mutated(_ text: String) -> String {
    // In free text a name would be told by whoever writes it, which no rule can hinder.
    if text.utf8.count < 12, text.utf8.dropFirst().first == UInt8(ascii: "-"), chance(80) {
      return element(of: Self.names)
    }
    guard chance(50), let last = text.last else { return element(of: Self.words) }
    return text.dropLast() + (last == "0" ? "1" : "0")
  }

  private static let names = ["P-TEN", "P-AGE", "B-001", "B-002", "B-003", "E-10", "E-11", "E-12"]
  private static let words = [
    "supervisor", "operator", "A", "T01", "civil", "price", "technical", "lock", "R3", "",
  ]
}
