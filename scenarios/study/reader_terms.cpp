// The one source that makes a reader of every term: whoever else reads terms compiles a call.
#include "study/reader.hpp"

namespace plimsoll {

void Reader::read_term(Node const& node, KeyPath const& path, Term& out) {
  value(node, path, Rule{}, out);
}

}  // namespace plimsoll
