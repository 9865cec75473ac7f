import Notation

/// Reads the lines of a roster once, without a string a line.
struct RosterScan {
  /// A stratum and what its lines are compared with first.
  struct Stratum {
    let id: StratumID
    /// Its first eight bytes, zeros where it has fewer.
    let word: UInt64
  }

  private(set) var starts: [UInt32] = []
  private(set) var marks: [UInt16] = []
  private(set) var strata: [Stratum] = []
  private let announcementIndex: UInt64
  /// The stratum of the line before, which is most often that of the next.
  private var latest = 0
  private var previous = 0..<0
  private var previousWord: UInt64 = 0

  static let recused: UInt16 = 0x8000
  static let stratumMask: UInt16 = 0x7FFF
  static let tokenCount = 64
  static let stratumOffset = tokenCount + 1
  /// The line with a stratum of one byte and without recusal.
  private static let shortestLine = 134
  private static let tab = UInt8(ascii: "\t")
  private static let lineFeed = UInt8(ascii: "\n")

  init(byteCount: Int, announcementIndex: UInt64) {
    self.announcementIndex = announcementIndex
    starts.reserveCapacity(byteCount / Self.shortestLine)
    marks.reserveCapacity(byteCount / Self.shortestLine)
  }

  mutating func read(_ bytes: RawSpan) throws(Fault) {
    var start = 0
    while start < bytes.byteCount { start = try readLine(bytes, from: start) }
  }

  /// Reads the line at `start` and returns where the next one begins.
  private mutating func readLine(_ bytes: RawSpan, from start: Int) throws(Fault) -> Int {
    let count = bytes.byteCount
    guard count - start >= Self.shortestLine,
      HexadecimalWords.areDigits(bytes, at: start, count: Self.tokenCount),
      Self.byte(bytes, start + Self.tokenCount) == Self.tab
    else { throw badLine() }
    let stratumStart = start + Self.stratumOffset
    var unitStart = stratumStart
    while Self.byte(bytes, unitStart) != Self.tab {
      unitStart += 1
      if unitStart > stratumStart + 64 || unitStart >= count { throw badLine() }
    }
    let stratum = try stratum(bytes, stratumStart..<unitStart)
    unitStart += 1
    let tail = unitStart + Self.tokenCount + 1
    guard count - tail >= 2, HexadecimalWords.areDigits(bytes, at: unitStart, count: Self.tokenCount),
      Self.byte(bytes, tail - 1) == Self.tab
    else { throw badLine() }
    var end = tail + 1
    var mark = UInt16(stratum)
    if Self.byte(bytes, tail) != UInt8(ascii: "-") || Self.byte(bytes, end) != Self.lineFeed {
      end = try readRecusal(bytes, from: tail)
      mark |= Self.recused
    }
    let word = Self.word(bytes, start).bigEndian
    if word <= previousWord, !starts.isEmpty { try compare(bytes, start..<end, mark) }
    previousWord = word
    previous = start..<end
    starts.append(UInt32(start))
    marks.append(mark)
    return end + 1
  }

  /// Reads `code:index` and returns where its line feed stands.
  private func readRecusal(_ bytes: RawSpan, from start: Int) throws(Fault) -> Int {
    var text: [UInt8] = []
    var end = start
    // A code of 32 bytes, a colon, an index of 20 digits.
    while end < bytes.byteCount, end - start <= 53, Self.byte(bytes, end) != Self.lineFeed {
      text.append(Self.byte(bytes, end))
      end += 1
    }
    let fields = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard end < bytes.byteCount, Self.byte(bytes, end) == Self.lineFeed, fields.count == 2,
      RecusalCode.isCode(fields[0]),
      let index = PlanLines.number(String(decoding: fields[1], as: UTF8.self), in: 0...UInt64.max)
    else { throw badLine() }
    guard index < announcementIndex else {
      throw fault(
        .rosterRecusalEvidence, Wording("evidence of a recusal at leaf \(index)", "回避依据在第 \(index) 叶"),
        accepted: Wording("a leaf below \(announcementIndex)", "早于第 \(announcementIndex) 叶"))
    }
    return end
  }

