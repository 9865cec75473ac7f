/// One thing that is wrong with an input: what, where, by which rule, and what would be accepted.
public struct Fault: Error, Hashable, Sendable {
  /// A stable code such as `UNKNOWN_KEY`, the same in every language.
  ///
  /// Modules add their own codes as static members.
  public struct Code: Hashable, Sendable, RawRepresentable {
    /// The code as it is printed.
    public let rawValue: String
    /// The code printed as `rawValue`.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The code printed as `rawValue`.
    public init(_ rawValue: String) { self.rawValue = rawValue }
  }

  /// What kind of fault it is.
  public let code: Code
  /// Where it stands; nil when it concerns the input as a whole.
  public var place: Place?
  /// The input it stands in, where that is not the one that is reported on.
  public var source: String?
  /// The fault in words, with the offending value.
  public let message: Wording
  /// What would have been accepted.
  public let accepted: Wording
  /// The article the rule rests on, by its Chinese name; nil for faults of form.
  public let article: String?

  /// A fault of the given kind at `place`.
  public init(
    _ code: Code, at place: Place?, _ message: Wording, accepted: Wording, article: String? = nil
  ) {
    self.code = code
    self.place = place
    self.message = message
    self.accepted = accepted
    self.article = article
  }
}

extension Fault.Code: CustomStringConvertible {
  /// The code itself.
  public var description: String { rawValue }
}

extension Fault.Code {
  /// The text breaks the grammar of its notation.
  public static let malformed = Fault.Code("MALFORMED")
  /// The bytes are not text in an accepted encoding.
  public static let encoding = Fault.Code("INVALID_ENCODING")
  /// A string is not in Unicode normalisation form C, so equal texts could differ in bytes.
  public static let notNormalised = Fault.Code("NOT_NFC")
  /// An object names a key twice.
  public static let duplicateKey = Fault.Code("DUPLICATE_KEY")
  /// A key that no field is called.
  public static let unknownKey = Fault.Code("UNKNOWN_KEY")
  /// A required key is absent.
  public static let missingKey = Fault.Code("MISSING_KEY")
  /// A value of the wrong kind or outside what its field takes.
  public static let invalidValue = Fault.Code("INVALID_VALUE")
  /// A number that cannot be held exactly within the bounds.
  public static let numberOutOfRange = Fault.Code("NUMBER_OUT_OF_RANGE")
  /// More bytes, depth or elements than are read.
  public static let tooLarge = Fault.Code("TOO_LARGE")
}

/// The faults found while reading one input, all of them, in the order met.
public struct Faults: Sendable {
  /// A report stops growing here: a person cannot use more, and a hostile file must not fill memory.
  public static let reportLimit = 200

  /// The faults that are reported, at most `reportLimit`.
  public private(set) var list: [Fault] = []
  /// How many were found altogether.
  public private(set) var count = 0

  /// An empty report.
  public init() {}

  /// Whether nothing was found.
  public var isEmpty: Bool { count == 0 }

  /// Adds a fault to the report.
  public mutating func append(_ fault: Fault) {
    count += 1
    if list.count < Self.reportLimit { list.append(fault) }
  }

  /// Adds every fault of another report, each moved down by `lines`.
  public mutating func append(_ other: Faults, shiftedByLines lines: Int = 0) {
    for var fault in other.list where list.count < Self.reportLimit {
      fault.place = fault.place?.shifted(byLines: lines)
      list.append(fault)
    }
    count += other.count
  }
}
