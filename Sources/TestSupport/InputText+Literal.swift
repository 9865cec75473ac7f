package import Interchange
package import Notation

extension InputText: ExpressibleByStringLiteral {
  /// A text in memory called `test`.
  package init(_ text: String) { self.init(name: "test", utf8: Array(text.utf8)) }

  /// A text in memory called `test`.
  package init(stringLiteral value: String) { self.init(value) }
}

extension Faults {
  /// Each fault as `line:column CODE`; only its code where it concerns the input as a whole.
  package var brief: [String] {
    list.map { fault in (fault.place.map { "\($0) " } ?? "") + fault.code.rawValue }
  }
}

extension InputFaults {
  /// What `body` refuses, each fault as `line:column CODE`; empty when it refuses nothing.
  package static func brief<Read>(_ body: () throws(InputFaults) -> Read) -> [String] {
    faults(body)?.brief ?? []
  }

  /// What `body` refuses; nil when it refuses nothing.
  package static func faults<Read>(_ body: () throws(InputFaults) -> Read) -> Faults? {
    do throws(InputFaults) {
      _ = try body()
      return nil
    } catch {
      return error.faults
    }
  }
}
