package import Evaluation
package import Notation

/// A fixture that its type does not accept, so that a test stops at the line that wrote it.
package struct UnreadableFixture: Error {
  /// The text that was refused.
  package let text: String
}

extension Preset {
  /// The terms of the preset overlaid with the keys of a JSON object, as a scheme file overlays them.
  package func terms(_ json: String = "{}") throws -> SchemeTerms {
    try terms(try Value(fixture: json))
  }

  /// The terms of the preset overlaid with the keys of `changes`; a key of null is taken out.
  package func terms(_ changes: Value) throws -> SchemeTerms {
    let whole = SchemeTerms.codec.encode(terms).overlaid(with: changes)
    guard case .object(let members) = whole.content else { throw UnreadableFixture(text: rawValue) }
    let stated = members.filter {
      if case .null = $0.value.content { return false }
      return true
    }
    return try SchemeTerms.codec.decoded(Value(.object(stated)))
  }

  /// The checked scheme of those terms.
  package func scheme(_ json: String = "{}") throws -> Scheme { try Scheme(terms(json)) }

  /// The checked scheme of those terms.
  package func scheme(_ changes: Value) throws -> Scheme { try Scheme(terms(changes)) }
}

extension Value {
  /// The value of a JSON text.
  package init(fixture json: String) throws {
    var faults = Faults()
    guard let value = JSONReader.read(Array(json.utf8), into: &faults) else {
      throw UnreadableFixture(text: json)
    }
    self = value
  }
}

extension Codec {
  /// What `value` decodes to, without a fault.
  package func decoded(_ value: Value) throws -> Root {
    var reading = Reading(.strict)
    guard let root = decode(value, &reading), reading.faults.isEmpty else {
      throw UnreadableFixture(text: reading.faults.list.map(\.message.english).joined(separator: "; "))
    }
    return root
  }
}

extension Money {
  /// The amount of a decimal text in the major unit.
  package init(fixture text: String, _ currency: Currency = .cny) throws {
    guard let money = Money(try ExactDecimal(plain: text), currency) else {
      throw UnreadableFixture(text: text)
    }
    self = money
  }

  /// The amount of `minor` units.
  package init(fixture minor: Int64, _ currency: Currency = .cny) throws {
    guard let money = Money(minor: minor, currency) else { throw UnreadableFixture(text: "\(minor)") }
    self = money
  }
}

extension Points {
  /// The points of a decimal text.
  package init(fixture text: String) throws {
    guard let points = Points(try ExactDecimal(plain: text)) else { throw UnreadableFixture(text: text) }
    self = points
  }
}

extension Bid {
  /// A bid of `price` yuan, or without a price.
  package init(
    fixture bidder: String, _ price: String?, isResponsive: Bool = true, enterprise: Enterprise? = nil,
    share: String? = nil, adjustment: String? = nil, finding: Finding? = nil, in currency: Currency = .cny
  ) throws {
    self.init(
      bidder: BidderID(unchecked: bidder), price: try price.map { try Money(fixture: $0, currency) },
      isResponsive: isResponsive, enterprise: enterprise,
      smallShare: try share.map { try Points(fixture: $0) },
      adjustment: try adjustment.map { try Money(fixture: $0, currency) }, finding: finding)
  }
}

extension ScoreEntry {
  /// A score by `member`, or an objective one.
  package init(fixture bidder: String, _ criterion: String, _ member: String?, _ score: String) throws {
    guard let id = CriterionID(parsing: criterion) else { throw UnreadableFixture(text: criterion) }
    self.init(
      bidder: BidderID(unchecked: bidder), criterion: id, member: member.map { MemberID(unchecked: $0) },
      score: try Points(fixture: score))
  }
}

extension TenderInput {
  /// The input of a tender called T1.
  package init(
    fixture bids: [Bid], scores: [ScoreEntry] = [], ceiling: String? = nil, floor: String? = nil,
    in currency: Currency = .cny
  ) throws {
    self.init(
      tender: TenderID(unchecked: "T1"), ceiling: try ceiling.map { try Money(fixture: $0, currency) },
      floor: try floor.map { try Money(fixture: $0, currency) }, bids: bids, scores: scores)
  }
}

extension Outcome {
  /// The assessment of the bid called `name`.
  package subscript(name: String) -> Assessment? { assessments.first { $0.bidder.rawValue == name } }
}

extension Criterion {
  /// A criterion as a scheme file writes it.
  package static func json(
    _ id: String, weight: String, full: String = "100", kind: String = "panel", part: String = "technical"
  ) -> String {
    """
    {"id": "\(id)", "name": "\(id)", "weight": "\(weight)", "full": "\(full)", "kind": "\(kind)",
     "part": "\(part)", "dark": false, "aggregation": "mean"}
    """
  }
}
