internal import Cryptography
public import Notation

/// What a bundle is to be cut from a log for.
public struct BundleOrder: Sendable {
  /// The tender.
  public var tender: TenderID
  /// What it discloses at most.
  public var stage: BundleStage
  /// For whom, which decides what of the sealed leaves goes in (Documentation/bundle.md).
  ///
  /// Open leaves are everybody's. A sealed body is the public's once its stage is published, up to `stage`, and the
  /// supervisor's no earlier, since nobody may know before the opening who bids; a bidder has its own ones before; an auditor
  /// has all. This module knows no other rule of a tender.
  public var view: BundleView
  /// The bidder for whom it is cut, in the view `bidder`; nil for none in particular.
  public var party: PartyID?
  /// The security profile, where the log has no notice of the tender that says it.
  public var security: SecurityProfile?
  /// Keys of bidders and custodians to disclose; secrets come from the log.
  public var keys = DisclosedKeys.none
  /// What earlier bundles of the case disclosed.
  public var earlier = EarlierBundles.none

  /// An order for a first bundle.
  public init(tender: TenderID, stage: BundleStage, view: BundleView) {
    self.tender = tender
    self.stage = stage
    self.view = view
  }

  /// Whether keys of bidders and custodians may go in: before the opening they are nobody's but an auditor's.
  var mayBringKeys: Bool { stage > .notice || view == .auditor }

  /// Refuses to continue a bundle that was cut for who may see more.
  func checkBase() throws(Fault) {
    for manifest in earlier.manifests where manifest.heading.view.reach > view.reach {
      let other = manifest.heading.view.rawValue
      throw Fault(
        .baseSeesMore, at: nil,
        Wording("an earlier bundle is for the view \(other)", "前一案卷面向 \(other)"),
        accepted: Wording(
          "earlier bundles whose reader may see no more than \(view.rawValue)",
          "披露范围不超过 \(view.rawValue) 的前案卷"))
    }
  }
}

extension BundleView {
  /// How much of what is still sealed the view sees: nothing, one's own, all.
  var reach: Int {
    switch self {
    case .public, .supervisor: 0
    case .bidder: 1
    case .auditor: 2
    }
  }
}

/// The bundles of a case that a new one continues: it repeats none of their bodies, keys and blobs.
public struct EarlierBundles: Sendable {
  /// Their manifests, oldest first.
  public private(set) var manifests: [Manifest] = []
  private(set) var indices: Set<Int> = []
  private(set) var keys: Set<Disclosed> = []
  private(set) var blobs: Set<Digest> = []

  /// A key that was disclosed.
  enum Disclosed: Hashable, Sendable {
    case bidder(DisclosedKeys.BidderKey)
    case custodian(DisclosedKeys.CustodianKey)
    case secret(DisclosedKeys.StageSecret)
  }

  /// No bundle.
  public static let none = EarlierBundles()

  private init() {}

  /// The bundles at `paths`, oldest first, from the first of the case.
  ///
  /// - Throws: the first fault of a manifest or file; `BASE_MISSING` and the other faults of `Manifest.verifyChain(_:)`.
  public init(paths: [String]) throws(Fault) {
    for path in paths {
      let directory = try BundleDirectory(path: path)
      var faults = Faults()
      let manifest = directory.checkManifest(into: &faults)
      if let first = faults.list.first { throw first }
      guard let manifest else { continue }
      manifests.append(manifest)
      try add(directory, manifest)
    }
    if !manifests.isEmpty { try Manifest.verifyChain(manifests) }
  }

  private mutating func add(_ directory: borrowing BundleDirectory, _ manifest: Manifest) throws(Fault) {
    let disclosed = try DisclosedKeys(directory.read(.keys, limit: Manifest.maximumByteCount))
    keys.formUnion(disclosed.bidderKeys.map { .bidder($0) })
    keys.formUnion(disclosed.released.map { .custodian($0) })
    keys.formUnion(disclosed.secrets.map { .secret($0) })
    for file in manifest.files {
      if case .blob(let digest)? = BundleFile(file.path) { blobs.insert(digest) }
    }
    guard manifest[.bodies] != nil else { return }
    var faults = Faults()
    let bytes = try directory.read(.bodies, limit: LogFolder.maximumByteCount)
    indices.formUnion(BodyLines.read(bytes, into: &faults).map(\.seq))
    if let first = faults.list.first { throw first }
  }
}

extension Fault.Code {
  /// A bundle is to continue one that discloses what its own reader may not see.
  public static let baseSeesMore = Fault.Code("BASE_SEES_MORE")
}
