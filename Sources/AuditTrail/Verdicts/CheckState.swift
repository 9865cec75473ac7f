public import Notation

/// What a check came to (formats, section 11).
public enum CheckState: String, Hashable, Sendable, CaseIterable {
  /// Everything that was tested holds (通过).
  case good = "GOOD"
  /// Something is false (不通过); one of these makes the verdict false.
  case bad = "BAD"
  /// The bundle does not hold what an answer needs (无法判断).
  case cannotJudge = "CANNOT_JUDGE"
  /// It holds in a game: one process plays everybody, or a clock can be moved (模拟).
  case simulated = "SIMULATED"

  /// The state for people.
  public var wording: Wording {
    switch self {
    case .good: Wording(verbatim: rawValue, "通过")
    case .bad: Wording(verbatim: rawValue, "不通过")
    case .cannotJudge: Wording(verbatim: rawValue, "无法判断")
    case .simulated: Wording(verbatim: rawValue, "模拟")
    }
  }

  /// From the worst to the best: the first that was found is the state of a check.
  static let byWeight: [CheckState] = [.bad, .cannotJudge, .simulated, .good]
}

extension Wording {
  /// A word that English texts keep as it is.
  init(verbatim english: String, _ chinese: String) { self.init(english, chinese) }
}

/// The checks of a verdict, in the order in which they are told (Documentation/bundle.md).
public enum CheckName: String, Hashable, Sendable, CaseIterable {
  /// The files are those that the manifest lists.
  case manifest
  /// Tiles, leaves, notes and receipts say one thing.
  case integrity
  /// Somebody beside the operator stands for the log.
  case anchor
  /// The bundle is not behind a checkpoint that the reader holds.
  case completeness
  /// Disclosed bodies are those of their leaves and have the form of their kind.
  case bodies
  /// The pinned root says whose each key is.
  case enrolment
  /// Pinned custodians logged their keys before bids.
  case custodians
  /// Every change was signed by the party it names.
  case authorship
  /// No sealed leaf of the tender stays hidden.
  case sealed
  /// What counts as a bid came in time.
  case timely
  /// Refusals are the operator's signed notes.
  case refusals
  /// The supervisor signed for every erased body.
  case erasure
  /// Opened envelopes open again to the same files.
  case openings
  /// Draws can be drawn again.
  case draws
  /// Every decision comes out the same when it is replayed.
  case correctness

  /// The name for people.
  public var wording: Wording {
    switch self {
    case .manifest: Wording(verbatim: rawValue, "清单")
    case .integrity: Wording(verbatim: rawValue, "完整性")
    case .anchor: Wording(verbatim: rawValue, "锚定")
    case .completeness: Wording(verbatim: rawValue, "齐全性")
    case .bodies: Wording(verbatim: rawValue, "正文")
    case .enrolment: Wording(verbatim: rawValue, "身份登记")
    case .custodians: Wording(verbatim: rawValue, "密钥保管人")
    case .authorship: Wording(verbatim: rawValue, "操作签名")
    case .sealed: Wording(verbatim: rawValue, "密封记录")
    case .timely: Wording(verbatim: rawValue, "及时性")
    case .refusals: Wording(verbatim: rawValue, "拒收")
    case .erasure: Wording(verbatim: rawValue, "删除")
    case .openings: Wording(verbatim: rawValue, "开标")
    case .draws: Wording(verbatim: rawValue, "抽签")
    case .correctness: Wording(verbatim: rawValue, "处理正确性")
    }
  }
}

/// The three questions that a verdict answers (design, "Verdicts").
public enum CheckGroup: String, Hashable, Sendable, CaseIterable {
  /// No byte that was stored or exported is another one.
  case integrity
  /// Nothing is missing up to the checkpoint, and somebody beside the operator says so.
  case completeness
  /// Everything that happened follows from the rules, and was done by whom it names.
  case correctness

  /// The question in words.
  public var wording: Wording {
    switch self {
    case .integrity: Wording("Integrity: is anything altered?", "完整性：有无改动")
    case .completeness: Wording("Completeness: is anything missing?", "齐全性：有无缺失")
    case .correctness: Wording("Correctness: does everything follow from the rules?", "正确性：是否均依规则产生")
    }
  }

  /// The checks that answer it, in their order.
  public var checks: [CheckName] { CheckName.allCases.filter { $0.group == self } }
}

extension CheckName {
  /// The question that the check helps to answer.
  public var group: CheckGroup {
    switch self {
    case .manifest, .integrity, .bodies, .erasure: .integrity
    case .anchor, .completeness, .sealed: .completeness
    case .enrolment, .custodians, .authorship, .timely, .refusals, .openings, .draws, .correctness:
      .correctness
    }
  }
}
