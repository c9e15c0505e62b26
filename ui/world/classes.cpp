#include "ui/world/classes.h"

#include <QCoreApplication>

namespace vitscope {

const std::vector<WorldClass>& worldClasses()
{
    static const std::vector<WorldClass> classes{
        {QT_TRANSLATE_NOOP("classes", "cat"), 15, {"🐈", "🐱", "😺", "🐈‍⬛"}},
        {QT_TRANSLATE_NOOP("classes", "dog"), 15, {"🐕", "🐶", "🐩", "🦮"}},
        {QT_TRANSLATE_NOOP("classes", "rabbit"), 25, {"🐇", "🐰"}},
        {QT_TRANSLATE_NOOP("classes", "horse"), 15, {"🐎", "🐴"}},
        {QT_TRANSLATE_NOOP("classes", "elephant"), 40, {"🐘"}},
        {QT_TRANSLATE_NOOP("classes", "bird"), 60, {"🐦", "🦜", "🦆", "🐤"}},
        {QT_TRANSLATE_NOOP("classes", "fish"), 180, {"🐟", "🐠", "🐡"}},
        {QT_TRANSLATE_NOOP("classes", "turtle"), 40, {"🐢"}},
        {QT_TRANSLATE_NOOP("classes", "butterfly"), 180, {"🦋"}},
        {QT_TRANSLATE_NOOP("classes", "dinosaur"), 90, {"🦕", "🦖"}},
        {QT_TRANSLATE_NOOP("classes", "flower"), 60, {"🌸", "🌻", "🌷", "🌹", "🌼", "🌺"}},
        {QT_TRANSLATE_NOOP("classes", "tree"), 30, {"🌳", "🌲", "🌴", "🎄"}},
        {QT_TRANSLATE_NOOP("classes", "mushroom"), 40, {"🍄"}},
        {QT_TRANSLATE_NOOP("classes", "apple"), 30, {"🍎", "🍏"}},
        {QT_TRANSLATE_NOOP("classes", "banana"), 25, {"🍌"}},
        {QT_TRANSLATE_NOOP("classes", "cake"), 180, {"🎂", "🍰", "🧁"}},
        {QT_TRANSLATE_NOOP("classes", "cup"), 60, {"☕", "🍵"}},
        {QT_TRANSLATE_NOOP("classes", "car"), 180, {"🚗", "🚙", "🚕", "🚘"}},
        {QT_TRANSLATE_NOOP("classes", "bicycle"), 180, {"🚲"}},
        {QT_TRANSLATE_NOOP("classes", "train"), 60, {"🚂", "🚆", "🚅"}},
        {QT_TRANSLATE_NOOP("classes", "airplane"), 60, {"✈️", "🛩️"}},
        {QT_TRANSLATE_NOOP("classes", "rocket"), 60, {"🚀"}},
        {QT_TRANSLATE_NOOP("classes", "boat"), 60, {"⛵", "🛥️", "🚢"}},
        {QT_TRANSLATE_NOOP("classes", "house"), 60, {"🏠", "🏡"}},
        {QT_TRANSLATE_NOOP("classes", "guitar"), 180, {"🎸"}},
        {QT_TRANSLATE_NOOP("classes", "umbrella"), 180, {"☂️", "☔", "⛱️"}},
        {QT_TRANSLATE_NOOP("classes", "ball"), 60, {"⚽", "🏀", "🏐"}},
        {QT_TRANSLATE_NOOP("classes", "clock"), 60, {"⏰", "🕰️", "🕒"}},
        {QT_TRANSLATE_NOOP("classes", "book"), 180, {"📖", "📕", "📗", "📘"}},
        {QT_TRANSLATE_NOOP("classes", "shoe"), 180, {"👟", "👞", "👠"}},
    };
    return classes;
}

}  // namespace vitscope
