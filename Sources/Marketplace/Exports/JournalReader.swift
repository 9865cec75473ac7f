package import AuditTrail
internal import GRDB
package import Notation
package import SystemPackage

/// A journal that is only read, also while another process writes it: what auditors cut their bundles from.
///
/// It takes neither the lock nor a key: checkpoints are opened under the key of the log that the database names, so that
/// whose log it is remains for the reader of the bundle to say.
package struct JournalReader: Sendable {
  /// The key of the log.
  package let log: NoteKey
  private let database: DatabaseQueue
  private let blobs: BlobFolder
  private let keys: CheckpointKeys

  /// Opens the journal in the folder at `path`.
  ///
  /// - Throws: `UNREADABLE` where there is none; `UNKNOWN_SCHEMA`; `STORE_FAILURE`.
  package init(at path: FilePath) throws(Fault) {
    let files = JournalFiles(folder: path)
    database = try Self.open(files)
    let names = try Fault.ofStore { [database] in
      try database.read { database in
        try ["schema", "log"].map {
          try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [$0])
        }
      }
    }
    guard names[0] == JournalStore.schemaVersion, let text = names[1] else {
      throw .unknownSchema(names[0])
    }
    log = try NoteKey(parsing: text)
    keys = try CheckpointKeys(log: log)
    blobs = BlobFolder(files.blobs)
  }

  private static func open(_ files: JournalFiles) throws(Fault) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "journal reader"
    configuration.readonly = true
    do {
      return try DatabaseQueue(path: files.database.string, configuration: configuration)
    } catch {
      var fault = Fault(
        .unreadable, at: nil, Wording("\(error)", "\(error)"),
        accepted: Wording("the folder of a journal", "账簿文件夹"))
      fault.source = files.database.string
      throw fault
    }
  }

  /// Where the tenders stand, by id.
  ///
  /// - Throws: `STORE_FAILURE`.
  package func tenders() throws(Fault) -> [TenderProjection] {
    try Fault.ofStore { try database.read { try TenderProjection.fetchAll($0) } }
  }

  /// Writes a bundle into a new directory at `path`, as `Journal.export` does.
  ///
  /// - Throws: as `Journal.export`.
  @discardableResult
  package func export(_ order: BundleOrder, to path: String) throws(Fault) -> Manifest {
    try StoredSnapshot(database, keys).export(order, from: blobs, to: path)
  }

  /// The furthest stage of `tender` whose secret the newest checkpoint has published: what a bundle can disclose.
  ///
  /// - Throws: `STORE_FAILURE`, and what is wrong with a stored body.
  package func disclosedStage(of tender: TenderID) throws(Fault) -> BundleStage {
    try Fault.ofStore {
      try database.read { database in
        let size = try StoredCheckpoints.size(database)
        var stage = BundleStage.notice
        try StoredBodies.forEach(of: tender, database) { index, body in
          guard index < size else { return }
          for published in PublishedStage.all(in: body) { stage = max(stage, BundleStage(published.stage)) }
        }
        return stage
      }
    }
  }
}
