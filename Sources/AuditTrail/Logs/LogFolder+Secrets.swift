public import Cryptography
internal import Glibc
public import Notation
internal import SystemPackage

extension LogFolder {
  /// The secret of a stage of a tender; nil when none was made yet.
  ///
  /// - Throws: `SECRET_IS_OPEN` when others may read the file; the fault of the file.
  public func secret(of tender: TenderID, _ stage: DisclosureStage) throws(Fault) -> TenderSecret? {
    try files.readSecrets().first { $0.tender == tender && $0.stage == stage }
  }

  /// The secret of a stage of a tender, made now and kept durably where there is none.
  ///
  /// - Throws: as `secret(of:_:)`, and `FILE_FAILURE`.
  public mutating func secret(
    of tender: TenderID, _ stage: DisclosureStage, from source: inout some RandomSource
  ) throws(Fault) -> TenderSecret {
    if let known = try secret(of: tender, stage) { return known }
    let secret = TenderSecret(tender: tender, stage: stage, from: &source)
    precondition(isWriting, "a folder that was opened for reading is not written")
    try files.keep(try files.readSecrets() + [secret])
    return secret
  }
}

extension LogFiles {
  func readSecrets() throws(Fault) -> [TenderSecret] {
    var status = stat()
    guard stat(self.secrets.string, &status) != 0 || status.st_mode & 0o077 == 0 else {
      var fault = Fault(
        .secretIsOpen, at: nil, Wording("others may read this secret", "他人可读取此秘密文件"),
        accepted: Wording("mode 0600 (chmod 600)", "权限 0600（chmod 600）"))
      fault.source = self.secrets.string
      throw fault
    }
    guard let bytes = try DurableFile.read(self.secrets, atMost: Self.maximumSecretsByteCount) else {
      throw .corruptLog(Wording("the file of secrets is missing", "密值文件缺失"))
    }
    return try DisclosedKeys(bytes).secrets.compactMap { item in
      DisclosureStage(rawValue: item.stage.rawValue).flatMap {
        TenderSecret(tender: item.tender, stage: $0, secret: SecretBytes(item.secret))
      }
    }
  }

  func keep(_ secrets: [TenderSecret]) throws(Fault) {
    let keys = try DisclosedKeys(bidderKeys: [], released: [], secrets: secrets.map(\.disclosed))
    try DurableFile.replace(self.secrets, with: keys.bytes(), permissions: .ownerReadWrite)
  }

  private static var maximumSecretsByteCount: Int { 1 << 26 }
}

extension TenderSecret {
  /// The secret as `keys.json` has it.
  var disclosed: DisclosedKeys.StageSecret {
    DisclosedKeys.StageSecret(secret: secret.exposed, stage: BundleStage(stage), tender: tender)
  }
}

extension BundleStage {
  /// What a bundle discloses that discloses what was sealed until `stage`.
  package init(_ stage: DisclosureStage) {
    self =
      switch stage {
      case .opening: .opening
      case .price: .price
      case .lock: .lock
      case .award: .award
      }
  }
}

extension Fault.Code {
  /// A file that holds a secret can be read by others than its owner.
  public static let secretIsOpen = Fault.Code("SECRET_IS_OPEN")
}
