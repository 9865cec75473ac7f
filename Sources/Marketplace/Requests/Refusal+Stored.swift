internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

// A refusal as the journal keeps it for whoever asks again with the same nonce.

extension Tendering.Refusal {
  /// The refusal as canonical JSON.
  func stored() throws(Fault) -> [UInt8] {
    let value = Value.object([
      ("accepted_en", .string(accepted.english)), ("accepted_zh", .string(accepted.chinese)),
      ("article", article.map { .string($0) }), ("basis", .string(basis.rawValue)),
      ("code", .string(code.rawValue)), ("message_en", .string(message.english)),
      ("message_zh", .string(message.chinese)),
    ])
    do throws(CanonicalWriter.Failure) {
      return try CanonicalWriter.bytes(value)
    } catch {
      throw .damaged(.corruptStore, error.wording)
    }
  }

  /// The refusal that was stored.
  init(stored bytes: [UInt8]) throws(Fault) {
    let value = try CanonicalReader.read(bytes)
    guard let code = value.text("code"), let basis = value.text("basis").flatMap({ Basis(rawValue: $0) })
    else {
      throw .damaged(.corruptStore, Wording("a stored refusal is none", "所存拒绝记录无效"))
    }
    self.init(
      Fault.Code(code), basis, value.text("article"),
      Wording(value.text("message_en") ?? "", value.text("message_zh") ?? ""),
      accepted: Wording(value.text("accepted_en") ?? "", value.text("accepted_zh") ?? ""))
  }
}
