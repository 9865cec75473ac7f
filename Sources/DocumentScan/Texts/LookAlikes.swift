/// Signs that are taken for others.
///
/// The same tables fold the words of the list and the text, so a pair that is listed without need costs at worst a finding
/// too many, never one too few.
enum LookAlikes {
  /// Letters of other scripts by the Latin letter that they look like; lowercase.
  static let letters: [UInt32: UInt32] = table(
    "аa вb сc ԁd еe ёe ɡg һh іi їi јj кk ӏl мm нh оo рp ԛq ѕs тt уy хx ѵv ԝw зз αa βb ϲc εe ηn ιi κk νv οo ρp τt υu χx γy ɑa ı"
      + "i ȷj ℓl ｏo")

  /// Digits by letters and Chinese numerals that stand for them.
  static let digits: [UInt32: UInt32] = table(
    "o0 〇0 零0 ○0 ◯0 i1 l1 |1 一1 壹1 幺1 二2 贰2 三3 叁3 四4 肆4 五5 伍5 六6 陆6 七7 柒7 八8 捌8 九9 玖9")

  /// Radicals (部首) that look like the character itself and have no compatibility mapping.
  static let radicals: [UInt32: UInt32] = table(
    "⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺓幺 ⺗心 ⺠民 ⺡水 ⺢水 ⺣火 ⺦丬 ⺧牛 ⺨犭 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱网 ⺲网 ⺶羊 ⺷羊 ⺸羊 ⺹老 ⺺老 ⺼肉 "
      + "⺽臼 ⺾艸 ⺿艹 ⻀艹 ⻁虎 ⻂衣 ⻃西 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑长 ⻒镸 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 "
      + "⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯竜 ⻰龙 ⻱龟 ⻲龟 ⻳龟")

  private static func table(_ pairs: String) -> [UInt32: UInt32] {
    var table: [UInt32: UInt32] = [:]
    for pair in pairs.split(separator: " ") {
      let scalars = Array(pair.unicodeScalars)
      guard scalars.count == 2 else { continue }
      table[scalars[0].value] = scalars[1].value
    }
    return table
  }
}
