import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct AwardOrderTests {
  /// Every command of the award and of the changes, in any order, by anybody.
  private func commands(_ story: Story) -> [any TenderCommand] {
    let today = story.now.date
    let signature = ContractSignature(ContractTerms(price: Story.price(of: 0)), excuse: "迟")
    let choices = Story.bidders.prefix(4).map {
      AwardChoice($0, ground: .declined, reason: "放弃", excuse: "延长")
    }
    return [
      ReportAccept(), ReportSend(), ReportSend(excuse: "迟"),
      CandidatesPublish(from: today, until: today.advanced(by: 5), excuse: "迟"), AwardNotify(),
      ResultAnnounce(until: today.advanced(by: 9), excuse: "迟"), AwardDecline(reason: "亏损"),
      AwardPass(.forceMajeure, reason: "洪水"), AwardAbandon(), ContractSign(signature),
      ContractCountersign(signature), ContractPublish(excuse: "迟"), ContractFile(),
      TenderTerminate(.taskCancelled, reason: "取消"), DeadlineExtend(story.now), DocumentsFetch(),
      QuestionAsk("工期？"),
      QuestionAnswer(DocumentClarification("300 日", to: "工期？"), affectsPreparation: false),
    ] + choices.flatMap { [AwardDecide($0), AwardConfirm($0)] as [any TenderCommand] }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func `in any order no stage is illegal, a refusal changes nothing, and all that is said is read again`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let tracks: [Track] = [.engineering, .governmentProcurement, .foreign]
    let track = tracks[Int(seed % 3)]
    var story = try Story.reported(track)
    let parties = [Story.tenderer, Story.agency, .operator] + Story.bidders.prefix(3)
    let start = story.events.count
    for _ in 0..<400 {
      guard let command = commands(story).randomElement(using: &generator),
        let party = parties.randomElement(using: &generator)
      else { return }
      // An end of the tender ends the test: rarely.
      if command is TenderTerminate, Int.random(in: 0..<20, using: &generator) > 0 { continue }
      try expectReadAgain(command, by: party)
      let before = story.state
      if story.code(command, by: party) != nil { #expect(story.state == before, "seed \(seed)") }
      story.advance(
        to: Story.instant(story.now.milliseconds + Int64.random(in: 0...Story.day, using: &generator)))
      #expect(story.state.stage >= .reported, "seed \(seed)")
      #expect(
        [.awarded, .notified, .contracted].contains(story.state.stage) == (story.state.award.winner != nil)
          || story.state.stage.isFinal)
    }
    for event in story.events.dropFirst(start) {
      let again = try Catalogue.event(event.value)
      #expect(try CanonicalWriter.bytes(again.value) == (try CanonicalWriter.bytes(event.value)))
    }
  }

  private func expectReadAgain(_ command: some TenderCommand, by party: PartyID) throws {
    let value = command.value(by: party)
    let again = try #require(try Catalogue.tenderCommand(value))
    #expect(try CanonicalWriter.bytes(again.value(by: party)) == (try CanonicalWriter.bytes(value)))
  }
}
