import AuditTrail
import Cryptography
import Notation
import Reference

/// What drawing a panel costs by the size of the pool.
enum DrawBenchmark {
  /// Reads the roster and draws five seats, against two EVP calls a row, which an HMAC under one key cannot do without.
  static func run() throws {
    let plan = try PanelPlan(parsing: Array("max_per_employer\t2\ntech\t5\n".utf8))
    for count in [1_000, 10_000, 100_000, 1_000_000] {
      let bytes = try roster(count)
      let roster = try Roster(parsing: bytes, announcementIndex: 50)
      let seed = DrawSeed(round: 0, secret: SecretBytes(repeatElement(7, count: 32)))
      let drawing = try Measurement(
        ours: {
          var seating = PanelSeating(plan: plan)
          try seating.draw(from: roster, seed: seed)
          guard seating.vacancies == 0 else { throw SampleLog.Missing() }
        },
        floor: {
          keep(UInt64(reference_digests(count, 55)))
          keep(UInt64(reference_digests(count, 32)))
        })
      let reading = try Measurement(
        ours: { keep(UInt64(try Roster(parsing: bytes, announcementIndex: 50).count)) },
        floor: { keep(UInt64(reference_digests(1, bytes.count))) })
      print(
        "draw from \(count) rows: \((drawing.ours * 1e3).text(2)) ms; two EVP calls a row "
          + "\((drawing.floor * 1e3).text(2)) ms, share \(drawing.share.text(2)); reading the roster "
          + "\((reading.ours * 1e3).text(2)) ms, its digest alone \((reading.floor * 1e3).text(2)) ms, "
          + "share \(reading.share.text(2))")
    }
  }

  /// A roster of `count` experts, one in a hundred of them recused.
  private static func roster(_ count: Int) throws -> [UInt8] {
    let salt = try RosterSalt(SecretBytes(repeatElement(0x51, count: 32)))
    let stratum = try SampleLog.given(StratumID("tech"))
    let recusal = RosterLine.Recusal(code: try RecusalCode(parsing: "R2"), evidence: 40)
    let lines = try (0..<count).map { number in
      RosterLine(
        token: try salt.token(of: SampleLog.given(PartyID("E\(number)"))), stratum: stratum,
        employer: try salt.token(of: SampleLog.given(EmployerID("U\(number / 10)"))),
        recusal: number.isMultiple(of: 100) ? recusal : nil)
    }
    return RosterLine.roster(of: lines)
  }
}
