internal import Cryptography
internal import Foundation
internal import GRDB

/// Bytes as a column holds them; the database's own type for them is Foundation's.
struct StoredBytes: DatabaseValueConvertible {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(_ digest: Digest) { bytes = digest.bytes }

  var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> StoredBytes? {
    Data.fromDatabaseValue(value).map { StoredBytes(Array($0)) }
  }
}
