// SPDX-License-Identifier: Apache-2.0
// Random bytes from the kernel, getrandom(2). Thread-safe. Errors: Internal.
#pragma once

#include "base/bytes.h"

namespace bindery
{

void fillRandom(ByteSpan out);

} // namespace bindery
