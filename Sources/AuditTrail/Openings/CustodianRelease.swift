import Cryptography
import Notation

/// The custodians' released keys, the false ones sorted out.
struct CustodianRelease {
  private let keys: CustodianKeys
  /// The keys that are those logged, by index.
  private var good: [(index: UInt8, key: AgreementPrivateKey)] = []
  /// The custodians that released something else.
  private(set) var falseIndexes: [UInt8] = []

  /// Checks sk·G = pk for each released key.
  ///
  /// An index that is no custodian's counts as false.
  init(_ released: [UInt8: SecretBytes], for keys: CustodianKeys) {
    self.keys = keys
    for (index, secret) in released.sorted(by: { $0.key < $1.key }) {
      let isCustodian = index >= 1 && Int(index) <= keys.count
      if isCustodian, let key = try? AgreementPrivateKey(secret),
        (try? key.publicKey) == keys.keys[Int(index) - 1]
      {
        good.append((index, key))
      } else {
        falseIndexes.append(index)
      }
    }
  }

  /// The keys of the envelope, out of any threshold of wraps; then all wraps are rebuilt and compared.
  ///
  /// Which wraps were opened shows in no verdict: a wrap that does not open, a share of another custodian and a sharing
  /// that is not the derived one are all the same fault, and one of them is always found.
  ///
  /// - Throws: `CryptographyFailure` when libcrypto fails for another reason than what the bidder wrote.
  func keys(
    of header: EnvelopeHeader, bidderKey: SecretBytes
  ) throws(CryptographyFailure) -> Result<EnvelopeKeys, OpeningFailure> {
    guard good.count >= Int(keys.threshold) else { return .failure(OpeningFailure(tooFew)) }
    let contextDigest = header.context.digest
    var shares: [SecretSharing.Share] = []
    for (index, key) in good.prefix(Int(keys.threshold)) {
      guard let values = try share(index, of: header.wraps[Int(index) - 1], contextDigest, by: key) else {
        return .failure(OpeningFailure(malformedWraps))
      }
      shares.append(SecretSharing.Share(index: index, values: values))
    }
    let derived = EnvelopeKeys(
      bidderKey: bidderKey, custodianKey: SecretSharing.secret(from: shares), contextDigest: contextDigest)
    guard try derived.wraps(to: keys).map(\.bytes) == header.wraps else {
      return .failure(OpeningFailure(malformedWraps))
    }
    guard derived.keyCommitment == header.keyCommitment else {
      return .failure(
        OpeningFailure(
          OpeningFault(
            .falseKeyCommitment, Wording("key_commit does not hold for the keys", "密钥与 key_commit 不符"))))
    }
    return .success(derived)
  }

  /// The share inside a wrap; nil when it does not open, or to something else.
  private func share(
    _ index: UInt8, of wrap: [UInt8], _ contextDigest: Digest, by key: AgreementPrivateKey
  ) throws(CryptographyFailure) -> SecretBytes? {
    guard let sealed = HPKE.Sealed(wrap) else { return nil }
    do throws(CryptographyFailure) {
      let info = EnvelopeKeys.wrapInfo(index, contextDigest)
      return try HPKE.open(sealed, by: key, info: info).values(of: index)
    } catch {
      switch error.code {
      case .notAuthentic, .invalidKey: return nil
      case .unavailable, .library: throw error
      }
    }
  }

  private var malformedWraps: OpeningFault {
    OpeningFault(
      .malformedWraps,
      Wording("the wraps are not what the key inside them gives", "份额封装与其中密钥所派生者不符"))
  }

  private var tooFew: OpeningFault {
    let present = Set(good.map(\.index))
    let missing = (1...keys.count).map { UInt8($0) }.filter { !present.contains($0) }
    let list = missing.map(String.init).joined(separator: ", ")
    return OpeningFault(
      .tooFewCustodianKeys,
      Wording(
        "\(good.count) of the \(keys.threshold) custodian keys that are needed; missing or false: \(list)",
        "所需 \(keys.threshold) 个托管密钥仅有 \(good.count) 个；缺少或有误：\(list)"),
      custodians: missing)
  }
}

extension SecretBytes {
  /// The values of the share that these bytes are, if it is custodian `index`'s.
  fileprivate func values(of index: UInt8) -> SecretBytes? {
    withBytes { bytes in
      guard bytes.count == 1 + EnvelopeKeys.byteCount, bytes[0] == index else { return nil }
      return bytes.extracting(1...).withUnsafeBufferPointer { SecretBytes($0) }
    }
  }
}
