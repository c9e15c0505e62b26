#include "ui/world/classes.h"

namespace vitscope {

const std::vector<WorldClass>& worldClasses()
{
    static const std::vector<WorldClass> classes{
        {"cat", 15, {"🐈", "🐱", "😺", "🐈‍⬛"}},
        {"dog", 15, {"🐕", "🐶", "🐩", "🦮"}},
        {"rabbit", 25, {"🐇", "🐰"}},
        {"horse", 15, {"🐎", "🐴"}},
        {"elephant", 40, {"🐘"}},
        {"bird", 60, {"🐦", "🦜", "🦆", "🐤"}},
        {"fish", 180, {"🐟", "🐠", "🐡"}},
        {"turtle", 40, {"🐢"}},
        {"butterfly", 180, {"🦋"}},
        {"dinosaur", 90, {"🦕", "🦖"}},
        {"flower", 60, {"🌸", "🌻", "🌷", "🌹", "🌼", "🌺"}},
        {"tree", 30, {"🌳", "🌲", "🌴", "🎄"}},
        {"mushroom", 40, {"🍄"}},
        {"apple", 30, {"🍎", "🍏"}},
        {"banana", 25, {"🍌"}},
        {"cake", 180, {"🎂", "🍰", "🧁"}},
        {"cup", 60, {"☕", "🍵"}},
        {"car", 180, {"🚗", "🚙", "🚕", "🚘"}},
        {"bicycle", 180, {"🚲"}},
        {"train", 60, {"🚂", "🚆", "🚅"}},
        {"airplane", 60, {"✈️", "🛩️"}},
        {"rocket", 60, {"🚀"}},
        {"boat", 60, {"⛵", "🛥️", "🚢"}},
        {"house", 60, {"🏠", "🏡"}},
        {"guitar", 180, {"🎸"}},
        {"umbrella", 180, {"☂️", "☔", "⛱️"}},
        {"ball", 60, {"⚽", "🏀", "🏐"}},
        {"clock", 60, {"⏰", "🕰️", "🕒"}},
        {"book", 180, {"📖", "📕", "📗", "📘"}},
        {"shoe", 180, {"👟", "👞", "👠"}},
    };
    return classes;
}

}  // namespace vitscope
