package import Evaluation
import Notation

extension Refusal {
  /// The code and what is refused in one line, such as `WEIGHTS_NOT_100 criteria` or `PRICE_MISSING bid[2]`.
  package var line: String {
    switch subject {
    case .scheme(let path): "\(code) \(path)"
    case .tender: "\(code) tender"
    case .bid(let index): "\(code) bid[\(index)]"
    case .score(let index): "\(code) score[\(index)]"
    }
  }
}

extension SchemeTerms {
  /// The lines of what refuses these terms; empty for terms that make a scheme.
  package var refusalLines: [String] {
    do throws(Refusals) {
      _ = try Scheme(self)
      return []
    } catch {
      return error.list.map(\.line)
    }
  }
}

extension Scheme {
  /// The lines of what refuses `input`; empty for an input that is evaluated.
  package func refusalLines(_ input: TenderInput) -> [String] { refusals(of: input).map(\.line) }

  /// What refuses `input`; empty for an input that is evaluated.
  package func refusals(of input: TenderInput) -> [Refusal] {
    do throws(Refusals) {
      _ = try evaluate(input)
      return []
    } catch {
      return error.list
    }
  }
}
