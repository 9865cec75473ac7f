import AuditTrail
import Cryptography
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

@Suite struct KeysReleaseTests {
  @Test func `custodians wait for the public draw`() throws {
    var story = try Story.opening()
    story.assume { $0.draws.openingOrder = [] }
    #expect(try refusal { try story.release(.price, by: [1]) } == "RELEASE_BEFORE_DRAW")
    story.assumeDraw()
    try story.release(.price, by: [1])
    #expect(story.state.opening.releases == [.price: [1]])
  }

  @Test func `outside Chinese law nothing has to be drawn`() throws {
    var story = try Story.closedTender(.foreign, bids: 1)
    story.endKeyWindow()
    try story.release(.price, by: [1, 2, 3])
    #expect(story.state.opening.releases == [.price: [1, 2, 3]])
  }

  @Test func `in two sessions the technical part waits for no draw`() throws {
    var story = try Story.closedTender(session: .two)
    story.endKeyWindow()
    try story.release(.technical, by: [1, 2])
    #expect(try refusal { try story.release(.price, by: [1]) } == "KEY_WINDOW_NOT_OPEN")
  }

  @Test(arguments: [(2, nil), (3, "INVALID_CUSTODIAN_KEYS")] as [(UInt8, String?)])
  func `any two of three custodians open a part`(threshold: UInt8, code: String?) throws {
    var story = try Story()
    try story.announce()
    let key = try AgreementPrivateKey(SecretBytes(repeatElement(7, count: 32))).publicKey
    let message = try CustodianKeyMessage(
      log: Story.log, tender: story.tender, part: .price, index: 1, threshold: threshold, count: 3, key: key)
    let found = try refusal {
      try story.take(CustodianKeyLog(TenderKey(message, signature: [1])), by: Story.tenderer)
    }
    #expect(found == code)
  }

  @Test func `keys that were logged in part open nothing`() throws {
    var story = try Story.opening()
    let release = try story.release(of: .price, 1)
    story.assume { tender in
      tender.bidding.keys = tender.bidding.keys.filter { $0.key.purpose != "price" || $0.key.index != 3 }
    }
    let found = try refusal {
      try story.take(KeysRelease(release, signature: [1]), by: Story.tenderer, enclosing: [release.bytes])
    }
    #expect(found == "INVALID_CUSTODIAN_KEYS")
  }

  @Test func `a release comes with its message`() throws {
    var story = try Story.opening()
    let release = try story.release(of: .price, 1)
    let found = try refusal { try story.take(KeysRelease(release, signature: [1]), by: Story.tenderer) }
    #expect(found == "ENCLOSURE_MISSING")
  }

  @Test func `a key is released once`() throws {
    var story = try Story.opening()
    try story.release(.price, by: [1])
    #expect(try refusal { try story.release(.price, by: [1]) } == "KEY_RELEASED")
  }

  @Test func `a custodian releases its own key alone`() throws {
    var story = try Story.opening()
    let release = try story.release(of: .price, 1)
    let found = try refusal {
      try story.take(KeysRelease(release, signature: [1]), by: Story.notary, enclosing: [release.bytes])
    }
    #expect(found == "WRONG_MESSAGE")
    let bidder = try refusal {
      try story.take(
        KeysRelease(release, signature: [1]), by: Story.bidders[0], enclosing: [release.bytes])
    }
    #expect(bidder == "NOT_AUTHORISED")
  }

  @Test func `after the record nothing is released`() throws {
    var story = try Story.closedTender(session: .two)
    try story.openBids(prices: prices)
    #expect(story.state.stage == .opened)
    story.assumeLock()
    #expect(try refusal { try story.release(.technical, by: [3]) } == "OPENING_CONCLUDED")
  }
}
