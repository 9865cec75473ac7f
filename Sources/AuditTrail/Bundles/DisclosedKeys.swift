public import Notation

/// The keys and secrets that a bundle discloses, `keys.json` (Documentation/bundle.md): `{k_b, released, secrets, v: 1}`.
///
/// They are no secrets of whoever may read the bundle, so they are plain bytes; faults do not repeat them all the same.
public struct DisclosedKeys: Hashable, Sendable {
  /// A bidder's half of the key of one envelope: `{bidder, k_b, part, revision}`.
  public struct BidderKey: Hashable, Sendable {
    /// Whose envelope.
    public internal(set) var bidder: PartyID
    /// The 32 bytes of k_b.
    public internal(set) var key: [UInt8]
    /// Which envelope.
    public internal(set) var part: Part
    /// Of which submission.
    public internal(set) var revision: UInt32

    /// A key; an error when it is written unless it has 32 bytes.
    public init(bidder: PartyID, key: [UInt8], part: Part, revision: UInt32) {
      self.bidder = bidder
      self.key = key
      self.part = part
      self.revision = revision
    }
  }

  /// A private key that a custodian released: `{i, part, sk}`.
  public struct CustodianKey: Hashable, Sendable {
    /// The number of the custodian, from 1.
    public internal(set) var custodian: Int
    /// For which envelopes.
    public internal(set) var part: Part
    /// The 32 bytes of the private key.
    public internal(set) var key: [UInt8]

    /// A key; an error when it is written unless it has 32 bytes and the custodian a number from 1 to 255.
    public init(custodian: Int, part: Part, key: [UInt8]) {
      self.custodian = custodian
      self.part = part
      self.key = key
    }
  }

  /// The secret that opens the sealed leaves of a stage: `{secret, stage, tender}`.
  public struct StageSecret: Hashable, Sendable {
    /// The 32 bytes of the secret.
    public internal(set) var secret: [UInt8]
    /// Which leaves; never `notice`, which hides nothing.
    public internal(set) var stage: BundleStage
    /// Of which tender.
    public internal(set) var tender: TenderID

    /// A secret; an error when it is written unless it has 32 bytes.
    public init(secret: [UInt8], stage: BundleStage, tender: TenderID) {
      self.secret = secret
      self.stage = stage
      self.tender = tender
    }
  }

  /// The bidders' keys (`k_b`), sorted by bidder, key, part, revision.
  public internal(set) var bidderKeys: [BidderKey]
  /// The custodians' keys (`released`), sorted by number, part, key.
  public internal(set) var released: [CustodianKey]
  /// The tender secrets (`secrets`), sorted by secret, stage, tender.
  public internal(set) var secrets: [StageSecret]
  private var version = 1

  /// The most keys of each kind.
  static let maximumCount = 100_000

  /// The keys in any order.
  ///
  /// - Throws: `UNSORTED` when one is there twice; `INVALID_VALUE` when one has not 32 bytes.
  public init(bidderKeys: [BidderKey], released: [CustodianKey], secrets: [StageSecret]) throws(Fault) {
    self.bidderKeys = bidderKeys.sorted { $0.precedes($1) }
    self.released = released.sorted { $0.precedes($1) }
    self.secrets = secrets.sorted { $0.precedes($1) }
    _ = try Self(try bytes())
  }

  private init() { (bidderKeys, released, secrets) = ([], [], []) }

  /// Nothing disclosed.
  public static let none = DisclosedKeys()

  /// Reads `keys.json`.
  ///
  /// - Throws: the first fault of the notation or of the fields; `UNSORTED` unless each list ascends.
  public init(_ bytes: [UInt8]) throws(Fault) {
    let keys = try Self.codec.read(bytes)
    let isSorted =
      keys.bidderKeys.ascends { $0.precedes($1) } && keys.released.ascends { $0.precedes($1) }
      && keys.secrets.ascends { $0.precedes($1) }
    guard isSorted else {
      throw Fault(
        .unsorted, at: nil, Wording("a list of keys.json is not sorted", "keys.json 中有列表未排序"),
        accepted: Wording("each entry once, ascending by its fields", "每项一次，按字段升序"))
    }
    guard keys.areUnambiguous else {
      throw Fault(
        .contradictoryKeys, at: nil,
        Wording("keys.json gives two keys for one thing", "keys.json 对同一对象给出两个密钥"),
        accepted: Wording(
          "one key an envelope, custodian and part, or stage of a tender", "每个信封、每名保管人的每一部分、每标段的每一阶段一个密钥"))
    }
    self = keys
  }

