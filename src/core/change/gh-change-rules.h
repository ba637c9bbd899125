/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-change.h"

G_BEGIN_DECLS

gboolean gh_change_rules_check (GhDatasource *datasource, GhCredential *credential, GError **error);
GhSecret *gh_change_rules_build_body (GhDatasource *datasource,
                                      GhCredential *credential,
                                      GhRoute *route,
                                      const char *accepted_fingerprint,
                                      GError **error);
GhChangeState gh_change_rules_judge (GhProblem *problem, const GError *error);

G_END_DECLS
