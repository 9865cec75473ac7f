import Interchange
import Notation
import TestSupport
import Testing

@Suite struct EncodingTests {
  /// Reads a file of these bytes.
  private func read(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> InputText {
    let folder = try TemporaryFolder()
    return try InputText.read(path: folder.write("input", bytes), limit: limit, .utf8OrGB18030)
  }

  private func refusals(
    _ bytes: [UInt8], _ encodings: InputText.Encodings = .utf8OrGB18030
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    let path = try folder.write("input", bytes)
    let faults = #expect(throws: InputFaults.self) {
      try InputText.read(path: path, limit: 1 << 20, encodings)
    }
    return faults?.faults.brief ?? []
  }

  @Test("UTF-8 is read as it is, and nothing is said")
  func plain() throws {
    let text = try read(Array("投标人,𠮷".utf8))
    #expect(String(decoding: text.bytes, as: UTF8.self) == "投标人,𠮷")
    #expect(text.encodingNote == nil)
  }

  @Test("A byte order mark is dropped, and nothing is said")
  func byteOrderMark() throws {
    let text = try read([0xEF, 0xBB, 0xBF] + Array("报价".utf8))
    #expect(String(decoding: text.bytes, as: UTF8.self) == "报价")
    #expect(text.encodingNote == nil)
  }

  @Test(
    "GB18030 is recognised and said: GBK of two bytes and the sequences of four",
    arguments: [
      ([0xCD, 0xB6, 0xB1, 0xEA, 0xC8, 0xCB], "投标人"),
      ([0x41, 0xB1, 0xA8, 0xBC, 0xDB, 0x0A], "A报价\n"),
      ([0x81, 0x30, 0x84, 0x36], "\u{A5}"),
      ([0xC8, 0xCB, 0x95, 0x32, 0x82, 0x36], "人\u{20000}"),
      ([0x95, 0x34, 0xB2, 0x35, 0xC8, 0xCB], "\u{20BB7}人"),
      ([0xA1, 0xA2], "、"),
    ] as [([UInt8], String)])
  func gb18030(_ bytes: [UInt8], _ expected: String) throws {
    let text = try read(bytes)
    #expect(String(decoding: text.bytes, as: UTF8.self) == expected)
    #expect(text.encodingNote == Wording("read as GB18030", "按 GB18030 编码读取"))
  }

  @Test(
    "Bytes that are neither are refused at the character where UTF-8 ends",
    arguments: [
      ([0xFF], "1:1"),
      ([0x41, 0x0A, 0x42, 0xFF, 0x43], "2:2"),
      (Array("投标人\n报价".utf8) + [0x80], "2:3"),
      ([0x41, 0xE6, 0x0A], "1:2"),
      ([0xC3, 0x28], "1:1"),
      ([0xED, 0xA0, 0x80], "1:1"),
      ([0xF4, 0x90, 0x80, 0x80], "1:1"),
    ] as [([UInt8], String)])
  func invalid(_ bytes: [UInt8], _ place: String) throws {
    #expect(try refusals(bytes) == ["\(place) INVALID_ENCODING"])
  }

  @Test("After a byte order mark nothing but UTF-8 is accepted")
  func invalidAfterByteOrderMark() throws {
    // The rest alone would be GBK.
    #expect(try refusals([0xEF, 0xBB, 0xBF, 0x41, 0xB1, 0xA8]) == ["1:2 INVALID_ENCODING"])
  }

  @Test(
    "UTF-16 is refused by its byte order mark, not read as GB18030",
    arguments: [[0xFF, 0xFE], [0xFE, 0xFF]])
  func utf16(_ mark: [UInt8]) throws {
    #expect(try refusals(mark + [0x41, 0x00, 0x0A, 0x00]) == ["1:1 INVALID_ENCODING"])
  }

  @Test("Only tables may be GB18030: a document in it is refused at its first character")
  func documentInGB18030() throws {
    #expect(try refusals([0x41, 0xB1, 0xA8, 0xBC, 0xDB], .utf8) == ["1:2 INVALID_ENCODING"])
  }

  @Test("An empty file is an empty text")
  func empty() throws {
    #expect(try read([]).bytes.isEmpty)
    #expect(try read([0xEF, 0xBB, 0xBF]).bytes.isEmpty)
  }

  @Test("A file beyond its limit is refused, one at the limit is read")
  func limit() throws {
    #expect(try read(Array(repeating: 0x41, count: 100), limit: 100).bytes.count == 100)
    let refused = #expect(throws: InputFaults.self) {
      try read(Array(repeating: 0x41, count: 101), limit: 100)
    }
    #expect(refused?.faults.brief == ["TOO_LARGE"])
  }

  @Test("A file that cannot be read fails with the reason of the system")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: InputFailure.self) {
      try InputText.read(path: folder.path + "/missing", limit: 1, .utf8)
    }
    #expect(missing?.reason == "No such file or directory")
    let directory = #expect(throws: InputFailure.self) {
      try InputText.read(path: folder.path, limit: 1, .utf8)
    }
    #expect(directory?.reason == "Is a directory")
  }
}
