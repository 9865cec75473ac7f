internal import COpenSSL

/// Bytes that are wiped when the last reference to them goes.
///
/// A class, because a secret has identity: one piece of memory, never copied along with the values that hold it. It
/// prints nothing of what it holds, and comparing two of equal length takes a time that tells nothing of them.
@safe public final class SecretBytes: Sendable {
  /// Written in the initialiser alone, wiped in the deinitialiser alone.
  nonisolated(unsafe) private let memory: UnsafeMutableRawBufferPointer

  /// A copy of `bytes`; the caller's own copy is the caller's to wipe.
  public init(_ bytes: some Collection<UInt8>) {
    unsafe memory = .allocate(byteCount: bytes.count, alignment: 16)
    unsafe memory.copyBytes(from: bytes)
  }

  /// `count` bytes that `fill` writes; they are zero before.
  init<Failure: Error>(
    count: Int, filledBy fill: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    unsafe memory = .allocate(byteCount: count, alignment: 16)
    let bytes = unsafe memory.bindMemory(to: UInt8.self)
    unsafe bytes.initialize(repeating: 0)
    if let start = bytes.baseAddress { try unsafe fill(start) }
  }

  deinit {
    unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
    unsafe memory.deallocate()
  }

  /// How many bytes there are.
  public var count: Int { unsafe memory.count }

  /// Calls `body` with the bytes where they lie.
  public func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe Span(_unsafeElements: UnsafeBufferPointer(memory.bindMemory(to: UInt8.self))))
  }

  /// A copy of the bytes that will not be wiped: for what is about to be published or written to a file of its own.
  public var exposed: [UInt8] { unsafe Array(memory) }
}

extension SecretBytes: Equatable {
  /// Whether two secrets are the same bytes; the time depends on their lengths alone.
  public static func == (left: SecretBytes, right: SecretBytes) -> Bool {
    left.withBytes { left in right.withBytes { right in ConstantTime.areEqual(left, right) } }
  }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
  /// The number of bytes, and nothing of what they are.
  public var description: String { "secret of \(count) bytes" }
  /// Nothing: `dump` and test reports would print the memory's address otherwise.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Comparison whose time tells nothing of the bytes compared.
public enum ConstantTime {
  /// Whether two byte strings are equal; the time depends on their lengths alone.
  public static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return unsafe CRYPTO_memcmp(first, second, left.count) == 0
      }
    }
  }

  /// Whether two byte strings are equal; the time depends on their lengths alone.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { areEqual(left.span, right.span) }
}

extension SecretBytes {
  /// The parts, one after the other, in memory that is wiped too.
  public static func joined(_ parts: [SecretBytes]) -> SecretBytes {
    unsafe SecretBytes(count: parts.reduce(0) { $0 + $1.count }) { start in
      var position = 0
      for part in parts {
        part.withBytes { bytes in
          for index in bytes.indices { unsafe start[position + index] = bytes[index] }
        }
        position += part.count
      }
    }
  }
}

/// Overwriting what must not stay in memory.
public enum Wiping {
  /// Overwrites `bytes` with zeros, in a way that no compiler leaves out, and empties them.
  public static func wipe(_ bytes: inout [UInt8]) {
    unsafe bytes.withUnsafeMutableBufferPointer { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
    bytes.removeAll()
  }
}
