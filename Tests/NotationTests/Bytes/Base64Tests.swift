import Notation
import TestSupport
import Testing

@Suite struct Base64Tests {
  @Test(
    .tags(.vector),
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func `The vectors of RFC 4648 come out`(plain: String, text: String) {
    #expect(Base64.text(Array(plain.utf8)) == text)
    #expect(Base64.bytes(text) == Array(plain.utf8))
  }

  @Test func `All bytes of length one and two have one text each`() {
    for first in UInt8.min...UInt8.max {
      #expect(Base64.bytes(Base64.text([first])) == [first])
      for second in UInt8.min...UInt8.max {
        #expect(Base64.bytes(Base64.text([first, second])) == [first, second])
      }
    }
  }

  @Test
  func `All texts of up to four of the characters that matter are refused or the one text of their bytes`() {
    // Digits from every part of the alphabet, with zero and non-zero low bits, and what could pass for one.
    let characters = Array("AQgwBf09+/=-_ \n\r\0é".utf8)
    var texts: [[UInt8]] = [[]]
    var accepted = 0
    for length in 0...4 {
      for text in texts where text.count == length {
        if let bytes = Base64.bytes(String(decoding: text, as: UTF8.self)) {
          accepted += 1
          #expect(Array(Base64.text(bytes).utf8) == text)
          #expect(length == 0 || length == 4)
        }
      }
      if length < 4 { texts = texts.flatMap { text in characters.map { text + [$0] } } }
    }
    // The empty text; XX== with X of 10 digits and low bits zero; XXX=; XXXX.
    #expect(accepted > 10_000)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "Zm9v\n", " Zm9v", "Zm9v=", "Zm9v====", "====", "Z===",
      "Zg==Zg==",
      "Zm8=Zm9v", "Zm_v", "Zm-v", "Zg= =", "=Zg=", "Z=g=",
    ])
  func `Padding, alphabet and leftover bits have one form`(text: String) {
    #expect(Base64.bytes(text) == nil)
  }
}
