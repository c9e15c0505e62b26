// The small model with a crop: the shorter side becomes 60 pixels, and 48 × 48 of them are kept.
#pragma once

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/ui/session_fixture.h"

namespace vitscope {

inline void makeCroppingModel(const QTemporaryDir& folder)
{
    for (const char* name : {"config.json", "model.safetensors"})
        EXPECT_TRUE(QFile::copy(testModel + u'/' + QString::fromLatin1(name), folder.filePath(QString::fromLatin1(name))));
    QFile before(testModel + QStringLiteral("/preprocessor_config.json"));
    EXPECT_TRUE(before.open(QIODevice::ReadOnly));
    QJsonObject config = QJsonDocument::fromJson(before.readAll()).object();
    config[QStringLiteral("image_processor_type")] = QStringLiteral("BitImageProcessor");
    config[QStringLiteral("size")] = QJsonObject{{QStringLiteral("shortest_edge"), 60}};
    config[QStringLiteral("do_center_crop")] = true;
    config[QStringLiteral("crop_size")] = QJsonObject{{QStringLiteral("height"), 48}, {QStringLiteral("width"), 48}};
    QFile after(folder.filePath(QStringLiteral("preprocessor_config.json")));
    EXPECT_TRUE(after.open(QIODevice::WriteOnly));
    after.write(QJsonDocument(config).toJson());
    after.close();
}

}  // namespace vitscope
