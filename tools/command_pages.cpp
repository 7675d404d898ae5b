#include "command_pages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <vector>

namespace plimsoll {
namespace {

std::vector<CLI::App const*> verbs_of(CLI::App const& command) {
  return command.get_subcommands([](CLI::App const* verb) { return !verb->get_name().empty(); });
}

/// Flags of an option, with their dashes; none of a positional.
std::vector<std::string> flags_of(CLI::Option const& option) {
  std::vector<std::string> flags;
  for (std::string const& name : option.get_snames()) flags.push_back("-" + name);
  for (std::string const& name : option.get_lnames()) flags.push_back("--" + name);
  return flags;
}

std::vector<std::string> options_of(CLI::App const& app) {
  std::vector<std::string> all;
  for (CLI::Option const* option : app.get_options())
    for (std::string& flag : flags_of(*option)) all.push_back(std::move(flag));
  return all;
}

/// The words an option takes, where it takes no others: sqlite|csv|json.
std::vector<std::string> words_of(CLI::Option const& option) {
  std::vector<std::string> words;
  std::string const type = option.get_type_name();
  if (type.find('|') == std::string::npos) return words;
  for (std::size_t begin = 0; begin <= type.size();) {
    std::size_t const end = std::min(type.find('|', begin), type.size());
    words.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string bash_script(CLI::App const& command) {
  std::vector<std::string> names;
  std::string options, words;
  for (CLI::App const* verb : verbs_of(command)) {
    names.push_back(verb->get_name());
    options +=
        fmt::format("    {}) options=\"{}\" ;;\n", verb->get_name(), fmt::join(options_of(*verb), " "));
    for (CLI::Option const* option : verb->get_options())
      if (std::vector<std::string> const choice = words_of(*option); !choice.empty())
        for (std::string const& flag : flags_of(*option))
          words += fmt::format("    \"{} {}\") options=\"{}\"; only=1 ;;\n", verb->get_name(), flag,
                               fmt::join(choice, " "));
  }
  return fmt::format(R"(# Completion of plimsoll for bash: source <(plimsoll --completion bash)
_plimsoll() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" verb="${{COMP_WORDS[1]}}"
  local options="" only=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{} {}" -- "$current"))
    return
  fi
  case "$verb" in
{}  esac
  case "$verb $before" in
{}  esac
  if [ -n "$only" ] || [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _plimsoll plimsoll
)",
                     fmt::join(names, " "), fmt::join(options_of(command), " "), options, words);
}

/// Text between single quotes of a fish script.
std::string fish_text(std::string const& text) {
  std::string quoted;
  for (char c : text) quoted += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return quoted;
}

std::string fish_script(CLI::App const& command) {
  std::string text = "# Completion of plimsoll for fish: plimsoll --completion fish | source\n";
  for (CLI::App const* verb : verbs_of(command)) {
    text += fmt::format("complete -c plimsoll -n __fish_use_subcommand -f -a {} -d '{}'\n", verb->get_name(),
                        fish_text(verb->get_description()));
    for (CLI::Option const* option : verb->get_options()) {
      if (option->get_lnames().empty()) continue;
      text +=
          fmt::format("complete -c plimsoll -n '__fish_seen_subcommand_from {}' -l {} -d '{}'",
                      verb->get_name(), option->get_lnames().front(), fish_text(option->get_description()));
      if (std::vector<std::string> const words = words_of(*option); !words.empty())
        text += fmt::format(" -x -a '{}'", fmt::join(words, " "));
      else if (option->get_items_expected_max() > 0)
        text += " -r";
      text += "\n";
    }
  }
  return text;
}

/// Text in which no character is one of the formatter's.
std::string roff(std::string_view text) {
  std::string safe;
  for (char c : text) switch (c) {
      case '\\': safe += "\\e"; break;
      case '-': safe += "\\-"; break;
      case '|': safe += "|\\:"; break;  // a line may break here
      default: safe += c;
    }
  if (!safe.empty() && (safe.front() == '.' || safe.front() == '\'')) safe.insert(0, "\\&");
  return safe;
}

std::string option_in_manual(CLI::Option const& option) {
  std::vector<std::string> const flags = flags_of(option);
  std::string const name = flags.empty() ? option.get_name(true) : fmt::format("{}", fmt::join(flags, ", "));
  std::string const type = option.get_items_expected_max() > 0 ? " " + option.get_type_name() : "";
  std::string const standing = option.get_default_str().empty() ? "" : " [" + option.get_default_str() + "]";
  return fmt::format(".TP\n.B {}\n{}\n", roff(name + type), roff(option.get_description() + standing));
}

}  // namespace

std::string completion(CLI::App const& command, Shell shell) {
  switch (shell) {
    case Shell::bash: return bash_script(command);
    case Shell::zsh:
      return "# Completion of plimsoll for zsh: source <(plimsoll --completion zsh)\n"
             "autoload -U +X bashcompinit && bashcompinit\n" +
             bash_script(command);
    case Shell::fish: return fish_script(command);
  }
  return {};
}

std::string manual_page(CLI::App const& command, std::string_view version) {
  std::string text =
      fmt::format(".TH PLIMSOLL 1 \"\" \"plimsoll {}\" \"\"\n.ad l\n.SH NAME\nplimsoll \\- {}\n",
                  roff(version), roff(command.get_description()));
  text +=
      ".SH SYNOPSIS\n.B plimsoll\nVERB [OPTIONS]\n.SH EXIT STATUS\n"
      "0 done, 1 failure, 2 usage, 3 study or data invalid, 5 gate tripped, 6 not reproducible, 130 "
      "interrupted.\n";
  for (CLI::App const* verb : verbs_of(command)) {
    text += fmt::format(".SH {}\n{}\n", roff(verb->get_name()), roff(verb->get_description()));
    for (CLI::Option const* option : verb->get_options()) text += option_in_manual(*option);
    text += fmt::format(".PP\n.nf\n");
    std::string const footer = verb->get_footer();
    for (std::size_t begin = 0; begin < footer.size();) {
      std::size_t const end = std::min(footer.find('\n', begin), footer.size());
      text += roff(footer.substr(begin, end - begin)) + "\n";
      begin = end + 1;
    }
    text += ".fi\n";
  }
  return text;
}

}  // namespace plimsoll
