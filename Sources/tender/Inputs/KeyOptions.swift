internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Notation

/// The logged keys of a tender, and what vouches for who signed them.
struct KeyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The logged keys of the tender (JSON).", valueName: "file"))
  var keys: String

  @Option(
    help: ArgumentHelp("Your trust file, which pins the holders of the keys (JSON).", valueName: "file"))
  var trust: String?

  @Flag(help: "Take the holders of the keys as the file names them, without a trust file.")
  var unpinned = false

  func validate() throws {
    guard (trust != nil) != unpinned else {
      throw ValidationError("Give either --trust FILE or, knowing what it means, --unpinned.")
    }
  }

  /// The keys and the trust file; says loudly when nothing vouches for the keys.
  func read(_ console: Console) throws -> LoggedKeys {
    try LoggedKeys.read(keys, trust: trust, console)
  }
}

/// Logged keys that were read, with the reader's trust file.
struct LoggedKeys {
  let path: String
  let list: [LoggedKey]
  let trust: TrustFile?

  /// Reads keys and trust file; says loudly when there is none of these.
  static func read(_ path: String, trust: String?, _ console: Console) throws -> LoggedKeys {
    let list = try Inputs.record(path, LoggedKey.listCodec)
    guard let trust else {
      console.note(
        Wording(
          "WARNING: UNPINNED KEYS: nothing vouches for who holds the keys in \(path). If one hand wrote them all, it can "
            + "read what is sealed to them. Give --trust FILE.",
          "警告：密钥持有者未经核对：\(path) 中的密钥由谁持有无从证明；若均出自一人之手，此人即可读取所密封的内容。请提供 --trust 文件。"))
      return LoggedKeys(path: path, list: list, trust: nil)
    }
    return LoggedKeys(path: path, list: list, trust: try Inputs.trust(trust))
  }

  /// The custodian keys of `part`, every signature checked.
  func custodianKeys(of part: Part, in parameters: TenderParameters) throws -> CustodianKeys {
    try Inputs.checked(path) { () throws(Fault) in
      try list.custodianKeys(of: part, in: parameters, trust: trust)
    }
  }

  /// The opening service's key, or the supervisor's for draws.
  func soleKey(for purpose: KeyPurpose, in parameters: TenderParameters) throws -> AgreementPublicKey {
    try Inputs.checked(path) { () throws(Fault) in
      try list.soleKey(for: purpose, in: parameters, trust: trust)
    }
  }
}
