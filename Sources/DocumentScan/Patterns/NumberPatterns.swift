/// Telephone numbers, unified social credit codes (GB 32100) and citizen numbers (GB 11643).
enum NumberPatterns {
  /// Mobile numbers, landline numbers with their area code, and service numbers; between two digits may stand one space,
  /// hyphen or full stop, and digits may be written in Chinese or by letters that look like them.
  static func telephones(_ text: [UInt32]) -> [PatternSearch.Match] {
    var matches: [PatternSearch.Match] = []
    var index = 0
    while index < text.count {
      guard text[index].spokenDigit != nil, text.at(index - 1).digitBefore == nil else {
        index += 1
        continue
      }
      if let end = telephone(text, from: index) {
        matches.append(PatternSearch.Match(rule: .telephone, range: index..<end))
        index = end
      } else {
        index += 1
      }
    }
    return matches
  }

  private static func telephone(_ text: [UInt32], from start: Int) -> Int? {
    var digits: [UInt32] = []
    var arabic = 0
    var index = start
    var end = start
    while digits.count < 13, let digit = text.at(index).spokenDigit {
      digits.append(digit)
      if text.at(index).isDigit { arabic += 1 }
      end = index + 1
      index = end
      if text.at(index).isNumberSeparator && text.at(index + 1).spokenDigit != nil { index += 1 }
    }
    // A number written by letters alone is a word.
    let isChinese = text[start..<end].allSatisfy { $0.isNumberSeparator || $0.isIdeograph || $0 == 0x3007 }
    guard text.at(end).digitBefore == nil, arabic * 2 >= digits.count || isChinese else { return nil }
    return isTelephone(digits, text, start..<end) ? end : nil
  }

  private static func isTelephone(_ digits: [UInt32], _ text: [UInt32], _ range: Range<Int>) -> Bool {
    let isMobile = digits.count == 11 && digits[0] == 1 && digits[1] >= 3
    let isMobileWithCountry = digits.count == 13 && digits.starts(with: [8, 6, 1]) && digits[3] >= 3
    // 400 and 800 numbers have ten digits; a landline needs its hyphen, or any figure with a leading zero would be one.
    let isService = digits.count == 10 && (digits.starts(with: [4, 0, 0]) || digits.starts(with: [8, 0, 0]))
    let hyphen = text[range].contains(0x2D)
    let isLandline = hyphen && (10...12).contains(digits.count) && digits[0] == 0 && digits[1] != 0
    return isMobile || isMobileWithCountry || (isService && hyphen) || isLandline
  }

  /// Unified social credit codes and citizen numbers whose check digits hold.
  ///
  /// In a text without spaces neighbours run together, so there a credit code must also hold the check digit of the
  /// organisation code (GB 11714) inside, and stand anywhere in a run.
  static func codes(_ text: [UInt32], isTight: Bool) -> [PatternSearch.Match] {
    var matches: [PatternSearch.Match] = []
    var index = 0
    while index + 18 <= text.count {
      let window = text[index..<(index + 18)]
      let isBounded = !text.at(index - 1).isLatin && !text.at(index + 18).isLatin
      guard let rule = rule(Array(window), isTight: isTight, isBounded: isBounded) else {
        index += 1
        continue
      }
      matches.append(PatternSearch.Match(rule: rule, range: index..<(index + 18)))
      index += 18
    }
    return matches
  }

  private static func rule(_ window: [UInt32], isTight: Bool, isBounded: Bool) -> ScanRule? {
    guard window[2...6].allSatisfy(\.isDigit) else { return nil }
    if isBounded && isCitizenNumber(window) { return .citizenNumber }
    guard isCreditCode(window) else { return nil }
    // One number in 31 holds the check digit by chance, so a number of digits alone must hold both as well.
    let standsAlone = isBounded && !isTight && !window.allSatisfy(\.isDigit)
    return standsAlone || holdsOrganisationCode(window) ? .creditCode : nil
  }

  private static let creditDigits = "0123456789abcdefghjklmnpqrtuwxy".scalarValues

  /// Whether the last of 18 signs is the check digit of the others, GB 32100-2015: weights 3^i modulo 31.
  static func isCreditCode(_ code: [UInt32]) -> Bool {
    let offices = "159any".scalarValues
    guard code.count == 18, offices.contains(code[0]) else { return false }
    var sum = 0
    var weight = 1
    var values: [Int] = []
    for sign in code {
      guard let value = creditDigits.firstIndex(of: sign) else { return false }
      values.append(value)
    }
    for value in values.dropLast() {
      sum += value * weight
      weight = weight * 3 % 31
    }
    return (31 - sum % 31) % 31 == values[17]
  }

  private static func holdsOrganisationCode(_ code: [UInt32]) -> Bool {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    var sum = 0
    for (weight, sign) in zip(weights, code[8..<16]) {
      sum += weight * (sign.isDigit ? Int(sign) - 0x30 : Int(sign) - 0x61 + 10)
    }
    let check = 11 - sum % 11
    let expected: UInt32 = check == 10 ? 0x78 : check == 11 ? 0x30 : 0x30 + UInt32(check)
    return code[16] == expected
  }

  /// Whether 18 signs are a citizen number: a date of birth and the check digit of GB 11643 (ISO 7064, MOD 11-2).
  static func isCitizenNumber(_ number: [UInt32]) -> Bool {
    guard number.count == 18, number.dropLast().allSatisfy(\.isDigit) else { return false }
    let digits = number.dropLast().map { Int($0) - 0x30 }
    let month = digits[10] * 10 + digits[11]
    let day = digits[12] * 10 + digits[13]
    guard [18, 19, 20].contains(digits[6] * 10 + digits[7]), (1...12).contains(month), (1...31).contains(day)
    else { return false }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return "10x98765432".scalarValues[sum % 11] == number[17]
  }
}

extension UInt32 {
  /// The digit that a reader takes the sign for.
  fileprivate var spokenDigit: UInt32? {
    if isDigit { return self - 0x30 }
    guard let alike = LookAlikes.digits[self], alike.isDigit else { return nil }
    return alike - 0x30
  }

  /// The digit of a number that goes on; letters do not count, since a word may touch a number.
  fileprivate var digitBefore: UInt32? { isDigit ? self - 0x30 : nil }

  fileprivate var isNumberSeparator: Bool { [0x20, 0x2D, 0x2E, 0xB7, 0x2010, 0x2013, 0x2014].contains(self) }
}
