internal import AuditTrail
internal import Cryptography
internal import Notation

/// The verdict of an opening, for people and for scripts.
struct OpeningReport: Bilingual {
  let outcome: PartOpening.Outcome
  let expected: ExpectedEnvelope
  let language: Language

  /// The row of the opening record; nil unless a price opened.
  private func row(_ part: OpenedPart) -> OpeningRecordRow? {
    part.price.map {
      OpeningRecordRow(
        envelope: expected.entry.digest, bidder: expected.bidder, revision: expected.revision, price: $0)
    }
  }

  /// The verdict as JSON.
  func json() throws -> [UInt8] {
    var members: [(String, Value?)] = [
      ("verdict", .string(outcome.verdict.code)), ("part", .string(expected.entry.part.rawValue)),
      ("bidder", .string(expected.bidder.rawValue)), ("revision", .integer(Int(expected.revision))),
      ("bid_hash", .string(Hexadecimal.text(expected.entry.digest.bytes))),
    ]
    switch outcome.verdict {
    case .opened(let part):
      members.append(("sha256", .string(Hexadecimal.text(part.digest.bytes))))
      members.append(("size", .integer(part.byteCount)))
      members.append(("row", try row(part)?.value()))
    case .failed(let fault):
      members.append(("fault", .string(fault.kind.rawValue)))
      members.append(("blame", .string(fault.blame.rawValue)))
      members.append(("consequence", .string(fault.consequence.rawValue)))
      members.append(("detail", .string(fault.detail[language])))
      members.append(("custodians", .array(fault.custodians.map { .integer(Int($0)) })))
    }
    members.append(("false_custodians", .array(outcome.falseCustodians.map { .integer(Int($0)) })))
    return Output.json(.object(members))
  }

  /// The verdict as text; for a price the last line is the row of the opening record.
  func text() throws -> [UInt8] {
    var lines: [String] = []
    let part = expected.entry.part.rawValue
    let bid = "\(expected.bidder) \(part) \(say("revision", "版本")) \(expected.revision)"
    switch outcome.verdict {
    case .opened(let opened):
      lines.append(
        say("\(bid): opened, \(opened.byteCount) bytes", "\(bid)：已开启，\(opened.byteCount) 字节")
          + ", sha256 \(Hexadecimal.text(opened.digest.bytes))")
      lines += falseCustodians
      if let row = row(opened) { lines.append(String(decoding: try row.bytes(), as: UTF8.self)) }
    case .failed(let fault):
      lines.append(
        say("\(bid): not opened: ", "\(bid)：未开启：") + "\(fault.code.rawValue) (\(fault.kind.rawValue))")
      lines.append(fault.detail[language])
      lines.append(say("fault: ", "责任：") + blame(fault.blame))
      lines.append(say("the bid: ", "该投标：") + consequence(fault.consequence))
      lines += falseCustodians
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private var falseCustodians: [String] {
    guard !outcome.falseCustodians.isEmpty else { return [] }
    let list = outcome.falseCustodians.map(String.init).joined(separator: ", ")
    return [say("false keys of custodians: \(list)", "密钥有误的托管人：\(list)")]
  }

  private func blame(_ blame: OpeningFault.Blame) -> String {
    switch blame {
    case .bidder: say("the bidder", "投标人")
    case .custodians: say("custodians", "密钥托管人")
    case .platform: say("the platform", "平台")
    case .nobody: say("nobody", "无")
    }
  }

  private func consequence(_ consequence: OpeningFault.Consequence) -> String {
    switch consequence {
    case .revoked: say("treated as revoked", "视为撤销")
    case .withdrawn: say("treated as withdrawn, with a claim for damages", "视为撤回，可请求赔偿")
    }
  }
}
