internal import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

// What the rules of many commands ask for.

extension Occasion {
  /// The notice, which every stage from ANNOUNCED on has.
  func requireNotice() throws(Refusal) -> Notice {
    guard let notice = tender.notice else {
      throw Refusal(
        .wrongStage, .design, nil, Wording("there is no notice", "尚未发布公告"),
        accepted: Wording("after the notice", "公告之后"))
    }
    return notice
  }

  /// The bytes of a file that the command names.
  func enclosure(_ digest: Digest) throws(Refusal) -> [UInt8] {
    guard let bytes = enclosures[digest] else {
      throw Refusal(
        .enclosureMissing, .design, nil,
        Wording(
          "the file \(Hexadecimal.text(digest.bytes)) did not come along",
          "缺少文件 \(Hexadecimal.text(digest.bytes))"),
        accepted: Wording("the file beside the command", "随指令提交该文件"))
    }
    return bytes
  }
}

extension Fault.Code {
  /// A file that a command names and nobody brought.
  package static let enclosureMissing = Fault.Code("ENCLOSURE_MISSING")
}
