// Numbers as a person reads them: a real minus sign (U+2212), a decimal point in every language, no "−0.00".
//
// Enter at number(). For files and programs use QString::number or std::to_chars instead. Tested in tests/ui/render_test.cpp.
#pragma once

#include <QString>

#include "core/tensor/tensor.h"

namespace vitscope {

/// Fixed: number(-0.31, 2) is "−0.31". "∞", "−∞" and "NaN" for what is no number.
QString number(double value, int decimals);
/// As many decimals as `significant` digits need, trailing zeros kept: 0.0412, 6.21, 1173; powers of ten below 0.0001 and from 1,000,000.
QString significant(double value, int digits);
/// "0.0412", "−6.2": the ends of a scale.
QString scaleNumber(double value);
/// "4 · 10⁻⁷": one digit, then `decimals`, no trailing zeros.
QString powerOfTen(double value, int decimals);
/// A share from 0 to 1 as "91.3 %", with a space that does not break.
QString percent(double share, int decimals = 1);
/// All digits of a matrix, for a spreadsheet: a line a row, tabs between.
QString tabSeparated(const TensorView& matrix);

}  // namespace vitscope
