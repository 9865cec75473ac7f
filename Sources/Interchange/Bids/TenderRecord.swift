package import Evaluation
package import Notation

/// The bids of one tender with the places where they were written.
package struct TenderRecord: Sendable {
  /// What is evaluated.
  package internal(set) var input: TenderInput
  /// Where the tender begins.
  package let place: Place
  /// Where each bid stands.
  package internal(set) var bidPlaces: [Place]
  /// Where each score stands; in the score file where one was given.
  package internal(set) var scorePlaces: [Place]

  /// The score file that was added, with the position of its first score.
  package internal(set) var scoreFile: (name: String, start: Int)?

  /// The faults of `refusals` at the places of this tender.
  package func faults(_ refusals: [Refusal]) -> Faults {
    var faults = Faults()
    for refusal in refusals {
      let place: Place =
        switch refusal.subject {
        case .scheme, .tender: self.place
        case .bid(let index): bidPlaces.indices.contains(index) ? bidPlaces[index] : self.place
        case .score(let index): scorePlaces.indices.contains(index) ? scorePlaces[index] : self.place
        }
      var fault = refusal.fault(at: place == .nowhere ? nil : place)
      if case .score(let index) = refusal.subject, let scoreFile, index >= scoreFile.start {
        fault.source = scoreFile.name
      }
      faults.append(fault)
    }
    return faults
  }
}

extension TenderRecord {
  /// The record that a structured document states; nil with faults added otherwise.
  init?(_ document: Value, _ codec: Codec<TenderInput>, _ reading: inout Reading) {
    guard let input = codec.decode(document, &reading) else { return nil }
    self.input = input
    place = document.place
    bidPlaces = Self.places(document["bids"])
    scorePlaces = Self.places(document["scores"])
  }

  private static func places(_ list: Value?) -> [Place] {
    guard case .array(let elements) = list?.content else { return [] }
    return elements.map(\.place)
  }
}
