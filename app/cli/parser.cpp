#include "app/cli/parser.h"

#include <CLI/CLI.hpp>

#include "core/base/error.h"

namespace vitscope::cli {

Option& Option::required()
{
    option_->required();
    return *this;
}

Option& Option::showDefault()
{
    option_->capture_default_str();
    return *this;
}

template <class Number>
Option& Option::between(Number lowest, Number highest)
{
    option_->check(CLI::Range(lowest, highest));
    return *this;
}

template Option& Option::between(int, int);
template Option& Option::between(std::int64_t, std::int64_t);
template Option& Option::between(double, double);

Option& Option::oneOf(const std::vector<std::string>& names)
{
    option_->check(CLI::IsMember(names));
    return *this;
}

Option& Option::check(std::function<std::string(const std::string&)> problem)
{
    option_->check(std::move(problem));
    return *this;
}

Option& Option::excludes(const std::string& otherName)
{
    option_->excludes(otherName);
    return *this;
}

Option& Option::oneValueEach()
{
    option_->allow_extra_args(false);
    return *this;
}

Option& Option::atMostOne()
{
    option_->expected(0, 1);
    return *this;
}

Parser::Parser(const std::string& name, const std::string& version, const std::string& help, const std::string& footer)
    : program_(std::make_shared<CLI::App>(help, name)),
      app_(program_.get())
{
    app_->set_version_flag("--version", version);
    app_->require_subcommand(1);
    app_->footer(footer);
}

bool Parser::parse(int argc, char** argv)
{
    try {
        app_->parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            app_->exit(error);  // --help, --version
            return false;
        }
        const bool unknown = argc > 1 && argv[1][0] != '-' && app_->get_subcommands().empty();
        throw Error(Fault::Usage, "%1 (see --help)", {unknown ? "There is no command “" + std::string(argv[1]) + "”" : std::string(error.what())});
    }
    return true;
}

Parser Parser::command(const std::string& name, const std::string& help)
{
    return Parser(*app_->add_subcommand(name, help));
}

template <class Value>
Option Parser::option(const std::string& names, Value& value, const std::string& help)
{
    return Option(app_->add_option(names, value, help));
}

template Option Parser::option(const std::string&, std::string&, const std::string&);
template Option Parser::option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Parser::option(const std::string&, int&, const std::string&);
template Option Parser::option(const std::string&, std::int64_t&, const std::string&);
template Option Parser::option(const std::string&, std::uint64_t&, const std::string&);
template Option Parser::option(const std::string&, float&, const std::string&);
template Option Parser::option(const std::string&, double&, const std::string&);

Option Parser::flag(const std::string& name, bool& value, const std::string& help)
{
    return Option(app_->add_flag(name, value, help));
}

void Parser::footer(const std::string& text)
{
    app_->footer(text);
}

bool Parser::wasChosen() const
{
    return app_->parsed();
}

}  // namespace vitscope::cli
