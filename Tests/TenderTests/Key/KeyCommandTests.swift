import Foundation
import Notation
import TestSupport
import Testing

@Suite struct KeyCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func tender(_ arguments: String...) async throws -> Program.Run {
    try await Program.tender.run(arguments, in: folder.path)
  }

  @Test func `A new key is its owner's alone, and its public part goes to standard output`() async throws {
    for (purpose, algorithm) in [("log", "ed25519"), ("party", "sm2"), ("opening", "x25519")] {
      let run = try await tender(
        "key", "new", "--purpose", purpose, "--name", "k/1", "--algorithm", algorithm, purpose)
      #expect(run.status == 0, "\(run.errors)")
      let path = folder.path + "/" + purpose
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let secret = try #require(try Self.members(Array(Data(contentsOf: URL(filePath: path))))["secret"])
      #expect(secret.count == 64 && !run.text.contains(secret))
      #expect(try Self.members(run.output)["purpose"] == purpose)
      #expect(try await tender("key", "show", purpose).output == run.output)
    }
  }

  @Test func `Two keys of one name differ`() async throws {
    let first = try await tender("key", "new", "--purpose", "log", "--name", "a", "one")
    let second = try await tender("key", "new", "--purpose", "log", "--name", "a", "two")
    #expect(first.status == 0 && second.status == 0 && first.output != second.output)
  }

  @Test(.tags(.refusal)) func `A key is never overwritten: status 74, the old one stays`() async throws {
    _ = try await tender("key", "new", "--purpose", "log", "--name", "a", "key")
    let before = try Data(contentsOf: URL(filePath: folder.path + "/key"))
    let run = try await tender("key", "new", "--purpose", "party", "--name", "a", "key")
    #expect(run.status == 74 && run.output.isEmpty)
    #expect(try Data(contentsOf: URL(filePath: folder.path + "/key")) == before)
  }

  @Test(.tags(.refusal), arguments: [0o640, 0o604, 0o620])
  func `A key that others can read is refused`(_ mode: Int) async throws {
    _ = try await tender("key", "new", "--purpose", "log", "--name", "a", "key")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path + "/key")
    let run = try await tender("key", "show", "key")
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.contains("SECRET_IS_OPEN"))
  }

  @Test(.tags(.refusal))
  func `A key is refused for a purpose it was not made for, and a scheme that cannot serve`()
    async throws
  {
    _ = try await tender("key", "new", "--purpose", "party", "--name", "a", "key")
    let log = try await tender("log", "new", "L", "--name", "a", "--key", "key")
    #expect(log.status == 65 && log.errors.contains("KEY_PURPOSE"))
    #expect(try folder.contents() == ["key"])
    let scheme = try await tender(
      "key", "new", "--purpose", "witness", "--algorithm", "sm2", "--name", "a", "other")
    #expect(scheme.status == 65 && scheme.errors.contains("KEY_PURPOSE"))
    #expect(try folder.contents() == ["key"])
    let name = try await tender("key", "new", "--purpose", "log", "--name", "a b", "other")
    #expect(name.status == 65 && name.errors.contains("--name: INVALID_ID"), "\(name.errors)")
  }

  /// The members of an object that are texts.
  static func members(_ bytes: [UInt8]) throws -> [String: String] {
    var faults = Faults()
    let value = try #require(JSONReader.read(bytes, into: &faults))
    guard case .object(let members) = value.content else { return [:] }
    return members.reduce(into: [:]) { texts, member in
      if case .string(let text) = member.value.content { texts[member.key] = text }
    }
  }
}
