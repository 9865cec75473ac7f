import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct TrustFileTests {
  private func read(_ text: String) -> (TrustFile?, [Fault.Code]) {
    var faults = Faults()
    let file = TrustFile.read(Array(text.utf8), into: &faults)
    return (file, faults.list.map(\.code))
  }

  private func text() throws -> String {
    let notary = try #require(PartyID("notary_1"))
    let file = try Cast.trust(custodians: [notary: KeyFingerprint(of: try Cast.key(0x71).verificationKey)])
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test func `A trust file is read back as it was written, however it is spaced`() throws {
    let text = try text()
    let root = Hexadecimal.text(try Cast.key(0x60).verificationKey.bytes)
    #expect(text.contains(#""root": "01\#(root)""#))
    for spaced in [text, text.replacing("\n", with: ""), text + "\n"] {
      let (file, codes) = read(spaced)
      #expect(codes.isEmpty)
      #expect(file?.bytes == Array(text.utf8))
    }
    #expect(read(text + "x").0 == nil)
  }

  @Test(.tags(.refusal)) func `All faults of a trust file are named at once`() throws {
    let (file, codes) = read(
      #"{"custodians":{"a":"00"},"log":"x","operator":"00","root":"02","root_auto":1,"v":2,"witnesses":["y"]}"#
    )
    #expect(file == nil)
    #expect(codes == Array(repeating: .invalidValue, count: 7))
  }

  @Test(.tags(.refusal)) func `Unknown and missing keys are refused, with every one of them named`() throws {
    let (file, codes) = read(#"{"extra":1}"#)
    #expect(file == nil)
    #expect(codes == [.unknownKey] + Array(repeating: .missingKey, count: 7))
  }

  @Test(.tags(.refusal)) func `Any bit of a trust file that differs is refused or pins something else`()
    throws
  {
    let text = Array(try text().utf8)
    var faults = Faults()
    let good = try #require(TrustFile.read(text, into: &faults))
    for index in text.indices {
      for bit in 0..<8 {
        var changed = text
        changed[index] ^= 1 << UInt8(bit)
        faults = Faults()
        let other = TrustFile.read(changed, into: &faults)
        #expect((other == nil) != faults.isEmpty)
        #expect(other != good)
      }
    }
  }

  @Test(.tags(.refusal)) func `A witness counts once`() throws {
    let doubled = try text().replacing(
      "\"\(Cast.witnessKey)\"", with: "\"\(Cast.witnessKey)\", \"\(Cast.witnessKey)\"")
    #expect(read(doubled).1 == [.invalidValue])
  }

  /// A reader who pins them would take what the operator says twice for what two say.
  @Test(.tags(.refusal)) func `The operator's key and the log's stand for no witness and no root`() throws {
    let good = try Cast.trust()
    let name = try #require(KeyName("witness.example/w1"))
    func refusal(
      witness: VerificationKey? = nil, root: VerificationKey? = nil, operator key: KeyFingerprint? = nil,
      isAutomatic: Bool = false
    ) throws -> Fault.Code? {
      let witnesses = try witness.map {
        [try #require(NoteKey(name: name, scheme: .cosignature, key: $0))]
      }
      return refusalCode {
        try TrustFile(
          custodians: [:], log: good.log, operatorKey: key ?? good.operatorKey, root: root ?? good.root,
          isRootAutomatic: isAutomatic, witnesses: witnesses ?? good.witnesses)
      }
    }
    let platform = try Cast.key(0x70).verificationKey
    #expect(try refusal() == nil)
    #expect(try refusal(witness: good.log.key) == .invalidValue)
    #expect(try refusal(witness: platform) == .invalidValue)
    #expect(try refusal(root: platform) == .invalidValue)
    #expect(try refusal(root: good.log.key) == .invalidValue)
    // An automatic root proves nothing anyway.
    #expect(try refusal(root: platform, isAutomatic: true) == nil)
  }

  @Test func `A custodian may have any id`() throws {
    let mark = KeyFingerprint(of: try Cast.key(0x71).verificationKey)
    let trust = try Cast.trust(custodians: [PartyID(unchecked: "C-1"): mark])
    #expect(read(String(decoding: trust.bytes, as: UTF8.self)).0 == trust)
  }

  @Test(.tags(.refusal)) func `A log key cannot stand for a witness, nor a witness for a log`() throws {
    let text = try text()
    #expect(read(text.replacing(Cast.witnessKey, with: Cast.logKey)).0 == nil)
    #expect(read(text.replacing(Cast.logKey, with: Cast.witnessKey)).0 == nil)
  }
}
