internal import Cryptography
public import Notation

extension BundleDirectory {
  /// Reads the manifest and compares it with what lies on the disk (check `manifest`; formats, sections 10 and 11).
  ///
  /// Every listed file must be there with its size and digest, a blob be named after its bytes, `log/checkpoint` and
  /// `keys.json` be listed, and nothing lie beside the listed files and the manifest itself. Each fault names its file in
  /// `source`. O(bytes of the bundle), in flat memory.
  ///
  /// - Returns: the manifest, when it could be read at all; the bundle is sound when no fault was added.
  public func checkManifest(into faults: inout Faults) -> Manifest? {
    do throws(Fault) {
      let onDisk = try files(into: &faults)
      let manifest = try readManifest(in: onDisk)
      for path in [BundlePath.checkpoint, .keys] where manifest[path] == nil {
        faults.append(.missing(path, Wording("the manifest does not list it", "目录未列出")))
      }
      for file in manifest.files { check(file, onDisk[file.path], into: &faults) }
      for path in onDisk.keys.sorted() where path != .manifest && manifest[path] == nil {
        faults.append(
          .about(
            path, .unlisted, Wording("the manifest does not list it", "目录未列出"),
            accepted: Wording("what the manifest lists", "目录所列内容")))
      }
      return manifest
    } catch {
      faults.append(error)
      return nil
    }
  }

  private func readManifest(in onDisk: [BundlePath: Int]) throws(Fault) -> Manifest {
    guard onDisk[.manifest] != nil else {
      throw .missing(.manifest, Wording("the bundle has no manifest", "案卷没有目录"))
    }
    do throws(Fault) {
      return try Manifest(try read(.manifest, limit: Manifest.maximumByteCount))
    } catch {
      var fault = error
      if fault.source == nil { fault.source = BundlePath.manifest.rawValue }
      throw fault
    }
  }

  private func check(_ file: Manifest.File, _ sizeOnDisk: Int?, into faults: inout Faults) {
    guard let sizeOnDisk else {
      faults.append(.missing(file.path, Wording("it is listed and missing", "已列出但缺失")))
      return
    }
    if case .blob(let name) = BundleFile(file.path), name != file.digest {
      faults.append(
        .about(
          file.path, .wrongDigest, Wording("it is not named after its bytes", "名称与内容摘要不符"),
          accepted: Wording(verbatim: "blobs/\(Hexadecimal.text(file.digest.bytes))")))
    }
    guard sizeOnDisk == file.size else {
      faults.append(
        .about(
          file.path, .wrongDigest, Wording("it has \(sizeOnDisk) bytes", "长 \(sizeOnDisk) 字节"),
          accepted: Wording("\(file.size) bytes", "\(file.size) 字节")))
      return
    }
    do throws(Fault) {
      let found = try digest(of: file.path)
      guard found.digest == file.digest, found.size == file.size else {
        throw .about(
          file.path, .wrongDigest, Wording("it has other bytes than listed", "内容与目录所列不符"),
          accepted: Wording(verbatim: Hexadecimal.text(file.digest.bytes)))
      }
    } catch {
      faults.append(error)
    }
  }
}

extension Fault {
  fileprivate static func about(
    _ path: BundlePath, _ code: Fault.Code, _ message: Wording, accepted: Wording
  ) -> Fault {
    var fault = Fault(code, at: nil, message, accepted: accepted)
    fault.source = path.rawValue
    return fault
  }

  fileprivate static func missing(_ path: BundlePath, _ message: Wording) -> Fault {
    about(path, .missingFile, message, accepted: Wording("the file", "该文件"))
  }
}

extension Fault.Code {
  /// A file that the bundle must have and has not.
  public static let missingFile = Fault.Code("MISSING_FILE")
  /// A file with other bytes than its digest says.
  public static let wrongDigest = Fault.Code("WRONG_DIGEST")
}
