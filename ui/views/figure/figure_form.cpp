#include "ui/views/figure/figure_form.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>

#include "ui/theme/card.h"
#include "ui/theme/fonts.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

/// The options side by side.
QWidget* inARow(std::initializer_list<QWidget*> widgets)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget* widget : widgets)
        layout->addWidget(widget, qobject_cast<QPlainTextEdit*>(widget) != nullptr ? 1000 : 0);
    layout->addStretch(1);
    return row;
}

QCheckBox* box(const QString& text, bool checked)
{
    auto* box = new QCheckBox(text);
    box->setChecked(checked);
    return box;
}

struct WidthPreset {
    const char* name;
    double centimetres;
};
constexpr WidthPreset widthPresets[] = {{QT_TRANSLATE_NOOP("vitscope::FigureForm", "one column, 8.6 cm"), 8.6},
                                        {QT_TRANSLATE_NOOP("vitscope::FigureForm", "two columns, 17.8 cm"), 17.8},
                                        {QT_TRANSLATE_NOOP("vitscope::FigureForm", "slide, 33.9 cm"), 33.9},
                                        {QT_TRANSLATE_NOOP("vitscope::FigureForm", "own width"), 0}};

std::vector<HeadChoice> allHeads(const ModelConfig& config)
{
    std::vector<HeadChoice> heads;
    for (std::int64_t head = 0; head < config.heads; ++head)
        heads.emplace_back(head);
    return heads;
}

}  // namespace

FigureForm::FigureForm(RunPtr run, Selection place, QWidget* parent) : QWidget(parent), run_(std::move(run)), place_(place.locked())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 18, 22, 18);
    column->setSpacing(12);
    column->addWidget(sectionLabel(tr("What")));
    column->addWidget(makeKinds());
    auto* form = new QFormLayout;
    form->setSpacing(10);
    addPage(*form);
    addMaps(*form);
    addAround(*form);
    column->addLayout(form);
    column->addStretch(1);
    tellChanges();
}

QString FigureForm::kindTitle(FigureKind kind) const
{
    switch (kind) {
    case FigureKind::Map: return tr("This map");
    case FigureKind::Heads: return tr("Heads of this block");
    case FigureKind::Blocks: return tr("This head in all blocks");
    case FigureKind::BlocksHeads: return tr("All blocks × heads");
    case FigureKind::Queries: return tr("Class token and this patch");
    case FigureKind::Methods: return tr("Two methods, and their difference");
    case FigureKind::Stage: return tr("This stage: %1").arg(stageHeading(run_->trace->stage(place_.stage)));
    }
    return {};
}

QWidget* FigureForm::makeKinds()
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    kinds_ = new QButtonGroup(this);
    for (const FigureKind kind : figureKinds) {
        if (kind == FigureKind::Queries && queries().size() < 2)
            continue;
        auto* button = new QPushButton(kindTitle(kind));
        button->setCheckable(true);
        const int place = static_cast<int>(kinds_->buttons().size());
        kinds_->addButton(button, static_cast<int>(kind));
        grid->addWidget(button, place / 2, place % 2);
    }
    setKind(FigureKind::BlocksHeads);
    return box;
}

void FigureForm::addPage(QFormLayout& form)
{
    format_ = new QComboBox;
    for (const FigureFormat format : drawnFormats)
        format_->addItem(QString::fromUtf8(figureFormatName(format).data()).toUpper(), static_cast<int>(format));
    preset_ = new QComboBox;
    for (const WidthPreset& preset : widthPresets)
        preset_->addItem(tr(preset.name), preset.centimetres);
    width_ = new QDoubleSpinBox;
    width_->setLocale(QLocale::c());
    width_->setRange(2, 60);
    width_->setDecimals(1);
    width_->setSuffix(tr(" cm"));
    width_->setValue(17.8);
    preset_->setCurrentIndex(1);
    dpi_ = new QSpinBox;
    dpi_->setRange(50, 1200);
    dpi_->setValue(300);
    dpi_->setSuffix(tr(" dpi"));
    ground_ = new QComboBox;
    ground_->addItems({tr("light"), tr("dark"), tr("transparent")});
    form.addRow(tr("Format"), inARow({format_, ground_}));
    form.addRow(tr("Size"), inARow({preset_, width_, dpi_}));
    connect(preset_, &QComboBox::activated, this, [this](int index) {
        if (widthPresets[index].centimetres > 0)
            width_->setValue(widthPresets[index].centimetres);
    });
    connect(width_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const int preset = preset_->findData(value);
        preset_->setCurrentIndex(preset < 0 ? preset_->count() - 1 : preset);
    });
}

void FigureForm::addMaps(QFormLayout& form)
{
    shared_ = box(tr("shared"), true);
    high_ = new QLineEdit;
    high_->setPlaceholderText(tr("to the largest"));
    high_->setMaximumWidth(typePixels(110));
    logarithmic_ = box(tr("logarithmic"), false);
    palette_ = new QComboBox;
    palette_->addItem(tr("as the values ask"));
    for (const Palette palette : palettes)
        palette_->addItem(QString::fromUtf8(paletteName(palette).data()), static_cast<int>(palette));
    interpolation_ = new QComboBox;
    interpolation_->addItems({tr("cells as squares"), tr("bilinear"), tr("bicubic")});
    overPicture_ = box(tr("over the picture"), true);
    opacity_ = new QSlider(Qt::Horizontal);
    opacity_->setRange(0, 100);
    opacity_->setValue(70);
    opacity_->setAccessibleName(tr("Opacity of the map"));
    method_ = new QComboBox;
    for (const std::string& method : mapMethods())
        if (method != attentionMethod)
            method_->addItem(QString::fromStdString(method));
    form.addRow(tr("Scale"), inARow({shared_, high_, logarithmic_}));
    form.addRow(tr("Colours"), inARow({palette_, interpolation_}));
    form.addRow(tr("Maps"), inARow({overPicture_, opacity_}));
    form.addRow(tr("Attention and"), inARow({method_}));
    const auto methodsAlone = [this] { method_->setEnabled(kind() == FigureKind::Methods); };
    connect(kinds_, &QButtonGroup::idToggled, this, methodsAlone);
    methodsAlone();
}

