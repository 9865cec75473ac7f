public import Notation
public import SystemPackage

extension LogFolder {
  /// Whether a log lies at `path`, and no bundle.
  public static func lies(at path: FilePath) -> Bool {
    (try? DurableFile.size(of: LogFiles(folder: path).leaves)) != nil
  }

  /// What is wrong with the stored edge, which a log without one, or whose writer was interrupted, does not have.
  public var edgeFault: Fault? {
    do throws(Fault) {
      guard let bytes = try DurableFile.read(files.edge, atMost: LogEdge.maximumByteCount) else { return nil }
      let stored = try LogEdge(parsing: bytes)
      guard stored.size == log.size, stored.signed.size == edge.signed.size, stored != edge else {
        return nil
      }
      return .corruptLog(Wording("the stored edge is not that of the leaves", "所存树缘与叶不符"))
    } catch {
      return error
    }
  }

  /// The legal basis of each body that is erased, by the index of its leaf.
  public var erasedBodies: [Int: String] { log.erasures.bases }

  /// Why this is not the log that a reader trusts; nil when it is.
  public func fault(under trust: TrustFile) -> Fault? {
    if let second = trust.secondLogKey, !keys.further.contains(second) {
      return Fault(
        .wrongLog, at: nil, Wording("the log has no such second key", "该日志没有此第二把密钥"),
        accepted: Wording(verbatim: second.text))
    }
    guard trust.log != key else { return nil }
    return Fault(
      .wrongLog, at: nil, Wording("the key of the log is \(key.text)", "日志公钥为 \(key.text)"),
      accepted: Wording(verbatim: trust.log.text))
  }

  /// Why this log does not continue a checkpoint that a reader obtained elsewhere; nil when it does.
  public func fault(against outside: OutsideCheckpoint) -> Fault? {
    do throws(Fault) {
      try check(continues: outside.content.get().note)
      return nil
    } catch {
      return error
    }
  }
}