  /// Whether every name stands once: of two keys one reader would take the first, another the last.
  private var areUnambiguous: Bool {
    Set(bidderKeys.map { Name($0.bidder, $0.part, $0.revision) }).count == bidderKeys.count
      && Set(released.map { Name($0.custodian, $0.part, 0) }).count == released.count
      && Set(secrets.map { Name($0.tender, $0.stage, 0) }).count == secrets.count
  }

  private struct Name<First: Hashable, Second: Hashable>: Hashable {
    let first: First
    let second: Second
    let revision: UInt32

    init(_ first: First, _ second: Second, _ revision: UInt32) {
      self.first = first
      self.second = second
      self.revision = revision
    }
  }

  /// The canonical bytes.
  ///
  /// - Throws: never for keys that were read or made by the initialiser.
  public func bytes() throws(Fault) -> [UInt8] { try Self.codec.write(self) }
}

extension Array {
  /// Whether each element comes before the next.
  fileprivate func ascends(_ precedes: (Element, Element) -> Bool) -> Bool {
    zip(self, dropFirst()).allSatisfy(precedes)
  }
}

extension DisclosedKeys.BidderKey {
  fileprivate func precedes(_ other: Self) -> Bool {
    if bidder != other.bidder { return bidder < other.bidder }
    if key != other.key { return key.lexicographicallyPrecedes(other.key) }
    if part != other.part { return part.rawValue < other.part.rawValue }
    return revision < other.revision
  }

  fileprivate static let codec = Codec<Self>.record(
    Wording("the key of an envelope", "信封密钥"),
    blank: Self(bidder: PartyID(unchecked: "-"), key: [], part: .price, revision: 0),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose envelope", "投标人")),
    .required("k_b", \.key, .discreetKey, Wording("the key", "密钥")),
    .required("part", \.part, DisclosedKeys.part, Wording("which envelope", "信封")),
    .required(
      "revision", \.revision,
      Codec<Int>.integer(0...Int(UInt32.max)).refined(
        Wording("a revision", "版次"), { UInt32(exactly: $0) }, restore: { Int($0) }),
      Wording("of which submission", "版次")))
}

extension DisclosedKeys.CustodianKey {
  fileprivate func precedes(_ other: Self) -> Bool {
    if custodian != other.custodian { return custodian < other.custodian }
    if part != other.part { return part.rawValue < other.part.rawValue }
    return key.lexicographicallyPrecedes(other.key)
  }

  fileprivate static let codec = Codec<Self>.record(
    Wording("a released key", "释放的密钥"), blank: Self(custodian: 0, part: .price, key: []),
    .required("i", \.custodian, .integer(1...255), Wording("number of the custodian", "保管人序号")),
    .required("part", \.part, DisclosedKeys.part, Wording("for which envelopes", "信封")),
    .required("sk", \.key, .discreetKey, Wording("the private key", "私钥")))
}

extension DisclosedKeys.StageSecret {
  fileprivate func precedes(_ other: Self) -> Bool {
    if secret != other.secret { return secret.lexicographicallyPrecedes(other.secret) }
    if stage != other.stage { return stage.rawValue < other.stage.rawValue }
    return tender < other.tender
  }

  fileprivate static let codec = Codec<Self>.record(
    Wording("the secret of a stage", "阶段密值"),
    blank: Self(secret: [], stage: .opening, tender: TenderID(unchecked: "-")),
    .required("secret", \.secret, .discreetKey, Wording("the secret", "密值")),
    .required(
      "stage", \.stage,
      BundleStage.codec.refined(
        Wording("opening, price, lock, award", "opening、price、lock、award"), { $0 == .notice ? nil : $0 },
        restore: \.self),
      Wording("of which stage", "阶段")),
    .required("tender", \.tender, TenderID.codec, Wording("of which tender", "标段")))
}

extension DisclosedKeys {
  fileprivate static let part = Codec<Part>.choice([
    .qualification: Wording("qualification", "资格文件"), .technical: Wording("technical", "技术标"),
    .price: Wording("price", "报价"), .items: Wording("items", "工程量清单"),
  ])

  private static let codec = Codec<DisclosedKeys>.record(
    Wording("disclosed keys", "披露的密钥"), blank: DisclosedKeys(),
    .required(
      "k_b", \.bidderKeys, .list(of: BidderKey.codec, count: 0...maximumCount), Wording("of bidders", "投标人")),
    .required(
      "released", \.released, .list(of: CustodianKey.codec, count: 0...maximumCount),
      Wording("of custodians", "保管人")),
    .required(
      "secrets", \.secrets, .list(of: StageSecret.codec, count: 0...maximumCount), Wording("of stages", "各阶段")
    ),
    .required("v", \.version, .version(1), Wording("version", "版本")))
}

extension Fault.Code {
  /// Two keys for one envelope, custodian or stage.
  public static let contradictoryKeys = Fault.Code("CONTRADICTORY_KEYS")
}
