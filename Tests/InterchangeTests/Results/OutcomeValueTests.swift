import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct OutcomeValueTests {
  private static let terms = """
    preset: gp-goods-v1
    ceiling: 200
    criteria:
      - {id: tech, name: 技术, weight: 50, full: 100, kind: panel, part: technical, aggregation: mean}
      - {id: record, name: 业绩, weight: 20, full: 50, kind: objective, part: business, aggregation: mean}
    rounding: {member_average: {decimals: 1, mode: half_up}, total: {decimals: 2, mode: half_up}}
    """

  /// Worked by hand: P′ of 甲 is 120 × 0.9 = 108, which is the benchmark, so 甲 scores 100 and 乙 135 ÷ … = 80.
  private static let tender = """
    {"tender": "包,1", "bids": [
      {"bidder": "甲", "price": "120", "enterprise": "small"},
      {"bidder": "乙 \\"丙\\"", "price": 135},
      {"bidder": "丁", "price": "201"},
      {"bidder": "戊", "price": "90.00", "finding": "INVALID"}],
     "scores": [
      {"bidder": "甲", "criterion": "tech", "member": "E1", "score": 80},
      {"bidder": "甲", "criterion": "tech", "member": "E2", "score": 81},
      {"bidder": "甲", "criterion": "tech", "member": "E3", "score": 81},
      {"bidder": "乙 \\"丙\\"", "criterion": "tech", "member": "E1", "score": 90},
      {"bidder": "乙 \\"丙\\"", "criterion": "tech", "member": "E2", "score": 90},
      {"bidder": "乙 \\"丙\\"", "criterion": "tech", "member": "E3", "score": 90},
      {"bidder": "甲", "criterion": "record", "score": "40.5"},
      {"bidder": "乙 \\"丙\\"", "criterion": "record", "score": 50}]}
    """

  private let scheme: Scheme
  private let outcome: Outcome

  init() throws {
    let file = try SchemeFile.read(InputText(Self.terms), .yaml)
    scheme = file.scheme
    outcome = try scheme.evaluate(TenderDocument.read(InputText(Self.tender), .json, file).input)
  }

  @Test("A result in JSON states what is computed and leaves out what is not")
  func json() {
    let expected = """
      {"kind":"tender","tender":"包,1","method":"M4","currency":"CNY","provisional":false,"benchmark":"108/1",\
      "winner":{"kind":"unique","bidders":["乙 \\"丙\\""]},\
      "candidates":{"certain":["乙 \\"丙\\"","甲"],"open":[]},"bids":[\
      {"bidder":"乙 \\"丙\\"","price":"135.00","status":"ranked","rank":1,"tie":"none","adjusted_price":"135/1",\
      "price_score":"80/1","parts":[{"id":"price","value":"80/1","part":"24/1"},\
      {"id":"tech","value":"90.0","part":"45/1"},{"id":"record","value":"50/1","part":"20/1"}],"total":"89.00",\
      "triggers":[]},\
      {"bidder":"甲","price":"120.00","status":"ranked","rank":2,"tie":"none","adjusted_price":"108/1",\
      "price_score":"100/1","parts":[{"id":"price","value":"100/1","part":"30/1"},\
      {"id":"tech","value":"80.7","part":"807/20"},{"id":"record","value":"81/2","part":"81/5"}],"total":"86.55",\
      "triggers":[]},\
      {"bidder":"丁","price":"201.00","status":"rejected","triggers":[],"rejection":"OVER_CEILING"},\
      {"bidder":"戊","price":"90.00","status":"rejected","triggers":["T4"],"finding":"INVALID",\
      "rejection":"LOW_PRICE_INVALID"}]}
      """
    #expect(String(decoding: JSONWriter.bytes(outcome.value(scheme)), as: UTF8.self) == expected)
  }

  @Test("A result in CSV has a row for each bid, names quoted where the grammar needs it")
  func csv() {
    var bytes = Array(ResultTable.header.utf8)
    ResultTable.append(outcome, scheme, to: &bytes)
    let expected = """
      tender,bidder,price,status,rank,tie,candidate,adjusted_price,price_score,total,triggers,rejection
      "包,1","乙 ""丙""\",135.00,ranked,1,none,yes,135/1,80/1,89.00,,
      "包,1",甲,120.00,ranked,2,none,yes,108/1,100/1,86.55,,
      "包,1",丁,201.00,rejected,,,,,,,,OVER_CEILING
      "包,1",戊,90.00,rejected,,,,,,,T4,LOW_PRICE_INVALID

      """
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test("The steps of an evaluation in JSON carry formula, inputs, the value before rounding and after")
  func trace() throws {
    let file = try SchemeFile.read(InputText(Self.terms), .yaml)
    let trace = try scheme.explain(TenderDocument.read(InputText(Self.tender), .json, file).input).trace
    guard case .array(let steps) = trace.value(scheme).content else {
      Issue.record("the steps are a list")
      return
    }
    let texts = steps.map { String(decoding: JSONWriter.bytes($0), as: UTF8.self) }
    #expect(
      texts.contains(
        """
        {"step":"computed","point":"member_average","bidder":"甲","criterion":"tech","formula":"x = Σ xᵢ ÷ m",\
        "inputs":{"E1":"80/1","E2":"81/1","E3":"81/1"},"unrounded":"242/3",\
        "rounding":{"decimals":1,"mode":"half_up"},"value":"807/10"}
        """))
    #expect(
      texts.contains(
        """
        {"step":"rejected","bidder":"丁","rejection":"OVER_CEILING",\
        "article":"政府采购货物和服务招标投标管理办法 第六十三条","limit":"200/1"}
        """))
    #expect(texts.contains(#"{"step":"judged","bidder":"戊"}"#))
  }
}
