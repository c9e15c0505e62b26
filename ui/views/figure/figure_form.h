// What a figure shows and how it looks, as a person chooses it.
//
// Tested in tests/ui/figure_dialog_test.cpp.
#pragma once

#include <QWidget>

#include "ui/render/figure/figure_file.h"
#include "ui/session/run.h"
#include "ui/session/selection.h"

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSlider;
class QSpinBox;

namespace vitscope {

class FigureForm : public QWidget {
    Q_OBJECT

public:
    /// Figures of this run at this place: its block, head, token and stage.
    FigureForm(RunPtr run, Selection place, QWidget* parent = nullptr);

    FigureChoice choice() const;
    FigureLook look() const;
    FigureFormat format() const;
    void setKind(FigureKind kind);
    void setFormat(FigureFormat format);

signals:
    void changed();

private:
    FigureKind kind() const;
    QString kindTitle(FigureKind kind) const;
    std::vector<QueryChoice> queries() const;
    QWidget* makeKinds();
    void addPage(QFormLayout& form);
    void addMaps(QFormLayout& form);
    void addAround(QFormLayout& form);
    void tellChanges();

    RunPtr run_;
    Selection place_;
    QButtonGroup* kinds_;
    QComboBox *format_, *preset_, *palette_, *interpolation_, *ground_, *method_;
    QDoubleSpinBox* width_;
    QSpinBox* dpi_;
    QCheckBox *shared_, *logarithmic_, *overPicture_, *labels_, *colourBar_, *axes_, *grid_, *mark_, *captioned_;
    QLineEdit *high_, *title_;
    QSlider* opacity_;
    QPlainTextEdit* caption_;
};

}  // namespace vitscope
