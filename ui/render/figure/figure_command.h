// The command line that draws a figure: what the window's dialog shows, and a script can keep.
//
// Tested in tests/figure/command_test.cpp: vitscope-cli makes the same bytes of it.
#pragma once

#include <QStringList>

#include "ui/render/figure/figure_file.h"

namespace vitscope {

struct FigureCommand {
    QString picture;
    QString model;         ///< "builtin:emoji" or a path
    QStringList settings;  ///< "softmax=off"
    QString language = QStringLiteral("en");
    FigureChoice choice;
    FigureLook look;
    FigureFormat format = FigureFormat::Png;
    QString out;
};

/// The arguments behind "vitscope-cli". What the command line takes for granted is left out. `config`: the model's.
QStringList figureArguments(const FigureCommand& command, const ModelConfig& config);
/// As a line for a shell, with quotes where they are needed.
QString shellLine(const QStringList& arguments);

}  // namespace vitscope
