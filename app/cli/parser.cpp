#include "app/cli/parser.h"

#include <CLI/CLI.hpp>

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
