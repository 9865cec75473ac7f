internal import Glibc
internal import Notation

/// Finds the encoding of a text: UTF-8 with or without a byte order mark, else, where that is allowed, GB18030
/// (which contains GBK and GB 2312).
enum TextEncoding {
  /// The bytes in UTF-8 without a byte order mark, and what should be said about the encoding.
  ///
  /// - Throws: a fault with the place of the first byte that no accepted encoding explains.
  static func decode(
    _ bytes: [UInt8], _ encodings: InputText.Encodings
  ) throws(Fault) -> (bytes: [UInt8], note: Wording?) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes.dropFirst(3))
      guard let invalid = firstInvalidUTF8(rest) else { return (rest, nil) }
      throw fault(rest, at: invalid, encodings)
    }
    guard let invalid = firstInvalidUTF8(bytes) else { return (bytes, nil) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw fault(bytes, at: 0, encodings)
    }
    guard encodings == .utf8OrGB18030, let converted = fromGB18030(bytes) else {
      throw fault(bytes, at: invalid, encodings)
    }
    return (converted, Wording("read as GB18030", "按 GB18030 编码读取"))
  }

  /// The offset of the first byte that is not UTF-8, or nil.
  static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private static func fault(_ bytes: [UInt8], at offset: Int, _ encodings: InputText.Encodings) -> Fault {
    let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
    let place = Place(line: line, column: column)
    switch encodings {
    case .utf8:
      return Fault(
        .encoding, at: place, Wording("the bytes are not UTF-8", "字节不是 UTF-8"),
        accepted: Wording("UTF-8, with or without a byte order mark", "UTF-8（可带 BOM）"))
    case .utf8OrGB18030:
      return Fault(
        .encoding, at: place, Wording("the bytes are neither UTF-8 nor GB18030", "字节既不是 UTF-8 也不是 GB18030"),
        accepted: Wording("UTF-8, with or without a byte order mark, or GB18030", "UTF-8（可带 BOM）或 GB18030"))
    }
  }

  /// The text in UTF-8, or nil when the bytes are not GB18030.
  ///
  /// The C library's converter is used: it is strict, complete and on every machine that runs this.
  private static func fromGB18030(_ bytes: [UInt8]) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { iconv_close(converter) }
    // One or two bytes become at most three, four become at most four.
    var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    var input = bytes.map { CChar(bitPattern: $0) }
    let written: Int? = output.withUnsafeMutableBytes { output in
      input.withUnsafeMutableBufferPointer { input in
        var source = input.baseAddress
        var sourceLeft = input.count
        var target = output.bindMemory(to: CChar.self).baseAddress
        var targetLeft = output.count
        let result = iconv(converter, &source, &sourceLeft, &target, &targetLeft)
        return result == Int(bitPattern: UInt.max) || sourceLeft > 0 ? nil : output.count - targetLeft
      }
    }
    return written.map { Array(output[..<$0]) }
  }
}