void FigureForm::addAround(QFormLayout& form)
{
    labels_ = box(tr("blocks and heads"), true);
    colourBar_ = box(tr("colour bar"), true);
    axes_ = box(tr("axes"), true);
    grid_ = box(tr("patch grid"), false);
    mark_ = box(tr("query"), true);
    title_ = new QLineEdit;
    captioned_ = box(QString(), true);
    captioned_->setAccessibleName(tr("Caption"));
    caption_ = new QPlainTextEdit;
    caption_->setPlaceholderText(tr("What the figure shows, of which model and picture, on which scale"));
    caption_->setMaximumHeight(typePixels(64));
    caption_->setTabChangesFocus(true);
    form.addRow(tr("Labels"), inARow({labels_, colourBar_, axes_, grid_, mark_}));
    form.addRow(tr("Title"), title_);
    form.addRow(tr("Caption"), inARow({captioned_, caption_}));
}

void FigureForm::tellChanges()
{
    for (auto* combo : findChildren<QComboBox*>())
        connect(combo, &QComboBox::currentIndexChanged, this, &FigureForm::changed);
    for (auto* check : findChildren<QCheckBox*>())
        connect(check, &QCheckBox::toggled, this, &FigureForm::changed);
    for (auto* line : {high_, title_})
        connect(line, &QLineEdit::textChanged, this, &FigureForm::changed);
    connect(caption_, &QPlainTextEdit::textChanged, this, &FigureForm::changed);
    connect(kinds_, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            emit changed();
    });
    connect(width_, &QDoubleSpinBox::valueChanged, this, &FigureForm::changed);
    connect(dpi_, &QSpinBox::valueChanged, this, &FigureForm::changed);
    connect(opacity_, &QSlider::valueChanged, this, &FigureForm::changed);
}

FigureKind FigureForm::kind() const
{
    return static_cast<FigureKind>(kinds_->checkedId());
}

void FigureForm::setKind(FigureKind kind)
{
    if (QAbstractButton* button = kinds_->button(static_cast<int>(kind)))
        button->setChecked(true);
}

FigureFormat FigureForm::format() const
{
    return static_cast<FigureFormat>(format_->currentData().toInt());
}

void FigureForm::setFormat(FigureFormat format)
{
    format_->setCurrentIndex(format_->findData(static_cast<int>(format)));
}

/// The chosen token; for one query after another the class token too. Prefix tokens but the class token have no name on the command line.
std::vector<QueryChoice> FigureForm::queries() const
{
    const TokenLayout& layout = run_->trace->layout();
    std::vector<QueryChoice> queries;
    if (layout.classToken())
        queries.push_back({*layout.classToken(), "class"});
    if (const std::optional<PatchPlace> place = layout.placeOf(place_.query))
        queries.push_back({place_.query, std::to_string(place->row) + "," + std::to_string(place->column)});
    return queries;
}

FigureChoice FigureForm::choice() const
{
    const ModelConfig& config = run_->trace->config();
    FigureChoice choice;
    choice.kind = kind();
    const bool everyBlock = choice.kind == FigureKind::Blocks || choice.kind == FigureKind::BlocksHeads;
    const bool everyHead = choice.kind == FigureKind::Heads || choice.kind == FigureKind::BlocksHeads || choice.kind == FigureKind::Stage;
    for (std::int64_t block = 0; block < config.blocks; ++block)
        if (everyBlock || block == place_.block)
            choice.blocks.push_back(block);
    choice.heads = allHeads(config);
    if (!everyHead)
        choice.heads = {place_.head == Selection::meanOfHeads ? HeadChoice() : HeadChoice(place_.head)};
    choice.queries = queries();
    if (choice.kind != FigureKind::Queries && choice.queries.size() > 1)
        choice.queries = {choice.queries.back()};
    if (choice.kind == FigureKind::Methods)
        choice.methods.push_back(method_->currentText().toStdString());
    if (choice.kind == FigureKind::Stage)
        choice.stages = {place_.stage};
    return choice;
}

FigureLook FigureForm::look() const
{
    FigureLook look;
    look.overPicture = overPicture_->isChecked();
    look.opacity = opacity_->value() / 100.0;
    if (palette_->currentIndex() > 0)
        look.palette = static_cast<Palette>(palette_->currentData().toInt());
    look.sharedScale = shared_->isChecked();
    bool isNumber = false;
    const float high = QLocale::c().toFloat(high_->text(), &isNumber);
    if (isNumber)
        look.high = high;
    look.logarithmic = logarithmic_->isChecked();
    look.interpolation = interpolations[static_cast<std::size_t>(interpolation_->currentIndex())];
    look.labels = labels_->isChecked();
    look.colourBar = colourBar_->isChecked();
    look.axisNames = axes_->isChecked();
    look.patchGrid = grid_->isChecked();
    look.markQuery = mark_->isChecked();
    look.title = title_->text();
    if (captioned_->isChecked())
        look.caption = caption_->toPlainText();
    look.size = {static_cast<int>(std::lround(width_->value() / 2.54 * dpi_->value())), 0, 0, dpi_->value()};
    look.ground = figureGrounds[static_cast<std::size_t>(ground_->currentIndex())];
    return look;
}

}  // namespace vitscope