  private mutating func stratum(_ bytes: RawSpan, _ range: Range<Int>) throws(Fault) -> Int {
    // There are 64 bytes of a token after every stratum, or the line is refused later.
    guard bytes.byteCount - range.lowerBound >= 8, !range.isEmpty else { throw badLine() }
    var word = UInt64(littleEndian: Self.word(bytes, range.lowerBound))
    if range.count < 8 { word &= (1 << UInt64(8 * range.count)) - 1 }
    if latest < strata.count, isStratum(latest, word, bytes, range) { return latest }
    if let index = strata.indices.first(where: { isStratum($0, word, bytes, range) }) {
      latest = index
      return index
    }
    let text = range.map { Self.byte(bytes, $0) }
    guard strata.count < Roster.maximumStrata, let id = StratumID(String(decoding: text, as: UTF8.self))
    else {
      throw badLine()
    }
    strata.append(Stratum(id: id, word: word))
    latest = strata.count - 1
    return latest
  }

  private func isStratum(_ index: Int, _ word: UInt64, _ bytes: RawSpan, _ range: Range<Int>) -> Bool {
    guard strata[index].word == word else { return false }
    let name = strata[index].id.rawValue.utf8
    guard name.count == range.count else { return false }
    return range.count <= 8 || zip(name, range).allSatisfy { $0 == Self.byte(bytes, $1) }
  }

  /// Compares a line with the one before where their first bytes do not tell their order.
  private func compare(_ bytes: RawSpan, _ line: Range<Int>, _ mark: UInt16) throws(Fault) {
    let shared = zip(previous, line).prefix { Self.byte(bytes, $0) == Self.byte(bytes, $1) }.count
    let isAscending =
      shared < previous.count && shared < line.count
      ? Self.byte(bytes, previous.lowerBound + shared) < Self.byte(bytes, line.lowerBound + shared)
      : previous.count < line.count
    let isSameToken = shared >= Self.tokenCount
    let before = marks[marks.count - 1]
    guard isAscending, !(isSameToken && before & Self.stratumMask == mark & Self.stratumMask) else {
      throw fault(
        .rosterOrder, Wording("out of order, or there already", "次序有误或重复"),
        accepted: Wording("lines sorted by bytes, one a token and stratum", "按字节排序，每个令牌和类别一行"))
    }
    guard isSameToken else { return }
    let isSameEmployer = zip(unit(previous, before), unit(line, mark)).allSatisfy {
      Self.byte(bytes, $0) == Self.byte(bytes, $1)
    }
    guard isSameEmployer, before & Self.recused == mark & Self.recused else {
      throw fault(
        .rosterContradiction,
        Wording("the token has another employer or recusal before", "同一令牌的单位或回避情形前后不一"),
        accepted: Wording("one employer, and recused in all strata or none", "单位一致，回避情形一致"))
    }
  }

  private func unit(_ line: Range<Int>, _ mark: UInt16) -> Range<Int> {
    let name = strata[Int(mark & Self.stratumMask)].id.rawValue.utf8.count
    let start = line.lowerBound + Self.stratumOffset + name + 1
    return start..<start + Self.tokenCount
  }

  private static func byte(_ bytes: RawSpan, _ offset: Int) -> UInt8 {
    bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }

  private static func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
    bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  private func badLine() -> Fault {
    fault(
      .rosterLine, Wording("not a line of a roster", "不是名册的一行"),
      accepted: Wording(
        "64 hexadecimal digits, stratum, 64 hexadecimal digits, - or code:leaf index, with tabs and a line feed",
        "64 位十六进制、类别、64 位十六进制、- 或 代码:叶序号，以制表符分隔并以换行结束"))
  }

  private func fault(_ code: Fault.Code, _ message: Wording, accepted: Wording) -> Fault {
    Fault(code, at: Place(line: starts.count + 1, column: 1), message, accepted: accepted)
  }
}
