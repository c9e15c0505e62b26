// Exporting a figure: the figure itself as it will be written, what it shows and how, and the command line that makes the same.
//
// Tested in tests/ui/figure_dialog_test.cpp.
#pragma once

#include <QDialog>

#include "ui/session/run_view.h"
#include "ui/session/viewpoint.h"
#include "ui/views/figure/figure_form.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace vitscope {

class FigureDialog : public QDialog {
    Q_OBJECT

public:
    /// Of the run there is and what is looked at now.
    FigureDialog(RunView& view, const Viewpoint& viewpoint, const QString& language, QWidget* parent = nullptr);

    FigureForm& form() { return *form_; }
    /// The figure as it is drawn; null while it is on its way, or where it cannot be: problem() then says why.
    QImage image() const { return image_; }
    QString problem() const { return problem_; }
    QString commandLine(const QString& out) const;
    /// Writes the figure on the compute thread; saved() follows, or the dialog says why not.
    void save(const QString& path);

signals:
    void saved(const QString& path);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Drawn;
    void addColumns();
    void addButtons();
    void refresh();
    void show(const Drawn& drawn);
    void showImage();
    void chooseFile();
    QString suggestedName() const;

    RunView& view_;
    RunPtr run_;
    QString language_;
    FigureForm* form_;
    QLabel *preview_, *said_;
    QPlainTextEdit* command_;
    QPushButton *save_, *copyImage_;
    QImage image_;
    QString problem_;
    bool drawing_ = false, stale_ = false;
};

}  // namespace vitscope
