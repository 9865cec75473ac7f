/// Where something stands in a source text: line and column, both counted from 1.
///
/// A column counts Unicode scalars, so that it agrees with what an editor shows.
public struct Place: Hashable, Sendable {
  /// The line, from 1; 0 in `Place.nowhere`.
  public let line: UInt32
  /// The column in Unicode scalars, from 1; 0 in `Place.nowhere`.
  public let column: UInt32

  /// The place at `line` and `column`; what does not fit 32 bits is clamped.
  public init(line: Int, column: Int) {
    self.line = UInt32(clamping: line)
    self.column = UInt32(clamping: column)
  }

  /// The place of a value that was built rather than read.
  public static let nowhere = Place(line: 0, column: 0)

  /// The same place when the text it stands in begins `lines` lines further down.
  public func shifted(byLines lines: Int) -> Place {
    self == .nowhere ? self : Place(line: Int(line) + lines, column: Int(column))
  }
}

extension Place: CustomStringConvertible {
  /// Line and column, for example `14:23`.
  public var description: String { "\(line):\(column)" }
}
