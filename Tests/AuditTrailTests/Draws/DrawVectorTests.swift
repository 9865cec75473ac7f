import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// The vectors of formats, section 6.
@Suite(.tags(.vector)) struct DrawVectorTests {
  @Test func `Tokens, salt commitment, roster and plan of the panel vector`() throws {
    let salt = try DrawFixture.salt()
    #expect(
      try DrawFixture.token("E01").hexadecimal
        == "e767b6be54a840ad922f2f5a442e83692973142c61536b67f8d41fdd6a09fba1")
    #expect(
      salt.token(of: EmployerID(unchecked: "U1")).hexadecimal
        == "6e49aa372bcb5f636c0ca822a303cdc8e1386110e1144ab7061d680aae1f059a")
    #expect(
      salt.commitment.hexadecimal == "33b30487eeeeecf6bbe82f29bf040828d9699ff2d8489eef2742e80d42b06ed6")
    #expect(
      try DrawFixture.roster().digest.hexadecimal
        == "f0c776f7e600e2d8ddfe4802a42edfe69199df53d86498448d628f0a448f7ad9")
    #expect(
      try PanelPlan(parsing: DrawFixture.panelPlan).digest.hexadecimal
        == "8ba7b0f5279cd3266908f88c5c6981a25ff247a1d5f418e273b0b47f15b73a47")
  }

  @Test func `Context, commitments and seeds of the panel vector`() throws {
    let announcement = try DrawFixture.announcement(.panel)
    #expect(announcement.id.rawValue == "T-2026-0001/panel/1")
    #expect(
      announcement.context.hexadecimal == "635461e44a0f07c3f6e729cc6b127406aaebb6fca8d17b266576e0e60e1de87d")
    let commitments = try DrawFixture.parties.map {
      try DrawFixture.chain(announcement, $0).commitment.hexadecimal
    }
    #expect(
      commitments == [
        "25d325592b6b592170e1895654c9cb05e575ab36047eb87218ab556f0fa51395",
        "ac9ffdc8fccd2ccb7d199f38a6df3be6c0db932868026405d4d37ac375776f4a",
        "194e608ce61c45e96c63ee167aac720ecb16c3e740eb3b6f32720d6cdc985402",
      ])
    #expect(
      try Hexadecimal.text(DrawFixture.seed(announcement, round: 0).secret.exposed)
        == "1d41745fc0973ec2cc44e3c2c201f61383086d65ab5eb7590b9392c8ec500eb4")
    #expect(
      try Hexadecimal.text(DrawFixture.seed(announcement, round: 1).secret.exposed)
        == "722684ed692f38d271eb044b61086dd320875ee3cd872c6f73754d2a509cb205")
  }

  @Test func `The lowest tickets come first, in both strata of the panel vector`() throws {
    let seed = try DrawFixture.seed(DrawFixture.announcement(.panel), round: 0)
    let tech =
      "E08:42a1a147 E03:54aa3a94 E12:59feb992 E09:5bd758c6 E01:74ff352a E02:775626d7 E11:95691800 E06:963193ab "
      + "E10:a0b7b13a E05:cc3a6d79 E07:cdd2f0fb E04:ed62d989"
    let econ =
      "E13:3b0f3b35 E17:3c106e2e E12:52784fa3 E11:533ea59f E15:6fb49d5c E16:8a95f13f E14:99a736f6 E18:fedb9bb5"
    for (stratum, expected) in [("tech", tech), ("econ", econ)] {
      let tickets = try DrawFixture.experts().filter { $0.stratum.rawValue == stratum }.map {
        (try seed.ticket(stratum, DrawFixture.token($0.name).bytes), $0.name)
      }
      let text = tickets.sorted { $0.0 < $1.0 }.map { "\($0.1):\($0.0.hexadecimal.prefix(8))" }
      #expect(text.joined(separator: " ") == expected)
    }
  }

  @Test func `Round 0 seats five, E08 declines, round 1 seats E10`() throws {
    let announcement = try DrawFixture.announcement(.panel)
    let roster = try DrawFixture.roster()
    try roster.check(against: announcement)
    var seating = PanelSeating(plan: try PanelPlan(parsing: DrawFixture.panelPlan))
    try seating.draw(from: roster, seed: DrawFixture.seed(announcement, round: 0))
    let first = try seating.seated(in: 0).map { try $0.tokens.map(DrawFixture.name) }
    #expect(first == [["E08", "E03", "E12"], ["E17", "E11"]])
    try seating.record(ExpertReply(token: DrawFixture.token("E08"), round: 0, answer: .decline))
    try seating.draw(from: roster, seed: DrawFixture.seed(announcement, round: 1))
    let second = try seating.seated(in: 1).map { try $0.tokens.map(DrawFixture.name) }
    #expect(second == [["E10"], []])
  }

  @Test func `The messages of the panel vector`() throws {
    let announcement = try DrawFixture.announcement(.panel)
    let token = try DrawFixture.token("E08")
    let decline = ExpertReply(token: token, round: 0, answer: .decline)
    #expect(
      decline.message(in: announcement.context).digest.hexadecimal
        == "222b5962f23c0bbea1d1e5fe976453045ea2b14ae87f22883a543dd2928e7053")
    let silence = try NoAnswer(
      token: token, round: 0, attempts: 3, first: DrawFixture.instant(1_790_000_000_000),
      last: DrawFixture.instant(1_790_003_600_000), channel: "phone")
    #expect(
      silence.message(in: announcement.context).digest.hexadecimal
        == "875423dd009edc78668ac4a7035d2399bab884648094add81408b34e7ae69250")
    let reveal = try DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 0)
    #expect(
      reveal.message(in: announcement.context).digest.hexadecimal
        == "2ca57f037fc4504ed7a224ed28eced395276f742cfefb0fc768f7dbba4278e5e")
  }

  @Test func `Numbers, opening order and lots of the public vector`() throws {
    let announcement = try DrawFixture.announcement(.public)
    #expect(
      announcement.context.hexadecimal == "c02271924418b856edecaf8d92959be101d8f308d27beb9626d03b529dcf1786")
    let seed = try DrawFixture.seed(announcement, round: 0)
    #expect(
      Hexadecimal.text(seed.secret.exposed)
        == "05e66c6395881cf78df237222b9d250e954d1c2778d83fc4a22ec302ded9c9a7")
    let draw = PublicDraw(try PublicPlan(parsing: DrawFixture.publicPlan), seed: seed)
    #expect(try draw.value(of: "k") == 0)
    #expect(try draw.value(of: "delta") == 2)
    #expect(try draw.value(of: "b_rand") == 2)
    #expect(try seed.uniform("k", below: (1 << 63) + 1) == 446_135_615_207_587_579)
    let opening = try draw.openingOrder(of: DrawFixture.bidders).map { $0.rawValue.suffix(1) }.joined()
    #expect(opening == "4617523")
    let tied = [DrawFixture.bidders[1], DrawFixture.bidders[4], DrawFixture.bidders[5]]
    #expect(try draw.tieOrder(of: tied).map { $0.rawValue.suffix(1) }.joined() == "526")
  }

  @Test func `Codes, commitment and the wrapped reveal of the dark vector`() throws {
    let announcement = try DrawFixture.announcement(.dark)
    #expect(
      announcement.context.hexadecimal == "77978daecf9d338ac74d7dc6c88d89007f3bacb7b0b04704c9e9876ddd123069")
    let seed = try DrawFixture.seed(announcement, round: 0)
    #expect(
      Hexadecimal.text(seed.secret.exposed)
        == "63422c116e4aafdea3784af0bcb0e7f05faf2d4083d7932b567251c413ed2dd7")
    let mapping = try DarkMapping(seed, bidders: DrawFixture.bidders.reversed())
    #expect(
      String(decoding: mapping.bytes, as: UTF8.self)
        == "T01\tB-002\nT02\tB-001\nT03\tB-005\nT04\tB-006\nT05\tB-007\nT06\tB-003\nT07\tB-004\n")
    #expect(
      mapping.commitment(salt: DrawFixture.bytes(0x52)).hexadecimal
        == "b73af9dfb33e96ae8c74f9c3ac8d654c15f4d6d7750517a52a3551a681eadf80")
    let reveal = try DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 0)
    #expect(
      try Hexadecimal.text(DrawFixture.wrapped(reveal, announcement).forService.bytes)
        == "e4b34e36087053bec81dce9329793bed9c1c1697e5eeae05996f74e7c5147e524eaae58ae1a0bb0b90f61e97af59aa92"
        + "1894249eae8761e27bfd6b05ef61c333494b04e4c0158105fb6cf66ed084a602")
  }
}
