/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-credential.h"
#include "gh-datasource.h"

G_BEGIN_DECLS

char *gh_setting_text_describe (const char *stored, const char *becomes, gboolean touched);
const char *gh_setting_text_get_privacy_label (const char *level);
const char *gh_setting_text_get_encryption_label (gboolean encrypted);
const char *gh_setting_text_get_sign_on_label (gboolean single_sign_on);
const char *gh_setting_text_get_stored_sign_on (GhDatasource *datasource);
const char *gh_setting_text_get_type_label (GhCredentialType type);

G_END_DECLS
