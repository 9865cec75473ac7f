package import Cryptography
package import Notation

/// The log of a case as far as its bundles disclose it: what a replay of one tender works on.
///
/// Every leaf is there, and of each is known whether its body is, or what is missing.
package struct DisclosedLog {
  /// A leaf of the log.
  package struct Page: Sendable {
    /// Its index.
    package let index: Int
    /// When it was written; nil where the leaf cannot be read.
    package let stamp: Instant?
    /// What is known of it.
    package let content: Content

    /// The leaf at `index`.
    package init(index: Int, stamp: Instant?, content: Content) {
      self.index = index
      self.stamp = stamp
      self.content = content
    }
  }

  /// What a bundle says of a leaf.
  package enum Content: Sendable {
    /// The body is there: of the tender, or of no tender.
    case disclosed(Body)
    /// An open leaf of the tender, or of no tender, or a sealed one that a published secret finds: its body is not there.
    case withheld(LeafKind?)
    /// A sealed leaf, of this tender or of another.
    case sealed
    /// The body was erased by order of the supervisor.
    case erased
    /// The leaf of another tender.
    case foreign
    /// The leaf cannot be read.
    case unreadable
  }

  /// The tender that the bundles are of.
  package let tender: TenderID
  /// Whether the tender ran on a clock that can be moved.
  package let runsOnModelClock: Bool
  /// The leaves in their order.
  package let pages: [Page]

  /// The file of this digest, at most so many bytes; nil where there is none.
  private let file: (Digest, Int) throws(Fault) -> [UInt8]?

  /// A log of these pages, with the files that `file` finds by their digests.
  package init(
    of tender: TenderID, runsOnModelClock: Bool, pages: [Page],
    file: @escaping (Digest, Int) throws(Fault) -> [UInt8]?
  ) {
    self.tender = tender
    self.runsOnModelClock = runsOnModelClock
    self.pages = pages
    self.file = file
  }

  init(_ evidence: BundleCase) {
    let pages = evidence.leaves.enumerated().map { index, leaf in
      Page(index: index, stamp: leaf?.time, content: evidence.content(of: leaf, at: index))
    }
    self.init(of: evidence.tender, runsOnModelClock: evidence.runsOnModelClock, pages: pages) {
      (digest, limit) throws(Fault) in try evidence.blob(digest, limit: limit)
    }
  }

  /// The files that a command names by their digests and a bundle holds, each at most `limit` bytes.
  ///
  /// - Throws: `UNREADABLE`.
  package func files(named command: Value, limit: Int) throws(Fault) -> [Digest: [UInt8]] {
    try command.namedFiles { digest throws(Fault) in
      do throws(Fault) { return try file(digest, limit) } catch {
        // A larger file is none that a rule looks into; a rule that asks for it says that it is missing.
        if error.code == .tooLarge { return nil }
        throw error
      }
    }
  }
}

extension Value {
  /// The files whose digests stand anywhere in a command, as far as `file` has them.
  package func namedFiles(_ file: (Digest) throws(Fault) -> [UInt8]?) throws(Fault) -> [Digest: [UInt8]] {
    var files: [Digest: [UInt8]] = [:]
    var waiting = [self]
    while let value = waiting.popLast() {
      switch value.content {
      case .array(let elements): waiting += elements
      case .object(let members): waiting += members.map(\.value)
      case .string(let text) where text.utf8.count == 2 * Digest.byteCount:
        guard let digest = Hexadecimal.bytes(text).flatMap({ Digest($0) }) else { continue }
        files[digest] = try file(digest)
      case .null, .boolean, .number, .string: break
      }
    }
    return files
  }
}

extension BundleCase {
  fileprivate func content(of leaf: Leaf?, at index: Int) -> DisclosedLog.Content {
    guard let leaf else { return .unreadable }
    if let body = bodies[index], body.fields.tender == nil || body.fields.tender == tender {
      return .disclosed(body.body)
    }
    switch leaf.content {
    case .open(let kind, let owner, _):
      if let owner, owner != tender { return .foreign }
      return erased.contains(index) ? .erased : .withheld(kind)
    case .sealed: return sealedContent(leaf, at: index)
    }
  }

  /// Whose a sealed leaf without a body is: once all secrets are published, what none of them finds is of other tenders.
  private func sealedContent(_ leaf: Leaf, at index: Int) -> DisclosedLog.Content {
    if bodies[index] != nil { return .foreign }
    if secrets.values.contains(where: { $0.tag(at: leaf.index) == leaf.tag }) {
      return erased.contains(index) ? .erased : .withheld(nil)
    }
    guard let notice = events.announced.first else { return .sealed }
    // Before the notice nothing of a tender is sealed, since it states the commitments to the secrets.
    let isSettled = notice.secrets.keys.allSatisfy { secrets[$0] != nil } || index < notice.seq
    return isSettled ? .foreign : .sealed
  }
}
