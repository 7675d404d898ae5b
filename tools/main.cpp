// The plimsoll command. Every verb's options come from its field table; CLI11 is known here and to
// command_pages.cpp alone.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <new>
#include <tuple>

#include "command_pages.hpp"
#include "plimsoll/core/version.hpp"
#include "streams.hpp"
#include "verbs.hpp"

namespace plimsoll {
namespace {

/// `mean_matching` is written --mean-matching.
std::string flag_of(std::string_view key) {
  std::string flag(key);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return "--" + flag;
}

template <class T>
bool is_positional(std::string_view key) {
  if constexpr (requires { T::positional; })
    return std::find(T::positional.begin(), T::positional.end(), key) != T::positional.end();
  else
    return false;
}

/// Digits may be grouped as in TOML: 1_000_000. Out of range is said in plain words.
void expect_number(CLI::Option* option, Range const& range) {
  option->transform(CLI::Validator(
      [range](std::string& text) -> std::string {
        std::erase(text, '_');
        double value = 0.0;
        if (!CLI::detail::lexical_cast(text, value)) return "must be a number";
        if (range.contains(value)) return {};
        return std::isfinite(range.high)
                   ? fmt::format("must be between {:.0f} and {:.0f}", range.low, range.high)
                   : fmt::format("must be at least {:.0f}", range.low);
      },
      ""));
  option->type_name("NUMBER");
}

/// An option that takes one of the words an enumeration is written with.
template <class E>
CLI::Option* add_choice(CLI::App& app, std::string const& name, E& value, std::string const& says) {
  std::string words;
  for (auto const& [word, choice] : Names<E>::pairs) words += (words.empty() ? "" : "|") + std::string(word);
  auto const choose = [&value, words](std::string const& text) {
    for (auto const& [word, choice] : Names<E>::pairs)
      if (word == text) {
        value = choice;
        return;
      }
    throw CLI::ValidationError("\"" + text + "\" is not one of " + words);
  };
  CLI::Option* const option = app.add_option_function<std::string>(name, choose, says);
  return option->type_name(words)->default_str(std::string(name_in_study(value)));
}

template <class V>
constexpr bool is_number = std::is_arithmetic_v<V> || std::is_same_v<V, std::optional<std::int64_t>> ||
                           std::is_same_v<V, std::optional<double>> || std::is_same_v<V, std::vector<double>>;

template <class V>
constexpr bool is_list =
    std::is_same_v<V, std::vector<std::string>> || std::is_same_v<V, std::vector<double>>;

template <Described T>
void add_options(CLI::App& app, T& verb) {
  for_each_field<T>([&](auto const& field) {
    auto& value = verb.*field.at;
    using V = std::remove_cvref_t<decltype(value)>;
    std::string const says(field.says);
    bool const positional = is_positional<T>(field.key);
    std::string name = positional ? std::string(field.key) : flag_of(field.key);
    if (field.key == "output") name = "-o," + name;
    CLI::Option* option = nullptr;
    if constexpr (Described<V>) {
      add_options(app, value);  // its fields become options of the verb
      return;
    } else if constexpr (std::is_same_v<V, bool>) {
      option = app.add_flag(name, value, says);
    } else if constexpr (std::is_enum_v<V>) {
      option = add_choice(app, name, value, says);
    } else {
      option = app.add_option(name, value, says);
      if constexpr (is_number<V>) expect_number(option, field.range);
      if constexpr (std::is_same_v<V, std::string> || std::is_arithmetic_v<V>)
        if (field.need == Need::optional && !positional) option->capture_default_str();
      if constexpr (is_list<V>) option->allow_extra_args(positional);
    }
    option->required(field.need == Need::required);
  });
}

/// Prints what was asked for in place of a verb.
[[noreturn]] void say_and_end(std::string const& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);  // finish_output looks whether it was taken
  throw CLI::Success();
}

/// Runs a verb and turns what it throws into words and an exit code.
template <class Verb>
ExitCode run_verb(Verb const& verb, CommonOptions const& common) {
  Terminal terminal(common);
  try {
    return verb.run(terminal);
  } catch (InputError const& error) {
    terminal.complain(error.problems());
    return ExitCode::invalid;
  } catch (BrokenPromise const& error) {
    terminal.complain(std::string("a defect of plimsoll itself: ") + error.what());
    return ExitCode::failure;
  } catch (std::bad_alloc const&) {
    terminal.complain("there is not enough memory for this");
    return ExitCode::failure;
  } catch (std::exception const& error) {
    terminal.complain(error.what());
    return ExitCode::failure;
  }
}

template <class Verb>
void add_verb(CLI::App& app, CommonOptions& common, Verb& verb, std::function<ExitCode()>& chosen) {
  CLI::App* const command = app.add_subcommand(std::string(Verb::text.name), std::string(Verb::text.says));
  add_options(*command, verb);
  add_options(*command, common);
  std::string examples = "Examples:";
  for (std::string_view example : Verb::text.examples) examples += "\n  " + std::string(example);
  command->footer(examples);
  command->callback([&] { chosen = [&] { return run_verb(verb, common); }; });
}

template <class... Verbs>
int run_command(int argc, char** argv, std::variant<Verbs...> const*) {
  CLI::App app{"What may we owe under a value-based-care contract, how sure is that, and how much to hold"};
  app.name("plimsoll");
  app.set_version_flag("--version",
                       "plimsoll " + std::string(program_version) + " (" + std::string(build_commit) + ")");
  app.require_subcommand(1);
  constexpr std::array<std::pair<char const*, Shell>, 3> shells{
      {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}}};
  app.add_option_function<std::string>(
         "--completion",
         [&](std::string const& name) {
           for (auto const& [word, shell] : shells)
             if (word == name) return say_and_end(completion(app, shell));
           throw CLI::ValidationError("\"" + name + "\" is not one of bash|zsh|fish");
         },
         "Print a script that completes verbs and options in a shell")
      ->type_name("bash|zsh|fish")
      ->trigger_on_parse();
  app.add_flag_callback(
         "--manual", [&] { say_and_end(manual_page(app, program_version)); },
         "Print the manual page, for man -l")
      ->trigger_on_parse();
  std::tuple<Verbs...> verbs;
  CommonOptions common;
  std::function<ExitCode()> chosen;
  std::apply([&](auto&... verb) { (add_verb(app, common, verb, chosen), ...); }, verbs);
  std::string verbs_known;
  bool known = false;
  for (CLI::App const* verb : app.get_subcommands({})) {
    verbs_known += " " + verb->get_name();
    known = known || (argc > 1 && verb->get_name() == argv[1]);
  }
  if (argc > 1 && argv[1][0] != '-' && !known) {
    Terminal(common).complain(fmt::format("there is no verb \"{}\"; there are{}", argv[1], verbs_known));
    return static_cast<int>(ExitCode::usage);
  }
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  return static_cast<int>(chosen());
}

}  // namespace
}  // namespace plimsoll

int main(int argc, char** argv) {
  plimsoll::prepare_streams();
  try {
    int const code = plimsoll::run_command(argc, argv, static_cast<plimsoll::AnyVerb const*>(nullptr));
    if (code == 0) plimsoll::finish_output();
    return code;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return static_cast<int>(plimsoll::ExitCode::failure);
  }
}
