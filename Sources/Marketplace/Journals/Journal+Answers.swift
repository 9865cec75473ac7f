package import AuditTrail
internal import Cryptography
internal import Notation
package import Tendering

extension Draft {
  /// The answer, signed by the operator; the batch must be committed.
  func answer(signedBy key: SigningKey) -> Result<Answer, Fault> {
    do throws(Fault) {
      switch self {
      case .accepted(let leaf, let events): return .success(.accepted(try leaf.acknowledged(by: key), events))
      case .refused(let refusal, let draft):
        let note = try draft.map { draft throws(Fault) in
          Answer.SignedRefusalNote(
            note: draft.note, signature: draft.signature, acknowledged: try draft.leaf.acknowledged(by: key))
        }
        return .success(.refused(refusal, note))
      case .faulty(let fault): return .failure(fault)
      case .advanced: return .success(.advanced)
      }
    } catch {
      return .failure(error)
    }
  }
}

extension Draft.DraftLeaf {
  fileprivate func acknowledged(by key: SigningKey) throws(Fault) -> Answer.Acknowledged {
    do throws(CryptographyFailure) {
      return Answer.Acknowledged(message: message, signature: try message.signature(by: key), leaf: bytes)
    } catch {
      throw Fault(
        .signingFailed, at: nil,
        Wording("leaf \(message.index) is durable, but: \(error)", "第 \(message.index) 片叶已落盘，但：\(error)"),
        accepted: Wording("the same bytes again", "重新提交相同字节"))
    }
  }
}

extension Request {
  /// The tender that it is about; nil for none.
  var tender: TenderID? {
    guard case .command(let ordered) = content else { return nil }
    return ordered.signed.message.tender
  }
}

extension Journal: CommandSink {
  /// Gives a command as `take(_:enclosing:)` does; what could not be taken is a refusal of the basis `design`.
  package func submit(
    _ command: SignedCommand, enclosing enclosures: Enclosures
  ) async throws(Tendering.Refusal) -> [any Event] {
    let answer: Answer
    do throws(Fault) {
      answer = try await take(command, enclosing: enclosures)
    } catch {
      throw Tendering.Refusal(error)
    }
    switch answer {
    case .accepted(_, let events): return events
    case .refused(let refusal, _): throw refusal
    case .advanced: return []
    }
  }
}
