import Cryptography
import Notation

/// The file inside a plaintext that comes in chunks: its length, the file, zeros.
struct PaddedFile: ~Copyable {
  private let plaintextByteCount: Int
  private let padding: EnvelopePadding
  private let part: Part
  private var digest = DigestContext()
  private var byteCount = 0
  /// Bytes of the file that are still to come; nil before the first chunk.
  private var missing: Int?
  /// What is wrong with the padding; reported at the end, after the whole payload is known to be the bidder's.
  private var fault: Wording?
  /// The file of a price part, as far as one may be long.
  private var price: [UInt8] = []

  init(plaintextByteCount: Int, padding: EnvelopePadding, part: Part) {
    self.plaintextByteCount = plaintextByteCount
    self.padding = padding
    self.part = part
  }

  /// Takes the next chunk and gives what is of the file to `sink`.
  mutating func take(_ chunk: [UInt8], to sink: ByteSink) throws {
    var rest = chunk[...]
    if missing == nil { missing = begin(&rest) }
    guard fault == nil, let missing else { return }
    let content = rest.prefix(missing)
    self.missing = missing - content.count
    digest.update(content)
    if part == .price { price += content.prefix(PricePart.maximumByteCount + 1 - price.count) }
    if !content.isEmpty { try sink(content) }
    if !rest.dropFirst(content.count).allSatisfy({ $0 == 0 }) {
      fault = Wording("the padding is not zero", "填充字节不为零")
    }
  }

  /// What the plaintext held.
  mutating func finish() throws(OpeningFailure) -> OpenedPart {
    if missing != 0, fault == nil { fault = Wording("the plaintext ends within the file", "明文在文件中途结束") }
    if let fault { throw OpeningFailure(OpeningFault(.malformedPadding, fault)) }
    var opened: PricePart?
    if part == .price {
      do throws(Fault) {
        opened = try PricePart(reading: price)
      } catch {
        throw OpeningFailure(OpeningFault(.malformedPrice, error.message))
      }
    }
    return OpenedPart(digest: digest.finish(), byteCount: byteCount, price: opened)
  }

  /// Reads the length at the beginning; the number of bytes of the file, or 0 with a fault.
  private mutating func begin(_ chunk: inout ArraySlice<UInt8>) -> Int {
    var reader = MessageReader(chunk)
    guard let length = try? reader.integer(UInt64.self), let count = Int(exactly: length),
      let expected = try? padding.plaintextByteCount(fileByteCount: count), expected == plaintextByteCount
    else {
      fault = Wording(
        "a plaintext of \(plaintextByteCount) bytes does not fit the length of its file",
        "明文长 \(plaintextByteCount) 字节，与文件长度不符")
      return 0
    }
    chunk = chunk.dropFirst(EnvelopePadding.lengthByteCount)
    byteCount = count
    return count
  }
}
