import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct RandomSourceTests {
  @Test(.tags(.vector)) func `The bytes of a seed are HMAC codes of a counter, a whole block a draw`() {
    var source = SeededRandomSource(seed: Array(0..<32))
    let blocks = [
      "bb5cbfab9e37479aeb3fdcaa3cc7a3264467c66864f1977b656e7e8eeca3b036",
      "10e404d743f567d290b7e2fac084d5ad867f8b9778d47e3b597f95177dcda32e",
      "f7b06b5ad1de5e8585d52cb5908bad6fa8f276d70c572ef4601aa45c56dc4218",
    ]
    #expect(Hexadecimal.text(source.open(40)) == blocks[0] + blocks[1].prefix(16))
    #expect(Hexadecimal.text(source.open(32)) == blocks[2])
    #expect(source.open(0).isEmpty)
    var again = SeededRandomSource(seed: Array(0..<32))
    #expect(Hexadecimal.text(again.open(1)) == blocks[0].prefix(2))
    #expect(Hexadecimal.text(again.bytes(2).exposed) == blocks[1].prefix(4))
  }

  @Test func `Another seed gives other bytes`() {
    var one = SeededRandomSource(seed: [1])
    var other = SeededRandomSource(seed: [2])
    #expect(one.bytes(32) != other.bytes(32))
  }

  @Test func `The system gives as many bytes as asked for, every value of a byte, and none again`() {
    var source = SystemRandomSource()
    for count in [0, 1, 31, 32, 33, 1000] { #expect(source.bytes(count).count == count) }
    // A value is missing from 64 KiB with a probability of 256 × (255/256)^65536, about 10^-109.
    #expect(Set(source.open(65_536)).count == 256)
    let draws = (0..<1000).map { _ in source.open(16) }
    #expect(Set(draws).count == 1000)
  }

  @Test func `A count that the system cannot give at once ends the process rather than leave zeros`() async {
    await #expect(processExitsWith: .failure) {
      var source = SystemRandomSource()
      _ = source.bytes(Int(Int32.max) + 1)
    }
  }
}
