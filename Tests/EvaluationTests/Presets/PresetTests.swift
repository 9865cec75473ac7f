import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Presets")
struct PresetTests {
  @Test("Every preset is a scheme as it stands, with nothing to warn of", arguments: Preset.allCases)
  func isScheme(preset: Preset) throws {
    let scheme = try Scheme(preset.terms)
    #expect(scheme.warnings.isEmpty)
    #expect(scheme.terms == preset.terms)
  }

  @Test("Every preset reads back from what it writes", arguments: Preset.allCases)
  func roundTrip(preset: Preset) throws {
    let written = SchemeTerms.codec.encode(preset.terms)
    #expect(try SchemeTerms.codec.decoded(written) == preset.terms)
    let text = String(decoding: JSONWriter.bytes(written), as: UTF8.self)
    #expect(try SchemeTerms.codec.decoded(Value(fixture: text)) == preset.terms)
  }

  @Test(
    "Every preset is complete: no criterion was lost, the weights make 100, the chain ends",
    arguments: Preset.allCases)
  func isComplete(preset: Preset) throws {
    let terms = preset.terms
    let weights = terms.criteria.reduce(terms.price?.weight.tenThousandths ?? 0) {
      $0 + $1.weight.tenThousandths
    }
    #expect(weights == (terms.method.isScored ? 1_000_000 : 0))
    #expect(terms.criteria.count == (terms.method.isScored ? 3 : 0))
    #expect((terms.price != nil) == terms.method.isScored)
    #expect(terms.ties.last?.isFinal == true)
    #expect(terms.method.track == terms.track)
    #expect(!preset.summary.english.isEmpty && !preset.summary.chinese.isEmpty)
  }

  @Test("A preset's name carries its version", arguments: Preset.allCases)
  func name(preset: Preset) {
    #expect(preset.rawValue.hasSuffix("-v1"))
    #expect(preset.terms.version == 1)
  }

  @Test("A key that a file states replaces the preset's key whole")
  func overlay() throws {
    let terms = try Preset.procurementGoods.terms(
      #"{"rounding": {"total": {"decimals": 1, "mode": "down"}}}"#)
    #expect(terms.rounding == RoundingPlan(total: Rounding(decimals: 1, mode: .down)))
    #expect(terms.criteria == Preset.procurementGoods.terms.criteria)
  }
}
