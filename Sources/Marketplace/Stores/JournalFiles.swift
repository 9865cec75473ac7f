internal import AuditTrail
internal import Notation
internal import SystemPackage

/// Where the files of a journal lie.
struct JournalFiles: Sendable {
  let folder: FilePath

  var database: FilePath { folder.appending("journal.sqlite") }
  var blobs: FilePath { folder.appending("blobs") }
  var notes: FilePath { folder.appending("checkpoints.notes") }
  /// Keys of the operator, which the executables keep here.
  var secrets: FilePath { folder.appending("secrets") }
  var lock: FilePath { folder.appending("lock") }

  /// Makes the folders that are missing; nobody but the owner may look into them.
  func make() throws(Fault) {
    try DurableFile.makeFolder(folder)
    try DurableFile.makeFolder(blobs)
    try DurableFile.makeFolder(secrets)
  }

  /// Takes the right to write.
  ///
  /// - Throws: `IN_USE`, naming the file that the other process holds.
  func locked() throws(Fault) -> FolderLock {
    do throws(Fault) {
      return try FolderLock(atOnce: folder)
    } catch {
      var fault = error
      fault.source = lock.string
      throw fault
    }
  }
}
