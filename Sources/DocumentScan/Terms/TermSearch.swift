/// Finds all words of a list in one pass over a folded text (Aho and Corasick, CACM 18, 1975).
///
/// O(text + matches), whatever the number of words.
struct TermSearch: Sendable {
  /// A word that was found, where it stands in the folded text.
  struct Match: Sendable {
    let term: Int
    let range: Range<Int>
  }

  private struct Node: Sendable {
    var next: [UInt32: Int] = [:]
    var failure = 0
    /// The term that ends here, and the nearest node on the way of failures at which another one ends.
    var term: Int?
    var output: Int?
  }

  private var nodes = [Node()]
  private var lengths: [Int: Int] = [:]

  /// The search for `words`, each with the number that its matches carry; empty words are never found.
  init(_ words: [(term: Int, scalars: [UInt32])]) {
    for word in words where !word.scalars.isEmpty { insert(word.scalars, word.term) }
    link()
  }

  private mutating func insert(_ scalars: [UInt32], _ term: Int) {
    var node = 0
    for scalar in scalars {
      if let next = nodes[node].next[scalar] {
        node = next
      } else {
        nodes.append(Node())
        nodes[node].next[scalar] = nodes.count - 1
        node = nodes.count - 1
      }
    }
    // Equal words of two entries: the first one speaks for both.
    if nodes[node].term == nil {
      nodes[node].term = term
      lengths[node] = scalars.count
    }
  }

  private mutating func link() {
    var queue = Array(nodes[0].next.values)
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for (scalar, child) in nodes[node].next {
        queue.append(child)
        var failure = nodes[node].failure
        while failure != 0 && nodes[failure].next[scalar] == nil { failure = nodes[failure].failure }
        nodes[child].failure = nodes[failure].next[scalar] ?? 0
      }
      let failure = nodes[node].failure
      nodes[node].output = nodes[failure].term == nil ? nodes[failure].output : failure
    }
  }

  /// The most matches of one text: a text that repeats a name without end must not fill memory.
  static let maximumMatches = 50_000

  /// Every word in `text`, ordered by its end; no further ones after `maximumMatches`.
  func matches(in text: [UInt32]) -> [Match] {
    guard nodes.count > 1 else { return [] }
    var matches: [Match] = []
    var node = 0
    for (index, scalar) in text.enumerated() where matches.count < Self.maximumMatches {
      while node != 0 && nodes[node].next[scalar] == nil { node = nodes[node].failure }
      node = nodes[node].next[scalar] ?? 0
      var ending: Int? = nodes[node].term == nil ? nodes[node].output : node
      while let found = ending {
        if let term = nodes[found].term, let length = lengths[found] {
          matches.append(Match(term: term, range: (index + 1 - length)..<(index + 1)))
        }
        ending = nodes[found].output
      }
    }
    return matches
  }
}
