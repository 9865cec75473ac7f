import Cryptography
import TestSupport
import Testing

@Suite struct SecretBytesTests {
  @Test func `A secret prints how long it is and nothing else`() {
    let secret = SecretBytes(Array("hunter2".utf8))
    #expect("\(secret)" == "secret of 7 bytes")
    #expect(String(reflecting: secret) == "secret of 7 bytes")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(dumped == "- secret of 7 bytes #0\n")
    dump([secret], to: &dumped)
    #expect(!dumped.contains("104") && !dumped.contains("hunter"))
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }

  @Test func `Secrets are equal when their bytes are`() {
    let bytes: [UInt8] = [1, 2, 3]
    #expect(SecretBytes(bytes) == SecretBytes(bytes))
    #expect(SecretBytes([]) == SecretBytes([]))
    #expect(SecretBytes(bytes) != SecretBytes([1, 2]))
    #expect(SecretBytes(bytes) != SecretBytes([]))
    for changed in Vector.flips(of: bytes) {
      #expect(SecretBytes(bytes) != SecretBytes(changed))
      #expect(!ConstantTime.areEqual(bytes, changed))
    }
    #expect(ConstantTime.areEqual(bytes, bytes))
    #expect(ConstantTime.areEqual([], []))
    #expect(!ConstantTime.areEqual([], [0]))
  }

  @Test func `A secret is a copy of its own, whatever becomes of the bytes it was made from`() {
    var bytes: [UInt8] = [1, 2, 3]
    let secret = SecretBytes(bytes)
    Wiping.wipe(&bytes)
    #expect(bytes.isEmpty)
    #expect(secret.exposed == [1, 2, 3])
    var exposed = secret.exposed
    exposed[0] = 9
    #expect(secret.exposed == [1, 2, 3])
    #expect(secret.count == 3)
    #expect(secret.withBytes { $0[2] } == 3)
  }

  @Test func `Secrets are joined in order`() {
    let parts = [SecretBytes([1]), SecretBytes([]), SecretBytes([2, 3])]
    #expect(SecretBytes.joined(parts).exposed == [1, 2, 3])
    #expect(SecretBytes.joined([]).count == 0)
  }

  @Test func `Wiping one array leaves its copies alone`() {
    var bytes: [UInt8] = [1, 2, 3]
    let copy = bytes
    Wiping.wipe(&bytes)
    #expect(copy == [1, 2, 3])
    var nothing: [UInt8] = []
    Wiping.wipe(&nothing)
    #expect(nothing.isEmpty)
  }
}
