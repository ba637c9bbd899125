/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-error.h"

G_DEFINE_QUARK (gh - error - quark, gh_error)
