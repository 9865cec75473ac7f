public import Notation

/// A command (指令) as the bytes that its party signed, never written again (formats, section 11).
///
/// The bytes are the canonical JSON of one object, which holds `cmd`, `party`, `v` and the arguments of the command.
/// What the arguments mean is not known here.
public struct StoredCommand: Sendable {
  /// The most bytes of a command: 1 MiB, as of the body that keeps it.
  public static let maximumByteCount = 1 << 20

  /// The canonical bytes.
  public let bytes: [UInt8]
  /// What the bytes say, for the readers of the arguments.
  public let value: Value
  /// The name of the command (`cmd`), for example `bid.submit`.
  public let name: String
  /// Who commands.
  public let party: PartyID
  /// The version of the command's arguments (`v`), from 1.
  public let version: Int

  /// The command that `bytes` are.
  ///
  /// - Throws: `TOO_LARGE` above 1 MiB, `NOT_CANONICAL` or the fault of the notation, `MISSING_KEY` and `INVALID_VALUE` for
  ///   the three fields that every command has.
  public init(_ bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else {
      throw Fault(
        .tooLarge, at: nil, Wording("a command of \(bytes.count) bytes", "指令长 \(bytes.count) 字节"),
        accepted: Wording("at most \(Self.maximumByteCount) bytes", "至多 \(Self.maximumByteCount) 字节"))
    }
    let value = try CanonicalReader.read(bytes)
    guard case .object = value.content else {
      throw Fault(
        .invalidValue, at: value.place, Wording("a command is an object", "指令应为对象"),
        accepted: Wording("an object with cmd, party and v", "含 cmd、party、v 的对象"))
    }
    self.bytes = bytes
    self.value = value
    name = try Self.field("cmd", Self.nameCodec, of: value)
    party = try Self.field("party", PartyID.codec, of: value)
    version = try Self.field("v", .integer(1...Int(Int32.max)), of: value)
  }

  /// The command whose canonical bytes `value` has.
  ///
  /// - Throws: what reading those bytes throws.
  public init(_ value: Value) throws(Fault) {
    let written: [UInt8]
    do throws(CanonicalWriter.Failure) {
      written = try CanonicalWriter.bytes(value)
    } catch {
      throw Fault(
        .notCanonical, at: value.place, error.wording,
        accepted: Wording("a value with a canonical form", "有规范形式的值"))
    }
    try self.init(written)
  }

  private static let nameCodec = Codec<String>.string(
    Wording("1 to 64 of a-z, 0-9, '_' and '.'", "1 至 64 个 a-z、0-9、_ 或 ."), pattern: "^[a-z0-9_.]{1,64}$",
    parse: { text in
      let isName = (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
      return isName ? text : nil
    }, format: \.self)

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func field<Content>(
    _ key: String, _ codec: Codec<Content>, of value: Value
  ) throws(Fault) -> Content {
    let accepted = Wording("an object with cmd, party and v", "含 cmd、party、v 的对象")
    guard let member = value[key] else { throw .missingKey(key, of: value, accepted: accepted) }
    var reading = Reading(.strict)
    if let content = codec.decode(member, &reading) { return content }
    throw reading.faults.list.first ?? .missingKey(key, of: value, accepted: accepted)
  }
}

extension StoredCommand: Hashable {
  /// Whether two commands are the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }
  /// Feeds the bytes to a hash table.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
