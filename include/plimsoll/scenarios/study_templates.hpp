#pragma once

#include <string>
#include <vector>

namespace plimsoll {

/// A study that is part of the program, to start one's own from.
struct StudyTemplate {
  std::string name;  ///< such as mssp-tracks
  std::string title;
};
std::vector<StudyTemplate> study_templates();

/// The template of that name, or the only one whose name has the word in it: `commercial`. Throws InputError
/// naming those it could be.
StudyTemplate template_named(std::string const& word);

/// A file of a started study: the study itself first, then the cost file it names, by its name beside it.
struct StartedFile {
  std::string name;
  std::string text;
};
std::vector<StartedFile> started_files(StudyTemplate const& chosen);

}  // namespace plimsoll
