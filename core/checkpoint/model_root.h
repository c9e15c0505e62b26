// Where in a file the model is: which of its dictionaries, and behind which prefix.
//
//   {"teacher": {"backbone.cls_token": …, "head.mlp.0.weight": …}, "student": …}   →   cls_token, head.mlp.0.weight
//
// Files of training hold the model under “model”, “state_dict”, “teacher” or “model_ema”, and wrappers put “module.”, “backbone.” or
// “_orig_mod.” before every name. This is one step before any dialect is recognised: dialects see names without all that.
// Enter at atModelRoot(). Tested in tests/core/model_root_test.cpp.
#pragma once

#include <memory>
#include <vector>

#include "core/base/error.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

/// The file with the model's names alone. The model is where the patch embedding is; of several, the averaged one (teacher, ema) before the
/// plain one, before the student. What stands beside the model (a head beside a backbone) stays, without the common prefix; other models in
/// the file do not. Adds what was chosen to `notes`; a file that has no wrapping comes back as it is.
std::unique_ptr<TensorFile> atModelRoot(std::unique_ptr<TensorFile> file, std::vector<Message>& notes);

}  // namespace vitscope
