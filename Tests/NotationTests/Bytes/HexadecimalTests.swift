import Notation
import TestSupport
import Testing

@Suite struct HexadecimalTests {
  @Test func `Every byte has its two lowercase digits and no others`() {
    for byte in UInt8.min...UInt8.max {
      let text = Hexadecimal.text([byte])
      #expect(text == (byte < 16 ? "0" : "") + String(byte, radix: 16))
      #expect(Hexadecimal.bytes(text) == [byte])
    }
  }

  @Test func `Of all texts of two ASCII characters, 256 are a byte`() {
    var count = 0
    for first in UInt8(0)..<128 {
      for second in UInt8(0)..<128 {
        guard let bytes = Hexadecimal.bytes(digits: [first, second]) else { continue }
        count += 1
        #expect(Array(Hexadecimal.text(bytes).utf8) == [first, second])
      }
    }
    #expect(count == 256)
  }

  @Test(.tags(.refusal), arguments: ["0", "000", "0G", "AB", "aB", " 00", "00 ", "0x00", "００", "é", "\0\0"])
  func `Anything but pairs of lowercase digits is refused`(text: String) {
    #expect(Hexadecimal.bytes(text) == nil)
  }

  @Test func `No bytes are no digits`() {
    #expect(Hexadecimal.text([]) == "")
    #expect(Hexadecimal.bytes("") == [])
  }
}
