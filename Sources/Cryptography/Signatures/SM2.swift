internal import COpenSSL

/// The curve and conventions of SM2 as libcrypto has them.
enum SM2 {
  /// The signer id of GM/T 0009.
  ///
  /// Without one libcrypto would hash an empty id, and no other implementation would take the signature.
  static let identifier = Array("1234567812345678".utf8)

  /// The public key of an uncompressed point.
  static func publicKey(_ point: [UInt8]) throws(CryptographyFailure) -> LibraryKey {
    guard point.first == 0x04 else { throw CryptographyFailure(.invalidKey, "read an SM2 public key") }
    return try key(selection: TENDER_PUBLIC_KEY, point: point, scalar: nil)
  }

  /// The key pair of a scalar, which must be from 1 to the order of the curve minus 2.
  static func keyPair(_ scalar: SecretBytes) throws(CryptographyFailure) -> (
    key: LibraryKey, publicKey: [UInt8]
  ) {
    guard let group = unsafe EC_GROUP_new_by_curve_name(NID_sm2), let number = unsafe BN_new() else {
      throw CryptographyFailure(.unavailable, "make an SM2 key")
    }
    defer {
      unsafe EC_GROUP_free(group)
      unsafe BN_clear_free(number)
    }
    let isRead = scalar.withBytes { bytes in
      unsafe bytes.withUnsafeBufferPointer {
        unsafe BN_bin2bn($0.baseAddress, Int32($0.count), number) != nil
      }
    }
    guard isRead, let order = unsafe EC_GROUP_get0_order(group), unsafe BN_is_zero(number) == 0,
      unsafe BN_add_word(number, 1) == 1, unsafe BN_cmp(number, order) < 0,
      unsafe BN_sub_word(number, 1) == 1,
      let point = unsafe EC_POINT_new(group)
    else { throw CryptographyFailure(.invalidKey, "make an SM2 key") }
    defer { unsafe EC_POINT_free(point) }
    var bytes = [UInt8](repeating: 0, count: 65)
    guard unsafe EC_POINT_mul(group, point, number, nil, nil, nil) == 1,
      unsafe EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil) == 65
    else { throw CryptographyFailure(.library, "make an SM2 key") }
    return (try key(selection: TENDER_KEY_PAIR, point: bytes, scalar: scalar), bytes)
  }

  private static func key(
    selection: Int32, point: [UInt8], scalar: SecretBytes?
  ) throws(CryptographyFailure) -> LibraryKey {
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "SM2", nil) else {
      throw CryptographyFailure(.unavailable, "make an SM2 key")
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    // libcrypto takes numbers in the machine's byte order, which is little on everything that Swift runs on.
    var number = [UInt8](repeating: 0, count: scalar?.count ?? 0)
    defer { Wiping.wipe(&number) }
    scalar?.withBytes { bytes in
      for index in bytes.indices { number[bytes.count - 1 - index] = bytes[index] }
    }
    var pointer: OpaquePointer?
    let isMade = unsafe point.withUnsafeBufferPointer { point in
      unsafe number.withUnsafeMutableBufferPointer { number in
        var parameters = unsafe [Parameters.text("group", "SM2"), Parameters.bytes("pub", point)]
        if scalar != nil { unsafe parameters.append(Parameters.number("priv", number)) }
        unsafe parameters.append(Parameters.end)
        return unsafe EVP_PKEY_fromdata_init(context) == 1
          && EVP_PKEY_fromdata(context, &pointer, selection, &parameters) == 1
      }
    }
    guard isMade else { throw CryptographyFailure(.invalidKey, "make an SM2 key") }
    return try unsafe LibraryKey(pointer, "make an SM2 key")
  }
}

extension SignatureAlgorithm {
  /// One of libcrypto's two functions that begin a signature and a verification.
  typealias Beginning = (
    OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?, UnsafePointer<CChar>?, OpaquePointer?,
    UnsafePointer<CChar>?, OpaquePointer?, UnsafePointer<OSSL_PARAM>?
  ) -> Int32

  /// Makes `context` ready to sign or verify under the scheme with `key`.
  func begin(_ context: OpaquePointer, _ key: LibraryKey, _ beginning: Beginning) -> Bool {
    switch self {
    case .ed25519: return unsafe beginning(context, nil, nil, nil, nil, key.pointer, nil) == 1
    case .sm2:
      // The id enters the digest with the first bytes of the message, so there is still time for it here. The key's
      // context belongs to `context` and goes with it; one that is made apart and lent to it would not.
      var keyContext: OpaquePointer?
      return unsafe beginning(context, &keyContext, "SM3", nil, nil, key.pointer, nil) == 1
        && EVP_PKEY_CTX_set1_id(keyContext, SM2.identifier, Int32(SM2.identifier.count)) == 1
    }
  }
}
