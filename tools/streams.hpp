#pragma once

namespace plimsoll {

/// Makes a broken pipe and a file too large failures of the write that met them, not the end of the process;
/// and opens standard streams that came closed, so that no file of ours takes the number of one and gets what
/// is printed. A write to one of those fails. Call it before anything is opened.
void prepare_streams();

/// Hands over what was printed and not yet written. Throws IoError where standard output did not take all of
/// it.
void finish_output();

}  // namespace plimsoll
