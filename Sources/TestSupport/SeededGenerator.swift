internal import Foundation
internal import SystemPackage

/// Random numbers that a seed repeats: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The generator that draws the sequence of `seed`.
  package init(seed: UInt64) { state = seed }

  /// The seed of a property test: the environment variable SEED, or `standard` when it is not set.
  ///
  /// The seed is printed, so that a failure can be repeated.
  package static func seed(default standard: UInt64) -> UInt64 {
    var seed = standard
    if let text = ProcessInfo.processInfo.environment["SEED"] {
      guard let stated = UInt64(text) else { preconditionFailure("SEED is no number of 64 bits: \(text)") }
      seed = stated
    }
    _ = try? FileDescriptor.standardOutput.writeAll("seed \(seed)\n".utf8)
    return seed
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// An integer of `range`, each equally likely.
  package mutating func integer(in range: ClosedRange<Int64>) -> Int64 {
    Int64.random(in: range, using: &self)
  }

  /// One of `elements`, which must not be empty.
  package mutating func element<T>(of elements: [T]) -> T {
    precondition(!elements.isEmpty, "an element is drawn from at least one")
    return elements[Int(integer(in: 0...Int64(elements.count - 1)))]
  }

  /// True in `percent` of a hundred draws.
  package mutating func chance(_ percent: Int) -> Bool { integer(in: 1...100) <= Int64(percent) }

  /// The elements in random order.
  package mutating func shuffled<T>(_ elements: [T]) -> [T] { elements.shuffled(using: &self) }
}
