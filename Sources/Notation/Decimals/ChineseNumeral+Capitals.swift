extension ChineseNumeral {
  /// The canonical capital amount (大写金额) of `fen`, as cheques and bids have it; nil for a negative number.
  ///
  /// Sections of four digits closed by 万 and 亿; one 零 for each gap of zeros inside the number, however long, none for
  /// zeros at the end of a section that the next digit follows at once; 整 when there is no 分. Amounts under one yuan
  /// begin with 角 or 分, and nothing is 零元整.
  public static func capitalAmount(fen: Int64) -> String? {
    guard fen >= 0 else { return nil }
    guard fen > 0 else { return "零元整" }
    let (yuan, jiao, cents) = (fen / 100, Int(fen / 10 % 10), Int(fen % 10))
    var text = yuan > 0 ? capitals(yuan) + "元" : ""
    if jiao > 0 { text += capitalDigits[jiao] + "角" }
    guard cents > 0 else { return text + "整" }
    if jiao == 0, yuan > 0 { text += "零" }
    return text + capitalDigits[cents] + "分"
  }

  /// The capitals of a positive whole number.
  private static func capitals(_ number: Int64) -> String {
    let hundredMillions = number / 100_000_000
    // Above 亿 the same sections begin again: 玖拾万亿.
    var text = hundredMillions > 0 ? capitals(hundredMillions) + "亿" : ""
    var isGap = false
    for (section, mark) in [(Int(number / 10_000 % 10_000), "万"), (Int(number % 10_000), "")] {
      guard section > 0 else {
        isGap = true
        continue
      }
      if !text.isEmpty, isGap || section < 1000 { text += "零" }
      text += capitalSection(section) + mark
      isGap = false
    }
    return text
  }

  /// The capitals of 1 to 9,999.
  private static func capitalSection(_ number: Int) -> String {
    var (text, isGap) = ("", false)
    for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
      let digit = number / unit % 10
      guard digit > 0 else {
        isGap = true
        continue
      }
      if isGap, !text.isEmpty { text += "零" }
      text += capitalDigits[digit] + name
      isGap = false
    }
    return text
  }

  private static let capitalDigits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
}
