internal import AuditTrail
internal import Cryptography
internal import GRDB
internal import Notation

/// The secrets of the stages of tenders.
enum StoredSecrets {
  /// The secrets of a tender; those of all tenders for nil.
  static func fetch(of tender: TenderID?, _ database: Database) throws -> [TenderSecret] {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT tender, stage, secret FROM secret WHERE ?1 IS NULL OR tender = ?1 ORDER BY tender, stage",
      arguments: [tender?.rawValue])
    return try rows.map { row throws(Fault) in
      guard let tender = TenderID(row["tender"] as String? ?? ""),
        let stage = DisclosureStage(rawValue: row["stage"] as String? ?? ""),
        let secret = TenderSecret(tender: tender, stage: stage, secret: SecretBytes(row.bytes("secret")))
      else { throw .damaged(.corruptStore, Wording("a stored secret is none", "所存密值无效")) }
      return secret
    }
  }

  /// Stores a secret.
  static func insert(_ secret: TenderSecret, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO secret (tender, stage, secret) VALUES (?, ?, ?)",
      arguments: [secret.tender.rawValue, secret.stage.rawValue, StoredBytes(secret.secret.exposed)])
  }
}
