import AuditTrail
import Cryptography
import Inputs
import Notation

/// What parties and people send is read in one form only, and no changed command or enrolment is still signed.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(start, count)
  switch input.byte() % 7 {
  case 0: checkCommand(input.remainder())
  case 1: checkCommand(input.changed(Sample.command.message.bytes))
  case 2: checkEnrolment(input.remainder())
  case 3: checkEnrolment(input.changed(Sample.enrolmentBytes))
  case 4: checkTrust(input.remainder())
  case 5: checkMessages(input.remainder())
  default: checkKeyFile(input.remainder())
  }
  return 0
}

private func checkCommand(_ bytes: [UInt8]) {
  readBack(bytes, Authorisation.codecOfBody)
  if let command = try? StoredCommand(bytes) {
    hold((try? StoredCommand(command.value))?.bytes == bytes, "a command has one form")
  }
  guard let message = try? CommandMessage(reading: bytes) else { return }
  hold(message.bytes == bytes, "a command's message is written back")
  let signed = SignedCommand(message, signature: Sample.command.signature)
  let verified: ()? = try? signed.verify(
    in: Sample.log, Sample.tender, at: Sample.stamp, by: Sample.enrolment)
  hold(verified == nil || bytes == Sample.command.message.bytes, "no other command is signed")
}

private func checkEnrolment(_ bytes: [UInt8]) {
  guard let enrolment = readBack(bytes, Enrolment.codec) else { return }
  guard (try? enrolment.verify(in: Sample.log, root: Sample.root.verificationKey)) != nil else { return }
  let (own, other) = (Sample.enrolment, enrolment)
  hold(own.rootMessage(in: Sample.log) == other.rootMessage(in: Sample.log), "no other enrolment is signed")
  hold(own.selfSignature == other.selfSignature && own.rootSignature == other.rootSignature, "nor otherwise")
}

private func checkTrust(_ bytes: [UInt8]) {
  var faults = Faults()
  guard let trust = TrustFile.read(bytes, into: &faults) else {
    return hold(!faults.isEmpty, "what is not read has faults")
  }
  hold(faults.isEmpty, "what is read has none")
  hold(TrustFile.read(trust.bytes, into: &faults) == trust, "a trust file is written back")
}

private func checkMessages(_ bytes: [UInt8]) {
  check(BidMessage.self, bytes)
  check(Submission.self, bytes)
  check(Withdrawal.self, bytes)
  check(Maintenance.self, bytes)
  check(KeyHandover.self, bytes)
  check(KeyRelease.self, bytes)
  check(Deposit.self, bytes)
  check(DepositReceipt.self, bytes)
  check(CustodianKeyMessage.self, bytes)
  check(RefusalNote.self, bytes)
}

private func check<Message: ReadableMessage>(_: Message.Type, _ bytes: [UInt8]) {
  guard let message = try? Message(reading: bytes) else { return }
  hold(message.bytes == bytes, "a message is written back")
}

private func checkKeyFile(_ bytes: [UInt8]) {
  guard let record = try? KeyRecord(file: bytes) else { return }
  let file = record.file()
  hold((try? KeyRecord(file: file))?.file() == file, "a key file is written back")
  if let key = try? record.signingKey() {
    hold(key.verificationKey.isValid(given { try key.signature(for: bytes) }, for: bytes), "the key signs")
  }
  _ = try? record.agreementKey().publicKey
}
